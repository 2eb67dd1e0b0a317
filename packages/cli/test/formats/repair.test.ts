import { expect, it } from 'vitest';
import { formatRepairPlan, formatRepairResult } from '../../src/formats/repair';
import { styleFor } from '../../src/style';

const plain = styleFor(false);
const planned = {
  workflowId: 'order-17',
  runId: 'r',
  workflowType: 'order',
  cause: 'closed-failed' as const,
  headline: '',
  actions: [{ kind: 'reset-workflow' as const, eventId: 4 }],
  repeats: ['charge'],
};

it('says what would be done, what would run again, and what is left alone', () => {
  const backoff = {
    ...planned,
    workflowId: 'order-18',
    cause: 'backoff' as const,
    actions: [{ kind: 'reset-activity' as const, activityId: '1', activityType: 'charge' }],
    repeats: [],
  };
  const text = formatRepairPlan(
    {
      schema: 'handrail.repair-plan/1',
      intent: {},
      namespace: 'default',
      repairs: [planned, { ...planned, workflowId: 'order-19' }, backoff],
      refused: [
        {
          workflowId: 'order-20',
          cause: 'no-workflow-worker',
          why: 'it goes on by itself once a worker polls its task queue',
        },
      ],
      examined: 10,
      notExamined: ['90 of the 100 executions that the query finds'],
    },
    plain,
  );
  expect(text).toBe(`Would repair 3 executions of 10 looked at. Nothing was changed: --apply does it.

closed-failed (2)
  order-17: reset to event 4
  order-19: reset to event 4

backoff (1)
  order-18: reset activity "charge" (id 1)

These activities would run again; make sure that each is idempotent:
  charge (2 times)

Left alone:
  1 × no-workflow-worker: it goes on by itself once a worker polls its task queue

Not looked at: 90 of the 100 executions that the query finds.`);
});

it('says that there is nothing to do', () => {
  const nothing = {
    schema: 'handrail.repair-plan/1' as const,
    intent: {},
    namespace: 'default',
    repairs: [],
    refused: [],
    examined: 3,
    notExamined: [],
  };
  expect(formatRepairPlan(nothing, plain)).toBe('Nothing to repair among 3 executions.');
});

it('says what was done', () => {
  const outcome = { time: '', workflowId: 'order-17', runId: 'r', cause: 'backoff' as const, actions: [] };
  const outcomes = [
    { ...outcome, outcome: 'repaired' as const },
    { ...outcome, workflowId: 'order-18', outcome: 'skipped' as const, why: 'it is well by now' },
    { ...outcome, workflowId: 'order-19', outcome: 'failed' as const, why: 'permission denied' },
  ];
  expect(formatRepairResult({ outcomes, left: 0, refused: [] }, plain)).toBe(`Repaired 1 execution; 1 skipped, 1 failed.
  skipped: order-18: it is well by now
  failed: order-19: permission denied`);
});
