// Workers that are not there, have not what is needed, or have left with what they had in their cache.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { all, nightShifts } from '../../support/night-shift';
import { isIdle, isTaskAttempt, later, newQueue } from '../../support/server-rig';
import { spawnWorker } from '../../support/spawn-worker';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('workers under %s', (_, rig) => {
  it('a worker killed with the workflow in its cache, and a signal then', { timeout: 120_000 }, async ({ expect }) => {
    const queue = newQueue();
    const { kill } = await spawnWorker(queue, {
      workflows: fileURLToPath(new URL('../../workflows/night-shift.ts', import.meta.url)),
      withActivities: false,
    });
    const id = await rig.steps(queue, [
      { do: 'signal', name: 'a' },
      { do: 'signal', name: 'b' },
    ]);
    await rig.until(id, 'idle', isIdle);
    await kill();
    await rig.client.workflow.getHandle(id).signal('a');
    await rig.until(id, 'sticky gone', (description) => Number(description.workflowExecutionInfo?.historyLength) >= 8);
    const explanation = await rig.explain(id, { now: later(90) });
    expect(explanation.cause).toBe('no-workflow-worker');
  });

  it('a worker that has other types', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('Steps', queue);
    await rig.until(id, 'failing', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-not-registered');
  });

  it('a schedule that is well and one that is paused after a failure', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const scheduleId = `schedule-${randomUUID()}`;
    const handle = await rig.client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '1 second' }] },
      action: { type: 'startWorkflow', workflowType: 'failForGood', taskQueue: queue, args: [] },
      policies: { pauseOnFailure: true, overlap: 'SKIP' },
    });
    await expect.poll(async () => (await handle.describe()).state.paused, { timeout: 30_000 }).toBe(true);
    const explanation = await rig.explain(scheduleId);
    await handle.delete();
    expect(explanation.cause).toBe('schedule-paused');
    expect(all(explanation)).toMatch(/fail/i);
  });

  it('a version that has left, and to which the execution is pinned', async ({ expect }) => {
    const queue = newQueue();
    const versioned = {
      workerDeploymentOptions: {
        useWorkerVersioning: true as const,
        version: { deploymentName: `d-${randomUUID()}`, buildId: '1' },
        defaultVersioningBehavior: 'PINNED' as const,
      },
    };
    const first = await rig.runNight(queue, versioned);
    const deploymentName = versioned.workerDeploymentOptions.version.deploymentName;
    for (let tries = 0; ; tries++) {
      try {
        await rig.connection.workflowService.setWorkerDeploymentCurrentVersion({
          namespace: 'default',
          deploymentName,
          buildId: '1',
          identity: 't',
          ignoreMissingTaskQueues: true,
        });
        break;
      } catch (error) {
        // The server hears of a version by its first poll.
        if (tries > 40) throw error;
        await wait(250);
      }
    }
    const id = await rig.steps(queue, [{ do: 'signal', name: 'go' }]);
    await rig.until(id, 'idle', isIdle);
    await first.stop();
    await rig.runNight(queue);
    await rig.client.workflow.getHandle(id).signal('go');
    const explanation = await rig.explain(id, { now: later(80) });
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(explanation.remedy[0]?.text).toContain(
      `Start a worker of version "${deploymentName}.1", to which it is pinned, on`,
    );
  });

  it('a workflow id with odd characters, and a queue with spaces', async ({ expect }) => {
    const workflowId = `o'rder "17"; $(rm -rf) \\ ü 🚚 ${randomUUID()}`;
    await rig.client.workflow.start('steps', { workflowId, taskQueue: `no body ${randomUUID()}`, args: [[]] });
    const explanation = await rig.explain(workflowId);
    expect(explanation.cause).toBe('no-workflow-worker');
  });

  it('sixty signals that are kept while the task fails', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]);
    await rig.until(id, 'failing', isTaskAttempt(2));
    for (let n = 0; n < 60; n++) await rig.client.workflow.getHandle(id).signal('x');
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-task-failing');
    expect(explanation.headline).toContain('no price');
  });
});
