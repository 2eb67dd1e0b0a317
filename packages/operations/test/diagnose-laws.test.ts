// What must hold for any execution, however odd. A failure prints its seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { isHealthy } from '../src/explanation';
import type { ActivityFacts, ChildFacts, ExecutionFacts, Facts, QueueFacts } from '../src/facts';
import type { HistoryFacts } from '../src/history-facts';
import { activity, ago, ahead, child, execution, facts, failure, history, NOW, poller, queue } from './support/facts';

const seconds = fc.integer({ min: 0, max: 100_000 });
const identities = ['worker-1', 'worker-2', 'activity-worker'] as const;
const queueNames = ['orders', 'payments'] as const;

const anyActivity: fc.Arbitrary<ActivityFacts> = fc
  .record({
    state: fc.constantFrom('SCHEDULED', 'STARTED', 'CANCEL_REQUESTED', 'PAUSED', 'PAUSE_REQUESTED'),
    attempt: fc.integer({ min: 1, max: 9 }),
    taskQueue: fc.constantFrom(...queueNames),
    waited: seconds,
    heartbeatMilliseconds: fc.option(fc.integer({ min: 1_000, max: 600_000 }), { nil: undefined }),
    beat: fc.option(seconds, { nil: undefined }),
    next: fc.option(seconds, { nil: undefined }),
    message: fc.option(fc.string(), { nil: undefined }),
    timeoutType: fc.option(fc.constantFrom('HEARTBEAT', 'START_TO_CLOSE'), { nil: undefined }),
    identity: fc.constantFrom(...identities),
  })
  .map(
    (
      { state, attempt, taskQueue, waited, heartbeatMilliseconds, beat, next, message, timeoutType, identity },
      index = 0,
    ) => {
      const isScheduled = state === 'SCHEDULED' || state === 'PAUSED';
      return activity({
        activityId: String(index),
        state,
        attempt,
        taskQueue,
        scheduledTime: ago(waited),
        lastStartedTime: isScheduled ? undefined : ago(waited),
        lastWorkerIdentity: isScheduled && attempt === 1 ? undefined : identity,
        heartbeatMilliseconds,
        lastHeartbeatTime: isScheduled || beat === undefined ? undefined : ago(Math.min(beat, waited)),
        nextAttemptTime: isScheduled && attempt > 1 && next !== undefined ? ahead(next) : undefined,
        lastFailure: attempt > 1 ? failure(message ?? 'down', { timeoutType }) : undefined,
        isPaused: state === 'PAUSED' || state === 'PAUSE_REQUESTED',
      });
    },
  );

const anyQueues: fc.Arbitrary<QueueFacts[]> = fc
  .tuple(
    ...(['workflow', 'activity'] as const).flatMap((type) =>
      queueNames.map((name) =>
        fc
          .record({
            pollers: fc
              .subarray([...identities])
              .chain((some) =>
                fc.tuple(
                  ...some.map((identity) => fc.integer({ min: 0, max: 300 }).map((age) => poller(identity, age))),
                ),
              ),
            backlogCount: fc.integer({ min: 0, max: 5 }),
            dispatchRate: fc.constantFrom(0, 0.5),
          })
          .map((more) => queue({ name, type, ...more })),
      ),
    ),
  )
  .map((queues) => [...queues]);

const anyHistory: fc.Arbitrary<HistoryFacts> = fc
  .record({
    timer: fc.option(seconds, { nil: undefined }),
    update: fc.boolean(),
    failed: fc.boolean(),
    cancelled: fc.boolean(),
    suggests: fc.boolean(),
  })
  .map(({ timer, update, failed, cancelled, suggests }) =>
    history({
      timers: timer === undefined ? [] : [{ timerId: '1', startedTime: ago(60), dueTime: ahead(timer), eventId: 5 }],
      updates: update ? [{ updateId: 'u', name: 'settle', acceptedTime: ago(30), eventId: 6 }] : [],
      taskFailure: failed
        ? {
            eventId: 7,
            type: 'WORKFLOW_TASK_FAILED',
            time: ago(20),
            cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
            failure: failure('x'),
            identity: 'worker-1',
          }
        : undefined,
      cancelRequest: cancelled ? { eventId: 3, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(90) } : undefined,
      suggestsContinueAsNew: suggests,
    }),
  );

const anyTask = fc.option(
  fc
    .record({
      state: fc.constantFrom('SCHEDULED' as const, 'STARTED' as const),
      attempt: fc.integer({ min: 1, max: 5 }),
      age: seconds,
    })
    .map(({ state, attempt, age }) => ({
      state,
      attempt,
      scheduledTime: ago(age),
      originalScheduledTime: ago(age),
      startedTime: state === 'STARTED' ? ago(Math.min(age, 9)) : undefined,
    })),
  { nil: undefined },
);

function anyExecution(depth: number): fc.Arbitrary<ExecutionFacts> {
  const children: fc.Arbitrary<ChildFacts[]> =
    depth === 0
      ? fc.constant([])
      : fc.array(
          anyExecution(depth - 1).map((each) => ({ ...child(), execution: each })),
          { maxLength: 2 },
        );
  return fc
    .record({
      workflowTask: anyTask,
      activities: fc.array(anyActivity, { maxLength: 4 }),
      history: anyHistory,
      children,
      length: fc.integer({ min: 2, max: 52_000 }),
    })
    .map(({ length, activities, ...rest }) =>
      execution({
        ...rest,
        historyLength: length,
        isCancelRequested: rest.history.cancelRequest !== undefined,
        activities: activities.map((each, index) => ({ ...each, activityId: String(index + 1) })),
      }),
    );
}

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({ execution: anyExecution(2), queues: anyQueues })
  .map(({ execution: of, queues }) => ({ ...facts(), execution: of, queues }));

const well = {
  activity: activity({
    activityId: 'well',
    // On a queue of the others it would prove that these have a live worker.
    taskQueue: 'elsewhere',
    heartbeatMilliseconds: 60_000,
    lastHeartbeatTime: ago(1),
    scheduledTime: ago(5),
    lastStartedTime: ago(5),
    lastWorkerIdentity: 'beating',
  }),
  child: child({ workflowId: 'well' }),
};

const verdictOf = (given: Facts) => diagnose(given)[0];
const withExecution = (given: Facts, more: Partial<ExecutionFacts>): Facts => ({
  ...given,
  execution: { ...given.execution, ...more },
});

describe('whatever an execution looks like', () => {
  it('something is said of it, and the nearest to the root comes first', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const findings = diagnose(given);
        expect(findings.length).toBeGreaterThan(0);
        const ranks = findings.map(({ rank }) => rank);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('every finding stands alone: one line, an end to what happens, and a code unless it is well', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        for (const { headline, consequence, code, cause } of diagnose(given)) {
          expect(headline).not.toMatch(/\n|undefined|\[object|NaN/);
          expect(consequence).toMatch(/\.$/);
          expect(code === null).toBe(isHealthy(cause));
        }
      }),
    );
  });

  it('something well beside it never makes it stuck, and never hides that it is', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const before = verdictOf(given);
        const { activities, children } = given.execution;
        for (const more of [{ activities: [...activities, well.activity] }, { children: [...children, well.child] }]) {
          const after = verdictOf(withExecution(given, more));
          // A handler may be at work on what has just begun.
          if (before.cause === 'update-pending') continue;
          expect(isHealthy(after.cause)).toBe(
            isHealthy(before.cause) || (before.cause === 'unknown' && isHealthy(after.cause)),
          );
          if (!isHealthy(before.cause) && before.cause !== 'unknown' && before.cause !== 'schedule-to-start-expired') {
            expect(after.cause).toBe(before.cause);
          }
        }
      }),
    );
  });

  it('the order in which the server lists things does not matter', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { activities, children } = given.execution;
        const turned = withExecution(given, {
          activities: [...activities].reverse(),
          children: [...children].reverse(),
        });
        expect(verdictOf({ ...turned, queues: [...given.queues].reverse() }).cause).toBe(verdictOf(given).cause);
      }),
    );
  });

  it('a verdict is as old as the world: the same at any time', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: -1e10, max: 1e10 }), (given, shift) => {
        expect(diagnose(moved(given, shift)).map(({ cause }) => cause)).toEqual(
          diagnose(given).map(({ cause }) => cause),
        );
      }),
    );
  });

  it('what is not known leads to no cause that was not there with it', () => {
    fc.assert(
      fc.property(anyFacts, fc.subarray(['workflow', 'activity'] as const, { minLength: 1 }), (given, hidden) => {
        const all = new Set(diagnose(given).map(({ cause }) => cause));
        const rest = given.queues.filter(({ type }) => !hidden.some((each) => each === type));
        const verdict = verdictOf({ ...given, queues: rest });
        if (!isHealthy(verdict.cause)) expect([...all, 'unknown', ...KNOWN_WITHOUT_QUEUES]).toContain(verdict.cause);
      }),
    );
  });

  it('a workflow task that nobody can take comes before all that waits behind it', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const workflowTask = {
          state: 'SCHEDULED' as const,
          attempt: 1,
          scheduledTime: ago(100),
          originalScheduledTime: ago(100),
        };
        const queues = given.queues.map((each) => (each.type === 'workflow' ? { ...each, pollers: [] } : each));
        expect(verdictOf({ ...withExecution(given, { workflowTask }), queues }).cause).toBe('no-workflow-worker');
      }),
    );
  });

  it('an execution that is closed has the verdict of its end', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom('COMPLETED', 'FAILED', 'CANCELED', 'TERMINATED', 'TIMED_OUT', 'CONTINUED_AS_NEW'),
        (given, status) => {
          const causes = diagnose(
            withExecution(given, { status, activities: [], children: [], workflowTask: undefined }),
          ).map(({ cause }) => cause);
          expect(causes[0]).toBe(`closed-${status.toLowerCase().replaceAll('_', '-')}`);
        },
      ),
    );
  });
});

// A failing task explains itself; without pollers it cannot be told whether there is still a worker.
const KNOWN_WITHOUT_QUEUES = ['workflow-task-failing', 'child-blocked'];

/** The same facts at another time. */
function moved<T>(value: T, shift: number): T {
  if (typeof value === 'number') return (value > NOW / 2 ? value + shift : value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => moved(each, shift)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each as unknown, shift)])) as T;
}
