import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServer } from 'node:http';
import { serveText } from '../../src/internal/serve-text';

let port: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  port = await freePort();
  ({ stop } = await serveText('127.0.0.1', port, async () => 'handrail_backlog_not_seen 0\n'));
});

afterAll(() => stop());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

it.each([
  ['GET', '/metrics', 200, 'handrail_backlog_not_seen 0\n'],
  ['GET', '/metrics?from=probe', 200, 'handrail_backlog_not_seen 0\n'],
  ['HEAD', '/metrics', 200, ''],
  ['POST', '/metrics', 404, 'GET /metrics\n'],
  ['GET', '/', 404, 'GET /metrics\n'],
])('%s %s is answered with %s', async (method, path, status, text) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  expect([response.status, await response.text()]).toEqual([status, text]);
});
