import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import type { CauseSlug } from '../src/explanation';
import type { ExecutionFacts, Facts } from '../src/facts';
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

const causeOf = (given: Facts): CauseSlug => diagnose(given)[0].cause;

const noPollers = (type: 'workflow' | 'activity') => queue({ type, pollers: [] });
const gone = [
  queue({ pollers: [poller('worker-1', 120)] }),
  queue({ type: 'activity', pollers: [poller('worker-1', 120)] }),
];

function failing(
  message: string,
  cause = 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
  more: object = {},
): Partial<ExecutionFacts> {
  return {
    workflowTask: workflowTask({ state: 'STARTED', attempt: 4, startedTime: ago(1) }),
    history: history({
      taskFailure: {
        eventId: 7,
        type: 'WORKFLOW_TASK_FAILED',
        time: ago(60),
        cause,
        failure: failure(message, more),
        identity: 'worker-1',
        buildId: 'b2',
      },
    }),
  };
}

const timer = { timerId: '1', startedTime: ago(600), dueTime: ahead(3_000), eventId: 5 };
const update = { updateId: 'u1', name: 'settle', acceptedTime: ago(120), eventId: 6 };
const cancelRequest = { eventId: 3, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(620) };
const close = (type: string, more: object = {}): HistoryFacts =>
  history({ close: { eventId: 9, type: `WORKFLOW_EXECUTION_${type}`, time: ago(60), resetEventId: 4, ...more } });

describe('each cause by its own facts', () => {
  const cases: readonly [CauseSlug, Facts][] = [
    ['closed-failed', facts({ status: 'FAILED', history: close('FAILED', { failure: failure() }) })],
    ['closed-timed-out', facts({ status: 'TIMED_OUT', history: close('TIMED_OUT') })],
    [
      'closed-terminated',
      facts({ status: 'TERMINATED', history: close('TERMINATED', { reason: 'duplicate', identity: 'anna' }) }),
    ],
    ['closed-canceled', facts({ status: 'CANCELED', history: close('CANCELED') })],
    ['closed-completed', facts({ status: 'COMPLETED', history: close('COMPLETED') })],
    [
      'closed-continued-as-new',
      facts({ status: 'CONTINUED_AS_NEW', history: close('CONTINUED_AS_NEW', { newRunId: 'r2' }) }),
    ],
    [
      'start-delayed',
      facts({ historyLength: 1, executionTime: ahead(60), history: history({ lastTaskCompleted: undefined }) }),
    ],
    ['workflow-paused', facts({ status: 'PAUSED', pause: { identity: 'anna', reason: 'later' } })],
    [
      'version-unpolled',
      facts({
        workflowTask: workflowTask(),
        versioning: { behavior: 'PINNED', version: { deploymentName: 'd', buildId: '1' } },
      }),
    ],
    ['no-workflow-worker', facts({ workflowTask: workflowTask() }, { queues: [noPollers('workflow')] })],
    ['deadlock', facts(failing('Script execution timed out after 5000ms'))],
    ['nondeterminism', facts(failing('[TMPRL1100] Nondeterminism error', 'NON_DETERMINISTIC_ERROR'))],
    [
      'workflow-not-registered',
      facts(
        failing("Failed to initialize workflow of type 'order': no such function is exported by the workflow bundle"),
      ),
    ],
    ['workflow-task-failing', facts(failing('x is undefined'))],
    [
      'workflow-task-timing-out',
      facts({
        workflowTask: workflowTask({ attempt: 3 }),
        history: history({ taskTimeout: { eventId: 7, type: 'START_TO_CLOSE', time: ago(60) } }),
      }),
    ],
    [
      'local-activity-running',
      facts({
        workflowTask: workflowTask({
          state: 'STARTED',
          startedTime: ago(3),
          scheduledTime: ago(3),
          originalScheduledTime: ago(60),
        }),
      }),
    ],
    [
      'activity-paused',
      facts({ activities: [waitingActivity({ state: 'PAUSED', isPaused: true, pause: { identity: 'anna' } })] }),
    ],
    ['no-activity-worker', facts({ activities: [waitingActivity()] }, { queues: [queue(), noPollers('activity')] })],
    [
      'queue-backlog',
      facts(
        { activities: [waitingActivity()] },
        {
          queues: [
            queue(),
            queue({ type: 'activity', backlogCount: 3, dispatchRate: 0.2, backlogAgeMilliseconds: 300_000 }),
          ],
        },
      ),
    ],
    [
      'activity-not-registered',
      facts({
        activities: [
          waitingActivity({
            attempt: 3,
            nextAttemptTime: ahead(4),
            lastFailure: failure(
              'Activity function chrage is not registered on this Worker, available activities: ["charge"]',
              { type: 'NotFoundError' },
            ),
          }),
        ],
      }),
    ],
    [
      'heartbeat-overdue',
      facts({ activities: [activity({ heartbeatMilliseconds: 60_000, lastHeartbeatTime: ago(55) })] }),
    ],
    ['activity-silent', facts({ activities: [activity()] }, { queues: gone })],
    [
      'backoff',
      facts({ activities: [waitingActivity({ attempt: 5, lastFailure: failure(), nextAttemptTime: ahead(1_000) })] }),
    ],
    [
      'activity-retrying',
      facts({ activities: [waitingActivity({ attempt: 5, lastFailure: failure(), nextAttemptTime: ahead(20) })] }),
    ],
    ['cancel-ignored', facts({ isCancelRequested: true, history: history({ cancelRequest, timers: [timer] }) })],
    [
      'child-blocked',
      facts(
        { children: [child({ workflowTask: workflowTask(), taskQueue: 'shipping' })] },
        { queues: [queue({ name: 'shipping', pollers: [] })] },
      ),
    ],
    [
      'nexus-pending',
      facts({
        nexusOperations: [
          {
            endpoint: 'e',
            service: 's',
            operation: 'o',
            state: 'BACKING_OFF',
            attempt: 4,
            scheduledTime: ago(60),
            lastFailure: failure('request timed out'),
          },
        ],
      }),
    ],
    ['update-pending', facts({ history: history({ updates: [update], timers: [{ ...timer, eventId: 5 }] }) })],
    ['history-limit', facts({ historyLength: 45_000, history: history({ timers: [timer] }) })],
    [
      'schedule-to-start-expired',
      facts({
        history: history({
          expiredActivities: [
            {
              eventId: 6,
              type: 'ACTIVITY_TASK_TIMED_OUT',
              time: ago(60),
              activityType: 'charge',
              activityId: '1',
              taskQueue: 'payments',
            },
          ],
        }),
      }),
    ],
    ['child-running', facts({ children: [child()] })],
    ['activity-running', facts({ activities: [activity()] })],
    [
      'workflow-task-running',
      facts({
        workflowTask: workflowTask({
          state: 'STARTED',
          scheduledTime: ago(1),
          originalScheduledTime: ago(1),
          startedTime: ago(1),
        }),
      }),
    ],
    ['timer-wait', facts({ history: history({ timers: [timer] }) })],
    ['signal-wait', facts()],
    ['unknown', facts({ history: undefined })],
  ];

  it.each(cases)('%s', (cause, given) => {
    expect(causeOf(given)).toBe(cause);
  });

  it.each(cases)('%s keeps its evidence, its consequence and, unless it is well, a remedy', (_cause, given) => {
    const [{ evidence, consequence, remedy, code }] = diagnose(given);
    expect(consequence).toMatch(/\.$/);
    if (code !== null && code !== 'HR7060') {
      expect(evidence.length).toBeGreaterThan(0);
      expect(remedy.length).toBeGreaterThan(0);
    }
  });
});

describe('neighbours, by the one thing that tells them apart', () => {
  const pair = (name: string, one: [CauseSlug, Facts], other: [CauseSlug, Facts]) =>
    it(name, () => {
      expect(causeOf(one[1])).toBe(one[0]);
      expect(causeOf(other[1])).toBe(other[0]);
    });

  const task = { workflowTask: workflowTask() };
  const pinned = { behavior: 'PINNED' as const, version: { deploymentName: 'd', buildId: '1' } };
  const v = (buildId: string) => poller('worker-v', 10, { version: { deploymentName: 'd', buildId } });

  pair(
    'version-unpolled and no-workflow-worker: whether anybody polls at all',
    ['version-unpolled', facts({ ...task, versioning: pinned }, { queues: [queue({ pollers: [v('2')] })] })],
    ['no-workflow-worker', facts({ ...task, versioning: pinned }, { queues: [noPollers('workflow')] })],
  );
  pair(
    'version-unpolled and queue-backlog: whether the version is among the pollers',
    [
      'version-unpolled',
      facts({ ...task, versioning: pinned }, { queues: [queue({ pollers: [v('2')], backlogCount: 1 })] }),
    ],
    [
      'queue-backlog',
      facts({ ...task, versioning: pinned }, { queues: [queue({ pollers: [v('2'), v('1')], backlogCount: 1 })] }),
    ],
  );
  pair(
    'an override wins over the version that an execution is pinned to',
    [
      'version-unpolled',
      facts(
        {
          ...task,
          versioning: { ...pinned, override: { kind: 'pinned', version: { deploymentName: 'd', buildId: '9' } } },
        },
        { queues: [queue({ pollers: [v('1')] })] },
      ),
    ],
    [
      'queue-backlog',
      facts(
        {
          ...task,
          versioning: { ...pinned, override: { kind: 'pinned', version: { deploymentName: 'd', buildId: '1' } } },
        },
        { queues: [queue({ pollers: [v('1')], backlogCount: 1 })] },
      ),
    ],
  );
  pair(
    'an auto-upgrade override and the current version of the queue',
    [
      'version-unpolled',
      facts(
        { ...task, versioning: { ...pinned, override: { kind: 'auto-upgrade' } } },
        { queues: [queue({ pollers: [v('1')], currentVersion: { deploymentName: 'd', buildId: '2' } })] },
      ),
    ],
    [
      'queue-backlog',
      facts(
        { ...task, versioning: { ...pinned, override: { kind: 'auto-upgrade' } } },
        {
          queues: [
            queue({ pollers: [v('2')], backlogCount: 1, currentVersion: { deploymentName: 'd', buildId: '2' } }),
          ],
        },
      ),
    ],
  );
  pair(
    'no-workflow-worker and what cannot be told yet: 70 seconds of silence',
    ['no-workflow-worker', facts(task, { queues: [queue({ pollers: [poller('worker-1', 71)], backlogCount: 1 })] })],
    [
      'unknown',
      facts(
        { workflowTask: workflowTask({ scheduledTime: ago(30) }) },
        { queues: [queue({ pollers: [poller('worker-1', 69)], backlogCount: 1 })] },
      ),
    ],
  );
  pair(
    'queue-backlog of workflow tasks and what cannot be told: whether a worker has polled since',
    [
      'queue-backlog',
      facts(
        { workflowTask: workflowTask({ scheduledTime: ago(30) }) },
        { queues: [queue({ pollers: [poller('worker-1', 20)], backlogCount: 1 })] },
      ),
    ],
    [
      'unknown',
      facts(
        { workflowTask: workflowTask({ scheduledTime: ago(30) }) },
        { queues: [queue({ pollers: [poller('worker-1', 40)], backlogCount: 1 })] },
      ),
    ],
  );
  pair(
    'a workflow task in the hands of a worker, and one that is renewed for a local activity',
    [
      'workflow-task-running',
      facts({
        workflowTask: workflowTask({
          state: 'STARTED',
          startedTime: ago(7),
          scheduledTime: ago(7),
          originalScheduledTime: ago(7),
        }),
      }),
    ],
    [
      'local-activity-running',
      facts({
        workflowTask: workflowTask({
          state: 'STARTED',
          startedTime: ago(7),
          scheduledTime: ago(7),
          originalScheduledTime: ago(15),
        }),
      }),
    ],
  );
  pair(
    'no-workflow-worker and a failing task whose worker has left: whether anybody polls',
    [
      'no-workflow-worker',
      facts(
        { ...failing('x is undefined'), workflowTask: workflowTask({ attempt: 4 }) },
        { queues: [noPollers('workflow')] },
      ),
    ],
    ['workflow-task-failing', facts({ ...failing('x is undefined'), workflowTask: workflowTask({ attempt: 4 }) })],
  );
  pair(
    'no-activity-worker and queue-backlog: a live worker that has an activity of this queue',
    [
      'no-activity-worker',
      facts(
        { activities: [waitingActivity({ taskQueue: 'payments' })] },
        { queues: [queue(), queue({ name: 'payments', type: 'activity', pollers: [], backlogCount: 1 })] },
      ),
    ],
    [
      'queue-backlog',
      facts(
        {
          activities: [
            waitingActivity({ taskQueue: 'payments' }),
            activity({ activityId: '2', taskQueue: 'payments' }),
          ],
        },
        { queues: [queue(), queue({ name: 'payments', type: 'activity', pollers: [], backlogCount: 1 })] },
      ),
    ],
  );
  pair(
    'queue-backlog by an activity of another execution, and no-activity-worker where its worker is gone',
    [
      'queue-backlog',
      facts(
        { activities: [waitingActivity()] },
        {
          queues: [queue(), noPollers('activity')],
          runningElsewhere: [
            {
              workflowId: 'other',
              activityId: '1',
              activityType: 'charge',
              taskQueue: 'orders',
              identity: 'worker-1',
              startedTime: ago(400),
            },
          ],
        },
      ),
    ],
    [
      'no-activity-worker',
      facts(
        { activities: [waitingActivity()] },
        {
          queues: [queue({ pollers: [poller('worker-1', 120)] }), noPollers('activity')],
          runningElsewhere: [
            {
              workflowId: 'other',
              activityId: '1',
              activityType: 'charge',
              taskQueue: 'orders',
              identity: 'worker-1',
              startedTime: ago(400),
            },
          ],
        },
      ),
    ],
  );
  pair(
    'activity-running and activity-silent: whether the identity polls any queue',
    ['activity-running', facts({ activities: [activity()] }, { queues: [queue(), noPollers('activity')] })],
    [
      'activity-silent',
      facts(
        { activities: [activity()] },
        {
          queues: [
            queue({ pollers: [poller('worker-2')] }),
            queue({ type: 'activity', pollers: [poller('worker-2')] }),
          ],
        },
      ),
    ],
  );
  pair(
    'activity-silent and unknown: whether its worker is known to poll for workflow tasks',
    [
      'activity-silent',
      facts({ activities: [activity()] }, { queues: [noPollers('workflow'), noPollers('activity')] }),
    ],
    [
      'unknown',
      facts(
        { activities: [activity({ lastWorkerIdentity: 'activity-worker' })] },
        { queues: [queue(), noPollers('activity')] },
      ),
    ],
  );
  pair(
    'unknown and activity-silent for a worker of activities: whether it polled for more after it had started this one',
    [
      'unknown',
      facts(
        { activities: [activity({ lastWorkerIdentity: 'a' })] },
        { queues: [queue(), queue({ type: 'activity', pollers: [poller('a', 300)] })] },
      ),
    ],
    [
      'activity-silent',
      facts(
        { activities: [activity({ lastWorkerIdentity: 'a' })] },
        { queues: [queue(), queue({ type: 'activity', pollers: [poller('a', 200)] })] },
      ),
    ],
  );
  pair(
    'unknown, and what the heartbeats of workers decide',
    [
      'activity-silent',
      facts(
        { activities: [activity({ lastWorkerIdentity: 'a' })] },
        {
          queues: [queue(), noPollers('activity')],
          workers: [{ identity: 'a', taskQueue: 'orders', status: 'RUNNING', heartbeatTime: ago(400) }],
        },
      ),
    ],
    [
      'activity-running',
      facts(
        { activities: [activity({ lastWorkerIdentity: 'a' })] },
        {
          queues: [queue(), noPollers('activity')],
          workers: [{ identity: 'a', taskQueue: 'orders', status: 'RUNNING', heartbeatTime: ago(30) }],
        },
      ),
    ],
  );
  pair(
    'activity-running and heartbeat-overdue: four fifths of the heartbeat timeout, and the way',
    [
      'activity-running',
      facts({ activities: [activity({ heartbeatMilliseconds: 60_000, lastHeartbeatTime: ago(48) })] }),
    ],
    [
      'heartbeat-overdue',
      facts({ activities: [activity({ heartbeatMilliseconds: 60_000, lastHeartbeatTime: ago(50) })] }),
    ],
  );
  pair(
    'a heartbeat of an earlier attempt does not count against the one that has just begun',
    [
      'activity-retrying',
      facts({
        activities: [
          activity({
            attempt: 2,
            lastFailure: failure(),
            heartbeatMilliseconds: 60_000,
            lastHeartbeatTime: ago(500),
            lastStartedTime: ago(5),
          }),
        ],
      }),
    ],
    [
      'heartbeat-overdue',
      facts({
        activities: [
          activity({
            attempt: 2,
            lastFailure: failure(),
            heartbeatMilliseconds: 60_000,
            lastHeartbeatTime: ago(500),
            lastStartedTime: ago(55),
          }),
        ],
      }),
    ],
  );
  pair(
    'backoff and activity-retrying: five minutes',
    [
      'backoff',
      facts({ activities: [waitingActivity({ attempt: 2, lastFailure: failure(), nextAttemptTime: ahead(301) })] }),
    ],
    [
      'activity-retrying',
      facts({ activities: [waitingActivity({ attempt: 2, lastFailure: failure(), nextAttemptTime: ahead(290) })] }),
    ],
  );
  pair(
    'activity-retrying and no-activity-worker: a timeout, and nobody left to try again',
    [
      'activity-retrying',
      facts({
        activities: [
          waitingActivity({
            attempt: 3,
            lastFailure: failure('', { timeoutType: 'HEARTBEAT' }),
            nextAttemptTime: ahead(20),
          }),
        ],
      }),
    ],
    [
      'no-activity-worker',
      facts(
        {
          activities: [
            waitingActivity({
              attempt: 3,
              lastFailure: failure('', { timeoutType: 'HEARTBEAT' }),
              nextAttemptTime: ahead(20),
            }),
          ],
        },
        { queues: gone },
      ),
    ],
  );
  pair(
    'cancel-ignored and a cancellation that was not delivered yet: whether a task has completed since',
    ['cancel-ignored', facts({ isCancelRequested: true, history: history({ cancelRequest, timers: [timer] }) })],
    [
      'timer-wait',
      facts({
        isCancelRequested: true,
        history: history({ cancelRequest: { ...cancelRequest, eventId: 8 }, timers: [timer] }),
      }),
    ],
  );
  pair(
    'cancel-ignored and no-workflow-worker: a cancellation cannot be ignored by nobody',
    [
      'no-workflow-worker',
      facts(
        { ...task, isCancelRequested: true, history: history({ cancelRequest: { ...cancelRequest, eventId: 8 } }) },
        { queues: [noPollers('workflow')] },
      ),
    ],
    [
      'cancel-ignored',
      facts({ isCancelRequested: true, history: history({ cancelRequest }) }, { queues: [noPollers('workflow')] }),
    ],
  );
  pair(
    'update-pending and a handler that is at work, or may wait for what is: whether anything goes on',
    ['update-pending', facts({ history: history({ updates: [update], timers: [timer] }) })],
    [
      'activity-running',
      facts({
        activities: [activity({ scheduledTime: ago(100), lastStartedTime: ago(100) })],
        history: history({ updates: [update] }),
      }),
    ],
  );
  pair(
    'child-running and child-blocked: the verdict of the child',
    ['child-running', facts({ children: [child({ history: history({ timers: [timer] }) })] })],
    [
      'child-blocked',
      facts({
        children: [
          child({ activities: [waitingActivity({ attempt: 5, lastFailure: failure(), nextAttemptTime: ahead(20) })] }),
        ],
      }),
    ],
  );
  pair(
    'nexus-pending and an operation that was started',
    [
      'child-running',
      facts({
        nexusOperations: [
          { endpoint: 'e', service: 's', operation: 'o', state: 'STARTED', attempt: 1, scheduledTime: ago(60) },
        ],
      }),
    ],
    [
      'nexus-pending',
      facts({
        nexusOperations: [
          { endpoint: 'e', service: 's', operation: 'o', state: 'SCHEDULED', attempt: 1, scheduledTime: ago(60) },
        ],
      }),
    ],
  );
  pair(
    'timer-wait and a local activity that is tried again by a timer',
    ['timer-wait', facts({ history: history({ timers: [timer] }) })],
    [
      'activity-retrying',
      facts({
        history: history({
          timers: [timer],
          failedLocalActivity: { eventId: 4, time: ago(10), activityType: 'charge', attempt: 6, failure: failure() },
        }),
      }),
    ],
  );
  pair(
    'start-delayed and an execution whose time has come',
    [
      'start-delayed',
      facts({ historyLength: 1, executionTime: ahead(1), history: history({ lastTaskCompleted: undefined }) }),
    ],
    ['unknown', facts({ historyLength: 1, executionTime: ago(6), history: history({ lastTaskCompleted: undefined }) })],
  );
});

describe('what the server ended', () => {
  const terminated = (reason: string, identity = 'history-service') =>
    diagnose(facts({ status: 'TERMINATED', history: close('TERMINATED', { reason, identity }) }));

  it('is not put down to an operator, and names the limit', () => {
    const findings = terminated('Workflow history count exceeds limit.');
    expect(findings.map(({ cause }) => cause)).toEqual(['closed-terminated', 'history-limit']);
    expect(findings[0].headline).toMatch(/by the server, because of a limit: Workflow history count exceeds limit\.$/);
  });

  it('for its parent or for another start is not put down to a limit', () => {
    expect(terminated('by parent close policy')[0].headline).toContain('by the server, because its parent closed');
    const replaced = terminated('TerminateIfRunning WorkflowIdReusePolicy: order-17');
    expect(replaced.map(({ cause }) => cause)).toEqual(['closed-terminated']);
    expect(replaced[0].headline).toContain('by the server, for somebody else');
  });

  it('by somebody is put down to them', () => {
    expect(terminated('duplicate', 'anna@laptop')[0].headline).toContain('by anna@laptop: duplicate.');
  });
});

describe('a worker that has just left', () => {
  it('leaves its last rate behind, which is not taken for life', () => {
    const left = queue({
      type: 'activity',
      pollers: [poller('worker-1', 40)],
      backlogCount: 1,
      dispatchRate: 0.2,
      backlogAgeMilliseconds: 20_000,
    });
    const given = facts(
      { activities: [waitingActivity({ scheduledTime: ago(20) })] },
      { queues: [queue({ pollers: [poller('worker-1', 40)] }), left] },
    );
    expect(causeOf(given)).toBe('unknown');
  });

  it('does not hide what the last attempt failed with', () => {
    const left = queue({ type: 'activity', pollers: [poller('worker-1', 40)], backlogCount: 1 });
    const given = facts(
      { activities: [waitingActivity({ attempt: 2, scheduledTime: ago(20), lastFailure: failure() })] },
      { queues: [queue(), left] },
    );
    expect(causeOf(given)).toBe('activity-retrying');
  });
});

describe('honesty', () => {
  it('does not guess where the pollers could not be read', () => {
    expect(causeOf(facts({ workflowTask: workflowTask() }, { queues: [] }))).toBe('unknown');
    expect(causeOf(facts({ activities: [waitingActivity()] }, { queues: [] }))).toBe('unknown');
    expect(causeOf(facts({ activities: [activity()] }, { queues: [] }))).toBe('unknown');
  });

  it('tells what needs no pollers all the same', () => {
    expect(causeOf(facts(failing('x is undefined'), { queues: [] }))).toBe('workflow-task-failing');
    const retrying = waitingActivity({ attempt: 5, lastFailure: failure(), nextAttemptTime: ahead(20) });
    expect(causeOf(facts({ activities: [retrying] }, { queues: [] }))).toBe('activity-retrying');
    expect(
      causeOf(
        facts({ activities: [activity({ heartbeatMilliseconds: 60_000, lastHeartbeatTime: ago(5) })] }, { queues: [] }),
      ),
    ).toBe('activity-running');
  });

  it('does not call a parent well whose child could not be looked at', () => {
    const unseen = { workflowId: 'child-1', runId: 'r', workflowType: 'order', whyNot: 'permission denied' };
    expect(causeOf(facts({ children: [unseen] }))).toBe('unknown');
  });

  it.each([
    ['does something', child()],
    ['waits for a timer', child({ history: history({ timers: [timer] }) })],
  ])('begins with the child that it has looked at, which %s, not with those that it has not', (_name, seen) => {
    const unseen = { workflowId: 'child-1', runId: 'r', workflowType: 'order', whyNot: 'not looked at' };
    const [verdict] = diagnose(facts({ children: [unseen, seen] }));
    expect(verdict).toMatchObject({ cause: 'child-running' });
    expect(verdict.headline).toContain('1 other child was not looked at.');
  });

  it('never reports what a closed execution had pending', () => {
    const given = facts({ status: 'CANCELED', activities: [], history: close('CANCELED') });
    expect(causesOf(given)).toEqual(['closed-canceled']);
  });
});

describe('failures of Handrail', () => {
  it('names the code that a failing task carries, and how to read about it', () => {
    const message = '[HR2004] Activity "charge" may run 3 hours without a heartbeat.';
    const [verdict] = diagnose(facts(failing(message, undefined, { code: 'HR2004' })));
    expect(verdict.raisedCode).toBe('HR2004');
    expect(verdict.headline).toContain('[HR2004]');
    expect(verdict.remedy[0]).toEqual({ text: 'Read what HR2004 means.', command: 'npx handrail explain HR2004' });
  });

  it('finds the code of a retrying activity anywhere in its causes', () => {
    const lastFailure = failure('outer', { cause: failure('inner', { code: 'HR2003' }) });
    const [verdict] = diagnose(
      facts({ activities: [waitingActivity({ attempt: 5, lastFailure, nextAttemptTime: ahead(20) })] }),
    );
    expect(verdict.raisedCode).toBe('HR2003');
  });
});

it('does not take a task that waited for the cache of a worker for one that a local activity keeps open', () => {
  const given = facts({
    workflowTask: workflowTask({
      state: 'STARTED',
      startedTime: ago(1),
      scheduledTime: ago(1),
      originalScheduledTime: ago(11),
    }),
    history: history({ taskTimeout: { eventId: 7, type: 'SCHEDULE_TO_START', time: ago(1) } }),
  });
  expect(causeOf(given)).toBe('workflow-task-running');
});

describe('the way to the root', () => {
  it('ends at a child that was paused', () => {
    const paused = child({ status: 'PAUSED', pause: { identity: 'anna', reason: 'provider is down' } });
    const [verdict] = diagnose(facts({ children: [paused] }));
    expect(verdict.path).toEqual([{ workflowId: 'child-1', cause: 'workflow-paused' }]);
  });

  it('leads through each child to the one that is stuck', () => {
    const leaf = child({ workflowId: 'leaf', workflowTask: workflowTask(), taskQueue: 'shipping' });
    const middle = child({ workflowId: 'middle', children: [leaf] });
    const [verdict] = diagnose(
      facts(
        { children: [child({ workflowId: 'well' }), middle] },
        { queues: [queue({ name: 'shipping', pollers: [] })] },
      ),
    );
    expect(verdict.path).toEqual([
      { workflowId: 'middle', cause: 'child-blocked' },
      { workflowId: 'leaf', cause: 'no-workflow-worker' },
    ]);
    expect(verdict.headline).toBe(
      'Workflow "order-17" waits for workflow "leaf", which is stuck (no-workflow-worker): No worker polls task queue "shipping" for workflow tasks, and workflow "leaf" has waited for one for 3 minutes: no worker has polled it in the last 5 minutes.',
    );
    expect(verdict.placeOf?.workflowId).toBe('leaf');
  });
});
