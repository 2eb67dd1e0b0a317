// Every cause that a dev server can be brought to show, under a raw worker and under Handrail's, whose errors read
// differently. What the tests wait for is read from the server; then one look has to tell it.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import type { CauseSlug, Explanation } from '../../src';
import { nightShifts, SCHEDULED, STARTED } from '../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, later, newQueue } from '../support/server-rig';

function verdict({ cause, healthy, code }: Explanation): { cause: CauseSlug; healthy: boolean; code: string | null } {
  return { cause, healthy, code };
}

const rigs = nightShifts({ atHome: '../workflows/stuck.ts', others: ['../workflows/changed.ts'] });

describe.concurrent.each(rigs)('with %s', (_, rig) => {
  describe.concurrent('closed executions', () => {
    it('closed-failed names the innermost failure', async ({ expect }) => {
      const queue = newQueue();
      const { stop } = await rig.run(queue);
      const id = await rig.start('failWith', queue, {}, 'card declined');
      await rig.client.workflow
        .getHandle(id)
        .result()
        .catch(() => {});
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'closed-failed', healthy: false, code: 'HR7002' });
      expect(explanation.headline).toMatch(/ failed .* ago: activity "failForGood": card declined$/);
      expect(explanation.evidence.map(({ what }) => what).join('\n')).toContain(
        'activity "failForGood" (id 1) failed, and its failure is not retryable',
      );
      await stop();
    });

    it('closed-timed-out says what it was waiting for', async ({ expect }) => {
      const queue = newQueue();
      const id = await rig.start('succeed', queue, { workflowRunTimeout: 1_000 });
      await rig.until(id, 'its end', ({ workflowExecutionInfo }) => workflowExecutionInfo?.status !== 1);
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'closed-timed-out', healthy: false, code: 'HR7003' });
      expect(explanation.headline).toMatch(/while it waited for a worker to take its workflow task\.$/);
    });

    it('closed-terminated, closed-canceled and closed-completed', async ({ expect }) => {
      const queue = await rig.home();
      const terminated = await rig.start('sleepFor', queue, {}, 60_000);
      await rig.client.workflow.getHandle(terminated).terminate('duplicate order');
      const cancelled = await rig.start('sleepFor', queue, {}, 60_000);
      await rig.until(cancelled, 'a timer', isIdle);
      await rig.client.workflow.getHandle(cancelled).cancel();
      await rig.client.workflow
        .getHandle(cancelled)
        .result()
        .catch(() => {});
      const completed = await rig.start('succeed', queue);
      await rig.client.workflow.getHandle(completed).result();
      expect(verdict(await rig.explain(terminated))).toEqual({
        cause: 'closed-terminated',
        healthy: false,
        code: 'HR7004',
      });
      expect((await rig.explain(terminated)).headline).toContain('duplicate order');
      expect(verdict(await rig.explain(cancelled))).toEqual({
        cause: 'closed-canceled',
        healthy: false,
        code: 'HR7005',
      });
      expect(verdict(await rig.explain(completed))).toEqual({ cause: 'closed-completed', healthy: true, code: null });
    });

    it('closed-continued-as-new where the old run is asked about, the newest run where none is', async ({ expect }) => {
      const queue = await rig.home();
      const workflowId = `continued-${randomUUID()}`;
      const { firstExecutionRunId } = await rig.client.workflow.start('continueOnce', {
        workflowId,
        taskQueue: queue,
      });
      await rig.until(
        workflowId,
        'its second run',
        (each) =>
          each.workflowExecutionInfo?.execution?.runId !== firstExecutionRunId &&
          isIdle(each) &&
          Number(each.workflowExecutionInfo?.historyLength) > 1,
      );
      expect(verdict(await rig.explain(workflowId, { runId: firstExecutionRunId }))).toEqual({
        cause: 'closed-continued-as-new',
        healthy: true,
        code: null,
      });
      expect(verdict(await rig.explain(workflowId))).toEqual({ cause: 'timer-wait', healthy: true, code: null });
    });
  });

  describe.concurrent('workflow tasks', () => {
    it('no-workflow-worker on a queue that was never polled', async ({ expect }) => {
      const queue = newQueue();
      const id = await rig.start('succeed', queue);
      expect(verdict(await rig.explain(id))).toEqual({ cause: 'no-workflow-worker', healthy: false, code: 'HR7011' });
    });

    it('no-workflow-worker where the worker has left, also for a cancellation that waits', async ({ expect }) => {
      const queue = newQueue();
      const { stop } = await rig.run(queue);
      const id = await rig.start('awaitSignal', queue);
      await rig.until(id, 'nothing pending', isIdle);
      await stop();
      await rig.client.workflow.getHandle(id).cancel();
      const explanation = await rig.explain(id, { now: later(80) });
      expect(verdict(explanation)).toEqual({ cause: 'no-workflow-worker', healthy: false, code: 'HR7011' });
    });

    it('workflow-not-registered', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('noSuchWorkflow', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      expect(verdict(await rig.explain(id))).toEqual({
        cause: 'workflow-not-registered',
        healthy: false,
        code: 'HR7014',
      });
    });

    it('workflow-task-failing for a fault in the code, with the line', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('throwTypeError', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'workflow-task-failing', healthy: false, code: 'HR7015' });
      expect(explanation.evidence.map(({ what }) => what).join('\n')).toMatch(/stuck\.ts:\d+/);
    });

    it('workflow-task-failing for what the server refuses', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('badSearchAttribute', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'workflow-task-failing', healthy: false, code: 'HR7015' });
      expect(explanation.headline).toContain('BAD_SEARCH_ATTRIBUTES');
    });

    it('nondeterminism', async ({ expect }) => {
      const queue = newQueue();
      const { stop } = await rig.run(queue);
      const id = await rig.start('changed', queue);
      await rig.until(id, 'its first timer', isIdle);
      await stop();
      await rig.run(queue, { workflows: '../workflows/changed.ts' });
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      expect(verdict(await rig.explain(id))).toEqual({ cause: 'nondeterminism', healthy: false, code: 'HR7013' });
    });

    it('workflow-task-timing-out', async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue);
      const id = await rig.start('unspeakable', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      expect(verdict(await rig.explain(id))).toEqual({
        cause: 'workflow-task-timing-out',
        healthy: false,
        code: 'HR7016',
      });
    });

    it('local-activity-running', async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue);
      const id = await rig.start('callLocally', queue, {}, 'hold', {});
      await rig.until(
        id,
        'a renewed task',
        ({ pendingWorkflowTask: task }) =>
          Number(task?.scheduledTime?.seconds ?? 0) - Number(task?.originalScheduledTime?.seconds ?? 0) > 2,
      );
      expect(verdict(await rig.explain(id))).toEqual({
        cause: 'local-activity-running',
        healthy: false,
        code: 'HR7017',
      });
    });

    it('start-delayed', async ({ expect }) => {
      const queue = await rig.home();
      const delayed = await rig.start('succeed', queue, { startDelay: '1 hour' });
      const cron = await rig.start('succeed', queue, { cronSchedule: '0 0 1 1 *' });
      for (const id of [delayed, cron]) {
        expect(verdict(await rig.explain(id))).toEqual({ cause: 'start-delayed', healthy: true, code: null });
      }
    });
  });

  describe.concurrent('activities', () => {
    const call = (name: string, more: object = {}) => [{ name, ...more }];

    it('activity-running without heartbeats, and with them', async ({ expect }) => {
      const queue = await rig.home();
      const holding = await rig.start('callActivities', queue, {}, call('hold'));
      const beating = await rig.start(
        'callActivities',
        queue,
        {},
        call('beat', { options: { heartbeatTimeout: '5 seconds' } }),
      );
      await rig.until(holding, 'a started activity', isActivity(STARTED));
      await rig.until(
        beating,
        'a heartbeat',
        ({ pendingActivities }) => pendingActivities?.[0]?.lastHeartbeatTime != null,
      );
      expect(verdict(await rig.explain(holding))).toEqual({ cause: 'activity-running', healthy: true, code: null });
      const explanation = await rig.explain(beating);
      expect(verdict(explanation)).toEqual({ cause: 'activity-running', healthy: true, code: null });
      expect(explanation.headline).toMatch(/, with a heartbeat .* ago\.$/);
    });

    it('no-activity-worker on a queue that was never polled, and on one whose workers have no activities', async ({
      expect,
    }) => {
      const queue = newQueue();
      await rig.run(queue, { activities: undefined });
      const elsewhere = await rig.start('callActivities', queue, {}, call('work', { taskQueue: newQueue('never') }));
      const here = await rig.start('callActivities', queue, {}, call('work'));
      for (const id of [elsewhere, here]) {
        await rig.until(id, 'a scheduled activity', isActivity(SCHEDULED));
        expect(verdict(await rig.explain(id))).toEqual({
          cause: 'no-activity-worker',
          healthy: false,
          code: 'HR7021',
        });
      }
    });

    it('activity-not-registered, with the name that was meant', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('callActivities', queue, {}, call('failForGod'));
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'activity-not-registered', healthy: false, code: 'HR7023' });
      expect(explanation.headline).toContain('did you mean failForGood?');
    });

    it('activity-retrying and backoff, with what they fail with', async ({ expect }) => {
      const queue = await rig.home();
      const retrying = await rig.start(
        'callActivities',
        queue,
        {},
        call('fail', { options: { retry: { initialInterval: '30 seconds' } } }),
      );
      const waiting = await rig.start(
        'callActivities',
        queue,
        {},
        call('fail', { options: { retry: { initialInterval: '6 hours', maximumInterval: '6 hours' } } }),
      );
      const delayed = await rig.start('callActivities', queue, {}, call('failLater', { args: [3_600] }));
      for (const id of [retrying, waiting, delayed]) await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(retrying);
      expect(verdict(explanation)).toEqual({ cause: 'activity-retrying', healthy: false, code: 'HR7027' });
      expect(explanation.headline).toContain('provider is down');
      for (const id of [waiting, delayed]) {
        expect(verdict(await rig.explain(id))).toEqual({ cause: 'backoff', healthy: false, code: 'HR7026' });
      }
    });

    it('activity-paused', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('callActivities', queue, {}, call('fail'));
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.connection.workflowService.pauseActivity({
        namespace: 'default',
        execution: { workflowId: id },
        id: '1',
        identity: 'anna@laptop',
        reason: 'provider is down',
      });
      await rig.until(id, 'the pause', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'activity-paused', healthy: false, code: 'HR7020' });
      expect(explanation.headline).toContain('by anna@laptop: provider is down');
    });

    it('heartbeat-overdue', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start(
        'callActivities',
        queue,
        {},
        call('fallSilent', { options: { heartbeatTimeout: '5 minutes' } }),
      );
      await rig.until(id, 'a started activity', isActivity(STARTED));
      const explanation = await rig.explain(id, { now: later(270) });
      expect(explanation.cause).toBe('heartbeat-overdue');
    });

    it('queue-backlog where all slots are taken by this execution or by another one', async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue, { maxConcurrentActivityTaskExecutions: 1 });
      const both = await rig.start('callActivities', queue, {}, [{ name: 'hold' }, { name: 'hold' }]);
      await rig.until(both, 'one of them at work', isActivity(STARTED));
      const other = await rig.start('callActivities', queue, {}, call('hold'));
      await rig.until(other, 'a scheduled activity', isActivity(SCHEDULED));
      for (const id of [both, other]) {
        // The server counts a backlog a moment later than it has one.
        await expect
          .poll(async () => verdict(await rig.explain(id, { now: later(5) })), { timeout: 30_000 })
          .toEqual({ cause: 'queue-backlog', healthy: false, code: 'HR7022' });
      }
    });

    it('queue-backlog where the rate limit of the workers holds tasks back', async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue, { maxTaskQueueActivitiesPerSecond: 0.01 });
      // More than what each partition of the queue lets through at once, and the worker is handed with its workflow task.
      const calls = Array.from({ length: 20 }, () => ({ name: 'work' }));
      const id = await rig.start('callActivities', queue, {}, calls);
      await rig.until(
        id,
        'tasks that are held back',
        ({ pendingActivities }) =>
          pendingActivities !== null &&
          pendingActivities !== undefined &&
          pendingActivities.length < calls.length &&
          pendingActivities.every(({ state }) => state === SCHEDULED),
      );
      await expect
        .poll(async () => verdict(await rig.explain(id, { now: later(5) })), { timeout: 30_000 })
        .toEqual({ cause: 'queue-backlog', healthy: false, code: 'HR7022' });
      expect((await rig.explain(id, { now: later(5) })).headline).toContain('rate limit');
    });

    it('schedule-to-start-expired where the workflow swallowed it', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('swallowExpiry', queue, {}, newQueue('never'));
      await rig.until(
        id,
        'nothing pending',
        (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 7,
      );
      expect(verdict(await rig.explain(id))).toEqual({
        cause: 'schedule-to-start-expired',
        healthy: false,
        code: 'HR7033',
      });
    });
  });

  describe.concurrent('waits', () => {
    it('timer-wait, also where a signal would wake it', async ({ expect }) => {
      const queue = await rig.home();
      for (const id of [await rig.start('sleepFor', queue, {}, 3_600_000), await rig.start('signalOrTimeout', queue)]) {
        await rig.until(id, 'nothing pending', isIdle);
        expect(verdict(await rig.explain(id))).toEqual({ cause: 'timer-wait', healthy: true, code: null });
      }
    });

    it('signal-wait names the signal and the line', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('awaitSignal', queue);
      await rig.until(id, 'nothing pending', isIdle);
      const explanation = await rig.explain(id);
      expect(verdict(explanation)).toEqual({ cause: 'signal-wait', healthy: true, code: null });
      expect(explanation.headline).toContain('signal "approve"');
      expect(explanation.evidence.map(({ what }) => what).join('\n')).toMatch(/it waits at .*stuck\.ts:\d+/);
    });

    it('update-pending, but not while the handler is at work', async ({ expect }) => {
      const queue = await rig.home();
      const waiting = await rig.start('awaitUpdate', queue);
      const working = await rig.start('awaitUpdate', queue);
      for (const [id, isWorking] of [
        [waiting, false],
        [working, true],
      ] as const) {
        await rig.client.workflow.getHandle(id).startUpdate('settle', { args: [isWorking], waitForStage: 'ACCEPTED' });
      }
      await rig.until(waiting, 'nothing pending', isIdle);
      await rig.until(working, 'its activity', isActivity(STARTED));
      expect(verdict(await rig.explain(waiting))).toEqual({
        cause: 'update-pending',
        healthy: false,
        code: 'HR7031',
      });
      expect(verdict(await rig.explain(working))).toEqual({ cause: 'activity-running', healthy: true, code: null });
    });

    it('cancel-ignored, by a timer and by an activity', async ({ expect }) => {
      const queue = await rig.home();
      const sleeping = await rig.start('ignoreCancel', queue);
      const holding = await rig.start('holdThroughCancel', queue);
      await rig.until(sleeping, 'nothing pending', isIdle);
      await rig.until(holding, 'its activity', isActivity(STARTED));
      for (const id of [sleeping, holding]) {
        await rig.client.workflow.getHandle(id).cancel();
        await rig.until(
          id,
          'the task after it',
          (each) => each.pendingWorkflowTask == null && each.workflowExtendedInfo?.cancelRequested === true,
        );
        expect(verdict(await rig.explain(id))).toEqual({ cause: 'cancel-ignored', healthy: false, code: 'HR7028' });
      }
    });

    it('child-running and child-blocked, two levels down', async ({ expect }) => {
      const queue = await rig.home();
      const never = newQueue('never');
      const name = randomUUID();
      const child = (type: string, id: string, more: object = {}) => ({ type, workflowId: `${id}-${name}`, ...more });
      const well = await rig.start('awaitChildren', queue, {}, [child('sleepFor', 'sleeper', { args: [3_600_000] })]);
      const blocked = await rig.start('awaitChildren', queue, {}, [
        child('awaitChildren', 'middle', { args: [[child('succeed', 'leaf', { taskQueue: never })]] }),
        child('sleepFor', 'other', { args: [3_600_000] }),
      ]);
      await rig.untilChildren(well);
      await rig.untilChildren(blocked, 2);
      await rig.untilChildren(`middle-${name}`);
      await rig.until(`sleeper-${name}`, 'its timer', isIdle);
      expect(verdict(await rig.explain(well))).toEqual({ cause: 'child-running', healthy: true, code: null });
      const explanation = await rig.explain(blocked);
      expect(verdict(explanation)).toEqual({ cause: 'child-blocked', healthy: false, code: 'HR7029' });
      expect(explanation.path).toEqual([
        { workflowId: blocked, cause: 'child-blocked' },
        { workflowId: `middle-${name}`, cause: 'child-blocked' },
        { workflowId: `leaf-${name}`, cause: 'no-workflow-worker' },
      ]);
    });
  });
});

// It takes the processor from the others, whose queries would have no answer in time.
describe('workflow code that never yields', () => {
  describe.concurrent.each(rigs)('with %s', (_, rig) => {
    it('deadlock, also after a cancellation', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await rig.run(queue);
      const id = await rig.start('block', queue);
      const cancelled = await rig.start('blockAfterCancel', queue);
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      expect(verdict(await rig.explain(id))).toEqual({ cause: 'deadlock', healthy: false, code: 'HR7012' });
      // Two of them in one thread would take so long that the server breaks off their tasks first.
      await rig.client.workflow.getHandle(id).terminate();
      await rig.client.workflow.getHandle(cancelled).cancel();
      await rig.until(cancelled, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(cancelled);
      expect(verdict(explanation)).toEqual({ cause: 'deadlock', healthy: false, code: 'HR7012' });
      expect(explanation.headline).toContain('asked to cancel');
      await rig.client.workflow.getHandle(cancelled).terminate();
    });
  });
});
