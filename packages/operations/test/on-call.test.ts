// What the scenarios of e2e/on-call have taught, on facts: what is well is not called stuck, and its neighbour is.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import type { ChildFacts, Facts, Insight, RampFacts } from '../src/facts';
import { chooseRepair, whyNotReset } from '../src/repair-action';
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

const told = (given: Facts): string => {
  const [{ evidence, consequence, remedy }] = diagnose(given);
  return [...evidence.map(({ what }) => what), consequence, ...remedy.map(({ text }) => text)].join('\n');
};
const insight: Insight = {
  waitsAt: [],
  signals: ['close'],
  isDefinitionKnown: true,
  updates: [],
};

describe('an activity that was asked to cancel', () => {
  const asked = (secondsAgo: number, more: object = {}) =>
    facts({
      isCancelRequested: true,
      history: history({
        cancelRequest: { eventId: 3, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(secondsAgo) },
      }),
      activities: [
        activity({
          state: 'CANCEL_REQUESTED',
          heartbeatMilliseconds: 60_000,
          lastHeartbeatTime: ago(5),
          ...more,
        }),
      ],
    });

  it('hears of it with a heartbeat, and ignores it only after that', () => {
    expect(causesOf(asked(30))).toEqual(['activity-running']);
    expect(told(asked(30))).toContain('cancellation was requested');
    expect(causesOf(asked(61))[0]).toBe('cancel-ignored');
  });

  it('never hears of it without heartbeats', () => {
    const deaf = asked(1, { heartbeatMilliseconds: undefined, lastHeartbeatTime: undefined });
    expect(causesOf(deaf)[0]).toBe('cancel-ignored');
  });

  it('hears of it within a minute where it sends heartbeats that nobody has asked for', () => {
    expect(causesOf(asked(50, { heartbeatMilliseconds: undefined }))).toEqual(['activity-running']);
    expect(causesOf(asked(61, { heartbeatMilliseconds: undefined }))[0]).toBe('cancel-ignored');
  });
});

describe('an update', () => {
  const update = { updateId: 'u', name: 'whenDone', acceptedTime: ago(60), eventId: 9 };
  const beside = (of: object) => causesOf(facts({ history: history({ updates: [update] }), ...of }));

  it('may wait for what runs anyway', () => {
    expect(beside({ activities: [activity()] })).toEqual(['activity-running', 'update-pending']);
    expect(beside({ children: [child({ startTime: ago(600) })] })).toEqual(['child-running', 'update-pending']);
  });

  it('is as stuck as what it waits for', () => {
    const failing = waitingActivity({ attempt: 3, lastFailure: failure(), nextAttemptTime: ahead(20) });
    expect(beside({ activities: [failing] })).toEqual(['activity-retrying', 'update-pending']);
    expect(beside({})[0]).toBe('update-pending');
    const timer = { timerId: '1', startedTime: ago(600), dueTime: ahead(3_000), eventId: 5 };
    expect(causesOf(facts({ history: history({ updates: [update], timers: [timer] }) }))[0]).toBe('update-pending');
  });
});

describe('a child that was asked for, and that the server has not started yet', () => {
  const asked = { workflowId: 'child-1', runId: '', workflowType: 'order', initiatedEventId: 10 };
  const openChildren = (secondsAgo: number) => [
    { workflowId: 'child-1', since: ago(secondsAgo), scheduledBy: 8, isAbandoned: false },
  ];
  const unstarted = (secondsAgo: number, more: object = {}) =>
    facts({ children: [asked], history: history({ openChildren: openChildren(secondsAgo), ...more }) });

  it('leaves its parent well for a moment', () => {
    const [verdict, ...others] = diagnose(unstarted(1));
    expect(verdict).toMatchObject({
      cause: 'child-running',
      path: [{ workflowId: 'child-1', cause: 'start-delayed' }],
    });
    expect(verdict.headline).toBe(
      'Workflow "order-17" (order) has just asked for child workflow "child-1" (order), which the server is about to start.',
    );
    expect(others).toEqual([]);
  });

  it('is not known to be well after that', () => {
    expect(causesOf(unstarted(5))).toEqual(['unknown']);
    expect(diagnose(unstarted(5))[0].headline).toContain('could not be looked at');
    expect(causesOf(facts({ children: [asked] }))).toEqual(['unknown']);
  });

  it('is what the handler of an update has begun that was accepted before', () => {
    const updates = (eventId: number) => [{ updateId: 'u', name: 'whenDone', acceptedTime: ago(1), eventId }];
    expect(causesOf(unstarted(1, { updates: updates(9) }))).toEqual(['child-running']);
    expect(causesOf(unstarted(1, { updates: updates(11) }))).toEqual(['update-pending', 'child-running']);
    expect(causesOf(unstarted(60, { updates: updates(9) }))).toEqual(['unknown']);
  });
});

describe('an abandoned child that is stuck, with nothing else pending', () => {
  const stuck: ChildFacts = {
    ...child({ taskQueue: 'nobody', workflowTask: workflowTask(), history: history({ lastTaskCompleted: undefined }) }),
    isAbandoned: true,
  };
  const more = { queues: [queue(), queue({ name: 'nobody', pollers: [] })] };

  it('is beside the point where a signal can wake the parent', () => {
    expect(causesOf(facts({ children: [stuck], insight }, more))).toEqual(['signal-wait', 'child-blocked']);
  });

  it('is what the parent waits for where nothing else can wake it, or no worker says what can', () => {
    expect(causesOf(facts({ children: [stuck] }, more))[0]).toBe('child-blocked');
    const deaf = { ...insight, signals: [] };
    expect(causesOf(facts({ children: [stuck], insight: deaf }, more))[0]).toBe('child-blocked');
  });

  it('may be what the parent waits for where its worker did not answer in time', () => {
    const silent = { ...insight, signals: [], isDefinitionKnown: false };
    const [verdict] = diagnose(facts({ children: [stuck], insight: silent }, more));
    expect(verdict).toMatchObject({ cause: 'unknown', code: 'HR7060', path: [{ cause: 'no-workflow-worker' }] });
    expect(verdict.headline).toBe(
      'Could not tell why workflow "order-17" does not go on: it waits for its child workflow "child-1", which it has abandoned and which is stuck (no-workflow-worker), or for a signal: no worker said in time what can wake it.',
    );
    const own = { ...stuck, isAbandoned: false };
    expect(causesOf(facts({ children: [own], insight: silent }, more))[0]).toBe('child-blocked');
  });

  it('does not hide a child that is not abandoned', () => {
    const own = { ...stuck, isAbandoned: false };
    expect(causesOf(facts({ children: [own], insight }, more))[0]).toBe('child-blocked');
  });
});

describe('a child that is over, and still pending', () => {
  const over = (secondsAgo: number, close: object = {}, of: object = {}) =>
    causesOf(
      facts({
        children: [
          child({
            status: 'TERMINATED',
            closeTime: ago(secondsAgo),
            history: history({
              close: { eventId: 9, type: 'WORKFLOW_EXECUTION_TERMINATED', time: ago(secondsAgo), ...close },
            }),
            ...of,
          }),
        ],
      }),
    )[0];

  it('blocks its parent for ever, once the server must have told it', () => {
    expect(over(60)).toBe('child-blocked');
    expect(over(5)).not.toBe('child-blocked');
  });

  it('went on in another run, where a server does not name the first of them', () => {
    expect(over(60, { newRunId: 'r2' })).not.toBe('child-blocked');
    expect(over(60, { identity: 'history-resetter' })).not.toBe('child-blocked');
    expect(over(60, {}, { status: 'CONTINUED_AS_NEW' })).not.toBe('child-blocked');
  });
});

describe('a queue whose tasks are shared between two versions', () => {
  const one = { deploymentName: 'pay', buildId: '1' };
  const two = { deploymentName: 'pay', buildId: '2' };
  const shared = (
    pollers: readonly object[],
    of: object = {},
    ramp: RampFacts | null = { version: two, percentage: 10 },
  ) =>
    facts(
      { workflowTask: workflowTask({ scheduledTime: ago(60) }), ...of },
      {
        queues: [
          queue({
            currentVersion: one,
            ramp: ramp ?? undefined,
            backlogCount: 3,
            backlogAgeMilliseconds: 60_000,
            pollers: pollers as never,
          }),
        ],
      },
    );

  it.each([
    ['the ramping one', [poller('w1', 5, { version: one })], 'pay.2'],
    ['the current one', [poller('w2', 5, { version: two })], 'pay.1'],
  ])('has a task for %s which nobody polls', (_, pollers, version) => {
    const given = shared(pollers);
    expect(causesOf(given)[0]).toBe('version-unpolled');
    expect(diagnose(given)[0].headline).toContain(version);
  });

  it('has a backlog where both are polled', () => {
    const both = [poller('w1', 5, { version: one }), poller('w2', 5, { version: two })];
    expect(causesOf(shared(both))[0]).toBe('queue-backlog');
  });

  it.each([
    [
      'all of them a version that nobody polls',
      { version: two, percentage: 100 },
      'version "pay.2", which all tasks are ramped to',
      '--build-id 2',
    ],
    [
      'all of them workers without a version',
      { version: undefined, percentage: 100 },
      'no version, which all tasks are ramped to',
      '--unversioned',
    ],
    [
      'some of them workers without a version',
      { version: undefined, percentage: 5 },
      'no version, which a share of the tasks is ramped to',
      '--unversioned',
    ],
  ])('gives %s', (_, ramp, says, flag) => {
    const given = shared([poller('w1', 5, { version: one })], {}, ramp);
    const [{ cause, headline, remedy }] = diagnose(given);
    expect(cause).toBe('version-unpolled');
    expect(headline).toContain(says);
    expect(remedy[1]?.command).toMatch(
      new RegExp(`^temporal worker deployment set-ramping-version --deployment-name pay .*${flag}.* --delete --yes`),
    );
  });

  it('is well where workers without a version poll, to which all is ramped', () => {
    const given = shared(
      [poller('w1', 5, { version: one }), poller('w2', 5)],
      {},
      { version: undefined, percentage: 100 },
    );
    expect(causesOf(given)[0]).toBe('queue-backlog');
  });

  it('can be given to workers without a version, where no other worker polls', () => {
    const { remedy } = diagnose(shared([poller('w1', 5)], {}, null))[0];
    expect(remedy[0]?.command).toMatch(
      /^temporal worker deployment set-current-version --deployment-name pay --unversioned --yes/,
    );
  });

  it('does not concern what is pinned', () => {
    const pinned = { versioning: { behavior: 'PINNED', version: one } } as const;
    expect(causesOf(shared([poller('w1', 5, { version: one })], pinned))[0]).toBe('queue-backlog');
  });

  it('cannot be told from a worker that is gone until somebody has polled', () => {
    expect(causesOf(shared([poller('w1', 65, { version: one })]))[0]).toBe('unknown');
  });
});

describe('an attempt that nobody will make', () => {
  const retrying = waitingActivity({
    attempt: 3,
    lastFailure: failure(),
    nextAttemptTime: ahead(60),
    lastAttemptCompleteTime: ago(60),
  });
  const nobody = { queues: [queue(), queue({ type: 'activity', pollers: [poller('gone', 120)] })] };

  it.each([60, 3_600])('in %s seconds says so', (seconds) => {
    const given = facts({ activities: [{ ...retrying, nextAttemptTime: ahead(seconds) }] }, nobody);
    expect(['activity-retrying', 'backoff']).toContain(causesOf(given)[0]);
    expect(told(given)).toMatch(/no worker polls task queue "orders" for activities now/);
    expect(told(facts({ activities: [retrying] }))).not.toMatch(/no worker polls/);
  });
});

describe('a workflow task that the server has started over', () => {
  const restart = (secondsAgo: number) => ({ eventId: 7, type: 'WORKFLOW_TASK_FAILED', time: ago(secondsAgo) });
  const again = (attempt: number, secondsAgo: number, more: object = {}) =>
    causesOf(
      facts({
        workflowTask: workflowTask({ attempt, state: 'STARTED', scheduledTime: ago(1), startedTime: ago(1) }),
        history: history({ taskRestart: restart(secondsAgo), ...more }),
      }),
    );

  it('is on its way', () => {
    expect(again(2, 1)).toEqual(['workflow-task-running']);
    expect(again(2, 60)).toEqual(['workflow-task-running']);
    expect(again(5, 5)).toEqual(['workflow-task-running']);
  });

  it('fails where that goes on with nothing that explains it, or where something does', () => {
    expect(again(5, 60)[0]).toBe('unknown');
    const failed = { eventId: 8, type: 'WORKFLOW_TASK_FAILED', time: ago(9), identity: 'w', failure: failure() };
    expect(again(2, 1, { taskFailure: { ...failed, cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE' } })[0]).toBe(
      'workflow-task-failing',
    );
  });
});

describe('an attempt that nobody is to blame for the end of', () => {
  const ended = (type: string, of: object) =>
    causesOf(facts({ activities: [activity({ attempt: 2, lastFailure: failure('x', { type }), ...of })] }));
  const later = (seconds: number) => ({ state: 'SCHEDULED', nextAttemptTime: ahead(seconds) });

  it.each(['WorkerShutdown', 'ActivityReset', 'ActivityPause'])('(%s) is followed by one that is well', (type) => {
    expect(ended(type, { lastStartedTime: ago(1), scheduledTime: ago(1) })).toEqual(['activity-running']);
    expect(ended(type, later(10))).toEqual(['activity-running']);
    expect(ended(type, later(3_600))).toEqual(['backoff']);
    expect(ended('Outage', { lastStartedTime: ago(1) })[0]).toBe('activity-retrying');
  });

  it('needs a worker for the next', () => {
    const nobody = { queues: [queue(), queue({ type: 'activity', pollers: [] })] };
    const lost = activity({
      attempt: 2,
      lastFailure: failure('x', { type: 'WorkerShutdown' }),
      ...later(10),
    } as object);
    expect(causesOf(facts({ activities: [lost] }, nobody))[0]).toBe('no-activity-worker');
  });
});

describe('a failure that is encoded', () => {
  const encoded = failure('Encoded failure', { isEncoded: true });

  it('is not taken for one of the code', () => {
    const given = facts({
      activities: [waitingActivity({ attempt: 2, lastFailure: encoded, nextAttemptTime: ahead(9) })],
    });
    expect(told(given)).toContain('the Temporal UI and CLI show it with the address of a codec server');
    const task = { eventId: 5, type: 'WORKFLOW_TASK_FAILED', time: ago(60), identity: 'w' };
    const failing = facts({
      workflowTask: workflowTask({ attempt: 3 }),
      history: history({ taskFailure: { ...task, cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE', failure: encoded } }),
    });
    expect(told(failing)).toContain('codec server');
  });
});

describe('a repair of what was terminated', () => {
  const ended = (reason: string, identity: string) =>
    facts({
      status: 'TERMINATED',
      history: history({
        close: {
          eventId: 9,
          type: 'WORKFLOW_EXECUTION_TERMINATED',
          time: ago(60),
          resetEventId: 4,
          reason,
          identity,
        },
      }),
    });

  it('asks whether it is meant, where a person has ended it', () => {
    const given = ended('a fraud', 'anna@laptop');
    expect(chooseRepair(given, 'closed-terminated', false)).toEqual({
      refused: 'somebody has ended it: name it with --cause closed-terminated where it is to go on',
    });
    expect(whyNotReset(given, 'closed-terminated', false)).toContain('somebody has ended it');
    expect(chooseRepair(given, 'closed-terminated', true)).toHaveProperty('actions');
    expect(whyNotReset(given, 'closed-terminated', true)).toBeUndefined();
  });

  it('is refused where it would end in the same way, or with nobody to answer to', () => {
    const tooLong = ended('Workflow history count exceeds limit.', 'history-service');
    expect(chooseRepair(tooLong, 'closed-terminated', true)).toEqual({
      refused: 'a reset would keep the history that is too long',
    });
    expect(whyNotReset(tooLong, 'closed-terminated', true)).toBeUndefined();
    const ofParent = ended('by parent close policy', 'history-service');
    expect(chooseRepair(ofParent, 'closed-terminated', true)).toEqual({
      refused: 'it ended with its parent, which is what has to be repaired',
    });
    const tooLarge = ended('Result exceeds size limit.', 'history-service');
    expect(chooseRepair(tooLarge, 'closed-terminated', false)).toHaveProperty('actions');
  });
});

describe('an activity with a deadline for all of its attempts', () => {
  const retrying = (of: object, since = 600) =>
    diagnose(
      facts({
        activities: [
          waitingActivity({
            attempt: 4,
            lastFailure: failure(),
            nextAttemptTime: ahead(5),
            scheduledTime: ahead(5),
            ...of,
          }),
        ],
        history: history({
          openActivities: [{ activityId: '1', activityType: 'charge', taskQueue: 'orders', since: ago(since) }],
        }),
      }),
    )[0];

  it('is given up at that, counted from when it was asked for', () => {
    const { cause, consequence } = retrying({ scheduleToCloseMilliseconds: 1_200_000 });
    expect(cause).toBe('activity-retrying');
    expect(consequence).toBe(
      'Attempt 4 starts at 2026-03-01T12:00:05Z. At 2026-03-01T12:10:00Z by its schedule-to-close timeout, the failure reaches the workflow.',
    );
  });

  it('is given up after its last attempt, if that is before', () => {
    expect(retrying({ scheduleToCloseMilliseconds: 1_200_000, maximumAttempts: 5 }).consequence).toContain(
      'After attempt 5, and at 2026-03-01T12:10:00Z at the latest by its schedule-to-close timeout, the failure reaches the workflow.',
    );
  });

  it('is given up at it, too, where its next attempt is hours away', () => {
    const { cause, consequence } = retrying({ scheduleToCloseMilliseconds: 20_000_000, nextAttemptTime: ahead(3_600) });
    expect(cause).toBe('backoff');
    expect(consequence).toContain('At 2026-03-01T17:23:20Z by its schedule-to-close timeout, the failure reaches');
  });

  it('is tried again without end where it has none', () => {
    expect(retrying({}).consequence).toContain('It is tried again without end. The execution itself has no timeout.');
  });
});

describe('workers with the versioning of before there were deployments', () => {
  const legacy = { ...poller(), legacyBuildId: '1.0' };
  const waiting = (secondsAgo: number, pollers = [legacy]) =>
    facts(
      { workflowTask: workflowTask({ scheduledTime: ago(secondsAgo), originalScheduledTime: ago(secondsAgo) }) },
      { queues: [queue({ pollers, backlogCount: 1, backlogAgeMilliseconds: secondsAgo * 1_000 })] },
    );

  it('are not called too few: the task may be for another build id', () => {
    expect(causesOf(waiting(180, [poller() as typeof legacy]))[0]).toBe('queue-backlog');
    const [verdict] = diagnose(waiting(180));
    expect(verdict).toMatchObject({ cause: 'unknown', code: 'HR7060' });
    expect(verdict.headline).toContain('polled by workers with legacy versioning (build id 1.0)');
    expect(verdict.headline).toContain('temporal task-queue get-build-ids');
  });

  it('may take their time all the same', () => {
    expect(causesOf(waiting(1))).toEqual(['workflow-task-running']);
  });

  describe('whose sets of build ids are known', () => {
    const sets = { buildIdSets: [['0.9'], ['1.0', '1.1'], ['2.0']], backlogCount: 1, backlogAgeMilliseconds: 60_000 };
    const task = workflowTask({ scheduledTime: ago(60), originalScheduledTime: ago(60) });
    const given = (buildId: string, begunBy?: { buildId: string; isVersioned: boolean }) =>
      facts(
        { workflowTask: task, versioning: { begunBy } },
        { queues: [queue({ ...sets, pollers: [{ ...poller(), legacyBuildId: buildId }] })] },
      );

    it('get no task of a set that is not theirs', () => {
      const [verdict] = diagnose(given('1.1'));
      expect(verdict).toMatchObject({ cause: 'version-unpolled', code: 'HR7010' });
      expect(verdict.headline).toBe(
        'Workflow "order-17" has waited 1 minute for a worker of build id "2.0", the default of the queue on task queue "orders" to take its workflow task: the workers that poll there are of other versions.',
      );
      expect(verdict.evidence.map(({ what }) => what)).toContain(
        'task queue "orders" is polled by worker-1 (build id "1.1")',
      );
      expect(verdict.remedy).toEqual([
        { text: 'Start workers of build id "2.0".' },
        {
          text: 'Or make the set of build id "1.1", which is polled, the default again.',
          command: 'temporal task-queue update-build-ids promote-set --task-queue orders --build-id 1.1',
        },
      ]);
    });

    it('get what the set has begun that they are the newest of', () => {
      expect(causesOf(given('1.1', { buildId: '1.0', isVersioned: true }))[0]).toBe('queue-backlog');
      expect(causesOf(given('2.0'))[0]).toBe('queue-backlog');
    });

    it('get nothing where a newer one is compatible with them', () => {
      const [verdict] = diagnose(given('1.0', { buildId: '1.0', isVersioned: true }));
      expect(verdict.cause).toBe('version-unpolled');
      expect(verdict.remedy[1]).toEqual({
        text: 'Or make build id "1.0", which is polled, the newest of their set again.',
        command: 'temporal task-queue update-build-ids promote-id-in-set --task-queue orders --build-id 1.0',
      });
    });

    it('get nothing that a worker without versioning has begun', () => {
      const [verdict] = diagnose(given('2.0', { buildId: 'x', isVersioned: false }));
      expect(verdict.cause).toBe('version-unpolled');
      expect(verdict.remedy).toEqual([{ text: 'Start workers without versioning.' }]);
    });
  });
});
