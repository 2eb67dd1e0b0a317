// The gate before a deployment, on executions that the code before it has begun.
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, inject, it, vi } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { problemsBySchema } from '../support/json-schema';
import { runBinary } from '../support/run-binary';
import { runCommandLine } from '../support/run-command-line';

const TYPES = ['pay', 'steady', 'refund', 'faulty'];
const queue = `replayed-${randomUUID()}`;
const code = (name: string) => fileURLToPath(new URL(`../workflows/${name}.ts`, import.meta.url));
const idOf = (type: string) => `${type}-${queue}`;
let saved = '';

beforeAll(async () => {
  await runWorker(
    {
      workflows: code('replayed-before'),
      activities: { charge: async () => 'charged' },
      taskQueue: queue,
      noReplay: 'one of them fails, and all are replayed with other code below',
    },
    async ({ client }) => {
      const handles = await Promise.all(
        TYPES.map((type) => client.workflow.start(type, { taskQueue: queue, workflowId: idOf(type) })),
      );
      const ends = { pay: 2, steady: 1, refund: 1, faulty: 1 } as Record<string, number>;
      await Promise.all(
        handles.map(async (handle, index) => {
          const type = TYPES[index] ?? '';
          const isEnd =
            type === 'faulty' ? 'workflowTaskFailedEventAttributes' : 'workflowTaskCompletedEventAttributes';
          await vi.waitFor(async () => {
            const { events } = await handle.fetchHistory();
            expect(events?.filter((event) => event[isEnd] != null)).toHaveLength(ends[type] ?? 0);
          }, WAIT);
        }),
      );
      const found = () => client.workflow.count(`TaskQueue = "${queue}"`);
      await vi.waitFor(async () => expect(await found()).toMatchObject({ count: TYPES.length }), WAIT);
      saved = join(await mkdtemp(join(tmpdir(), 'histories-')), 'pay.json');
      await writeFile(saved, historyToJSON(await client.workflow.getHandle(idOf('pay')).fetchHistory()));
    },
  );
}, 60_000);

const WAIT = { timeout: 20_000, interval: 100 };

const gate = (...parameters: string[]) =>
  runCommandLine(['replay', '--address', inject('temporalAddress'), '--task-queue', queue, ...parameters]);

it('says what a deployment would break, by cause, and what it mends', async () => {
  const { exitCode, stdout, stderr } = await gate('--workflows', code('replayed-after'), '--json');
  expect(problemsBySchema(stdout, 'replay')).toEqual([]);
  const report = JSON.parse(stdout) as { breaks: { executions: { runId: string }[] }[] };
  expect(report).toMatchObject({
    verdict: 'breaks',
    headline: 'This code must not be deployed: it breaks 2 of the 4 executions that were replayed.',
    replayed: 4,
    breaks: [
      {
        code: 'HR8001',
        workflowType: 'pay',
        difference: {
          position: 'event 5',
          history: 'ActivityTaskScheduled "charge"',
          code: 'starts a timer (1 minute)',
          change: 'a timer was added before activity "charge", or stands in its place',
        },
        executions: [{ workflowId: idOf('pay'), position: 'event 5' }],
        open: 1,
      },
      {
        code: 'HR8006',
        headline: `[HR8006] Workflow type "refund" has 1 open execution on task queue "${queue}", and the code does not export it; is it now called "refunds"?`,
      },
    ],
    stillFailing: [],
    heals: [{ workflowId: idOf('faulty') }],
    types: [
      { workflowType: 'faulty', state: 'replayed', open: 1 },
      { workflowType: 'pay', state: 'replayed' },
      { workflowType: 'refund', state: 'replayed' },
      { workflowType: 'refunds', state: 'no-open-execution', open: 0 },
      { workflowType: 'steady', state: 'replayed' },
    ],
    notExamined: ['refunds: no open execution was found'],
  });
  const runId = report.breaks[0]?.executions[0]?.runId;
  expect(stdout).toContain(
    `temporal workflow reset --workflow-id ${idOf('pay')} --run-id ${runId} --event-id 4 --reason 'the deployed code does not replay its history' --address ${inject('temporalAddress')}`,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Looked at 4 of 4 histories.');
}, 60_000);

it('lets pass what breaks nothing, and does not take an empty sample for that', async () => {
  const steady = ['--workflows', code('replayed-steady'), '--query'];
  const fine = await gate(...steady, 'WorkflowType = "steady"');
  expect(fine).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(
      /^This code may be deployed: 1 history of 1 workflow type was replayed, and it breaks none\.\n\nLooked at:\n {2}steady: 1 of 1 open; under an hour\n\nNot looked at: faulty: no open execution was found\.\n$/,
    ) as string,
  });
  const empty = await gate(...steady, 'WorkflowType = "none"');
  expect(empty).toMatchObject({
    exitCode: 2,
    stdout: expect.stringMatching(
      /^\[HR8007\] It could not be told whether this code may be deployed: no execution is open that was asked for, so that nothing was replayed\./,
    ) as string,
  });
  const allowed = await gate(...steady, 'WorkflowType = "none"', '--allow-empty');
  expect(allowed.exitCode).toBe(0);
  const syntax = await gate(...steady, 'WorkflowType ~');
  expect(syntax.exitCode).toBe(2);
}, 60_000);

it('replays a saved history without a server', async () => {
  const parameters = ['replay', '--workflows', code('replayed-steady'), '--history', saved, '--json'];
  const { stdout, exitCode } = await runCommandLine(parameters);
  expect(problemsBySchema(stdout, 'replay')).toEqual([]);
  expect(JSON.parse(stdout)).toMatchObject({
    namespace: null,
    breaks: [{ code: 'HR8006', executions: [{ file: saved }] }],
  });
  expect(exitCode).toBe(1);

  const broken = join(dirname(saved), 'broken.json');
  await writeFile(broken, '{"events":[]}');
  const doubtful = await runCommandLine([...parameters.slice(0, 4), saved, broken, '--json']);
  expect(JSON.parse(doubtful.stdout)).toMatchObject({
    verdict: 'breaks',
    notExamined: [
      `${broken}: [HR8003] This is no workflow history: its events are empty. To do: take it from client.workflow.getHandle(id).fetchHistory(), or from temporal workflow show --workflow-id … --output json`,
    ],
  });
}, 60_000);

it('ends its process where the code cannot be bundled', async () => {
  const folder = dirname(saved);
  const broken = join(folder, 'broken.ts');
  await writeFile(broken, 'export async function pay(: void) {}');
  // In a process of its own: threads of the SDK would keep it alive.
  const { exitCode, stderr } = await runBinary(['replay', '--workflows', broken, '--history', saved]);
  expect(stderr).toMatch(/^\[HR1022\] The workflow code cannot be bundled: .*broken\.ts:1: /);
  expect(exitCode).toBe(2);
}, 60_000);

it.each([
  ['is not there', 'none.js', /--options \S+none\.js does not exist\./],
  [
    'is of TypeScript, which Node does not run by itself',
    'options.ts',
    /--options \S+options\.ts cannot be loaded: Node has to be able to run it, so give what it is compiled to, or set NODE_OPTIONS/,
  ],
])(
  'says that a module with options %s',
  async (_, name, text) => {
    const file = join(dirname(saved), name);
    if (name.endsWith('.ts')) await writeFile(file, 'export default {};');
    const { exitCode, stderr } = await runBinary([
      'replay',
      '--workflows',
      code('replayed-steady'),
      '--history',
      saved,
      '--options',
      file,
    ]);
    expect(stderr).toMatch(text);
    expect(exitCode).toBe(2);
  },
  60_000,
);
