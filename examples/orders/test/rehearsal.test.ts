import { checkIdempotency, httpWorld, rehearsal } from '@handrail/testing';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createActivities } from '../src/activities';
import { createOrderWorker } from '../src/create-worker';
import { approved, useShop } from './support/shop';

const inShop = useShop({ worker: false });

it('is right as far as a unit check can see: its provider gets the key', async () => {
  const payments = 'https://payments.example';
  const { chargeCard } = createActivities({ payments, warehouse: 'https://x.example', mail: 'https://y.example' });
  const world = httpWorld({
    origin: payments,
    state: { charges: [] as object[] },
    routes: {
      'POST /v1/charges': ({ body, state }) => {
        state.charges.push(body as object);
        return { status: 201, body: { id: `ch_${state.charges.length}` } };
      },
    },
  });
  const report = await checkIdempotency(chargeCard, {
    args: [{ key: 'k1', orderId: 'o1', cents: 500, card: 'tok_visa' }],
    distinct: [{ key: 'k2', orderId: 'o2', cents: 700, card: 'tok_visa' }],
    conflicting: [{ key: 'k1', orderId: 'o1', cents: 900, card: 'tok_visa' }],
    world,
  });
  expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
});

it('charges twice in an integration environment whose gateway drops the key, and the rehearsal finds it', async () => {
  await inShop(async ({ world, environment, workflowBundle, order, place }) => {
    const gateway = await startGateway(world.addresses.payments, 'idempotency-key');
    const plugin = rehearsal({
      mode: 'retry-after-success',
      // The server of this test is on this machine; an integration environment's namespace is named here.
      allowNamespaces: ['default'],
      probe: () => ({ charges: world.payments.charges, stock: world.warehouse.stock, mails: world.mail.outbox }),
    });
    try {
      const worker = await createOrderWorker({
        connection: environment.nativeConnection,
        addresses: { ...world.addresses, payments: gateway.url },
        workflowBundle,
        plugins: [plugin],
      });
      await worker.runUntil(async () => approved(await place()));
    } finally {
      await gateway.close();
    }
    const { report } = plugin;
    expect(Object.keys(report.repeated)).toEqual(expect.arrayContaining(['reserveStock', 'chargeCard', 'sendMail']));
    expect(report.findings.map(({ activityType, verdict }) => `${activityType} ${verdict}`)).toEqual([
      'chargeCard DUPLICATE_EFFECT',
    ]);
    expect(report.findings[0]?.workflowId).toBe(order.orderId);
    expect(world.payments.charges).toHaveLength(2);
  });
});

/** Passes requests on without one header, as a misconfigured gateway does. */
async function startGateway(target: string, dropped: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const {
        [dropped]: _dropped,
        host: _host,
        connection: _connection,
        'content-length': _length,
        ...headers
      } = incoming.headers;
      const answer = await fetch(target + (incoming.url ?? ''), {
        method: incoming.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(parts.length > 0 && { body: Buffer.concat(parts) }),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
