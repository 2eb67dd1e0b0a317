import { defineError } from '../define-error';

export const HR5006 = defineError<{ taskQueue: string; value: string }>({
  code: 'HR5006',
  title: 'A worker needs a NativeConnection',
  disposition: 'refuse',
  head: ({ taskQueue, value }) =>
    `The worker of task queue "${taskQueue}" is given ${value} where it needs a NativeConnection.`,
  why: () => 'a worker polls through the native core, which cannot use the connection of a client.',
  fix: () =>
    "connection: await NativeConnection.connect({ address: '…' }), imported from the worker package. A client may use that connection, too. A TestWorkflowEnvironment has one: environment.nativeConnection.",
  example: { taskQueue: 'orders', value: 'a Connection of the client package' },
});
