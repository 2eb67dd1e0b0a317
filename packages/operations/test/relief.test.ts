// States of one more shift, on facts: what waits behind work that is pending, and workers that die of it.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { ago, ahead, facts, failure, history, poller, queue, waitingActivity } from './support/facts';

const told = (given: Parameters<typeof diagnose>[0]) => diagnose(given)[0].evidence.map(({ what }) => what);

describe('an update whose handler may have begun what is pending', () => {
  const update = { updateId: 'u-1', name: 'change', acceptedTime: ago(60), eventId: 6 };
  const timer = { eventId: 8, timerId: '1', startedTime: ago(60), dueTime: ahead(3_600) };
  const stuck = (updates: (typeof update)[]) =>
    facts(
      {
        activities: [waitingActivity({ taskQueue: 'nobody', scheduledTime: ago(60) })],
        history: history({ updates, timers: [timer] }),
      },
      { queues: [queue({ type: 'activity', name: 'nobody', pollers: [], backlogCount: 1 }), queue()] },
    );

  it('is named: its sender waits as well', () => {
    const [{ cause }] = diagnose(stuck([update]));
    expect(cause).toBe('no-activity-worker');
    expect(told(stuck([update]))).toContain(
      'update "change" (id u-1) has not ended, and its sender waits: this may be what its handler does',
    );
    expect(told(stuck([])).join()).not.toContain('update');
  });

  it('is not named where nothing has been begun since', () => {
    expect(told(stuck([{ ...update, acceptedTime: ago(10), eventId: 20 }])).join()).not.toContain('update');
  });
});

describe('an activity whose attempts do not end in time', () => {
  const timedOut = (more: object = {}) =>
    facts(
      {
        activities: [
          waitingActivity({
            attempt: 4,
            nextAttemptTime: ahead(30),
            lastFailure: failure('activity StartToClose timeout', { timeoutType: 'START_TO_CLOSE' }),
            lastWorkerIdentity: 'worker-9',
            ...more,
          }),
        ],
        history: history({ workflowWorkers: ['worker-9', 'worker-1'] }),
      },
      {
        queues: [queue({ pollers: [poller('worker-1')] }), queue({ type: 'activity', pollers: [poller('worker-1')] })],
      },
    );
  const gone = 'worker worker-9, which had that attempt, is gone: it may have died of it';

  it('may end its worker, which is said once that is known to be gone', () => {
    expect(diagnose(timedOut())[0].cause).toBe('activity-retrying');
    expect(told(timedOut())).toContain(gone);
    expect(diagnose(timedOut())[0].remedy[0]?.text).toContain('whether its process ended meanwhile');
  });

  it('does not say so of a worker that polls, or of a failure that its worker has reported', () => {
    expect(told(timedOut({ lastWorkerIdentity: 'worker-1' })).join()).not.toContain('is gone');
    expect(told(timedOut({ lastFailure: failure() })).join()).not.toContain('is gone');
  });
});

it('says why a history could not be read, where nothing can be told without it', () => {
  const why = 'GetWorkflowExecutionHistoryReverse: permission denied (Request unauthorized.)';
  const [{ cause, headline }] = diagnose(
    facts({ history: undefined }, { notExamined: [{ what: 'the history of "order-17"', why }] }),
  );
  expect(cause).toBe('unknown');
  expect(headline).toContain(`its history could not be read (${why})`);
});
