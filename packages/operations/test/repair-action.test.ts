import { expect, it } from 'vitest';
import { isHealthy, type CauseSlug } from '../src/explanation';
import { chooseRepair } from '../src/repair-action';
import { activity, ahead, ago, facts, failure, history, waitingActivity } from './support/facts';

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
  'activity-silent',
  'child-blocked',
  'unknown',
  'queue-backlog',
])('refuses %s, and says why', (cause) => {
  expect(isHealthy(cause)).toBe(false);
  expect(chooseRepair(facts(), cause)).toEqual({ refused: expect.stringMatching(/\w+ \w+/) as string });
});
