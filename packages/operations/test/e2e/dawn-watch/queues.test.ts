// Queues that nobody serves, and workers that lack what a task needs.
import { setTimeout as wait } from 'node:timers/promises';
import { newQueue, isActivity, isIdle, isTaskAttempt } from '../../support/server-rig';
import { SCHEDULED, STARTED } from '../../support/night-shift';
import { watch } from '../../support/dawn-watch';

const quick = { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } };

watch({
  'a workflow on a queue whose name nobody polls': {
    arrange: async (dawn) => await dawn.begin('awaitApproval', [], { taskQueue: newQueue('paymnets') }),
    cause: 'no-workflow-worker',
    healthy: false,
    says: ['paymnets-'],
    remedy: /how (it|the name) is spelt|spell/,
  },
  'a queue whose name needs quotes in a shell': {
    arrange: async (dawn) => await dawn.begin('awaitApproval', [], { taskQueue: `it's $HOME "queue"` }),
    cause: 'no-workflow-worker',
    healthy: false,
    remedy: /'it'\\''s \$HOME "queue"'/,
  },
  'a child on a queue that nobody polls': {
    arrange: async (dawn) => {
      const id = await dawn.begin('parent', [{ type: 'succeed', options: { taskQueue: newQueue('typo') } }]);
      await dawn.untilChildren(id);
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'no-workflow-worker',
    says: ['typo-'],
    remedy: 'typo-',
  },
  'an activity on a queue that nobody polls': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', ['work', { taskQueue: newQueue('mailx') }]);
      await dawn.until(id, 'its activity', isActivity(SCHEDULED));
      return id;
    },
    cause: 'no-activity-worker',
    healthy: false,
    says: ['mailx-'],
    remedy: 'mailx-',
  },
  'an activity on a queue whose worker takes workflow tasks only': {
    arrange: async (dawn) => {
      const queue = newQueue('half');
      await dawn.serve(queue, { activities: {} });
      const id = await dawn.begin('runActivity', ['work'], { taskQueue: queue });
      await dawn.until(id, 'its activity', isActivity(SCHEDULED));
      return id;
    },
    cause: 'no-activity-worker',
    healthy: false,
  },
  'a workflow on a queue whose worker takes activities only': {
    arrange: async (dawn) => {
      const queue = newQueue('other-half');
      await dawn.serve(queue, { workflows: false });
      await dawn.untilPolled(queue, 'activity');
      return await dawn.begin('awaitApproval', [], { taskQueue: queue });
    },
    cause: 'no-workflow-worker',
    healthy: false,
    says: [/activit/],
  },
  'a worker without this workflow type': {
    arrange: async (dawn) => {
      const id = await dawn.begin('awaitAproval');
      await dawn.until(id, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'workflow-not-registered',
    healthy: false,
    says: ['awaitAproval'],
  },
  'a child of a type that its worker lacks': {
    arrange: async (dawn) => {
      const id = await dawn.begin('parent', [{ type: 'refundOrder' }]);
      await dawn.until(`${id}/child`, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'child-blocked',
    healthy: false,
    root: 'workflow-not-registered',
    says: ['refundOrder'],
  },
  'an activity that its worker lacks': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', ['fallsilent', quick]);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 2));
      return id;
    },
    cause: 'activity-not-registered',
    healthy: false,
    says: ['fallSilent'],
  },
  'healthy: the worker was replaced while the workflow waited': {
    arrange: async (dawn) => {
      const queue = newQueue('replaced');
      const first = await dawn.spawn(queue);
      const id = await dawn.begin('timers', ['1 hour'], { taskQueue: queue });
      await dawn.until(id, 'its wait', isIdle);
      await first.kill();
      await dawn.serve(queue);
      return id;
    },
    cause: 'timer-wait',
    healthy: true,
  },
  'the slots of the worker are all taken by other activities': {
    arrange: async (dawn) => {
      const queue = newQueue('full');
      await dawn.serve(queue, { maxConcurrentActivityTaskExecutions: 1 });
      const holder = await dawn.begin('runActivity', ['hold'], { taskQueue: queue });
      await dawn.until(holder, 'its activity', isActivity(STARTED));
      const id = await dawn.begin('runActivity', ['work'], { taskQueue: queue });
      await dawn.until(id, 'its activity', isActivity(SCHEDULED));
      await wait(8_000);
      return id;
    },
    cause: 'queue-backlog',
    healthy: false,
    remedy: /slots|workers/,
  },
  'healthy: the one whose activity takes the only slot': {
    arrange: async (dawn) => {
      const queue = newQueue('full');
      await dawn.serve(queue, { maxConcurrentActivityTaskExecutions: 1 });
      const id = await dawn.begin('runActivity', ['hold'], { taskQueue: queue });
      await dawn.until(id, 'its activity', isActivity(STARTED));
      await dawn.begin('runActivity', ['work'], { taskQueue: queue });
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'a queue that its worker has throttled': {
    arrange: async (dawn) => {
      const queue = newQueue('throttled');
      await dawn.serve(queue, { maxTaskQueueActivitiesPerSecond: 0.005 });
      // The server hears of the limit with the first polls.
      await wait(3_000);
      for (;;) {
        const id = await dawn.begin('runActivity', ['work'], { taskQueue: queue });
        await wait(8_000);
        const { status } = await dawn.client.workflow.getHandle(id).describe();
        if (status.name === 'RUNNING') return id;
      }
    },
    cause: 'queue-backlog',
    healthy: false,
    says: [/0\.005/],
  },
  'nobody polls, and it times out next minute': {
    arrange: async (dawn) =>
      await dawn.begin('awaitApproval', [], { taskQueue: newQueue(), workflowRunTimeout: '1 minute' }),
    cause: 'no-workflow-worker',
    healthy: false,
    says: [/times out/],
  },
  'an id that nobody has, like one that somebody has': {
    arrange: async (dawn) => {
      const id = await dawn.begin('awaitApproval');
      await wait(3_000);
      return id.slice(0, -2);
    },
    cause: 'not-found',
    healthy: false,
    says: ['awaitApproval-'],
  },
});
