import { expect, it } from 'vitest';
import { type PlannedRepair, repeatedActivities } from '../src';

const planned = (...repeats: string[]): PlannedRepair => ({
  workflowId: 'order-17',
  runId: 'r',
  workflowType: 'order',
  cause: 'closed-failed',
  headline: '',
  actions: [],
  repeats,
});
const repairs = [planned('charge', 'charge', 'notify'), planned('charge', 'refund', 'log'), planned()];

it('counts how often each activity runs again, and in how many executions', () => {
  expect(repeatedActivities(repairs)).toEqual([
    { activityType: 'charge', times: 3, executions: 2, check: 'unknown' },
    { activityType: 'notify', times: 1, executions: 1, check: 'unknown' },
    { activityType: 'refund', times: 1, executions: 1, check: 'unknown' },
    { activityType: 'log', times: 1, executions: 1, check: 'unknown' },
  ]);
});

it('says which have an idempotency check, the most doubtful first', () => {
  const covered = [
    { activity: 'charge', verdict: 'IDEMPOTENT' },
    { activity: 'refund', verdict: 'DUPLICATE_EFFECT' },
    { activity: 'log', exempt: 'only logs' },
  ];
  const told = repeatedActivities(repairs, { covered, missing: ['notify'] });
  expect(told.map(({ activityType, check, verdict }) => [activityType, check, verdict])).toEqual([
    ['refund', 'unsafe', 'DUPLICATE_EFFECT'],
    ['notify', 'unchecked', undefined],
    ['charge', 'safe', 'IDEMPOTENT'],
    ['log', 'safe', 'exempt: only logs'],
  ]);
});
