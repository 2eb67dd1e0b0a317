// What is told from its neighbours by more than one call: workers that are gone, busy or of another version; two problems at
// once; and executions that are well, at every moment of their life.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { explainExecution, type Explanation } from '../../src';
import { spawnWorker } from '../support/spawn-worker';
import { isActivity, isIdle, isTaskAttempt, later, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const stuck = fileURLToPath(new URL('../workflows/stuck.ts', import.meta.url));
const SCHEDULED = 1;
const STARTED = 2;
const call = (name: string, more: object = {}) => ({ name, ...more });

const versioned = (deploymentName: string, buildId: string) => ({
  workerDeploymentOptions: {
    useWorkerVersioning: true as const,
    version: { deploymentName, buildId },
    defaultVersioningBehavior: 'PINNED' as const,
  },
});

describe('workers that are gone, or busy', () => {
  it('activity-silent once a killed worker has polled none of its queues for 70 seconds', async () => {
    const queue = newQueue();
    const { kill } = await spawnWorker(queue, { workflows: stuck });
    const id = await rig.start('callActivities', queue, {}, [call('hold')]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    await kill();
    expect((await rig.explain(id)).cause).toBe('activity-running');
    const explanation = await rig.explain(id, { now: later(75) });
    expect(explanation).toMatchObject({ cause: 'activity-silent', healthy: false, code: 'HR7025' });
    expect(explanation.remedy[0]?.command).toMatch(
      /^npx handrail repair --query 'WorkflowId = "callActivities-\S+"' --cause activity-silent --apply --reason /,
    );
  });

  it('activity-silent for a killed worker that polled for activities only and had free slots', async () => {
    const [queue, activityQueue] = [newQueue(), newQueue('activities')];
    await rig.run(queue, { activities: undefined });
    const { kill } = await spawnWorker(activityQueue, {});
    const id = await rig.start('callActivities', queue, {}, [call('hold', { taskQueue: activityQueue })]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    // It has to live for a moment, for its death to be told from the start of the activity.
    await later1500();
    await kill();
    expect((await rig.explain(id, { now: later(75) })).cause).toBe('activity-silent');
  });

  it('unknown for a live worker that polls for activities only and has no free slot', async () => {
    const [queue, activityQueue] = [newQueue(), newQueue('activities')];
    await rig.run(queue, { activities: undefined });
    await spawnWorker(activityQueue, { maxConcurrentActivityTaskExecutions: 1 });
    const id = await rig.start('callActivities', queue, {}, [call('hold', { taskQueue: activityQueue })]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    expect((await rig.explain(id, { now: later(75) })).cause).toBe('unknown');
    expect((await rig.explain(id)).cause).toBe('activity-running');
  });

  it('queue-backlog where all slots for workflow tasks are taken', async () => {
    const queue = newQueue();
    await rig.run(queue, { maxConcurrentWorkflowTaskExecutions: 1, maxCachedWorkflows: 0 });
    const blocking = await Promise.all(
      Array.from({ length: 3 }, () => rig.start('callLocally', queue, {}, 'hang', {})),
    );
    const id = await rig.start('succeed', queue);
    await rig.until(id, 'its task', ({ pendingWorkflowTask }) => pendingWorkflowTask?.state === 1);
    // The server counts a backlog a moment later than it has one.
    await expect
      .poll(() => rig.explain(id, { now: later(5) }), { timeout: 30_000 })
      .toMatchObject({ cause: 'queue-backlog', healthy: false });
    for (const each of blocking) await rig.client.workflow.getHandle(each).terminate();
  });
});

describe('versions', () => {
  it('version-unpolled where versioned workers poll and none of their versions is current', async () => {
    const queue = newQueue();
    await rig.run(queue, versioned(`d-${randomUUID()}`, '1'));
    const id = await rig.start('succeed', queue);
    await rig.untilPolled(queue);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'version-unpolled', healthy: false, code: 'HR7010' });
    expect(explanation.remedy.map(({ command }) => command).join('\n')).toContain('set-current-version');
  });

  it('version-unpolled for an override to a version that never existed', async () => {
    const queue = newQueue();
    await rig.run(queue);
    await rig.untilPolled(queue);
    const id = await rig.start('succeed', queue, {
      versioningOverride: { pinnedTo: { deploymentName: 'payments', buildId: '9.9.9' } },
    });
    expect(await rig.explain(id)).toMatchObject({ cause: 'version-unpolled', healthy: false });
  });
});

async function later1500(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

describe('nexus', () => {
  it('nexus-pending where nobody polls the queue of the endpoint', async () => {
    const queue = newQueue();
    const endpoint = `endpoint-${randomUUID()}`;
    await rig.connection.operatorService.createNexusEndpoint({
      spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: newQueue('nexus') } } },
    });
    await rig.run(queue, { workflows: '../workflows/nexus.ts' });
    const id = await rig.start('callNexus', queue, {}, endpoint);
    await rig.until(id, 'the operation', ({ pendingNexusOperations }) => (pendingNexusOperations?.length ?? 0) > 0);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'nexus-pending', healthy: false, code: 'HR7030' });
    expect(explanation.headline).toContain('no worker polls task queue');
  });
});

describe('schedules', () => {
  it.each([
    [{ code: 13, details: 'the schedule is too busy' }, 'unknown', 'HR7060'],
    [{ code: 7, details: 'not for you' }, 'not-found', 'HR7001'],
  ])('are not called missing where the server does not answer: %o', async (error, cause, code) => {
    const { connection, workflowService } = rig.client;
    const describeSchedule = () => Promise.reject(Object.assign(new Error(error.details), error));
    const client = {
      ...rig.client,
      connection,
      workflowService: Object.assign(Object.create(workflowService), { describeSchedule }),
    };
    const explanation = await explainExecution(client as never, `nothing-${randomUUID()}`);
    expect(explanation).toMatchObject({ cause, code });
    expect(explanation.notExamined.join()).toContain(error.details);
    if (cause === 'unknown') expect(explanation.headline).toContain('whether a schedule has was not answered');
  });

  it('schedule-paused, schedule-exhausted and schedule-overlap-skip, by the id of the schedule', async () => {
    const queue = newQueue();
    const action = { type: 'startWorkflow' as const, workflowType: 'succeed', taskQueue: queue };
    const paused = `paused-${randomUUID()}`;
    const exhausted = `exhausted-${randomUUID()}`;
    const skipping = `skipping-${randomUUID()}`;
    const well = `well-${randomUUID()}`;
    const { schedule } = rig.client;
    await schedule.create({
      scheduleId: paused,
      spec: { intervals: [{ every: '1 hour' }] },
      action,
      state: { paused: true, note: 'migration' },
    });
    const past = await schedule.create({ scheduleId: exhausted, spec: { calendars: [{ year: 2020 }] }, action });
    const hourly = await schedule.create({ scheduleId: well, spec: { intervals: [{ every: '1 hour' }] }, action });
    const handle = await schedule.create({
      scheduleId: skipping,
      spec: { intervals: [{ every: '1 second' }] },
      action,
    });
    for (
      let info = (await handle.describe()).info;
      info.numActionsSkippedOverlap < 2;
      info = (await handle.describe()).info
    ) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    // A new one is described once the server has run its first task, however busy it is.
    await Promise.all([past.describe(), hourly.describe()]);
    expect(await rig.explain(paused)).toMatchObject({ cause: 'schedule-paused', healthy: false, code: 'HR7040' });
    expect(await rig.explain(exhausted)).toMatchObject({ cause: 'schedule-exhausted', healthy: false, code: 'HR7042' });
    expect(await rig.explain(skipping)).toMatchObject({
      cause: 'schedule-overlap-skip',
      healthy: false,
      code: 'HR7041',
    });
    expect(await rig.explain(well)).toMatchObject({ cause: 'timer-wait', healthy: true, code: null });
    await handle.delete();
  });
});

describe('what is not there', () => {
  it('not-found offers the nearest ids', async () => {
    const id = `order-${randomUUID()}`;
    const queue = newQueue();
    await rig.client.workflow.start('succeed', { workflowId: id, taskQueue: queue });
    const misspelt = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    await expect
      .poll(async () => (await rig.explain(misspelt)).headline, { timeout: 10_000 })
      .toContain(`Near it: "${id}"`);
    expect(await rig.explain(misspelt)).toMatchObject({
      cause: 'not-found',
      healthy: false,
      code: 'HR7001',
      runId: null,
    });
  });

  it('not-found for a run that is none and for one that is unknown', async () => {
    const queue = newQueue();
    const id = await rig.start('succeed', queue);
    expect(await rig.explain(id, { runId: 'nonsense' })).toMatchObject({ cause: 'not-found' });
    expect(await rig.explain(id, { runId: randomUUID() })).toMatchObject({ cause: 'not-found' });
    expect(await rig.explain('x'.repeat(2_000))).toMatchObject({ cause: 'not-found' });
  });

  it('finds ids of any characters, and quotes them in its commands', async () => {
    const queue = newQueue();
    const id = `it's "odd" $(touch /tmp/x) / %2F ü ${randomUUID()}`;
    await rig.run(queue);
    await rig.client.workflow.start('awaitSignal', { workflowId: id, taskQueue: queue });
    await rig.until(id, 'nothing pending', isIdle);
    const { remedy, cause } = await rig.explain(id);
    expect(cause).toBe('signal-wait');
    const command = remedy[0]?.command ?? '';
    expect(command).toMatch(/^temporal workflow signal --workflow-id /);
    // What a shell makes of it.
    const words = spawnSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' }).stdout.split('\n');
    expect(words).toContain(id);
  });
});

describe('two problems at once', () => {
  it('puts the workflow task that is not processed before everything that is behind it', async () => {
    const queue = newQueue();
    const { stop } = await rig.run(queue);
    const never = newQueue('never');
    const id = await rig.start('callActivities', queue, {}, [
      call('fail', { options: { retry: { initialInterval: '6 hours', maximumInterval: '6 hours' } } }),
      call('work', { taskQueue: never }),
    ]);
    await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
    const before = await rig.explain(id);
    expect(before.cause).toBe('no-activity-worker');
    expect(before.also.map(({ cause }) => cause)).toEqual(['backoff']);
    await stop();
    await rig.client.workflow.getHandle(id).cancel();
    const after = await rig.explain(id, { now: later(80) });
    expect(after.cause).toBe('no-workflow-worker');
    expect(after.also.map(({ cause }) => cause)).toEqual(['no-activity-worker', 'backoff']);
  });

  it('puts a paused activity before a retrying one, and a retrying one before a running one', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [
      call('hold'),
      call('fail', { options: { retry: { initialInterval: '30 seconds' } } }),
    ]);
    await rig.until(
      id,
      'both',
      ({ pendingActivities }) =>
        pendingActivities?.length === 2 &&
        pendingActivities.some(({ attempt }) => attempt === 2) &&
        pendingActivities.some(({ state }) => state === STARTED),
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
    expect(explanation.also.map(({ cause }) => cause)).toEqual(['activity-running']);
  });

  it('puts a failing workflow task before the update and the child that wait for it', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('noSuchWorkflow', queue);
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    await rig.client.workflow.getHandle(id).cancel();
    expect((await rig.explain(id)).cause).toBe('workflow-not-registered');
  });
});

describe('executions that are well', () => {
  it('are never called stuck, whenever one looks', { timeout: 120_000 }, async () => {
    const queue = newQueue();
    await rig.run(queue);
    const types: [string, ...unknown[]][] = [
      ['busy', 10],
      ['busyWithChildren', 3],
      ['busyWithTimers', 10],
    ];
    const ids = await Promise.all(
      types.flatMap(([type, ...args]) => [1, 2].map(() => rig.start(type, queue, {}, ...args))),
    );
    const results = Promise.all(ids.map((id) => rig.client.workflow.getHandle(id).result()));
    let isOver = false;
    void results.finally(() => (isOver = true));
    const verdicts: Explanation[] = [];
    while (!isOver) verdicts.push(...(await Promise.all(ids.map((id) => rig.explain(id)))));
    await results;
    const alarms = verdicts.filter(({ healthy }) => !healthy);
    expect(alarms.map(({ cause, headline, evidence }) => ({ cause, headline, evidence }))).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(20);
  });
});
