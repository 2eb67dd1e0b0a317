// HR5031: a worker whose time for the shutdown is over, with whatever its run is rejected with.
import { setHost } from '@handrail/common/host';
import { GracefulShutdownPeriodExpiredError, type Worker } from '@temporalio/worker';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchExpiredShutdown } from '../../src/internal/expired-shutdown';

const warn = vi.fn();
beforeEach(() => setHost({ logger: { warn } as never }));
afterEach(() => {
  setHost({});
  warn.mockClear();
});

const expired = new GracefulShutdownPeriodExpiredError('Timed out while waiting for worker to shutdown gracefully');
const HEAD =
  '[HR5031] The worker of task queue "orders" has ended before its work was done: shutdownForceTime (2 seconds) is over, and no activity is running.';

function watched(): { fail: (reason: Error) => void; explain: (error: Error) => Error | undefined } {
  let fail = (_: Error): void => undefined;
  const worker = {
    options: { taskQueue: 'orders', shutdownForceTimeMs: 2_000 },
    instantTerminateErrorSubject: { subscribe: ({ error }: { error: typeof fail }) => (fail = error) },
  } as unknown as Worker;
  const { explain } = watchExpiredShutdown(worker, () => undefined, {});
  return { fail, explain: (error) => explain(error) as Error | undefined };
}

it('is told when the time is over, for the run may never end', () => {
  watched().fail(expired);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(HEAD), { code: 'HR5031', taskQueue: 'orders' });
});

it('is told in what comes up while the worker is torn down, with the reason as its cause', () => {
  const { fail, explain } = watched();
  fail(expired);
  const error = explain(new Error('Worker still in use: Expected 1 reference, but got 2'));
  expect(error?.message).toContain(`Worker still in use: Expected 1 reference, but got 2\n${HEAD}`);
  expect(error?.cause).toBe(expired);
  expect(warn).toHaveBeenCalledTimes(1);
});

it('is told in the error that is documented', () => {
  const error = watched().explain(new GracefulShutdownPeriodExpiredError('Timed out'));
  expect(error).toBeInstanceOf(GracefulShutdownPeriodExpiredError);
  expect(error?.message).toContain(HEAD);
  expect(warn).toHaveBeenCalledTimes(1);
});

it('is not told of a worker that ends for another reason', () => {
  const { fail, explain } = watched();
  fail(new Error('other'));
  expect(explain(new Error('Worker still in use: Expected 1 reference, but got 2'))).toBeUndefined();
  expect(warn).not.toHaveBeenCalled();
});
