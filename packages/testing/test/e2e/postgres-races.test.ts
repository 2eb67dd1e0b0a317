// What only a real PostgreSQL server shows: transactions beside each other, locks, and what becomes of them when a worker dies.
import { Ledger } from '@handrail/activity/postgres';
import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../../../test-support/postgres-server.mjs';
import {
  checkIdempotency,
  httpWorld,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  type PostgresWorld,
  postgresWorld,
} from '../../src/idempotency';
import { inTransaction } from '../../../../test-support/in-transaction.mjs';

let server: Awaited<ReturnType<typeof startPostgres>>;
let pool: Pool;
let world: PostgresWorld;

beforeAll(async () => {
  server = await startPostgres();
  pool = new Pool({ connectionString: server.url, max: 8 });
  // The server is stopped at the end, which idle connections may still hear.
  pool.on('error', () => undefined);
  await pool.query(`
    CREATE TABLE account (owner text PRIMARY KEY, balance int NOT NULL);
    INSERT INTO account VALUES ('ann', 1000), ('bob', 0);
    CREATE TABLE payment (id serial PRIMARY KEY, key text, cents int, at timestamptz DEFAULT now());
    CREATE TABLE job (id int PRIMARY KEY, taken_by text);
    INSERT INTO job VALUES (1, NULL), (2, NULL), (3, NULL)`);
  await new Ledger({ pool }).setUp();
  world = postgresWorld({ pool });
}, 120_000);
afterAll(async () => {
  await pool.end();
  await server.close();
});

const transaction = async <T>(work: (client: PoolClient) => Promise<T>, begin?: string): Promise<T> =>
  await inTransaction<PoolClient, T>(pool, work, begin);

const lookThenAct = async (client: Pick<PoolClient, 'query'>, key: string, cents: number) => {
  const { rowCount } = await client.query('SELECT 1 FROM payment WHERE key = $1', [key]);
  if (rowCount === 0) await client.query('INSERT INTO payment (key, cents) VALUES ($1, $2)', [key, cents]);
};

type Activity = (key: string, cents: number) => Promise<unknown>;
const expectAll = (
  cases: Readonly<Record<string, Activity>>,
  verdict: IdempotencyVerdict,
  options: Partial<IdempotencyOptions> = {},
) =>
  it.each(Object.entries(cases))(
    '%s',
    async (_name, activity) => {
      const report = await checkIdempotency(activity, { args: ['k1', 10], distinct: ['k2', 10], world, ...options });
      const why = [...report.reasons, ...report.findings.map(({ plan, message }) => `${plan}: ${message}`)].join('\n');
      expect(report.verdict, why).toBe(verdict);
    },
    120_000,
  );

describe('right activities', () => {
  expectAll(
    {
      // A zombie that holds the row must not make every retry fail for ever.
      'a row lock that nobody waits for, around look and act': (key, cents) =>
        transaction(async (client) => {
          await client.query('LOCK TABLE payment IN SHARE ROW EXCLUSIVE MODE NOWAIT');
          await lookThenAct(client, key, cents);
        }),
      'an advisory lock of the transaction around look and act': (key, cents) =>
        transaction(async (client) => {
          await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [key]);
          await lookThenAct(client, key, cents);
        }),
      'an advisory lock of the session around look and act': async (key, cents) => {
        const client = await pool.connect();
        try {
          await client.query('SELECT pg_advisory_lock(hashtext($1))', [key]);
          await lookThenAct(client, key, cents);
          await client.query('SELECT pg_advisory_unlock(hashtext($1))', [key]);
        } finally {
          client.release();
        }
      },
      'a row that is locked for update around look and act': (key, cents) =>
        transaction(async (client) => {
          await client.query("SELECT 1 FROM account WHERE owner = 'ann' FOR UPDATE");
          await lookThenAct(client, key, cents);
        }),
      'a table lock': (key, cents) =>
        transaction(async (client) => {
          await client.query('LOCK TABLE payment IN EXCLUSIVE MODE');
          await lookThenAct(client, key, cents);
        }),
      'serializable transactions, retried by the server': (key, cents) =>
        transaction((client) => lookThenAct(client, key, cents), 'BEGIN ISOLATION LEVEL SERIALIZABLE'),
      'the ledger': (key, cents) =>
        new Ledger({ pool }).once(key, { cents }, async (operation) => {
          await operation.query("UPDATE account SET balance = balance - $1 WHERE owner = 'ann'", [cents]);
          await operation.query("UPDATE account SET balance = balance + $1 WHERE owner = 'bob'", [cents]);
          return { cents };
        }),
    },
    'IDEMPOTENT',
  );
});

describe('activities that race', () => {
  expectAll(
    {
      'look and act in a transaction, which locks nothing': (key, cents) =>
        transaction((client) => lookThenAct(client, key, cents)),
      'look and act without a transaction': (key, cents) => lookThenAct(pool, key, cents),
      'an advisory lock that is given back before the commit': (key, cents) =>
        transaction(async (client) => {
          await client.query('SELECT pg_advisory_lock(hashtext($1))', [key]);
          await lookThenAct(client, key, cents);
          await client.query('SELECT pg_advisory_unlock(hashtext($1))', [key]);
        }),
      'an advisory lock of whichever session the pool has given for that one statement': async (key, cents) => {
        await pool.query('SELECT pg_advisory_lock(hashtext($1))', [key]);
        try {
          await lookThenAct(pool, key, cents);
        } finally {
          await pool.query('SELECT pg_advisory_unlock(hashtext($1))', [key]);
        }
      },
      'the next job, skipping what is locked': (key) =>
        transaction(async (client) => {
          await client.query(
            'UPDATE job SET taken_by = $1 WHERE id = (SELECT id FROM job WHERE taken_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)',
            [key],
          );
        }),
      'a balance that is read, then written': async (_key, cents) => {
        const { rows } = await pool.query<{ balance: number }>("SELECT balance FROM account WHERE owner = 'ann'");
        await pool.query("UPDATE account SET balance = $1 WHERE owner = 'ann'", [(rows[0]?.balance ?? 0) - cents]);
      },
      'two statements at once, each on a connection of its own': async (key, cents) => {
        const insert = (each: string) => pool.query('INSERT INTO payment (key, cents) VALUES ($1, $2)', [each, cents]);
        await Promise.all([insert(key), insert(`${key}/fee`)]);
      },
    },
    'DUPLICATE_EFFECT',
  );
  expectAll(
    {
      // Whoever has the lock may still die, and its transaction with it.
      'whoever finds the lock taken reports success': (key, cents) =>
        transaction(async (client) => {
          const { rows } = await client.query<{ free: boolean }>(
            'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS free',
            [key],
          );
          if (rows[0]?.free === true) await lookThenAct(client, key, cents);
        }),
    },
    'LOST_EFFECT',
  );
});

it('a keyed call, then statements, through the ledger', async () => {
  const state = { charges: [] as unknown[] };
  const bank = httpWorld({
    origin: 'https://bank.example',
    state,
    routes: {
      'POST /charges': ({ body }) => {
        state.charges.push(body);
        return { status: 201, body: { id: `ch_${state.charges.length}` } };
      },
    },
  });
  const ledger = new Ledger({ pool });
  const pay = (key: string, cents: number) =>
    ledger.once(key, { cents }, async (operation) => {
      const charge = await operation.point('charge', async (chargeKey) => {
        const response = await fetch('https://bank.example/charges', {
          method: 'POST',
          headers: { 'idempotency-key': chargeKey },
          body: JSON.stringify({ cents }),
        });
        if (!response.ok) throw new Error(`charges: ${response.status}`);
        return ((await response.json()) as { id: string }).id;
      });
      await operation.query('INSERT INTO payment (key, cents) VALUES ($1, $2)', [key, cents]);
      return { charge };
    });
  const report = await checkIdempotency(pay, {
    args: ['k1', 10],
    distinct: ['k2', 10],
    conflicting: ['k1', 20],
    world: [world, bank],
  });
  expect([report.verdict, report.reasons, report.findings.map(({ plan, message }) => `${plan}: ${message}`)]).toEqual([
    'IDEMPOTENT',
    [],
    [],
  ]);
}, 120_000);
