// `handrail repair` as it is run by hand, in a process of its own against a real server.
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keepWorkerLog } from '../../../../test-support/worker-log';
import { runBinary } from '../support/run-binary';

let connection: Connection;
let native: NativeConnection;
let client: Client;
let right: WorkflowBundleWithSourceMap;
let wrong: WorkflowBundleWithSourceMap;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await keepWorkerLog();
  const address = inject('temporalAddress');
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  client = new Client({ connection });
  const bundle = (path: string) => bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL(path, import.meta.url)) });
  [right, wrong] = await Promise.all([
    bundle('../workflows/order-right.ts'),
    bundle('../../../operations/test/workflows/order-wrong.ts'),
  ]);
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await native.close();
  await connection.close();
});

async function runWorker(
  taskQueue: string,
  options: { readonly isWrong?: boolean; buildId?: string; calls?: string[] },
) {
  const { isWrong = false, buildId, calls = [] } = options;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: isWrong ? wrong : right,
    ...(buildId !== undefined && { buildId }),
    activities: {
      prepare: async () => void calls.push('prepare'),
      charge: async (cents: number) => void calls.push(`charge ${cents}`),
      ship: async () => void calls.push('ship'),
    },
  });
  const done = worker.run();
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) worker.shutdown();
    isStopped = true;
    await done;
  };
  stops.push(stop);
  return stop;
}

async function start(type: string, taskQueue: string): Promise<string> {
  const workflowId = `${type}-${randomUUID()}`;
  await client.workflow.start(type, { workflowId, taskQueue });
  return workflowId;
}

const describe_ = (workflowId: string) => client.workflow.getHandle(workflowId).describe();
const until = async (workflowId: string, holds: (raw: Awaited<ReturnType<typeof describe_>>['raw']) => boolean) =>
  await expect.poll(async () => holds((await describe_(workflowId)).raw), { timeout: 30_000 }).toBe(true);
const isIdle: Parameters<typeof until>[1] = ({ pendingActivities, pendingWorkflowTask }) =>
  pendingWorkflowTask == null && !pendingActivities?.length;
const isRetrying: Parameters<typeof until>[1] = ({ pendingActivities }) => (pendingActivities?.[0]?.attempt ?? 0) >= 2;
const runOf = async (workflowId: string) => (await describe_(workflowId)).runId;
const listed = async (query: string, count: number) =>
  await expect.poll(async () => (await client.workflow.count(query)).count, { timeout: 20_000 }).toBe(count);
const newFile = async (name: string) => join(await mkdtemp(join(tmpdir(), 'handrail-repair-')), name);
const linesOf = async (path: string) =>
  (await readFile(path, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const repair = async (parameters: readonly string[], interruptAt?: RegExp) =>
  await runBinary(['repair', ...parameters, '--address', inject('temporalAddress')], {
    ...(interruptAt !== undefined && { interruptAt }),
  });

interface Incident {
  readonly query: string;
  /** Stuck since the bad deployment. */
  readonly stuck: readonly string[];
  /** Waits for its signal, as it should. */
  readonly well: string;
  readonly calls: string[];
  readonly deployedAt: string;
}

/** Orders that a bad deployment has charged wrongly and left stuck; then the right code is deployed again. */
async function badDeployment(count: number): Promise<Incident> {
  const taskQueue = `orders-${randomUUID()}`;
  const calls: string[] = [];
  const stopGood = await runWorker(taskQueue, { buildId: 'good', calls });
  const [well = '', ...stuck] = await Promise.all(Array.from({ length: count + 1 }, () => start('order', taskQueue)));
  for (const id of [well, ...stuck]) await until(id, isIdle);
  await stopGood();
  const deployedAt = new Date().toISOString();
  const stopBad = await runWorker(taskQueue, { isWrong: true, buildId: 'bad', calls });
  for (const id of stuck) await client.workflow.getHandle(id).signal('pay');
  for (const id of stuck) await until(id, isRetrying);
  await stopBad();
  await runWorker(taskQueue, { buildId: 'fixed', calls });
  const query = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
  await listed(query, count + 1);
  return { query, stuck, well, calls, deployedAt };
}

const REFUSED = 'Left alone:\n  1 × no-workflow-worker: it goes on by itself once a worker polls its task queue\n';

describe('handrail repair', () => {
  it('resets to before a bad build: a dry run first, then step by step, and goes on after Ctrl-C', async () => {
    const { query, stuck, well, calls } = await badDeployment(3);
    const selected = ['--query', query, '--before-build', 'bad'];
    const runs = await Promise.all([...stuck, well].map(runOf));

    const dry = await repair(selected);
    expect(dry.exitCode).toBe(1);
    expect(dry.stdout).toMatch(/^Would repair 3 executions of 4 looked at\. Nothing was changed: --apply does it\.\n/);
    expect(dry.stdout).toContain('\nactivity-not-registered (3)\n');
    for (const id of stuck) expect(dry.stdout).toMatch(new RegExp(`\\n {2}${id}: reset to event \\d+\\n`));
    expect(dry.stdout).not.toContain(well);
    expect(dry.stdout).toContain(
      'These activities run again, though they have completed or been begun:\n  charge: 3 × in 3 executions: make sure that it is idempotent\n',
    );
    expect(await Promise.all([...stuck, well].map(runOf))).toEqual(runs);

    const log = await newFile('repair.jsonl');
    const applied = [...selected, '--apply', '--reason', 'bad deployment', '--audit-log', log, '--rate', '1'];
    const interrupted = await repair(applied, /^repaired: /m);
    expect(interrupted.stdout).toMatch(/^Repaired 1 execution; 0 skipped, 0 failed\.\n/);
    expect(interrupted.stdout).toContain(
      '  2 are left: it was interrupted, or failed five times in a row. Give the same command again to go on.',
    );
    expect(interrupted.exitCode).toBe(1);
    const [first, ...none] = await linesOf(log);
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      outcome: 'repaired',
      cause: 'activity-not-registered',
      actions: [{ kind: 'reset-workflow' }],
      namespace: 'default',
      by: `${userInfo().username}@${hostname()}`,
      reason: 'bad deployment',
      newRunId: await runOf(String(first?.['workflowId'])),
    });

    const resumed = await repair(applied);
    expect(resumed.stdout).toMatch(/^Repaired 2 executions; 0 skipped, 0 failed\./);
    expect(resumed.exitCode).toBe(0);
    const entries = await linesOf(log);
    expect(entries.map(({ workflowId }) => workflowId).sort()).toEqual([...stuck].sort());
    expect(new Set(entries.map(({ runId }) => runId))).toEqual(new Set(runs.slice(0, 3)));

    for (const id of stuck) await client.workflow.getHandle(id).result();
    expect(calls.filter((call) => call === 'charge 100')).toHaveLength(3);
    expect(calls.filter((call) => call === 'prepare')).toHaveLength(4);
    // What was well is the same run, and goes on as ever.
    expect(await runOf(well)).toBe(runs[3]);
    await client.workflow.getHandle(well).signal('pay');
    await client.workflow.getHandle(well).result();

    const history = await client.workflow.getHandle(stuck[0] ?? '', runs[0]).fetchHistory();
    expect(JSON.stringify(history.events?.at(-1))).toContain('reset');
  }, 120_000);

  it('resets to before a time, as a program reads it, and says which activities have an idempotency check', async () => {
    const { query, stuck, well, deployedAt } = await badDeployment(1);
    const [id = ''] = stuck;
    const run = await runOf(well);
    const coverage = await newFile('coverage.json');
    await writeFile(coverage, JSON.stringify({ covered: [], missing: ['charge'] }));
    const selected = ['--query', query, '--before-time', deployedAt, '--json', '--idempotency', coverage];
    const dry = await repair(selected);
    expect(dry.exitCode).toBe(1);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      schema: 'handrail.repair-plan/1',
      namespace: 'default',
      intent: { before: { time: deployedAt } },
      repairs: [{ workflowId: id, repeats: ['charge'] }],
      repeated: [{ activityType: 'charge', times: 1, executions: 1, check: 'unchecked' }],
      examined: 2,
    });
    // What somebody has looked through is done, and nothing else.
    const plan = await newFile('plan.json');
    await writeFile(plan, JSON.stringify({ ...JSON.parse(dry.stdout), repairs: [] }));
    const planned = ['--plan', plan, '--json', '--idempotency', coverage];
    const nothing = await repair([...planned, '--apply', '--reason', 'bad deployment']);
    expect(JSON.parse(nothing.stdout)).toMatchObject({ outcomes: [], left: 0 });
    await writeFile(plan, dry.stdout);
    expect(JSON.parse((await repair(planned)).stdout)).toEqual(JSON.parse(dry.stdout));
    const applied = await repair([...planned, '--apply', '--reason', 'bad deployment']);
    expect(applied.stderr).toContain('  charge: 1 × in 1 execution: has NO idempotency check\n');
    expect(JSON.parse(applied.stdout)).toMatchObject({
      schema: 'handrail.repair/1',
      outcomes: [{ workflowId: id, outcome: 'repaired' }],
      earlier: 0,
      left: 0,
    });
    await client.workflow.getHandle(id).result();
    expect(await runOf(well)).toBe(run);
  }, 90_000);

  it('sends a signal with its argument to those that wait for it, once, and to no others', async () => {
    const taskQueue = `approvals-${randomUUID()}`;
    await runWorker(taskQueue, {});
    const waiting = await start('approval', taskQueue);
    const other = await start('order', taskQueue);
    for (const id of [waiting, other]) await until(id, isIdle);
    const query = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
    await listed(query, 2);
    const selected = ['--query', query, '--signal', 'approve', '--signal-input', '{"by":"anna"}'];
    const dry = await repair(selected);
    expect(dry.stdout).toContain(`\n  ${waiting}: signal "approve"\n`);
    expect(dry.stdout).toContain(
      'Left alone:\n  1 × signal-wait: it has no handler for signal "approve", but for "pay"',
    );
    expect((await describe_(waiting)).status.name).toBe('RUNNING');
    const length = (await describe_(other)).historyLength;

    const applied = await repair([...selected, '--apply', '--reason', 'all are approved']);
    expect(applied.stdout).toMatch(
      /^Repaired 1 execution; 0 skipped, 0 failed\.\n\nLeft alone:\n {2}1 × signal-wait: /,
    );
    expect(applied.exitCode).toBe(0);
    expect(await client.workflow.getHandle(waiting).result()).toEqual({ by: 'anna' });
    expect((await describe_(other)).historyLength).toBe(length);
  }, 60_000);

  it('refuses what helps nobody, each with its reason, and changes nothing', async () => {
    const taskQueue = `nobody-${randomUUID()}`;
    const untaken = await start('order', taskQueue);
    const run = await runOf(untaken);
    const query = `TaskQueue = "${taskQueue}"`;
    await listed(query, 1);
    for (const intent of [[], ['--before-build', 'bad'], ['--before-time', '2026-03-01T12:00:00Z']]) {
      const refused = await repair(['--query', query, ...intent, '--apply', '--reason', 'a try']);
      expect(refused.stdout).toBe(`Repaired 0 executions; 0 skipped, 0 failed.\n\n${REFUSED}`);
      expect(refused.exitCode).toBe(0);
      const dry = await repair(['--query', query, ...intent]);
      expect(dry.stdout).toBe(`Nothing to repair among 1 execution.\n\n${REFUSED}`);
    }
    expect(await runOf(untaken)).toBe(run);
  }, 60_000);

  it.each([
    [['--before-time', 'yesterday'], `[HR7075] The repair has before.time: 'yesterday', which is not a time`],
    [['--before-time', '12'], `[HR7075] The repair has before.time: '12', which is not a time`],
    [['--before-build', ''], 'the value of --before-build is empty'],
    [['--signal', ''], 'the value of --signal is empty'],
    [['--cause', 'bakoff'], `[HR7075] The repair has causes: 'bakoff', which is no verdict (did you mean "backoff"?)`],
    [['--code', 'HR0000'], `[HR7075] The repair has code: 'HR0000', which is no error code of Handrail`],
    [['--before-build', 'bad', '--signal', 'pay'], '[HR9016]'],
    [['--before-build', 'bad', '--before-time', '2026-03-01T12:00:00Z'], '[HR9016]'],
    [['--signal-input', '1'], '--signal-input belongs to --signal'],
    [['--signal', 'pay', '--signal-input', '{by'], 'JSON is wanted'],
    [['--apply'], '--apply needs a --reason'],
    [
      ['--idempotency', '/no/such/file'],
      '--idempotency /no/such/file cannot be used (there is no such file or folder)',
    ],
  ])('refuses %j before anything is looked at', async (parameters, message) => {
    const { exitCode, stdout, stderr } = await repair(['--query', `WorkflowId = "nothing"`, ...parameters]);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});
