// A history of yesterday's code, replayed by today's: what the error says of where they part.
import { codeOf } from '@handrail/errors';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { DeterminismViolationError } from '@temporalio/workflow';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { bundleWorkflowCode, Worker } from '../../src';
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
  [
    'renamed',
    'HR8001',
    /^\[HR8001\] Workflow "pay" no longer matches its history at event 10: the history has ActivityTaskScheduled "charge", the code now schedules activity "chargeCard"\.$/,
  ],
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
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: versionPath('before') });
  const ofJson = JSON.parse(historyToJSON(history)) as { events: { eventId: string }[] };
  // As the server gives it, in its JSON, with numbers as ids, and as JSON.stringify writes it.
  for (const given of [
    history,
    ofJson,
    { events: ofJson.events.map((event) => ({ ...event, eventId: Number(event.eventId) })) },
    JSON.parse(JSON.stringify(history)) as unknown,
  ]) {
    await Worker.runReplayHistory({ workflowBundle }, given);
  }
  // Of an execution that no worker has taken yet; with the SDK alone its replay never ends.
  await Worker.runReplayHistory({ workflowBundle }, { events: (history.events ?? []).slice(0, 1) });
  await Worker.runReplayHistory({ workflowBundle }, { events: ofJson.events.slice(0, 1) });
  const cut = { code: workflowBundle.code.slice(0, -100) };
  await expect(Worker.runReplayHistory({ workflowBundle: cut }, history)).rejects.toThrow(
    '[HR5015] The worker of task queue "replay" has workflowBundle, which is not valid: a prebuilt workflow bundle is cut off',
  );
});

it('is that of a workflow that is gone, where the bundle has others', async () => {
  const workflowsPath = fileURLToPath(new URL('../workflows/greet.ts', import.meta.url));
  const error = await Worker.runReplayHistory({ workflowsPath }, history).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error?.message).toMatch(
    /^\[HR8002\] Replaying workflow "pay" ends in a workflow task that fails: \[HR1003\] Workflow type "pay" is not in the bundle/m,
  );
  expect(error?.message).toMatch(/^ {2}Fix: {5}export a function named pay from the module in workflowsPath/m);
});

it.each<[string, () => Promise<unknown>, string]>([
  [
    'nothing to replay',
    () => Worker.runReplayHistory({}, history),
    '[HR4037] Worker.runReplayHistory was called without workflowsPath or workflowBundle.',
  ],
  [
    'a path in the place of options',
    () => Worker.runReplayHistory('/app/workflows.ts' as never, history),
    "[HR2014] Worker.runReplayHistory has options: '/app/workflows.ts', which is no object: pass { workflowsPath: require.resolve('./workflows') }.",
  ],
  [
    'its arguments swapped',
    () => Worker.runReplayHistory(history as never, { workflowsPath: versionPath('before') }),
    '[HR2014] Worker.runReplayHistory has options: a history, which stands where the options belong: write runReplayHistory({ workflowsPath }, history).',
  ],
  [
    'a misspelt option',
    () => Worker.runReplayHistory({ workflowPath: versionPath('before') } as never, history),
    '[HR2012] The replay has an option workflowPath that does not exist; did you mean workflowsPath?',
  ],
  [
    'one entry of many',
    async () =>
      await Worker.runReplayHistories({ workflowsPath: versionPath('before') }, {
        workflowId: 'a',
        history,
      } as never).next(),
    '[HR8003] These are no workflow histories: it is one entry, and not a list of them.',
  ],
  [
    'a history of many',
    async () => await Worker.runReplayHistories({ workflowsPath: versionPath('before') }, [history] as never).next(),
    '[HR8003] These are no workflow histories: entry 0 is a history itself.',
  ],
])('is refused with %s', async (_, replayed, head) => {
  await expect(replayed()).rejects.toThrow(head);
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
