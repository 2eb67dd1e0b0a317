// Parents and children, Nexus operations, and executions that act on each other.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type DawnWatch, watch } from '../../support/dawn-watch';
import { cancel, HANDOVER, hourly, idle, quick } from '../../support/handover';
import { chargesWorkedOnBy } from '../../support/nexus-service';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

const nobody = () => ({ taskQueue: newQueue('nobody') });
const hasAttempt = (attempt: number) => isActivity(SCHEDULED, attempt);
const length = (count: number) => (each: Parameters<typeof isIdle>[0]) =>
  each.pendingWorkflowTask == null && Number(each.workflowExecutionInfo?.historyLength) >= count;

/** An operation that a workflow works on, of this type and with these arguments. */
const operation = async (dawn: DawnWatch, type: string, args: readonly unknown[] = []) => {
  const queue = newQueue('charges');
  const workflowId = `charge-${randomUUID()}`;
  const service = chargesWorkedOnBy({ workflowId, taskQueue: await dawn.home(), type, args });
  await dawn.serve(queue, { workflows: false, nexusServices: [service] });
  const name = `charges-${randomUUID()}`;
  await dawn.connection.operatorService.createNexusEndpoint({
    spec: { name, target: { worker: { namespace: 'default', taskQueue: queue } } },
  });
  return { name, workflowId };
};

const untilWorkedOn = async (dawn: DawnWatch, id: string) =>
  await dawn.until(id, 'its operation', ({ pendingNexusOperations }) => pendingNexusOperations?.[0]?.state === 3);

watch(
  {
    'two levels down an activity is unknown to its worker, beside a timer': {
      arrange: async (dawn) => {
        const grandchild = { child: 'runActivity', args: ['sendMial', quick] };
        const id = await dawn.begin('together', [
          { child: 'together', args: [grandchild, { sleep: '1 hour' }] },
          { sleep: '2 hours' },
        ]);
        await dawn.until(
          `${id}/together/runActivity`,
          'an attempt',
          (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 2,
        );
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'activity-not-registered',
      says: ['sendMial', /timer-wait/],
    },
    'its own activity retries, and a grandchild fails its task': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { child: 'together', args: [{ child: 'throwsPlain' }] },
          { activity: 'fail', options: quick },
        ]);
        await dawn.until(`${id}/together/throwsPlain`, 'its failing task', isTaskAttempt(2));
        await dawn.until(id, 'an attempt', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 2);
        return id;
      },
      cause: 'activity-retrying',
      healthy: false,
      says: [/child-blocked: /, 'ECONNREFUSED'],
    },
    'two children: one fails its task, one has nobody': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { child: 'awaitApproval', options: nobody() },
          { child: 'throwsPlain' },
          { child: 'timers', args: ['1 hour'] },
        ]);
        await dawn.until(`${id}/throwsPlain`, 'its failing task', isTaskAttempt(2));
        await dawn.until(`${id}/timers`, 'its timer', isIdle);
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      says: [/nobody-/, /Invalid array length/],
    },
    'a child whose time is short, and nobody takes it': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { child: 'awaitApproval', options: { ...nobody(), workflowRunTimeout: '10 minutes' } },
        ]);
        await dawn.untilChildren(id);
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'no-workflow-worker',
      says: [/times out at/],
    },
    'a child that is stopped cleans up, and cannot': {
      arrange: async (dawn) => {
        const id = await dawn.begin('stopsItsChild', ['cleansUpWith', { activity: 'fail', options: quick }]);
        await dawn.until(
          `${id}/cleansUpWith`,
          'its attempts',
          (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3,
        );
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'activity-retrying',
      says: ['ECONNREFUSED'],
    },
    'healthy: a child that is stopped cleans up, with an activity that works': {
      arrange: async (dawn) => {
        const id = await dawn.begin('stopsItsChild', [
          'cleansUpWith',
          { activity: 'beat', options: { heartbeatTimeout: '10 seconds' } },
        ]);
        await dawn.until(`${id}/cleansUpWith`, 'its cleanup', isActivity(STARTED));
        return id;
      },
      cause: 'child-running',
      healthy: true,
      says: [/beat/],
    },
    'a child that was asked to end with its parent does not': {
      arrange: async (dawn) => {
        const id = await dawn.begin('beside', ['swallowsCancel', 'REQUEST_CANCEL', { signal: true }]);
        await dawn.untilChildren(id);
        await dawn.until(`${id}/swallowsCancel`, 'its wait', isIdle);
        await dawn.client.workflow.getHandle(id).terminate('over budget');
        await dawn.until(
          `${id}/swallowsCancel`,
          'the cancellation taken',
          (each) => isIdle(each) && each.workflowExtendedInfo?.cancelRequested === true,
        );
        await dawn.until(`${id}/swallowsCancel`, 'the cancellation processed', length(8));
        return `${id}/swallowsCancel`;
      },
      cause: 'cancel-ignored',
      healthy: false,
      remedy: /terminate/,
    },
    'its parent was terminated, and it was asked to end, and did': {
      arrange: async (dawn) => {
        const id = await dawn.begin('beside', ['tidiesUp', 'REQUEST_CANCEL', { signal: true }]);
        await dawn.untilChildren(id);
        await dawn.until(`${id}/tidiesUp`, 'its wait', isIdle);
        await dawn.client.workflow.getHandle(id).terminate('over budget');
        await dawn.until(`${id}/tidiesUp`, 'its end', isClosed);
        return `${id}/tidiesUp`;
      },
      cause: 'closed-completed',
      healthy: true,
    },
    'a parent on a timer beside a child that nobody takes': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [{ child: 'awaitApproval', options: nobody() }, { sleep: '3 hours' }]);
        await dawn.untilChildren(id);
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'no-workflow-worker',
      says: ['timer-wait'],
    },
    'healthy: of three children two are done, one of them badly, and one waits for a signal': {
      arrange: async (dawn) => {
        const id = await dawn.begin('afterFailure', [
          { child: 'succeed' },
          { child: 'fail' },
          { child: 'awaitApproval' },
        ]);
        await dawn.until(`${id}/awaitApproval`, 'its wait', isIdle);
        return id;
      },
      cause: 'child-running',
      healthy: true,
      says: ['approve'],
    },
    'of thirty children one is paused': {
      arrange: async (dawn) => {
        const steps = Array.from({ length: 29 }, (_, index) => ({
          child: 'timers',
          id: `child-${index}`,
          args: ['1 hour'],
        }));
        const id = await dawn.begin('together', [...steps, { child: 'runActivity', args: ['fail', hourly] }]);
        await dawn.until(`${id}/runActivity`, 'its backoff', hasAttempt(2));
        await dawn.connection.workflowService.pauseActivity({
          namespace: 'default',
          execution: { workflowId: `${id}/runActivity` },
          type: 'fail',
          identity: 'anna',
          reason: 'maintenance',
        });
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'activity-paused',
      says: ['maintenance'],
    },
    'healthy: who has cancelled another one waits for a signal': {
      arrange: async (dawn) => {
        const other = await idle(dawn, 'swallowsCancel');
        return await idle(dawn, 'cancelsAnother', [other]);
      },
      cause: 'signal-wait',
      healthy: true,
    },
    'another workflow has cancelled it, and it goes on': {
      arrange: async (dawn) => {
        const other = await idle(dawn, 'swallowsCancel');
        await idle(dawn, 'cancelsAnother', [other]);
        await dawn.until(other, 'the cancellation processed', length(8));
        return other;
      },
      cause: 'cancel-ignored',
      healthy: false,
      says: [/cancel/],
    },
    'healthy: it asked for a lock that another workflow holds': {
      arrange: async (dawn) => {
        const lock = await idle(dawn, 'timers', ['1 hour']);
        const id = await dawn.begin('asksForLock', [lock]);
        await dawn.until(id, 'that the other got its signal, and its wait', length(9));
        return id;
      },
      cause: 'signal-wait',
      healthy: true,
      says: ['lockAcquired'],
    },
    'it asked for a lock of a workflow that has ended': {
      arrange: async (dawn) => {
        const lock = await dawn.begin('succeed');
        await dawn.until(lock, 'its end', isClosed);
        const id = await dawn.begin('asksForLock', [lock]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['succeed-', /not found|no .*open|over|ended|closed/i],
    },
    'an operation whose workflow retries': {
      arrange: async (dawn) => {
        const { name, workflowId } = await operation(dawn, 'runActivity', ['fail', quick]);
        const id = await dawn.begin('together', [{ nexus: name }]);
        await untilWorkedOn(dawn, id);
        await dawn.until(workflowId, 'its attempts', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3);
        return id;
      },
      cause: 'nexus-pending',
      healthy: false,
      root: 'activity-retrying',
      says: ['ECONNREFUSED'],
    },
    'an operation whose workflow has a child that nobody takes': {
      arrange: async (dawn) => {
        const { name, workflowId } = await operation(dawn, 'together', [{ child: 'awaitApproval', options: nobody() }]);
        const id = await dawn.begin('together', [{ nexus: name }]);
        await untilWorkedOn(dawn, id);
        await dawn.untilChildren(workflowId);
        return id;
      },
      cause: 'nexus-pending',
      healthy: false,
      root: 'no-workflow-worker',
    },
    'a child whose operation has a workflow that breaks': {
      arrange: async (dawn) => {
        const { name, workflowId } = await operation(dawn, 'throwsPlain');
        const id = await dawn.begin('together', [{ child: 'together', args: [{ nexus: name }] }]);
        await untilWorkedOn(dawn, `${id}/together`);
        await dawn.until(workflowId, 'its failing task', isTaskAttempt(2));
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      root: 'workflow-task-failing',
      says: ['Invalid array length'],
    },
    'a cancellation, and the workflow of its operation swallows it': {
      arrange: async (dawn) => {
        const { name, workflowId } = await operation(dawn, 'swallowsCancel');
        const id = await dawn.begin('together', [{ nexus: name }]);
        await untilWorkedOn(dawn, id);
        await dawn.until(workflowId, 'its wait', isIdle);
        await cancel(dawn, id);
        await dawn.until(workflowId, 'the cancellation processed', length(8));
        return id;
      },
      cause: ['nexus-pending', 'cancel-ignored'],
      healthy: false,
      says: [/charge-/],
    },
    'healthy: an operation took too long, which was caught': {
      arrange: async (dawn) => {
        const name = `charges-${randomUUID()}`;
        await dawn.connection.operatorService.createNexusEndpoint({
          spec: { name, target: { worker: { namespace: 'default', taskQueue: newQueue('nobody') } } },
        });
        const id = await dawn.begin('afterFailure', [
          { nexus: name, options: { scheduleToCloseTimeout: '2 seconds' } },
        ]);
        await dawn.until(id, 'its wait', (each) => length(8)(each) && !each.pendingNexusOperations?.length);
        return id;
      },
      cause: 'signal-wait',
      healthy: true,
      says: ['approve'],
    },
    'two: an operation that nobody answers, and a child that nobody takes': {
      arrange: async (dawn) => {
        const name = `charges-${randomUUID()}`;
        await dawn.connection.operatorService.createNexusEndpoint({
          spec: { name, target: { worker: { namespace: 'default', taskQueue: newQueue('nobody') } } },
        });
        const id = await dawn.begin('together', [{ nexus: name }, { child: 'awaitApproval', options: nobody() }]);
        await dawn.untilChildren(id);
        await dawn.until(id, 'its operation', ({ pendingNexusOperations }) => pendingNexusOperations?.[0]?.state === 2);
        return id;
      },
      cause: 'child-blocked',
      healthy: false,
      says: ['nexus-pending'],
    },
    'a child that a version of its own is to take': {
      arrange: async (dawn) => {
        const child = { child: 'awaitApproval', options: { versioningIntent: 'DEFAULT' } };
        const id = await dawn.begin('together', [child]);
        await dawn.untilChildren(id);
        await dawn.until(`${id}/awaitApproval`, 'its wait', isIdle);
        await wait(500);
        return id;
      },
      cause: 'child-running',
      healthy: true,
    },
  },
  HANDOVER,
);
