import { expect, it } from 'vitest';
import { isHealthy, type CauseSlug } from '../src/explanation';
import { chooseRepair, chooseSignal, whyNotReset } from '../src/repair-action';
import { activity, ahead, ago, facts, failure, history, poller, queue, waitingActivity } from './support/facts';

const retrying = waitingActivity({ attempt: 4, lastFailure: failure(), nextAttemptTime: ahead(600) });
const close = { eventId: 9, type: 'WORKFLOW_EXECUTION_FAILED', time: ago(60), resetEventId: 4 };

it('resets a failed execution to its last workflow task that completed', () => {
  const given = facts({ status: 'FAILED', history: history({ close }) });
  expect(chooseRepair(given, 'closed-failed')).toEqual({ actions: [{ kind: 'reset-workflow', eventId: 4 }] });
});

it('does not reset what a later run has followed, or what has no point to go back to', () => {
  const followed = facts({ status: 'FAILED', history: history({ close: { ...close, newRunId: 'r2' } }) });
  expect(chooseRepair(followed, 'closed-failed')).toEqual({ refused: 'a later run has followed it' });
  const fresh = facts({ history: history({ lastTaskCompleted: undefined }) });
  expect(chooseRepair(fresh, 'workflow-task-failing')).toEqual({
    refused: 'no workflow task of it ever completed, so there is no point to reset it to',
  });
});

it('resets activities that wait for their next attempt, and no others', () => {
  const given = facts({ activities: [retrying, activity({ activityId: '2' })] });
  expect(chooseRepair(given, 'backoff')).toEqual({
    actions: [{ kind: 'reset-activity', activityId: '1', activityType: 'charge' }],
  });
});

it('unpauses what is paused', () => {
  const given = facts({ activities: [waitingActivity({ isPaused: true, state: 'PAUSED' }), retrying] });
  expect(chooseRepair(given, 'activity-paused')).toEqual({
    actions: [{ kind: 'unpause-activity', activityId: '1', activityType: 'charge' }],
  });
});

it.each<CauseSlug>([
  'no-workflow-worker',
  'no-activity-worker',
  'deadlock',
  'child-blocked',
  'unknown',
  'queue-backlog',
])('refuses %s, and says why', (cause) => {
  expect(isHealthy(cause)).toBe(false);
  expect(chooseRepair(facts(), cause)).toEqual({ refused: expect.stringMatching(/\w+ \w+/) as string });
});

it('resets a failing task to itself, so that nothing runs again, and an execution that its code does not fit to the task before', () => {
  const failed = {
    eventId: 9,
    type: 'WORKFLOW_TASK_FAILED',
    time: ago(60),
    cause: 'X',
    failure: failure(),
    identity: 'w',
  };
  const completed = { eventId: 4, type: 'WORKFLOW_TASK_COMPLETED', time: ago(90), identity: 'w' };
  const given = facts({ history: history({ lastTaskCompleted: completed, taskFailure: failed }) });
  expect(chooseRepair(given, 'workflow-task-failing')).toEqual({ actions: [{ kind: 'reset-workflow', eventId: 9 }] });
  expect(chooseRepair(given, 'nondeterminism')).toEqual({ actions: [{ kind: 'reset-workflow', eventId: 4 }] });
});

it('does not reset a failing task of a run that stays pinned to the version which fails, where the fix is another one', () => {
  const version = (buildId: string) => ({ deploymentName: 'orders', buildId });
  const failed = {
    eventId: 9,
    type: 'WORKFLOW_TASK_FAILED',
    time: ago(60),
    cause: 'X',
    failure: failure(),
    identity: 'w',
  };
  const given = (versioning: object, current?: string) =>
    facts(
      { history: history({ taskFailure: failed }), versioning },
      { queues: [queue({ ...(current !== undefined && { currentVersion: version(current) }) })] },
    );
  const pinned = { behavior: 'PINNED' as const, version: version('1') };
  const reset = { actions: [{ kind: 'reset-workflow', eventId: 9 }] };
  expect(chooseRepair(given(pinned, '2'), 'workflow-task-failing')).toEqual({
    refused:
      'a reset leaves it with version "orders.1", which fails: temporal workflow update-options moves it to "orders.2", after handrail replay of it against that version; a redeploy of the same version that mends it frees it as well',
  });
  const overridden = { ...pinned, override: { kind: 'pinned' as const, version: version('0') } };
  expect(chooseRepair(given(overridden, '2'), 'workflow-task-failing')).toEqual({
    refused: expect.stringContaining('"orders.0", which fails') as string,
  });
  expect(chooseRepair(given(pinned, '1'), 'workflow-task-failing')).toEqual(reset);
  expect(chooseRepair(given(pinned), 'workflow-task-failing')).toEqual(reset);
  expect(
    chooseRepair(given({ behavior: 'AUTO_UPGRADE', version: version('1') }, '2'), 'workflow-task-failing'),
  ).toEqual(reset);
});

it('does not reset to before a build what an override keeps with it', () => {
  const version = (buildId: string) => ({ deploymentName: 'orders', buildId });
  const given = (buildId: string) =>
    facts({ versioning: { behavior: 'PINNED', override: { kind: 'pinned', version: version(buildId) } } });
  expect(whyNotReset(given('2'), 'closed-failed', true, { buildId: '2' })).toBe(
    'a reset leaves it with version "orders.2", which an override pins it to: temporal workflow reset with-workflow-update-options resets and moves it',
  );
  expect(whyNotReset(given('1'), 'closed-failed', true, { buildId: '2' })).toBeUndefined();
  expect(whyNotReset(given('2'), 'closed-failed', true, { time: '2026-01-01T00:00:00Z' })).toBeUndefined();
  // What pinned it without an override is taken back with the reset.
  const pinned = facts({ versioning: { behavior: 'PINNED', version: version('2') } });
  expect(whyNotReset(pinned, 'closed-failed', true, { buildId: '2' })).toBeUndefined();
});

it('resets an activity that nobody took in time to before it was asked for', () => {
  const expired = { eventId: 6, type: 'ACTIVITY_TASK_TIMED_OUT', time: ago(60), scheduledBy: 4 };
  const given = facts({ history: history({ expiredActivities: [expired] }) });
  expect(chooseRepair(given, 'schedule-to-start-expired')).toEqual({
    actions: [{ kind: 'reset-workflow', eventId: 4 }],
  });
});

it('leaves a closed run alone whose id has a later run', () => {
  const given = facts({ status: 'TERMINATED', history: history({ close }), nextRun: facts().execution });
  expect(chooseRepair(given, 'closed-terminated')).toEqual({ refused: 'a later run has followed it' });
  expect(whyNotReset(given, 'closed-terminated')).toBe('a later run has followed it');
});

it('does not reset before a deployment where nobody would take the task', () => {
  expect(whyNotReset(facts(), 'no-workflow-worker')).toBe('it goes on by itself once a worker polls its task queue');
  expect(whyNotReset(facts(), 'activity-retrying')).toBeUndefined();
});

it('signals only what waits for a signal and has a handler for it', () => {
  const insight = { waitsAt: [], signals: ['approve'], updates: [], isDefinitionKnown: true };
  const waiting = facts({ insight });
  expect(chooseSignal(waiting, 'signal-wait', 'approve')).toEqual({ actions: [{ kind: 'signal', name: 'approve' }] });
  expect(chooseSignal(waiting, 'signal-wait', 'aprove')).toEqual({
    refused: 'it has no handler for signal "aprove", but for "approve"',
  });
  expect(chooseSignal(waiting, 'timer-wait', 'approve')).toEqual({ refused: 'it does not wait for a signal' });
  expect(chooseSignal(facts(), 'signal-wait', 'approve')).toEqual({
    refused: 'no worker said which signals it can take',
  });
});

it('ends the attempt of an activity whose worker is gone, unless that was its last', () => {
  const silent = activity({ lastStartedTime: ago(600) });
  const queues = [
    queue({ pollers: [poller('worker-1', 200), poller('worker-2')] }),
    queue({ type: 'activity', pollers: [] }),
  ];
  const given = facts({ activities: [silent] }, { queues });
  expect(chooseRepair(given, 'activity-silent')).toEqual({
    actions: [{ kind: 'end-attempt', activityId: '1', activityType: 'charge' }],
  });
  const last = facts({ activities: [{ ...silent, attempt: 3, maximumAttempts: 3 }] }, { queues });
  expect(chooseRepair(last, 'activity-silent')).toEqual({
    refused: 'the attempts of its activity are used up: a failure would reach the workflow',
  });
});
