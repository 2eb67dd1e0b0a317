import { Client } from '@handrail/client';
import { WorkflowFailedError } from '@temporalio/client';
import { TimeoutFailure } from '@temporalio/common';
import { Worker } from '@handrail/worker';
import type { TestWorkflowEnvironment as Environment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TestWorkflowEnvironment } from '../../src/test-workflow-environment';
import { keepWorkerLog, workerLog } from '../../../../test-support/worker-log';

const DAY_MILLISECONDS = 24 * 3_600_000;
const BOOL = 5;
const DATETIME = 6;

let environment: Environment;

beforeAll(async () => {
  await keepWorkerLog();
  environment = await TestWorkflowEnvironment.createTimeSkipping();
}, 600_000);
afterAll(() => environment.teardown());

test('a workflow without a timeout of its own ends after 21 days', async () => {
  const taskQueue = 'forever';
  const workflowsPath = require.resolve('../workflows/forever.ts');
  const worker = await Worker.create({ connection: environment.nativeConnection, taskQueue, workflowsPath });
  const start = await environment.currentTimeMs();
  const { handle, error } = await worker.runUntil(async () => {
    const started = await environment.client.workflow.start('forever', { workflowId: taskQueue, taskQueue });
    return { handle: started, error: await started.result().catch((reason: unknown) => reason) };
  });
  const days = ((await environment.currentTimeMs()) - start) / DAY_MILLISECONDS;
  await Worker.runReplayHistory({ workflowsPath }, await handle.fetchHistory());

  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(TimeoutFailure);
  expect(days).toBeGreaterThanOrEqual(21);
  expect(days).toBeLessThan(21.01);
});

test('a workflow outlives two weeks without any worker, and then completes', async () => {
  const taskQueue = 'outage';
  const workflowsPath = require.resolve('../workflows/outage.ts');
  const packed: string[] = [];
  const shipped: string[] = [];
  const deploy = (): Promise<Worker> =>
    Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath,
      // This server, unlike the real one, never takes a task back from the sticky queue of a worker that has gone.
      maxCachedWorkflows: 0,
      activities: {
        pack: async () => (packed.push('parcel'), 'parcel'),
        ship: async (parcel: string) => (shipped.push(parcel), `${parcel} shipped`),
      },
    });

  const before = await deploy();
  const handle = await before.runUntil(async () => {
    const started = await environment.client.workflow.start('delivery', { workflowId: taskQueue, taskQueue });
    // The timer is set once the first step is done: from here on nothing happens for a day.
    while (!(await hasTimer(started))) await new Promise((resolve) => setTimeout(resolve, 50));
    return started;
  });
  const start = await environment.currentTimeMs();
  await environment.sleep('1 day');
  // The timer has fired. The server holds time while a task waits for a worker; in an outage it goes on.
  await environment.connection.testService?.unlockTimeSkipping({});
  await environment.sleep('13 days');
  await environment.connection.testService?.lockTimeSkipping({});
  const days = ((await environment.currentTimeMs()) - start) / DAY_MILLISECONDS;
  const shippedDuringOutage = [...shipped];

  const after = await deploy();
  const result = await after.runUntil(handle.result());
  await Worker.runReplayHistory({ workflowsPath }, await handle.fetchHistory());

  expect(days).toBeGreaterThanOrEqual(14);
  expect(shippedDuringOutage).toEqual([]);
  expect(result).toBe('parcel shipped');
  expect({ packed, shipped }).toEqual({ packed: ['parcel'], shipped: ['parcel'] });
});

test('a client of its own, for which no time is skipped, is told so', async () => {
  const taskQueue = 'own-client';
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowsPath: require.resolve('../workflows/outage.ts'),
    activities: { pack: async () => 'parcel', ship: async (parcel: string) => parcel },
  });
  const client = new Client({ connection: environment.connection });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start('delivery', { workflowId: taskQueue, taskQueue });
    const ended = handle.result().catch((reason: unknown) => reason);
    await vi.waitFor(() => expect(workerLog.join('\n')).toContain('[HR4064]'), { timeout: 60_000, interval: 100 });
    await handle.terminate();
    expect(await ended).toBeInstanceOf(WorkflowFailedError);
  });
  expect(workerLog.find((line) => line.includes('[HR4064]'))?.split('\n', 1)[0]).toContain(
    'The result of workflow execution "own-client", which sleeps for 1 day, is waited for by a client that lets the time-skipping server skip nothing.',
  );
});

async function hasTimer(handle: { fetchHistory(): Promise<{ events?: unknown }> }): Promise<boolean> {
  const { events } = (await handle.fetchHistory()) as { events?: { timerStartedEventAttributes?: unknown }[] };
  return (events ?? []).some(({ timerStartedEventAttributes }) => Boolean(timerStartedEventAttributes));
}

test('a workflow is marked as late after days that pass in no time, and its SLA can be moved and paused on the way', async () => {
  const taskQueue = 'late';
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { SlaDeadline: DATETIME, OutOfTimeSla: BOOL },
  });
  const workflowsPath = require.resolve('../workflows/late.ts');
  const worker = await Worker.create({ connection: environment.nativeConnection, taskQueue, workflowsPath });
  // The tests before have moved the server's clock by weeks: that of this process is wrong.
  const handle = await worker.runUntil(async () => {
    const started = await environment.client.workflow.start('late', {
      workflowId: taskQueue,
      taskQueue,
      sla: '4 days',
      lifetime: 'unbounded',
    });
    expect(await started.result()).toEqual([
      ['after 3 days', false],
      ['after 6 days, extended to 6.5', false],
      ['after 7 days', true],
      ['extended to 12 days', false],
      ['after 37 days, paused since 7', null],
      ['resumed', false],
      ['after 43 days', true],
    ]);
    return started;
  });
  await Worker.runReplayHistory({ workflowsPath }, await handle.fetchHistory());
});

test('sleep after teardown says so, and keeps its class', async () => {
  const other = await TestWorkflowEnvironment.createTimeSkipping();
  await other.sleep(1);
  await other.teardown();
  const error: unknown = await other.sleep(1).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toMatch(
    /^Channel has been shut down\n\[HR5018\] sleep\(\) of a test environment is called after its teardown\(\)\.\n {2}Why: {5}the server whose time it moves is gone\.\n {2}Fix: {5}await what a test does before it ends, and tear the environment down in afterAll\./,
  );
});
