import { defineError } from '../define-error';

export const HR5036 = defineError<{
  taskQueue: string;
  error: string;
  /** The SDK has looked for the message of null or undefined. */
  noError?: boolean;
}>({
  code: 'HR5036',
  title: 'A thread that runs workflows has ended',
  disposition: 'report',
  head: ({ taskQueue, error, noError }) =>
    `The worker of task queue "${taskQueue}" ends: a thread that runs its workflows has ended: ${noError === true ? 'null or undefined was thrown while workflow code was loaded' : error}`,
  why: () =>
    'the SDK gives up the worker with the thread. Nothing is lost, but the workflow task goes to the next worker of the task queue, which may end of it as well.',
  fix: ({ noError }) =>
    noError === true
      ? 'look in the workflow module, and in what it imports, for a throw at the top level whose value is no error: throw new Error("why").'
      : 'look for what is thrown at the top level of workflow code, or where no workflow runs: an error whose message cannot be read, a promise that is rejected while a module is loaded.',
  example: {
    taskQueue: 'orders',
    error: "TypeError: Cannot read properties of null (reading 'message')",
    noError: true,
  },
});
