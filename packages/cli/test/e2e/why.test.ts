import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runWithoutReader } from '../support/run-binary';
import { runCommandLine } from '../support/run-command-line';
import { problemsBySchema } from '../support/json-schema';

let connection: Connection;
let client: Client;
const address = () => ['--address', inject('temporalAddress')];

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  client = new Client({ connection });
});

afterAll(() => connection.close());

/** A workflow that no worker takes. */
async function startUntaken(taskQueue = `nobody-${randomUUID()}`): Promise<string> {
  const workflowId = `untaken-${randomUUID()}`;
  await client.workflow.start('order', { workflowId, taskQueue });
  return workflowId;
}

describe('handrail why', () => {
  it('begins with the verdict, gives commands that reach the same server, and ends with 1', async () => {
    const id = await startUntaken();
    const { exitCode, stdout, stderr } = await runCommandLine(['why', id, ...address()]);
    expect(stdout).toMatch(/^no-workflow-worker: No worker polls task queue "nobody-/);
    expect(stdout).toContain(`--address ${inject('temporalAddress')}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  });

  it('prints one object of the documented shape with --json', async () => {
    const id = await startUntaken();
    const { stdout } = await runCommandLine(['why', id, '--json', ...address()]);
    const explanation = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(explanation).sort()).toEqual(
      'also cause code consequence evidence headline healthy links notExamined path remedy runId schema workflowId workflowType'.split(
        ' ',
      ),
    );
    expect(explanation).toMatchObject({
      schema: 'handrail.why/1',
      workflowId: id,
      cause: 'no-workflow-worker',
      healthy: false,
    });
  });

  it('prints what the published JSON Schema says, whatever the verdict', async () => {
    const untaken = await startUntaken();
    const closed = await startUntaken();
    await client.workflow.getHandle(closed).terminate('by mistake');
    const scheduleId = `schedule-${randomUUID()}`;
    const action = { type: 'startWorkflow' as const, workflowType: 'order', taskQueue: 'nobody', args: [] };
    const spec = { intervals: [{ every: '1 day' as const }] };
    const schedule = await client.schedule.create({ scheduleId, spec, action });
    const ids = [untaken, closed, scheduleId, `ghost-${randomUUID()}`];
    const looks = [...ids.map((id) => [id]), ids, ['--query', `WorkflowId = "${untaken}"`], ['x', '-n', 'nowhere']];
    for (const look of looks) {
      const { stdout } = await runCommandLine(['why', ...look, '--json', ...address()]);
      expect(problemsBySchema(stdout, 'why'), stdout).toEqual([]);
    }
    const syntax = await runCommandLine(['why', '--query', 'WorkflowType ~', '--json', ...address()]);
    const noServer = await runCommandLine(['why', 'order-17', '--json', '--address', '127.0.0.1:1']);
    for (const { stdout, exitCode } of [syntax, noServer]) {
      expect(problemsBySchema(stdout, 'why'), stdout).toEqual([]);
      expect(JSON.parse(stdout)).toMatchObject({ schema: 'handrail.error/1' });
      expect(exitCode).toBe(2);
    }
    await schedule.delete();
  });

  it('ends with 2 where one of several ids is not there, and with 1 where one needs attention as well', async () => {
    const workflowId = `delayed-${randomUUID()}`;
    await client.workflow.start('order', { workflowId, taskQueue: 'nobody', startDelay: '1 hour' });
    const ghost = `ghost-${randomUUID()}`;
    expect((await runCommandLine(['why', workflowId, ghost, ...address()])).exitCode).toBe(2);
    expect((await runCommandLine(['why', workflowId, ghost, await startUntaken(), ...address()])).exitCode).toBe(1);
  });

  it('ends with 0 for what is well', async () => {
    const workflowId = `delayed-${randomUUID()}`;
    await client.workflow.start('order', { workflowId, taskQueue: 'nobody', startDelay: '1 hour' });
    const { exitCode, stdout } = await runCommandLine(['why', workflowId, ...address()]);
    expect(stdout).toMatch(/^well, start-delayed: /);
    expect(exitCode).toBe(0);
  });

  it('ends with 2 for an id and for a namespace that do not exist, as objects on stdout, too', async () => {
    const unknown = await runCommandLine(['why', `ghost-${randomUUID()}`, '--json', ...address()]);
    expect(unknown.exitCode).toBe(2);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ schema: 'handrail.why/1', cause: 'not-found', runId: null });
    const elsewhere = await runCommandLine(['why', 'order-17', '--namespace', 'shpo', '--json', ...address()]);
    expect(elsewhere.exitCode).toBe(2);
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({
      schema: 'handrail.why/1',
      cause: 'not-found',
      code: 'HR7001',
    });
  });

  it('explains several ids, in their order, however many are looked at at once', async () => {
    const ghosts = Array.from({ length: 10 }, () => `ghost-${randomUUID()}`);
    const ids = [await startUntaken(), ...ghosts, await startUntaken()];
    const { stdout, exitCode } = await runCommandLine(['why', ...ids, '--json', ...address()]);
    const { executions } = JSON.parse(stdout) as { executions: { workflowId: string }[] };
    expect(executions.map(({ workflowId }) => workflowId)).toEqual(ids);
    expect(exitCode).toBe(1);
  });

  it('makes a table of what a query finds, up to the limit', async () => {
    const queue = `nobody-${randomUUID()}`;
    for (let index = 0; index < 3; index++) await startUntaken(queue);
    const query = `TaskQueue = "${queue}"`;
    await expect.poll(async () => (await client.workflow.count(query)).count, { timeout: 10_000 }).toBe(3);
    const { stdout, stderr, exitCode } = await runCommandLine(['why', '--query', query, '--limit', '2', ...address()]);
    expect(stdout).toMatch(/^2 of 2 executions need attention \(looked at 2 of 3\)\.\n\nno-workflow-worker \(2\)\n/);
    expect(stdout).toContain('Not looked at: 1 of the 3 executions that the query finds.');
    expect(stderr).toBe('Looked at 2 of 2 executions.\n');
    expect(exitCode).toBe(1);
  });

  it('reports a query that the server does not understand', async () => {
    const { stderr, exitCode } = await runCommandLine(['why', '--query', 'WorkflowTyp = "order"', ...address()]);
    expect(stderr).toMatch(/^\[HR7061\] The server does not understand the query /);
    expect(exitCode).toBe(2);
  });

  it('shows and writes what the execution has waited for', async () => {
    const id = await startUntaken();
    const file = join(await mkdtemp(join(tmpdir(), 'handrail-why-')), 'why.html');
    const { stdout, stderr, exitCode } = await runCommandLine(['why', id, '--timeline', '--html', file, ...address()]);
    expect(stdout).toMatch(/\n\nTimeline .*\n {2}workflow task {21}\|/);
    expect(stderr).toBe(`Wrote ${file}.\n`);
    expect(exitCode).toBe(1);
    expect(await readFile(file, 'utf8')).toContain('<strong>no-workflow-worker</strong>');
  });

  it('refuses to write a page that cannot be written, or of nothing', async () => {
    const id = await startUntaken();
    const unwritable = await runCommandLine(['why', id, '--html', '/no/such/folder/why.html', ...address()]);
    expect(unwritable.stderr).toContain(
      '--html /no/such/folder/why.html cannot be written (there is no such file or folder)',
    );
    const nothing = await runCommandLine(['why', `ghost-${randomUUID()}`, '--html', 'why.html', ...address()]);
    expect(nothing.exitCode).toBe(2);
    expect(nothing.stderr).toMatch(
      /there is no timeline of "ghost-.*" to write: No workflow .* in namespace "default"\.$/m,
    );
  });

  it('watches until the execution is closed', async () => {
    const id = await startUntaken();
    const watching = runCommandLine(['why', id, '--watch', '--interval', '0.1', '--json', ...address()]);
    await client.workflow.getHandle(id).terminate('seen enough');
    const { stdout, exitCode } = await watching;
    const causes = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { cause: string }).cause);
    expect(causes.at(-1)).toBe('closed-terminated');
    expect(exitCode).toBe(1);
  });

  it.skipIf(process.platform === 'win32')('ends watching when nobody reads what it says', async () => {
    const id = await startUntaken();
    expect(await runWithoutReader(['why', id, '--watch', '--interval', '0.1', ...address()])).toBe('exit code 1\n');
  });

  it.each([
    [[], 'give the id of a workflow, or --query'],
    [['a', '--query', 'b'], 'give ids or --query, not both'],
    [['a', 'b', '--run-id', '0198f2c4-7d1e-7a55-9b0a-3f6c2d1e8a40'], '--run-id belongs to one id'],
    [['a', 'b', '--watch'], '--watch follows one id'],
    [[''], 'an argument is empty'],
    [['a', '--tls-cert-path', 'x.pem'], '--tls-cert-path and --tls-key-path are given together or not at all'],
    [
      ['a', '--tls-ca-path', '/no/such.pem'],
      '--tls-ca-path /no/such.pem cannot be read (there is no such file or folder)',
    ],
    [['a', '--grpc-meta', 'secret'], '--grpc-meta number 1 is not of the form key=value'],
  ] as const)('refuses %j', async (parameters, problem) => {
    const { stderr, exitCode } = await runCommandLine(['why', ...parameters]);
    expect(stderr).toContain(`[HR9016] The command line cannot be understood: ${problem}.`);
    expect(exitCode).toBe(2);
  });
});

describe('handrail repair', () => {
  it('shows what it would do, and does nothing without --apply', async () => {
    const queue = `nobody-${randomUUID()}`;
    await startUntaken(queue);
    const query = `TaskQueue = "${queue}"`;
    await expect.poll(async () => (await client.workflow.count(query)).count, { timeout: 10_000 }).toBe(1);
    const { stdout, exitCode } = await runCommandLine(['repair', '--query', query, ...address()]);
    expect(stdout).toBe(`Nothing to repair among 1 execution.

Left alone:
  1 × no-workflow-worker: it goes on by itself once a worker polls its task queue
`);
    expect(exitCode).toBe(0);
  });

  it.each([
    [[], '--query says which executions to look at, or --plan what to do'],
    [['--plan', '/no/such/plan.json'], '--plan /no/such/plan.json cannot be used (there is no such file or folder)'],
    [
      ['--plan', 'plan.json', '--cause', 'backoff'],
      "option '--plan <file>' cannot be used with option '--cause <slug...>'",
    ],
    [['--query', 'x', '--apply'], '--apply needs a --reason, which is recorded in the histories'],
    [['--query', 'x', '--apply', '--reason', ' '], 'the value of --reason is empty'],
  ] as const)('refuses %j', async (parameters, problem) => {
    const { stderr, exitCode } = await runCommandLine(['repair', ...parameters]);
    expect(stderr).toContain(`[HR9016] The command line cannot be understood: ${problem}.`);
    expect(exitCode).toBe(2);
  });
});
