import { Client, Connection } from '@temporalio/client';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { resolveTemporalExecutable } from '../../src/resolve-temporal-server';
import { type DevServerOptions, startDevServer } from '../../src/start-dev-server';
import { temporaryDirectory } from '../support/temporary-directory';

let executable: string;

beforeAll(async () => {
  executable = (await resolveTemporalExecutable()).path;
});

// Below the ports that systems lend to whoever asks for any: nothing else comes by them.
const PORTS = { ofServerThatEnds: 25_999, ofNoProgram: 25_998 };

async function start(options: Partial<DevServerOptions> = {}) {
  const server = await startDevServer({ executable, ...options });
  onTestFinished(() => server.stop());
  return server;
}

test('it answers as soon as it is there, with the namespace that was asked for', async () => {
  const server = await start({ namespace: 'orders' });
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'orders' });

  expect(namespaceInfo?.name).toBe('orders');
  expect(server).toMatchObject({ namespace: 'orders', uiUrl: undefined });
});

test('it listens on the loopback address alone', async () => {
  const server = await start();

  expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('two of them get along', async () => {
  const [one, two] = await Promise.all([start(), start()]);

  expect(one.address).not.toBe(two.address);
});

test('a database file outlives the server', async () => {
  const dbFilename = join(temporaryDirectory(), 'temporal.db');
  const first = await start({ dbFilename });
  const connection = await Connection.connect({ address: first.address });
  await new Client({ connection }).workflow.start('order', { workflowId: 'order-1', taskQueue: 'nobody' });
  await connection.close();
  await first.stop();
  const second = await start({ dbFilename });
  const later = await Connection.connect({ address: second.address });
  onTestFinished(() => later.close());
  const { status } = await new Client({ connection: later }).workflow.getHandle('order-1').describe();

  expect(existsSync(dbFilename)).toBe(true);
  expect(status.name).toBe('RUNNING');
});

test('search attributes are registered', async () => {
  const server = await start({ searchAttributes: { Customer: 'Keyword' } });
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });

  expect(Object.keys(customAttributes ?? {})).toContain('Customer');
});

test('a port that is in use is named', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };

  await expect(start({ port })).rejects.toThrow(`[HR9013] Port ${port}, wanted for the server, is in use.`);
  await expect(start({ uiPort: port })).rejects.toThrow(`[HR9013] Port ${port}, wanted for the UI, is in use.`);
});

test('a server that ends at once is explained by what it printed', async () => {
  const program = join(temporaryDirectory(), 'temporal');
  await writeFile(program, '#!/bin/sh\necho "Error: unable to open database file" >&2\nexit 1\n');
  await chmod(program, 0o755);
  const failure = start({ executable: program, port: PORTS.ofServerThatEnds });

  await expect(failure).rejects.toThrow(
    `[HR9015] The development server did not start at 127.0.0.1:25999: it ended at once, with exit code 1.
  Why:     the last that it printed was:
           Error: unable to open database file`,
  );
});

test('a program that cannot be started at all is an error, too', async () => {
  await expect(start({ executable: '/nowhere/temporal', port: PORTS.ofNoProgram })).rejects.toThrow(
    /\[HR9015\] .*it ended at once\.\n {2}Why: {5}the last that it printed was:\n {11}spawn \/nowhere\/temporal ENOENT/,
  );
});

test('stopping twice is harmless, and whoever waits for its end is told', async () => {
  const server = await startDevServer({ executable });
  await Promise.all([server.stop(), server.stop(), server.ended]);

  await expect(Connection.connect({ address: server.address, connectTimeout: '500 ms' })).rejects.toThrow();
});
