// Activities whose options were changed, whose payloads cannot be read, and of which there are thousands.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { all, nightShifts, SCHEDULED, STARTED, told } from '../../support/night-shift';
import { hasHeartbeat, isActivity, isIdle, later, newQueue } from '../../support/server-rig';
import { spawnWorker } from '../../support/spawn-worker';

type Payloads = { metadata?: Record<string, Uint8Array> | null; data?: Uint8Array | null }[];
const onCall = fileURLToPath(new URL('../../workflows/on-call.ts', import.meta.url));

describe.each(nightShifts())('activities of %s', (_, rig) => {
  const advised = ({ remedy }: Awaited<ReturnType<typeof rig.explain>>): string =>
    remedy.map(({ text, command = '' }) => `${text} ${command}`).join('\n');
  const move = async (workflowId: string, taskQueue: string) =>
    await rig.connection.workflowService.updateActivityOptions({
      namespace: 'default',
      execution: { workflowId },
      identity: 'anna',
      type: 'fail',
      activityOptions: { taskQueue: { name: taskQueue } },
      updateMask: { paths: ['task_queue.name'] },
    });
  const pause = async (workflowId: string, type: string) =>
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId },
      identity: 'anna',
      type,
      reason: 'the bank is down',
    });

  describe.concurrent('that nobody takes', () => {
    it('one that an operator has moved to a queue which nobody polls', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [
        {
          do: 'activity',
          name: 'fail',
          options: { retry: { initialInterval: '1 second', maximumInterval: '1 second' } },
        },
      ]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const elsewhere = newQueue('elsewhere');
      await move(id, elsewhere);
      await rig.until(id, 'the new queue', ({ pendingActivities }) => {
        const [activity] = pendingActivities ?? [];
        return activity?.activityOptions?.taskQueue?.name === elsewhere && activity.nextAttemptScheduleTime == null;
      });
      const explanation = await rig.explain(id, { now: later(5) });
      expect(explanation.cause).toBe('no-activity-worker');
      expect(explanation.headline).toContain(elsewhere);
    });

    it('one whose worker was stopped while it ran', async ({ expect }) => {
      const queue = newQueue();
      const worker = await rig.runOnCall(queue);
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'fallSilent', options: { retry: { initialInterval: '5 seconds' } } },
      ]);
      await rig.until(id, 'its activity at work', hasHeartbeat);
      await worker.stop();
      await rig.until(
        id,
        'a second attempt that is due',
        (each) => isActivity(SCHEDULED, 2)(each) && each.pendingActivities?.[0]?.nextAttemptScheduleTime == null,
      );
      expect((await rig.explain(id, { now: later(85) })).cause).toBe('no-activity-worker');
    });

    it('one whose worker was stopped, and whose next attempt is ten minutes away', async ({ expect }) => {
      const queue = newQueue();
      const worker = await rig.runOnCall(queue);
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'fallSilent', options: { retry: { initialInterval: '10 minutes' } } },
      ]);
      await rig.until(id, 'its activity at work', hasHeartbeat);
      await worker.stop();
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      expect((await rig.explain(id, { now: later(85) })).cause).toBe('no-activity-worker');
    });

    it('one that failed, and whose worker has left before the next attempt', async ({ expect }) => {
      const queue = newQueue();
      const worker = await rig.runOnCall(queue);
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'fail', options: { retry: { initialInterval: '3 minutes' } } },
      ]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      await worker.stop();
      const explanation = await rig.explain(id, { now: later(85) });
      expect(explanation.cause).toBe('activity-retrying');
      expect(all(explanation)).toMatch(/no worker polls/i);
    });

    it('one whose attempt was too long on a worker that was killed then', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      const { kill } = await spawnWorker(queue, { workflows: onCall });
      const options = { startToCloseTimeout: '2 seconds', retry: { initialInterval: '10 minutes' } };
      const id = await rig.steps(queue, [{ do: 'activity', name: 'hold', options }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      await kill();
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      expect((await rig.explain(id, { now: later(90) })).cause).toBe('no-activity-worker');
    });

    it('one that was paused on a queue which nobody polls', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work', taskQueue: newQueue('nobody') }]);
      await rig.until(id, 'its activity', isActivity(SCHEDULED));
      await pause(id, 'work');
      await rig.until(id, 'the pause', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
      expect((await rig.explain(id)).cause).toBe('activity-paused');
    });

    it('1,200 of them', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const nobody = newQueue('nobody');
      const list = Array.from({ length: 1_200 }, () => ({
        do: 'activity',
        beside: true,
        name: 'work',
        taskQueue: nobody,
      }));
      const id = await rig.steps(queue, [...list, { do: 'forever' }]);
      await rig.until(
        id,
        'all',
        (each) => each.pendingActivities?.length === 1_200 && each.pendingWorkflowTask == null,
      );
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('no-activity-worker');
      expect(all(explanation).length).toBeLessThan(6_000);
    });
  });

  describe.concurrent('that wait for room', () => {
    it('a worker that takes one in a minute by its own limit', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await rig.runOnCall(queue, { maxActivitiesPerSecond: 1 / 60 });
      const list = Array.from({ length: 4 }, () => ({ do: 'activity', beside: true, name: 'work' }));
      const id = await rig.steps(queue, [...list, { do: 'forever' }]);
      await rig.until(id, 'some that wait', isActivity(SCHEDULED));
      await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 40_000 }).toBe('queue-backlog');
    });

    it('one that somebody outside completes, and sends heartbeats for', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'outside', options: { heartbeatTimeout: '20 seconds', activityId: 'paid-outside' } },
      ]);
      const { pendingActivities } = await rig.until(id, 'its activity', isActivity(STARTED));
      const activityId = pendingActivities?.[0]?.activityId ?? '';
      await rig.client.activity.heartbeat({ workflowId: id, activityId }, 'paid half');
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
      expect(explanation.headline).toContain('heartbeat');
    });

    it('one whose worker was stopped, and that is at work on the next one', async ({ expect }) => {
      const queue = newQueue();
      const worker = await rig.runOnCall(queue);
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'fallSilent', options: { retry: { initialInterval: '5 seconds' } } },
      ]);
      await rig.until(id, 'its activity at work', hasHeartbeat);
      await worker.stop();
      await rig.runOnCall(queue);
      await rig.until(id, 'its second attempt', isActivity(STARTED, 2));
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
    });

    it('one that was reset while it runs', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [{ do: 'activity', name: 'beat', options: { heartbeatTimeout: '1 minute' } }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      await rig.connection.workflowService.resetActivity({
        namespace: 'default',
        execution: { workflowId: id },
        identity: 'anna',
        type: 'beat',
      });
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
    });

    it('one that runs again in a run that somebody has reset', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [{ do: 'activity', name: 'hold' }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      const { runId } = await rig.connection.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId: id },
        workflowTaskFinishEventId: 4 as never,
        reason: 'x',
        requestId: randomUUID(),
      });
      await rig.until(
        id,
        'its activity again',
        (each) => isActivity(STARTED)(each) && each.workflowExecutionInfo?.execution?.runId === runId,
      );
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
    });

    it('one of a worker without a workflow, on a queue of its own', async ({ expect }) => {
      const queue = await rig.home();
      const apart = newQueue('apart');
      await rig.run(apart, { workflows: false });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'hold', taskQueue: apart }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
    });
  });

  describe.concurrent('that fail', () => {
    it('a worker whose codec cannot read the arguments', async ({ expect }) => {
      const [queue, apart] = [await rig.home(), newQueue('apart')];
      const codec = {
        encode: async (payloads: Payloads) => payloads,
        decode: async () => {
          throw new Error('key 7 is not known');
        },
      };
      await rig.run(apart, { workflows: false, dataConverter: { payloadCodecs: [codec] } });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work', args: ['x'], taskQueue: apart }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
      expect(explanation.headline).toContain('key 7 is not known');
      expect(advised(explanation)).toContain('Give the worker the payload codec');
    });

    it('a worker whose codec cannot write the result', async ({ expect }) => {
      const [queue, apart] = [await rig.home(), newQueue('apart')];
      const codec = {
        encode: async () => {
          throw new Error('the key service is away');
        },
        decode: async (payloads: Payloads) => payloads,
      };
      await rig.run(apart, { workflows: false, dataConverter: { payloadCodecs: [codec as never] } });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work', taskQueue: apart }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2)).catch(() => undefined);
      const explanation = await rig.explain(id);
      expect(['activity-retrying', 'activity-running', 'activity-silent']).toContain(explanation.cause);
    });

    it('a worker whose interceptor throws', async ({ expect }) => {
      const queue = newQueue();
      await rig.runOnCall(queue, {
        interceptors: {
          activity: [
            () => ({
              inbound: {
                execute: async () => {
                  throw new Error('no tenant in the headers');
                },
              },
            }),
          ],
        },
      });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work' }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
      expect(explanation.headline).toContain('no tenant in the headers');
    });

    it('failures whose message is in a payload', async ({ expect }) => {
      const queue = newQueue();
      const failureConverterPath = fileURLToPath(new URL('../../programs/encoded-failures.cjs', import.meta.url));
      await rig.run(queue, { workflows: '../workflows/on-call.ts', dataConverter: { failureConverterPath } });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'fail', args: ['the bank is closed'] }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
      expect(explanation.headline).toContain('the bank is closed');
    });

    it('failures that are encrypted say so', async ({ expect }) => {
      const queue = newQueue();
      const failureConverterPath = fileURLToPath(new URL('../../programs/encoded-failures.cjs', import.meta.url));
      const codec = {
        encode: async (payloads: Payloads) =>
          payloads.map(({ metadata, data }) => ({
            metadata: { encoding: Buffer.from('binary/encrypted'), was: metadata?.['encoding'] ?? Buffer.from('') },
            data: Buffer.from(data ?? []).reverse(),
          })),
        decode: async (payloads: Payloads) =>
          payloads.map(({ metadata, data }) =>
            metadata?.['was'] === undefined
              ? { metadata, data }
              : { metadata: { encoding: metadata['was'] }, data: Buffer.from(data ?? []).reverse() },
          ),
      };
      await rig.run(queue, {
        workflows: '../workflows/on-call.ts',
        dataConverter: { failureConverterPath, payloadCodecs: [codec as never] },
      });
      const id = await rig.steps(queue, [{ do: 'activity', name: 'fail', args: ['secret of the customer'] }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
      expect(all(explanation)).not.toContain('secret of the customer');
      expect(advised(explanation)).toMatch(/codec/i);
    });

    it('an interval of ten minutes by its retry policy', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [
        { do: 'activity', name: 'fail', options: { retry: { initialInterval: '10 minutes' } } },
      ]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      expect((await rig.explain(id)).cause).toBe('backoff');
    });

    it('one whose time as a whole is nearly over', async ({ expect }) => {
      const queue = await rig.home();
      const options = { scheduleToCloseTimeout: '40 seconds', retry: { initialInterval: '15 seconds' } };
      const id = await rig.steps(queue, [{ do: 'activity', name: 'fail', options }]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
    });

    it('a local one that is tried again and again within one task', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await rig.runOnCall(queue);
      const options = { localRetryThreshold: '1 hour', retry: { initialInterval: '2 seconds', backoffCoefficient: 1 } };
      const id = await rig.steps(queue, [{ do: 'local', name: 'fail', options }]);
      await rig.until(id, 'a renewed task', (each) => Number(each.workflowExecutionInfo?.historyLength) > 6);
      expect((await rig.explain(id)).cause).toBe('local-activity-running');
    });

    it('a local one whose next attempt is half an hour away', async ({ expect }) => {
      const queue = await rig.home();
      const options = { localRetryThreshold: '1 second', retry: { initialInterval: '30 minutes' } };
      const id = await rig.steps(queue, [{ do: 'local', name: 'fail', options }]);
      await rig.until(id, 'its timer', isIdle);
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('activity-retrying');
      expect(told(explanation)).toContain('provider is down');
    });

    it('one that blocks the worker which has it', { timeout: 120_000 }, async ({ expect }) => {
      const queue = newQueue();
      await spawnWorker(queue, { workflows: onCall });
      const waiting = await rig.steps(queue, [{ do: 'signal', name: 'go' }]);
      await rig.until(waiting, 'idle', isIdle);
      const id = await rig.steps(queue, [{ do: 'activity', name: 'spin' }]);
      await rig.until(id, 'its activity', isActivity(STARTED));
      await rig.client.workflow.getHandle(waiting).signal('go');
      await expect
        .poll(async () => (await rig.explain(waiting)).cause, { timeout: 60_000, interval: 1_000 })
        .toBe('workflow-task-timing-out');
    });
  });
});
