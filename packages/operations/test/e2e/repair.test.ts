// Frees executions on a real server: a plan changes nothing, and what is well is never touched.
import { expect, it, vi } from 'vitest';
import { applyRepair, planRepair, type RepairOutcome, type RepairPlan } from '../../src';
import { act } from '../../src/internal/repair-act';
import { isActivity, isIdle, isTaskAttempt, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const SCHEDULED = 1;

it('frees what waits for its next attempt, and leaves the rest alone', async () => {
  const queue = newQueue();
  let isDown = true;
  const charge = async () => {
    if (isDown) throw new Error('provider is down');
    return 'charged';
  };
  await rig.run(queue, { activities: { charge } });
  const calls = [{ name: 'charge', options: { retry: { initialInterval: '6 hours', maximumInterval: '6 hours' } } }];
  const stuck = await rig.start('callActivities', queue, {}, calls);
  const failing = await rig.start('throwTypeError', queue);
  const well = await rig.start('awaitSignal', queue);
  await rig.until(stuck, 'a second attempt', isActivity(SCHEDULED, 2));
  await rig.until(failing, 'a second attempt', isTaskAttempt(2));
  await rig.until(well, 'nothing pending', isIdle);
  const query = `TaskQueue = "${queue}"`;
  await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 10_000 }).toBe(3);

  const plan = await planRepair(rig.client, { query, causes: ['backoff', 'activity-retrying'] });
  expect(plan.repairs).toMatchObject([
    { workflowId: stuck, cause: 'backoff', actions: [{ kind: 'reset-activity', activityId: '1' }] },
  ]);
  expect((await rig.explain(stuck)).cause).toBe('backoff');

  isDown = false;
  const outcomes: RepairOutcome[] = [];
  await applyRepair(rig.client, plan, {
    reason: 'provider is back',
    onOutcome: (outcome) => void outcomes.push(outcome),
  });
  expect(outcomes).toMatchObject([{ workflowId: stuck, outcome: 'repaired' }]);
  await rig.client.workflow.getHandle(stuck).result();
  expect((await rig.explain(well)).cause).toBe('signal-wait');

  const again = await applyRepair(rig.client, plan, { reason: 'provider is back' });
  expect(again).toMatchObject([{ workflowId: stuck, outcome: 'skipped', why: 'it is well by now' }]);
});

it('resets a failed execution, which then goes on', async () => {
  const queue = newQueue();
  let isDown = true;
  const { ApplicationFailure } = await import('@temporalio/activity');
  const failForGood = async () => {
    if (isDown) throw ApplicationFailure.nonRetryable('card declined');
  };
  await rig.run(queue, { activities: { failForGood } });
  const id = await rig.start('failWith', queue, {}, 'card declined');
  await rig.client.workflow
    .getHandle(id)
    .result()
    .catch(() => {});
  const query = `TaskQueue = "${queue}" AND ExecutionStatus = "Failed"`;
  await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 10_000 }).toBe(1);
  const plan = await planRepair(rig.client, { query });
  expect(plan.repairs).toMatchObject([
    { workflowId: id, cause: 'closed-failed', actions: [{ kind: 'reset-workflow' }] },
  ]);
  isDown = false;
  const reason = 'the provider was wrong';
  const [outcome] = await applyRepair(rig.client, plan, { reason });
  // The activity that had failed is tried again, by the same code.
  await rig.client.workflow.getHandle(id).result();
  // Somebody else who had looked at it before is told of the run that there is, and makes no other one.
  const [{ actions, ...repair }] = plan.repairs as [(typeof plan.repairs)[number]];
  const said = { reason, identity: 'somebody else', args: [], converter: rig.client.options.loadedDataConverter };
  const newRunId = await act(rig.client.workflowService, 'default', repair, { action: actions[0]!, ...said });
  expect(newRunId).toBe(outcome?.newRunId);
  // The run that failed is still listed as failed: what has followed it is left alone.
  const again = await planRepair(rig.client, { query });
  expect(again.repairs).toEqual([]);
  expect(again.refused).toEqual([{ workflowId: id, cause: 'closed-failed', why: 'a later run has followed it' }]);
});

it('resets what swallowed the expiry of an activity to before it asked for that', async () => {
  const [queue, activityQueue] = [newQueue(), newQueue('activities')];
  await rig.run(queue);
  const id = await rig.start('swallowExpiry', queue, {}, activityQueue);
  await rig.until(
    id,
    'nothing pending',
    (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 7,
  );
  const query = `TaskQueue = "${queue}"`;
  await listed(query, 1);
  const plan = await planRepair(rig.client, { query });
  expect(plan.repairs).toMatchObject([{ workflowId: id, cause: 'schedule-to-start-expired', repeats: [] }]);
  let isDone = false;
  await rig.run(activityQueue, { workflows: false, activities: { work: async () => void (isDone = true) } });
  await applyRepair(rig.client, plan, { reason: 'a worker polls' });
  await expect.poll(() => isDone, { timeout: 20_000 }).toBe(true);
});

it('takes a failing task anew at once, and nothing runs again', async () => {
  const queue = newQueue();
  let charges = 0;
  const charge = async () => void charges++;
  const wrong = await rig.run(queue, { activities: { charge }, workflows: '../workflows/deployed-wrong.ts' });
  const id = await rig.start('charging', queue);
  await rig.until(id, 'a second attempt', isTaskAttempt(2));
  const query = `TaskQueue = "${queue}"`;
  await listed(query, 1);
  const plan = await planRepair(rig.client, { query, causes: ['workflow-task-failing'] });
  expect(plan.repairs).toMatchObject([{ workflowId: id, actions: [{ kind: 'reset-workflow' }], repeats: [] }]);
  const outcomes = await applyRepair(rig.client, plan, { reason: 'the fix is about to be deployed' });
  expect(outcomes).toMatchObject([{ outcome: 'repaired' }]);
  await wrong.stop();
  await rig.run(queue, { activities: { charge }, workflows: '../workflows/deployed-right.ts' });
  await rig.client.workflow.getHandle(id).result();
  expect(charges).toBe(1);
});

it('resets to before a bad deployment, by its build and by its time, and leaves alone what it has not touched', async () => {
  const queue = newQueue();
  const calls: string[] = [];
  const activities = {
    prepare: async () => void calls.push('prepare'),
    charge: async (cents: number) => void calls.push(`charge ${cents}`),
    ship: async () => void calls.push('ship'),
  };
  const good = await rig.run(queue, { activities, buildId: 'good', workflows: '../workflows/order-right.ts' });
  const touched = await rig.start('order', queue);
  const other = await rig.start('order', queue);
  for (const id of [touched, other]) await rig.until(id, 'nothing pending', isIdle);
  await good.stop();
  const deployedAt = new Date().toISOString();
  const bad = await rig.run(queue, { activities, buildId: 'bad', workflows: '../workflows/order-wrong.ts' });
  await rig.client.workflow.getHandle(touched).signal('pay');
  // It charges the wrong amount, and calls an activity that nobody has.
  await rig.until(touched, 'its activity', isActivity(SCHEDULED, 2));
  await bad.stop();
  await rig.run(queue, { activities, buildId: 'fixed', workflows: '../workflows/order-right.ts' });
  const query = `TaskQueue = "${queue}" AND ExecutionStatus = "Running"`;
  await listed(query, 2);

  const unknown = await planRepair(rig.client, { query, intent: { before: { buildId: 'worse' } } });
  expect(unknown.repairs).toEqual([]);
  expect(unknown.refused).toEqual([
    {
      workflowId: touched,
      cause: 'activity-not-registered',
      why: 'no workflow task of it was taken by build "worse", but by "good", "bad"',
    },
  ]);
  const byTime = await planRepair(rig.client, { query, intent: { before: { time: deployedAt } } });
  const plan = await planRepair(rig.client, { query, intent: { before: { buildId: 'bad' } } });
  expect(plan.repairs).toMatchObject([
    { workflowId: touched, actions: [{ kind: 'reset-workflow' }], repeats: ['charge'] },
  ]);
  // The activity that nobody has goes on being tried between the two plans: what the headlines count may differ.
  const steps = ({ repairs }: RepairPlan) => repairs.map(({ headline: _, ...step }) => step);
  expect(steps(byTime)).toEqual(steps(plan));

  await applyRepair(rig.client, plan, { reason: 'bad deployment' });
  await rig.client.workflow.getHandle(touched).result();
  // What was done before the deployment is not done again; the signal that came since is not lost.
  expect(calls).toEqual(['prepare', 'prepare', 'charge 1', 'charge 100', 'ship']);
  expect((await rig.explain(other)).cause).toBe('signal-wait');
});

it('refuses a time that is none before anything is looked at', async () => {
  const plan = planRepair(rig.client, { query: 'x', intent: { before: { time: 'yesterday' } } });
  await expect(plan).rejects.toThrow("[HR7075] The repair has before.time: 'yesterday', which is not a time");
});

it('signals those that wait for it, once, and no others', async () => {
  const queue = newQueue();
  await rig.run(queue);
  const waiting = await rig.start('awaitSignal', queue);
  const sleeping = await rig.start('sleepFor', queue, {}, 3_600_000);
  const otherwise = await rig.start('waitThroughSignals', queue, {}, false);
  for (const id of [waiting, sleeping, otherwise]) await rig.until(id, 'nothing pending', isIdle);
  const query = `TaskQueue = "${queue}" AND ExecutionStatus = "Running"`;
  await listed(query, 3);
  const plan = await planRepair(rig.client, { query, intent: { signal: { name: 'approve' } } });
  expect(plan.repairs).toMatchObject([{ workflowId: waiting, actions: [{ kind: 'signal', name: 'approve' }] }]);
  expect(plan.refused).toEqual([
    { workflowId: otherwise, cause: 'signal-wait', why: 'it has no handler for signal "approve", but for "note"' },
  ]);
  await applyRepair(rig.client, plan, { reason: 'all are approved' });
  await rig.client.workflow.getHandle(waiting).result();
});

/** Waits until the server lists what was started. */
async function listed(query: string, count: number): Promise<void> {
  const seen = async () => expect((await rig.client.workflow.count(query)).count).toBe(count);
  await vi.waitFor(seen, { timeout: 20_000, interval: 50 });
}
