// Parents of many children, and children that live in more than one run.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, isClosed, nightShifts, SCHEDULED } from '../../support/night-shift';
import { type Description, isActivity, isIdle, isTaskAttempt, later, newQueue } from '../../support/server-rig';

/** Whether it has done something in a later run. */
const isLaterRun = ({ workflowExecutionInfo: info }: Description): boolean =>
  info?.firstRunId !== info?.execution?.runId;

describe.each(nightShifts())('families of %s', (_, rig) => {
  describe.concurrent('are judged by the worst of them', () => {
    it('one of 150 children is on a queue that nobody polls', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const name = randomUUID();
      const lost = `lost-${name}`;
      const children = Array.from({ length: 149 }, (__, index) => ({
        id: `well-${index}-${name}`,
        steps: [{ do: 'sleep', milliseconds: 3_600_000 }],
      }));
      children.splice(70, 0, { id: lost, taskQueue: newQueue('nobody'), steps: [] } as never);
      const id = await rig.start('awaitMany', queue, {}, children);
      await rig.untilChildren(id, 150);
      await Promise.all(
        children.filter((child) => child.id !== lost).map((child) => rig.until(child.id, 'idle', isIdle)),
      );
      const query = `ParentWorkflowId = "${id}" AND ExecutionStatus = "Running"`;
      await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 20_000 }).toBe(150);
      for (const executions of [100, 100, 20, 20]) {
        const explanation = await rig.explain(id, { limits: { executions } });
        expect(explanation).toMatchObject({
          cause: 'child-blocked',
          path: [{ workflowId: id }, { workflowId: lost, cause: 'no-workflow-worker' }],
        });
      }
    });

    it('forty children wait in all ways, and one retries', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const name = randomUUID();
      const children = Array.from({ length: 39 }, (__, index) => ({
        id: `well-${index}-${name}`,
        steps: [index % 2 === 0 ? { do: 'sleep', milliseconds: 3_600_000 } : { do: 'signal', name: 'go' }],
      }));
      const bad = { id: `bad-${name}`, steps: [{ do: 'activity', name: 'fail' }] };
      const well = await rig.start('awaitMany', queue, {}, children.slice(0, 20));
      const id = await rig.start('awaitMany', queue, {}, [...children.slice(20), bad]);
      await rig.until(bad.id, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.untilChildren(well, 20);
      await rig.untilChildren(id, 20);
      for (const child of children) await rig.until(child.id, 'idle', isIdle);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: bad.id, cause: 'activity-retrying' }],
      });
      expect(await rig.explain(well)).toMatchObject({ cause: 'child-running', healthy: true });
    });

    it('a parent whose own task fails comes before its child that nobody takes', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [
        {
          do: 'child',
          beside: true,
          name: 'steps',
          id: `child-${randomUUID()}`,
          taskQueue: newQueue('nobody'),
          args: [[]],
        },
        { do: 'sleep', milliseconds: 300 },
        { do: 'throw' },
      ]);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.also.map(({ cause }) => cause)).toContain('child-blocked');
    });

    it('a backoff of its own comes before the backoff of a child', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', beside: true, name: 'steps', id: child, args: [[{ do: 'activity', name: 'typo' }]] },
        { do: 'activity', name: 'failLater', args: [7_200] },
      ]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.until(child, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('backoff');
      expect(explanation.also.map(({ cause }) => cause)).toContain('child-blocked');
    });
  });

  describe.concurrent('abandoned children', () => {
    it('one that is stuck does not make a parent stuck that waits for a signal', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.start('startAndWait', queue, {}, [{ id: child, taskQueue: newQueue('nobody'), steps: [] }]);
      await rig.untilChildren(id);
      // What can wake it is what a worker says, which may take its time.
      await expect
        .poll(() => rig.explain(id), { timeout: 20_000 })
        .toMatchObject({
          cause: 'signal-wait',
          healthy: true,
          headline: expect.stringContaining('"close"') as unknown,
        });
      expect((await rig.explain(id)).also.map(({ cause }) => cause)).toContain('child-blocked');
    });

    it('one that is waited for all the same makes its parent stuck', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        {
          do: 'child',
          name: 'steps',
          id: child,
          taskQueue: newQueue('nobody'),
          options: { parentClosePolicy: 'ABANDON' },
          args: [[]],
        },
      ]);
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'no-workflow-worker' }],
      });
    });

    it('one that is well leaves its parent well', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.start('startAndWait', queue, {}, [{ id: child, steps: [{ do: 'forever' }] }]);
      await rig.untilChildren(id);
      await rig.until(child, 'idle', isIdle);
      expect(await rig.explain(id)).toMatchObject({ healthy: true });
    });
  });

  describe.concurrent('children of several runs', () => {
    it('one that continued as new and is stuck in its newest run', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'laterRun', id: child, args: [3, [{ do: 'activity', name: 'typo' }]] },
      ]);
      await rig.until(child, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'activity-not-registered' }],
      });
    });

    it('one that continued as new and is well', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'laterRun', id: child, args: [2, [{ do: 'signal', name: 'go' }]] },
      ]);
      await rig.until(child, 'its newest run', (each) => isIdle(each) && isLaterRun(each));
      await rig.untilChildren(id);
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({
        cause: 'child-running',
        healthy: true,
        path: [{}, { cause: 'signal-wait' }],
      });
    });

    it('one that failed and is tried again in an hour', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const retry = { initialInterval: '1 hour', maximumInterval: '1 hour' };
      const id = await rig.steps(queue, [
        {
          do: 'child',
          name: 'steps',
          id: child,
          options: { retry },
          args: [[{ do: 'activity', name: 'failForGood', args: ['declined'] }]],
        },
      ]);
      await rig.until(child, 'its second run', isLaterRun);
      await rig.untilChildren(id);
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({
        cause: 'child-running',
        healthy: true,
        path: [{}, { cause: 'start-delayed' }],
      });
      expect(all(explanation)).toContain('declined');
    });

    it('one of a cron schedule, between its runs', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'steps', id: child, options: { cronSchedule: '0 0 1 1 *' }, args: [[]] },
      ]);
      await rig.until(id, 'its child', ({ pendingChildren }) => Boolean(pendingChildren?.[0]?.runId));
      expect(await rig.explain(id)).toMatchObject({ cause: 'child-running', healthy: true });
    });

    it('one that somebody has reset, and that is stuck since', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        {
          do: 'child',
          name: 'steps',
          id: child,
          args: [
            [
              { do: 'signal', name: 'go' },
              { do: 'activity', name: 'typo' },
            ],
          ],
        },
      ]);
      const { workflowExecutionInfo } = await rig.until(child, 'its wait', isIdle);
      await rig.untilChildren(id);
      await rig.connection.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: workflowExecutionInfo?.execution ?? null,
        workflowTaskFinishEventId: 4 as never,
        reason: 'x',
        requestId: randomUUID(),
      });
      await rig.client.workflow.getHandle(child).signal('go');
      await rig.until(child, 'a second attempt', isActivity(SCHEDULED, 2));
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'activity-not-registered' }],
      });
    });

    it('one that is over, of which a parent never hears that was reset to after its start', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const grandchild = `grandchild-${randomUUID()}`;
      const own = [{ do: 'child', name: 'steps', id: grandchild, args: [[{ do: 'forever' }]] }];
      const id = await rig.steps(queue, [{ do: 'child', name: 'steps', id: child, args: [own] }]);
      await rig.until(grandchild, 'its wait', isIdle);
      await rig.untilChildren(child);
      await rig.untilChildren(id);
      await rig.client.workflow.getHandle(id).terminate('by mistake');
      await rig.until(child, 'its end', isClosed);
      // A run that is reset at once is still told of a child's end that is on its way to the run before it. The server ends what
      // the child has started only once it has told the parent.
      await rig.until(grandchild, 'its end', isClosed);
      const ended = await rig.explain(id);
      // What why advises does not make this mistake.
      expect(ended.remedy[1]?.text).toContain('before a child that ended with it was asked for');
      await rig.connection.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId: id },
        workflowTaskFinishEventId: 9 as never,
        reason: 'x',
        requestId: randomUUID(),
      });
      await rig.untilChildren(id);
      const explanation = await rig.explain(id, { now: later(60) });
      expect(explanation).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'closed-terminated' }],
      });
      expect(explanation.remedy[0]?.command).toContain('--event-id 4 ');
    });

    it('one that was terminated, whose parent goes on without it', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.start('outliveChild', queue, {}, child, [{ do: 'forever' }]);
      await rig.until(child, 'idle', isIdle);
      await rig.untilChildren(id);
      await rig.client.workflow.getHandle(child).terminate();
      await rig.until(id, 'idle', isIdle);
      expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
    });

    it('a parent that was cancelled with a child that is left to itself', async ({ expect }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const options = { cancellationType: 'ABANDON', parentClosePolicy: 'ABANDON' };
      const id = await rig.steps(queue, [
        { do: 'child', name: 'steps', id: child, options, args: [[{ do: 'forever' }]] },
      ]);
      await rig.until(child, 'idle', isIdle);
      await rig.untilChildren(id);
      await rig.client.workflow.getHandle(id).cancel();
      await rig.until(id, 'the end', isClosed);
      expect((await rig.explain(id)).cause).toBe('closed-canceled');
      expect(await rig.explain(child)).toMatchObject({ cause: 'signal-wait', healthy: true });
    });
  });
});
