import * as rawClient from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from '../../../../test-support/run-worker';
import { again, extend, finish, pause, resume } from '../workflows/sla';

const workflows = new URL('../workflows/sla.ts', import.meta.url);
const HOUR = 3_600_000;

interface SlaState {
  readonly deadline: number | undefined;
  readonly late: boolean | undefined;
}

async function stateOf(handle: WorkflowHandle): Promise<SlaState> {
  const { searchAttributes } = await handle.describe();
  const [deadline] = searchAttributes['SlaDeadline'] ?? [];
  const [late] = searchAttributes['OutOfTimeSla'] ?? [];
  return { deadline: deadline === undefined ? undefined : Number(deadline), late: late as boolean | undefined };
}

const untilLate = (handle: WorkflowHandle): Promise<void> =>
  expect.poll(async () => (await stateOf(handle)).late, { timeout: 20_000 }).toBe(true);

async function events(handle: WorkflowHandle): Promise<string[]> {
  const { events: all } = await handle.fetchHistory();
  return (all ?? []).flatMap((event) =>
    Object.keys(event).filter((key) => /(upsert|timer|marker)\w*Attributes$/i.test(key)),
  );
}

function start({ client, taskQueue }: Rig, workflow: string, options: object): Promise<WorkflowHandle> {
  return client.workflow.start(workflow, { workflowId: `sla-${randomUUID()}`, taskQueue, args: [], ...options });
}

it('marks an execution as late at its deadline, and goes on', async () => {
  await runWorker({ workflows }, async (rig) => {
    const before = Date.now();
    const handle = await start(rig, 'waiting', { sla: 4_000 });
    const { deadline, late } = await stateOf(handle);
    expect(late).toBe(false);
    expect(deadline).toBeGreaterThanOrEqual(before + 4_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 4_000);
    await untilLate(handle);
    expect(Date.now()).toBeGreaterThanOrEqual(deadline!);
    await handle.signal(finish);
    expect(await handle.result()).toBe('finished');
    expect(await events(handle)).toEqual([
      'markerRecordedEventAttributes',
      'upsertWorkflowSearchAttributesEventAttributes',
      'timerStartedEventAttributes',
      'timerFiredEventAttributes',
      'upsertWorkflowSearchAttributesEventAttributes',
    ]);
  });
});

it('is not late where it ends in time, by whichever door it was started', async () => {
  await runWorker({ workflows }, async (rig) => {
    const { client, taskQueue } = rig;
    const options = () => ({ workflowId: `sla-${randomUUID()}`, taskQueue, sla: '1 hour' as const });
    const operation = new WithStartWorkflowOperation('waiting', {
      ...options(),
      args: [],
      workflowIdConflictPolicy: 'FAIL',
    });
    await client.workflow.executeUpdateWithStart('pause', { startWorkflowOperation: operation });
    const paused = await operation.workflowHandle();
    expect(await stateOf(paused)).toEqual({ deadline: undefined, late: undefined });
    await paused.executeUpdate(resume);
    const signalled = await client.workflow.signalWithStart('waiting', { ...options(), signal: finish });
    await paused.signal(finish);
    for (const handle of [paused, signalled]) {
      await handle.result();
      const { deadline, late } = await stateOf(handle);
      expect(late).toBe(false);
      expect(Math.abs(deadline! - Date.now() - HOUR)).toBeLessThan(60_000);
    }
  });
});

it('adds nothing to an execution without an SLA', async () => {
  await runWorker({ workflows }, async (rig) => {
    const handle = await start(rig, 'waiting', {});
    await handle.executeUpdate(extend, { args: ['1 hour'] });
    await handle.executeUpdate(pause);
    await handle.executeUpdate(resume);
    await handle.signal(finish);
    await handle.result();
    expect(await stateOf(handle)).toEqual({ deadline: undefined, late: undefined });
    expect(await events(handle)).toEqual([]);
  });
});

it('goes on counting across continue-as-new, with what was moved', async () => {
  await runWorker({ workflows }, async (rig) => {
    const handle = await start(rig, 'waiting', { sla: '1 hour' });
    const { deadline } = await stateOf(handle);
    await handle.executeUpdate(extend, { args: ['30 minutes'] });
    await handle.signal(again);
    await newRun(handle);
    expect(await stateOf(handle)).toEqual({ deadline: deadline! + HOUR / 2, late: false });
    await handle.executeUpdate(extend, { args: [2_000 - 1.5 * HOUR - (deadline! - HOUR - Date.now())] });
    await handle.signal(again);
    await newRun(handle, 3);
    await untilLate(handle);
    await handle.executeUpdate(extend, { args: ['1 hour'] });
    expect((await stateOf(handle)).late).toBe(false);
    await handle.signal(finish);
    await handle.result();
  });
});

it('stays paused across continue-as-new, and has the time that was left when it is resumed', async () => {
  await runWorker({ workflows }, async (rig) => {
    const handle = await start(rig, 'waiting', { sla: '1 hour' });
    await handle.executeUpdate(pause);
    await handle.signal(again);
    await newRun(handle);
    expect(await stateOf(handle)).toEqual({ deadline: undefined, late: undefined });
    await handle.executeUpdate(resume);
    const { deadline } = await stateOf(handle);
    expect(Math.abs(deadline! - Date.now() - HOUR)).toBeLessThan(60_000);
    await handle.signal(finish);
    await handle.result();
  });
});

it('keeps its deadline when the workflow is retried', async () => {
  await runWorker({ workflows }, async (rig) => {
    const retry = { maximumAttempts: 2, initialInterval: 200 };
    const handle = await start(rig, 'failingOnce', { sla: 6_000, retry });
    const { deadline } = await stateOf(handle);
    await newRun(handle);
    expect(await stateOf(handle)).toEqual({ deadline, late: false });
    await untilLate(handle);
    await handle.signal(finish);
    await handle.result();
  });
});

it('has the deadline of its start again when it is retried: the server gives a retry what the run was started with', async () => {
  await runWorker({ workflows }, async (rig) => {
    const retry = { maximumAttempts: 2, initialInterval: 2_000 };
    const handle = await start(rig, 'failingMoved', { sla: '1 hour', retry });
    const { deadline } = await stateOf(handle);
    await newRun(handle);
    expect(await stateOf(handle)).toEqual({ deadline, late: false });
    await handle.signal(finish);
    await handle.result();
  });
});

it('is armed again after a reset', async () => {
  await runWorker({ workflows }, async (rig) => {
    const { client, namespace } = rig;
    const handle = await start(rig, 'waiting', { sla: 4_000 });
    const { deadline } = await stateOf(handle);
    await handle.executeUpdate(extend, { args: [1_000] });
    await client.workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution: { workflowId: handle.workflowId },
      reason: 'a test',
      requestId: randomUUID(),
      workflowTaskFinishEventId: 3 as never,
    });
    const current = client.workflow.getHandle(handle.workflowId);
    expect((await stateOf(current)).deadline).toBe(deadline);
    await untilLate(current);
    await current.signal(finish);
    await current.result();
  });
});

it('gives a child its own SLA, also below a raw execution, and none of its parent', async () => {
  for (const clientPackage of [undefined, rawClient]) {
    await runWorker({ workflows, ...(clientPackage && { clientPackage }) }, async (rig) => {
      const workflowId = `child-${randomUUID()}`;
      const handle = await start(rig, 'parent', { args: [1_500, workflowId] });
      const child = rig.client.workflow.getHandle(workflowId);
      await expect.poll(() => stateOf(child).catch(() => undefined), { timeout: 10_000 }).toBeDefined();
      await untilLate(child);
      await child.signal(finish);
      await handle.result();
      expect(await stateOf(handle)).toEqual({ deadline: undefined, late: undefined });
    });
  }
});

it('watches the SLA of an execution that is cancelled and cleans up', async () => {
  await runWorker({ workflows }, async (rig) => {
    const handle = await start(rig, 'cleaningUp', { args: [3_000], sla: 2_000 });
    await handle.cancel();
    await untilLate(handle);
    await handle.result();
  });
});

it('lets each run of a schedule work out its own deadline', async () => {
  await runWorker({ workflows }, async ({ client, taskQueue }) => {
    const scheduleId = `schedule-${randomUUID()}`;
    const schedule = await client.schedule.create({
      scheduleId,
      spec: {},
      action: {
        type: 'startWorkflow',
        workflowType: 'waiting',
        workflowId: `run-${scheduleId}`,
        taskQueue,
        args: [],
        sla: '1 hour',
      },
      state: { paused: true },
    });
    const runOnce = async () => {
      const known = (await schedule.describe()).info.recentActions.length;
      await schedule.trigger();
      await expect
        .poll(async () => (await schedule.describe()).info.recentActions.length, { timeout: 10_000 })
        .toBe(known + 1);
      const { action } = (await schedule.describe()).info.recentActions.at(-1)!;
      const handle = client.workflow.getHandle(action.workflow.workflowId);
      await expect.poll(async () => (await stateOf(handle)).deadline, { timeout: 10_000 }).toBeDefined();
      const { deadline, late } = await stateOf(handle);
      const { startTime } = await handle.describe();
      await handle.signal(finish);
      await handle.result();
      return { sla: deadline! - startTime.getTime(), late };
    };
    expect(await runOnce()).toEqual({ sla: HOUR, late: false });
    await schedule.update(({ action, ...rest }) => ({ ...rest, action: { ...action, sla: '2 hours' } }) as never);
    expect(await runOnce()).toEqual({ sla: 2 * HOUR, late: false });
    await schedule.update(({ state, ...rest }) => ({ ...rest, state: { ...state, note: 'nothing of the action' } }));
    expect(await runOnce()).toEqual({ sla: 2 * HOUR, late: false });
    await schedule.delete();
  });
});

it('leaves an execution alone that a worker without Handrail has begun, and finishes it', async () => {
  const taskQueue = `sla-${randomUUID()}`;
  // Without a cache a worker has no queue of its own, on which the server would wait for it after it has gone.
  const workerOptions = { maxCachedWorkflows: 0 };
  const raw = { workflows, taskQueue, workerOptions, workerPackage: rawWorker } satisfies RunWorkerOptions;
  const workflowId = await runWorker(raw, async (rig) => {
    const handle = await start(rig, 'sleeping', { args: [3_000], sla: 500 });
    await expect.poll(() => events(handle), { timeout: 10_000 }).toEqual(['timerStartedEventAttributes']);
    return handle.workflowId;
  });
  await runWorker({ workflows, taskQueue, workerOptions }, async ({ client }) => {
    const handle = client.workflow.getHandle(workflowId);
    await handle.result();
    expect(await events(handle)).toEqual(['timerStartedEventAttributes', 'timerFiredEventAttributes']);
    // The deadline is there for whoever looks.
    expect((await stateOf(handle)).deadline).toBeDefined();
  });
});

it('takes the names of the attributes from the policy', async () => {
  const policy = { sla: { deadlineAttribute: 'OutOfTimeSla', breachAttribute: 'SlaDeadline' } };
  await runWorker({ workflows, policy }, async (rig) => {
    // Exchanged, so that each has the other's type.
    await expect(start(rig, 'waiting', { sla: '1 hour' })).rejects.toThrow(/Search attribute "\w+" is of type/);
  });
});

/** Waits for a later run. */
async function newRun(handle: WorkflowHandle, number = 2): Promise<void> {
  const first = (handle as unknown as { firstExecutionRunId: string }).firstExecutionRunId;
  seenRuns.set(first, seenRuns.get(first) ?? new Set([first]));
  const seen = seenRuns.get(first)!;
  await expect
    .poll(
      async () => {
        const { runId, raw } = await handle.describe();
        const { workflowExecutionInfo } = raw as { workflowExecutionInfo: { historyLength: { toNumber(): number } } };
        // Its first task was completed.
        if (workflowExecutionInfo.historyLength.toNumber() > 3) seen.add(runId);
        return seen.size;
      },
      { timeout: 20_000 },
    )
    .toBe(number);
}

const seenRuns = new Map<string, Set<string>>();
