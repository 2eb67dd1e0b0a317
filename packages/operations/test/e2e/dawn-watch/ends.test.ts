// Cancellations, children, tasks that fail, runs that ended, and several causes at once.
import { setTimeout as wait } from 'node:timers/promises';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { type DawnWatch, watch } from '../../support/dawn-watch';

const quick = { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } };

const idle = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'its wait', isIdle);
  return id;
};

const cancel = async (dawn: DawnWatch, id: string) => await dawn.client.workflow.getHandle(id).cancel();

const closed = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'its end', isClosed);
  return id;
};

const failing = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'a failing task', isTaskAttempt(2));
  return id;
};

watch({
  'a cancellation was swallowed': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'swallowsCancel');
      await cancel(dawn, id);
      await dawn.until(
        id,
        'the cancellation taken',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6,
      );
      return id;
    },
    cause: 'cancel-ignored',
    healthy: false,
    remedy: /temporal workflow terminate/,
  },
  'healthy: what was cancelled compensates, with an activity that works': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'compensates', ['works']);
      await cancel(dawn, id);
      await dawn.until(id, 'its activity', isActivity(STARTED));
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'healthy: what was cancelled waits between two steps of its compensation': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'compensates', ['works and waits']);
      await cancel(dawn, id);
      await dawn.until(
        id,
        'its timer',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 12,
      );
      return id;
    },
    cause: 'timer-wait',
    healthy: true,
    says: [/cancellation was requested/],
  },
  'what was cancelled does nothing but wait': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'compensates', ['waits']);
      await cancel(dawn, id);
      await dawn.until(
        id,
        'its timer',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6,
      );
      return id;
    },
    cause: 'cancel-ignored',
    healthy: false,
    says: [/cleaning up/],
    also: 'timer-wait',
  },
  'a cancellation that nobody is there to take': {
    arrange: async (dawn) => {
      const id = await dawn.begin('swallowsCancel', [], { taskQueue: newQueue('nobody') });
      await cancel(dawn, id);
      return id;
    },
    cause: 'no-workflow-worker',
    healthy: false,
  },
  'a cancellation that an activity without heartbeats never hears of': {
    arrange: async (dawn) => {
      const id = await dawn.begin('waitsForCancelled', [{}]);
      await dawn.until(id, 'its activity', isActivity(STARTED));
      await cancel(dawn, id);
      await dawn.until(id, 'the request', ({ pendingActivities }) => pendingActivities?.[0]?.state === 3);
      return id;
    },
    cause: ['cancel-ignored', 'activity-running'],
    healthy: false,
    says: [/heartbeat/],
  },
  'a child that swallows the cancellation of its parent': {
    arrange: async (dawn) => {
      const id = await dawn.begin('cancelsItsChild', [{ type: 'swallowsCancel' }]);
      await dawn.until(
        `${id}/child`,
        'the cancellation taken',
        (each) => isIdle(each) && each.workflowExtendedInfo?.cancelRequested === true,
      );
      await wait(1_500);
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'cancel-ignored',
  },
  'two causes: an activity without a worker, and a swallowed cancellation': {
    arrange: async (dawn) => {
      const id = await dawn.begin('swallowsCancelBeside', [{ taskQueue: newQueue('nobody') }]);
      await dawn.until(id, 'its activity', isActivity(SCHEDULED));
      await cancel(dawn, id);
      await dawn.until(
        id,
        'the cancellation taken',
        (each) => Number(each.workflowExecutionInfo?.historyLength) >= 9 && each.pendingWorkflowTask == null,
      );
      return id;
    },
    cause: 'no-activity-worker',
    healthy: false,
    also: 'cancel-ignored',
  },
  'somebody terminated it': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'awaitApproval');
      await dawn.client.workflow.getHandle(id).terminate('duplicate of order 16');
      return id;
    },
    cause: 'closed-terminated',
    healthy: false,
    says: ['duplicate of order 16'],
  },
  'it was cancelled, and ended so': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'awaitApproval');
      await cancel(dawn, id);
      await dawn.until(id, 'its end', isClosed);
      return id;
    },
    cause: 'closed-canceled',
    healthy: false,
  },
  'healthy: it is done': {
    arrange: async (dawn) => await closed(dawn, 'succeed'),
    cause: 'closed-completed',
    healthy: true,
  },
  'it timed out while an activity had no worker': {
    arrange: async (dawn) =>
      await closed(dawn, 'runActivity', ['work', { taskQueue: newQueue('nobody') }], {
        workflowRunTimeout: '15 seconds',
      }),
    cause: 'closed-timed-out',
    healthy: false,
    says: [/work/, /nobody-/],
  },
  'healthy: an earlier run of this id failed, and this one is well': {
    arrange: async (dawn) => {
      const id = await closed(dawn, 'fail');
      await dawn.client.workflow.start('awaitApproval', { workflowId: id, taskQueue: await dawn.home() });
      await dawn.until(id, 'its wait', isIdle);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'healthy: the run that a reset has made': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'awaitApproval');
      await dawn.connection.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId: id },
        reason: 'bad deploy',
        requestId: crypto.randomUUID(),
        workflowTaskFinishEventId: 4 as never,
      });
      await dawn.until(id, 'its wait', isIdle);
      await wait(1_000);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'the run that a reset has left behind': {
    arrange: async (dawn) => {
      const id = `reset-${crypto.randomUUID()}`;
      const { firstExecutionRunId: runId } = await dawn.client.workflow.start('awaitApproval', {
        workflowId: id,
        taskQueue: await dawn.home(),
      });
      await dawn.until(id, 'its wait', isIdle);
      await dawn.connection.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId: id, runId },
        reason: 'bad deploy',
        requestId: crypto.randomUUID(),
        workflowTaskFinishEventId: 4 as never,
      });
      await wait(1_000);
      return { id, options: { runId } };
    },
    cause: 'closed-terminated',
    healthy: false,
    says: [/reset/, /has taken its place/],
  },
  'three levels down an activity fails': {
    arrange: async (dawn) => {
      const leaf = { type: 'runActivity', id: `leaf-${crypto.randomUUID()}`, args: ['fail', quick] };
      const middle = { type: 'parent', id: `middle-${crypto.randomUUID()}`, args: [leaf] };
      const id = await dawn.begin('parent', [{ type: 'parent', args: [middle] }]);
      await dawn.until(leaf.id, 'a failed attempt', isActivity(SCHEDULED, 3));
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'activity-retrying',
    says: ['ECONNREFUSED', 'leaf-', 'middle-'],
  },
  'healthy: three levels down an activity works': {
    arrange: async (dawn) => {
      const leaf = {
        type: 'runActivity',
        id: `leaf-${crypto.randomUUID()}`,
        args: ['beat', { heartbeatTimeout: '10 seconds' }],
      };
      const middle = { type: 'parent', id: `middle-${crypto.randomUUID()}`, args: [leaf] };
      const id = await dawn.begin('parent', [{ type: 'parent', args: [middle] }]);
      await dawn.until(leaf.id, 'its activity', isActivity(STARTED));
      return id;
    },
    cause: 'child-running',
    healthy: true,
  },
  'one child of three is stuck': {
    arrange: async (dawn) => {
      const bad = {
        type: 'runActivity',
        id: `bad-${crypto.randomUUID()}`,
        args: ['work', { taskQueue: newQueue('nobody') }],
      };
      const id = await dawn.begin('parent', [
        { type: 'timers', id: `fine-${crypto.randomUUID()}`, args: ['1 hour'] },
        bad,
        { type: 'awaitApproval', id: `fine-${crypto.randomUUID()}` },
      ]);
      await dawn.until(bad.id, 'its activity', isActivity(SCHEDULED));
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'no-activity-worker',
    says: ['bad-'],
  },
  'healthy: an abandoned child is stuck, and its parent waits for a signal': {
    arrange: async (dawn) => {
      const id = await dawn.begin('launcher', [
        { type: 'succeed', options: { taskQueue: newQueue('nobody') } },
        'waits',
      ]);
      await dawn.untilChildren(id);
      return id;
    },
    cause: ['signal-wait', 'child-running'],
    healthy: true,
    says: ['approve'],
  },
  'an abandoned child is stuck, and its parent awaits it': {
    arrange: async (dawn) => {
      const id = await dawn.begin('launcher', [
        { type: 'succeed', options: { taskQueue: newQueue('nobody') } },
        'awaits it',
      ]);
      await dawn.untilChildren(id);
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'no-workflow-worker',
  },
  'healthy: a child that outlives its parent': {
    arrange: async (dawn) => {
      const id = await closed(dawn, 'launcher', [{ type: 'awaitApproval' }, 'ends']);
      await dawn.until(`${id}/child`, 'its wait', isIdle);
      return `${id}/child`;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'healthy: a child failed, and its parent goes on': {
    arrange: async (dawn) => {
      const id = await dawn.begin('forgivingParent', [{ type: 'fail' }]);
      await dawn.until(
        id,
        'its wait',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 10,
      );
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'a child failed, and its parent with it': {
    arrange: async (dawn) => await closed(dawn, 'parent', [{ type: 'fail', args: ['no stock left'] }]),
    cause: 'closed-failed',
    healthy: false,
    says: ['no stock left', /\/child/],
  },
  'a child whose id is taken': {
    arrange: async (dawn) => {
      const taken = await idle(dawn, 'awaitApproval');
      return await closed(dawn, 'parent', [{ type: 'awaitApproval', id: taken }]);
    },
    cause: 'closed-failed',
    healthy: false,
    says: [/already/i],
  },
  'workflow code throws': {
    arrange: async (dawn) => await failing(dawn, 'throwsPlain'),
    cause: 'workflow-task-failing',
    healthy: false,
    says: ['Invalid array length', 'dawn-watch'],
  },
  'workflow code never yields': {
    arrange: async (dawn) => {
      const queue = newQueue('spins');
      await dawn.spawn(queue);
      return await failing(dawn, 'spins', [], { taskQueue: queue });
    },
    cause: 'deadlock',
    healthy: false,
  },
  'a deployment changed what runs': {
    arrange: async (dawn) => {
      const queue = newQueue('deployed');
      const before = await dawn.serve(queue);
      const id = await dawn.begin('deployed', [], { taskQueue: queue });
      await dawn.until(id, 'its wait', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6);
      await before.stop();
      await dawn.serve(queue, { workflows: '../workflows/dawn-watch-deployed.ts' });
      await dawn.client.workflow.getHandle(id).signal('approve');
      await dawn.until(id, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'nondeterminism',
    healthy: false,
    remedy: /temporal workflow reset|[Rr]oll back/,
  },
  'two causes: a deployment broke it, and a cancellation waits behind': {
    arrange: async (dawn) => {
      const queue = newQueue('deployed');
      const before = await dawn.serve(queue);
      const id = await dawn.begin('deployed', [], { taskQueue: queue });
      await dawn.until(id, 'its wait', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6);
      await before.stop();
      await dawn.serve(queue, { workflows: '../workflows/dawn-watch-deployed.ts' });
      await cancel(dawn, id);
      await dawn.until(id, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'nondeterminism',
    healthy: false,
    says: [/cancel/],
  },
  'healthy: what a deployment mended': {
    arrange: async (dawn) => {
      const queue = newQueue('mended');
      const before = await dawn.serve(queue);
      const id = await failing(dawn, 'mended', [], { taskQueue: queue });
      await before.stop();
      await dawn.serve(queue, { workflows: '../workflows/dawn-watch-deployed.ts' });
      await dawn.until(id, 'its wait', isIdle);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'a codec that cannot read what was written': {
    arrange: async (dawn) => {
      const queue = newQueue('codec');
      const codec = {
        encode: async (payloads: object[]) => payloads,
        decode: async () => {
          throw new Error('no key "2026-10" in the key store');
        },
      };
      await dawn.serve(queue, { dataConverter: { payloadCodecs: [codec] } as never });
      return await failing(dawn, 'timers', ['1 hour'], { taskQueue: queue });
    },
    cause: 'workflow-task-failing',
    healthy: false,
    says: [/2026-10/, /codec/i],
  },
  'a search attribute that nobody registered': {
    arrange: async (dawn) => await failing(dawn, 'badAttribute'),
    cause: 'workflow-task-failing',
    healthy: false,
    says: ['NoSuchAttribute'],
  },
  'an argument beyond the limit': {
    arrange: async (dawn) => {
      const id = await dawn.begin('bigArgument');
      await dawn.until(id, 'an end or a failing task', (each) => isClosed(each) || isTaskAttempt(2)(each));
      return id;
    },
    cause: ['closed-terminated', 'workflow-task-failing', 'closed-failed'],
    healthy: false,
    says: [/size|limit|MiB|bytes/],
  },
  'a result beyond the limit': {
    arrange: async (dawn) => await closed(dawn, 'runActivity', ['large', { retry: { maximumAttempts: 2 } }]),
    cause: 'closed-failed',
    healthy: false,
    says: [/size|limit|MiB|bytes/],
  },
  'an answer of the worker that the server does not take': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', ['work', { taskQueue: 'q'.repeat(1_200) }]);
      await wait(25_000);
      return id;
    },
    cause: ['workflow-task-timing-out', 'workflow-task-failing'],
    healthy: false,
  },
});
