// What the scenarios of e2e/night-shift.test.ts have taught, on facts: what is well is not called stuck, and its neighbour is.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import type { Facts, ChildFacts, ActivityFacts } from '../src/facts';
import type { HistoryFacts } from '../src/history-facts';
import {
  activity,
  ago,
  ahead,
  causesOf,
  child,
  facts,
  failure,
  history,
  poller,
  queue,
  waitingActivity,
  workflowTask,
} from './support/facts';

const headOf = (given: Facts): string => diagnose(given)[0].headline;
const opened = (since: number) => [{ activityId: '1', activityType: 'charge', taskQueue: 'orders', since }];
const timer = { timerId: '1', startedTime: ago(600), dueTime: ahead(3_000), eventId: 5 };

describe('work after a cancellation', () => {
  const cancelRequest = { eventId: 3, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(620) };
  const cancelled = (more: Partial<HistoryFacts>, of: object = {}) =>
    facts({ isCancelRequested: true, history: history({ cancelRequest, ...more }), ...of });

  it('is a compensation where it has begun since', () => {
    const given = cancelled({ openActivities: opened(ago(300)) }, { activities: [activity()] });
    expect(causesOf(given)).toEqual(['activity-running']);
    const [{ evidence }] = diagnose(given);
    expect(evidence.at(-1)?.what).toContain('it cleans up, and to terminate it would leave that half done');
    const withChild = cancelled({}, { children: [child({ startTime: ago(300) })] });
    expect(causesOf(withChild)).toEqual(['child-running']);
  });

  it('is what ignores it where it had begun before, or is a timer', () => {
    const before = cancelled({ openActivities: opened(ago(640)) }, { activities: [activity()] });
    expect(causesOf(before)[0]).toBe('cancel-ignored');
    const untold = cancelled({}, { activities: [activity()] });
    expect(causesOf(untold)[0]).toBe('cancel-ignored');
    expect(causesOf(cancelled({ timers: [timer] }))[0]).toBe('cancel-ignored');
    expect(causesOf(cancelled({}))[0]).toBe('cancel-ignored');
  });

  it('is a compensation where it waits between two steps, the first of which is done', () => {
    const since = { ...timer, startedTime: ago(600) };
    const done = (scheduledBy: number) => [{ eventId: scheduledBy + 5, activityType: 'refund', scheduledBy }];
    const [{ cause, evidence }] = diagnose(cancelled({ timers: [since], completedActivities: done(7) }));
    expect(cause).toBe('timer-wait');
    expect(evidence.map(({ what }) => what).join()).toContain('it cleans up');
    expect(causesOf(cancelled({ timers: [since], completedActivities: done(2) }))[0]).toBe('cancel-ignored');
    const before = { ...timer, startedTime: ago(630) };
    expect(causesOf(cancelled({ timers: [before], completedActivities: done(7) }))[0]).toBe('cancel-ignored');
  });

  it('has the verdict of what is wrong with it', () => {
    const retrying = waitingActivity({ attempt: 3, lastFailure: failure(), nextAttemptTime: ahead(5) });
    const given = cancelled({ openActivities: opened(ago(300)) }, { activities: [retrying] });
    expect(causesOf(given)[0]).toBe('activity-retrying');
  });
});

describe('an abandoned child that is stuck', () => {
  const nobody = queue({ name: 'nobody', pollers: [] });
  const stuck = (isAbandoned: boolean): ChildFacts => ({
    ...child({ taskQueue: 'nobody', workflowTask: workflowTask(), history: history({ lastTaskCompleted: undefined }) }),
    isAbandoned,
  });
  const beside = (isAbandoned: boolean, of: object) =>
    causesOf(
      facts({ children: [stuck(isAbandoned)], ...of }, { queues: [queue(), queue({ type: 'activity' }), nobody] }),
    );

  it.each([
    ['a timer', { history: history({ timers: [timer] }) }, 'timer-wait'],
    ['an activity', { activities: [activity()] }, 'activity-running'],
    [
      'a task',
      { workflowTask: workflowTask({ scheduledTime: ago(1), originalScheduledTime: ago(1) }) },
      'workflow-task-running',
    ],
  ] as const)('is told of behind %s of its parent', (_what, of, verdict) => {
    const causes = beside(true, of);
    expect(causes[0]).toBe(verdict);
    expect(causes).toContain('child-blocked');
    expect(beside(false, of)[0]).toBe('child-blocked');
  });

  it('is the verdict where its parent does nothing else', () => {
    expect(beside(true, {})[0]).toBe('child-blocked');
  });
});

describe('an attempt after a failure', () => {
  const second = (more: Partial<ActivityFacts> = {}, since = ago(4_000)): Facts =>
    facts({
      activities: [
        activity({ attempt: 2, lastFailure: failure('pod was drained'), lastStartedTime: ago(3_000), ...more }),
      ],
      history: history({ openActivities: opened(since) }),
    });

  it('is well once it has lasted longer than what was before it, on a worker that lives', () => {
    expect(causesOf(second())).toEqual(['activity-running']);
    expect(diagnose(second())[0].headline).toContain('in attempt 2');
    expect(causesOf(second({ heartbeatMilliseconds: 60_000, lastHeartbeatTime: ago(5) }))).toEqual([
      'activity-running',
    ]);
  });

  it.each([
    ['it has lasted less long', second({}, ago(6_500))],
    ['it has only begun', second({ lastStartedTime: ago(20) }, ago(21))],
    ['it has sent no heartbeat yet', second({ heartbeatMilliseconds: 7_200_000 })],
    ['when it was asked for is not known', { ...second(), execution: { ...second().execution, history: history() } }],
    ['it waits for its next attempt', second({ state: 'SCHEDULED', nextAttemptTime: ahead(5) })],
  ])('is one more of a series where %s', (_why, given) => {
    expect(causesOf(given)[0]).toBe('activity-retrying');
  });
});

describe('what is not known', () => {
  it('of one child does not hide what is known of another, in whatever order', () => {
    const queues = [queue(), queue({ type: 'activity' }), queue({ name: 'nobody', pollers: [] })];
    const stuck = child({
      workflowId: 'a',
      taskQueue: 'nobody',
      workflowTask: workflowTask({ scheduledTime: ago(60) }),
    });
    const untold = child({
      workflowId: 'b',
      taskQueue: 'unread',
      workflowTask: workflowTask({ scheduledTime: ago(99) }),
    });
    for (const children of [
      [stuck, untold],
      [untold, stuck],
    ]) {
      expect(causesOf(facts({ children }, { queues }))[0]).toBe('child-blocked');
    }
  });

  it('of the pollers of its queue does not make a worker gone', () => {
    const given = facts({ activities: [activity({ taskQueue: 'payments' })] }, { queues: [queue({ pollers: [] })] });
    expect(causesOf(given)).toEqual(['unknown']);
    const read = [queue({ pollers: [] }), queue({ name: 'payments', type: 'activity', pollers: [] })];
    expect(causesOf({ ...given, queues: read })).toEqual(['activity-silent']);
  });
});

describe('a queue that nobody polls', () => {
  it('is told of where a timer or a signal is awaited, which is well all the same', () => {
    const queues = [queue({ pollers: [poller('worker-1', 120)] })];
    for (const of of [{}, { history: history({ timers: [timer] }) }]) {
      const [{ evidence, consequence }] = diagnose(facts(of, { queues }));
      expect(evidence.map(({ what }) => what)).toContain(
        'no worker polls task queue "orders" now: worker-1 did so last, 2 minutes ago',
      );
      expect(consequence).toContain('As long as no worker polls task queue "orders", nothing goes on then.');
      expect(diagnose(facts(of))[0].consequence).not.toContain('no worker');
    }
  });

  it('is told of where an activity elsewhere or a child is at work, too', () => {
    const elsewhere = queue({ name: 'payments', type: 'activity', pollers: [poller('worker-2')] });
    const queues = [queue({ pollers: [poller('worker-1', 120)] }), elsewhere];
    const working = activity({ taskQueue: 'payments', lastWorkerIdentity: 'worker-2' });
    for (const of of [{ activities: [working] }, { children: [child({ history: history({ timers: [timer] }) })] }]) {
      const [{ cause, consequence }] = diagnose(facts(of, { queues }));
      expect(['activity-running', 'child-running']).toContain(cause);
      expect(consequence).toContain('As long as no worker polls task queue "orders", nothing goes on then.');
    }
  });

  it('names the worker that polls it for activities only, and a queue that may have been meant', () => {
    const never = { workflowTask: workflowTask(), history: history({ lastTaskCompleted: undefined }) };
    const [{ evidence, remedy }] = diagnose(
      facts(never, { queues: [queue({ pollers: [] }), queue({ type: 'activity' })] }),
    );
    expect(evidence.map(({ what }) => what)).toContain(
      'worker-1 polls the queue of this name for activities only: it has no workflows',
    );
    expect(remedy[0]?.text).toContain('workflowsPath');
    const misspelt = child({ taskQueue: 'Orders', ...never });
    const [parent] = diagnose(facts({ children: [misspelt] }, { queues: [queue({ name: 'Orders', pollers: [] })] }));
    expect(parent.remedy[0]?.text).toContain('check how the name is spelt ("orders" is polled)');
  });
});

describe('the first line of a failure', () => {
  const failed = (cause: object, more: object = {}) =>
    headOf(
      facts({
        status: 'FAILED',
        history: history({
          close: {
            eventId: 9,
            type: 'WORKFLOW_EXECUTION_FAILED',
            time: ago(60),
            failure: failure('outer', cause),
            ...more,
          },
        }),
      }),
    );

  it('names the activity or the child that failed', () => {
    expect(failed({ activity: { type: 'charge', id: '1' }, cause: failure('card declined') })).toMatch(
      /failed 1 minute ago: activity "charge": card declined$/,
    );
    expect(
      failed({
        child: { workflowId: 'shipment-17', workflowType: 'ship' },
        cause: failure('task failed', { activity: { type: 'label', id: '1' }, cause: failure('no paper') }),
      }),
    ).toMatch(/: child workflow "shipment-17": activity "label": no paper$/);
  });

  it('names the execution that was in the way, and only where the failure is about it', () => {
    const refusedBy = {
      eventId: 6,
      workflowId: 'shipment-17',
      text: 'could not be started as a child: one of this id is open',
    };
    expect(failed({ message: 'Workflow execution already started' }, { refusedBy })).toMatch(
      /: Workflow execution already started \(workflow "shipment-17" could not be started as a child: one of this id is open\)$/,
    );
    expect(failed({ message: 'card declined' }, { refusedBy })).toMatch(/: card declined$/);
  });
});

it('what moves by itself does not stay like this for ever', () => {
  const moving = [
    facts({ history: history({ timers: [timer] }) }),
    facts({ activities: [activity({ startToCloseMilliseconds: undefined })] }),
  ];
  for (const given of moving) expect(diagnose(given)[0].consequence).toContain('The execution itself has no timeout.');
  const stays = facts({ workflowTask: workflowTask() }, { queues: [queue({ pollers: [] })] });
  expect(diagnose(stays)[0].consequence).toContain('it stays like this for ever');
});
