// A history of yesterday's code, replayed by today's: what the error says of where they part.
import { codeOf } from '@handrail/errors';
import { DeterminismViolationError } from '@temporalio/workflow';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { Worker } from '../../src';
import { pay } from '../workflows/versions/before';

type History = Awaited<ReturnType<typeof record>>;

let history: History;

beforeAll(async () => {
  history = await record();
});

it.each([
  [
    'swapped',
    'HR8001',
    '[HR8001] Workflow "pay" no longer matches its history at event 5: the history has TimerStarted (5 milliseconds), the code now schedules activity "charge".',
  ],
  ['renamed', 'HR8001', /^\[HR8001\] Workflow "pay" no longer matches its history at .*'charge'.*'chargeCard'\.$/],
  [
    'throwing',
    'HR8002',
    /^\[HR8002\] Replaying workflow "pay" ends in a workflow task that fails: \[HR1010\] Workflow "pay" threw Error: no such customer/,
  ],
])('of code that is %s begins with its code (%s)', async (version, code, head) => {
  const error = await replay(version);
  expect(codeOf(error)).toBe(code);
  const line = new RegExp(`\\[${code}\\] [^\\n]*`).exec(
    error.message.replaceAll('\\n', '\n').replaceAll('\\"', '"'),
  )?.[0];
  if (typeof head === 'string') expect(line).toBe(head);
  else expect(line).toMatch(head);
  if (code === 'HR8001') expect(error).toBeInstanceOf(DeterminismViolationError);
});

it('gives each history of many its own error', async () => {
  const errors = [];
  const histories = [
    { workflowId: 'first', history },
    { workflowId: 'second', history },
  ];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowsPath: versionPath('swapped') },
    histories,
  )) {
    errors.push([workflowId, codeOf(error)]);
  }
  expect(errors).toEqual([
    ['first', 'HR8001'],
    ['second', 'HR8001'],
  ]);
});

it('is none for the code that made the history', async () => {
  await Worker.runReplayHistory({ workflowsPath: versionPath('before') }, history);
});

it('says of an empty history that it is none', async () => {
  const replayed = Worker.runReplayHistory({ workflowsPath: versionPath('before') }, { events: [] });
  await expect(replayed).rejects.toThrow('[HR8003] This is no workflow history: its events are empty.');
});

async function record() {
  return await runWorker(
    {
      workflows: new URL('../workflows/versions/before.ts', import.meta.url),
      activities: { charge: async () => 'charged' },
    },
    async ({ client, taskQueue }) => {
      const handle = await client.workflow.start(pay, { workflowId: randomUUID(), taskQueue });
      await handle.result();
      return await handle.fetchHistory();
    },
  );
}

async function replay(version: string): Promise<Error> {
  try {
    await Worker.runReplayHistory({ workflowsPath: versionPath(version) }, history, 'pay-1');
  } catch (error) {
    return error as Error;
  }
  throw new Error(`The replay of ${version} went through.`);
}

function versionPath(version: string): string {
  return fileURLToPath(new URL(`../workflows/versions/${version}.ts`, import.meta.url));
}
