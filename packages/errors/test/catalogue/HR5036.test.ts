import { expect, it } from 'vitest';
import { HR5036 } from '../../src';

const error = "TypeError: Cannot read properties of null (reading 'message')";

it('says that what was thrown was no error', () => {
  const { message } = HR5036.error({ taskQueue: 'orders', error, noError: true });
  expect(message).toBe(
    [
      '[HR5036] The worker of task queue "orders" ends: a thread that runs its workflows has ended: null or undefined was thrown while workflow code was loaded',
      '  Why:     the SDK gives up the worker with the thread. Nothing is lost, but the workflow task goes to the next worker of the task queue, which may end of it as well.',
      '  Fix:     look in the workflow module, and in what it imports, for a throw at the top level whose value is no error: throw new Error("why").',
      '  Docs:    https://handrail.dev/errors/HR5036        (offline: npx handrail explain HR5036)',
    ].join('\n'),
  );
});

it('repeats what ended the thread otherwise', () => {
  const { message } = HR5036.error({ taskQueue: 'orders', error: 'Error: no keys' });
  expect(message).toContain(
    '[HR5036] The worker of task queue "orders" ends: a thread that runs its workflows has ended: Error: no keys\n',
  );
  expect(message).toContain(
    'Fix:     look for what is thrown at the top level of workflow code, or where no workflow runs: an error whose message cannot be read, a promise that is rejected while a module is loaded.',
  );
});
