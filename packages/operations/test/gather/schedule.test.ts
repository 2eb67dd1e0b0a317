import { expect, it, onTestFinished, vi } from 'vitest';
import { readSchedule } from '../../src/gather/schedule';
import type { Session } from '../../src/gather/session';
import { ServerCalls } from '../../src/internal/server-calls';

/** What is read of a schedule that the server describes after so many seconds. */
async function readAfter(seconds: number) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const workflowService = {
    describeSchedule: () => new Promise((resolve) => setTimeout(resolve, seconds * 1_000, { schedule: {}, info: {} })),
  };
  const connection = {
    workflowService,
    withDeadline: <T>(deadline: number, run: () => Promise<T>) =>
      Promise.race([
        run(),
        new Promise<never>((_resolve, reject) => {
          const late = Object.assign(new Error('late'), { code: 4, details: 'Deadline exceeded' });
          setTimeout(reject, deadline - Date.now(), late);
        }),
      ]),
  };
  const calls = new ServerCalls({ connection, workflowService } as never);
  const read = readSchedule({ calls, namespace: 'default' } as Session, 'nightly');
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  return read;
}

it('waits for the answer of a server that has to start the workflow of the schedule', async () => {
  expect(await readAfter(8)).toMatchObject({ scheduleId: 'nightly', isPaused: false });
});

it('does not wait for ever', async () => {
  expect(await readAfter(12)).toMatchObject({ problem: { kind: 'timed out' } });
});
