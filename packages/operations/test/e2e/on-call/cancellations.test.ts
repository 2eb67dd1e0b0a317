// A cancellation takes its time: who has just been asked, or cleans up, does not ignore it.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED, STARTED } from '../../support/night-shift';
import { type Description, isActivity, isIdle, newQueue } from '../../support/server-rig';

const CANCEL_REQUESTED = 3;
const isAsked = (each: Description): boolean =>
  each.workflowExtendedInfo?.cancelRequested === true && each.pendingWorkflowTask == null;

describe.concurrent.each(nightShifts())('cancellations under %s', (_, rig) => {
  describe.concurrent('of activities', () => {
    it('one that hears of it with its next heartbeat does not ignore it before', async ({ expect }) => {
      const queue = await rig.home();
      const options = { heartbeatTimeout: '1 minute', cancellationType: 'WAIT_CANCELLATION_COMPLETED' };
      const id = await rig.steps(queue, [{ do: 'activity', name: 'beat', options }]);
      await rig.until(id, 'a heartbeat', (each) => each.pendingActivities?.[0]?.heartbeatDetails != null);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'the request', isActivity(CANCEL_REQUESTED));
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
      expect(all(explanation)).toMatch(/cancel/);
    });

    it('one that has heard of it long ago and goes on ignores it', async ({ expect }) => {
      const queue = newQueue();
      const deaf = async () => {
        const { Context } = await import('@temporalio/activity');
        const { heartbeat } = Context.current();
        for (;;) {
          heartbeat('still at it');
          await wait(100);
        }
      };
      await rig.runOnCall(queue, { activities: { deaf } });
      const options = { heartbeatTimeout: '2 seconds', cancellationType: 'WAIT_CANCELLATION_COMPLETED' };
      const id = await rig.steps(queue, [{ do: 'activity', name: 'deaf', options }]);
      await rig.until(id, 'a heartbeat', (each) => each.pendingActivities?.[0]?.heartbeatDetails != null);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'the request', isActivity(CANCEL_REQUESTED));
      await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 15_000 }).toBe('cancel-ignored');
    });

    it('a compensation that waits for an hour between attempts is a backoff, of a compensation', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('compensate', queue, {}, [{ do: 'activity', name: 'failLater', args: [3_600] }]);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('backoff');
      expect(all(explanation)).toMatch(/cancel/);
    });

    it('a compensation at work is not said to ignore anything', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('compensate', queue, {}, [{ do: 'activity', name: 'hold' }]);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'its activity', isActivity(STARTED));
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true, also: [] });
      expect(all(explanation)).toMatch(/cancellation was requested/);
    });

    it('a scope that was cancelled is not the execution', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('cancelOneOfTwo', queue, {}, [
        { do: 'activity', name: 'work', taskQueue: newQueue('nobody') },
      ]);
      await rig.until(id, 'its activity', isActivity(SCHEDULED));
      expect((await rig.explain(id)).cause).toBe('no-activity-worker');
    });
  });

  describe.concurrent('of executions', () => {
    it('a compensation in a child that its worker does not know', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.start('compensate', queue, {}, [
        { do: 'child', name: 'steps', id: child, args: [[{ do: 'activity', name: 'refnud' }]] },
      ]);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(child, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'activity-not-registered' }],
      });
    });

    it('one that waits for an approval of its compensation', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('compensate', queue, {}, [{ do: 'signal', name: 'refund' }]);
      await rig.until(id, 'idle', isIdle);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'the request', (each) => isAsked(each) && isIdle(each));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('cancel-ignored');
      expect(all(explanation)).toMatch(/cleaning up/);
    });

    it('a local activity that holds up a cancellation', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await rig.runOnCall(queue);
      const id = await rig.steps(queue, [{ do: 'local', name: 'hang', shielded: true }]);
      await rig.until(id, 'a renewed task', (each) => Number(each.workflowExecutionInfo?.historyLength) > 6);
      await rig.client.workflow.getHandle(id).cancel();
      expect((await rig.explain(id)).cause).toBe('local-activity-running');
    });
  });
});
