import { randomUUID } from 'node:crypto';
import * as rawClient from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import { expect, it } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { adopted, proceed } from '../workflows/adopted';
import type { AdoptedInput } from '../workflows/adopted-body';

// Each `runWorker` replays, with its own worker, every history on its task queue before it ends: so each test below also
// replays what the other side has recorded, half-way and at the end, children and both runs included.

const workflows = new URL('../workflows/adopted.ts', import.meta.url);
const activities = { note: async (text: string) => text };
const raw = { workflows, activities, workerPackage: rawWorker, clientPackage: rawClient } satisfies RunWorkerOptions;
const handrail = { workflows, activities, workerPackage: handrailWorker } satisfies RunWorkerOptions;
const mirror = { ...handrail, workflows: new URL('../workflows/adopted-mirror.ts', import.meta.url) };

// Without a cache a worker has no queue of its own, on which the server would wait for it after it has gone.
const workerOptions = { maxCachedWorkflows: 0 };

const round = ['activity', 'local activity', 'child', 'long activity', 'another child'];

it.each([
  ['as they are', handrail],
  ['with their imports changed', mirror],
])('finishes workflows %s that the raw SDK has begun, though old and new calls break guards', async (_, after) => {
  const taskQueue = `adopted-${randomUUID()}`;
  const workflowId = await runWorker({ ...raw, taskQueue, workerOptions }, (rig) =>
    startAndLeave(rig, { firstTimeout: '4 hours' }),
  );
  await runWorker({ ...after, taskQueue }, async (rig) => {
    expect(await finish(rig, workflowId)).toEqual([...round, ...round]);
    expect(await failedTasksOfAllRuns(rig)).toEqual([]);
  });
  // What was in the history already is not spoken of, the 4 hours of the first run's first call: they come with the second run.
  expect(warnings()).toEqual(['3 hours', '4 hours']);
});

it.each([
  ['as they are', handrail],
  ['with their imports changed', mirror],
])('leaves workflows %s that it has begun to the raw SDK', async (_, before) => {
  const taskQueue = `adopted-${randomUUID()}`;
  const workflowId = await runWorker({ ...before, taskQueue, workerOptions }, (rig) =>
    startAndLeave(rig, { firstTimeout: '1 minute' }),
  );
  await runWorker({ ...raw, taskQueue }, async (rig) => {
    expect(await finish(rig, workflowId)).toEqual([...round, ...round]);
    expect(await failedTasksOfAllRuns(rig)).toEqual([]);
  });
});

/** Starts a workflow and leaves it half-way, where it waits for its signal. */
async function startAndLeave({ client, taskQueue }: Rig, input: AdoptedInput): Promise<string> {
  const workflowId = randomUUID();
  const handle = await client.workflow.start(adopted, { args: [input], workflowId, taskQueue });
  // The last timer has fired, and the task that came of it is done: else the server would wait for it to time out.
  await eventually(async () => {
    const events = await eventsOf(handle);
    return (
      events.some((event) => event.timerFiredEventAttributes) && events.at(-1)?.workflowTaskCompletedEventAttributes
    );
  }).toBeTruthy();
  return workflowId;
}

/** Lets both runs of the workflow go on, one after the other. */
async function finish({ client }: Rig, workflowId: string): Promise<unknown> {
  const current = client.workflow.getHandle(workflowId);
  const { runId: firstRun } = await current.describe();
  await current.signal(proceed);
  await eventually(async () => (await current.describe()).runId).not.toBe(firstRun);
  await current.signal(proceed);
  return await current.result();
}

async function failedTasksOfAllRuns({ client, taskQueue }: Rig): Promise<unknown[]> {
  const failed: unknown[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query: `TaskQueue = "${taskQueue}"` })) {
    const events = await eventsOf(client.workflow.getHandle(workflowId, runId));
    failed.push(...events.flatMap((event) => event.workflowTaskFailedEventAttributes ?? []));
  }
  return failed;
}

async function eventsOf(handle: Pick<rawClient.WorkflowHandle, 'fetchHistory'>) {
  return (await handle.fetchHistory()).events ?? [];
}

/** The durations that HR2004 was said of, in order. */
function warnings(): string[] {
  return workerLog.flatMap((line) => /^WARN \[HR2004\] Activity "note" may run (.+) without/.exec(line)?.[1] ?? []);
}
