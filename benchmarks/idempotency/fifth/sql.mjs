/** Activities on a PostgreSQL server: ledgers, orders, slots, seats, invoices, outboxes, claims. */
import { randomUUID } from 'node:crypto';
import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { newCases } from './cases.mjs';

export const { cases, add } = newCases('sql');

/** As every code base has it. */
async function transaction(pool, work, begin = 'BEGIN') {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The part of a query builder that activities here use. */
function table(db, name) {
  return {
    async insert(row, suffix = '') {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`);
      const text = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places.join(', ')}) ${suffix}`;
      return db.query(text, Object.values(row));
    },
    async first(where) {
      const columns = Object.keys(where);
      const text = `SELECT * FROM ${name} WHERE ${columns.map((each, index) => `${each} = $${index + 1}`).join(' AND ')}`;
      return (await db.query(text, Object.values(where))).rows[0];
    },
  };
}

const ACCOUNTS = `
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL, version int NOT NULL DEFAULT 0, last_key text);
  INSERT INTO accounts (id, balance) VALUES ('a', 1000), ('b', 1000), ('c', 1000);
  CREATE TABLE entries (id serial PRIMARY KEY, account_id text NOT NULL, cents int NOT NULL, ref text);`;
const UNIQUE_ENTRIES = `${ACCOUNTS} CREATE UNIQUE INDEX ON entries (account_id, ref);`;
const ORDERS = `
  CREATE TABLE orders (id text PRIMARY KEY, state text NOT NULL, total int NOT NULL, updated_at timestamptz DEFAULT now());
  INSERT INTO orders VALUES ('o1', 'open', 500), ('o2', 'open', 700);`;
const deposit = { args: [{ account: 'a', cents: 50, ref: 'r1' }], distinct: [{ account: 'a', cents: 70, ref: 'r2' }] };

/** A database with this schema and an activity on its pool. */
const on = async (t, schema, calls, make, more = {}) => {
  const { pool, world } = await t.sql(schema);
  return { world, ...calls, activity: make(pool), ...more };
};

const NEW_ORDERS = `CREATE TABLE orders (id serial PRIMARY KEY, external_id text UNIQUE NOT NULL, cents int NOT NULL, created_at timestamptz NOT NULL DEFAULT now());`;
const LOOSE_ORDERS = NEW_ORDERS.replace(' UNIQUE', '');
const newOrder = { args: ['x1', 500], distinct: ['x2', 500] };

add(
  'order-on-conflict-then-select',
  'upsert',
  'IDEMPOTENT',
  'a repetition inserts nothing and gives back the stored row',
  (t) =>
    on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
      await table(pool, 'orders').insert({ external_id: externalId, cents }, 'ON CONFLICT (external_id) DO NOTHING');
      return (await table(pool, 'orders').first({ external_id: externalId })).id;
    }),
);
add('order-plain-insert-serial', 'no-key', 'DUPLICATE_EFFECT', 'nothing keeps a second row out', (t) =>
  on(t, LOOSE_ORDERS, newOrder, (pool) => async (externalId, cents) => {
    const { rows } = await table(pool, 'orders').insert({ external_id: externalId, cents }, 'RETURNING id');
    return rows[0].id;
  }),
);
add('order-plain-insert-unique', 'exists-is-error', 'STUCK', 'the row that is there makes every retry fail', (t) =>
  on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
    const { rows } = await table(pool, 'orders').insert({ external_id: externalId, cents }, 'RETURNING id');
    return rows[0].id;
  }),
);
add('order-unique-violation-caught', 'natural-key', 'IDEMPOTENT', '23505 leads to the row that is there', (t) =>
  on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
    try {
      return (await table(pool, 'orders').insert({ external_id: externalId, cents }, 'RETURNING id')).rows[0].id;
    } catch (error) {
      if (error.code !== '23505') throw error;
      return (await table(pool, 'orders').first({ external_id: externalId })).id;
    }
  }),
);
add(
  'order-unique-violation-caught-amounts-differ',
  'conflict',
  'SWALLOWED_EFFECT',
  'the same id with another amount is answered with the first row',
  (t) =>
    on(t, NEW_ORDERS, { ...newOrder, conflicting: ['x1', 999] }, (pool) => async (externalId, cents) => {
      try {
        return (await table(pool, 'orders').insert({ external_id: externalId, cents }, 'RETURNING id')).rows[0].id;
      } catch (error) {
        if (error.code !== '23505') throw error;
        return (await table(pool, 'orders').first({ external_id: externalId })).id;
      }
    }),
);
add(
  'order-violation-caught-inside-transaction',
  'aborted-transaction',
  'STUCK',
  'after the violation the transaction is aborted, and its next statement fails',
  (t) =>
    on(
      t,
      NEW_ORDERS,
      newOrder,
      (pool) => async (externalId, cents) =>
        transaction(pool, async (client) => {
          try {
            await table(client, 'orders').insert({ external_id: externalId, cents });
          } catch (error) {
            if (error.code !== '23505') throw error;
          }
          return (await table(client, 'orders').first({ external_id: externalId })).id;
        }),
    ),
);
add(
  'order-violation-caught-behind-savepoint',
  'natural-key',
  'IDEMPOTENT',
  'the savepoint keeps the transaction alive',
  (t) =>
    on(
      t,
      NEW_ORDERS,
      newOrder,
      (pool) => async (externalId, cents) =>
        transaction(pool, async (client) => {
          await client.query('SAVEPOINT try_insert');
          try {
            await table(client, 'orders').insert({ external_id: externalId, cents });
          } catch (error) {
            if (error.code !== '23505') throw error;
            await client.query('ROLLBACK TO SAVEPOINT try_insert');
          }
          return (await table(client, 'orders').first({ external_id: externalId })).id;
        }),
    ),
);
add(
  'order-returning-of-nothing',
  'exists-is-error',
  'STUCK',
  'DO NOTHING returns no row, and the retry stumbles over that',
  (t) =>
    on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
      const { rows } = await table(pool, 'orders').insert(
        { external_id: externalId, cents },
        'ON CONFLICT (external_id) DO NOTHING RETURNING id',
      );
      return rows[0].id;
    }),
);
add(
  'order-returning-of-nothing-or-null',
  'lost-receipt',
  'RESULT_DRIFT',
  'the repetition returns null instead of the id',
  (t) =>
    on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
      const { rows } = await table(pool, 'orders').insert(
        { external_id: externalId, cents },
        'ON CONFLICT (external_id) DO NOTHING RETURNING id',
      );
      return rows[0]?.id ?? null;
    }),
);
add('order-do-update-to-itself', 'upsert', 'IDEMPOTENT', 'the idle update makes RETURNING give the stored id', (t) =>
  on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
    const { rows } = await table(pool, 'orders').insert(
      { external_id: externalId, cents },
      'ON CONFLICT (external_id) DO UPDATE SET external_id = EXCLUDED.external_id RETURNING id, cents',
    );
    return rows[0];
  }),
);
add(
  'order-tells-whether-inserted',
  'created-flag',
  'RESULT_DRIFT',
  'the repetition says that it was there before',
  (t) =>
    on(t, NEW_ORDERS, newOrder, (pool) => async (externalId, cents) => {
      const { rows } = await table(pool, 'orders').insert(
        { external_id: externalId, cents },
        'ON CONFLICT (external_id) DO UPDATE SET cents = EXCLUDED.cents RETURNING (xmax = 0) AS inserted',
      );
      return { inserted: rows[0].inserted };
    }),
);

const STOCK = `CREATE TABLE stock (sku text PRIMARY KEY, quantity int NOT NULL, rev int NOT NULL DEFAULT 0, attempts int NOT NULL DEFAULT 1);`;
add('stock-added-on-conflict', 'increment', 'DUPLICATE_EFFECT', 'the update adds once more', (t) =>
  on(t, STOCK, { args: ['s1', 5], distinct: ['s2', 5] }, (pool) => async (sku, quantity) => {
    await table(pool, 'stock').insert(
      { sku, quantity },
      'ON CONFLICT (sku) DO UPDATE SET quantity = stock.quantity + EXCLUDED.quantity',
    );
  }),
);
add('stock-set-on-conflict', 'upsert', 'IDEMPOTENT', 'the quantity is absolute, and each call has its own row', (t) =>
  on(t, STOCK, { args: ['s1', 5], distinct: ['s2', 5] }, (pool) => async (sku, quantity) => {
    await table(pool, 'stock').insert(
      { sku, quantity },
      'ON CONFLICT (sku) DO UPDATE SET quantity = EXCLUDED.quantity',
    );
  }),
);
add(
  'stock-set-by-two-counts',
  'late-overwrite',
  'TORN_STATE',
  'the first count, repeated late, undoes the second',
  (t) =>
    on(t, STOCK, { args: ['s1', 5], distinct: ['s1', 9] }, (pool) => async (sku, quantity) => {
      await table(pool, 'stock').insert(
        { sku, quantity },
        'ON CONFLICT (sku) DO UPDATE SET quantity = EXCLUDED.quantity',
      );
    }),
);
add(
  'stock-set-by-newer-count-only',
  'monotonic-guard',
  'IDEMPOTENT',
  'an older revision never overwrites a newer one',
  (t) =>
    on(t, STOCK, { args: ['s1', 5, 1], distinct: ['s1', 9, 2] }, (pool) => async (sku, quantity, rev) => {
      await table(pool, 'stock').insert(
        { sku, quantity, rev },
        'ON CONFLICT (sku) DO UPDATE SET quantity = EXCLUDED.quantity, rev = EXCLUDED.rev WHERE stock.rev < EXCLUDED.rev',
      );
    }),
);
add('stock-counts-its-attempts', 'attempt-counter', 'IDEMPOTENT', 'only the counter of attempts goes up', (t) =>
  on(t, STOCK, { args: ['s1', 5], distinct: ['s2', 5] }, (pool) => async (sku, quantity) => {
    await table(pool, 'stock').insert(
      { sku, quantity },
      'ON CONFLICT (sku) DO UPDATE SET quantity = EXCLUDED.quantity, attempts = stock.attempts + 1',
    );
  }),
);
add('stock-merged', 'increment', 'DUPLICATE_EFFECT', 'MERGE adds where it matches', (t) =>
  on(t, STOCK, { args: ['s1', 5], distinct: ['s2', 5] }, (pool) => async (sku, quantity) => {
    await pool.query(
      `MERGE INTO stock USING (SELECT $1::text AS sku, $2::int AS quantity) AS delta ON stock.sku = delta.sku
       WHEN MATCHED THEN UPDATE SET quantity = stock.quantity + delta.quantity
       WHEN NOT MATCHED THEN INSERT (sku, quantity) VALUES (delta.sku, delta.quantity)`,
      [sku, quantity],
    );
  }),
);

const post = (db, { account, cents, ref }, suffix = 'ON CONFLICT (account_id, ref) DO NOTHING') =>
  table(db, 'entries').insert({ account_id: account, cents, ref }, suffix);
const move = (db, { account, cents }) =>
  db.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [cents, account]);

add(
  'ledger-entry-guards-balance',
  'transaction',
  'IDEMPOTENT',
  'entry and balance move in one transaction, and only with a new entry',
  (t) =>
    on(
      t,
      UNIQUE_ENTRIES,
      deposit,
      (pool) => async (request) =>
        transaction(pool, async (client) => {
          const { rowCount } = await post(client, request);
          if (rowCount === 1) await move(client, request);
        }),
    ),
);
add(
  'ledger-entry-guards-balance-without-transaction',
  'missing-transaction',
  'LOST_EFFECT',
  'the entry is there, the balance has not moved, and the retry takes it for done',
  (t) =>
    on(t, UNIQUE_ENTRIES, deposit, (pool) => async (request) => {
      const { rowCount } = await post(pool, request);
      if (rowCount === 1) await move(pool, request);
    }),
);
add(
  'ledger-balance-before-entry-without-transaction',
  'missing-transaction',
  'DUPLICATE_EFFECT',
  'the balance moves again',
  (t) =>
    on(t, UNIQUE_ENTRIES, deposit, (pool) => async (request) => {
      if ((await table(pool, 'entries').first({ account_id: request.account, ref: request.ref })) !== undefined) return;
      await move(pool, request);
      await post(pool, request);
    }),
);
add(
  'ledger-transaction-begun-on-pool',
  'missing-transaction',
  'LOST_EFFECT',
  'the helper is handed the pool instead of the client, so the statements commit one by one',
  (t) =>
    on(
      t,
      UNIQUE_ENTRIES,
      deposit,
      (pool) => async (request) =>
        transaction(pool, async () => {
          const { rowCount } = await post(pool, request);
          if (rowCount === 1) await move(pool, request);
        }),
    ),
);
const checkThenPost = async (client, request) => {
  if ((await table(client, 'entries').first({ account_id: request.account, ref: request.ref })) !== undefined) return;
  await post(client, request, '');
  await move(client, request);
};
add(
  'ledger-checked-read-committed',
  'isolation',
  'DUPLICATE_EFFECT',
  'two transactions look before either has committed',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) => async (request) => transaction(pool, (client) => checkThenPost(client, request)),
    ),
);
add(
  'ledger-checked-serializable',
  'isolation',
  'IDEMPOTENT',
  'the server refuses one of two transactions that looked past each other',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) => async (request) =>
        transaction(pool, (client) => checkThenPost(client, request), 'BEGIN ISOLATION LEVEL SERIALIZABLE'),
    ),
);
add(
  'ledger-checked-repeatable-read-same-row',
  'isolation',
  'IDEMPOTENT',
  'both update the one account, so the later one is refused with 40001 and looks again',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) => async (request) =>
        transaction(pool, (client) => checkThenPost(client, request), 'BEGIN ISOLATION LEVEL REPEATABLE READ'),
    ),
);
add(
  'entry-checked-repeatable-read-insert-only',
  'isolation',
  'DUPLICATE_EFFECT',
  'repeatable read does not notice two inserts',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) => async (request) =>
        transaction(
          pool,
          async (client) => {
            if ((await table(client, 'entries').first({ ref: request.ref })) !== undefined) return;
            await post(client, request, '');
          },
          'BEGIN ISOLATION LEVEL REPEATABLE READ',
        ),
    ),
);
add(
  'entry-where-not-exists-in-transaction',
  'isolation',
  'DUPLICATE_EFFECT',
  'NOT EXISTS does not see what another transaction has not committed',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) =>
        async ({ account, cents, ref }) =>
          transaction(pool, async (client) => {
            await client.query(
              `INSERT INTO entries (account_id, cents, ref) SELECT $1, $2, $3
         WHERE NOT EXISTS (SELECT FROM entries WHERE ref = $3)`,
              [account, cents, ref],
            );
          }),
    ),
);
add(
  'balance-read-then-written',
  'increment',
  'DUPLICATE_EFFECT',
  'the retry reads the new balance and adds to it',
  (t) =>
    on(t, ACCOUNTS, deposit, (pool) => async ({ account, cents }) => {
      const { balance } = await table(pool, 'accounts').first({ id: account });
      await pool.query('UPDATE accounts SET balance = $1 WHERE id = $2', [balance + cents, account]);
    }),
);
add(
  'balance-with-version-loop',
  'increment',
  'DUPLICATE_EFFECT',
  'the version guards against others, not against the repetition',
  (t) =>
    on(t, ACCOUNTS, deposit, (pool) => async ({ account, cents }) => {
      for (let tries = 0; tries < 5; tries++) {
        const { balance, version } = await table(pool, 'accounts').first({ id: account });
        const { rowCount } = await pool.query(
          'UPDATE accounts SET balance = $1, version = version + 1 WHERE id = $2 AND version = $3',
          [balance + cents, account, version],
        );
        if (rowCount === 1) return;
      }
      throw new Error(`account ${account} is contended`);
    }),
);
add(
  'balance-with-last-key',
  'last-key-only',
  'DUPLICATE_EFFECT',
  'only the last key is known: after another deposit the first one counts again',
  (t) =>
    on(t, ACCOUNTS, deposit, (pool) => async ({ account, cents, ref }) => {
      await pool.query(
        'UPDATE accounts SET balance = balance + $1, last_key = $3 WHERE id = $2 AND last_key IS DISTINCT FROM $3',
        [cents, account, ref],
      );
    }),
);
add(
  'balance-by-cte',
  'transaction',
  'IDEMPOTENT',
  'one statement: without a new entry there is nothing to join with',
  (t) =>
    on(t, UNIQUE_ENTRIES, deposit, (pool) => async ({ account, cents, ref }) => {
      await pool.query(
        `WITH posted AS (
         INSERT INTO entries (account_id, cents, ref) VALUES ($1, $2, $3) ON CONFLICT (account_id, ref) DO NOTHING RETURNING account_id, cents)
       UPDATE accounts SET balance = balance + posted.cents FROM posted WHERE accounts.id = posted.account_id`,
        [account, cents, ref],
      );
    }),
);
add(
  'balance-by-cte-not-joined',
  'increment',
  'DUPLICATE_EFFECT',
  'the update does not depend on whether the entry is new',
  (t) =>
    on(t, UNIQUE_ENTRIES, deposit, (pool) => async ({ account, cents, ref }) => {
      await pool.query(
        `WITH posted AS (
         INSERT INTO entries (account_id, cents, ref) VALUES ($1, $2, $3) ON CONFLICT (account_id, ref) DO NOTHING)
       UPDATE accounts SET balance = balance + $2 WHERE id = $1`,
        [account, cents, ref],
      );
    }),
);
add(
  'double-entry-early-return',
  'partial-then-return',
  'LOST_EFFECT',
  'the debit is there, so the retry returns without the credit',
  (t) =>
    on(
      t,
      UNIQUE_ENTRIES,
      {
        args: [{ from: 'a', to: 'b', cents: 50, ref: 't1' }],
        distinct: [{ from: 'a', to: 'c', cents: 50, ref: 't2' }],
      },
      (pool) =>
        async ({ from, to, cents, ref }) => {
          const { rowCount } = await post(pool, { account: from, cents: -cents, ref });
          if (rowCount === 0) return { ref };
          await post(pool, { account: to, cents, ref });
          return { ref };
        },
    ),
);
add(
  'double-entry-both-guarded',
  'natural-key',
  'IDEMPOTENT',
  'each leg stands for itself, and the retry completes what is missing',
  (t) =>
    on(
      t,
      UNIQUE_ENTRIES,
      {
        args: [{ from: 'a', to: 'b', cents: 50, ref: 't1' }],
        distinct: [{ from: 'a', to: 'c', cents: 50, ref: 't2' }],
      },
      (pool) =>
        async ({ from, to, cents, ref }) => {
          await post(pool, { account: from, cents: -cents, ref });
          await post(pool, { account: to, cents, ref });
          return { ref };
        },
    ),
);
add(
  'entry-unique-per-customer-and-day',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'a second deposit of the same day is taken for the first',
  (t) =>
    on(
      t,
      `${ACCOUNTS} CREATE TABLE deposits (account_id text, day date, cents int, PRIMARY KEY (account_id, day));`,
      { args: ['a', '2026-11-20', 50], distinct: ['a', '2026-11-20', 70] },
      (pool) => async (account, day, cents) => {
        await table(pool, 'deposits').insert({ account_id: account, day, cents }, 'ON CONFLICT DO NOTHING');
      },
    ),
);

const settle = async (client, id, lock = 'FOR UPDATE') => {
  const { rows } = await client.query(`SELECT state, total FROM orders WHERE id = $1 ${lock}`, [id]);
  if (rows[0].state === 'paid') return;
  await client.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [rows[0].total]);
  await client.query("UPDATE orders SET state = 'paid', updated_at = now() WHERE id = $1", [id]);
};
const settlement = { args: ['o1'], distinct: ['o2'] };
add('settle-for-update', 'row-lock', 'IDEMPOTENT', 'the second attempt waits for the row and finds it paid', (t) =>
  on(t, ACCOUNTS + ORDERS, settlement, (pool) => async (id) => transaction(pool, (client) => settle(client, id))),
);
add('settle-without-lock', 'missing-lock', 'DUPLICATE_EFFECT', 'two transactions see the order open', (t) =>
  on(t, ACCOUNTS + ORDERS, settlement, (pool) => async (id) => transaction(pool, (client) => settle(client, id, ''))),
);
add(
  'settle-for-update-outside-transaction',
  'missing-transaction',
  'DUPLICATE_EFFECT',
  'the lock is gone with the statement that took it',
  (t) => on(t, ACCOUNTS + ORDERS, settlement, (pool) => async (id) => settle(pool, id)),
);
add(
  'settle-for-update-nowait',
  'row-lock',
  'IDEMPOTENT',
  'a busy row is an error that a later retry does not meet',
  (t) =>
    on(
      t,
      ACCOUNTS + ORDERS,
      settlement,
      (pool) => async (id) => transaction(pool, (client) => settle(client, id, 'FOR UPDATE NOWAIT')),
    ),
);
add(
  'settle-by-conditional-update',
  'row-lock',
  'IDEMPOTENT',
  'the update that changes the state decides who moves the money, in one transaction',
  (t) =>
    on(
      t,
      ACCOUNTS + ORDERS,
      settlement,
      (pool) => async (id) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query(
            "UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open' RETURNING total",
            [id],
          );
          if (rows.length === 1)
            await client.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [rows[0].total]);
        }),
    ),
);
add(
  'settle-by-conditional-update-without-transaction',
  'missing-transaction',
  'LOST_EFFECT',
  'the order is paid, the account was never debited',
  (t) =>
    on(t, ACCOUNTS + ORDERS, settlement, (pool) => async (id) => {
      const { rows } = await pool.query(
        "UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open' RETURNING total",
        [id],
      );
      if (rows.length === 1)
        await pool.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [rows[0].total]);
    }),
);
add(
  'settle-twice-is-an-error',
  'state-machine',
  'STUCK',
  'the order is not open any more, which the retry takes for a mistake',
  (t) =>
    on(
      t,
      ACCOUNTS + ORDERS,
      settlement,
      (pool) => async (id) =>
        transaction(pool, async (client) => {
          const { rowCount } = await client.query("UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open'", [
            id,
          ]);
          if (rowCount !== 1) throw new Error(`order ${id} is not open`);
        }),
    ),
);
add('entry-under-advisory-lock', 'advisory-lock', 'IDEMPOTENT', 'the lock is held until the commit', (t) =>
  on(
    t,
    ACCOUNTS,
    deposit,
    (pool) => async (request) =>
      transaction(pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [request.ref]);
        await checkThenPost(client, request);
      }),
  ),
);
add(
  'entry-under-advisory-lock-of-another-session',
  'advisory-lock',
  'DUPLICATE_EFFECT',
  'the lock is taken on the pool, and is gone before the transaction begins',
  (t) =>
    on(t, ACCOUNTS, deposit, (pool) => async (request) => {
      await pool.query('SELECT pg_advisory_xact_lock(hashtext($1))', [request.ref]);
      await transaction(pool, (client) => checkThenPost(client, request));
    }),
);
add(
  'entry-under-try-advisory-lock',
  'advisory-lock',
  'IDEMPOTENT',
  'where the lock is taken the attempt fails, and a later one gets it',
  (t) =>
    on(
      t,
      ACCOUNTS,
      deposit,
      (pool) => async (request) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS got', [request.ref]);
          if (!rows[0].got) throw new Error('another attempt is at it');
          await checkThenPost(client, request);
        }),
    ),
);

const LINES = `CREATE TABLE invoices (id text PRIMARY KEY); INSERT INTO invoices VALUES ('i1'), ('i2');
  CREATE TABLE lines (id serial PRIMARY KEY, invoice_id text NOT NULL, text text NOT NULL);
  INSERT INTO lines (invoice_id, text) VALUES ('i1', 'draft'), ('i2', 'draft');`;
const replaceLines = async (client, invoice, texts) => {
  await client.query('DELETE FROM lines WHERE invoice_id = $1', [invoice]);
  for (const text of texts) await table(client, 'lines').insert({ invoice_id: invoice, text });
};
const lineCalls = { args: ['i1', ['hosting', 'support']], distinct: ['i2', ['licence']] };
add(
  'lines-replaced-in-transaction',
  'isolation',
  'DUPLICATE_EFFECT',
  'the second transaction deletes the rows that it has seen, not those that the first one has inserted meanwhile',
  (t) =>
    on(
      t,
      LINES,
      lineCalls,
      (pool) => async (invoice, texts) => transaction(pool, (client) => replaceLines(client, invoice, texts)),
    ),
);
add(
  'lines-replaced-under-parent-lock',
  'row-lock',
  'IDEMPOTENT',
  'whoever replaces lines holds the invoice first',
  (t) =>
    on(
      t,
      LINES,
      lineCalls,
      (pool) => async (invoice, texts) =>
        transaction(pool, async (client) => {
          await client.query('SELECT FROM invoices WHERE id = $1 FOR UPDATE', [invoice]);
          await replaceLines(client, invoice, texts);
        }),
    ),
);
add(
  'lines-replaced-without-transaction',
  'missing-transaction',
  'DUPLICATE_EFFECT',
  'a zombie inserts its lines beside those of the retry',
  (t) => on(t, LINES, lineCalls, (pool) => async (invoice, texts) => replaceLines(pool, invoice, texts)),
);

const COUNTED = `CREATE TABLE visits (id text PRIMARY KEY, patient text NOT NULL); CREATE TABLE totals (patient text PRIMARY KEY, visits int NOT NULL);
  INSERT INTO totals VALUES ('p1', 0), ('p2', 0);
  CREATE FUNCTION count_visit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE totals SET visits = visits + 1 WHERE patient = NEW.patient; RETURN NEW; END $$;`;
add(
  'visit-counted-before-insert',
  'trigger',
  'DUPLICATE_EFFECT',
  'a BEFORE trigger runs even where the row turns out to be there',
  (t) =>
    on(
      t,
      `${COUNTED} CREATE TRIGGER counted BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION count_visit();`,
      { args: ['v1', 'p1'], distinct: ['v2', 'p1'] },
      (pool) => async (id, patient) => {
        await table(pool, 'visits').insert({ id, patient }, 'ON CONFLICT DO NOTHING');
      },
    ),
);
add('visit-counted-after-insert', 'trigger', 'IDEMPOTENT', 'an AFTER trigger runs for new rows alone', (t) =>
  on(
    t,
    `${COUNTED} CREATE TRIGGER counted AFTER INSERT ON visits FOR EACH ROW EXECUTE FUNCTION count_visit();`,
    { args: ['v1', 'p1'], distinct: ['v2', 'p1'] },
    (pool) => async (id, patient) => {
      await table(pool, 'visits').insert({ id, patient }, 'ON CONFLICT DO NOTHING');
    },
  ),
);

const NUMBERED = `CREATE SEQUENCE invoice_numbers; CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL); INSERT INTO counters VALUES ('invoice', 100);
  CREATE TABLE invoices (order_id text PRIMARY KEY, number int NOT NULL);`;
const invoiceCalls = { args: ['o1'], distinct: ['o2'] };
add(
  'invoice-number-fresh-from-sequence',
  'lost-receipt',
  'RESULT_DRIFT',
  'the repetition returns a number that stands on no invoice',
  (t) =>
    on(t, NUMBERED, invoiceCalls, (pool) => async (order) => {
      const { rows } = await pool.query("SELECT nextval('invoice_numbers')::int AS number");
      await table(pool, 'invoices').insert({ order_id: order, number: rows[0].number }, 'ON CONFLICT DO NOTHING');
      return rows[0].number;
    }),
);
add(
  'invoice-number-stored-one-returned',
  'sequence',
  'IDEMPOTENT',
  'numbers are skipped, but the stored one is returned',
  (t) =>
    on(t, NUMBERED, invoiceCalls, (pool) => async (order) => {
      const { rows } = await pool.query("SELECT nextval('invoice_numbers')::int AS number");
      await table(pool, 'invoices').insert({ order_id: order, number: rows[0].number }, 'ON CONFLICT DO NOTHING');
      return (await table(pool, 'invoices').first({ order_id: order })).number;
    }),
);
add(
  'invoice-number-from-counter-row',
  'increment',
  'DUPLICATE_EFFECT',
  'the counter, which must have no gaps, moves with each repetition',
  (t) =>
    on(
      t,
      NUMBERED,
      invoiceCalls,
      (pool) => async (order) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query(
            "UPDATE counters SET value = value + 1 WHERE name = 'invoice' RETURNING value",
          );
          await table(client, 'invoices').insert({ order_id: order, number: rows[0].value }, 'ON CONFLICT DO NOTHING');
          return (await table(client, 'invoices').first({ order_id: order })).number;
        }),
    ),
);
add(
  'invoice-number-from-locked-counter',
  'row-lock',
  'IDEMPOTENT',
  'under the lock of the counter it is looked first whether the order has an invoice',
  (t) =>
    on(
      t,
      NUMBERED,
      invoiceCalls,
      (pool) => async (order) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query("SELECT value FROM counters WHERE name = 'invoice' FOR UPDATE");
          const known = await table(client, 'invoices').first({ order_id: order });
          if (known) return known.number;
          const number = rows[0].value + 1;
          await client.query("UPDATE counters SET value = $1 WHERE name = 'invoice'", [number]);
          await table(client, 'invoices').insert({ order_id: order, number });
          return number;
        }),
    ),
);

const USERS = `CREATE TABLE users (id text PRIMARY KEY, email text NOT NULL, deleted_at timestamptz, version int NOT NULL DEFAULT 1);
  INSERT INTO users VALUES ('u1', 'a@x'), ('u2', 'b@x');`;
const userCalls = { args: ['u1'], distinct: ['u2'] };
add('soft-delete', 'absolute', 'IDEMPOTENT', 'deleted is deleted; only the time is another', (t) =>
  on(t, USERS, userCalls, (pool) => async (id) => {
    const { rowCount } = await pool.query('UPDATE users SET deleted_at = now() WHERE id = $1', [id]);
    return { deleted: rowCount };
  }),
);
add('soft-delete-counted', 'created-flag', 'RESULT_DRIFT', 'the repetition has deleted none', (t) =>
  on(t, USERS, userCalls, (pool) => async (id) => {
    const { rowCount } = await pool.query('UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [
      id,
    ]);
    return { deleted: rowCount };
  }),
);
add('soft-delete-not-found', 'gone-is-error', 'STUCK', 'the user is deleted, so the retry does not find it', (t) =>
  on(t, USERS, userCalls, (pool) => async (id) => {
    const { rowCount } = await pool.query('UPDATE users SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [
      id,
    ]);
    if (rowCount === 0) throw ApplicationFailure.nonRetryable(`no user ${id}`, 'NotFound');
  }),
);
add('email-expected-version', 'optimistic-lock', 'STUCK', 'its own first write makes the expected version stale', (t) =>
  on(t, USERS, { args: ['u1', 'n@x', 1], distinct: ['u2', 'm@x', 1] }, (pool) => async (id, email, expected) => {
    const { rowCount } = await pool.query(
      'UPDATE users SET email = $1, version = version + 1 WHERE id = $2 AND version = $3',
      [email, id, expected],
    );
    if (rowCount === 0) throw new Error(`user ${id} was changed by somebody else`);
  }),
);
add(
  'email-expected-version-own-write-known',
  'optimistic-lock',
  'IDEMPOTENT',
  'the next version with its own value is its own earlier write',
  (t) =>
    on(t, USERS, { args: ['u1', 'n@x', 1], distinct: ['u2', 'm@x', 1] }, (pool) => async (id, email, expected) => {
      const { rowCount } = await pool.query(
        'UPDATE users SET email = $1, version = version + 1 WHERE id = $2 AND version = $3',
        [email, id, expected],
      );
      if (rowCount === 1) return expected + 1;
      const user = await table(pool, 'users').first({ id });
      if (user.version !== expected + 1 || user.email !== email)
        throw new Error(`user ${id} was changed by somebody else`);
      return user.version;
    }),
);

const OUTBOX = `CREATE TABLE orders (id text PRIMARY KEY, cents int NOT NULL);
  CREATE TABLE outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text NOT NULL, payload jsonb NOT NULL, sent_at timestamptz);`;
add(
  'outbox-with-the-order',
  'outbox',
  'IDEMPOTENT',
  'the event is written only where the order is new, in one transaction',
  (t) =>
    on(
      t,
      OUTBOX,
      newOrder,
      (pool) => async (id, cents) =>
        transaction(pool, async (client) => {
          const { rowCount } = await table(client, 'orders').insert({ id, cents }, 'ON CONFLICT (id) DO NOTHING');
          if (rowCount === 1)
            await table(client, 'outbox').insert({ topic: 'order.created', payload: JSON.stringify({ id, cents }) });
          return { id };
        }),
    ),
);
add('outbox-always', 'outbox', 'DUPLICATE_EFFECT', 'the order is known, its event is written again', (t) =>
  on(
    t,
    OUTBOX,
    newOrder,
    (pool) => async (id, cents) =>
      transaction(pool, async (client) => {
        await table(client, 'orders').insert({ id, cents }, 'ON CONFLICT (id) DO UPDATE SET cents = EXCLUDED.cents');
        await table(client, 'outbox').insert({ topic: 'order.created', payload: JSON.stringify({ id, cents }) });
        return { id };
      }),
  ),
);

const CLAIMS = `${ACCOUNTS} CREATE TABLE claims (key text PRIMARY KEY, status text NOT NULL, token uuid, leased_until timestamptz);`;
add('claim-without-expiry', 'claim', 'STUCK', 'the claim of a dead attempt is never given back', (t) =>
  on(t, CLAIMS, deposit, (pool) => async (request) => {
    const { rowCount } = await table(pool, 'claims').insert(
      { key: request.ref, status: 'processing' },
      'ON CONFLICT DO NOTHING',
    );
    if (rowCount === 0) {
      const claim = await table(pool, 'claims').first({ key: request.ref });
      if (claim.status === 'done') return;
      throw new Error(`${request.ref} is being processed`);
    }
    await transaction(pool, async (client) => {
      await move(client, request);
      await client.query("UPDATE claims SET status = 'done' WHERE key = $1", [request.ref]);
    });
  }),
);
const takeLease = async (pool, key, token) => {
  const { rowCount } = await pool.query(
    `INSERT INTO claims (key, status, token, leased_until) VALUES ($1, 'processing', $2, now() + interval '5 minutes')
     ON CONFLICT (key) DO UPDATE SET token = EXCLUDED.token, leased_until = EXCLUDED.leased_until
     WHERE claims.status = 'processing' AND claims.leased_until < now()`,
    [key, token],
  );
  return rowCount === 1;
};
add(
  'claim-leased-not-fenced',
  'lease',
  'DUPLICATE_EFFECT',
  'an attempt that hangs past its lease goes on beside the one that took over',
  (t) =>
    on(t, CLAIMS, deposit, (pool) => async (request) => {
      if (!(await takeLease(pool, request.ref, randomUUID()))) {
        const claim = await table(pool, 'claims').first({ key: request.ref });
        if (claim.status === 'done') return;
        throw new Error(`${request.ref} is leased`);
      }
      await transaction(pool, async (client) => {
        await move(client, request);
        await client.query("UPDATE claims SET status = 'done' WHERE key = $1", [request.ref]);
      });
    }),
);
add(
  'claim-leased-and-fenced',
  'lease',
  'IDEMPOTENT',
  'who has lost the lease cannot complete, and his transaction is rolled back',
  (t) =>
    on(t, CLAIMS, deposit, (pool) => async (request) => {
      const token = randomUUID();
      if (!(await takeLease(pool, request.ref, token))) {
        const claim = await table(pool, 'claims').first({ key: request.ref });
        if (claim.status === 'done') return;
        throw new Error(`${request.ref} is leased`);
      }
      await transaction(pool, async (client) => {
        const { rowCount } = await client.query(
          "UPDATE claims SET status = 'done' WHERE key = $1 AND token = $2 AND status = 'processing'",
          [request.ref, token],
        );
        if (rowCount === 0) throw new Error('the lease was lost');
        await move(client, request);
      });
    }),
);

const AUDITED = `CREATE TABLE settings (tenant text PRIMARY KEY, plan text NOT NULL); CREATE TABLE audit_log (id serial PRIMARY KEY, tenant text, what text, at timestamptz DEFAULT now());`;
const audited = (pool) => async (tenant, plan) => {
  await table(pool, 'audit_log').insert({ tenant, what: `plan ${plan}` });
  await table(pool, 'settings').insert({ tenant, plan }, 'ON CONFLICT (tenant) DO UPDATE SET plan = EXCLUDED.plan');
};
add('plan-with-audit-log', 'log-table', 'DUPLICATE_EFFECT', 'the audit says that it was changed twice', (t) =>
  on(t, AUDITED, { args: ['t1', 'pro'], distinct: ['t2', 'pro'] }, audited),
);
add('plan-with-audit-log-ignored', 'log-table', 'IDEMPOTENT', 'the audit is declared as not mattering', (t) =>
  on(t, AUDITED, { args: ['t1', 'pro'], distinct: ['t2', 'pro'] }, audited, { ignore: ['audit_log'] }),
);

const SLOTS = `CREATE TABLE slots (id int PRIMARY KEY, doctor text NOT NULL, patient text, booking text UNIQUE);
  INSERT INTO slots VALUES (1, 'd1'), (2, 'd1'), (3, 'd1'), (4, 'd1');`;
add('slot-taken-is-an-error', 'exists-is-error', 'STUCK', 'the slot is taken: by the attempt before', (t) =>
  on(t, SLOTS, { args: [1, 'ann'], distinct: [2, 'bob'] }, (pool) => async (slot, patient) => {
    const { rowCount } = await pool.query('UPDATE slots SET patient = $2 WHERE id = $1 AND patient IS NULL', [
      slot,
      patient,
    ]);
    if (rowCount === 0) throw new Error(`slot ${slot} is taken`);
  }),
);
add('slot-taken-by-the-same-patient-is-fine', 'natural-key', 'IDEMPOTENT', 'the slot of the same patient is his', (t) =>
  on(t, SLOTS, { args: [1, 'ann'], distinct: [2, 'bob'] }, (pool) => async (slot, patient) => {
    const { rowCount } = await pool.query(
      'UPDATE slots SET patient = $2 WHERE id = $1 AND (patient IS NULL OR patient = $2)',
      [slot, patient],
    );
    if (rowCount === 0) throw new Error(`slot ${slot} is taken`);
  }),
);
add('first-free-slot', 'no-key', 'DUPLICATE_EFFECT', 'each attempt takes the next free slot', (t) =>
  on(t, SLOTS, { args: ['ann'], distinct: ['bob'] }, (pool) => async (patient) => {
    const { rows } = await pool.query(
      `UPDATE slots SET patient = $1 WHERE id = (SELECT id FROM slots WHERE patient IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [patient],
    );
    return rows[0].id;
  }),
);
add('first-free-slot-of-a-booking', 'natural-key', 'IDEMPOTENT', 'the booking has its slot, and has at most one', (t) =>
  on(
    t,
    SLOTS,
    { args: ['bk1', 'ann'], distinct: ['bk2', 'bob'] },
    (pool) => async (booking, patient) =>
      transaction(pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['slots of d1']);
        const known = await table(client, 'slots').first({ booking });
        if (known) return known.id;
        const { rows } = await client.query(
          'SELECT id FROM slots WHERE patient IS NULL ORDER BY id LIMIT 1 FOR UPDATE',
        );
        if (rows.length === 0) throw new Error('no slot is free');
        await client.query('UPDATE slots SET patient = $1, booking = $2 WHERE id = $3', [patient, booking, rows[0].id]);
        return rows[0].id;
      }),
  ),
);

const SEATS = `CREATE TABLE plans (tenant text PRIMARY KEY, seats int NOT NULL); INSERT INTO plans VALUES ('t1', 3);
  CREATE TABLE members (tenant text, email text, PRIMARY KEY (tenant, email)); INSERT INTO members VALUES ('t1', 'owner@x');`;
const addSeat = (pool, isKnownFirst) => async (tenant, email) =>
  transaction(pool, async (client) => {
    const { rows } = await client.query('SELECT seats FROM plans WHERE tenant = $1 FOR UPDATE', [tenant]);
    if (isKnownFirst && (await table(client, 'members').first({ tenant, email }))) return;
    const { rows: used } = await client.query('SELECT count(*)::int AS used FROM members WHERE tenant = $1', [tenant]);
    if (used[0].used >= rows[0].seats) throw ApplicationFailure.nonRetryable('all seats are taken', 'SeatLimit');
    await table(client, 'members').insert({ tenant, email }, 'ON CONFLICT DO NOTHING');
  });
const seatCalls = { args: ['t1', 'ann@x'], distinct: ['t1', 'bob@x'] };
add(
  'seat-limit-before-membership',
  'limit',
  'STUCK',
  'repeated after a later call it finds all seats taken, one of them by itself',
  (t) => on(t, SEATS, seatCalls, (pool) => addSeat(pool, false)),
);
add('seat-limit-after-membership', 'limit', 'IDEMPOTENT', 'a member needs no further seat', (t) =>
  on(t, SEATS, seatCalls, (pool) => addSeat(pool, true)),
);

const USAGE = `CREATE TABLE usage (customer text, units int); INSERT INTO usage VALUES ('c1', 3), ('c1', 4), ('c2', 5);
  CREATE TABLE bills (customer text, period text, units int NOT NULL, PRIMARY KEY (customer, period));`;
add('bill-of-a-given-period', 'upsert', 'IDEMPOTENT', 'the period comes with the call', (t) =>
  on(t, USAGE, { args: ['c1', '2026-10'], distinct: ['c2', '2026-10'] }, (pool) => async (customer, period) => {
    await pool.query(
      `INSERT INTO bills SELECT customer, $2, sum(units)::int FROM usage WHERE customer = $1 GROUP BY customer
       ON CONFLICT (customer, period) DO UPDATE SET units = EXCLUDED.units`,
      [customer, period],
    );
  }),
);
add('bill-of-the-current-month', 'date-key', 'DUPLICATE_EFFECT', 'a retry in the next month bills that one, too', (t) =>
  on(t, USAGE, { args: ['c1'], distinct: ['c2'] }, (pool) => async (customer) => {
    const period = new Date().toISOString().slice(0, 7);
    await pool.query(
      `INSERT INTO bills SELECT customer, $2, sum(units)::int FROM usage WHERE customer = $1 GROUP BY customer
       ON CONFLICT (customer, period) DO NOTHING`,
      [customer, period],
    );
  }),
);
const DRAFTS = `CREATE TABLE invoices (id int PRIMARY KEY, tenant text NOT NULL, status text NOT NULL);
  INSERT INTO invoices VALUES (1, 't1', 'draft'), (2, 't1', 'draft'), (3, 't2', 'draft'), (4, 't1', 'sent');`;
add('drafts-sent-and-counted', 'created-flag', 'RESULT_DRIFT', 'the repetition finds no draft and says 0', (t) =>
  on(t, DRAFTS, { args: ['t1'], distinct: ['t2'] }, (pool) => async (tenant) => {
    const { rows } = await pool.query(
      "UPDATE invoices SET status = 'sent' WHERE tenant = $1 AND status = 'draft' RETURNING id",
      [tenant],
    );
    return { sent: rows.map(({ id }) => id) };
  }),
);
add(
  'next-job-dequeued',
  'dequeue',
  'DUPLICATE_EFFECT',
  'the retry takes another job off the queue, and the first is gone',
  (t) =>
    on(
      t,
      `CREATE TABLE queue (id int PRIMARY KEY, lane text NOT NULL); INSERT INTO queue SELECT id, CASE WHEN id % 2 = 0 THEN 'even' ELSE 'odd' END FROM generate_series(1, 8) AS id;`,
      { args: ['odd'], distinct: ['even'] },
      (pool) => async (lane) => {
        const { rows } = await pool.query(
          `DELETE FROM queue WHERE id = (SELECT id FROM queue WHERE lane = $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id`,
          [lane],
        );
        return rows[0]?.id;
      },
    ),
);
add(
  'entity-saved-under-fresh-uuid',
  'generated-id',
  'DUPLICATE_EFFECT',
  'save() inserts, since the id is a new one each time',
  (t) =>
    on(
      t,
      'CREATE TABLE patients (id uuid PRIMARY KEY, name text NOT NULL, born date NOT NULL);',
      { args: ['Ann', '1990-01-02'], distinct: ['Bob', '1991-03-04'] },
      (pool) => async (name, born) => {
        const entity = { id: randomUUID(), name, born };
        await table(pool, 'patients').insert(entity, 'ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name');
        return entity.id;
      },
    ),
);
add(
  'entity-find-or-create',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'a zombie has looked before the retry creates',
  (t) =>
    on(
      t,
      'CREATE TABLE patients (id uuid PRIMARY KEY, mrn text NOT NULL);',
      { args: ['mrn-1'], distinct: ['mrn-2'] },
      (pool) => async (mrn) => {
        const known = await table(pool, 'patients').first({ mrn });
        if (known) return known.id;
        const id = randomUUID();
        await table(pool, 'patients').insert({ id, mrn });
        return id;
      },
    ),
);
add(
  'entity-find-or-create-unique',
  'natural-key',
  'IDEMPOTENT',
  'who comes second gets a violation and finds the row of the first',
  (t) =>
    on(
      t,
      'CREATE TABLE patients (id uuid PRIMARY KEY, mrn text NOT NULL UNIQUE);',
      { args: ['mrn-1'], distinct: ['mrn-2'] },
      (pool) => async (mrn) => {
        const known = await table(pool, 'patients').first({ mrn });
        if (known) return known.id;
        try {
          const id = randomUUID();
          await table(pool, 'patients').insert({ id, mrn });
          return id;
        } catch (error) {
          if (error.code !== '23505') throw error;
          return (await table(pool, 'patients').first({ mrn })).id;
        }
      },
    ),
);
add(
  'generated-id-not-the-stored-one',
  'lost-receipt',
  'RESULT_DRIFT',
  'the repetition returns an id that was not stored',
  (t) =>
    on(
      t,
      'CREATE TABLE patients (id uuid PRIMARY KEY, mrn text NOT NULL UNIQUE);',
      { args: ['mrn-1'], distinct: ['mrn-2'] },
      (pool) => async (mrn) => {
        const id = randomUUID();
        await table(pool, 'patients').insert({ id, mrn }, 'ON CONFLICT (mrn) DO NOTHING');
        return { id };
      },
    ),
);
const CARTS = `CREATE TABLE carts (id text PRIMARY KEY, items text[] NOT NULL DEFAULT '{}', events jsonb NOT NULL DEFAULT '{}', history jsonb NOT NULL DEFAULT '[]');
  INSERT INTO carts (id) VALUES ('c1'), ('c2');`;
const cartCalls = { args: ['c1', 'sku-1'], distinct: ['c1', 'sku-2'] };
add('cart-item-appended', 'append', 'DUPLICATE_EFFECT', 'the array gets it twice', (t) =>
  on(t, CARTS, cartCalls, (pool) => async (cart, sku) => {
    await pool.query('UPDATE carts SET items = array_append(items, $2) WHERE id = $1', [cart, sku]);
  }),
);
add('cart-item-appended-once', 'natural-key', 'IDEMPOTENT', 'what is in the array is not appended', (t) =>
  on(t, CARTS, cartCalls, (pool) => async (cart, sku) => {
    await pool.query('UPDATE carts SET items = array_append(items, $2) WHERE id = $1 AND NOT ($2 = ANY(items))', [
      cart,
      sku,
    ]);
  }),
);
add('cart-history-appended', 'append', 'DUPLICATE_EFFECT', 'the history tells it twice', (t) =>
  on(t, CARTS, cartCalls, (pool) => async (cart, sku) => {
    await pool.query(
      "UPDATE carts SET history = history || jsonb_build_array(jsonb_build_object('added', $2::text)) WHERE id = $1",
      [cart, sku],
    );
  }),
);
add('cart-events-by-id', 'natural-key', 'IDEMPOTENT', 'the event stands under its own name', (t) =>
  on(t, CARTS, cartCalls, (pool) => async (cart, sku) => {
    await pool.query("UPDATE carts SET events = events || jsonb_build_object($2::text, 'added') WHERE id = $1", [
      cart,
      sku,
    ]);
  }),
);
add(
  'cart-document-read-and-replaced',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the document that it has read before the other item came',
  (t) =>
    on(t, CARTS, cartCalls, (pool) => async (cart, sku) => {
      const { items } = await table(pool, 'carts').first({ id: cart });
      if (items.includes(sku)) return;
      await pool.query('UPDATE carts SET items = $2 WHERE id = $1', [cart, [...items, sku]]);
    }),
);
const notified = (pool) => async (id, cents) =>
  transaction(pool, async (client) => {
    await table(client, 'orders').insert({ id, cents }, 'ON CONFLICT DO NOTHING');
    await client.query("SELECT pg_notify('orders', $1)", [id]);
  });
add('listeners-notified-each-time', 'notify', 'DUPLICATE_EFFECT', 'the listeners hear of the order twice', (t) =>
  on(t, OUTBOX, newOrder, notified),
);
add('listeners-notified-in-vain', 'notify', 'IDEMPOTENT', 'a needless notification is declared as not mattering', (t) =>
  on(t, OUTBOX, newOrder, notified, { ignore: ['pg_notify'] }),
);
const TOKENS = `CREATE TABLE users (id text PRIMARY KEY, verified boolean NOT NULL DEFAULT false); INSERT INTO users VALUES ('u1'), ('u2');
  CREATE TABLE tokens (token text PRIMARY KEY, user_id text NOT NULL, used_at timestamptz); INSERT INTO tokens VALUES ('tk1', 'u1'), ('tk2', 'u2');`;
add(
  'verification-token-deleted',
  'one-time-token',
  'STUCK',
  'the token is used up, and the retry takes it for invalid',
  (t) =>
    on(
      t,
      TOKENS,
      { args: ['tk1'], distinct: ['tk2'] },
      (pool) => async (token) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query('DELETE FROM tokens WHERE token = $1 RETURNING user_id', [token]);
          if (rows.length === 0) throw ApplicationFailure.nonRetryable('invalid token');
          await client.query('UPDATE users SET verified = true WHERE id = $1', [rows[0].user_id]);
        }),
    ),
);
add('verification-token-marked', 'absolute', 'IDEMPOTENT', 'a used token still says whose it is', (t) =>
  on(
    t,
    TOKENS,
    { args: ['tk1'], distinct: ['tk2'] },
    (pool) => async (token) =>
      transaction(pool, async (client) => {
        const { rows } = await client.query(
          'UPDATE tokens SET used_at = COALESCE(used_at, now()) WHERE token = $1 RETURNING user_id',
          [token],
        );
        if (rows.length === 0) throw ApplicationFailure.nonRetryable('invalid token');
        await client.query('UPDATE users SET verified = true WHERE id = $1', [rows[0].user_id]);
        return rows[0].user_id;
      }),
  ),
);
add(
  'attempt-written-into-the-row',
  'attempt-counter',
  'IDEMPOTENT',
  'which attempt wrote it is a matter of record, and the column says so',
  (t) =>
    on(
      t,
      'CREATE TABLE exports (id text PRIMARY KEY, attempts int NOT NULL, finished_at timestamptz NOT NULL);',
      { args: ['e1'], distinct: ['e2'] },
      (pool) => async (id) => {
        await table(pool, 'exports').insert(
          { id, attempts: activityInfo().attempt, finished_at: new Date() },
          'ON CONFLICT (id) DO UPDATE SET attempts = EXCLUDED.attempts, finished_at = EXCLUDED.finished_at',
        );
      },
    ),
);
add(
  'migration-batches-by-last-id',
  'batch',
  'IDEMPOTENT',
  'each batch is absolute, and the cursor is a key, not a count',
  (t) =>
    on(
      t,
      `CREATE TABLE people (id int PRIMARY KEY, tenant text, name text, folded text); INSERT INTO people SELECT i, CASE WHEN i <= 6 THEN 't1' ELSE 't2' END, 'N' || i FROM generate_series(1, 8) AS i;`,
      { args: ['t1'], distinct: ['t2'] },
      (pool) => async (tenant) => {
        let last = activityInfo().heartbeatDetails ?? 0;
        for (;;) {
          const { rows } = await pool.query(
            'SELECT id, name FROM people WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT 2',
            [tenant, last],
          );
          if (rows.length === 0) return { last };
          for (const { id, name } of rows)
            await pool.query('UPDATE people SET folded = $2 WHERE id = $1', [id, name.toLowerCase()]);
          last = rows.at(-1).id;
          heartbeat(last);
        }
      },
    ),
);
add(
  'migration-batches-by-offset',
  'shifting-cursor',
  'LOST_EFFECT',
  'what is done leaves the selection, so the offset of the heartbeat skips what is not',
  (t) =>
    on(
      t,
      `CREATE TABLE people (id int PRIMARY KEY, tenant text, name text, folded text); INSERT INTO people SELECT i, CASE WHEN i <= 6 THEN 't1' ELSE 't2' END, 'N' || i FROM generate_series(1, 8) AS i;`,
      { args: ['t1'], distinct: ['t2'] },
      (pool) => async (tenant) => {
        const done = activityInfo().heartbeatDetails ?? 0;
        const { rows } = await pool.query(
          'SELECT id, name FROM people WHERE tenant = $1 AND folded IS NULL ORDER BY id OFFSET $2',
          [tenant, done],
        );
        for (const [index, { id, name }] of rows.entries()) {
          await pool.query('UPDATE people SET folded = $2 WHERE id = $1', [id, name.toLowerCase()]);
          heartbeat(done + index + 1);
        }
      },
    ),
);
