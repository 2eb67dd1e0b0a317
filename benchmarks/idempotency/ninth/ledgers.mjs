// Books in PostgreSQL: double entry with balances, bulk loads, upserts, versions, outboxes, queues, holds, archives, locks.
import { ApplicationFailure, cancellationSignal, heartbeat, sleep } from '@temporalio/activity';
import { collect, transaction } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('ledgers');
export const ledgers = cases;

const BOOKS = `
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL);
  INSERT INTO accounts VALUES ('ann', 800), ('bob', 500), ('fees', 0);
  CREATE TABLE entries (id serial PRIMARY KEY, ref text, account text, cents int)`;
const UNIQUE = `${BOOKS}; CREATE UNIQUE INDEX ON entries (ref, account)`;

/** An activity over a schema; `on` is given the pool. */
const on =
  (schema, activityOn, args, distinct, more = {}) =>
  async ({ sql }) => {
    const { pool, world } = await sql(schema);
    return { activity: activityOn(pool), args, distinct, world, ...more };
  };
const T1 = ['t1', 'ann', 'bob', 10];
const T2 = ['t2', 'bob', 'ann', 25];
const move = (query, account, cents) =>
  query('UPDATE accounts SET balance = balance + $2 WHERE id = $1', account, cents);

// ---- double entry ---------------------------------------------------------------------------------------------------

fine(
  'both-legs-guard',
  'a leg moves its balance only where it is new, all in one transaction',
  on(
    UNIQUE,
    (pool) => async (ref, from, to, cents) => {
      await transaction(pool, async (query) => {
        for (const [account, sum] of [
          [from, -cents],
          [to, cents],
        ]) {
          const sql = 'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
          const { rowCount } = await query(sql, ref, account, sum);
          if (rowCount === 1) await move(query, account, sum);
        }
      });
    },
    T1,
    T2,
  ),
);
bug(
  'balance-unguarded',
  'increment',
  'DUPLICATE_EFFECT',
  'the entries are kept once, the balances move each time',
  on(
    UNIQUE,
    (pool) => async (ref, from, to, cents) => {
      await transaction(pool, async (query) => {
        for (const [account, sum] of [
          [from, -cents],
          [to, cents],
        ]) {
          await query(
            'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
            ref,
            account,
            sum,
          );
          await move(query, account, sum);
        }
      });
    },
    T1,
    T2,
  ),
);
bug(
  'guard-on-one-leg-only',
  'guard-too-narrow',
  'LOST_EFFECT',
  'without a transaction the first leg is there, and its being there keeps the second one out',
  on(
    UNIQUE,
    (pool) => async (ref, from, to, cents) => {
      const sql = 'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      const { rowCount } = await pool.query(sql, [ref, from, -cents]);
      if (rowCount === 1) await pool.query(sql, [ref, to, cents]);
    },
    T1,
    T2,
  ),
);
bug(
  'violation-swallowed-then-balance',
  'violation-swallowed',
  'DUPLICATE_EFFECT',
  'that the entry is there is ignored, and the balance moves again',
  on(
    UNIQUE,
    (pool) => async (ref, account, cents) => {
      await pool
        .query('INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)', [ref, account, cents])
        .catch((error) => {
          if (error.code !== '23505') throw error;
        });
      await pool.query('UPDATE accounts SET balance = balance + $2 WHERE id = $1', [account, cents]);
    },
    ['t1', 'ann', 10],
    ['t2', 'ann', 25],
  ),
);
bug(
  'all-errors-swallowed',
  'violation-swallowed',
  'LOST_EFFECT',
  'whatever goes wrong with the insert is taken for "is there already"',
  on(
    UNIQUE,
    (pool) => async (ref, account, cents) => {
      await pool
        .query('INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)', [ref, account, cents])
        .catch(() => undefined);
    },
    ['t1', 'ann', 10],
    ['t2', 'ann', 25],
  ),
);
fine(
  'violation-means-done',
  'the unique violation alone means that it is done',
  on(
    UNIQUE,
    (pool) => async (ref, account, cents) => {
      await pool
        .query('INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)', [ref, account, cents])
        .catch((error) => {
          if (error.code !== '23505') throw error;
        });
    },
    ['t1', 'ann', 10],
    ['t2', 'ann', 25],
  ),
);
bug(
  'selected-before-inserted',
  'check-then-insert',
  'DUPLICATE_EFFECT',
  'no index keeps out what two attempts have both not found',
  on(
    BOOKS,
    (pool) => async (ref, account, cents) => {
      const { rowCount } = await pool.query('SELECT 1 FROM entries WHERE ref = $1', [ref]);
      if (rowCount > 0) return;
      await pool.query('INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)', [ref, account, cents]);
    },
    ['t1', 'ann', 10],
    ['t2', 'ann', 25],
  ),
);
bug(
  'insufficient-after-own-debit',
  'own-progress-as-error',
  'STUCK',
  'after its own debit the balance does not suffice for it any more',
  on(
    BOOKS,
    (pool) => async (account, cents) => {
      const sql = 'UPDATE accounts SET balance = balance - $2 WHERE id = $1 AND balance >= $2';
      const { rowCount } = await pool.query(sql, [account, cents]);
      if (rowCount === 0) throw ApplicationFailure.nonRetryable('insufficient funds');
    },
    ['ann', 600],
    ['bob', 400],
  ),
);
fine(
  'insufficient-but-known',
  'a debit that has its entry is done, whatever is left',
  on(
    UNIQUE,
    (pool) => async (ref, account, cents) =>
      transaction(pool, async (query) => {
        const { rowCount } = await query(
          'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          ref,
          account,
          -cents,
        );
        if (rowCount === 0) return;
        const debit = await query(
          'UPDATE accounts SET balance = balance - $2 WHERE id = $1 AND balance >= $2',
          account,
          cents,
        );
        if (debit.rowCount === 0) throw ApplicationFailure.nonRetryable('insufficient funds');
      }),
    ['t1', 'ann', 600],
    ['t2', 'bob', 400],
  ),
);
bug(
  'balance-computed-outside',
  'lost-update',
  'DUPLICATE_EFFECT',
  'the balance is read by one statement and set by another, each time from what is there',
  on(
    BOOKS,
    (pool) => async (account, cents) => {
      const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [account]);
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [account, rows[0].balance + cents]);
    },
    ['ann', 10],
    ['bob', 25],
  ),
);
fine(
  'statement-recomputed',
  'the statement is the sum of the entries, computed anew',
  on(
    `${BOOKS}; INSERT INTO entries (ref, account, cents) VALUES ('a', 'ann', 5), ('b', 'ann', 7), ('c', 'bob', 1);
     CREATE TABLE statements (account text PRIMARY KEY, cents int)`,
    (pool) => async (account) => {
      await pool.query(
        `INSERT INTO statements SELECT account, sum(cents) FROM entries WHERE account = $1 GROUP BY account
         ON CONFLICT (account) DO UPDATE SET cents = excluded.cents`,
        [account],
      );
    },
    ['ann'],
    ['bob'],
  ),
);
bug(
  'statement-added-up',
  'increment',
  'DUPLICATE_EFFECT',
  'the sum is added to what an earlier attempt has put there',
  on(
    `${BOOKS}; INSERT INTO entries (ref, account, cents) VALUES ('a', 'ann', 5), ('b', 'ann', 7), ('c', 'bob', 1);
     CREATE TABLE statements (account text PRIMARY KEY, cents int)`,
    (pool) => async (account) => {
      await pool.query(
        `INSERT INTO statements SELECT account, sum(cents) FROM entries WHERE account = $1 GROUP BY account
         ON CONFLICT (account) DO UPDATE SET cents = statements.cents + excluded.cents`,
        [account],
      );
    },
    ['ann'],
    ['bob'],
  ),
);

// ---- bulk -----------------------------------------------------------------------------------------------------------

const PRICES = 'CREATE TABLE prices (sku text PRIMARY KEY, cents int)';
const LOAD = 'INSERT INTO prices SELECT * FROM unnest($1::text[], $2::int[])';
bug(
  'bulk-counts-new-ones',
  'created-flag',
  'RESULT_DRIFT',
  'the repetition has loaded none',
  on(
    PRICES,
    (pool) => async (skus, cents) => ({
      loaded: (await pool.query(`${LOAD} ON CONFLICT DO NOTHING`, [skus, cents])).rowCount,
    }),
    [
      ['a', 'b'],
      [1, 2],
    ],
    [['c'], [3]],
  ),
);
fine(
  'bulk-returns-all',
  'what is there is read back, whoever has loaded it',
  on(
    PRICES,
    (pool) => async (skus, cents) => {
      await pool.query(`${LOAD} ON CONFLICT DO NOTHING`, [skus, cents]);
      return (await pool.query('SELECT * FROM prices WHERE sku = ANY($1) ORDER BY sku', [skus])).rows;
    },
    [
      ['a', 'b'],
      [1, 2],
    ],
    [['c'], [3]],
  ),
);
bug(
  'bulk-conflict-means-done',
  'partial-conflict',
  'SWALLOWED_EFFECT',
  'one row that another load has brought makes the whole load count as done',
  on(
    PRICES,
    (pool) => async (skus, cents) => {
      await pool.query(LOAD, [skus, cents]).catch((error) => {
        if (error.code !== '23505') throw error;
      });
    },
    [
      ['a', 'b'],
      [1, 2],
    ],
    [
      ['b', 'c'],
      [2, 3],
    ],
  ),
);
bug(
  'row-by-row-plain',
  'own-progress-as-error',
  'STUCK',
  'the retry stumbles over the first row that it has inserted',
  on(
    PRICES,
    (pool) => async (skus) => {
      for (const sku of skus) await pool.query('INSERT INTO prices VALUES ($1, 1)', [sku]);
    },
    [['a', 'b']],
    [['c', 'd']],
  ),
);
fine(
  'row-by-row-guarded',
  'rows that are there are passed by',
  on(
    PRICES,
    (pool) => async (skus) => {
      for (const sku of skus) await pool.query('INSERT INTO prices VALUES ($1, 1) ON CONFLICT DO NOTHING', [sku]);
    },
    [['a', 'b']],
    [['c', 'd']],
  ),
);
bug(
  'counted-by-statement',
  'counter-outside-of-the-key',
  'DUPLICATE_EFFECT',
  'the number of loads is raised by every load',
  on(
    `${PRICES}; CREATE TABLE loads (day text PRIMARY KEY, n int)`,
    (pool) => async (sku, day) => {
      await pool.query('INSERT INTO prices VALUES ($1, 1) ON CONFLICT DO NOTHING', [sku]);
      await pool.query('INSERT INTO loads VALUES ($1, 1) ON CONFLICT (day) DO UPDATE SET n = loads.n + 1', [day]);
    },
    ['a', 'mon'],
    ['b', 'tue'],
  ),
);

// ---- upserts and versions -------------------------------------------------------------------------------------------

const RATES = 'CREATE TABLE rates (pair text PRIMARY KEY, rate numeric, version int, seen timestamptz)';
bug(
  'upsert-overwrites-newer',
  'older-over-newer',
  'TORN_STATE',
  'a late repetition puts the older rate over the newer one',
  on(
    RATES,
    (pool) => async (pair, rate, version) => {
      await pool.query(
        'INSERT INTO rates VALUES ($1, $2, $3) ON CONFLICT (pair) DO UPDATE SET rate = excluded.rate, version = excluded.version',
        [pair, rate, version],
      );
    },
    ['usdeur', '1.10', 1],
    ['usdeur', '1.25', 2],
  ),
);
fine(
  'upsert-newer-only',
  'an older version never replaces a newer one',
  on(
    RATES,
    (pool) => async (pair, rate, version) => {
      await pool.query(
        `INSERT INTO rates VALUES ($1, $2, $3) ON CONFLICT (pair)
         DO UPDATE SET rate = excluded.rate, version = excluded.version WHERE rates.version < excluded.version`,
        [pair, rate, version],
      );
    },
    ['usdeur', '1.10', 1],
    ['usdeur', '1.25', 2],
  ),
);
bug(
  'upsert-newer-by-clock',
  'clock-decides',
  'TORN_STATE',
  'a repetition reads a later clock than the newer rate did, and wins',
  on(
    RATES,
    (pool) => async (pair, rate) => {
      await pool.query(
        `INSERT INTO rates VALUES ($1, $2, 0, $3) ON CONFLICT (pair)
         DO UPDATE SET rate = excluded.rate, seen = excluded.seen WHERE rates.seen <= excluded.seen`,
        [pair, rate, new Date()],
      );
    },
    ['usdeur', '1.10'],
    ['usdeur', '1.25'],
  ),
);
bug(
  'version-expected-refused',
  'own-write-as-conflict',
  'STUCK',
  'its own write has moved the version on',
  on(
    "CREATE TABLE limits (id text PRIMARY KEY, cents int, version int); INSERT INTO limits VALUES ('ann', 5, 1), ('bob', 5, 1)",
    (pool) => async (id, cents, version) => {
      const sql = 'UPDATE limits SET cents = $2, version = version + 1 WHERE id = $1 AND version = $3';
      const { rowCount } = await pool.query(sql, [id, cents, version]);
      if (rowCount === 0) throw new Error('somebody else was faster');
    },
    ['ann', 50, 1],
    ['bob', 70, 1],
  ),
);
fine(
  'version-expected-own-value',
  'who finds the next version with his own value has written it',
  on(
    "CREATE TABLE limits (id text PRIMARY KEY, cents int, version int); INSERT INTO limits VALUES ('ann', 5, 1), ('bob', 5, 1)",
    (pool) => async (id, cents, version) => {
      const sql = 'UPDATE limits SET cents = $2, version = version + 1 WHERE id = $1 AND version = $3';
      const { rowCount } = await pool.query(sql, [id, cents, version]);
      if (rowCount === 1) return;
      const { rows } = await pool.query('SELECT * FROM limits WHERE id = $1', [id]);
      if (rows[0].cents !== cents || rows[0].version !== version + 1) throw ApplicationFailure.nonRetryable('stale');
    },
    ['ann', 50, 1],
    ['bob', 70, 1],
  ),
);

// ---- receipts -------------------------------------------------------------------------------------------------------

const INVOICES = 'CREATE TABLE invoices (id serial PRIMARY KEY, "order" text UNIQUE, number text)';
bug(
  'returning-of-nothing',
  'returning-of-nothing',
  'STUCK',
  'DO NOTHING returns no row, and there is no row to read the id from',
  on(
    INVOICES,
    (pool) => async (order) => {
      const { rows } = await pool.query(
        'INSERT INTO invoices ("order") VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
        [order],
      );
      return rows[0].id;
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'returning-xmax',
  'created-flag',
  'RESULT_DRIFT',
  'xmax tells whether the row was new',
  on(
    INVOICES,
    (pool) => async (order) => {
      const { rows } = await pool.query(
        'INSERT INTO invoices ("order") VALUES ($1) ON CONFLICT ("order") DO UPDATE SET "order" = excluded."order" RETURNING id, (xmax = 0) AS created',
        [order],
      );
      return rows[0];
    },
    ['o1'],
    ['o2'],
  ),
);
fine(
  'returning-union',
  'what is new or what is there, in one statement',
  on(
    INVOICES,
    (pool) => async (order) => {
      const { rows } = await pool.query(
        `WITH made AS (INSERT INTO invoices ("order") VALUES ($1) ON CONFLICT DO NOTHING RETURNING id)
         SELECT id FROM made UNION ALL SELECT id FROM invoices WHERE "order" = $1`,
        [order],
      );
      return { id: rows[0].id };
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'told-in-a-sentence',
  'status-in-result',
  'RESULT_DRIFT',
  'the sentence with the id in it says whether it was made or found',
  on(
    INVOICES,
    (pool) => async (order) => {
      const { rowCount } = await pool.query('INSERT INTO invoices ("order") VALUES ($1) ON CONFLICT DO NOTHING', [
        order,
      ]);
      const { rows } = await pool.query('SELECT id FROM invoices WHERE "order" = $1', [order]);
      return `invoice ${rows[0].id} ${rowCount === 1 ? 'made' : 'found'}`;
    },
    ['o1'],
    ['o2'],
  ),
);

// ---- outboxes and queues --------------------------------------------------------------------------------------------

const OUTBOX = `CREATE TABLE outbox (id serial PRIMARY KEY, topic text, body text, sent boolean DEFAULT false);
  INSERT INTO outbox (topic, body) VALUES ('a', 'one'), ('a', 'two'), ('b', 'three')`;
const broker = () => ({
  messages: [],
  byId: {},
  async publish(body) {
    this.messages.push(body);
  },
  async publishOnce(id, body) {
    this.byId[id] ??= body;
  },
});
const polling =
  (activityOn) =>
  async ({ sql, memory }) => {
    const { pool, world } = await sql(OUTBOX);
    const bus = broker();
    return { activity: activityOn(pool, bus), args: ['a'], distinct: ['b'], world: [world, memory(bus)] };
  };
const unsent = async (pool, topic) =>
  (await pool.query('SELECT id, body FROM outbox WHERE topic = $1 AND NOT sent ORDER BY id', [topic])).rows;
bug(
  'outbox-published-then-marked',
  'mark-after',
  'DUPLICATE_EFFECT',
  'a message that is published and not yet marked is published again',
  polling((pool, bus) => async (topic) => {
    for (const { id, body } of await unsent(pool, topic)) {
      await bus.publish(body);
      await pool.query('UPDATE outbox SET sent = true WHERE id = $1', [id]);
    }
  }),
);
bug(
  'outbox-marked-then-published',
  'mark-before',
  'LOST_EFFECT',
  'a message that is marked and not yet published never is',
  polling((pool, bus) => async (topic) => {
    const { rows } = await pool.query(
      'UPDATE outbox SET sent = true WHERE topic = $1 AND NOT sent RETURNING id, body',
      [topic],
    );
    for (const { id, body } of rows) await bus.publishOnce(id, body);
  }),
);
fine(
  'outbox-published-by-id',
  'the broker knows the ids of the outbox',
  polling((pool, bus) => async (topic) => {
    for (const { id, body } of await unsent(pool, topic)) {
      await bus.publishOnce(id, body);
      await pool.query('UPDATE outbox SET sent = true WHERE id = $1', [id]);
    }
  }),
);
bug(
  'outbox-counts-published',
  'result-of-rest',
  'RESULT_DRIFT',
  'the repetition has nothing left to publish, and says so',
  polling((pool, bus) => async (topic) => {
    const rows = await unsent(pool, topic);
    for (const { id, body } of rows) await bus.publishOnce(id, body);
    await pool.query('UPDATE outbox SET sent = true WHERE topic = $1', [topic]);
    return { published: rows.length };
  }),
);

const JOBS = `CREATE TABLE jobs (id serial PRIMARY KEY, claimed_by text, done boolean DEFAULT false);
  INSERT INTO jobs DEFAULT VALUES; INSERT INTO jobs DEFAULT VALUES; INSERT INTO jobs DEFAULT VALUES; INSERT INTO jobs DEFAULT VALUES`;
const NEXT = 'SELECT id FROM jobs WHERE claimed_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED';
bug(
  'next-job-claimed',
  'next-of-queue',
  'DUPLICATE_EFFECT',
  'the retry claims another job, and the first one stays claimed',
  on(
    JOBS,
    (pool) => async (worker) => {
      await pool.query(`UPDATE jobs SET claimed_by = $1 WHERE id = (${NEXT})`, [worker]);
    },
    ['w1'],
    ['w2'],
  ),
);
fine(
  'own-claim-first',
  'who has a claim already goes on with it; two at once are kept apart by a lock on the name',
  on(
    JOBS,
    (pool) => async (task) =>
      transaction(pool, async (query) => {
        await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', task);
        const { rowCount } = await query('SELECT 1 FROM jobs WHERE claimed_by = $1', task);
        if (rowCount === 0) await query(`UPDATE jobs SET claimed_by = $1 WHERE id = (${NEXT})`, task);
      }),
    ['w1'],
    ['w2'],
  ),
);
bug(
  'job-done-in-transaction',
  'next-of-queue',
  'DUPLICATE_EFFECT',
  'job and mark are one transaction, and the retry does the next job as well',
  on(
    `${JOBS}; CREATE TABLE results (job int PRIMARY KEY)`,
    (pool) => async (worker) =>
      transaction(pool, async (query) => {
        const { rows } = await query(NEXT);
        await query('INSERT INTO results VALUES ($1)', rows[0].id);
        await query('UPDATE jobs SET claimed_by = $2, done = true WHERE id = $1', rows[0].id, worker);
      }),
    ['w1'],
    ['w2'],
  ),
);
fine(
  'named-job-skip-locked',
  'the job is named; where it is locked the attempt fails and comes again',
  on(
    `${JOBS}; CREATE TABLE results (job int PRIMARY KEY)`,
    (pool) => async (id) =>
      transaction(pool, async (query) => {
        const { rows } = await query('SELECT done FROM jobs WHERE id = $1 FOR UPDATE SKIP LOCKED', id);
        if (rows.length === 0) throw new Error('another attempt is at it');
        if (rows[0].done) return;
        await query('INSERT INTO results VALUES ($1)', id);
        await query('UPDATE jobs SET done = true WHERE id = $1', id);
      }),
    [1],
    [2],
  ),
);
bug(
  'skipped-is-success',
  'skip-locked-as-done',
  'LOST_EFFECT',
  'a row that another attempt has locked is passed by, and that attempt dies',
  on(
    `${JOBS}; CREATE TABLE results (job int PRIMARY KEY)`,
    (pool) => async (id) =>
      transaction(pool, async (query) => {
        const { rows } = await query('SELECT 1 FROM jobs WHERE id = $1 AND NOT done FOR UPDATE SKIP LOCKED', id);
        if (rows.length === 0) return;
        await query('INSERT INTO results VALUES ($1)', id);
        await query('UPDATE jobs SET done = true WHERE id = $1', id);
      }),
    [1],
    [2],
  ),
);

// ---- holds, archives, states ----------------------------------------------------------------------------------------

const HOLDS = `${UNIQUE}; CREATE TABLE holds ("order" text PRIMARY KEY, account text, cents int);
  INSERT INTO holds VALUES ('o1', 'ann', 50), ('o2', 'bob', 70)`;
bug(
  'hold-gone-is-error',
  'own-progress-as-error',
  'STUCK',
  'the hold that it has captured itself is missed',
  on(
    HOLDS,
    (pool) => async (order) =>
      transaction(pool, async (query) => {
        const { rows } = await query('DELETE FROM holds WHERE "order" = $1 RETURNING account, cents', order);
        if (rows.length === 0) throw new Error(`no hold for ${order}`);
        await query(
          'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)',
          order,
          rows[0].account,
          rows[0].cents,
        );
      }),
    ['o1'],
    ['o2'],
  ),
);
fine(
  'hold-gone-is-done',
  'hold and entry change in one transaction, so without a hold it is done',
  on(
    HOLDS,
    (pool) => async (order) =>
      transaction(pool, async (query) => {
        const { rows } = await query('DELETE FROM holds WHERE "order" = $1 RETURNING account, cents', order);
        if (rows.length > 0)
          await query(
            'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)',
            order,
            rows[0].account,
            rows[0].cents,
          );
      }),
    ['o1'],
    ['o2'],
  ),
);
bug(
  'hold-gone-without-transaction',
  'no-transaction',
  'LOST_EFFECT',
  'the hold is gone, the entry never comes, and the retry finds it done',
  on(
    HOLDS,
    (pool) => async (order) => {
      const { rows } = await pool.query('DELETE FROM holds WHERE "order" = $1 RETURNING account, cents', [order]);
      if (rows.length > 0)
        await pool.query('INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)', [
          order,
          rows[0].account,
          rows[0].cents,
        ]);
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'captured-cents-returned',
  'lost-receipt',
  'RESULT_DRIFT',
  'the sum is read from the hold, which is gone the second time',
  on(
    HOLDS,
    (pool) => async (order) =>
      transaction(pool, async (query) => {
        const { rows } = await query('DELETE FROM holds WHERE "order" = $1 RETURNING account, cents', order);
        if (rows.length > 0)
          await query(
            'INSERT INTO entries (ref, account, cents) VALUES ($1, $2, $3)',
            order,
            rows[0].account,
            rows[0].cents,
          );
        return { captured: rows[0]?.cents ?? 0 };
      }),
    ['o1'],
    ['o2'],
  ),
);
const ARCHIVE = `CREATE TABLE orders (id text, cents int); CREATE TABLE archive (id text, cents int);
  INSERT INTO orders VALUES ('o1', 5), ('o2', 7)`;
bug(
  'archived-in-two-steps',
  'no-transaction',
  'DUPLICATE_EFFECT',
  'what is copied and not yet deleted is copied again',
  on(
    ARCHIVE,
    (pool) => async (id) => {
      await pool.query('INSERT INTO archive SELECT * FROM orders WHERE id = $1', [id]);
      await pool.query('DELETE FROM orders WHERE id = $1', [id]);
    },
    ['o1'],
    ['o2'],
  ),
);
fine(
  'archived-in-one-statement',
  'what is deleted is what is copied',
  on(
    ARCHIVE,
    (pool) => async (id) => {
      await pool.query(
        'WITH gone AS (DELETE FROM orders WHERE id = $1 RETURNING *) INSERT INTO archive SELECT * FROM gone',
        [id],
      );
    },
    ['o1'],
    ['o2'],
  ),
);
const ORDERS = `CREATE TABLE orders (id text PRIMARY KEY, status text, tags jsonb DEFAULT '[]', notes text[] DEFAULT '{}')`;
bug(
  'there-so-done',
  'early-return',
  'TORN_STATE',
  'an order that is there counts as paid, though it is pending for ever',
  on(
    ORDERS,
    (pool) => async (id) => {
      const { rowCount } = await pool.query("INSERT INTO orders VALUES ($1, 'pending') ON CONFLICT DO NOTHING", [id]);
      if (rowCount === 0) return;
      await pool.query("UPDATE orders SET status = 'paid' WHERE id = $1", [id]);
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'tag-concatenated',
  'append',
  'DUPLICATE_EFFECT',
  'the tag is added to the document again',
  on(
    `${ORDERS}; INSERT INTO orders VALUES ('o1', 'paid'), ('o2', 'paid')`,
    (pool) => async (id, tag) => {
      await pool.query('UPDATE orders SET tags = tags || to_jsonb($2::text) WHERE id = $1', [id, tag]);
    },
    ['o1', 'vip'],
    ['o2', 'new'],
  ),
);
fine(
  'tag-if-not-there',
  'a tag that is there is not added',
  on(
    `${ORDERS}; INSERT INTO orders VALUES ('o1', 'paid'), ('o2', 'paid')`,
    (pool) => async (id, tag) => {
      await pool.query('UPDATE orders SET tags = tags || to_jsonb($2::text) WHERE id = $1 AND NOT tags ? $2', [
        id,
        tag,
      ]);
    },
    ['o1', 'vip'],
    ['o2', 'new'],
  ),
);
bug(
  'note-appended',
  'append',
  'DUPLICATE_EFFECT',
  'array_append appends',
  on(
    `${ORDERS}; INSERT INTO orders VALUES ('o1', 'paid'), ('o2', 'paid')`,
    (pool) => async (id, note) => {
      await pool.query('UPDATE orders SET notes = array_append(notes, $2) WHERE id = $1', [id, note]);
    },
    ['o1', 'called'],
    ['o2', 'wrote'],
  ),
);

// ---- locks and sessions ---------------------------------------------------------------------------------------------

bug(
  'try-lock-on-pool',
  'lock-on-pooled-session',
  'DUPLICATE_EFFECT',
  'the lock is whose session the pool gives next, and the next attempt may be given it',
  on(
    BOOKS,
    (pool) => async (ref, cents) => {
      const { rows } = await pool.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free', [ref]);
      if (!rows[0].free) throw new Error('busy');
      try {
        const { rowCount } = await pool.query('SELECT 1 FROM entries WHERE ref = $1', [ref]);
        if (rowCount === 0)
          await pool.query("INSERT INTO entries (ref, account, cents) VALUES ($1, 'ann', $2)", [ref, cents]);
      } finally {
        await pool.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [ref]);
      }
    },
    ['t1', 10],
    ['t2', 25],
  ),
);
fine(
  'try-lock-on-client',
  'lock, look and insert are on one session',
  on(
    BOOKS,
    (pool) => async (ref, cents) => {
      const client = await pool.connect();
      try {
        const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free', [ref]);
        if (!rows[0].free) throw new Error('busy');
        try {
          const { rowCount } = await client.query('SELECT 1 FROM entries WHERE ref = $1', [ref]);
          if (rowCount === 0)
            await client.query("INSERT INTO entries (ref, account, cents) VALUES ($1, 'ann', $2)", [ref, cents]);
        } finally {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [ref]);
        }
      } finally {
        client.release();
      }
    },
    ['t1', 10],
    ['t2', 25],
  ),
);
bug(
  'lock-of-table-only',
  'lock-too-short',
  'DUPLICATE_EFFECT',
  'the lock ends with its statement, since no transaction is open',
  on(
    BOOKS,
    (pool) => async (ref, cents) => {
      await pool.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [ref]);
      const { rowCount } = await pool.query('SELECT 1 FROM entries WHERE ref = $1', [ref]);
      if (rowCount === 0)
        await pool.query("INSERT INTO entries (ref, account, cents) VALUES ($1, 'ann', $2)", [ref, cents]);
    },
    ['t1', 10],
    ['t2', 25],
  ),
);
fine(
  'staging-dropped-on-commit',
  'the staging table is the transaction’s own, and the load leaves out what is there',
  on(
    PRICES,
    (pool) => async (skus, cents) =>
      transaction(pool, async (query) => {
        await query('CREATE TEMP TABLE staging (sku text, cents int) ON COMMIT DROP');
        await query('INSERT INTO staging SELECT * FROM unnest($1::text[], $2::int[])', skus, cents);
        await query('INSERT INTO prices SELECT * FROM staging ON CONFLICT (sku) DO UPDATE SET cents = excluded.cents');
      }),
    [
      ['a', 'b'],
      [1, 2],
    ],
    [['c'], [3]],
  ),
);
bug(
  'cancelled-booking-deleted',
  'compensation-by-zombie',
  'LOST_EFFECT',
  'an attempt that nobody waits for hears so, and deletes what the retry has booked',
  on(
    'CREATE TABLE bookings ("order" text PRIMARY KEY, status text)',
    (pool) => async (order) => {
      await pool.query("INSERT INTO bookings VALUES ($1, 'held') ON CONFLICT DO NOTHING", [order]);
      try {
        heartbeat('held');
        await sleep(1_000);
        cancellationSignal().throwIfAborted();
        await pool.query('UPDATE bookings SET status = \'booked\' WHERE "order" = $1', [order]);
      } catch (error) {
        if (cancellationSignal().aborted) await pool.query('DELETE FROM bookings WHERE "order" = $1', [order]);
        throw error;
      }
    },
    ['o1'],
    ['o2'],
  ),
);
