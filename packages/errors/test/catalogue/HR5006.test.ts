import { expect, it } from 'vitest';
import { HR5006 } from '../../src';

it('names what was given and where to get what is needed', () => {
  const { message } = HR5006.error({ taskQueue: 'orders', value: 'a Connection of the client package' });
  expect(message).toBe(
    [
      '[HR5006] The worker of task queue "orders" is given a Connection of the client package where it needs a NativeConnection.',
      '  Why:     a worker polls through the native core, which cannot use the connection of a client.',
      "  Fix:     connection: await NativeConnection.connect({ address: '…' }), imported from the worker package. A client may use that connection, too. A TestWorkflowEnvironment has one: environment.nativeConnection.",
      '  Docs:    https://handrail.dev/errors/HR5006        (offline: npx handrail explain HR5006)',
    ].join('\n'),
  );
});
