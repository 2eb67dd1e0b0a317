// Every command that a verdict gives is pasted into a shell as it stands, one after the other, and has to work.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src';
import { isClosed, NightShift, SCHEDULED, STARTED } from '../../support/night-shift';
import { type CommandResult, shellOfAnUser } from '../../support/run-command';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

const rig = new NightShift();
let shell: (command: string) => Promise<CommandResult>;

beforeAll(async () => {
  shell = await shellOfAnUser();
});

/** Ends with 1 where it says that something needs attention. */
const isLook = (command: string): boolean => /^npx handrail (why|backlog) /.test(command);

async function runAll({ remedy }: Explanation): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  for (const { command } of remedy) {
    if (command === undefined) continue;
    const result = await shell(command);
    expect(isLook(command) ? [0, 1] : [0], `${command}\n${result.output}`).toContain(result.exitCode);
    results.push(result);
  }
  return results;
}

describe('the commands of a verdict', () => {
  it('no-workflow-worker: the queue is described, whatever its name and that of the execution', async () => {
    const workflowId = `o'rder "17"; $(false) \\ ü ${randomUUID()}`;
    await rig.client.workflow.start('steps', { workflowId, taskQueue: `no "body's" ${randomUUID()}`, args: [[]] });
    const explanation = await rig.explain(workflowId);
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(await runAll(explanation)).toHaveLength(1);
  });

  it('not-found: lists what begins like it, and explains the nearest', async () => {
    const queue = newQueue();
    const workflowId = `order-${randomUUID()}`;
    await rig.client.workflow.start('steps', { workflowId, taskQueue: queue, args: [[]] });
    const query = `TaskQueue = "${queue}"`;
    await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 20_000 }).toBe(1);
    const explanation = await rig.explain(workflowId.slice(0, -1));
    expect(explanation.cause).toBe('not-found');
    const [why, list] = await runAll(explanation);
    expect(why?.output).toContain('no-workflow-worker');
    expect(list?.output).toContain(workflowId);
  });

  it('not-found: looks up whose run it is, where a run id is given', async () => {
    const workflowId = `order-${randomUUID()}`;
    const queue = newQueue();
    const { firstExecutionRunId } = await rig.client.workflow.start('steps', {
      workflowId,
      taskQueue: queue,
      args: [[]],
    });
    const query = `TaskQueue = "${queue}"`;
    await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 20_000 }).toBe(1);
    const explanation = await rig.explain(firstExecutionRunId);
    expect(explanation.cause).toBe('not-found');
    expect(explanation.remedy[0]?.text).toBe('If it is the id of a run, look up whose.');
    const [list] = await runAll(explanation);
    expect(list?.output).toContain(workflowId);
    expect((await rig.explain('order-17')).remedy.map(({ text }) => text)).not.toContain(explanation.remedy[0]?.text);
  });

  it('activity-paused: is tried again', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'activity', name: 'failLater', args: [3_600] }]);
    await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      identity: 'anna',
      type: 'failLater',
    });
    await rig.until(id, 'the pause', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-paused');
    await runAll(explanation);
    expect((await rig.explain(id)).cause).not.toBe('activity-paused');
  });

  it('backoff: the activity runs at once', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'activity', name: 'failOnce', args: [] }]);
    await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('backoff');
    await runAll(explanation);
    await rig.client.workflow.getHandle(id).result();
  });

  it('cancel-ignored: its stack is shown, and it is ended', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'sleep', milliseconds: 3_600_000, swallows: true },
      { do: 'forever', shielded: true },
    ]);
    await rig.until(id, 'the sleep', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'the wait', (each) => each.workflowExtendedInfo?.cancelRequested === true && isIdle(each));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('cancel-ignored');
    const [stack] = await runAll(explanation);
    expect(stack?.output).toContain('night-shift.ts');
    expect((await rig.explain(id)).cause).toBe('closed-terminated');
  });

  it('closed-terminated: is reset, and its history shown', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'signal', name: 'go' }]);
    await rig.until(id, 'the wait', isIdle);
    await rig.client.workflow.getHandle(id).terminate('by mistake');
    await rig.until(id, 'the end', isClosed);
    await runAll(await rig.explain(id));
    await rig.until(id, 'the wait', isIdle);
    const again = await rig.explain(id);
    expect(again.cause).toBe('signal-wait');
    await runAll(again);
    await rig.client.workflow.getHandle(id).result();
  });

  it('workflow-task-failing: is reset, and fails again until it is fixed', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]);
    const { workflowExecutionInfo: before } = await rig.until(id, 'a second attempt', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-task-failing');
    expect(await runAll(explanation)).not.toEqual([]);
    const { workflowExecutionInfo: after } = await rig.until(id, 'a second attempt', isTaskAttempt(2));
    expect(after?.execution?.runId).not.toBe(before?.execution?.runId);
  });

  it('child-blocked and activity-not-registered: the child and the queue are looked at', async () => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'child', name: 'steps', id: child, args: [[{ do: 'activity', name: 'typo' }]] },
    ]);
    await rig.until(child, 'a second attempt', isActivity(SCHEDULED, 2));
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('child-blocked');
    const results = await runAll(explanation);
    expect(results.at(-1)?.output).toMatch(/^activity-not-registered: /);
  });

  it('queue-backlog: the queue as a whole is looked at', async () => {
    const queue = newQueue();
    await rig.runNight(queue, { maxConcurrentActivityTaskExecutions: 1 });
    const first = await rig.steps(queue, [{ do: 'activity', name: 'hold' }]);
    await rig.until(first, 'its activity', isActivity(STARTED));
    const id = await rig.steps(queue, [{ do: 'activity', name: 'work' }]);
    await rig.until(id, 'its activity', isActivity(SCHEDULED));
    await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 20_000 }).toBe('queue-backlog');
    expect(await runAll(await rig.explain(id))).not.toEqual([]);
  });

  it('schedule-paused: starts again', async () => {
    const scheduleId = `schedule-${randomUUID()}`;
    const handle = await rig.client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: 'steps', taskQueue: newQueue(), args: [[]] },
      state: { paused: true, note: 'the bank is closed' },
    });
    const explanation = await rig.explain(scheduleId);
    expect(explanation.cause).toBe('schedule-paused');
    await runAll(explanation);
    expect((await rig.explain(scheduleId)).cause).toBe('timer-wait');
    await handle.delete();
  });
});
