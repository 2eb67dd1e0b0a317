import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { verifySlaNotice, webhookSink } from '../../src';
import { notice } from '../support/notice';

const secret = 'a shared secret of a test';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** A receiver that answers with these, the last of them for ever; 0 is a connection that is cut. */
async function receiver(...answers: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      const status = answers[Math.min(received.length, answers.length) - 1]!;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/hooks/token-1`, received };
}

it('posts the notice as JSON, signed, with its id as the idempotency key', async () => {
  const { url, received } = await receiver(204);
  await webhookSink({ url, secret, headers: { authorization: 'Bearer 1' } }).deliver(notice);
  const [{ body, headers }] = received as [Received];
  expect(verifySlaNotice({ body, headers, secret })).toEqual(notice);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': notice.notificationId,
    authorization: 'Bearer 1',
  });
});

it.each([[[500, 200]], [[429, 503, 200]], [[0, 200]]])('tries again what can pass: %j', async (answers) => {
  const { url, received } = await receiver(...answers);
  await webhookSink({ url, secret }).deliver(notice);
  expect(received).toHaveLength(answers.length);
});

it.each([
  [[400], 1, 'it answered 400'],
  [[302], 1, 'it answered 302'],
  [[503], 2, 'it answered 503'],
])('leaves to the next look what does not pass: %j', async (answers, attempts, reason) => {
  const { url, received } = await receiver(...answers);
  await expect(async () => await webhookSink({ url, secret, attempts: 2 }).deliver(notice)).rejects.toThrow(reason);
  expect(received).toHaveLength(attempts);
});

it('says that nobody listens', async () => {
  const { url } = await receiver(200);
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  await expect(async () => await webhookSink({ url, secret, attempts: 1 }).deliver(notice)).rejects.toThrow(
    'no connection (ECONNREFUSED)',
  );
});

it('keeps what may be secret out of its name and its errors', async () => {
  const { url } = await receiver(400);
  const sink = webhookSink({ url, secret });
  expect(sink.name).toMatch(/^the webhook at http:\/\/127\.0\.0\.1:\d+$/);
  const error = await Promise.resolve(sink.deliver(notice)).catch((thrown: unknown) => thrown);
  expect(String(error)).not.toContain('token-1');
});

it.each([
  [
    { url: 'alerts.example.com', secret },
    '[HR7073] The SLA monitor has webhook.url: (not shown), which is not an http or https address.',
  ],
  [{ url: 'ftp://example.com', secret }, '[HR7073] The SLA monitor has webhook.url: (not shown), which is not an http'],
  [
    { url: 'https://me:pw@example.com', secret },
    '[HR7073] The SLA monitor has webhook.url: https://example.com, which holds a user name',
  ],
  [
    { url: 'https://example.com', secret: 'short' },
    '[HR7073] The SLA monitor has webhook.secret: (not shown), which is shorter than 16 characters.',
  ],
  [
    { url: 'https://example.com', secret, timeout: 'soon' },
    "[HR7073] The SLA monitor has webhook.timeout: 'soon', which is not a duration.",
  ],
  [
    { url: 'https://example.com', secret, attempts: 0 },
    '[HR7073] The SLA monitor has webhook.attempts: 0, which is not a number from 1 to 10.',
  ],
])('refuses what cannot work: %#', (options, message) => {
  expect(() => webhookSink(options as never)).toThrow(message);
});
