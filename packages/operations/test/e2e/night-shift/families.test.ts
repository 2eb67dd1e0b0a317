// Parents, children and grandchildren: the root first, with the way to it; what is not theirs does not make them stuck.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { applyRepair, planRepair } from '../../../src';
import { all, isClosed, nightShifts, SCHEDULED } from '../../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../../support/server-rig';

const rigs = nightShifts({
  others: ['../workflows/night-shift.ts', '../workflows/changed.ts', '../workflows/stuck.ts'],
});

describe.concurrent.each(rigs)('families under %s', (_, rig) => {
  it('a grandchild that nobody takes, below a child that is fine otherwise', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const nobody = newQueue('nobody');
    const id = await rig.steps(queue, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        args: [[{ do: 'child', name: 'steps', id: grand, taskQueue: nobody, args: [[]] }]],
      },
    ]);
    await rig.until(grand, 'there', () => true);
    await rig.untilChildren(child);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [
        { workflowId: id },
        { workflowId: child, cause: 'child-blocked' },
        { workflowId: grand, cause: 'no-workflow-worker' },
      ],
    });
    expect(all(explanation)).toContain(nobody);
  });

  it('a child with a paused activity whose own child is not taken', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const nobody = newQueue('nobody');
    const id = await rig.steps(queue, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        args: [
          [
            { do: 'child', beside: true, name: 'steps', id: grand, taskQueue: nobody, args: [[]] },
            { do: 'activity', name: 'fail' },
          ],
        ],
      },
    ]);
    await rig.until(child, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: child },
      identity: 'anna',
      type: 'fail',
      reason: 'provider',
    } as never);
    await rig.until(child, 'paused', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{ workflowId: id }, { workflowId: child, cause: 'activity-paused' }],
    });
  });

  it('of two children one is well and one fails its task', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const [good, bad] = [`good-${randomUUID()}`, `bad-${randomUUID()}`];
    const id = await rig.steps(queue, [
      { do: 'child', beside: true, name: 'steps', id: good, args: [[{ do: 'sleep', milliseconds: 3_600_000 }]] },
      { do: 'child', name: 'steps', id: bad, args: [[{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]] },
    ]);
    await rig.until(bad, 'failing', isTaskAttempt(2));
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{}, { workflowId: bad, cause: 'workflow-task-failing' }],
    });
    expect(explanation.headline).toContain('no price');
  });

  it('parent and child wait for each other: nobody can know', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('waitForChild', queue);
    await rig.until(`${id}-child`, 'idle', isIdle);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-running', healthy: true });
  });

  it('an abandoned child is stuck while its parent goes on with its own timer', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'abandon', name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
      { do: 'sleep', milliseconds: 3_600_000 },
    ]);
    // The timer is started by the task that hears of the start of the child.
    await rig.until(id, 'its timer', (each) => Number(each.workflowExecutionInfo?.historyLength) >= 10);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'timer-wait', healthy: true });
    expect(explanation.also.map(({ cause }) => cause)).toContain('child-blocked');
  });

  it('a parent whose own activity retries beside a child that is blocked', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'child', beside: true, name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
      { do: 'activity', name: 'fail' },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation.healthy).toBe(false);
    expect([explanation.cause, ...explanation.also.map(({ cause }) => cause)]).toEqual(
      expect.arrayContaining(['activity-retrying', 'child-blocked']),
    );
  });

  it('a child on a queue whose name differs by case', async ({ expect }) => {
    const queue = `Orders-${randomUUID()}`;
    await rig.runNight(queue);
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [
      { do: 'child', name: 'steps', id: child, taskQueue: queue.toLowerCase(), args: [[]] },
    ]);
    await rig.untilChildren(id);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{}, { workflowId: child, cause: 'no-workflow-worker' }],
    });
    expect(all(explanation)).toContain(`"${queue}"`);
  });

  it('an activity on a queue whose name differs by case', async ({ expect }) => {
    const queue = `Orders-${randomUUID()}`;
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'activity', name: 'work', taskQueue: queue.toLowerCase() }]);
    await rig.until(id, 'act', isActivity(SCHEDULED));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-activity-worker');
    expect(all(explanation)).toContain(`was "${queue}" meant`);
  });

  it('a workflow started on a queue whose name differs by case', async ({ expect }) => {
    const queue = `Orders-${randomUUID()}`;
    await rig.runNight(queue);
    const good = await rig.steps(queue, [{ do: 'forever' }]);
    await rig.until(good, 'idle', isIdle);
    // Which queues there are is told by the list of executions, which the server writes a moment later.
    const listed = () => rig.client.workflow.count(`TaskQueue = "${queue}"`);
    await expect.poll(listed, { timeout: 20_000 }).toMatchObject({ count: 1 });
    const id = await rig.steps(queue.toLowerCase(), []);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(all(explanation)).toContain(`"${queue}"`);
  });

  it('a queue that only activity workers poll', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue, { workflows: false });
    await rig.untilPolled(queue, 'activity');
    const id = await rig.steps(queue, []);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-workflow-worker');
    expect(all(explanation)).toMatch(/activities only/);
  });

  it('a grandchild that retries; its parent was asked to cancel', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const id = await rig.steps(queue, [
      {
        do: 'child',
        shielded: true,
        name: 'steps',
        id: child,
        args: [[{ do: 'child', name: 'steps', id: grand, args: [[{ do: 'activity', name: 'fail' }]] }]],
      },
    ]);
    await rig.until(grand, 'retry', isActivity(SCHEDULED, 2));
    await rig.untilChildren(id);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(
      id,
      'cancel',
      (description) =>
        description.workflowExtendedInfo?.cancelRequested === true && description.pendingWorkflowTask == null,
    );
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{}, { workflowId: child }, { workflowId: grand, cause: 'activity-retrying' }],
    });
    expect(explanation.also.map(({ cause }) => cause)).toContain('cancel-ignored');
  });

  it('a child id that is taken fails its parent', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const taken = await rig.steps(queue, [{ do: 'forever' }]);
    await rig.until(taken, 'idle', isIdle);
    const id = await rig.steps(queue, [{ do: 'child', name: 'steps', id: taken, args: [[]] }]);
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(explanation.headline).toMatch(/already/i);
    expect(explanation.headline).toContain(taken);

    // To go back to its last workflow task would fail in the same way.
    await rig.client.workflow.getHandle(taken).terminate('in the way');
    const query = `WorkflowId = "${id}" AND ExecutionStatus = "Failed"`;
    await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 20_000 }).toBe(1);
    await applyRepair(rig.client, await planRepair(rig.client, { query }), { reason: 'out of the way' });
    await rig.client.workflow.getHandle(id).result();
  });

  it('a signal to a workflow that does not exist fails its sender', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'external', id: 'nobody-here', name: 'go' }]);
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(all(explanation)).toContain('nobody-here');
  });

  it('nondeterminism in a grandchild after a deployment', { timeout: 120_000 }, async ({ expect }) => {
    const [queue, q2] = [newQueue(), newQueue()];
    await rig.runNight(queue);
    const right = await rig.run(q2, { workflows: '../workflows/stuck.ts' });
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const id = await rig.steps(queue, [
      { do: 'child', name: 'steps', id: child, args: [[{ do: 'child', name: 'changed', id: grand, taskQueue: q2 }]] },
    ]);
    await rig.until(
      grand,
      'idle',
      (description) => isIdle(description) && Number(description.workflowExecutionInfo?.historyLength) > 4,
    );
    await right.stop();
    await rig.run(q2, { workflows: '../workflows/changed.ts' });
    await rig.client.workflow.getHandle(grand).signal('wake');
    await rig.until(grand, 'failing', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{}, {}, { workflowId: grand, cause: 'nondeterminism' }],
    });
  });
});
