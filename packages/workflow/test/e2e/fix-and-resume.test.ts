import * as rawClient from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import { attributesOf } from '../support/history';
import { approve } from '../workflows/deploys/fixed';

const deploy = (file: string) => new URL(`../workflows/deploys/${file}.ts`, import.meta.url);
const activities = { reserve: async () => 'reserved', charge: async () => 'charged' };
// Without a cache a worker has no queue of its own, on which the server would wait for it after it has gone.
const workerOptions = { maxCachedWorkflows: 0 };

async function waitFor(handle: WorkflowHandle, kind: Parameters<typeof attributesOf>[1], count = 1): Promise<void> {
  await expect.poll(async () => (await attributesOf(handle, kind)).length, { timeout: 20_000 }).toBe(count);
}

it('resumes an execution whose task a guard has failed, once the fix is deployed, and repeats nothing', async () => {
  const taskQueue = `deploys-${randomUUID()}`;
  const workflowId = randomUUID();
  await runWorker({ workflows: deploy('with-mistake'), activities, taskQueue, workerOptions }, async ({ client }) => {
    const handle = await client.workflow.start('order', { workflowId, taskQueue });
    await handle.signal(approve);
    await waitFor(handle, 'workflowTaskFailedEventAttributes');
    const [failed] = await attributesOf(handle, 'workflowTaskFailedEventAttributes');
    expect(failed?.failure?.message).toMatch(/^\[HR2004\] Activity "charge" may run 3 hours without a heartbeat\./);
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });
  await runWorker({ workflows: deploy('fixed'), activities, taskQueue }, async ({ client }) => {
    const handle = client.workflow.getHandle(workflowId);
    expect(await handle.result()).toEqual(['reserved', 'charged']);
    const scheduled = await attributesOf(handle, 'activityTaskScheduledEventAttributes');
    expect(scheduled.map(({ activityType }) => activityType?.name)).toEqual(['reserve', 'charge']);
  });
});

it('replays a history of the raw SDK that breaks a guard, without a word', async () => {
  const taskQueue = `deploys-${randomUUID()}`;
  const workflowId = randomUUID();
  const raw = { workerPackage: rawWorker, clientPackage: rawClient };
  const history = await runWorker({ workflows: deploy('raw'), activities, taskQueue, ...raw }, async ({ client }) => {
    const handle = await client.workflow.start('order', { workflowId, taskQueue });
    await handle.signal(approve);
    expect(await handle.result()).toEqual(['reserved', 'charged']);
    return await handle.fetchHistory();
  });
  await runWorker({ workflows: deploy('with-mistake'), activities }, async ({ bundle }) => {
    const { Worker } = await import('@handrail/worker');
    await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
  });
  expect(workerLog.filter((line) => line.includes('[HR'))).toEqual([]);
});

it('lets a workflow pass that the raw SDK has begun, though it breaks a guard only now', async () => {
  const taskQueue = `deploys-${randomUUID()}`;
  const workflowId = randomUUID();
  const raw = { workerPackage: rawWorker, clientPackage: rawClient };
  await runWorker({ workflows: deploy('raw'), activities, taskQueue, workerOptions, ...raw }, async ({ client }) => {
    const handle = await client.workflow.start('order', { workflowId, taskQueue });
    await waitFor(handle, 'workflowTaskCompletedEventAttributes', 2);
  });
  await runWorker({ workflows: deploy('with-mistake'), activities, taskQueue }, async ({ client }) => {
    const handle = client.workflow.getHandle(workflowId);
    await handle.signal(approve);
    expect(await handle.result()).toEqual(['reserved', 'charged']);
    expect(await attributesOf(handle, 'workflowTaskFailedEventAttributes')).toEqual([]);
  });
  expect(workerLog.filter((line) => line.includes('[HR2004]'))).toHaveLength(1);
});
