import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

let connection: Connection;
const address = () => ['--address', inject('temporalAddress')];
const queue = `nobody-${randomUUID()}`;

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  await new Client({ connection }).workflow.start('order', { workflowId: `order-${queue}`, taskQueue: queue });
});

afterAll(() => connection.close());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('puts the queue that is starved first, and ends with 1', async () => {
  const { stdout, exitCode } = await runCommandLine(['backlog', '--task-queue', queue, ...address()]);
  expect(stdout).toContain(
    `1 of 2 task queues is behind.\n\nstarved: Task queue "${queue}" (workflow) has no workers that poll, and 1 task waits`,
  );
  expect(exitCode).toBe(1);
});

it('prints one object with --json, and what Prometheus scrapes with --prometheus', async () => {
  const json = await runCommandLine(['backlog', '--task-queue', queue, '--json', ...address()]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    schema: 'handrail.backlog/1',
    queues: [{ taskQueue: queue, verdict: 'starved' }, { verdict: 'idle' }],
  });
  const text = await runCommandLine(['backlog', '--task-queue', queue, '--prometheus', ...address()]);
  expect(text.stdout).toContain(
    `handrail_task_queue_backlog{namespace="default",task_queue="${queue}",task_type="workflow"} 1\n`,
  );
});

function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces()).flatMap((each = []) =>
    each.flatMap(({ internal, family, address: own }) => (internal || family !== 'IPv4' ? [] : [own])),
  );
}

it('serves the metrics until it is interrupted, and nothing else', async () => {
  const port = await freePort();
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));
  const serve = ['backlog', '--task-queue', queue, '--serve', String(port), '--metrics', 'http://127.0.0.1:1/other'];
  const running = runCommandLine([...serve, ...address()], { interrupted });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/metrics`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('# TYPE handrail_task_queue_backlog gauge');
  expect((await fetch(`${url}/etc/passwd`)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
  // On loopback only: the machine's other addresses are closed.
  for (const other of addressesOfThisMachine()) {
    await expect(fetch(`http://${other}:${port}/metrics`)).rejects.toThrow();
  }
  interrupt();
  const { exitCode, stderr } = await running;
  expect(exitCode).toBe(0);
  // Once, for all the answers.
  expect(stderr.match(/^Not seen: .*$/gm)).toEqual([
    expect.stringMatching(/^Not seen: worker metrics at http:\/\/127\.0\.0\.1:1\/other: /),
  ]);
});

it('refuses a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const { stderr, exitCode } = await runCommandLine([
    'backlog',
    '--serve',
    String(port),
    '--task-queue',
    queue,
    ...address(),
  ]);
  expect(stderr).toContain(`[HR9013] Port ${port}, wanted for the metrics, is in use.`);
  expect(exitCode).toBe(2);
  await new Promise((resolve) => server.close(resolve));
});

it('takes several addresses of workers, and says which of them do not answer', async () => {
  const ports = [await freePort(), await freePort()];
  const { stdout } = await runCommandLine([
    'backlog',
    '--task-queue',
    queue,
    '--metrics',
    ...ports.map((port) => `http://127.0.0.1:${port}/metrics`),
    ...address(),
  ]);
  for (const port of ports) {
    expect(stdout).toContain(`Not seen: worker metrics at http://127.0.0.1:${port}/metrics: connect ECONNREFUSED`);
  }
});

it('refuses an address that is none', async () => {
  const { stderr, exitCode } = await runCommandLine(['backlog', '--metrics', '9464', ...address()]);
  expect(stderr).toContain('an address such as http://127.0.0.1:9464/metrics is wanted');
  expect(exitCode).toBe(2);
});

it('counts what could not be seen for Prometheus', async () => {
  const { stdout } = await runCommandLine([
    'backlog',
    '--prometheus',
    '--task-queue',
    queue,
    '--metrics',
    `http://127.0.0.1:${await freePort()}/metrics`,
    ...address(),
  ]);
  expect(stdout).toContain('\nhandrail_backlog_not_seen{namespace="default"} 1');
});
