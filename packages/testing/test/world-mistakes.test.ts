// What is said of worlds that are set up wrongly, or that a user has written wrongly.
import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';
import { expect, it } from 'vitest';
import {
  checkIdempotency,
  type EffectGate,
  httpWorld,
  type HttpWorldOptions,
  postgresWorld,
  type PostgresWorldOptions,
  smtpWorld,
  type World,
} from '../src/idempotency';

const ORIGIN = 'https://payments.example';
const CALLS = { args: ['a'], distinct: ['b'] };

function options(changed: object): HttpWorldOptions<{ paid: string[] }> {
  return { origin: ORIGIN, state: { paid: [] }, routes: {}, ...changed };
}

it.each<[string, () => unknown, string, string]>([
  [
    'an option of httpWorld that is misspelt',
    () => httpWorld(options({ keyTTL: '24 hours' })),
    'The idempotency check has no option httpWorld({ keyTTL }).',
    'write httpWorld({ keyTtl }).',
  ],
  [
    'an option of postgresWorld that is misspelt',
    () => postgresWorld({ pool: {}, table: ['orders'] } as unknown as PostgresWorldOptions),
    'The idempotency check has no option postgresWorld({ table }).',
    'write postgresWorld({ tables }).',
  ],
  [
    'an option of smtpWorld that there is not',
    () => smtpWorld({ host: 'localhost' } as object),
    'The idempotency check has no option smtpWorld({ host }).',
    'leave it out; the options are smtpWorld({ name }), smtpWorld({ dropsKnownIds }).',
  ],
  [
    'no routes',
    () => httpWorld(options({ routes: undefined })),
    'The option httpWorld({ routes }) of the idempotency check is undefined, but must be an object:',
    'give httpWorld({ routes }) as an object:',
  ],
  [
    'no options',
    () => postgresWorld(undefined as never),
    'The option postgresWorld(options) of the idempotency check is undefined, but must be an object with pool, pglite, tables, name.',
    'give postgresWorld(options) as an object with pool, pglite, tables, name.',
  ],
  [
    'an address with a password instead of a Pool',
    () => postgresWorld({ pool: 'postgres://pay:hunter2@localhost/pay' as never }),
    "The option postgresWorld({ pool }) of the idempotency check is an address with a password, but must be a Pool of the package 'pg'.",
    'give new Pool({ connectionString }) on a database for tests, or { pglite } without a server.',
  ],
])('refuses %s', (_what, make, head, fix) => {
  expect(make).toThrow(`[HR6010] ${head}`);
  expect(make).toThrow(`  Fix:     ${fix}`);
});

async function reasonsOf(activity: (id: string) => unknown, world: World): Promise<readonly string[]> {
  const report = await checkIdempotency(activity, { ...CALLS, world });
  expect(report.verdict).toBe('INCONCLUSIVE');
  return report.reasons;
}

const post = async (path: string) => {
  const response = await fetch(`${ORIGIN}${path}`, { method: 'POST' });
  if (!response.ok) throw new Error(`payments: ${response.status}`);
};

it('names the request for which there is no route', async () => {
  const world = httpWorld(options({ routes: { 'POST /v1/charges': () => ({ status: 201 }) } }));
  expect(await reasonsOf(async () => post('/v2/charges'), world)).toContain(
    "the activity requests POST /v2/charges of https://payments.example, for which httpWorld has no route: add the route; it may answer { status: 404 } where that is the provider's answer",
  );
});

it('is fine with a route that answers 404', async () => {
  const paid: string[] = [];
  const routes = {
    'GET /v1/charges/:id': ({ params }: { params: Readonly<Record<string, string>> }) => ({
      status: paid.includes(params['id'] ?? '') ? 200 : 404,
    }),
    'PUT /v1/charges/:id': ({ params }: { params: Readonly<Record<string, string>> }) => {
      if (!paid.includes(params['id'] ?? '')) paid.push(params['id'] ?? '');
      return { status: 201 };
    },
  };
  const charge = async (id: string) => {
    if ((await fetch(`${ORIGIN}/v1/charges/${id}`)).ok) return;
    const response = await fetch(`${ORIGIN}/v1/charges/${id}`, { method: 'PUT' });
    if (!response.ok) throw new Error(`payments: ${response.status}`);
  };
  const report = await checkIdempotency(charge, { ...CALLS, world: httpWorld(options({ state: { paid }, routes })) });
  expect(report.reasons).toEqual([]);
  expect(report.verdict).toBe('IDEMPOTENT');
});

it('names a route that fails', async () => {
  const routes = {
    'POST /v1/charges': () => {
      throw new TypeError('state.charges is undefined');
    },
  };
  expect(await reasonsOf(async () => post('/v1/charges'), httpWorld(options({ routes })))).toContain(
    "the route 'POST /v1/charges' of httpWorld throws TypeError: state.charges is undefined: correct it; let it return { status: 500 } where that is the provider's answer",
  );
});

it('says that a database cannot be reached', async () => {
  const pool = new Pool({ host: '127.0.0.1', port: 1, password: 'hunter2' });
  const [reason, ...others] = await reasonsOf(async () => pool.query('SELECT 1'), postgresWorld({ pool }));
  expect(reason).toBe(
    'the database of postgresWorld({ pool }) cannot be looked at: connect ECONNREFUSED 127.0.0.1:1: give a Pool that reaches a database for tests, or { pglite } without a server',
  );
  expect(others).toEqual([]);
});

it('says that a database has no tables, or not the one that was named', async () => {
  const pglite = new PGlite();
  const nothing = async () => undefined;
  expect(await reasonsOf(nothing, postgresWorld({ pglite }))).toEqual([
    'the database has no tables: make them before the check',
  ]);
  await pglite.exec('CREATE TABLE orders (id text); CREATE TABLE payments (id text)');
  expect(await reasonsOf(nothing, postgresWorld({ pglite, tables: ['order'] }))).toEqual([
    'the database has no table "order", which postgresWorld({ tables }) names: name tables that are there (orders, payments)',
  ]);
  await pglite.close();
});

it.each([
  ['a text', (gate: EffectGate, perform: () => Promise<void>) => gate('publish' as never, perform)],
  ['nothing', (gate: EffectGate, perform: () => Promise<void>) => gate(undefined as never, perform)],
  [
    'an effect without a word whether it writes',
    (gate: EffectGate, perform: () => Promise<void>) => gate({ kind: 'queue', label: 'publish' } as never, perform),
  ],
])('says that %s passed the gate instead of an effect', async (_what, pass) => {
  const messages: string[] = [];
  let publish = async (message: string): Promise<void> => void messages.push(message);
  const world: World<string[]> = {
    name: 'queue',
    async reset() {
      messages.length = 0;
    },
    async snapshot() {
      return messages;
    },
    attach(gate) {
      const own = publish;
      publish = (message) => pass(gate, () => own(message));
      return () => {
        publish = own;
      };
    },
  };
  expect(await reasonsOf(async (id) => publish(id), world)).toContain(
    "a world passes its gate something that is no effect: { kind, label, write } and a function that performs it: call gate({ kind: 'queue', label: 'publish', write: true }, () => publish())",
  );
});
