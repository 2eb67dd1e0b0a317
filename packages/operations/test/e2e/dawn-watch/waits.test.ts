// Timers, signals, updates, queries and cron: what is waited for, and what is waited for in vain.
import { setTimeout as wait } from 'node:timers/promises';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { type DawnWatch, watch } from '../../support/dawn-watch';

const idle = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'its wait', isIdle);
  return id;
};

const update = async (dawn: DawnWatch, id: string) => {
  await dawn.client.workflow.getHandle(id).startUpdate('change', { waitForStage: 'ACCEPTED' });
};

const signal = async (dawn: DawnWatch, id: string, name: string) => {
  await dawn.client.workflow.getHandle(id).signal(name);
  await dawn.until(
    id,
    'the signal processed',
    (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) >= 8,
  );
};

watch({
  'healthy: a timer of thirty days': {
    arrange: async (dawn) => await idle(dawn, 'timers', ['30 days']),
    cause: 'timer-wait',
    healthy: true,
    says: [/20\d\d-\d\d-\d\d/],
  },
  'healthy: the third timer of a chain': {
    arrange: async (dawn) => {
      const id = await dawn.begin('timers', ['1 ms', '1 ms', '2 hours']);
      await dawn.until(
        id,
        'its third timer',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) >= 13,
      );
      return id;
    },
    cause: 'timer-wait',
    healthy: true,
  },
  'healthy: a condition with a deadline': {
    arrange: async (dawn) => await idle(dawn, 'approvalWithin', ['1 hour']),
    cause: 'timer-wait',
    healthy: true,
    says: ['approve'],
  },
  'healthy: a signal is awaited, and named': {
    arrange: async (dawn) => await idle(dawn, 'awaitApproval'),
    cause: 'signal-wait',
    healthy: true,
    says: ['approve'],
    remedy: /temporal workflow signal/,
  },
  'healthy: a signal came under a name that nobody handles, which is said': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'awaitApproval');
      await signal(dawn, id, 'approved');
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
    says: [/no signal handler is called "approved".*was "approve" meant/],
  },
  'healthy: a query of it fails': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'talkative');
      await dawn.client.workflow
        .getHandle(id)
        .query('status')
        .catch(() => {});
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'healthy: an update was refused by its validator': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'talkative');
      await dawn.client.workflow
        .getHandle(id)
        .executeUpdate('setAmount', { args: [-1] })
        .catch(() => {});
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
    never: /setAmount.*accepted/,
  },
  'an update was accepted and hangs': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'updatable', ['waits']);
      await update(dawn, id);
      return id;
    },
    cause: 'update-pending',
    healthy: false,
    says: ['change'],
  },
  'healthy: an update was accepted and its activity works': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'updatable', ['works']);
      await update(dawn, id);
      await dawn.until(id, 'its activity', isActivity(STARTED));
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'healthy: an update was accepted and its handler sleeps for an hour': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'updatable', ['sleeps']);
      await update(dawn, id);
      return id;
    },
    cause: 'timer-wait',
    healthy: true,
  },
  'the handler of an update breaks the task': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'updatable', ['throws']);
      void dawn.client.workflow
        .getHandle(id)
        .executeUpdate('change')
        .catch(() => {});
      await dawn.until(id, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'workflow-task-failing',
    healthy: false,
    says: ['undefined is not a function'],
  },
  'an update hangs beside an activity that fails': {
    arrange: async (dawn) => {
      const id = await dawn.begin('updatableBeside', ['fail']);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 3));
      await update(dawn, id);
      return id;
    },
    cause: 'activity-retrying',
    healthy: false,
    says: ['ECONNREFUSED'],
  },
  'an update was sent, and nobody polls': {
    arrange: async (dawn) => {
      const id = await dawn.begin('updatable', ['answers'], { taskQueue: newQueue('nobody') });
      void dawn.client.workflow
        .getHandle(id)
        .executeUpdate('change')
        .catch(() => {});
      return id;
    },
    cause: 'no-workflow-worker',
    healthy: false,
  },
  'the handler of a signal breaks the task': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'brokenSignal', ['task']);
      await dawn.client.workflow.getHandle(id).signal('approve');
      await dawn.until(id, 'a failing task', isTaskAttempt(2));
      return id;
    },
    cause: 'workflow-task-failing',
    healthy: false,
    says: ["reading 'amount'", 'dawn-watch'],
  },
  'the handler of a signal ended the run': {
    arrange: async (dawn) => {
      const id = await idle(dawn, 'brokenSignal', ['run']);
      await dawn.client.workflow.getHandle(id).signal('approve');
      await dawn.until(id, 'its end', isClosed);
      return id;
    },
    cause: 'closed-failed',
    healthy: false,
    says: ['approved twice'],
  },
  'a signal to a workflow that does not exist ended the run': {
    arrange: async (dawn) => {
      const id = await dawn.begin('signalsMissing');
      await dawn.until(id, 'its end', isClosed);
      return id;
    },
    cause: 'closed-failed',
    healthy: false,
    says: [/no-such-order/],
  },
  'healthy: it starts in an hour': {
    arrange: async (dawn) => await dawn.begin('succeed', [], { startDelay: '1 hour' }),
    cause: 'start-delayed',
    healthy: true,
  },
  'healthy: a cron whose next run is to come': {
    arrange: async (dawn) => await dawn.begin('succeed', [], { cronSchedule: '0 3 1 1 *' }),
    cause: 'start-delayed',
    healthy: true,
    says: [/cron/],
  },
  'a cron whose runs fail': {
    arrange: async (dawn) => {
      const id = await dawn.begin('failRetryably', [], { cronSchedule: '@every 2s' });
      await dawn.until(
        id,
        'a second run',
        ({ workflowExecutionInfo }) => workflowExecutionInfo?.firstRunId !== workflowExecutionInfo?.execution?.runId,
      );
      return id;
    },
    cause: ['start-delayed', 'closed-failed'],
    healthy: true,
    says: [/the night job failed/],
  },
  'healthy: a failed run of a workflow waits for its next attempt': {
    arrange: async (dawn) => {
      const id = await dawn.begin('failRetryably', [], { retry: { initialInterval: '10 minutes' } });
      await dawn.until(
        id,
        'a second run',
        ({ workflowExecutionInfo }) => workflowExecutionInfo?.firstRunId !== workflowExecutionInfo?.execution?.runId,
      );
      return id;
    },
    cause: 'start-delayed',
    healthy: true,
    says: [/the night job failed/],
  },
  'healthy: an entity in its third run': {
    arrange: async (dawn) => {
      const id = await dawn.begin('entity', [2]);
      await dawn.until(id, 'its wait', isIdle);
      await wait(2_000);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'healthy: a run that has gone on as another': {
    arrange: async (dawn) => {
      const id = `entity-of-${crypto.randomUUID()}`;
      const { firstExecutionRunId: runId } = await dawn.client.workflow.start('entity', {
        workflowId: id,
        taskQueue: await dawn.home(),
        args: [1],
      });
      await dawn.until(
        id,
        'another run',
        ({ workflowExecutionInfo }) => workflowExecutionInfo?.execution?.runId !== runId,
      );
      return { id, options: { runId } };
    },
    cause: 'closed-continued-as-new',
    healthy: true,
  },
  'healthy: a history so long that it is told to continue as new, which is said': {
    arrange: async (dawn) => {
      const id = await dawn.begin('parallelTimers', [2_100]);
      await dawn.until(
        id,
        'its wait',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 4_200,
      );
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
    says: [/continue as new|continue-as-new|history/i],
  },
  'an activity fails at the end of a long history': {
    arrange: async (dawn) => {
      const id = await dawn.begin('parallelTimersThen', [
        1_000,
        'fail',
        { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 3));
      return id;
    },
    cause: 'activity-retrying',
    healthy: false,
  },
});
