// What only a server with several sessions shows: advisory locks, outboxes that skip locked rows, checks that race.
import { createRequire } from 'node:module';
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import { startPostgres } from '../../../test-support/postgres-server.mjs';
import { add, memoryWorld, postgresWorld, two } from '../second/kit.mjs';

const { Pool } = createRequire(import.meta.url)('pg');
const SCHEMA = `
  DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL);
  INSERT INTO accounts VALUES ('ann', 100);
  CREATE TABLE payments (id serial PRIMARY KEY, ref text, cents int);
  CREATE TABLE outbox (id text PRIMARY KEY, text text, sent_at timestamptz);
  INSERT INTO outbox (id, text) VALUES ('o1', 'hello'), ('o2', 'again'), ('o3', 'more');`;
let server;
let pool;
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 7 });
const on = (name, expected, activity, calls = o12) =>
  add(name, expected, async () => {
    server ??= await startPostgres();
    if (pool === undefined) {
      pool = new Pool({ connectionString: server.url, max: 10 });
      pool.on('error', () => undefined);
    }
    await pool.query(SCHEMA);
    const bus = {
      keys: new Set(),
      sent: [],
      async send(text) {
        this.sent.push(text);
      },
      async sendOnce(key, text) {
        if (!this.keys.has(key)) this.sent.push(text);
        this.keys.add(key);
      },
    };
    return {
      activity: activity(pool, bus),
      ...calls,
      world: [postgresWorld({ pool }), memoryWorld(bus, { name: 'bus' })],
    };
  });

/** Ends what the cases have started. */
export async function close() {
  await pool?.end();
  await server?.close();
}

const tx = (db, work) => (input) => inTransaction(db, (client) => work(client, input));
const payUnlessPaid = async (client, { id, cents }) => {
  const { rowCount } = await client.query('SELECT 1 FROM payments WHERE ref = $1', [id]);
  if (rowCount === 0) await client.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
};

// Advisory locks.
on('advisory lock: for the transaction, around check and insert', 'IDEMPOTENT', (db) =>
  tx(db, async (c, input) => {
    await c.query('SELECT pg_advisory_xact_lock(hashtext($1))', [input.id]);
    await payUnlessPaid(c, input);
  }),
);
on('advisory lock: none around check and insert', 'DUPLICATE_EFFECT', (db) => tx(db, payUnlessPaid));
on('advisory lock: another one for each attempt', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, input) => {
    await c.query('SELECT pg_advisory_xact_lock($1)', [Date.now()]);
    await payUnlessPaid(c, input);
  }),
);
on('advisory lock: around the insert, the check before it', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('SELECT 1 FROM payments WHERE ref = $1', [id]);
    await c.query('SELECT pg_advisory_xact_lock(hashtext($1))', [id]);
    if (rowCount === 0) await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
  }),
);
on('advisory lock: tried, busy means try again', 'IDEMPOTENT', (db) =>
  tx(db, async (c, input) => {
    const { rows } = await c.query('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS got', [input.id]);
    if (!rows[0].got) throw new Error('busy');
    await payUnlessPaid(c, input);
  }),
);
on('advisory lock: tried, busy means done', 'LOST_EFFECT', (db) =>
  tx(db, async (c, input) => {
    const { rows } = await c.query('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS got', [input.id]);
    if (!rows[0].got) return;
    await payUnlessPaid(c, input);
  }),
);
on('advisory lock: of the session, given back in finally', 'IDEMPOTENT', (db) => async (input) => {
  const c = await db.connect();
  try {
    await c.query('SELECT pg_advisory_lock(hashtext($1))', [input.id]);
    try {
      await payUnlessPaid(c, input);
    } finally {
      await c.query('SELECT pg_advisory_unlock(hashtext($1))', [input.id]);
    }
  } finally {
    c.release();
  }
});
on('advisory lock: of the session, given back before the transaction ends', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, input) => {
    await c.query('SELECT pg_advisory_lock(hashtext($1))', [input.id]);
    await payUnlessPaid(c, input);
    await c.query('SELECT pg_advisory_unlock(hashtext($1))', [input.id]);
  }),
);
on('advisory lock: one for all, around check and insert', 'IDEMPOTENT', (db) =>
  tx(db, async (c, input) => {
    await c.query('SELECT pg_advisory_xact_lock(1)');
    await payUnlessPaid(c, input);
  }),
);

// Checks that race.
on('race: inserts where none exists, in a transaction', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query(
      'INSERT INTO payments (ref, cents) SELECT $1::text, $2::int WHERE NOT EXISTS (SELECT 1 FROM payments WHERE ref = $1::text)',
      [id, cents],
    );
    await c.query(`UPDATE accounts SET balance = balance WHERE id = 'ann'`);
  }),
);
on('race: locks the account, then checks and inserts', 'IDEMPOTENT', (db) =>
  tx(db, async (c, input) => {
    await c.query(`SELECT 1 FROM accounts WHERE id = 'ann' FOR UPDATE`);
    await payUnlessPaid(c, input);
  }),
);
// Two calls of their own may lose each other's change here, with or without repetitions: that is no matter of idempotency.
on('race: reads the balance, then writes it', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rows } = await c.query(`SELECT balance FROM accounts WHERE id = 'ann'`);
    await c.query('SELECT pg_advisory_xact_lock(hashtext($1))', [id]);
    const { rowCount } = await c.query('SELECT 1 FROM payments WHERE ref = $1', [id]);
    if (rowCount > 0) return;
    await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
    await c.query(`UPDATE accounts SET balance = $1 WHERE id = 'ann'`, [rows[0].balance - cents]);
  }),
);
on('race: takes from the balance under the guard', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query('SELECT pg_advisory_xact_lock(hashtext($1))', [id]);
    const { rowCount } = await c.query('SELECT 1 FROM payments WHERE ref = $1', [id]);
    if (rowCount > 0) return;
    await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
    await c.query(`UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'`, [cents]);
  }),
);

// Outboxes.
const claim = (skip) => `SELECT id, text FROM outbox WHERE id = $1 AND sent_at IS NULL FOR UPDATE ${skip}`;
const relay = (skip, send) => (db, bus) =>
  tx(db, async (c, { id }) => {
    const { rows } = await c.query(claim(skip), [id]);
    if (rows.length === 0) return;
    await send(bus, rows[0]);
    await c.query('UPDATE outbox SET sent_at = now() WHERE id = $1', [id]);
  });
const keyed = (bus, { id, text }) => bus.sendOnce(id, text);
on('outbox: waits for the row, sends with a key', 'IDEMPOTENT', relay('', keyed));
on('outbox: fails on a locked row, sends with a key', 'IDEMPOTENT', relay('NOWAIT', keyed));
on('outbox: skips a locked row, and takes it for sent', 'LOST_EFFECT', relay('SKIP LOCKED', keyed));
on(
  'outbox: waits for the row, sends without a key',
  'DUPLICATE_EFFECT',
  relay('', (bus, { text }) => bus.send(text)),
);
on('outbox: the next row that nobody has', 'DUPLICATE_EFFECT', (db, bus) =>
  tx(db, async (c) => {
    const { rows } = await c.query(
      'SELECT id, text FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED',
    );
    if (rows.length === 0) return;
    await bus.sendOnce(rows[0].id, rows[0].text);
    await c.query('UPDATE outbox SET sent_at = now() WHERE id = $1', [rows[0].id]);
  }),
);
on('outbox: marks the row, then sends', 'LOST_EFFECT', (db, bus) => async ({ id }) => {
  const { rows } = await db.query(
    'UPDATE outbox SET sent_at = now() WHERE id = $1 AND sent_at IS NULL RETURNING text',
    [id],
  );
  if (rows.length > 0) await bus.send(rows[0].text);
});
