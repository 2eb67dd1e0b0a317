// Deployment versions: current, ramping, draining, and such as nobody polls any more.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { all, nightShifts, STARTED } from '../../support/night-shift';
import { isActivity, isIdle, later, newQueue } from '../../support/server-rig';

const versioned = (deploymentName: string, buildId: string, behavior: 'PINNED' | 'AUTO_UPGRADE' = 'PINNED') => ({
  workerDeploymentOptions: {
    useWorkerVersioning: true as const,
    version: { deploymentName, buildId },
    defaultVersioningBehavior: behavior,
  },
});

describe.concurrent.each(nightShifts())('versions of %s', (_, rig) => {
  /** The server hears of a version by its first poll. */
  async function insist(call: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await call();
        return;
      } catch (error) {
        if (tries > 60) throw error;
        await wait(250);
      }
    }
  }
  const named = { namespace: 'default', identity: 'anna', ignoreMissingTaskQueues: true };
  const makeCurrent = async (deploymentName: string, buildId: string) =>
    await insist(() =>
      rig.connection.workflowService.setWorkerDeploymentCurrentVersion({ ...named, deploymentName, buildId }),
    );
  const ramp = async (deploymentName: string, buildId: string, percentage: number) =>
    await insist(() =>
      rig.connection.workflowService.setWorkerDeploymentRampingVersion({
        ...named,
        deploymentName,
        buildId,
        percentage,
      }),
    );
  const overrideTo = async (workflowId: string, deploymentName: string, buildId: string) =>
    await rig.connection.workflowService.updateWorkflowExecutionOptions({
      namespace: 'default',
      workflowExecution: { workflowId },
      workflowExecutionOptions: {
        versioningOverride: { pinned: { behavior: 1, version: { deploymentName, buildId } } },
      },
      updateMask: { paths: ['versioning_override'] },
    });
  /** Waits until the server knows that somebody polls. */
  const polled = async (name: string, buildId: string) => {
    for (;;) {
      const { pollers } = await rig.connection.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name },
        taskQueueType: 1,
      });
      if (pollers?.some(({ deploymentOptions }) => deploymentOptions?.buildId === buildId)) return;
      await wait(50);
    }
  };

  describe.concurrent('that have no workers', () => {
    it(
      'one that was made the current one, and has no workers on this queue',
      { timeout: 120_000 },
      async ({ expect }) => {
        const [queue, name] = [newQueue(), `d-${randomUUID()}`];
        await rig.runOnCall(newQueue('elsewhere'), versioned(name, '2'));
        await rig.runOnCall(queue, versioned(name, '1'));
        await makeCurrent(name, '1');
        await polled(queue, '1');
        await makeCurrent(name, '2');
        const id = await rig.steps(queue, []);
        await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 20_000 }).toBe('version-unpolled');
        expect(all(await rig.explain(id))).toContain('no deployment version of the queue is current');
      },
    );

    it(
      'one that is none, on a queue whose workers were deployed without versioning',
      { timeout: 120_000 },
      async ({ expect }) => {
        const [queue, name] = [newQueue(), `d-${randomUUID()}`];
        const first = await rig.runOnCall(queue, versioned(name, '1'));
        await makeCurrent(name, '1');
        await polled(queue, '1');
        await first.stop();
        await rig.runOnCall(queue);
        const id = await rig.steps(queue, [], {
          versioningOverride: { pinnedTo: { deploymentName: name, buildId: '0' } },
        });
        const explanation = await rig.explain(id, { now: later(3) });
        expect(explanation.cause).toBe('version-unpolled');
        expect(all(explanation)).toContain('no versioning');
      },
    );

    it('one that a child was moved to', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, name] = [await rig.home(), `d-${randomUUID()}`];
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'steps', id: child, args: [[{ do: 'signal', name: 'go' }]] },
      ]);
      await rig.until(child, 'idle', isIdle);
      await rig.untilChildren(id);
      await overrideTo(child, name, '9');
      await rig.client.workflow.getHandle(child).signal('go');
      await rig.until(child, 'its task', (each) => each.pendingWorkflowTask != null);
      await expect
        .poll(async () => (await rig.explain(id)).path, { timeout: 30_000 })
        .toEqual([
          { workflowId: id, cause: 'child-blocked' },
          { workflowId: child, cause: 'version-unpolled' },
        ]);
    });
  });

  describe.concurrent('that are well', () => {
    it('a pinned execution of a version that is draining', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, name] = [newQueue(), `d-${randomUUID()}`];
      await rig.runOnCall(queue, versioned(name, '1'));
      await makeCurrent(name, '1');
      await polled(queue, '1');
      const id = await rig.steps(queue, [
        { do: 'signal', name: 'go' },
        { do: 'activity', name: 'hold' },
      ]);
      await rig.until(id, 'idle', isIdle);
      await rig.runOnCall(queue, versioned(name, '2'));
      await polled(queue, '2');
      await makeCurrent(name, '2');
      expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
      await rig.client.workflow.getHandle(id).signal('go');
      await rig.until(id, 'its activity', isActivity(STARTED));
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
    });

    it('one that is moved to the new version by itself', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, name] = [newQueue(), `d-${randomUUID()}`];
      await rig.runOnCall(queue, versioned(name, '1', 'AUTO_UPGRADE'));
      await makeCurrent(name, '1');
      await polled(queue, '1');
      const id = await rig.steps(queue, [{ do: 'signal', name: 'go' }, { do: 'forever' }]);
      await rig.until(id, 'idle', isIdle);
      await rig.runOnCall(queue, versioned(name, '2', 'AUTO_UPGRADE'));
      await polled(queue, '2');
      await makeCurrent(name, '2');
      await rig.client.workflow.getHandle(id).signal('go');
      await rig.until(id, 'idle', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6);
      expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
    });

    it(
      'a pinned execution whose activities have a queue without versions',
      { timeout: 120_000 },
      async ({ expect }) => {
        const [queue, apart, name] = [newQueue(), newQueue('apart'), `d-${randomUUID()}`];
        await rig.run(apart, { workflows: false });
        await rig.runOnCall(queue, versioned(name, '1'));
        await makeCurrent(name, '1');
        await polled(queue, '1');
        const id = await rig.steps(queue, [{ do: 'activity', name: 'hold', taskQueue: apart }]);
        await rig.until(id, 'its activity', isActivity(STARTED));
        expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
      },
    );

    it('half of the executions at a version that is ramped up', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, name] = [newQueue(), `d-${randomUUID()}`];
      await rig.runOnCall(queue, versioned(name, '1'));
      await rig.runOnCall(queue, versioned(name, '2'));
      await makeCurrent(name, '1');
      await polled(queue, '2');
      await ramp(name, '2', 50);
      const ids = await Promise.all(Array.from({ length: 6 }, () => rig.steps(queue, [{ do: 'forever' }])));
      for (const id of ids) {
        await rig.until(id, 'idle', isIdle);
        expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
      }
    });
  });
});
