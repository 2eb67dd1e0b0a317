// What goes on after a cancellation: to clean up is well, to ignore it is not.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED, STARTED } from '../../support/night-shift';
import { isActivity, isIdle, later, newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('cancellations under %s', (_, rig) => {
  it('a compensation at work after a cancellation is well', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('compensate', queue, {}, [
      { do: 'activity', name: 'beat', options: { heartbeatTimeout: '10 seconds' } },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'beat', isActivity(STARTED));
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(explanation)).toMatch(/cancel/i);
  });

  it('a compensation that fails again and again', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('compensate', queue, {}, [{ do: 'activity', name: 'fail' }]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
  });

  it('a cancellation that was swallowed, then a wait for a signal', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'sleep', milliseconds: 3_600_000, swallows: true },
      { do: 'signal', name: 'go', shielded: true },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(
      id,
      'cancel',
      (description) => description.workflowExtendedInfo?.cancelRequested === true && isIdle(description),
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('cancel-ignored');
  });

  it('a paused activity that was asked to cancel', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('cancelAndWait', queue, {}, 'fail');
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      identity: 'anna',
      type: 'fail',
      reason: 'provider',
    } as never);
    await rig.until(id, 'paused', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-paused');
  });

  it('a cancellation with no worker, and an activity that is paused', async ({ expect }) => {
    const queue = newQueue();
    const worker = await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'activity', name: 'fail' }]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      identity: 'anna',
      type: 'fail',
    } as never);
    await worker.stop();
    await rig.client.workflow.getHandle(id).cancel();
    const explanation = await rig.explain(id, { now: later(85) });
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(explanation.also.map(({ cause }) => cause)).toContain('activity-paused');
  });

  it('a compensation that is a child at work', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.start('compensate', queue, {}, [
      { do: 'child', name: 'steps', id: child, args: [[{ do: 'sleep', milliseconds: 3_600_000 }]] },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.untilChildren(id);
    await rig.until(child, 'idle', isIdle);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-running', healthy: true });
  });

  it('a child that was asked to cancel by its parent and cleans up', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      {
        do: 'child',
        name: 'compensate',
        id: child,
        args: [[{ do: 'activity', name: 'beat', options: { heartbeatTimeout: '10 seconds' } }]],
      },
    ]);
    await rig.until(child, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(child, 'cleaning', isActivity(STARTED));
    await rig.until(id, 'settled', (description) => description.pendingWorkflowTask == null);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-running', healthy: true });
  });
});
