// Workflow tasks that fail by what the server refuses, by what was deployed, and by what code throws.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED } from '../../support/night-shift';
import { type Description, isIdle, isTaskAttempt, later, newQueue } from '../../support/server-rig';
import { spawnWorker } from '../../support/spawn-worker';

const isClosed = ({ workflowExecutionInfo }: Description): boolean => workflowExecutionInfo?.closeTime != null;

const onCall = fileURLToPath(new URL('../../workflows/on-call.ts', import.meta.url));

const rigs = nightShifts({ others: ['../workflows/on-call-deployed.ts', '../workflows/broken.ts'] });

describe.concurrent.each(rigs)('workflow tasks of %s', (_, rig) => {
  const advised = ({ remedy }: Awaited<ReturnType<typeof rig.explain>>): string =>
    remedy.map(({ text, command = '' }) => `${text} ${command}`).join('\n');

  describe.concurrent('that the server refuses', () => {
    it('two activities of one id', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('sameActivityIds', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toMatch(/DUPLICATE_ID|duplicate/i);
      expect(advised(explanation)).toMatch(/id of its own|activityId/);
      expect(advised(explanation)).not.toContain('at the line above');
    });

    it('a memo of three megabytes', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('largeMemo', queue, {}, 3_000_000);
      await rig.until(id, 'trouble', (each) => isClosed(each) || isTaskAttempt(2)(each));
      const explanation = await rig.explain(id);
      expect(['workflow-task-failing', 'closed-terminated']).toContain(explanation.cause);
      expect(all(explanation)).toMatch(/memo/i);
      expect(advised(explanation)).toMatch(/less data|explain HR3002/);
    });

    it('a child with a search attribute that is not registered', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('childOfUnknownAttribute', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('NoSuchAttribute');
      expect(advised(explanation)).toContain('Register the search attribute');
    });

    it('a search attribute of another type', async ({ expect }) => {
      const queue = await rig.home();
      const name = `Count${randomUUID().replaceAll('-', '')}`;
      await rig.connection.operatorService.addSearchAttributes({
        namespace: 'default',
        searchAttributes: { [name]: 3 },
      });
      const id = await rig.start('wrongAttributeType', queue, {}, name);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain(name);
    });
  });

  describe.concurrent('that hold too much', () => {
    it('a result of an activity of three megabytes', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'large', args: [3_000_000], options: { retry: { maximumAttempts: 1 } } },
      ]);
      await rig.until(id, 'its end', isClosed);
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('closed-failed');
      expect(all(explanation)).toMatch(/size limit|HR3002|larger than/i);
    });

    it('an argument of three megabytes', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('passMuch', queue, {}, 3_000_000, 1);
      await rig.until(id, 'trouble', (each) => isClosed(each) || isTaskAttempt(2)(each));
      const explanation = await rig.explain(id);
      expect(['closed-terminated', 'workflow-task-failing']).toContain(explanation.cause);
      expect(advised(explanation)).toMatch(/less data|explain HR3002/);
    });

    it('more in one task than a message may hold', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('passMuch', queue, {}, 1_500_000, 4);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(advised(explanation)).toMatch(/less data/);
    });
  });

  describe.concurrent('that code fails', () => {
    it('a type to go on in that is not registered', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('moveOn', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-not-registered');
      expect(explanation.headline).toContain('nextVersion');
    });

    it('a rejection that nobody caught', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('rejectBeside', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('nobody caught this');
    });

    it('a text that was thrown', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('throwText', queue);
      await rig.until(id, 'trouble', (each) => isClosed(each) || isTaskAttempt(2)(each));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('out of stock');
    });

    it('a bundle that throws while it is loaded', async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue, { workflows: '../workflows/broken.ts' });
      const id = await rig.start('broken', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.headline).toContain('no price list');
    });

    it('a worker that is killed in a task, as a local activity has one', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      const { kill } = await spawnWorker(queue, { workflows: onCall });
      const id = await rig.steps(queue, [{ do: 'local', name: 'hold' }]);
      await rig.until(id, 'a renewed task', (each) => Number(each.workflowExecutionInfo?.historyLength) > 6);
      await kill();
      await rig.until(
        id,
        'a task that nobody has',
        (each) => each.pendingWorkflowTask?.state === SCHEDULED && each.workflowExecutionInfo?.closeTime == null,
      );
      // For a while nobody can know whether it is gone or busy.
      expect(['workflow-task-timing-out', 'unknown']).toContain((await rig.explain(id, { now: later(15) })).cause);
      expect((await rig.explain(id, { now: later(85) })).cause).toBe('no-workflow-worker');
    });

    it('another activity than before, in a child of a healthy parent', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, q2] = [await rig.home(), newQueue()];
      const before = await rig.runOnCall(q2);
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [{ do: 'child', name: 'deployed', id: child, taskQueue: q2 }]);
      await rig.until(child, 'idle', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 9);
      await before.stop();
      await rig.run(q2, { workflows: '../workflows/on-call-deployed.ts' });
      await rig.client.workflow.getHandle(child).signal('wake');
      await rig.until(child, 'a second attempt', isTaskAttempt(2));
      await rig.untilChildren(id);
      expect(await rig.explain(id)).toMatchObject({
        cause: 'child-blocked',
        path: [{}, { workflowId: child, cause: 'nondeterminism' }],
      });
    });
  });
});
