// SQL in one session: conflicts in all shapes, versions, soft deletes, counters that a row guards.
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import { add, ApplicationFailure, PGlite, postgresWorld, two } from '../second/kit.mjs';

const pglite = await PGlite.create();
const SCHEMA = `
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL, version int NOT NULL DEFAULT 0, last_op text);
  INSERT INTO accounts (id, balance) VALUES ('ann', 100), ('bob', 100);
  CREATE TABLE payments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), ref text UNIQUE, cents int, tries int NOT NULL DEFAULT 1);
  CREATE TABLE subscriptions (id serial PRIMARY KEY, customer text, plan text, state text NOT NULL DEFAULT 'active');
  CREATE UNIQUE INDEX one_active ON subscriptions (customer) WHERE state = 'active';
  CREATE TABLE users (id text PRIMARY KEY, name text, deleted_at timestamptz);
  INSERT INTO users (id, name) VALUES ('o1', 'Ann'), ('o2', 'Bob');
  CREATE TABLE tombstones (id serial PRIMARY KEY, user_id text);
  CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL);
  INSERT INTO counters VALUES ('orders', 0);
  CREATE TABLE guards (key text PRIMARY KEY);
  CREATE TABLE carts (id text PRIMARY KEY, items jsonb NOT NULL DEFAULT '[]');
  INSERT INTO carts (id) VALUES ('ann');
  CREATE TABLE prices (name text PRIMARY KEY, price int, version int NOT NULL DEFAULT 0);
  INSERT INTO prices VALUES ('book', 1, 0);`;
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 7 });
const on = (name, expected, activity, calls = o12, more = {}) =>
  add(name, expected, async () => {
    await pglite.exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SCHEMA}`);
    const world = postgresWorld({ pglite });
    return { activity: activity(world.pool), ...calls, world, ...more };
  });
const tx = (pool, work) => (input) => inTransaction(pool, (client) => work(client, input));
const sql = (text, values) => (db) => async (input) => void (await db.query(text, values(input)));

// Conflicts.
on('conflict: nothing, and the new id is returned', 'RESULT_DRIFT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO NOTHING RETURNING id',
    [id, cents],
  );
  return rows[0]?.id;
});
on('conflict: nothing, and the id is read in any case', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO NOTHING', [id, cents]);
  return (await db.query('SELECT id FROM payments WHERE ref = $1', [id])).rows[0].id;
});
on('conflict: sets the same, and returns the id', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET cents = excluded.cents RETURNING id',
    [id, cents],
  );
  return rows[0].id;
});
on('conflict: makes the id anew', 'RESULT_DRIFT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET id = gen_random_uuid() RETURNING id',
    [id, cents],
  );
  return rows[0].id;
});
on('conflict: tells whether the row is new', 'RESULT_DRIFT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET cents = excluded.cents RETURNING (xmax = 0) AS made',
    [id, cents],
  );
  return { made: rows[0].made };
});
on(
  'conflict: adds the new amount to the old',
  'DUPLICATE_EFFECT',
  sql(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET cents = payments.cents + excluded.cents',
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'conflict: takes the greater of the two',
  'IDEMPOTENT',
  sql(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET cents = GREATEST(payments.cents, excluded.cents)',
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'conflict: counts the tries in a column that is called so',
  'IDEMPOTENT',
  sql(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET tries = payments.tries + 1',
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'conflict: adds, unless the last operation was the same',
  'DUPLICATE_EFFECT',
  sql(
    `INSERT INTO accounts (id, balance, last_op) VALUES ('ann', $2, $1)
     ON CONFLICT (id) DO UPDATE SET balance = accounts.balance + excluded.balance, last_op = excluded.last_op
     WHERE accounts.last_op IS DISTINCT FROM excluded.last_op`,
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'conflict: on a constraint by its name',
  'IDEMPOTENT',
  sql(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT payments_ref_key DO NOTHING',
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'conflict: of the primary key, which is random',
  'DUPLICATE_EFFECT',
  sql('INSERT INTO tombstones (user_id) VALUES ($1) ON CONFLICT (id) DO NOTHING', ({ id }) => [id]),
);
on(
  'conflict: of an index that covers active rows only, then ends the row',
  'DUPLICATE_EFFECT',
  (db) =>
    async ({ id }) => {
      await db.query(
        `INSERT INTO subscriptions (customer, plan) VALUES ($1, 'gold') ON CONFLICT (customer) WHERE state = 'active' DO NOTHING`,
        [id],
      );
      await db.query(`UPDATE subscriptions SET state = 'ended' WHERE customer = $1 AND state = 'active'`, [id]);
    },
);
on(
  'conflict: of an index that covers active rows only, the row stays active',
  'IDEMPOTENT',
  sql(
    `INSERT INTO subscriptions (customer, plan) VALUES ($1, 'gold') ON CONFLICT (customer) WHERE state = 'active' DO NOTHING`,
    ({ id }) => [id],
  ),
);
on(
  'conflict: inserts where no such row exists',
  'IDEMPOTENT',
  sql(
    'INSERT INTO tombstones (user_id) SELECT $1::text WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE user_id = $1::text)',
    ({ id }) => [id],
  ),
);
on('conflict: many rows at once, one of them is there', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query('INSERT INTO payments (ref, cents) SELECT unnest($1::text[]), $2::int ON CONFLICT (ref) DO NOTHING', [
    [`${id}-1`, `${id}-2`],
    cents,
  ]);
});
on('conflict: many rows, one after the other, without a transaction', 'STUCK', (db) => async ({ id, cents }) => {
  for (const part of ['1', '2'])
    await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [`${id}-${part}`, cents]);
});
on(
  'merge: adds to what matches',
  'DUPLICATE_EFFECT',
  sql(
    `MERGE INTO accounts USING (SELECT 'ann' AS id, $1::int AS cents) AS given ON accounts.id = given.id
     WHEN MATCHED THEN UPDATE SET balance = balance + given.cents
     WHEN NOT MATCHED THEN INSERT (id, balance) VALUES (given.id, given.cents)`,
    ({ cents }) => [cents],
  ),
);
on(
  'merge: leaves what matches',
  'IDEMPOTENT',
  sql(
    `MERGE INTO payments USING (SELECT $1::text AS ref, $2::int AS cents) AS given ON payments.ref = given.ref
     WHEN NOT MATCHED THEN INSERT (ref, cents) VALUES (given.ref, given.cents)`,
    ({ id, cents }) => [id, cents],
  ),
);
on(
  'array: appends an item',
  'DUPLICATE_EFFECT',
  sql(`UPDATE carts SET items = items || jsonb_build_array($1::text) WHERE id = 'ann'`, ({ id }) => [id]),
);
on(
  'array: appends an item that is not in it',
  'IDEMPOTENT',
  sql(
    `UPDATE carts SET items = items || jsonb_build_array($1::text) WHERE id = 'ann' AND NOT items @> jsonb_build_array($1::text)`,
    ({ id }) => [id],
  ),
);
on(
  'array: sets a field of an object',
  'IDEMPOTENT',
  sql(
    `UPDATE carts SET items = jsonb_set(CASE WHEN jsonb_typeof(items) = 'object' THEN items ELSE '{}' END, ARRAY[$1::text], to_jsonb($2::int)) WHERE id = 'ann'`,
    ({ id, cents }) => [id, cents],
  ),
);

// Versions.
on('version: read, then write if it is the same, with the key beside it', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('INSERT INTO guards VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    if (rowCount === 0) return;
    const { rows } = await c.query(`SELECT balance, version FROM accounts WHERE id = 'ann'`);
    const done = await c.query(
      `UPDATE accounts SET balance = $1, version = version + 1 WHERE id = 'ann' AND version = $2`,
      [rows[0].balance - cents, rows[0].version],
    );
    if (done.rowCount === 0) throw new Error('somebody else was first');
  }),
);
on('version: read, then write if it is the same, without a key', 'DUPLICATE_EFFECT', (db) => async ({ cents }) => {
  const { rows } = await db.query(`SELECT balance, version FROM accounts WHERE id = 'ann'`);
  const done = await db.query(
    `UPDATE accounts SET balance = $1, version = version + 1 WHERE id = 'ann' AND version = $2`,
    [rows[0].balance - cents, rows[0].version],
  );
  if (done.rowCount === 0) throw new Error('somebody else was first');
});
on(
  'version: given by the caller, refused when it has moved on',
  'STUCK',
  (db) =>
    async ({ account, cents, version }) => {
      const done = await db.query(
        'UPDATE accounts SET balance = balance - $2, version = version + 1 WHERE id = $1 AND version = $3',
        [account, cents, version],
      );
      if (done.rowCount === 0) throw ApplicationFailure.nonRetryable('stale', 'Stale');
    },
  two({ account: 'ann', cents: 5, version: 0 }, { account: 'bob', cents: 5, version: 0 }),
);
on(
  'version: given by the caller, silent when it has moved on',
  'SWALLOWED_EFFECT',
  (db) =>
    async ({ cents, version }) => {
      await db.query(
        `UPDATE accounts SET balance = balance - $1, version = version + 1 WHERE id = 'ann' AND version = $2`,
        [cents, version],
      );
    },
  two({ cents: 5, version: 0 }, { cents: 7, version: 0 }),
);
const prices = two({ price: 5, version: 1 }, { price: 7, version: 2 });
on(
  'version: a newer one is not overwritten',
  'IDEMPOTENT',
  sql(`UPDATE prices SET price = $1, version = $2 WHERE name = 'book' AND version < $2`, ({ price, version }) => [
    price,
    version,
  ]),
  prices,
);
on(
  'version: a newer one is overwritten',
  'TORN_STATE',
  sql(`UPDATE prices SET price = $1, version = $2 WHERE name = 'book'`, ({ price, version }) => [price, version]),
  prices,
);

// Soft deletes.
const users = two({ id: 'o1' }, { id: 'o2' });
on(
  'soft delete: where it is not deleted',
  'IDEMPOTENT',
  sql('UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', ({ id }) => [id]),
  users,
);
on(
  'soft delete: every time anew',
  'IDEMPOTENT',
  sql('UPDATE users SET deleted_at = now() WHERE id = $1', ({ id }) => [id]),
  users,
);
on(
  'soft delete: nobody to delete is an error',
  'STUCK',
  (db) =>
    async ({ id }) => {
      const { rowCount } = await db.query('UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [
        id,
      ]);
      if (rowCount === 0) throw ApplicationFailure.nonRetryable('no such user', 'NotFound');
    },
  users,
);
on(
  'soft delete: a row on each grave',
  'DUPLICATE_EFFECT',
  (db) =>
    async ({ id }) => {
      await db.query('UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [id]);
      await db.query('INSERT INTO tombstones (user_id) VALUES ($1)', [id]);
    },
  users,
);
on(
  'soft delete: a row on each new grave, in one statement',
  'IDEMPOTENT',
  sql(
    `WITH gone AS (UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING id)
     INSERT INTO tombstones (user_id) SELECT id FROM gone`,
    ({ id }) => [id],
  ),
  users,
);
on(
  'soft delete: returns whom it has deleted',
  'RESULT_DRIFT',
  (db) =>
    async ({ id }) => {
      const { rows } = await db.query(
        'UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING name',
        [id],
      );
      return rows[0]?.name;
    },
  users,
);
on(
  'soft delete: renames the user to free the name',
  'DUPLICATE_EFFECT',
  sql(`UPDATE users SET name = name || '-deleted', deleted_at = now() WHERE id = $1`, ({ id }) => [id]),
  users,
);

// Counters that a row guards.
on('counter: guarded in its transaction', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id }) => {
    const { rowCount } = await c.query('INSERT INTO guards VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    if (rowCount === 1) await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  }),
);
on('counter: guard first, no transaction', 'LOST_EFFECT', (db) => async ({ id }) => {
  const { rowCount } = await db.query('INSERT INTO guards VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  if (rowCount === 1) await db.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
});
on('counter: guard last, no transaction', 'DUPLICATE_EFFECT', (db) => async ({ id }) => {
  const { rowCount } = await db.query('SELECT 1 FROM guards WHERE key = $1', [id]);
  if (rowCount === 1) return;
  await db.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  await db.query('INSERT INTO guards VALUES ($1) ON CONFLICT DO NOTHING', [id]);
});
on('counter: the guard fails inside the transaction, which goes on', 'STUCK', (db) =>
  tx(db, async (c, { id }) => {
    await c.query('INSERT INTO guards VALUES ($1)', [id]).catch(() => undefined);
    await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  }),
);
on('counter: the guard fails, which is taken for done', 'IDEMPOTENT', (db) => async (input) => {
  try {
    await tx(db, async (c, { id }) => {
      await c.query('INSERT INTO guards VALUES ($1)', [id]);
      await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
    })(input);
  } catch (error) {
    if (error.code !== '23505') throw error;
  }
});
on('counter: any error is taken for done', 'LOST_EFFECT', (db) => async (input) => {
  await tx(db, async (c, { id }) => {
    await c.query('INSERT INTO guards VALUES ($1)', [id]);
    await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  })(input).catch(() => undefined);
});
on('counter: guarded by one row for all', 'SWALLOWED_EFFECT', (db) =>
  tx(db, async (c) => {
    const { rowCount } = await c.query(`INSERT INTO guards VALUES ('orders') ON CONFLICT DO NOTHING`);
    if (rowCount === 1) await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  }),
);
on('counter: guarded by a random row', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c) => {
    const { rowCount } = await c.query('INSERT INTO guards VALUES ($1) ON CONFLICT DO NOTHING', [randomUUID()]);
    if (rowCount === 1) await c.query(`UPDATE counters SET value = value + 1 WHERE name = 'orders'`);
  }),
);
