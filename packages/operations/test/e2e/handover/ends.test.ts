// Executions that are over, and those whose end is near.
import { setTimeout as wait } from 'node:timers/promises';
import { watch } from '../../support/dawn-watch';
import { Deployment, versioned } from '../../support/deployment';
import { approve, cancel, HANDOVER, hourly, idle } from '../../support/handover';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

const nobody = () => ({ taskQueue: newQueue('nobody') });
const length = (count: number) => (each: Parameters<typeof isIdle>[0]) =>
  each.pendingWorkflowTask == null && Number(each.workflowExecutionInfo?.historyLength) >= count;

watch(
  {
    'terminated, after it had swallowed a cancellation': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'swallowsCancel');
        await cancel(dawn, id);
        await dawn.until(id, 'the cancellation processed', length(8));
        await dawn.client.workflow.getHandle(id).terminate('would not end');
        return id;
      },
      cause: 'closed-terminated',
      healthy: false,
      says: ['would not end'],
    },
    'timed out, with a cancellation that it had swallowed': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'swallowsCancel', [], { workflowExecutionTimeout: '15 seconds' });
        await cancel(dawn, id);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-timed-out',
      healthy: false,
      says: [/cancel/],
    },
    'timed out while its task failed': {
      arrange: async (dawn) => {
        const id = await dawn.begin('throwsPlain', [], { workflowExecutionTimeout: '20 seconds' });
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-timed-out',
      healthy: false,
      says: ['Invalid array length'],
    },
    'timed out while a child was stuck': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [{ child: 'awaitApproval', options: nobody() }], {
          workflowExecutionTimeout: '15 seconds',
        });
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-timed-out',
      healthy: false,
      says: [/child/],
    },
    'timed out before anybody polled': {
      arrange: async (dawn) => {
        const id = await dawn.begin('awaitApproval', [], { ...nobody(), workflowExecutionTimeout: '2 seconds' });
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-timed-out',
      healthy: false,
      says: [/nobody-|worker/],
    },
    'its cleanup failed for good': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'cleansUpWith', [{ activity: 'decline' }]);
        await cancel(dawn, id);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['card was declined', /cancel/],
    },
    'healthy: it tidied up when it was cancelled, and completed': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'tidiesUp');
        await cancel(dawn, id);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-completed',
      healthy: true,
    },
    'cancelled after its cleanup': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'cleansUpWith', [{ activity: 'work' }]);
        await cancel(dawn, id);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-canceled',
      healthy: false,
    },
    'all three of its runs failed': {
      arrange: async (dawn) => {
        const id = await dawn.begin('failRetryably', [], { retry: { maximumAttempts: 3, initialInterval: '100 ms' } });
        await dawn.until(
          id,
          'its last end',
          (each) =>
            isClosed(each) && each.workflowExecutionInfo?.firstRunId !== each.workflowExecutionInfo?.execution?.runId,
        );
        await wait(2_000);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['the night job failed'],
    },
    'two levels down an activity was declined, and all failed': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { child: 'together', args: [{ child: 'runActivity', args: ['decline'] }] },
        ]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['card was declined', 'CardDeclined'],
    },
    'healthy: a timer that the execution does not outlive, which is said': {
      arrange: async (dawn) => await idle(dawn, 'timers', ['5 hours'], { workflowExecutionTimeout: '30 minutes' }),
      cause: 'timer-wait',
      healthy: true,
      says: [/times out at/, /before/],
    },
    'healthy: it waits for a signal, and its time is nearly over, which is said': {
      arrange: async (dawn) => await idle(dawn, 'awaitApproval', [], { workflowRunTimeout: '5 minutes' }),
      cause: 'signal-wait',
      healthy: true,
      says: [/times out at/],
    },
    'a version that was bad has been rolled back, and what it began cannot go on': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        await deployment.serve('1.0', 'AUTO_UPGRADE');
        await dawn.serve(deployment.queue, {
          workflows: '../workflows/handover-deployed.ts',
          ...versioned(deployment.queue, '2.0', 'AUTO_UPGRADE'),
        });
        await deployment.setCurrent('2.0');
        const id = await deployment.waits(await deployment.begin('rolledBack'));
        await dawn.until(id, 'its wait', length(10));
        await deployment.setCurrent('1.0');
        await dawn.client.workflow.getHandle(id).signal('approve');
        await dawn.until(id, 'its failing task', isTaskAttempt(2));
        return id;
      },
      cause: 'nondeterminism',
      healthy: false,
      says: ['2.0'],
    },
    'healthy: a version that was bad has been rolled back, and it goes on': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        await deployment.serve('1.0', 'AUTO_UPGRADE');
        await deployment.setCurrent('1.0');
        const id = await deployment.begin('rolledBack');
        await dawn.until(id, 'its wait', length(9));
        await dawn.serve(deployment.queue, {
          workflows: '../workflows/handover-deployed.ts',
          ...versioned(deployment.queue, '2.0', 'AUTO_UPGRADE'),
        });
        await deployment.setCurrent('2.0');
        await dawn.client.workflow.getHandle(id).signal('approve');
        await dawn.until(id, 'its failing task', isTaskAttempt(2));
        await deployment.setCurrent('1.0');
        await dawn.until(id, 'its timer', (each) => isIdle(each));
        return id;
      },
      cause: 'timer-wait',
      healthy: true,
    },
    'healthy: it was let go to the current version by hand': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        const old = await deployment.spawn('1.0');
        await deployment.setCurrent('1.0');
        const id = await deployment.waits(await deployment.begin('inTurn', [{ signal: true }, { sleep: '1 hour' }]));
        await deployment.serve('2.0');
        await deployment.setCurrent('2.0');
        await old.kill();
        await dawn.connection.workflowService.updateWorkflowExecutionOptions({
          namespace: 'default',
          workflowExecution: { workflowId: id },
          workflowExecutionOptions: { versioningOverride: { autoUpgrade: true } },
          updateMask: { paths: ['versioning_override'] },
        });
        await approve(dawn, id);
        return id;
      },
      cause: 'timer-wait',
      healthy: true,
    },
    'pinned to a version that drains, which has one slot that is taken': {
      arrange: async (dawn) => {
        const deployment = new Deployment(dawn);
        await dawn.serve(deployment.queue, {
          maxConcurrentActivityTaskExecutions: 1,
          ...versioned(deployment.queue, '1.0', 'PINNED'),
        });
        await deployment.setCurrent('1.0');
        const first = await deployment.begin('runActivity', ['beat', { heartbeatTimeout: '10 seconds' }]);
        await dawn.until(first, 'its activity', isActivity(STARTED));
        const id = await deployment.begin('runActivity', ['work']);
        await dawn.until(id, 'its activity', isActivity(SCHEDULED));
        await deployment.serve('2.0');
        await deployment.setCurrent('2.0');
        await wait(10_000);
        return id;
      },
      cause: ['queue-backlog', 'unknown'],
      healthy: false,
    },
    'the first attempt of a run is over, and the next one is an hour away': {
      arrange: async (dawn) => {
        const id = await dawn.begin('failRetryably', [], { retry: { ...hourly.retry, maximumAttempts: 5 } });
        await dawn.until(
          id,
          'its next run',
          (each) => each.workflowExecutionInfo?.firstRunId !== each.workflowExecutionInfo?.execution?.runId,
        );
        return id;
      },
      cause: 'start-delayed',
      healthy: true,
      says: ['the night job failed'],
    },
  },
  HANDOVER,
);
