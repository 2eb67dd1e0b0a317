// Workflow tasks: what fails them, what hides behind them, and workers that come and go.
import { setTimeout as wait } from 'node:timers/promises';
import { type DawnWatch, watch } from '../../support/dawn-watch';
import { approve, cancel, change, HANDOVER, hourly, idle, quick } from '../../support/handover';
import { isClosed, SCHEDULED } from '../../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

const nobody = () => ({ taskQueue: newQueue('nobody') });

const failing = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'its failing task', isTaskAttempt(2));
  return id;
};

watch(
  {
    'four: a handler breaks the task before a retrying activity, a child that nobody takes and a cancellation': {
      arrange: async (dawn) => {
        const id = await dawn.begin('breaksOnSignal', [
          { activity: 'fail', options: hourly },
          { child: 'awaitApproval', options: nobody() },
        ]);
        await dawn.until(id, 'its backoff', isActivity(SCHEDULED, 2));
        await dawn.client.workflow.getHandle(id).signal('approve');
        await dawn.until(id, 'its failing task', isTaskAttempt(2));
        await cancel(dawn, id);
        return id;
      },
      cause: 'workflow-task-failing',
      healthy: false,
      says: [/reading 'total'/, 'handover.ts', 'backoff', 'child-blocked', /cancel/],
    },
    'it throws undefined, of which the SDK takes no notice': {
      arrange: async (dawn) => await idle(dawn, 'throwsNothing'),
      cause: 'unknown',
      healthy: false,
      says: ['names no place', 'undefined or null that is thrown'],
      remedy: /temporal workflow reset/,
    },
    'healthy: it waits for nothing that anybody could send, which is said': {
      arrange: async (dawn) => await idle(dawn, 'waitsInVain'),
      cause: 'signal-wait',
      healthy: true,
      says: ['no handler of a signal or an update'],
    },
    'a duration that is none': {
      arrange: async (dawn) => await failing(dawn, 'sleepsBadly'),
      cause: 'workflow-task-failing',
      healthy: false,
      says: ['5 minuts'],
    },
    'an activity without any timeout': {
      arrange: async (dawn) => await failing(dawn, 'withoutTimeout'),
      cause: 'workflow-task-failing',
      healthy: false,
      says: [/timeout/i],
    },
    'it continues as new with what cannot be serialised': {
      arrange: async (dawn) => await failing(dawn, 'goesOnWith'),
      cause: 'workflow-task-failing',
      healthy: false,
      says: [/bigint/i],
    },
    'what is exported under its name is no function': {
      arrange: async (dawn) => await failing(dawn, 'notAWorkflow'),
      cause: 'workflow-not-registered',
      healthy: false,
      says: ['notAWorkflow', /object|function/],
    },
    'an argument that was encrypted by nobody that the worker knows': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'awaitApproval');
        await dawn.connection.workflowService.signalWorkflowExecution({
          namespace: 'default',
          workflowExecution: { workflowId: id },
          signalName: 'approve',
          input: { payloads: [{ metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.from('x') }] },
        });
        await dawn.until(id, 'its failing task', isTaskAttempt(2));
        return id;
      },
      cause: 'workflow-task-failing',
      healthy: false,
      says: [/binary\/encrypted|codec|converter/i],
    },
    'healthy: one of two workers lacks its type, and the other one has it': {
      arrange: async (dawn) => {
        const queue = newQueue('mixed');
        await dawn.serve(queue);
        await dawn.spawnOther(queue);
        const id = await dawn.begin('awaitApproval', [], { taskQueue: queue });
        await dawn.until(id, 'its wait', isIdle);
        return id;
      },
      cause: 'signal-wait',
      healthy: true,
    },
    'its worker dies of a local activity, is started again, and dies again': {
      arrange: async (dawn) => {
        const queue = newQueue('crashing');
        const id = await dawn.begin('dieInLocal', [], { taskQueue: queue });
        for (let round = 0; round < 2; round++) {
          const worker = await dawn.spawn(queue);
          await dawn.until(id, 'its task taken', ({ pendingWorkflowTask }) => pendingWorkflowTask?.state === 2);
          await dawn.until(
            id,
            'its task timed out',
            ({ pendingWorkflowTask }) => (pendingWorkflowTask?.attempt ?? 0) >= round + 2,
          );
          await worker.kill();
        }
        await dawn.spawn(queue);
        return id;
      },
      cause: 'workflow-task-timing-out',
      healthy: false,
    },
    'healthy: its worker was killed at a signal, and another one has taken over': {
      arrange: async (dawn) => {
        const queue = newQueue('pair');
        const first = await dawn.spawn(queue);
        const id = await idle(dawn, 'inTurn', [{ signal: true }, { sleep: '1 hour' }], { taskQueue: queue });
        await dawn.serve(queue);
        await first.kill();
        await approve(dawn, id);
        return id;
      },
      cause: 'timer-wait',
      healthy: true,
    },
    'the delay of its start is over, and nobody polls': {
      arrange: async (dawn) => {
        const id = await dawn.begin('awaitApproval', [], { ...nobody(), startDelay: '3 seconds' });
        await dawn.until(id, 'its first task', ({ pendingWorkflowTask }) => pendingWorkflowTask != null);
        await wait(3_000);
        return id;
      },
      cause: 'no-workflow-worker',
      healthy: false,
    },
    'it was cancelled before its delayed start': {
      arrange: async (dawn) => {
        const id = await dawn.begin('awaitApproval', [], { startDelay: '1 hour' });
        await cancel(dawn, id);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-canceled',
      healthy: false,
      says: ['cancellation was requested'],
    },
    'a cron run that nobody takes': {
      arrange: async (dawn) => {
        const id = await dawn.begin('succeed', [], { ...nobody(), cronSchedule: '@every 2s' });
        await dawn.until(id, 'its first task', ({ pendingWorkflowTask }) => pendingWorkflowTask != null);
        await wait(2_000);
        return id;
      },
      cause: 'no-workflow-worker',
      healthy: false,
    },
    'it continued as new on a queue that nobody polls': {
      arrange: async (dawn) => {
        const id = await dawn.begin('goesOnElsewhere', [newQueue('nobody')]);
        await dawn.until(
          id,
          'its next run',
          (each) => each.workflowExecutionInfo?.firstRunId !== each.workflowExecutionInfo?.execution?.runId,
        );
        await wait(3_000);
        return id;
      },
      cause: 'no-workflow-worker',
      healthy: false,
      says: ['nobody-'],
    },
    'the first run of a chain whose newest one retries': {
      arrange: async (dawn) => {
        const queue = await dawn.home();
        const id = `rounds-${Math.random()}`;
        const handle = await dawn.client.workflow.start('rounds', {
          workflowId: id,
          taskQueue: queue,
          args: [2, { activity: 'fail', options: quick }],
        });
        await dawn.until(id, 'its attempts', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3);
        return { id, options: { runId: handle.firstExecutionRunId } };
      },
      cause: 'closed-continued-as-new',
      healthy: true,
      says: [/activity-retrying|ECONNREFUSED/],
    },
    'healthy: somebody asks it fifty times, some of it in vain': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'hasQuestions');
        const handle = dawn.client.workflow.getHandle(id);
        for (let index = 0; index < 50; index++)
          await handle.query(index % 2 ? '__stack_trace' : 'nothing').catch(() => {});
        return id;
      },
      cause: 'timer-wait',
      healthy: true,
    },
    'two updates, of which one waits for the other, whose activity fails': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'oneUpdateAtATime', [{ activity: 'fail', options: quick }]);
        await change(dawn, id);
        await change(dawn, id);
        await dawn.until(id, 'its attempts', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3);
        return id;
      },
      cause: 'activity-retrying',
      healthy: false,
      says: ['ECONNREFUSED'],
    },
    'an update calls a child that nobody takes': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'withUpdates', [{ child: 'succeed', options: nobody() }]);
        await change(dawn, id);
        await dawn.untilChildren(id);
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'no-workflow-worker',
    },
    'healthy: it ended before its update did': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'endsBeforeItsUpdate');
        await change(dawn, id);
        await dawn.client.workflow.getHandle(id).signal('approve');
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-completed',
      healthy: true,
    },
  },
  HANDOVER,
);
