import { describe, expect, it } from 'vitest';
import { condenseHistory } from '../../src/gather/condense-history';
import type { PlainEvent } from '../../src/gather/plain-event';

type Brief = Partial<PlainEvent> & { readonly type: string };

/** Events numbered from 1, a second apart. */
function events(...brief: readonly (string | Brief)[]): PlainEvent[] {
  return brief.map((each, index) => ({
    eventId: index + 1,
    time: (index + 1) * 1_000,
    ...(typeof each === 'string' ? { type: each } : each),
  }));
}

const task = [
  'WORKFLOW_TASK_SCHEDULED',
  { type: 'WORKFLOW_TASK_STARTED', identity: 'w1' },
  { type: 'WORKFLOW_TASK_COMPLETED', identity: 'w1' },
];
const failed = {
  type: 'WORKFLOW_TASK_FAILED',
  failedCause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
  failure: { message: 'x' },
};

describe('failing workflow tasks', () => {
  it('are those since the last one that completed', () => {
    const history = condenseHistory(
      events('WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', failed),
    );
    expect(history.taskFailure).toMatchObject({ eventId: 4, cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE' });
    expect(history.lastTaskCompleted).toBeUndefined();
  });

  it('are forgotten once one has completed', () => {
    const history = condenseHistory(
      events('WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', failed, ...task),
    );
    expect(history.taskFailure).toBeUndefined();
    expect(history.lastTaskCompleted).toMatchObject({ eventId: 7, identity: 'w1' });
  });

  it.each(['UNHANDLED_COMMAND', 'FORCE_CLOSE_COMMAND', 'RESET_WORKFLOW', 'RESET_STICKY_TASK_QUEUE'])(
    'are not those that the server starts over (%s)',
    (failedCause) => {
      const history = condenseHistory(
        events(...task, 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', { ...failed, failedCause }),
      );
      expect(history.taskFailure).toBeUndefined();
      expect(history.taskRestart).toMatchObject({ type: 'WORKFLOW_TASK_FAILED' });
    },
  );

  it('are told from those that time out', () => {
    const history = condenseHistory(
      events(...task, 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', {
        type: 'WORKFLOW_TASK_TIMED_OUT',
        timeoutType: 'START_TO_CLOSE',
      }),
    );
    expect(history.taskTimeout).toMatchObject({ type: 'START_TO_CLOSE' });
    expect(history.taskFailure).toBeUndefined();
  });
});

describe('what is open', () => {
  it('no timer of an SLA, which runs beside what the workflow waits for', () => {
    const sla = { type: 'TIMER_STARTED', id: '1', name: 'SLA deadline', milliseconds: 60_000 };
    const own = { type: 'TIMER_STARTED', id: '2', name: 'until tomorrow', milliseconds: 60_000 };
    expect(condenseHistory(events(...task, sla, own)).timers.map(({ timerId }) => timerId)).toEqual(['2']);
  });

  it('timers that neither fired nor were cancelled', () => {
    const timer = (id: string) => ({ type: 'TIMER_STARTED', id, milliseconds: 60_000 });
    const history = condenseHistory(
      events(
        timer('1'),
        timer('2'),
        timer('3'),
        { type: 'TIMER_FIRED', belongsTo: 1 },
        { type: 'TIMER_CANCELED', belongsTo: 2 },
      ),
    );
    expect(history.timers).toEqual([{ timerId: '3', startedTime: 3_000, dueTime: 63_000, eventId: 3 }]);
  });

  it('updates that were accepted and not completed, also where only the id tells', () => {
    const accepted = (id: string) => ({ type: 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED', id, name: 'settle' });
    const completed = { type: 'WORKFLOW_EXECUTION_UPDATE_COMPLETED' };
    const history = condenseHistory(
      events(accepted('a'), accepted('b'), accepted('c'), { ...completed, belongsTo: 1 }, { ...completed, id: 'b' }),
    );
    expect(history.updates.map(({ updateId }) => updateId)).toEqual(['c']);
  });

  it('a local activity that failed, while the timer for its next attempt runs', () => {
    const marker = {
      type: 'MARKER_RECORDED',
      name: 'core_local_activity',
      failure: { message: 'down' },
      markerData: { activity_type: 'charge', attempt: 6 },
    };
    const timer = { type: 'TIMER_STARTED', id: '1', milliseconds: 60_000 };
    expect(condenseHistory(events(...task, marker, timer)).failedLocalActivity).toMatchObject({
      activityType: 'charge',
      attempt: 6,
      failure: { message: 'down' },
    });
    expect(
      condenseHistory(events(...task, marker, timer, { type: 'TIMER_FIRED', belongsTo: 5 })).failedLocalActivity,
    ).toBeUndefined();
    expect(
      condenseHistory(events(...task, { ...marker, failure: undefined }, timer)).failedLocalActivity,
    ).toBeUndefined();
  });

  it('activities that expired untaken, with nothing but workflow tasks after them', () => {
    const scheduled = { type: 'ACTIVITY_TASK_SCHEDULED', id: '1', name: 'charge', taskQueue: 'payments' };
    const expired = { type: 'ACTIVITY_TASK_TIMED_OUT', belongsTo: 1, timeoutType: 'SCHEDULE_TO_START' as const };
    expect(condenseHistory(events(scheduled, expired, ...task)).expiredActivities).toMatchObject([
      { activityType: 'charge', taskQueue: 'payments' },
    ]);
    expect(
      condenseHistory(events(scheduled, expired, ...task, { type: 'WORKFLOW_EXECUTION_SIGNALED', name: 'go' }))
        .expiredActivities,
    ).toEqual([]);
    expect(
      condenseHistory(events(scheduled, { ...expired, timeoutType: 'HEARTBEAT' as const }, ...task)).expiredActivities,
    ).toEqual([]);
  });
});

it('counts the workflow tasks at the end that did nothing', () => {
  expect(condenseHistory(events('WORKFLOW_EXECUTION_STARTED', ...task)).idleTasks.count).toBe(0);
  expect(condenseHistory(events('WORKFLOW_EXECUTION_STARTED', ...task, ...task, ...task)).idleTasks).toEqual({
    count: 2,
    since: 5_000,
  });
});

it('says of a closed execution what it was waiting for, and where it can go back to', () => {
  const history = condenseHistory(
    events(
      ...task,
      { type: 'ACTIVITY_TASK_SCHEDULED', id: '1', name: 'charge', taskQueue: 'payments' },
      { type: 'WORKFLOW_EXECUTION_TIMED_OUT', newRunId: 'r2' },
    ),
  );
  expect(history.openActivities).toEqual([
    { activityId: '1', activityType: 'charge', taskQueue: 'payments', since: 4_000 },
  ]);
  expect(history.close).toMatchObject({ eventId: 5, newRunId: 'r2', resetEventId: 3 });
});

it('knows the reason of the server for ending an execution', () => {
  const { close } = condenseHistory(
    events(
      ...task,
      { ...failed, failedCause: 'FORCE_CLOSE_COMMAND' },
      {
        type: 'WORKFLOW_EXECUTION_TERMINATED',
        identity: 'history-service',
        reason: 'Workflow history count exceeds limit.',
      },
    ),
  );
  expect(close?.taskFailureCause).toBe('FORCE_CLOSE_COMMAND');
});

it.each([
  ['SCHEDULED', ['WORKFLOW_TASK_SCHEDULED']],
  ['STARTED', ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED']],
  // The server takes it back from its worker when the time is over.
  ['STARTED', ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_FAILED']],
  [undefined, ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED']],
])('had a workflow task that was %s when its time was over: %j', (state, types) => {
  const { openTask } = condenseHistory(
    events(
      'WORKFLOW_EXECUTION_STARTED',
      ...types.map((type) => (type === 'WORKFLOW_TASK_FAILED' ? { type, failedCause: 'FORCE_CLOSE_COMMAND' } : type)),
      'WORKFLOW_EXECUTION_TIMED_OUT',
    ),
  );
  expect(openTask?.state).toBe(state);
});

it('knows the Nexus operations that have no end', () => {
  const scheduled = (name: string) => ({ type: 'NEXUS_OPERATION_SCHEDULED', name });
  const history = condenseHistory(
    events(
      'WORKFLOW_EXECUTION_STARTED',
      ...task,
      scheduled('charges.charge'),
      scheduled('charges.refund'),
      scheduled('charges.book'),
      { type: 'NEXUS_OPERATION_COMPLETED', belongsTo: 5 },
      { type: 'NEXUS_OPERATION_FAILED', belongsTo: 7 },
    ),
  );
  expect(history.openOperations).toEqual([{ name: 'charges.refund', since: 6_000 }]);
});

it('knows the signals to other executions that a reset sends again', () => {
  const initiated = (name: string) => ({ type: 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED', name, commandOf: 4 });
  const history = condenseHistory(
    events(
      'WORKFLOW_EXECUTION_STARTED',
      ...task,
      initiated('approve'),
      initiated('reject'),
      { type: 'EXTERNAL_WORKFLOW_EXECUTION_SIGNALED', belongsTo: 5 },
      { type: 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED', belongsTo: 6 },
    ),
  );
  expect(history.calls).toEqual([{ kind: 'signal', name: 'approve', scheduledBy: 4 }]);
});
