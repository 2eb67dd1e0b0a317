// What looks like the cause and is not: the root lies in a child, in a handler's workflow, in a schedule's run, in a version, in
// a later run.
import { Client } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src';
import { chargesWorkedOnBy } from '../support/nexus-service';
import { isActivity, isIdle, isTaskAttempt, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const SCHEDULED = 1;
const STARTED = 2;
const call = (name: string, more: object = {}) => ({ name, ...more });
const told = ({ evidence }: Explanation): string => evidence.map(({ what }) => what).join('\n');
const advised = ({ remedy }: Explanation): string =>
  remedy.map(({ text, command = '' }) => `${text} ${command}`).join('\n');

describe('cancellations', () => {
  it('a parent that was asked to cancel is as stuck as its child', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const ignoring = `ignoring-${randomUUID()}`;
    const untaken = `untaken-${randomUUID()}`;
    const children = [
      { type: 'ignoreCancel', workflowId: ignoring },
      { type: 'succeed', workflowId: untaken, taskQueue: newQueue('never') },
    ];
    for (const [child, root] of [
      [children[0]!, 'cancel-ignored'],
      [children[1]!, 'no-workflow-worker'],
    ] as const) {
      const id = await rig.start('awaitChildren', queue, {}, [child]);
      if (root === 'cancel-ignored') await rig.until(child.workflowId, 'a timer', isIdle);
      await rig.untilChildren(id);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(child.workflowId, 'the request', (each) => each.workflowExtendedInfo?.cancelRequested === true);
      await expect
        .poll(async () => (await rig.explain(id)).path.map(({ cause }) => cause), { timeout: 20_000 })
        .toEqual(['child-blocked', root]);
      expect((await rig.explain(id)).also.map(({ cause }) => cause)).toContain('cancel-ignored');
    }
  });

  it('an activity that cannot hear of its cancellation is named', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('awaitCancellation', queue, {}, 'hang');
    await rig.until(id, 'its activity', isActivity(STARTED));
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'the request', isActivity(3));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('cancel-ignored');
    expect(told(explanation)).toContain(
      'activity "hang" (id 1) was asked to cancel and has not ended: it sends no heartbeats',
    );
    expect(advised(explanation)).toContain('Let activity "hang" call heartbeat()');
  });
});

describe('Nexus', () => {
  it('leads to the workflow that works on an operation', async () => {
    const [queue, handlers] = [newQueue(), newQueue('handlers')];
    const endpoint = `endpoint-${randomUUID()}`;
    await rig.connection.operatorService.createNexusEndpoint({
      spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: handlers } } },
    });
    await rig.run(queue, { workflows: '../workflows/nexus.ts' });
    const workflowId = `charge-${randomUUID()}`;
    const nexusServices = [chargesWorkedOnBy({ workflowId, taskQueue: newQueue('never') })];
    await rig.run(handlers, { workflows: false, nexusServices });
    const id = await rig.start('callNexus', queue, {}, endpoint);
    await rig.until(id, 'the start', ({ pendingNexusOperations }) => pendingNexusOperations?.[0]?.state === 3);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'nexus-pending',
      healthy: false,
      path: [{ workflowId: id }, { workflowId, cause: 'no-workflow-worker' }],
    });
    expect(explanation.headline).toContain(
      `workflow "${workflowId}", which works on it, is stuck (no-workflow-worker)`,
    );
  });

  it('an endpoint that does not exist is what the workflow task fails with', async () => {
    const queue = newQueue();
    await rig.run(queue, { workflows: '../workflows/nexus.ts' });
    const id = await rig.start('callNexus', queue, {}, 'no-such-endpoint');
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-task-failing');
    expect(advised(explanation)).toContain('Create the Nexus endpoint that the message names');
  });
});

describe('schedules', () => {
  const action = (taskQueue: string) => ({
    type: 'startWorkflow' as const,
    workflowType: 'succeed',
    workflowId: `run-${randomUUID()}`,
    taskQueue,
  });

  it('leads to why the open run does not end, also where later runs are kept for later', async () => {
    for (const overlap of ['SKIP', 'BUFFER_ALL'] as const) {
      const scheduleId = `schedule-${randomUUID()}`;
      const handle = await rig.client.schedule.create({
        scheduleId,
        spec: { intervals: [{ every: '1 second' }] },
        policies: { overlap },
        action: action(newQueue('never')),
      });
      await expect
        .poll(async () => (await rig.explain(scheduleId)).path.map(({ cause }) => cause), { timeout: 30_000 })
        .toEqual(['schedule-overlap-skip', 'no-workflow-worker']);
      expect((await rig.explain(scheduleId)).headline).toMatch(
        overlap === 'SKIP' ? /has skipped \d+/ : /holds back \d+/,
      );
      await handle.delete();
    }
  });

  it('does not hold what it skipped once against one whose open run began in time', async () => {
    const queue = newQueue('never');
    const scheduleId = `schedule-${randomUUID()}`;
    const handle = await rig.client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '1 second' }] },
      action: action(queue),
    });
    await expect
      .poll(async () => (await handle.describe()).info.numActionsSkippedOverlap, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await handle.update((schedule) => ({ ...schedule, spec: { intervals: [{ every: '1 hour' }] } }));
    const [open] = (await handle.describe()).info.runningActions;
    await rig.client.workflow.getHandle(open!.workflow.workflowId).terminate();
    await expect.poll(async () => (await handle.describe()).info.runningActions.length, { timeout: 30_000 }).toBe(0);
    await rig.run(queue);
    await handle.update((schedule) => ({ ...schedule, action: { ...action(queue), workflowType: 'awaitSignal' } }));
    await handle.trigger('SKIP');
    await expect.poll(async () => (await handle.describe()).info.runningActions.length, { timeout: 30_000 }).toBe(1);
    const [begun] = (await handle.describe()).info.runningActions;
    await rig.until(begun!.workflow.workflowId, 'its wait', isIdle);
    expect(await rig.explain(scheduleId)).toMatchObject({ cause: 'timer-wait', healthy: true });
    await handle.delete();
  });
});

describe('runs of one id', () => {
  it('a run that was reset leads to the run that took its place, and is not reset again', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('sleepFor', queue, {}, 3_600_000);
    const { workflowExecutionInfo } = await rig.until(id, 'its timer', isIdle);
    const runId = workflowExecutionInfo?.execution?.runId ?? '';
    const { runId: newRunId } = await rig.connection.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: id, runId },
      workflowTaskFinishEventId: 4 as never,
      requestId: randomUUID(),
      reason: 'a bad deployment',
    });
    await rig.until(
      id,
      'its timer again',
      (each) => isIdle(each) && each.workflowExecutionInfo?.execution?.runId === newRunId,
    );
    const explanation = await rig.explain(id, { runId });
    expect(explanation).toMatchObject({ cause: 'closed-terminated' });
    expect(explanation.headline).toContain('by a reset: a bad deployment');
    expect(explanation.consequence).toBe(`This run is over; run ${newRunId} has taken its place.`);
    expect(told(explanation)).toContain(`the newest run, ${newRunId} (timer-wait)`);
    expect(advised(explanation)).not.toContain('temporal workflow reset');
  });

  it('a run that waits for its next attempt says what the one before failed with, one of a cron schedule too', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const retried = await rig.start(
      'failWith',
      queue,
      { retry: { initialInterval: '1 hour', maximumInterval: '1 hour' } },
      'card declined',
    );
    const cron = await rig.start('failWith', queue, { cronSchedule: '@every 1s' }, 'card declined');
    const isBetween = (each: { workflowExecutionInfo?: { historyLength?: unknown } | null }) =>
      Number(each.workflowExecutionInfo?.historyLength) === 1;
    await rig.until(retried, 'its second run', isBetween);
    expect((await rig.explain(retried)).headline).toMatch(
      /: it is tried again, as attempt 2; the run before failed with: card declined\.$/,
    );
    await expect
      .poll(async () => (await rig.explain(cron)).headline, { timeout: 30_000 })
      .toMatch(/: its cron schedule is "@every 1s"; the run before failed with: card declined\.$/);
    await rig.client.workflow.getHandle(cron).terminate();
  });
});

describe('names that are misspelt', () => {
  it('of a signal', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('awaitSignal', queue);
    await rig.until(id, 'nothing pending', isIdle);
    await rig.client.workflow.getHandle(id).signal('aprove');
    await rig.until(
      id,
      'nothing pending',
      (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 5,
    );
    expect(told(await rig.explain(id))).toContain('no signal handler is called "aprove"');
    expect(told(await rig.explain(id))).toContain('was "approve" meant?');
  });

  it('of a task queue, of an activity and of an execution', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const misspelt = queue.replace('queue', 'queeu');
    const calling = await rig.start('callActivities', queue, {}, [call('work', { taskQueue: misspelt })]);
    await rig.until(calling, 'its activity', isActivity(SCHEDULED));
    expect(advised(await rig.explain(calling))).toContain(`was "${queue}" meant, which is polled?`);
    const type = `order${randomUUID().replaceAll('-', '')}`;
    await rig.start(type, queue);
    const started = await rig.start(type, misspelt);
    await expect
      .poll(async () => advised(await rig.explain(started)), { timeout: 20_000 })
      .toContain(`Other executions of its type are on task queue "${queue}".`);
  });
});

describe('what the server fills in or refuses', () => {
  it('takes the timeout of the execution for that of an activity that has none', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const calls = [call('work', { taskQueue: newQueue('never') })];
    const id = await rig.start('callActivities', queue, { workflowRunTimeout: '1 day' }, calls);
    await rig.until(id, 'its activity', isActivity(SCHEDULED));
    const { consequence } = await rig.explain(id);
    expect(consequence).not.toContain('schedule-to-start');
    expect(consequence).toMatch(/The execution times out at \S+\.$/);
  });

  it('says which payload was too large, and not that the history was', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('returnString', queue, {}, 2_600_000);
    await rig.until(id, 'its end', ({ workflowExecutionInfo }) => workflowExecutionInfo?.status === 5);
    const explanation = await rig.explain(id);
    expect(explanation.headline).toContain('CompleteWorkflowExecutionCommandAttributes.Result exceeds size limit');
    expect(advised(explanation)).toContain('Pass less data in what the reason names');
  });

  it('a payload whose encoding the worker does not know lacks a codec', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const codec = {
      encode: async (payloads: { data?: Uint8Array | null }[]) =>
        payloads.map(({ data }) => ({ data, metadata: { encoding: Buffer.from('binary/encrypted') } })),
      decode: async (payloads: never[]) => payloads,
    };
    const client = new Client({ connection: rig.connection, dataConverter: { payloadCodecs: [codec] } });
    const id = `encrypted-${randomUUID()}`;
    await client.workflow.start('sleepFor', { workflowId: id, taskQueue: queue, args: [1_000] });
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.headline).toContain('Unknown encoding: binary/encrypted');
    expect(advised(explanation)).toContain('Give the worker the payload codec');
  });

  it('an activity on a queue whose workers are of a version that is not current', async () => {
    const [queue, activityQueue] = [newQueue(), newQueue('activities')];
    await rig.run(queue, { activities: undefined });
    const deploymentName = `d-${randomUUID()}`;
    await rig.run(activityQueue, {
      workflows: false,
      workerDeploymentOptions: {
        useWorkerVersioning: true,
        version: { deploymentName, buildId: '1' },
        defaultVersioningBehavior: 'PINNED',
      },
    });
    const id = await rig.start('callActivities', queue, {}, [call('work', { taskQueue: activityQueue })]);
    await rig.until(id, 'its activity', isActivity(SCHEDULED));
    await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 20_000 }).toBe('version-unpolled');
    expect(advised(await rig.explain(id))).toContain(
      `temporal worker deployment set-current-version --deployment-name ${deploymentName} --build-id 1 --yes`,
    );
  });

  it('a rate limit that was set for a queue, with the command that takes it away', async () => {
    const [queue, activityQueue] = [newQueue(), newQueue('activities')];
    await rig.run(queue, { activities: undefined });
    await rig.run(activityQueue, { workflows: false });
    await rig.connection.workflowService.updateTaskQueueConfig({
      namespace: 'default',
      taskQueue: activityQueue,
      taskQueueType: 2,
      identity: 'anna',
      updateQueueRateLimit: { rateLimit: { requestsPerSecond: 0.001 }, reason: 'an incident' },
    });
    const calls = Array.from({ length: 25 }, () => call('work', { taskQueue: activityQueue }));
    const id = await rig.start('callActivities', queue, {}, calls);
    await expect
      .poll(async () => (await rig.explain(id)).headline, { timeout: 30_000 })
      .toContain("the queue's rate limit holds it back");
    const explanation = await rig.explain(id);
    expect(advised(explanation)).toContain(
      `temporal task-queue config set --task-queue ${activityQueue} --task-queue-type activity --queue-rps-limit default`,
    );
    // One kind of finding does not hide the others.
    expect(explanation.also.length).toBeLessThanOrEqual(5);
    expect(explanation.notExamined.join('\n')).toMatch(/\d+ more findings are not shown/);
  });
});
