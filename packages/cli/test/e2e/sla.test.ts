import { Client } from '@handrail/client';
import { Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

let connection: Connection;
let client: Client;
const address = () => ['--address', inject('temporalAddress')];
const queue = `nobody-${randomUUID()}`;
const workflowId = `order-${queue}`;
let deadline = 0;

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  client = new Client({ connection });
});

afterAll(() => connection.close());

async function startLate(): Promise<void> {
  await client.workflow.start('order', { workflowId, taskQueue: queue, sla: 100, memo: { owner: 'payments' } });
  deadline = Date.now() + 100;
  await expect
    .poll(async () => (await client.workflow.count(`WorkflowId = "${workflowId}"`)).count, { timeout: 20_000 })
    .toBe(1);
}

it('sets a namespace up only with --apply', async () => {
  const namespace = `sla-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const setup = (...flags: string[]) => runCommandLine(['sla', 'setup', '-n', namespace, ...flags, ...address()]);
  await expect.poll(async () => (await setup()).exitCode, { timeout: 20_000 }).toBe(1);
  const { stdout, exitCode } = await setup();
  expect({ stdout, exitCode }).toEqual({
    stdout: `Would create 2 search attributes in namespace "${namespace}". Nothing was changed: --apply does it.\n  SlaDeadline (Datetime): does not exist\n  OutOfTimeSla (Bool): does not exist\n`,
    exitCode: 1,
  });
  const applied = await setup('--apply', '--json');
  expect(JSON.parse(applied.stdout)).toMatchObject({ schema: 'handrail.sla-setup/1', namespace, applied: true });
  expect(applied.exitCode).toBe(0);
  await expect
    .poll(async () => (await setup()).stdout.split('\n', 1)[0], { timeout: 20_000 })
    .toBe(`Namespace "${namespace}" is ready for SLAs: nothing to do.`);
  const check = await runCommandLine(['sla', 'check', '-n', namespace, ...address()]);
  expect(check).toMatchObject({
    stdout: `No execution in namespace "${namespace}" is out of its SLA or near it.\n`,
    exitCode: 0,
  });
});

it('lists what is late, ends with 1, and tells of it until it is interrupted', async () => {
  await startLate();
  await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(deadline);
  const check = await runCommandLine(['sla', 'check', '--limit', '1000000', '--json', ...address()]);
  const { schema, late } = JSON.parse(check.stdout) as { schema: string; late: { workflowId: string }[] };
  expect({ schema, exitCode: check.exitCode }).toEqual({ schema: 'handrail.sla/1', exitCode: 1 });
  expect(late.find((each) => each.workflowId === workflowId)).toMatchObject({ state: 'late', owner: 'payments' });

  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));
  // Verdicts have a quarter of the time between two looks, for all that is late in a namespace that other tests share.
  const running = runCommandLine(['sla', 'monitor', '--every', '2 minutes', '--json', ...address()], { interrupted });
  const claims = `WorkflowType = "handrail-sla-notice" AND ExecutionStatus = "Completed"`;
  await expect
    .poll(
      async () => {
        for await (const { memo } of client.workflow.list({ query: claims }))
          if (memo?.['about'] === workflowId) return true;
        return false;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  interrupt();
  const { stdout, stderr, exitCode } = await running;
  expect(stderr).toContain('Looking at SLAs. Stop with Ctrl-C.');
  expect(exitCode).toBe(0);
  const notices = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { workflowId: string });
  expect(notices.filter((each) => each.workflowId === workflowId)).toMatchObject([
    { severity: 'breach', owner: 'payments', verdict: { cause: 'no-workflow-worker' } },
  ]);
  await client.workflow.getHandle(workflowId).terminate();
});

it('says what is wrong with a command line', async () => {
  const help = await runCommandLine(['sla']);
  expect(help.exitCode).toBe(0);
  expect(help.stdout).toMatch(/^Usage: handrail sla \[options\] \[command\]\n/);
  const unknown = await runCommandLine(['sla', 'chekc']);
  expect(unknown.stderr).toContain("unknown command 'chekc' (did you mean check?)");
  const webhook = await runCommandLine(['sla', 'monitor', '--webhook', 'https://example.com', ...address()]);
  expect(webhook.stderr).toContain('--webhook needs a secret in HANDRAIL_WEBHOOK_SECRET');
  const duration = await runCommandLine(['sla', 'check', '--warn-before', '60']);
  expect(duration.stderr).toContain("a duration such as '30 seconds' or '2 hours' is wanted");
});
