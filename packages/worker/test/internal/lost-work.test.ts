import type { GuardHost } from '@handrail/common/host';
import type { WorkflowInfo } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import { reportLostWork } from '../../src/internal/lost-work';
import type { Command } from '../../src/internal/workflow-creator';

const info = { namespace: 'default', workflowId: 'w', runId: 'r', workflowType: 'order' } as WorkflowInfo;
const COMPLETE = { completeWorkflowExecution: {} };
const CHILD = { startChildWorkflowExecution: { seq: 1, workflowType: 'sendReceipt', workflowId: 'receipt-17' } };
const ACTIVITY = { scheduleActivity: { seq: 1, activityType: 'log' } };

function said(commands: readonly Command[], isReplaying = false): string[] {
  const heads: string[] = [];
  const host = { judge: ({ head }: { head: string }) => heads.push(head) } as unknown as GuardHost;
  reportLostWork({ info, activation: { isReplaying }, commands, startedUnderHandrail: true }, host);
  return heads;
}

it('names what is begun in the task that ends the execution', () => {
  expect(said([CHILD, COMPLETE])).toEqual([
    'Workflow "order" ends in the same task in which it begins child workflow "sendReceipt": that never runs.',
  ]);
  const local = { scheduleLocalActivity: { seq: 2, activityType: 'price' } };
  const nexus = { scheduleNexusOperation: { seq: 1, service: 'payments', operation: 'charge' } };
  expect(said([ACTIVITY, ACTIVITY, local, nexus, COMPLETE])).toEqual([
    'Workflow "order" ends in the same task in which it begins activity "log", local activity "price", Nexus operation "charge": these never run.',
  ]);
});

it('is silent where the execution goes on, where it begins nothing, fails, or is replayed', () => {
  expect(said([CHILD, ACTIVITY])).toEqual([]);
  expect(said([{ startTimer: { seq: 1 } }, COMPLETE])).toEqual([]);
  expect(said([ACTIVITY, { failWorkflowExecution: {} }])).toEqual([]);
  expect(said([CHILD, COMPLETE], true)).toEqual([]);
  expect(said([])).toEqual([]);
});

it.each([
  ['a child', CHILD, { cancelChildWorkflowExecution: { childWorkflowSeq: 1 } }],
  ['an activity', ACTIVITY, { requestCancelActivity: { seq: 1 } }],
  [
    'a local activity',
    { scheduleLocalActivity: { seq: 1, activityType: 'price' } },
    { requestCancelLocalActivity: { seq: 1 } },
  ],
  [
    'a Nexus operation',
    { scheduleNexusOperation: { seq: 1, operation: 'charge' } },
    { requestCancelNexusOperation: { seq: 1 } },
  ],
])('is silent of %s that is cancelled in the same task, and of nothing else', (_, begun, cancelled) => {
  expect(said([begun, cancelled, COMPLETE])).toEqual([]);
  const other = { scheduleActivity: { seq: 2, activityType: 'audit' } };
  expect(said([begun, other, cancelled, COMPLETE])).toEqual([
    'Workflow "order" ends in the same task in which it begins activity "audit": that never runs.',
  ]);
});

it('goes by the kind of what is cancelled, for each kind counts by itself', () => {
  expect(said([CHILD, ACTIVITY, { requestCancelActivity: { seq: 1 } }, COMPLETE])).toEqual([
    'Workflow "order" ends in the same task in which it begins child workflow "sendReceipt": that never runs.',
  ]);
});
