import { expect, it } from 'vitest';
import { formatCalls, formatRepairPlan, formatRepairResult, formatRepeats } from '../../src/formats/repair';
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
      includesTerminated: false,
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
    [{ activityType: 'charge', times: 2, executions: 2, check: 'unknown' }],
    plain,
  );
  expect(text).toBe(`Would repair 3 executions of 10 looked at. Nothing was changed: --apply does it.

closed-failed (2)
  order-17: reset to event 4
  order-19: reset to event 4

backoff (1)
  order-18: reset activity "charge" (id 1)

These activities run again, though they have completed or been begun:
  charge: 2 × in 2 executions: make sure that it is idempotent
  (--idempotency FILE, written from idempotencyCoverage(), says which of them have a check)

Left alone:
  1 × no-workflow-worker: it goes on by itself once a worker polls its task queue

Not looked at: 90 of the 100 executions that the query finds.`);
});

it('says where to look instead', () => {
  const refused = (...roots: string[]) =>
    roots.map((root) => ({ workflowId: 'o', cause: 'child-blocked' as const, why: 'the child is to blame', root }));
  const text = (...roots: string[]) =>
    formatRepairResult({ outcomes: [], earlier: 0, left: 0, refused: refused(...roots) }, plain);
  expect(text('order-17/ship')).toMatch(/1 × child-blocked: the child is to blame: "order-17\/ship"$/);
  expect(text('a', 'a', 'b', 'c')).toMatch(
    /4 × child-blocked: the child is to blame: "a" and 2 more \(--json has all\)$/,
  );
});

it('says what else is asked for again', () => {
  const charge = 'nexus operation "charges.charge"';
  const repairs = [
    { ...planned, calls: ['child workflow "ship"', charge] },
    { ...planned, workflowId: 'order-19', calls: [charge, charge] },
    { ...planned, workflowId: 'order-21' },
  ];
  expect(formatCalls(repairs)).toEqual([
    'These are asked for again, though they have been done or begun:',
    '  nexus operation "charges.charge": 3 × in 2 executions: make sure that it may be done twice',
    '  child workflow "ship": 1 × in 1 execution: make sure that it may be done twice',
  ]);
  expect(formatCalls([planned])).toEqual([]);
});

it('says that there is nothing to do', () => {
  const nothing = {
    schema: 'handrail.repair-plan/1' as const,
    intent: {},
    includesTerminated: false,
    namespace: 'default',
    repairs: [],
    refused: [],
    examined: 3,
    notExamined: [],
  };
  expect(formatRepairPlan(nothing, [], plain)).toBe('Nothing to repair among 3 executions.');
});

it('says what was done', () => {
  const outcome = { time: '', workflowId: 'order-17', runId: 'r', cause: 'backoff' as const, actions: [] };
  const outcomes = [
    { ...outcome, outcome: 'repaired' as const },
    { ...outcome, workflowId: 'order-18', outcome: 'skipped' as const, why: 'it is well by now' },
    { ...outcome, workflowId: 'order-19', outcome: 'failed' as const, why: 'permission denied' },
  ];
  expect(formatRepairResult({ outcomes, earlier: 0, left: 0, refused: [] }, plain))
    .toBe(`Repaired 1 execution; 1 skipped, 1 failed.
  skipped: order-18: it is well by now
  failed: order-19: permission denied`);
});

it('says of what the answer was lost that it may be done', () => {
  const outcome = { time: '', workflowId: 'order-17', runId: 'r', cause: 'backoff' as const, actions: [] };
  const outcomes = [{ ...outcome, outcome: 'unknown' as const, why: 'the server did not say whether it was done' }];
  expect(formatRepairResult({ outcomes, earlier: 0, left: 0, refused: [] }, plain))
    .toBe(`Repaired 0 executions; 0 skipped, 0 failed, 1 unknown.
  unknown: order-17: the server did not say whether it was done
  1 may be done or not. Give the same command again to look: what was done is not done twice.`);
});

it('says what an earlier run did, and what an interruption has left', () => {
  const refused = [{ workflowId: 'order-20', cause: 'deadlock' as const, why: 'it goes on by itself' }];
  expect(formatRepairResult({ outcomes: [], earlier: 2, left: 3, refused }, plain))
    .toBe(`Repaired 0 executions; 0 skipped, 0 failed.
  2 were repaired by an earlier run for the same reason, as the audit log says: where they are stuck again, give another --reason
  3 are left: it was interrupted, or failed five times in a row. Give the same command again to go on.

Left alone:
  1 × deadlock: it goes on by itself`);
});

it('says of each activity that runs again whether it has an idempotency check', () => {
  const of = { times: 1, executions: 1 };
  expect(
    formatRepeats([
      { activityType: 'refund', ...of, check: 'unsafe', verdict: 'DUPLICATE_EFFECT' },
      { activityType: 'notify', ...of, check: 'unchecked' },
      { activityType: 'charge', ...of, check: 'safe', verdict: 'IDEMPOTENT' },
    ]),
  ).toEqual([
    'These activities run again, though they have completed or been begun:',
    '  refund: 1 × in 1 execution: its idempotency check did NOT pass (DUPLICATE_EFFECT)',
    '  notify: 1 × in 1 execution: has NO idempotency check',
    '  charge: 1 × in 1 execution: has an idempotency check (IDEMPOTENT)',
  ]);
  expect(formatRepeats([])).toEqual([]);
});

it('keeps an id that holds a line end on its line, which else reads like another one', () => {
  const workflowId = 'order-1\r\n  failed: order-2';
  const plan = { repairs: [{ ...planned, workflowId }], refused: [], examined: 1, notExamined: [] };
  expect(formatRepairPlan(plan as unknown as Parameters<typeof formatRepairPlan>[0], [], styleFor(false))).toContain(
    '\n  order-1\\r\\n  failed: order-2: ',
  );
  const outcome = { time: '', workflowId, runId: 'r', cause: 'backoff' as const, actions: [] };
  const outcomes = [{ ...outcome, outcome: 'skipped' as const, why: 'it is well by now' }];
  expect(formatRepairResult({ outcomes, earlier: 0, left: 0, refused: [] }, styleFor(false))).toContain(
    '\n  skipped: order-1\\r\\n  failed: order-2: it is well by now',
  );
});
