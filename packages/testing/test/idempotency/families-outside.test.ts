// The same for databases, providers and files, alone and together.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { activityInfo, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  filesystemWorld,
  httpWorld,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  memoryWorld,
  type PostgresClient,
  type PostgresPool,
  type PostgresWorld,
  postgresWorld,
  smtpWorld,
  type World,
} from '../../src/idempotency';
import { inTransaction } from '../../../../test-support/in-transaction.mjs';

interface Transfer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly cents: number;
}

const FIRST: Transfer = { id: 't1', from: 'ann', to: 'bob', cents: 500 };
const SECOND: Transfer = { id: 't2', from: 'ann', to: 'cid', cents: 500 };

let pglite: PGlite;
let postgres: PostgresWorld;

beforeAll(async () => {
  pglite = new PGlite();
  await pglite.exec(`
    CREATE TYPE transfer_state AS ENUM ('new', 'reserved', 'done');
    CREATE TABLE account (owner text PRIMARY KEY, balance numeric(12, 2) NOT NULL, updated_at timestamptz);
    INSERT INTO account VALUES ('ann', 100), ('bob', 0), ('cid', 0);
    CREATE TABLE transfer (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, reference text UNIQUE, state transfer_state NOT NULL DEFAULT 'new',
      amount numeric(12, 2) NOT NULL, made_by text, tags text[], details jsonb, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE entry (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), transfer bigint REFERENCES transfer, owner text REFERENCES account, amount numeric(12, 2));
    CREATE TABLE audit (id serial PRIMARY KEY, what text, at timestamptz DEFAULT now());
    CREATE TABLE processed (key text PRIMARY KEY, answer jsonb, at timestamptz DEFAULT now());
    CREATE TABLE statistics (day date PRIMARY KEY, count int NOT NULL);
    CREATE TABLE message (id bigserial PRIMARY KEY, dedupe text UNIQUE, body jsonb NOT NULL, sent_at timestamptz);
    INSERT INTO message (dedupe, body) VALUES ('m1', '{}'), ('m2', '{}'), ('m3', '{}'), ('m4', '{}'), ('m5', '{}');
  `);
  postgres = postgresWorld({ pglite });
}, 60_000);
afterAll(() => pglite.close());

interface Made {
  readonly activity: Parameters<typeof checkIdempotency>[0];
  readonly world: World | readonly World[];
  readonly options?: Partial<IdempotencyOptions>;
}

async function verdictOf({ activity, world, options = {} }: Made) {
  const report = await checkIdempotency(activity, { args: [FIRST], distinct: [SECOND], world, ...options });
  return {
    verdict: report.verdict,
    why: [...report.reasons, ...report.findings.map(({ verdict, plan, message }) => `${verdict} ${plan}: ${message}`)],
  };
}

const run = (cases: Readonly<Record<string, () => Made>>, expected: IdempotencyVerdict) =>
  it.each(Object.entries(cases))(
    '%s',
    async (_name, make) => {
      const { verdict, why } = await verdictOf(make());
      expect(verdict, why.join('\n')).toBe(expected);
    },
    60_000,
  );

const sql = (activity: (db: PostgresPool) => Made['activity'], options?: Made['options']): Made => ({
  activity: activity(postgres.pool),
  world: postgres,
  ...(options && { options }),
});

const move = async (client: PostgresClient, { from, to, cents }: Transfer) => {
  await client.query('UPDATE account SET balance = balance - $1 WHERE owner = $2', [cents / 100, from]);
  await client.query('UPDATE account SET balance = balance + $1 WHERE owner = $2', [cents / 100, to]);
};

const ORIGIN = 'https://bank.example';

/** A bank with an API: transfers by id of the client's, holds, webhooks, and a counter. */
const bank = () => {
  const state = {
    transfers: [] as Record<string, unknown>[],
    holds: {} as Record<string, { cents: number; state: string }>,
    profiles: { ann: { name: 'Ann', visits: 0 }, bob: { name: 'Bob', visits: 0 } } as Record<
      string,
      { name?: string; visits: number }
    >,
    hooks: [] as unknown[],
  };
  return httpWorld({
    origin: ORIGIN,
    state,
    routes: {
      'POST /transfers': ({ body }) => {
        const transfer = { ...(body as object), id: `tr_${randomUUID()}`, created: new Date().toISOString() };
        state.transfers.push(transfer);
        return { status: 201, body: transfer };
      },
      'PUT /transfers/:id': ({ params, body }) => {
        const known = state.transfers.find(({ id }) => id === params['id']);
        if (known === undefined) state.transfers.push({ ...(body as object), id: params['id'] });
        return { status: known === undefined ? 201 : 200, body: { id: params['id'] } };
      },
      'POST /transfers/by-client-id': ({ body }) => {
        const { clientId } = body as { clientId: string };
        if (state.transfers.some((each) => each['clientId'] === clientId))
          return { status: 409, body: { error: 'exists' } };
        state.transfers.push(body as Record<string, unknown>);
        return { status: 201, body: {} };
      },
      'GET /transfers': ({ query }) => ({
        body: state.transfers.filter((each) => each['reference'] === query['reference']),
      }),
      'POST /holds/:id': ({ params, body }) => {
        state.holds[params['id'] as string] ??= { cents: (body as { cents: number }).cents, state: 'held' };
        return { body: state.holds[params['id'] as string] };
      },
      'POST /holds/:id/capture': ({ params }) => {
        const hold = state.holds[params['id'] as string];
        if (hold === undefined) return { status: 404, body: {} };
        if (hold.state === 'captured') return { status: 422, body: { error: 'already captured' } };
        hold.state = 'captured';
        return { body: hold };
      },
      'GET /holds/:id': ({ params }) => ({ body: state.holds[params['id'] as string] ?? {} }),
      'PATCH /profiles/:id': ({ params, body }) => {
        const profile = (state.profiles[params['id'] as string] ??= { visits: 0 });
        Object.assign(profile, body);
        return { body: profile };
      },
      'POST /profiles/:id/visits': ({ params }) => {
        const profile = (state.profiles[params['id'] as string] ??= { visits: 0 });
        profile.visits += 1;
        return { status: 204 };
      },
      'POST /hooks': ({ body }) => {
        state.hooks.push(body);
        return { status: 202 };
      },
    },
  });
};

async function call(method: string, path: string, body?: unknown, key?: string): Promise<unknown> {
  const response = await fetch(ORIGIN + path, {
    method,
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok)
    throw Object.assign(new Error(`${method} ${path}: ${response.status}`), { status: response.status });
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

const http = (activity: Made['activity'], options?: Made['options']): Made => ({
  activity,
  world: bank(),
  ...(options && { options }),
});

describe('SQL: a right activity', () => {
  run(
    {
      upserts: () =>
        sql((db) => async (t: Transfer) => {
          await db.query(
            `INSERT INTO transfer (reference, amount, tags, details) VALUES ($1, $2, ARRAY['x', 'y'], $3)
             ON CONFLICT (reference) DO UPDATE SET amount = EXCLUDED.amount, details = EXCLUDED.details`,
            [t.id, t.cents / 100, { to: t.to, at: new Date() }],
          );
        }),
      'moves money and remembers the key in one transaction': () =>
        sql(
          (db) => async (t: Transfer) =>
            inTransaction(db, async (client) => {
              const { rowCount } = await client.query(
                'INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING',
                [t.id],
              );
              if (rowCount === 1) await move(client, t);
              return 'moved';
            }),
        ),
      'remembers the answer, too': () =>
        sql(
          (db) => async (t: Transfer) =>
            inTransaction(db, async (client) => {
              const known = await client.query<{ answer: unknown }>(
                'SELECT answer FROM processed WHERE key = $1 FOR UPDATE',
                [t.id],
              );
              if (known.rows[0] !== undefined) return known.rows[0].answer;
              await move(client, t);
              const made = await client.query<{ id: number }>(
                'INSERT INTO transfer (reference, amount) VALUES ($1, $2) RETURNING id',
                [t.id, t.cents / 100],
              );
              const answer = { transfer: Number(made.rows[0]?.id), at: new Date().toISOString() };
              await client.query('INSERT INTO processed (key, answer) VALUES ($1, $2)', [t.id, answer]);
              return answer;
            }),
        ),
      'writes double entries below one transfer': () =>
        sql(
          (db) => async (t: Transfer) =>
            inTransaction(db, async (client) => {
              const made = await client.query<{ id: number }>(
                'INSERT INTO transfer (reference, amount) VALUES ($1, $2) ON CONFLICT (reference) DO NOTHING RETURNING id',
                [t.id, t.cents / 100],
              );
              if (made.rows[0] === undefined) return;
              await client.query('INSERT INTO entry (transfer, owner, amount) VALUES ($1, $2, $3), ($1, $4, $5)', [
                made.rows[0].id,
                t.from,
                -t.cents / 100,
                t.to,
                t.cents / 100,
              ]);
            }),
        ),
      'locks by a session lock, looks, acts, unlocks': () =>
        sql((db) => async (t: Transfer) => {
          const client = await db.connect();
          try {
            await client.query('SELECT pg_advisory_lock(hashtext($1))', [t.id]);
            const { rowCount } = await client.query('SELECT 1 FROM audit WHERE what = $1', [t.id]);
            if (rowCount === 0) await client.query('INSERT INTO audit (what) VALUES ($1)', [t.id]);
            await client.query('SELECT pg_advisory_unlock(hashtext($1))', [t.id]);
          } finally {
            client.release();
          }
        }),
      'tries a session lock until it has it': () =>
        sql((db) => async (t: Transfer) => {
          const client = await db.connect();
          try {
            for (;;) {
              const { rows } = await client.query<{ got: boolean }>(
                'SELECT pg_try_advisory_lock(hashtext($1)) AS got',
                [t.id],
              );
              if (rows[0]?.got === true) break;
              await sleep('1 second');
            }
            const { rowCount } = await client.query('SELECT 1 FROM audit WHERE what = $1', [t.id]);
            if (rowCount === 0) await client.query('INSERT INTO audit (what) VALUES ($1)', [t.id]);
            await client.query('SELECT pg_advisory_unlock(hashtext($1))', [t.id]);
          } finally {
            client.release();
          }
        }),
      'inserts a batch in one statement': () =>
        sql(
          (db) => async (keys: string[]) => {
            await db.query(
              `INSERT INTO message (dedupe, body) SELECT key, jsonb_build_object('key', key) FROM unnest($1::text[]) AS key ON CONFLICT (dedupe) DO NOTHING`,
              [keys],
            );
            return keys.length;
          },
          { args: [['a', 'b', 'c']], distinct: [['d', 'e', 'f']] },
        ),
      'inserts a batch in chunks, heartbeating behind each': () =>
        sql(
          (db) => async (keys: string[]) => {
            for (let at = (activityInfo().heartbeatDetails as number | undefined) ?? 0; at < keys.length; at += 2) {
              const chunk = keys.slice(at, at + 2);
              const values = chunk.map((_key, index) => `($${index + 1}, '{}')`).join(', ');
              await db.query(`INSERT INTO message (dedupe, body) VALUES ${values} ON CONFLICT DO NOTHING`, chunk);
              heartbeat(at + 2);
            }
          },
          { args: [['a', 'b', 'c', 'd', 'e']], distinct: [['f', 'g', 'h', 'i', 'j']] },
        ),
      'sends the outbox and marks what it has sent, the receiver knows the ids': () => {
        const queue = {
          byId: {} as Record<string, unknown>,
          async publish(id: string, body: unknown) {
            this.byId[id] = body;
          },
        };
        return {
          activity: async (from: number) => {
            const { rows } = await postgres.pool.query<{ id: number; dedupe: string; body: unknown }>(
              'SELECT id, dedupe, body FROM message WHERE id BETWEEN $1 AND $1 + 1 ORDER BY id',
              [from],
            );
            for (const { id, dedupe, body } of rows) {
              await queue.publish(dedupe, body);
              await postgres.pool.query('UPDATE message SET sent_at = now() WHERE id = $1', [id]);
            }
          },
          world: [postgres, memoryWorld(queue, { name: 'queue' })],
          options: { args: [1], distinct: [3] },
        };
      },
      'counts a day once for each key': () =>
        sql((db) => async (t: Transfer) => {
          await db.query(
            `WITH fresh AS (INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1)
             INSERT INTO statistics (day, count) SELECT current_date, 1 FROM fresh
             ON CONFLICT (day) DO UPDATE SET count = statistics.count + 1`,
            [t.id],
          );
        }),
      deletes: () =>
        sql((db) => async (key: string) => void (await db.query('DELETE FROM message WHERE dedupe = $1', [key])), {
          args: ['m1'],
          distinct: ['m2'],
        }),
      'uses a named statement with a time in it': () =>
        sql((db) => async (t: Transfer) => {
          const client = await db.connect();
          try {
            for (const table of ['first', 'second']) {
              const named = {
                name: 'remember',
                text: 'INSERT INTO processed (key, at) VALUES ($1, now()) ON CONFLICT DO NOTHING',
                values: [`${t.id}-${table}`],
              };
              await client.query(named);
            }
          } finally {
            client.release();
          }
        }),
      'holds, then captures at the bank, the row says how far it is': () => ({
        activity: async (t: Transfer) => {
          const db = postgres.pool;
          await db.query('INSERT INTO transfer (reference, amount) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            t.id,
            t.cents / 100,
          ]);
          await call('POST', `/holds/${t.id}`, { cents: t.cents });
          await db.query("UPDATE transfer SET state = 'reserved' WHERE reference = $1 AND state = 'new'", [t.id]);
          const { state } = (await call('GET', `/holds/${t.id}`)) as { state: string };
          if (state !== 'captured') {
            await call('POST', `/holds/${t.id}/capture`).catch((error: { status?: number }) => {
              if (error.status !== 422) throw error;
            });
          }
          await db.query("UPDATE transfer SET state = 'done' WHERE reference = $1", [t.id]);
          return 'captured';
        },
        world: [postgres, bank()],
      }),
    },
    'IDEMPOTENT',
  );
});

describe('SQL: an activity that acts twice', () => {
  run(
    {
      'adds up in an upsert': () =>
        sql((db) => async (_t: Transfer) => {
          await db.query(
            "INSERT INTO statistics VALUES ('2020-01-01', 1) ON CONFLICT (day) DO UPDATE SET count = statistics.count + 1",
          );
        }),
      'moves money in a transaction, without a key': () =>
        sql((db) => async (t: Transfer) => inTransaction(db, (client) => move(client, t))),
      'inserts under a generated number': () =>
        sql(
          (db) => async (t: Transfer) =>
            void (await db.query('INSERT INTO transfer (amount, made_by) VALUES ($1, $2)', [t.cents, t.from])),
        ),
      'inserts under a key with the attempt in it': () =>
        sql((db) => async (t: Transfer) => {
          await db.query('INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING', [
            `${t.id}-${activityInfo().attempt}`,
          ]);
        }),
      'looks, then acts, in two statements': () =>
        sql((db) => async (t: Transfer) => {
          const { rowCount } = await db.query('SELECT 1 FROM audit WHERE what = $1', [t.id]);
          if (rowCount === 0) await db.query('INSERT INTO audit (what) VALUES ($1)', [t.id]);
        }),
      'writes an outbox row outside the guard': () =>
        sql((db) => async (t: Transfer) => {
          await db.query('INSERT INTO transfer (reference, amount) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            t.id,
            t.cents / 100,
          ]);
          await db.query('INSERT INTO message (body) VALUES ($1)', [{ transfer: t.id }]);
        }),
      'takes the next message that is not sent': () =>
        sql((db) => async (t: Transfer) => {
          await db.query(
            'UPDATE message SET sent_at = now(), body = $1 WHERE id = (SELECT id FROM message WHERE sent_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)',
            [{ for: t.id }],
          );
        }),
      'reads the balance and writes another': () =>
        sql((db) => async (t: Transfer) => {
          const { rows } = await db.query<{ balance: string }>('SELECT balance FROM account WHERE owner = $1', [
            t.from,
          ]);
          await db.query('UPDATE account SET balance = $1, updated_at = now() WHERE owner = $2', [
            Number(rows[0]?.balance) - t.cents / 100,
            t.from,
          ]);
        }),
      'updates relative in a batch': () =>
        sql(
          (db) => async (owners: string[], by: number) => {
            for (const owner of owners)
              await db.query('UPDATE account SET balance = balance + $1 WHERE owner = $2', [by, owner]);
          },
          { args: [['ann', 'bob'], 1], distinct: [['ann', 'cid'], 2] },
        ),
    },
    'DUPLICATE_EFFECT',
  );
});

describe('SQL: other mistakes', () => {
  run(
    {
      'marks first, then moves': () =>
        sql((db) => async (t: Transfer) => {
          const { rowCount } = await db.query('INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING', [t.id]);
          if (rowCount === 1) await inTransaction(db, (client) => move(client, t));
        }),
      'skips where the transfer is there, though its entries may not be': () =>
        sql((db) => async (t: Transfer) => {
          const { rowCount } = await db.query('SELECT 1 FROM transfer WHERE reference = $1', [t.id]);
          if (rowCount !== 0) return;
          const made = await db.query<{ id: number }>(
            'INSERT INTO transfer (reference, amount) VALUES ($1, $2) ON CONFLICT (reference) DO UPDATE SET amount = EXCLUDED.amount RETURNING id',
            [t.id, 5],
          );
          await db.query(
            'INSERT INTO entry (id, transfer, owner, amount) VALUES (md5($1)::uuid, $2, $3, 5) ON CONFLICT DO NOTHING',
            [t.id, made.rows[0]?.id, t.to],
          );
        }),
    },
    'LOST_EFFECT',
  );
  run(
    {
      'changes the state step by step and refuses what is not new': () =>
        sql((db) => async (t: Transfer) => {
          await db.query('INSERT INTO transfer (reference, amount) VALUES ($1, 5) ON CONFLICT DO NOTHING', [t.id]);
          const { rowCount } = await db.query(
            "UPDATE transfer SET state = 'done' WHERE reference = $1 AND state = 'new'",
            [t.id],
          );
          if (rowCount === 0) throw ApplicationFailure.nonRetryable('not new', 'InvalidState');
        }),
      'lets a unique violation through': () =>
        sql(
          (db) => async (t: Transfer) =>
            inTransaction(db, async (client) => {
              await move(client, t);
              await client.query('INSERT INTO processed (key) VALUES ($1)', [t.id]);
            }),
        ),
    },
    'STUCK',
  );
  run(
    {
      'returns how many rows it has inserted': () =>
        sql(
          (db) => async (t: Transfer) =>
            (await db.query('INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING', [t.id])).rowCount,
        ),
      'gives the row another public id each time': () =>
        sql((db) => async (t: Transfer) => {
          const id = randomUUID();
          await db.query(
            'INSERT INTO transfer (reference, amount, made_by) VALUES ($1, 5, $2) ON CONFLICT (reference) DO UPDATE SET made_by = EXCLUDED.made_by',
            [t.id, id],
          );
          return id;
        }),
    },
    'RESULT_DRIFT',
  );
  run(
    {
      'guards by the customer instead of the transfer': () =>
        sql((db) => async (t: Transfer) => {
          await db.query('INSERT INTO processed (key, answer) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            t.from,
            { id: t.id },
          ]);
        }),
      'guards by the sum': () =>
        sql(
          (db) => async (t: Transfer) =>
            inTransaction(db, async (client) => {
              const known = await client.query('SELECT 1 FROM audit WHERE what = $1', [`${t.from}:${t.cents}`]);
              if (known.rowCount !== 0) return;
              await client.query('INSERT INTO audit (what) VALUES ($1)', [`${t.from}:${t.cents}`]);
              await move(client, t);
            }),
        ),
    },
    'SWALLOWED_EFFECT',
  );
  run(
    {
      'fills a new row in a second statement': () =>
        sql((db) => async (t: Transfer) => {
          const { rowCount } = await db.query(
            'INSERT INTO transfer (reference, amount) VALUES ($1, 5) ON CONFLICT DO NOTHING',
            [t.id],
          );
          if (rowCount === 1)
            await db.query("UPDATE transfer SET state = 'done', made_by = $2 WHERE reference = $1", [t.id, t.from]);
        }),
    },
    'TORN_STATE',
  );
});

describe('HTTP', () => {
  run(
    {
      'sends a key': () =>
        http(async (t: Transfer) =>
          call('POST', '/transfers', { reference: t.id, cents: t.cents }, `transfer-${t.id}`),
        ),
      'makes the resource under its own id': () =>
        http(async (t: Transfer) => call('PUT', `/transfers/${t.id}`, { cents: t.cents })),
      'takes 409 for done': () =>
        http(async (t: Transfer) => {
          await call('POST', '/transfers/by-client-id', { clientId: t.id, cents: t.cents }).catch(
            (error: { status?: number }) => {
              if (error.status !== 409) throw error;
            },
          );
        }),
      'sets fields': () => http(async (t: Transfer) => void (await call('PATCH', `/profiles/${t.to}`, { name: t.id }))),
      'retries in the body with the same key': () =>
        http(async (t: Transfer) => {
          for (let tries = 1; ; tries++) {
            try {
              return await call('POST', '/transfers', { cents: t.cents, reference: t.id }, t.id);
            } catch (error) {
              if (tries === 4) throw error;
              await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));
            }
          }
        }),
      'sends several requests at once, each with its key': () =>
        http(async (t: Transfer) => {
          const made = await Promise.all(
            [1, 2, 3].map((part) => call('POST', '/transfers', { reference: t.id, part }, `${t.id}/${part}`)),
          );
          return made.map((each) => (each as { id: string }).id);
        }),
    },
    'IDEMPOTENT',
  );
  run(
    {
      'sends no key': () => http(async (t: Transfer) => void (await call('POST', '/transfers', { reference: t.id }))),
      'sends a key of the time': () =>
        http(
          async (t: Transfer) =>
            void (await call('POST', '/transfers', { reference: t.id }, `${t.id}-${Math.floor(Date.now() / 1000)}`)),
        ),
      'looks by reference, then sends no key': () =>
        http(async (t: Transfer) => {
          const [known] = (await call('GET', `/transfers?reference=${t.id}`)) as { id: string }[];
          return known?.id ?? ((await call('POST', '/transfers', { reference: t.id })) as { id: string }).id;
        }),
      'counts a visit': () => http(async (t: Transfer) => void (await call('POST', `/profiles/${t.to}/visits`))),
      'fails each time, after an effect without a key': () =>
        http(async (t: Transfer) => {
          await call('POST', '/hooks', { id: t.id });
          throw new SyntaxError('the answer is no JSON');
        }),
      'calls a hook after a keyed transfer': () =>
        http(async (t: Transfer) => {
          await call('POST', '/transfers', { reference: t.id }, t.id);
          await call('POST', '/hooks', { event: 'transferred', id: t.id });
        }),
    },
    'DUPLICATE_EFFECT',
  );
  run(
    {
      'sends a body that varies under one key': () =>
        http(
          async (t: Transfer) =>
            void (await call('POST', '/transfers', { reference: t.id, nonce: randomUUID() }, t.id)),
        ),
      'captures what may be captured already': () =>
        http(async (t: Transfer) => {
          await call('POST', `/holds/${t.id}`, { cents: t.cents });
          await call('POST', `/holds/${t.id}/capture`);
        }),
    },
    'STUCK',
  );
  run(
    {
      'does not look at the answer': () =>
        http(
          async (t: Transfer) =>
            void (await fetch(`${ORIGIN}/transfers`, {
              method: 'POST',
              headers: { 'idempotency-key': t.id },
              body: '{}',
            })),
        ),
      'swallows every error': () =>
        http(
          async (t: Transfer) =>
            void (await call('POST', '/transfers', { reference: t.id }, t.id).catch(() => undefined)),
        ),
    },
    'LOST_EFFECT',
  );
  run(
    {
      'sends one key for all': () =>
        http(
          async (t: Transfer) => void (await call('POST', '/transfers', { cents: t.cents, from: t.from }, 'transfer')),
        ),
    },
    'SWALLOWED_EFFECT',
  );
});

describe('files and mail', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'families-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const files = (
    activity: (fs: ReturnType<typeof filesystemWorld>['fs'], folder: string) => Made['activity'],
  ): Made => {
    const world = filesystemWorld(folder);
    return { activity: activity(world.fs, folder), world };
  };
  run(
    {
      'writes whole files': () =>
        files((fs, at) => async (t: Transfer) => fs.writeFile(join(at, `${t.id}.json`), JSON.stringify(t))),
      'writes beside, then renames over': () =>
        files((fs, at) => async (t: Transfer) => {
          const beside = join(at, `.${t.id}.${randomUUID()}.tmp`);
          await fs.writeFile(beside, t.id);
          await fs.rename(beside, join(at, `${t.id}.txt`));
        }),
      'makes folders that may be there, and removes what may be gone': () =>
        files((fs, at) => async (t: Transfer) => {
          await fs.mkdir(join(at, t.from), { recursive: true });
          await fs.writeFile(join(at, t.from, t.id), 'x');
          await fs.rm(join(at, t.from, 'old'), { force: true });
        }),
      'writes a row, a file and a keyed mail': () => {
        const [world, mail] = [filesystemWorld(folder), smtpWorld({ dropsKnownIds: true })];
        return {
          activity: async (t: Transfer) => {
            await postgres.pool.query('INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING', [t.id]);
            await world.fs.writeFile(join(folder, `${t.id}.txt`), t.to);
            await mail.sendMail({ to: t.to, messageId: `<${t.id}@x>`, text: 'moved' });
          },
          world: [postgres, world, mail],
        };
      },
    },
    'IDEMPOTENT',
  );
  run(
    {
      appends: () =>
        files((fs, at) => async (t: Transfer) => fs.appendFile(join(at, 'journal.csv'), `${t.id};${t.cents}\n`)),
      'appends a line with the time': () =>
        files((fs, at) => async (t: Transfer) => fs.appendFile(join(at, 'journal.csv'), `${Date.now()};${t.id}\n`)),
      'writes under a random name': () =>
        files((fs, at) => async (_t: Transfer) => fs.writeFile(join(at, `${randomUUID()}.json`), 'x')),
      'writes a keyed row, then mails': () => {
        const mail = smtpWorld();
        return {
          activity: async (t: Transfer) => {
            await postgres.pool.query('INSERT INTO processed (key) VALUES ($1) ON CONFLICT DO NOTHING', [t.id]);
            await mail.sendMail({ to: t.to, text: 'moved' });
          },
          world: [postgres, mail],
        };
      },
    },
    'DUPLICATE_EFFECT',
  );
  run(
    {
      'makes a folder that must not be there': () =>
        files((fs, at) => async (t: Transfer) => void (await fs.mkdir(join(at, t.id)))),
      'opens a file that must not be there': () =>
        files((fs, at) => async (t: Transfer) => {
          const handle = await fs.open(join(at, t.id), 'wx');
          await handle.writeFile('x');
          await handle.close();
        }),
      'renames what is gone the second time': () => {
        for (const { id } of [FIRST, SECOND]) writeFileSync(join(folder, `${id}.in`), id);
        return files((fs, at) => async (t: Transfer) => fs.rename(join(at, `${t.id}.in`), join(at, `${t.id}.out`)));
      },
    },
    'STUCK',
  );
});
