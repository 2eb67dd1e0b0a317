import { randomUUID } from 'node:crypto';
import * as rawClient from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import { expect, it } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { adopted, type AdoptedInput, proceed } from '../workflows/adopted';

// Each `runWorker` replays, with its own worker, every history on its task queue before it ends: so each test below also
// replays what the other side has recorded, half-way and at the end, children and both runs included.

const workflows = new URL('../workflows/adopted.ts', import.meta.url);
const activities = { note: async (text: string) => text };
const raw = { workflows, activities, workerPackage: rawWorker, clientPackage: rawClient } satisfies RunWorkerOptions;
const handrail = { workflows, activities, workerPackage: handrailWorker } satisfies RunWorkerOptions;

// Without a cache a worker has no queue of its own, on which the server would wait for it after it has gone.
const workerOptions = { maxCachedWorkflows: 0 };

const round = ['activity', 'local activity', 'child', 'long activity', 'another child'];

it('finishes what the raw SDK has begun, though its old and its new calls break guards', async () => {
  const taskQueue = `adopted-${randomUUID()}`;
  const workflowId = await runWorker({ ...raw, taskQueue, workerOptions }, (rig) =>
    startAndLeave(rig, { firstTimeout: '3 hours' }),
  );
  await runWorker({ ...handrail, taskQueue }, async (rig) => {
    expect(await finish(rig, workflowId)).toEqual([...round, ...round]);
    expect(await failedTasksOfAllRuns(rig, workflowId)).toEqual([]);
  });
  // The call that was in the history already is not spoken of again.
  expect(warnings().map((line) => line.split('\n', 1)[0])).toContain(
    'WARN [HR2004] Activity "note" may run 3 hours without a heartbeat.',
  );
});

it('leaves to the raw SDK what it has begun, though the raw SDK knows no guards', async () => {
  const taskQueue = `adopted-${randomUUID()}`;
  const workflowId = await runWorker({ ...handrail, taskQueue, workerOptions }, (rig) =>
    startAndLeave(rig, { firstTimeout: '1 minute' }),
  );
  await runWorker({ ...raw, taskQueue }, async (rig) => {
    expect(await finish(rig, workflowId)).toEqual([...round, ...round]);
    expect(await failedTasksOfAllRuns(rig, workflowId)).toEqual([]);
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

async function failedTasksOfAllRuns({ client, taskQueue }: Rig, workflowId: string): Promise<unknown[]> {
  const failed: unknown[] = [];
  for await (const { runId } of client.workflow.list({ query: `TaskQueue = "${taskQueue}"` })) {
    const events = await eventsOf(client.workflow.getHandle(workflowId, runId)).catch(() => []);
    failed.push(...events.flatMap((event) => event.workflowTaskFailedEventAttributes ?? []));
  }
  return failed;
}

async function eventsOf(handle: Pick<rawClient.WorkflowHandle, 'fetchHistory'>) {
  return (await handle.fetchHistory()).events ?? [];
}

function warnings(): string[] {
  return workerLog.filter((line) => line.startsWith('WARN [HR'));
}
