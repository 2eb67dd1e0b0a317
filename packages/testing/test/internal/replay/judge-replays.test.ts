import { HR8001, HR8002 } from '@handrail/errors';
import { expect, it } from 'vitest';
import { judgeReplays, type Outcome, type Seen } from '../../../src/internal/replay/judge-replays';
import type { OpenExecution } from '../../../src/internal/replay/open-executions';
import { openExecution } from '../../support/open-execution';

const execution = (open: OpenExecution, isFailing = false) => ({
  workflowId: open.workflowId,
  runId: open.runId,
  workflowType: open.workflowType,
  file: null,
  open,
  state: {
    workflowType: open.workflowType,
    taskQueue: 'orders',
    runId: open.runId,
    isClosed: false,
    isFailing,
    taskEnds: [4],
  },
});
const well = (open: OpenExecution, isFailing = false): Outcome => ({
  kind: 'replayed',
  execution: execution(open, isFailing),
});
const apart = (open: OpenExecution, position = 'event 5', isFailing = false): Outcome => ({
  kind: 'broken',
  execution: execution(open, isFailing),
  problem: HR8001.problem({
    workflow: open.workflowType,
    position,
    history: 'TimerStarted (5 seconds)',
    code: 'schedules activity "charge"',
    change: 'a timer was taken out before activity "charge", or now comes after it',
  }),
});
const gone = (open: OpenExecution): Outcome => ({
  kind: 'broken',
  execution: execution(open),
  problem: HR8002.problem({
    workflow: open.workflowType,
    error: `[HR1003] Workflow type "${open.workflowType}" is not in the bundle`,
  }),
});
const left = (open: OpenExecution, reason: string): Outcome => ({
  kind: 'not-replayed',
  execution: { workflowId: open.workflowId, file: null },
  reason,
  isFault: false,
});

const judge = (open: readonly OpenExecution[], outcomes: readonly Outcome[], seen: Partial<Seen> = {}) =>
  judgeReplays({
    outcomes,
    listing: { executions: open, notListed: [] },
    sample: { chosen: [], strata: [] },
    exported: ['order', 'refund'],
    taskQueues: [],
    includePinned: false,
    allowEmpty: false,
    stoppedBy: undefined,
    target: { namespace: 'shop', address: '10.0.0.1:7233', again: 'npx handrail replay --workflows w.ts' },
    links: { ui: 'https://ui' },
    ...seen,
  });

const order = openExecution('order');

it('lets pass what breaks nothing, and says which types have nothing open', () => {
  expect(judge([order], [well(order)])).toMatchObject({
    verdict: 'deployable',
    headline: 'This code may be deployed: 1 history of 1 workflow type was replayed, and it breaks none.',
    code: null,
    notExamined: ['refund: no open execution was found'],
  });
});

it('puts those together that part for one cause, wherever in their histories, with what to do', () => {
  const other = openExecution('order', { workflowId: 'order 2', runId: 'run-2' });
  const { breaks, headline } = judge([order, other], [apart(order), apart(other, 'event 11')]);
  expect(headline).toBe('This code must not be deployed: it breaks 2 of the 2 executions that were replayed.');
  expect(breaks).toHaveLength(1);
  expect(breaks[0]?.executions.map(({ position, links }) => [position, links.ui])).toEqual([
    ['event 5', 'https://ui/namespaces/shop/workflows/order-1/run-1/history'],
    ['event 11', 'https://ui/namespaces/shop/workflows/order%202/run-2/history'],
  ]);
  expect(breaks[0]?.next.flatMap(({ command }) => command ?? [])).toEqual([
    "temporal workflow reset --workflow-id order-1 --run-id run-1 --event-id 4 --reason 'the deployed code does not replay its history' --namespace shop --address 10.0.0.1:7233",
    `npx handrail replay --workflows w.ts --query 'WorkflowId = "order-1"'`,
  ]);
});

it('offers the version that an execution runs on', () => {
  const versioned = openExecution('order', { deployment: { name: 'shop', build: '1.4.1' } });
  expect(judge([versioned], [apart(versioned)]).breaks[0]?.next.map(({ command }) => command)).toContain(
    'temporal workflow update-options --workflow-id order-1 --versioning-override-behavior pinned --versioning-override-deployment-name shop --versioning-override-build-id 1.4.1 --namespace shop --address 10.0.0.1:7233',
  );
});

it('looks at a pinned execution again with what makes it be looked at, and has it pinned already', () => {
  const pinned = openExecution('order', { pinned: true, deployment: { name: 'shop', build: '1.4.1' } });
  const next = judge([pinned], [apart(pinned)], { includePinned: true }).breaks[0]?.next;
  expect(next?.map(({ text }) => text)).toContain(
    'Or leave it to "shop:1.4.1", to which it is pinned, for as long as workers of that are there.',
  );
  expect(next?.at(-1)?.command).toBe(
    `npx handrail replay --workflows w.ts --query 'WorkflowId = "order-1"' --include-pinned`,
  );
});

it('asks for the data converter where a payload cannot be read', () => {
  const error = '[HR3010] Workflow "order" got a payload of encoding "binary/x", which its data converter cannot read';
  const problem = HR8002.problem({ workflow: 'order', error });
  const { breaks } = judge([order], [{ kind: 'broken', execution: execution(order), problem }]);
  expect(breaks[0]?.next[0]?.text).toBe('Where the worker has a data converter, name a module with it: --options.');
  expect(judge([order], [apart(order)]).breaks[0]?.next[0]?.text).not.toContain('--options');
});

it('tells what the build heals, and does not hold against it what fails already', () => {
  const other = openExecution('refund', { workflowId: 'refund-1' });
  expect(judge([order, other], [well(order, true), apart(other, 'event 5', true)])).toMatchObject({
    verdict: 'deployable',
    headline:
      'This code may be deployed: 2 histories of 2 workflow types were replayed, and it breaks none; 1 that fails now goes on with it, and what fails already goes on to fail.',
    heals: [{ workflowId: 'order-1' }],
    stillFailing: [{ workflowType: 'refund' }],
    breaks: [],
  });
});

it('breaks a type that is gone from a queue of the code, and leaves those of other queues to other workers', () => {
  const renamed = openExecution('ordr', { workflowId: 'ordr-1' });
  const foreign = openExecution('mail', { workflowId: 'mail-1', taskQueue: 'mails' });
  const report = judge([order, renamed, foreign], [well(order), gone(renamed), gone(foreign)]);
  expect(report.breaks.map(({ headline }) => headline)).toEqual([
    '[HR8006] Workflow type "ordr" has 1 open execution on task queue "orders", and the code does not export it; is it now called "order"?',
  ]);
  expect(report.replayed).toBe(2);
  expect(report.notExamined).toContain(
    'mail: the code does not export it, and its task queues have none of the code’s types; name the queue if this code is for it',
  );
  expect(judge([foreign], [gone(foreign)], { taskQueues: ['mails'] }).verdict).toBe('breaks');
});

it('learns from the replays what a bundle lacks whose names are not known', () => {
  const renamed = openExecution('gone', { workflowId: 'gone-1' });
  const foreign = openExecution('mail', { workflowId: 'mail-1', taskQueue: 'mails' });
  const report = judge([order, renamed, foreign], [well(order), gone(renamed), gone(foreign)], { exported: undefined });
  expect(report.breaks.map(({ workflowType }) => workflowType)).toEqual(['gone']);
  expect(report.notExamined).toContain(
    'what the code exports without an open execution: the names in a bundle are not known',
  );
});

it.each<[string, readonly OpenExecution[], readonly Outcome[], Partial<Seen>, string]>([
  ['nothing is open', [], [], {}, 'no execution is open that was asked for, so that nothing was replayed.'],
  [
    'all are pinned',
    [openExecution('order', { pinned: true })],
    [],
    {},
    'of 1 open execution none runs this code, so that nothing was replayed.',
  ],
  [
    'of a type none could be replayed',
    [order, openExecution('refund')],
    [well(order), left(openExecution('refund'), 'its history has more than 20000 events')],
    {},
    'of workflow type refund executions are open, and none was replayed.',
  ],
  [
    'the server has gone',
    [order],
    [well(order)],
    { stoppedBy: 'the server gave no history any more: unavailable' },
    'the server gave no history any more: unavailable.',
  ],
  [
    'a saved history is none',
    [],
    [
      {
        kind: 'not-replayed',
        execution: { workflowId: 'a.json', file: 'a.json' },
        reason: 'it is none.',
        isFault: true,
      },
    ],
    { listing: undefined },
    'it is none.',
  ],
])('cannot tell where %s', (_, open, outcomes, seen, reason) => {
  const report = judge(open, outcomes, seen);
  expect(report).toMatchObject({ verdict: 'unknown', code: 'HR8007' });
  expect(report.headline).toBe(`[HR8007] It could not be told whether this code may be deployed: ${reason}`);
  expect(report.remedy).toMatch(/\.$/);
});

it('says what breaks, also where the server went away later', () => {
  expect(judge([order], [apart(order)], { stoppedBy: 'it is gone' })).toMatchObject({
    verdict: 'breaks',
    notExamined: ['what comes after the first 1 histories: it is gone', 'refund: no open execution was found'],
  });
});

it('lets pass that nothing is open where that was expected', () => {
  expect(judge([], [], { allowEmpty: true })).toMatchObject({
    verdict: 'deployable',
    headline: 'This code may be deployed: nothing is open that it concerns.',
  });
});

it('names each reason once, with some of those that it kept out', () => {
  const longs = [1, 2, 3, 4].map((number) => openExecution('order', { workflowId: `long-${number}` }));
  const outcomes = [well(order), ...longs.map((each) => left(each, 'its history has more than 20000 events'))];
  expect(judge([order, ...longs], outcomes).notExamined[0]).toBe(
    'workflow "long-1", workflow "long-2", workflow "long-3" and 1 more: its history has more than 20000 events',
  );
});

it('says how many are pinned', () => {
  const pinned = openExecution('order', { pinned: true, workflowId: 'pinned' });
  expect(judge([order, pinned], [well(order)])).toMatchObject({
    types: [{ workflowType: 'order', state: 'replayed', open: 2, pinned: 1 }, {}],
    notExamined: [
      'order: 1 execution pinned to another version, which this code never runs',
      'refund: no open execution was found',
    ],
  });
});
