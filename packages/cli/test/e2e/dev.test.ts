import { Client, Connection } from '@temporalio/client';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

interface Running {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  ended(): Promise<number | null>;
}

// The built command, as a user's shell runs it.
function handrail(...parameters: string[]): Running {
  const bin = join(import.meta.dirname, '../../lib/bin.js');
  const child = spawn(process.execPath, [bin, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  const end = once(child, 'close');
  return { child, stdout: () => stdout, stderr: () => stderr, ended: async () => (await end, child.exitCode) };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listen();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('dev runs a server with UI until Ctrl-C, and leaves nothing running', async () => {
  const [port, uiPort] = [await freePort(), await freePort()];
  const dev = handrail('dev', '--port', String(port), '--ui-port', String(uiPort), '--namespace', 'orders');
  await until(() => dev.stdout().includes('Ctrl-C'));

  expect(dev.stdout()).toBe(`Temporal is running at 127.0.0.1:${port}.
  UI:         http://localhost:${uiPort}
  Namespace:  orders
  Executions: in memory, gone when the server stops (--db-filename keeps them)
  Use it:     TEMPORAL_ADDRESS=127.0.0.1:${port} TEMPORAL_NAMESPACE=orders npm start
  Stop it:    Ctrl-C
`);
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  const { workflowId } = await new Client({ connection, namespace: 'orders' }).workflow.start('order', {
    workflowId: 'order-1',
    taskQueue: 'nobody',
  });
  await connection.close();
  const page = await fetch(`http://127.0.0.1:${uiPort}/namespaces/orders/workflows/${workflowId}`);
  expect(page.status).toBe(200);

  const noise = dev.stderr();
  dev.child.kill('SIGINT');
  expect(await dev.ended()).toBe(0);
  // What the server says of its own end is nothing that anybody could act on.
  expect(dev.stderr().slice(noise.length)).toBe('Stopped.\n');
  await expect(Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: 500 })).rejects.toThrow();
});

test('dev --json prints one object, with the addresses', async () => {
  const port = await freePort();
  const dev = handrail('dev', '--port', String(port), '--headless', '--json');
  await until(() => dev.stdout().endsWith('\n'));
  dev.child.kill('SIGTERM');

  expect(await dev.ended()).toBe(0);
  expect(JSON.parse(dev.stdout())).toEqual({
    schema: 'handrail.dev/1',
    address: `127.0.0.1:${port}`,
    namespace: 'default',
  });
});

test('dev --db-filename keeps the executions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'temporal.db');
  const dev = handrail('dev', '--port', String(await freePort()), '--headless', '--db-filename', file);
  await until(() => dev.stdout().includes('Ctrl-C'));
  dev.child.kill('SIGINT');
  await dev.ended();

  expect(dev.stdout()).toContain(`  Executions: ${file}\n`);
  expect(existsSync(file)).toBe(true);
});

test('a port in use is named, with the way out', async () => {
  const { server, port } = await listen();
  onTestFinished(() => void server.close());
  const dev = handrail('dev', '--port', String(port), '--headless');

  expect(await dev.ended()).toBe(2);
  expect(dev.stdout()).toBe('');
  expect(dev.stderr()).toContain(`[HR9013] Port ${port}, wanted for the server, is in use.`);
  expect(dev.stderr()).toContain('or choose another port (handrail dev --port 7234 --ui-port 8234)');
});

test('a server that ends by itself is reported - nobody is left to believe that it runs', async () => {
  const port = await freePort();
  const dev = handrail('dev', '--port', String(port), '--headless');
  await until(() => dev.stdout().includes('Ctrl-C'));
  const [serverProcess] = await childrenOf(dev.child);
  process.kill(serverProcess!, 'SIGKILL');

  expect(await dev.ended()).toBe(2);
  expect(dev.stderr()).toContain(`[HR9017] The development server at 127.0.0.1:${port} ended by itself.`);
});

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const list = spawn('ps', ['-A', '-o', 'pid=,ppid='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  list.stdout.on('data', (part) => (text += part));
  await once(list, 'close');
  return text.split('\n').flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return parent === pid ? [child!] : [];
  });
}
