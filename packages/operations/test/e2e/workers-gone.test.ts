// What is only told once workers have not polled for over a minute: all in one file, so that they wait for the same minute.
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { begunEarly } from '../../../../test-support/begun-early';
import { applyRepair, planRepair } from '../../src';
import { type DawnWatch, watch } from '../support/dawn-watch';
import { Deployment } from '../support/deployment';
import { cancel, HANDOVER, idle } from '../support/handover';
import { SCHEDULED, STARTED } from '../support/night-shift';
import { isActivity, isIdle, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';
import { spawnWorker } from '../support/spawn-worker';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);

const withWorkerGone = begunEarly(async () => {
  const queue = newQueue();
  const stuck = fileURLToPath(new URL('../workflows/stuck.ts', import.meta.url));
  const { kill } = await spawnWorker(queue, { workflows: stuck, identity: 'the-one-that-dies' });
  const id = await rig.start('callActivities', queue, {}, [{ name: 'hold' }]);
  await rig.until(id, 'a started activity', isActivity(STARTED));
  await kill();
  await rig.run(queue, { activities: { hold: async () => 'done' } });
  const query = `WorkflowId = "${id}"`;
  const planned = () => planRepair(rig.client, { query, causes: ['activity-silent'] });
  await vi.waitFor(async () => expect((await planned()).repairs).toHaveLength(1), {
    timeout: 110_000,
    interval: 2_000,
  });
  return { id, planned };
});

const holding = async (dawn: DawnWatch, activity: object = {}, options: object = {}) => {
  const id = await dawn.begin('runActivity', ['hold', activity], options);
  await dawn.until(id, 'its activity', isActivity(STARTED));
  return id;
};

watch({
  'the worker of an activity without heartbeats was killed': {
    arrange: async (dawn) => {
      const queue = newQueue('killed');
      const worker = await dawn.spawn(queue);
      const id = await holding(dawn, {}, { taskQueue: queue });
      await worker.kill();
      await dawn.untilGone();
      return id;
    },
    cause: 'activity-silent',
    healthy: false,
    remedy: /handrail repair/,
  },
  'the worker of an activity was killed and another one took its place': {
    arrange: async (dawn) => {
      const queue = newQueue('replaced');
      const worker = await dawn.spawn(queue, { workflowBundle: undefined, identity: 'old-pod' });
      const id = await holding(dawn, { taskQueue: queue });
      await worker.kill();
      await dawn.serve(queue, { workflows: false, identity: 'new-pod' });
      await dawn.untilGone();
      return id;
    },
    // Whether a worker that polls for activities only is gone or full cannot always be told.
    cause: ['activity-silent', 'unknown'],
    healthy: false,
    says: ['old-pod'],
  },
  'an activity that kills its worker': {
    arrange: async (dawn) => {
      const queue = newQueue('poison');
      await dawn.spawn(queue);
      const id = await dawn.begin('runActivity', ['poison'], { taskQueue: queue });
      await dawn.until(id, 'its activity', isActivity(STARTED));
      await dawn.untilGone();
      return id;
    },
    cause: 'activity-silent',
    healthy: false,
  },
  'healthy: an activity without heartbeats on a worker that lives': {
    arrange: async (dawn) => {
      const id = await holding(dawn);
      await dawn.untilGone();
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'a signal came after the worker that had it was killed': {
    arrange: async (dawn) => {
      const queue = newQueue('killed');
      const worker = await dawn.spawn(queue);
      const id = await dawn.begin('awaitApproval', [], { taskQueue: queue });
      await dawn.until(id, 'its wait', isIdle);
      await worker.kill();
      await dawn.client.workflow.getHandle(id).signal('approve');
      await dawn.untilGone();
      return id;
    },
    cause: 'no-workflow-worker',
    healthy: false,
    never: /no worker has ever/,
  },
  'healthy: it waits for a timer while its worker is gone, which is said': {
    arrange: async (dawn) => {
      const queue = newQueue('night');
      const worker = await dawn.spawn(queue);
      const id = await dawn.begin('timers', ['1 hour'], { taskQueue: queue });
      await dawn.until(id, 'its wait', isIdle);
      await worker.kill();
      await dawn.untilGone();
      return id;
    },
    cause: 'timer-wait',
    healthy: true,
    says: [/no worker|nobody polls/],
  },
  'the worker left while an activity waited for its next attempt': {
    arrange: async (dawn) => {
      const queue = newQueue('left');
      const worker = await dawn.spawn(queue, { workflowBundle: undefined });
      const id = await dawn.begin('runActivity', [
        'fail',
        { taskQueue: queue, retry: { initialInterval: '3 seconds', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 2));
      await worker.kill();
      await dawn.untilGone();
      return id;
    },
    cause: 'no-activity-worker',
    healthy: false,
    says: ['down'],
  },
  'pinned to a version whose workers were killed, while the current one is polled': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.waits(await deployment.begin());
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.client.workflow.getHandle(id).signal('approved');
      await dawn.untilGone();
      return id;
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
    remedy: /temporal workflow update-options/,
    frees: /auto_upgrade/,
  },
  'healthy: it moved to the current version when its own was killed': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('1.0');
      const id = await deployment.waits(await deployment.begin());
      await deployment.serve('2.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.client.workflow.getHandle(id).signal('approved');
      await dawn.untilGone();
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'all is ramped to a version that nobody runs': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      const ramped = await deployment.spawn('2.0');
      await deployment.setRamping('2.0', 100);
      await ramped.kill();
      await dawn.untilGone();
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['2.0'],
    remedy: /set-ramping-version|set-current-version/,
    frees: /set-ramping-version/,
  },
  'the workers of the current version have stopped, and an older version is polled': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      const current = await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      await current.stop();
      await dawn.untilGone();
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['2.0'],
  },
  'an activity of a pinned workflow, whose version nobody runs any more': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.begin('runActivity', [
        'fail',
        { retry: { initialInterval: '20 seconds', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 2));
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.untilGone();
      return id;
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
  },
  'workers without a version poll, and the current version is one that nobody runs': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('1.0');
      await dawn.serve(deployment.queue);
      await old.kill();
      await dawn.untilGone();
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
    remedy: /set-current-version/,
    frees: /--unversioned/,
  },
});
watch(
  {
    'healthy: a worker that shuts down finishes its activity, with heartbeats': {
      arrange: async (dawn) => {
        const queue = newQueue('draining');
        const { stop } = await dawn.serve(queue, {
          shutdownGraceTime: '5 minutes',
          shutdownForceTime: '6 minutes',
        } as never);
        const id = await dawn.begin('runActivity', ['finish', { heartbeatTimeout: '10 seconds' }], {
          taskQueue: queue,
        });
        await dawn.until(id, 'a heartbeat', (each) => each.pendingActivities?.[0]?.lastHeartbeatTime != null);
        void stop();
        await dawn.untilGone();
        return id;
      },
      cause: 'activity-running',
      healthy: true,
    },
    'the workers of its only version have left': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        const only = await deployment.spawn('1.0');
        await deployment.setCurrent('1.0');
        const id = await deployment.waits(await deployment.begin());
        await only.kill();
        await dawn.client.workflow.getHandle(id).signal('approve');
        await dawn.untilGone();
        return id;
      },
      cause: ['no-workflow-worker', 'version-unpolled'],
      healthy: false,
      says: ['1.0'],
    },
    'an activity retries while the versions of its workflow are all gone': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        const old = await deployment.spawn('1.0');
        await deployment.setCurrent('1.0');
        // Its worker is killed between two attempts, and not with one in its hands.
        const options = { retry: { initialInterval: '20 seconds', backoffCoefficient: 1 } };
        const id = await deployment.begin('together', [{ activity: 'fail', options }]);
        await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 2));
        await deployment.serve('2.0');
        await deployment.setCurrent('2.0');
        await old.kill();
        await dawn.untilGone();
        return id;
      },
      cause: ['version-unpolled'],
      healthy: false,
      says: ['1.0', /down/],
    },
    'a worker that was killed with an activity, a cancellation and a signal behind it': {
      arrange: async (dawn) => {
        const queue = newQueue('gone');
        const worker = await dawn.spawn(queue);
        const id = await dawn.begin('together', [{ activity: 'hold' }, { signal: true }], { taskQueue: queue });
        await dawn.until(id, 'its activity', isActivity(STARTED));
        await worker.kill();
        await dawn.client.workflow.getHandle(id).signal('approve');
        await cancel(dawn, id);
        await dawn.untilGone();
        return id;
      },
      cause: 'no-workflow-worker',
      healthy: false,
      says: [/gone|polled/, /activity-silent|hold/],
    },
    'healthy: somebody asks it while nobody polls, which is said': {
      arrange: async (dawn) => {
        const queue = newQueue('left');
        const worker = await dawn.spawn(queue);
        const id = await idle(dawn, 'awaitApproval', [], { taskQueue: queue });
        await worker.kill();
        await dawn.untilGone();
        return id;
      },
      cause: 'signal-wait',
      healthy: true,
      says: [/poll/],
    },
  },
  HANDOVER,
);

it(
  'lets an activity be tried again whose worker is gone, which the workflow does not notice',
  { timeout: 150_000 },
  async () => {
    const { id, planned } = await withWorkerGone();
    const plan = await planned();
    expect(plan.repairs).toMatchObject([{ workflowId: id, actions: [{ kind: 'end-attempt' }], repeats: ['hold'] }]);
    await applyRepair(rig.client, plan, { reason: 'its worker is gone' });
    await rig.client.workflow.getHandle(id).result();
  },
);
