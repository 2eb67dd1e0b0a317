// Updates that wait for what goes on anyway, and such as break what they reach.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED, STARTED } from '../../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

describe.concurrent.each(nightShifts())('updates under %s', (_, rig) => {
  const send = async (id: string, name: string, argument: unknown) =>
    await rig.client.workflow.getHandle(id).startUpdate(name, { args: [argument], waitForStage: 'ACCEPTED' });

  describe.concurrent('that are pending', () => {
    it('one that waits for the activity which runs anyway is well', async ({ expect }) => {
      const queue = await rig.home();
      const options = { heartbeatTimeout: '10 seconds' };
      const id = await rig.start('awaitedByUpdate', queue, {}, [{ do: 'activity', name: 'beat', options }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      await send(id, 'whenDone', 'x');
      await rig.until(id, 'its activity', isActivity(STARTED));
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
      expect(all(explanation)).toContain('"whenDone"');
    });

    it('one that waits for the child which runs anyway is well', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.start('awaitedByUpdate', queue, {}, [
        { do: 'child', name: 'steps', id: child, args: [[{ do: 'sleep', milliseconds: 3_600_000 }]] },
      ]);
      await rig.until(child, 'idle', isIdle);
      await rig.untilChildren(id);
      await send(id, 'whenDone', 'x');
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({ cause: 'child-running', healthy: true });
    });

    it('one that waits for a signal that never comes', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('takeUpdates', queue);
      await rig.until(id, 'idle', isIdle);
      await send(id, 'advance', [{ do: 'signal', name: 'approved' }]);
      await rig.until(id, 'idle', isIdle);
      expect((await rig.explain(id)).cause).toBe('update-pending');
    });

    it('one whose handler called an activity on a queue that nobody polls', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('takeUpdates', queue);
      await rig.until(id, 'idle', isIdle);
      await send(id, 'advance', [{ do: 'activity', name: 'work', taskQueue: newQueue('nobody') }]);
      await rig.until(id, 'its activity', isActivity(SCHEDULED));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('no-activity-worker');
      expect(explanation.also.map(({ cause }) => cause)).toContain('update-pending');
    });

    it('one whose handler started a child that is stuck', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('takeUpdates', queue);
      await rig.until(id, 'idle', isIdle);
      const child = `child-${randomUUID()}`;
      await send(id, 'advance', [{ do: 'child', name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] }]);
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'no-workflow-worker' }],
      });
    });

    it('one whose handler has just started a child is never said to hang', async ({ expect }) => {
      const queue = await rig.home();
      const causes = new Set<string>();
      const round = async () => {
        const id = await rig.start('takeUpdates', queue);
        await rig.until(id, 'idle', isIdle);
        const child = { do: 'child', name: 'steps', id: `${id}-child`, args: [[{ do: 'forever' }]] };
        const look = async () => causes.add((await rig.explain(id)).cause);
        await Promise.all([send(id, 'advance', [child]).then(look), look(), look()]);
      };
      await Promise.all(Array.from({ length: 8 }, round));
      expect([...causes]).not.toContain('update-pending');
      expect([...causes]).toContain('child-running');
    });

    it('one that came with the start of an execution which nobody takes', async ({ expect }) => {
      const { WithStartWorkflowOperation } = await import('@temporalio/client');
      const workflowId = `start-${randomUUID()}`;
      const startWorkflowOperation = new WithStartWorkflowOperation('takeUpdates', {
        workflowId,
        taskQueue: newQueue('nobody'),
        workflowIdConflictPolicy: 'FAIL',
      });
      void rig.client.workflow
        .startUpdateWithStart('advance', { startWorkflowOperation, args: [[]], waitForStage: 'ACCEPTED' } as never)
        .catch(() => undefined);
      await rig.until(workflowId, 'its task', (each) => each.pendingWorkflowTask != null);
      expect((await rig.explain(workflowId)).cause).toBe('no-workflow-worker');
    });
  });

  describe.concurrent('that leave no trace or break', () => {
    it('one that was refused leaves its execution well', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('awaitedByUpdate', queue, {}, [{ do: 'forever' }]);
      await rig.until(id, 'idle', isIdle);
      await send(id, 'whenDone', 'refuse me').catch(() => undefined);
      await rig.until(id, 'idle', isIdle);
      expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
    });

    it('one whose handler throws a TypeError', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('brokenHandlers', queue);
      await rig.until(id, 'idle', isIdle);
      void rig.client.workflow
        .getHandle(id)
        .startUpdate('update', { waitForStage: 'ACCEPTED' })
        .catch(() => undefined);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('no currency');
    });

    it('a signal whose handler throws a TypeError', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('brokenHandlers', queue);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).signal('signal');
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('no currency');
    });

    it('a signal whose handler never yields', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await rig.runOnCall(queue);
      const id = await rig.start('brokenHandlers', queue);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).signal('spin');
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 30_000 }).toBe('deadlock');
      await rig.client.workflow.getHandle(id).terminate();
    });
  });
});
