// Frees executions on a real server: a plan changes nothing, and what is well is never touched.
import { expect, it } from 'vitest';
import { applyRepair, planRepair, type RepairOutcome } from '../../src';
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
  await applyRepair(rig.client, plan, { reason: 'the provider was wrong' });
  await rig.until(
    id,
    'its new run',
    ({ workflowExecutionInfo }) => workflowExecutionInfo?.execution?.runId !== plan.repairs[0]?.runId,
  );
});
