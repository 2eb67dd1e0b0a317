// How executions ended, and what can still be done: also for runs that others have followed.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, isClosed, nightShifts, SCHEDULED, told } from '../../support/night-shift';
import { isActivity, isIdle, newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('ends under %s', (_, rig) => {
  it('terminated in favour of a new start of the same id', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'forever' }]);
    const old = (await rig.until(id, 'idle', isIdle)).workflowExecutionInfo?.execution?.runId ?? '';
    await rig.client.workflow.start('steps', {
      workflowId: id,
      taskQueue: queue,
      args: [[{ do: 'sleep', milliseconds: 3_600_000 }]],
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    await rig.until(id, 'idle', isIdle);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('timer-wait');
    const y = await rig.explain(id, { runId: old });
    expect(y.cause).toBe('closed-terminated');
    expect(all(y)).not.toMatch(/payload|limit/i);
    expect(y.remedy.some(({ command }) => command?.includes('workflow reset'))).toBe(false);
  });

  it('the same id again after a failure', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('failForGood', queue);
    const old = (await rig.until(id, 'closed', isClosed)).workflowExecutionInfo?.execution?.runId ?? '';
    await rig.client.workflow.start('steps', {
      workflowId: id,
      taskQueue: queue,
      args: [[{ do: 'activity', name: 'typo' }]],
    });
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    expect((await rig.explain(id)).cause).toBe('activity-not-registered');
    const y = await rig.explain(id, { runId: old });
    expect(y.cause).toBe('closed-failed');
    expect(told(y)).toContain('activity-not-registered');
  });

  it('a child that timed out fails its parent, which names the root', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        options: { workflowRunTimeout: '1 second' },
        args: [[{ do: 'forever' }]],
      },
    ]);
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(all(explanation)).toContain(child);
    expect(all(explanation)).toMatch(/time/i);
  });

  it('a child that was terminated fails its parent', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [{ do: 'child', name: 'steps', id: child, args: [[{ do: 'forever' }]] }]);
    await rig.until(child, 'idle', isIdle);
    await rig.client.workflow.getHandle(child).terminate('by mistake');
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(all(explanation)).toContain(child);
    expect(all(explanation)).toMatch(/terminated/i);
  });

  it('cancelled before anything was done', async ({ expect }) => {
    const id = await rig.steps(newQueue('nobody'), []);
    await rig.client.workflow.getHandle(id).cancel();
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(told(explanation)).toContain('cancellation was requested');
  });

  it('a short run timeout that ends before a worker came', async ({ expect }) => {
    const id = await rig.steps(newQueue('nobody'), [], { workflowRunTimeout: '1 second' });
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-timed-out');
    expect(explanation.headline).toContain('worker');
  });

  it('reset: the run before and the new one', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'signal', name: 'a' },
      { do: 'activity', name: 'fail' },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).signal('a');
    const old = (await rig.until(id, 'retry', isActivity(SCHEDULED, 2))).workflowExecutionInfo?.execution?.runId ?? '';
    await rig.connection.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: id, runId: old },
      workflowTaskFinishEventId: 4 as never,
      reason: 'x',
      requestId: randomUUID(),
    });
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    expect((await rig.explain(id)).cause).toBe('activity-retrying');
    expect((await rig.explain(id, { runId: old })).cause).toBe('closed-terminated');
  });

  it('a workflow that completed while its abandoned child is stuck', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'abandon', name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
    ]);
    await rig.until(id, 'closed', isClosed);
    expect((await rig.explain(id)).cause).toBe('closed-completed');
    expect((await rig.explain(child)).cause).toBe('no-workflow-worker');
  });
});
