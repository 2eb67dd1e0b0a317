// What is well, whenever one looks; and waits beside which something else is the matter.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { all, isClosed, NightShift, nightShifts, SCHEDULED } from '../../support/night-shift';
import { chargesWorkedOnBy } from '../../support/nexus-service';
import { isActivity, isIdle, isTaskAttempt, later, newQueue, WORKER_PACKAGES } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/nexus.ts'] });

describe.each(rigs)('waits under %s', (_, rig) => {
  /** The false alarms of some looks. */
  async function alarms(id: string, looks: number, milliseconds = 100): Promise<string[]> {
    const found: string[] = [];
    for (let look = 0; look < looks; look++) {
      const { healthy, cause, headline } = await rig.explain(id);
      if (!healthy) found.push(`${cause} ${headline}`);
      await wait(milliseconds);
    }
    return found;
  }

  describe.concurrent('that are well', () => {
    it('an activity in each of many runs', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('workInRuns', queue);
      expect((await alarms(id, 15)).join('\n')).toBe('');
      await rig.client.workflow.getHandle(id).terminate();
    });

    it('a storm of signals', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.steps(queue, [{ do: 'forever' }]);
      await rig.until(id, 'idle', isIdle);
      let isOver = false;
      const storm = (async () => {
        while (!isOver)
          await Promise.all(Array.from({ length: 10 }, () => rig.client.workflow.getHandle(id).signal('note')));
      })();
      const found = await alarms(id, 12);
      isOver = true;
      await storm;
      expect(found.join('\n')).toBe('');
    });

    it('an end in a storm of signals', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const found: string[] = [];
      for (let round = 0; round < 3; round++) {
        const id = await rig.start('endInAStorm', queue);
        await rig.until(id, 'idle', isIdle);
        let isOver = false;
        const storm = (async () => {
          const handle = rig.client.workflow.getHandle(id);
          while (!isOver)
            await Promise.all(Array.from({ length: 10 }, () => handle.signal('note').catch(() => (isOver = true))));
        })();
        found.push(...(await alarms(id, 6, 30)));
        isOver = true;
        await storm;
      }
      expect(found.join('\n')).toBe('');
    });

    it('a cron workflow in one of its runs', async ({ expect }) => {
      const queue = await rig.home();
      const id = await rig.start('steps', queue, { cronSchedule: '@every 1s' }, [
        { do: 'activity', name: 'hold', options: { heartbeatTimeout: '1 minute' } },
      ]);
      await rig.until(id, 'its activity', isActivity(2));
      expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
      await rig.client.workflow.getHandle(id).terminate();
    });

    it('a signal to an execution that is over, caught', async ({ expect }) => {
      const queue = await rig.home();
      const over = await rig.steps(queue, []);
      await rig.client.workflow.getHandle(over).result();
      const id = await rig.steps(queue, [{ do: 'external', id: over, name: 'go', swallows: true }, { do: 'forever' }]);
      await rig.until(id, 'idle', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 7);
      expect(await rig.explain(id)).toMatchObject({ cause: 'signal-wait', healthy: true });
    });

    it('a Nexus operation that a workflow works on', { timeout: 120_000 }, async ({ expect }) => {
      const [queue, handlers] = [newQueue(), newQueue('handlers')];
      const endpoint = `endpoint-${randomUUID()}`;
      await rig.connection.operatorService.createNexusEndpoint({
        spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: handlers } } },
      });
      await rig.run(queue, { workflows: '../workflows/nexus.ts' });
      const workflowId = `charge-${randomUUID()}`;
      await rig.client.workflow.start('steps', {
        workflowId,
        taskQueue: await rig.home(),
        args: [[{ do: 'sleep', milliseconds: 3_600_000 }]],
      });
      const nexusServices = [
        chargesWorkedOnBy({
          workflowId,
          taskQueue: await rig.home(),
          workflowIdConflictPolicy: 'USE_EXISTING',
        } as never),
      ];
      await rig.run(handlers, { workflows: false, nexusServices });
      const id = await rig.start('callNexus', queue, {}, endpoint);
      await rig.until(id, 'the start', ({ pendingNexusOperations }) => pendingNexusOperations?.[0]?.state === 3);
      expect(await rig.explain(id)).toMatchObject({ cause: 'child-running', healthy: true });
    });

    it(
      'a Nexus operation whose workflow continued as new, and is stuck since',
      { timeout: 120_000 },
      async ({ expect }) => {
        const [queue, handlers] = [newQueue(), newQueue('handlers')];
        const endpoint = `endpoint-${randomUUID()}`;
        await rig.connection.operatorService.createNexusEndpoint({
          spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: handlers } } },
        });
        await rig.run(queue, { workflows: '../workflows/nexus.ts' });
        const workflowId = `charge-${randomUUID()}`;
        const taskQueue = await rig.home();
        await rig.client.workflow.start('laterRun', {
          workflowId,
          taskQueue,
          args: [1, [{ do: 'activity', name: 'typo' }]],
        });
        const nexusServices = [
          chargesWorkedOnBy({ workflowId, taskQueue, workflowIdConflictPolicy: 'USE_EXISTING' } as never),
        ];
        await rig.run(handlers, { workflows: false, nexusServices });
        const id = await rig.start('callNexus', queue, {}, endpoint);
        await rig.until(id, 'the start', ({ pendingNexusOperations }) => pendingNexusOperations?.[0]?.state === 3);
        await rig.until(workflowId, 'a second attempt', isActivity(SCHEDULED, 2));
        expect(await rig.explain(id)).toMatchObject({
          cause: 'nexus-pending',
          path: [{}, { workflowId, cause: 'activity-not-registered' }],
        });
      },
    );

    it('a schedule whose last run failed and that goes on', { timeout: 120_000 }, async ({ expect }) => {
      const queue = await rig.home();
      const scheduleId = `schedule-${randomUUID()}`;
      const handle = await rig.client.schedule.create({
        scheduleId,
        spec: { intervals: [{ every: '1 day' }] },
        action: {
          type: 'startWorkflow',
          workflowType: 'steps',
          taskQueue: queue,
          args: [[{ do: 'activity', name: 'failForGood', args: ['no'] }]],
        },
        state: { triggerImmediately: true },
      });
      await expect
        .poll(
          async () => {
            const { recentActions, runningActions } = (await handle.describe()).info;
            return recentActions.length === 1 && runningActions.length === 0;
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      expect(await rig.explain(scheduleId)).toMatchObject({ cause: 'timer-wait', healthy: true });
      await handle.delete();
    });
  });

  describe.concurrent('whose time has come with nobody there', () => {
    it('a delayed start', async ({ expect }) => {
      const id = await rig.steps(newQueue('nobody'), [], { startDelay: '5 seconds' });
      expect(await rig.explain(id)).toMatchObject({ cause: 'start-delayed', healthy: true });
      await rig.until(id, 'its task', (each) => each.pendingWorkflowTask != null);
      expect((await rig.explain(id)).cause).toBe('no-workflow-worker');
    });

    it('a timer that has fired', async ({ expect }) => {
      const queue = newQueue();
      const worker = await rig.runOnCall(queue);
      const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 3_000 }]);
      await rig.until(id, 'idle', isIdle);
      await worker.stop();
      await rig.until(id, 'its task', (each) => each.pendingWorkflowTask != null);
      expect((await rig.explain(id, { now: later(90) })).cause).toBe('no-workflow-worker');
    });

    it('a cron run', async ({ expect }) => {
      const id = await rig.steps(newQueue('nobody'), [], { cronSchedule: '@every 1s' });
      await rig.until(id, 'its task', (each) => each.pendingWorkflowTask != null);
      expect((await rig.explain(id)).cause).toBe('no-workflow-worker');
      await rig.client.workflow.getHandle(id).terminate();
    });

    it('the end of a child whose parent has no worker any more', async ({ expect }) => {
      const [queue, apart] = [newQueue(), await rig.home()];
      const worker = await rig.runOnCall(queue);
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'steps', id: child, taskQueue: apart, args: [[{ do: 'signal', name: 'go' }]] },
      ]);
      await rig.until(child, 'idle', isIdle);
      await rig.untilChildren(id);
      await worker.stop();
      await rig.client.workflow.getHandle(child).signal('go');
      await rig.until(child, 'the end', isClosed);
      await rig.until(id, 'its task', (each) => each.pendingWorkflowTask != null);
      expect((await rig.explain(id, { now: later(90) })).cause).toBe('no-workflow-worker');
    });
  });

  describe.concurrent('of several things at once', () => {
    it('a failing task before a retrying activity, a blocked child, a paused activity and a timer', async ({
      expect,
    }) => {
      const queue = await rig.home();
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', beside: true, name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
        { do: 'activity', beside: true, name: 'fail' },
        { do: 'activity', beside: true, name: 'work', taskQueue: newQueue('nobody') },
        { do: 'sleep', beside: true, milliseconds: 3_600_000 },
        { do: 'signal', name: 'go' },
        { do: 'throw' },
      ]);
      await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      expect((await rig.explain(id)).cause).toBe('no-activity-worker');
      await rig.client.workflow.getHandle(id).signal('go');
      await rig.until(id, 'a second attempt', isTaskAttempt(2));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('workflow-task-failing');
      expect(explanation.also.map(({ cause }) => cause)).toEqual(
        expect.arrayContaining(['no-activity-worker', 'activity-retrying', 'child-blocked']),
      );
      expect(all(explanation)).toContain('no price');
    });

    it('a stuck child of a stuck child, beside an activity at work in each', async ({ expect }) => {
      const queue = await rig.home();
      const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
      const atWork = { do: 'activity', beside: true, name: 'beat', options: { heartbeatTimeout: '30 seconds' } };
      const id = await rig.steps(queue, [
        atWork,
        {
          do: 'child',
          name: 'steps',
          id: child,
          args: [[atWork, { do: 'child', name: 'steps', id: grand, args: [[{ do: 'activity', name: 'typo' }]] }]],
        },
      ]);
      await rig.until(grand, 'a second attempt', isActivity(SCHEDULED, 2));
      await rig.untilChildren(child);
      await rig.untilChildren(id);
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({
        cause: 'child-blocked',
        path: [
          {},
          { workflowId: child, cause: 'child-blocked' },
          { workflowId: grand, cause: 'activity-not-registered' },
        ],
      });
    });
  });
});

describe.concurrent('executions with an SLA', () => {
  const rig = new NightShift(WORKER_PACKAGES[1]![1]);

  it('a wait for a signal with an SLA is no wait for a timer', async ({ expect }) => {
    const { Client } = await import('@handrail/client');
    const client = new Client({ connection: rig.connection });
    const workflowId = `sla-${randomUUID()}`;
    await client.workflow.start('steps', {
      workflowId,
      taskQueue: await rig.home(),
      sla: '4 hours',
      args: [[{ do: 'signal', name: 'approve' }]],
    });
    await rig.until(workflowId, 'idle', isIdle);
    const explanation = await rig.explain(workflowId);
    expect(explanation).toMatchObject({ cause: 'signal-wait', healthy: true });
    expect(explanation.headline).toContain('"approve"');
  });

  it('an execution that is out of its SLA because its task fails', async ({ expect }) => {
    const { Client } = await import('@handrail/client');
    const client = new Client({ connection: rig.connection });
    const workflowId = `sla-${randomUUID()}`;
    await client.workflow.start('steps', {
      workflowId,
      taskQueue: await rig.home(),
      sla: '1 second',
      args: [[{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]],
    });
    await rig.until(workflowId, 'a second attempt', isTaskAttempt(2));
    expect((await rig.explain(workflowId)).cause).toBe('workflow-task-failing');
  });
});
