// Activities over PostgreSQL, alone and together with an HTTP provider.
import http from 'node:http';
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../test-support/in-transaction.mjs';

const { activityInfo, heartbeat, sleep } = createRequire(import.meta.url)('@temporalio/activity');
const { ApplicationFailure } = createRequire(import.meta.url)('@temporalio/common');

export const SCHEMA = `
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL, version int NOT NULL DEFAULT 1);
  INSERT INTO accounts VALUES ('a', 10000), ('b', 0);
  CREATE TABLE payments (id serial PRIMARY KEY, key text UNIQUE, cents int NOT NULL, status text NOT NULL DEFAULT 'new', charge text, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE ledger (key text PRIMARY KEY, fingerprint text, result jsonb, locked_until timestamptz, epoch int NOT NULL DEFAULT 0);
  CREATE TABLE outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text NOT NULL, dedupe text UNIQUE, body jsonb NOT NULL);
  CREATE TABLE log (id bigserial PRIMARY KEY, text text, at timestamptz DEFAULT now());
  CREATE TABLE tasks (id int PRIMARY KEY, name text, done_by text);
  INSERT INTO tasks VALUES (1, 'one', NULL), (2, 'two', NULL), (3, 'three', NULL), (4, 'four', NULL);
`;

const ORDERS = { args: [{ id: 'o1', cents: 500, key: 'k1' }], distinct: [{ id: 'o2', cents: 700, key: 'k2' }] };
const CONFLICT = { conflicting: [{ id: 'o1', cents: 900, key: 'k1' }] };

const cases = [];
const good = (worlds, name, make, options = {}) =>
  cases.push({ worlds, name, operator: 'correct', expected: 'IDEMPOTENT', make, options });
const bad = (worlds, operator, expected, name, make, options = {}) =>
  cases.push({ worlds, name, operator, expected, make, options });

const transaction = (db) => (work) => inTransaction(db, work);

const ORIGIN = 'https://api.payments.example';
const post = async (path, body, key, method = 'POST') => {
  const response = await fetch(ORIGIN + path, {
    method,
    headers: { 'content-type': 'application/json', ...(key && { 'Idempotency-Key': key }) },
    body: JSON.stringify(body),
  });
  if (response.status === 409)
    throw ApplicationFailure.nonRetryable('the key was used for something else', 'KeyConflict');
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json();
};

/** The provider, as a state and routes. */
export const provider = () => ({
  origin: ORIGIN,
  state: { charges: [], customers: {}, refunds: [], next: 1 },
  routes: {
    'POST /v1/charges': ({ body, state }) => {
      const charge = { id: `ch_${state.next++}`, ...body, created: Math.floor(Date.now() / 1000) };
      state.charges.push(charge);
      return { status: 201, body: charge };
    },
    'GET /v1/charges': ({ query, state }) => ({
      body: { data: state.charges.filter((charge) => charge.order === query.order) },
    }),
    'POST /v1/charges/:id/refunds': ({ params, state }) => {
      if (state.refunds.some((refund) => refund.charge === params.id))
        return { status: 400, body: { error: 'already refunded' } };
      state.refunds.push({ id: randomUUID(), charge: params.id });
      return { status: 201, body: state.refunds.at(-1) };
    },
    'PUT /v1/customers/:id': ({ params, body, state }) => {
      state.customers[params.id] = body;
      return { body };
    },
    'DELETE /v1/customers/:id': ({ params, state }) => {
      if (!(params.id in state.customers)) return { status: 404, body: {} };
      delete state.customers[params.id];
      return { status: 200, body: {} };
    },
  },
});

// --- PostgreSQL
good('p', 'ON CONFLICT DO NOTHING, id looked up', ({ db }) => async (o) => {
  const { rows } = await db.query(
    'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING id',
    [o.key, o.cents],
  );
  if (rows.length > 0) return rows[0].id;
  return (await db.query('SELECT id FROM payments WHERE key = $1', [o.key])).rows[0].id;
});
good(
  'p',
  'upsert RETURNING everything',
  ({ db }) =>
    async (o) =>
      (
        await db.query(
          'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET cents = EXCLUDED.cents RETURNING *',
          [o.key, o.cents],
        )
      ).rows[0],
);
good('p', 'one statement with a CTE', ({ db }) => async (o) => {
  await db.query(
    `WITH paid AS (INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING id) INSERT INTO outbox (topic, body) SELECT 'paid', json_build_object('payment', id) FROM paid`,
    [o.key, o.cents],
  );
});
good(
  'p',
  'ledger row, work and result in one transaction',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        const claimed = await client.query(
          'INSERT INTO ledger (key, fingerprint) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
          [o.key, JSON.stringify(o)],
        );
        if (claimed.rowCount === 0) {
          const {
            rows: [row],
          } = await client.query('SELECT fingerprint, result FROM ledger WHERE key = $1', [o.key]);
          if (row.fingerprint !== JSON.stringify(o))
            throw ApplicationFailure.nonRetryable('other arguments', 'Conflict');
          return row.result;
        }
        await client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [o.cents, 'a']);
        const {
          rows: [payment],
        } = await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2) RETURNING id', [o.key, o.cents]);
        const result = { payment: payment.id };
        await client.query('UPDATE ledger SET result = $2 WHERE key = $1', [o.key, JSON.stringify(result)]);
        return result;
      }),
  CONFLICT,
);
good(
  'p',
  'SELECT FOR UPDATE, then look, then act',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        const {
          rows: [account],
        } = await client.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', ['a']);
        const known = await client.query('SELECT id FROM payments WHERE key = $1', [o.key]);
        if (known.rowCount > 0) return known.rows[0].id;
        if (account.balance < o.cents) throw ApplicationFailure.nonRetryable('insufficient funds', 'InsufficientFunds');
        await client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [o.cents, 'a']);
        return (await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2) RETURNING id', [o.key, o.cents]))
          .rows[0].id;
      }),
);
good(
  'p',
  'advisory lock, then look, then act',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [o.key]);
        if ((await client.query('SELECT 1 FROM payments WHERE key = $1', [o.key])).rowCount > 0) return 'paid';
        await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2)', [o.key, o.cents]);
        await client.query("INSERT INTO outbox (topic, body) VALUES ('paid', $1)", [JSON.stringify({ key: o.key })]);
        return 'paid';
      }),
);
good('p', 'conditional status update', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [o.key, o.cents]);
  await transaction(db)(async (client) => {
    const { rowCount } = await client.query("UPDATE payments SET status = 'paid' WHERE key = $1 AND status = 'new'", [
      o.key,
    ]);
    if (rowCount === 1) await client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [o.cents, 'a']);
  });
  return 'paid';
});
good('p', 'optimistic version', ({ db }) => async (o) => {
  for (;;) {
    const done = await db.query('SELECT 1 FROM payments WHERE key = $1', [o.key]);
    if (done.rowCount > 0) return 'paid';
    const {
      rows: [account],
    } = await db.query('SELECT balance, version FROM accounts WHERE id = $1', ['a']);
    const isWon = await transaction(db)(async (client) => {
      const { rowCount } = await client.query(
        'UPDATE accounts SET balance = $1, version = version + 1 WHERE id = $2 AND version = $3',
        [account.balance - o.cents, 'a', account.version],
      );
      if (rowCount === 0) return false;
      const inserted = await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        o.key,
        o.cents,
      ]);
      if (inserted.rowCount === 0) throw new Error('somebody else was first');
      return true;
    });
    if (isWon) return 'paid';
  }
});
good(
  'p',
  'outbox with a dedupe column',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
          o.key,
          o.cents,
        ]);
        await client.query(
          "INSERT INTO outbox (topic, dedupe, body) VALUES ('paid', $1, $2) ON CONFLICT (dedupe) DO NOTHING",
          [`paid-${o.key}`, JSON.stringify({ cents: o.cents, sentAt: new Date() })],
        );
      }),
);
good(
  'p',
  'a log table, ignored',
  ({ db }) =>
    async (o) => {
      await db.query('INSERT INTO log (text) VALUES ($1)', [`paying ${o.id}`]);
      await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [o.key, o.cents]);
    },
  { ignore: ['log'] },
);
good('p', 'unique violation caught', ({ db }) => async (o) => {
  try {
    await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2)', [o.key, o.cents]);
  } catch (error) {
    if (error.code !== '23505') throw error;
  }
  return 'paid';
});
good('p', 'tasks marked by key', ({ db }) => async (o) => {
  await db.query('UPDATE tasks SET done_by = $1 WHERE id = $2 AND done_by IS NULL', [o.key, o.cents === 500 ? 1 : 2]);
});
good(
  'p',
  'claim of a task by key, kept through retries',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [o.key]);
        const mine = await client.query('SELECT id FROM tasks WHERE done_by = $1', [o.key]);
        if (mine.rowCount > 0) return 'done';
        await client.query(
          'UPDATE tasks SET done_by = $1 WHERE id = (SELECT id FROM tasks WHERE done_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE)',
          [o.key],
        );
        return 'done';
      }),
);
good(
  'p',
  'batch in one statement',
  ({ db }) =>
    async (items) => {
      await db.query(
        'INSERT INTO payments (key, cents) SELECT key, 100 FROM unnest($1::text[]) key ON CONFLICT (key) DO NOTHING',
        [items],
      );
      return items.length;
    },
  { args: [['a1', 'a2', 'a3']], distinct: [['b1', 'b2', 'b3']] },
);
good(
  'p',
  'batch with heartbeats',
  ({ db }) =>
    async (items) => {
      for (let index = activityInfo().heartbeatDetails ?? 0; index < items.length; index++) {
        await db.query('INSERT INTO payments (key, cents) VALUES ($1, 100) ON CONFLICT DO NOTHING', [items[index]]);
        heartbeat(index + 1);
      }
    },
  { args: [['a1', 'a2', 'a3']], distinct: [['b1', 'b2', 'b3']] },
);
bad('p', 'insert-without-key', 'DUPLICATE_EFFECT', 'plain row', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (cents) VALUES ($1)', [o.cents]);
});
bad('p', 'insert-without-key', 'DUPLICATE_EFFECT', 'outbox row with a generated id', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [o.key, o.cents]);
  await db.query("INSERT INTO outbox (topic, body) VALUES ('paid', $1)", [JSON.stringify({ key: o.key })]);
});
bad(
  'p',
  'insert-conflict-not-handled',
  'STUCK',
  'plain INSERT with a unique key',
  ({ db }) =>
    async (o) =>
      (await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) RETURNING id', [o.key, o.cents])).rows[0].id,
);
bad(
  'p',
  'insert-conflict-not-handled',
  'STUCK',
  'INSERT in the transaction of the debit',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        await client.query('INSERT INTO payments (key, cents) VALUES ($1, $2)', [o.key, o.cents]);
        await client.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [o.cents]);
      }),
);
bad('p', 'increment', 'DUPLICATE_EFFECT', 'debit', ({ db }) => async (o) => {
  await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [o.cents]);
});
bad('p', 'no-transaction', 'LOST_EFFECT', 'marker, then debit, not in one transaction', ({ db }) => async (o) => {
  const { rowCount } = await db.query('INSERT INTO ledger (key) VALUES ($1) ON CONFLICT DO NOTHING', [o.key]);
  if (rowCount > 0) await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [o.cents]);
});
bad('p', 'no-transaction', 'DUPLICATE_EFFECT', 'debit, then marker, not in one transaction', ({ db }) => async (o) => {
  if ((await db.query('SELECT 1 FROM ledger WHERE key = $1', [o.key])).rowCount > 0) return;
  await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [o.cents]);
  await db.query('INSERT INTO ledger (key) VALUES ($1) ON CONFLICT DO NOTHING', [o.key]);
});
bad('p', 'no-transaction', 'LOST_EFFECT', 'debit and credit guarded by the marker', ({ db }) => async (o) => {
  await transaction(db)(async (client) => {
    const { rowCount } = await client.query('INSERT INTO ledger (key) VALUES ($1) ON CONFLICT DO NOTHING', [o.key]);
    if (rowCount === 0) return;
    await client.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [o.cents]);
  });
  const { rowCount } = await db.query("UPDATE ledger SET result = '{}' WHERE key = $1 AND result IS NULL", [o.key]);
  if (rowCount === 0) return;
  await db.query("UPDATE accounts SET balance = balance + $1 WHERE id = 'b'", [o.cents]);
});
bad(
  'p',
  'lock-missing',
  'DUPLICATE_EFFECT',
  'look, then act, without a lock',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        if ((await client.query('SELECT 1 FROM log WHERE text = $1', [o.key])).rowCount > 0) return;
        await client.query('INSERT INTO log (text) VALUES ($1)', [o.key]);
      }),
  { realOnly: true },
);
bad(
  'p',
  'receipt-not-stored',
  'RESULT_DRIFT',
  'id only the first time',
  ({ db }) =>
    async (o) =>
      (
        await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING id', [
          o.key,
          o.cents,
        ])
      ).rows[0]?.id,
);
bad(
  'p',
  'receipt-not-stored',
  'RESULT_DRIFT',
  'row count as the answer',
  ({ db }) =>
    async (o) =>
      (
        await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
          o.key,
          o.cents,
        ])
      ).rowCount,
);
bad('p', 'constant-key', 'SWALLOWED_EFFECT', 'ON CONFLICT on the wrong column', ({ db }) => async (o) => {
  await db.query('INSERT INTO ledger (key, fingerprint) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
    'payment',
    o.key,
  ]);
});
bad('p', 'half-done', 'TORN_STATE', 'status left behind', ({ db }) => async (o) => {
  const { rowCount } = await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    o.key,
    o.cents,
  ]);
  if (rowCount === 0) return 'paid';
  await db.query("UPDATE payments SET status = 'paid' WHERE key = $1", [o.key]);
  return 'paid';
});
bad('p', 'consume', 'DUPLICATE_EFFECT', 'takes the next task', ({ db }) => async (o) => {
  await db.query(
    'UPDATE tasks SET done_by = $1 WHERE id = (SELECT id FROM tasks WHERE done_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)',
    [o.id],
  );
});
bad(
  'p',
  'consume',
  'DUPLICATE_EFFECT',
  'removes the next task',
  ({ db }) =>
    async () => {
      await db.query('DELETE FROM tasks WHERE id = (SELECT min(id) FROM tasks)');
    },
  { args: [1], distinct: [2] },
);
bad('p', 'sum-in-upsert', 'DUPLICATE_EFFECT', 'sum added up on conflict', ({ db }) => async (o) => {
  await db.query(
    'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET cents = payments.cents + EXCLUDED.cents',
    [o.key, o.cents],
  );
});
bad(
  'p',
  'conflict-answered',
  'SWALLOWED_EFFECT',
  'other arguments get the old answer',
  ({ db }) =>
    async (o) => {
      await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [o.key, o.cents]);
    },
  CONFLICT,
);

// --- HTTP
good(
  'h',
  'key from the arguments',
  () => async (o) => (await post('/v1/charges', { order: o.id, cents: o.cents }, o.key)).id,
  CONFLICT,
);
good('h', 'PUT', () => async (o) => {
  await post(`/v1/customers/${o.id}`, { name: o.key }, undefined, 'PUT');
});
good('h', 'PUT, then DELETE of something, 404 taken for done', () => async (o) => {
  await post(`/v1/customers/${o.id}`, { name: o.key }, undefined, 'PUT');
  const response = await fetch(`${ORIGIN}/v1/customers/old-${o.id}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 404) throw new Error(`DELETE: ${response.status}`);
});
good('h', 'charge and refund, each with a key', () => async (o) => {
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
  const refund = await post(`/v1/charges/${charge.id}/refunds`, {}, `${o.key}-refund`);
  return { charge: charge.id, refund: refund.id };
});
good(
  'h',
  'node:http',
  () => (o) =>
    new Promise((resolve, reject) => {
      const request = http.request(
        `${ORIGIN.replace('https', 'http')}/v1/charges`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': o.key } },
        (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () =>
            response.statusCode === 201 ? resolve(JSON.parse(text).id) : reject(new Error(String(response.statusCode))),
          );
        },
      );
      request.on('error', reject);
      request.end(JSON.stringify({ order: o.id, cents: o.cents }));
    }),
  { plainHttp: true },
);
good('h', 'retries on 5xx with the same key', () => async (o) => {
  for (let tries = 0; ; tries++) {
    const response = await fetch(`${ORIGIN}/v1/charges`, {
      method: 'POST',
      headers: { 'Idempotency-Key': o.key, 'content-type': 'application/json' },
      body: JSON.stringify({ order: o.id, cents: o.cents }),
    });
    if (response.ok) return (await response.json()).id;
    if (tries === 3) throw new Error(`charges: ${response.status}`);
    await sleep('1 second');
  }
});
bad(
  'h',
  'no-key',
  'DUPLICATE_EFFECT',
  'POST without a key',
  () => async (o) => (await post('/v1/charges', { order: o.id, cents: o.cents })).id,
);
bad(
  'h',
  'random-key',
  'DUPLICATE_EFFECT',
  'a random key',
  () => async (o) => (await post('/v1/charges', { order: o.id, cents: o.cents }, randomUUID())).id,
);
bad(
  'h',
  'attempt-in-key',
  'DUPLICATE_EFFECT',
  'attempt in the key',
  () => async (o) =>
    (await post('/v1/charges', { order: o.id, cents: o.cents }, `${o.key}/${activityInfo().attempt}`)).id,
);
bad(
  'h',
  'key-expiry',
  'DUPLICATE_EFFECT',
  'nothing but a key that expires',
  () => async (o) => (await post('/v1/charges', { order: o.id, cents: o.cents }, o.key)).id,
  { keyTtl: '24 hours' },
);
bad('h', 'check-then-act', 'DUPLICATE_EFFECT', 'GET, then POST', () => async (o) => {
  const { data } = await (await fetch(`${ORIGIN}/v1/charges?order=${o.id}`)).json();
  if (data.length > 0) return data[0].id;
  return (await post('/v1/charges', { order: o.id, cents: o.cents })).id;
});
bad(
  'h',
  'body-varies',
  'STUCK',
  'a time in the body of a keyed request',
  () => async (o) => (await post('/v1/charges', { order: o.id, cents: o.cents, at: Date.now() }, o.key)).id,
);
bad('h', 'status-ignored', 'LOST_EFFECT', 'the status is not looked at', () => async (o) => {
  await fetch(`${ORIGIN}/v1/charges`, {
    method: 'POST',
    headers: { 'Idempotency-Key': o.key, 'content-type': 'application/json' },
    body: JSON.stringify({ order: o.id }),
  });
});
bad(
  'h',
  'not-there-any-more',
  'STUCK',
  'DELETE, 404 is an error',
  () => async (o) => {
    const response = await fetch(`${ORIGIN}/v1/customers/${o.id}`, { method: 'DELETE' });
    if (!response.ok) throw new Error(`DELETE: ${response.status}`);
  },
  { seedCustomers: true },
);
bad('h', 'repeat-refused', 'STUCK', 'the refund without a key is refused the second time', () => async (o) => {
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
  await post(`/v1/charges/${charge.id}/refunds`, {});
});
bad('h', 'constant-key', 'SWALLOWED_EFFECT', 'the same key for everything, 409 taken for done', () => async (o) => {
  const response = await fetch(`${ORIGIN}/v1/charges`, {
    method: 'POST',
    headers: { 'Idempotency-Key': 'charge', 'content-type': 'application/json' },
    body: JSON.stringify({ order: o.id }),
  });
  if (!response.ok && response.status !== 409) throw new Error(String(response.status));
});
bad('h', 'unstable-key', 'UNSTABLE_KEY', 'a random key to something that needs none', () => async (o) => {
  await post(`/v1/customers/${o.id}`, { name: o.key }, randomUUID(), 'PUT');
});

// --- both
good('ph', 'keyed charge, then the row', ({ db }) => async (o) => {
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
  await db.query('INSERT INTO payments (key, cents, charge) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING', [
    o.key,
    o.cents,
    charge.id,
  ]);
  return charge.id;
});
good('ph', 'row pending, keyed charge, row paid', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [o.key, o.cents]);
  const {
    rows: [row],
  } = await db.query('SELECT status, charge FROM payments WHERE key = $1', [o.key]);
  if (row.status === 'paid') return row.charge;
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
  await db.query("UPDATE payments SET status = 'paid', charge = $2 WHERE key = $1", [o.key, charge.id]);
  return charge.id;
});
good('ph', 'lease with an expiry in SQL and a fencing epoch', ({ db }) => async (o) => {
  await db.query('INSERT INTO ledger (key) VALUES ($1) ON CONFLICT DO NOTHING', [o.key]);
  const {
    rows: [lease],
  } = await db.query(
    "UPDATE ledger SET locked_until = now() + interval '2 minutes', epoch = epoch + 1 WHERE key = $1 AND result IS NULL AND (locked_until IS NULL OR locked_until < now()) RETURNING epoch",
    [o.key],
  );
  if (lease === undefined) {
    const {
      rows: [row],
    } = await db.query('SELECT result FROM ledger WHERE key = $1', [o.key]);
    if (row.result !== null) return row.result;
    throw new Error('another attempt holds the lease');
  }
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
  const { rowCount } = await db.query('UPDATE ledger SET result = $2 WHERE key = $1 AND epoch = $3', [
    o.key,
    JSON.stringify({ charge: charge.id }),
    lease.epoch,
  ]);
  if (rowCount === 0) throw new Error('the lease was lost');
  return { charge: charge.id };
});
bad('ph', 'no-key', 'DUPLICATE_EFFECT', 'row pending, charge without a key, row paid', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [o.key, o.cents]);
  const {
    rows: [row],
  } = await db.query('SELECT status, charge FROM payments WHERE key = $1', [o.key]);
  if (row.status === 'paid') return row.charge;
  const charge = await post('/v1/charges', { order: o.id, cents: o.cents });
  await db.query("UPDATE payments SET status = 'paid', charge = $2 WHERE key = $1", [o.key, charge.id]);
  return charge.id;
});
bad('ph', 'marker-in-front', 'LOST_EFFECT', 'row first, keyed charge only with a new row', ({ db }) => async (o) => {
  const { rowCount } = await db.query(
    'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
    [o.key, o.cents],
  );
  if (rowCount > 0) await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
});
bad(
  'ph',
  'call-inside-transaction',
  'DUPLICATE_EFFECT',
  'charge without a key inside the transaction',
  ({ db }) =>
    (o) =>
      transaction(db)(async (client) => {
        const { rowCount } = await client.query(
          'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
          [o.key, o.cents],
        );
        if (rowCount > 0) await post('/v1/charges', { order: o.id, cents: o.cents });
      }),
);
bad('ph', 'error-swallowed', 'TORN_STATE', 'an error marks the row as failed', ({ db }) => async (o) => {
  await db.query('INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [o.key, o.cents]);
  try {
    const charge = await post('/v1/charges', { order: o.id, cents: o.cents }, o.key);
    await db.query("UPDATE payments SET status = 'paid', charge = $2 WHERE key = $1", [o.key, charge.id]);
    return 'paid';
  } catch {
    await db.query("UPDATE payments SET status = 'failed' WHERE key = $1", [o.key]);
    return 'failed';
  }
});

/** @param {{ db: unknown, database: string, testing: typeof import('@handrail/testing'), postgres: unknown }} outside */
export function databaseCases({ db, database, testing, postgres }) {
  return cases
    .filter(({ options: { realOnly = false }, worlds }) => !realOnly || (database !== 'pglite' && worlds.includes('p')))
    .map(({ worlds, name, operator, expected, make, options }) => ({
      name,
      operator,
      expected,
      world: [worlds.includes('p') ? database : '', worlds.includes('h') ? 'http' : ''].filter(Boolean).join('+'),
      prepare: () => {
        const { keyTtl, plainHttp, seedCustomers, ...rest } = options;
        delete rest.realOnly;
        const fake = provider();
        if (plainHttp) fake.origin = fake.origin.replace('https', 'http');
        if (seedCustomers) fake.state.customers = { o1: { name: 'one' }, o2: { name: 'two' } };
        const world = [];
        if (worlds.includes('p')) world.push(postgres);
        if (worlds.includes('h')) world.push(testing.httpWorld({ ...fake, ...(keyTtl && { keyTtl }) }));
        return { activity: make({ db }), options: { ...ORDERS, ...rest, world, name } };
      },
    }));
}
