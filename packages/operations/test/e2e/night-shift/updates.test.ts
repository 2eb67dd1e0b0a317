// Updates and local activities, whose waits the server shows least of.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED } from '../../support/night-shift';
import { isActivity, isIdle, later, newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('updates under %s', (_, rig) => {
  it('a long local activity, in a child', { timeout: 120_000 }, async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'child', name: 'steps', id: child, args: [[{ do: 'local', name: 'hang' }]] },
    ]);
    await rig.until(child, 'kept', (description) => Number(description.workflowExecutionInfo?.historyLength) > 6);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-blocked', path: [{}, { cause: 'local-activity-running' }] });
  });

  it('an update that waits for an activity that retries', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('takeUpdates', queue);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .startUpdate('advance', { args: [[{ do: 'activity', name: 'fail' }]], waitForStage: 'ACCEPTED' });
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
    expect(explanation.also.map(({ cause }) => cause)).toContain('update-pending');
  });

  it('an update that waits for a timer is well', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('takeUpdates', queue);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .startUpdate('advance', { args: [[{ do: 'sleep', milliseconds: 3_600_000 }]], waitForStage: 'ACCEPTED' });
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'timer-wait', healthy: true });
  });

  it('an update that waits for a child that is well', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('takeUpdates', queue);
    await rig.until(id, 'idle', isIdle);
    const child = `child-${randomUUID()}`;
    await rig.client.workflow.getHandle(id).startUpdate('advance', {
      args: [[{ do: 'child', name: 'steps', id: child, args: [[{ do: 'forever' }]] }]],
      waitForStage: 'ACCEPTED',
    });
    await rig.until(child, 'idle', isIdle);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-running', healthy: true });
  });

  it('an update that throws in its handler fails for its sender only', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('takeUpdates', queue);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .executeUpdate('advance', { args: [[{ do: 'activity', name: 'failForGood', args: ['no'] }]] })
      .catch(() => undefined);
    await rig.until(id, 'idle', isIdle);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'signal-wait', healthy: true });
  });

  it('an update that was sent while no worker is there', async ({ expect }) => {
    const queue = newQueue();
    const worker = await rig.runNight(queue);
    const id = await rig.start('takeUpdates', queue);
    await rig.until(id, 'idle', isIdle);
    await worker.stop();
    void rig.client.workflow
      .getHandle(id)
      .startUpdate('advance', { args: [[]], waitForStage: 'ACCEPTED' })
      .catch(() => undefined);
    await rig.until(id, 'its task', ({ pendingWorkflowTask }) => pendingWorkflowTask != null);
    const explanation = await rig.explain(id, { now: later(85) });
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(all(explanation)).toMatch(/no worker polls/i);
  });
});
