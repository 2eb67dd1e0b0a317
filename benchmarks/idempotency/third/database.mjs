// SQL that neither of the other corpora has: conditions in WHERE, versions, dedupe tables with an age, outbox claims, soft deletes.
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import {
  activityInfo,
  add,
  ApplicationFailure,
  Context,
  heartbeat,
  PGlite,
  postgresWorld,
  smtpWorld,
  two,
} from '../second/kit.mjs';

const pglite = await PGlite.create();
const SCHEMA = `
  CREATE TABLE accounts (id text PRIMARY KEY, balance int NOT NULL, version int NOT NULL DEFAULT 0, deleted_at timestamptz);
  INSERT INTO accounts (id, balance) VALUES ('ann', 100), ('bob', 100);
  CREATE TABLE payments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), ref text, cents int, at timestamptz DEFAULT now());
  CREATE UNIQUE INDEX ON payments (ref);
  CREATE TABLE entries (ref text, account text, cents int, PRIMARY KEY (ref, account));
  CREATE TABLE log (id serial PRIMARY KEY, text text);
  CREATE TABLE seen (key text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), result jsonb);
  CREATE TABLE outbox (id serial PRIMARY KEY, event text, sent_at timestamptz);
  CREATE TABLE jobs (id text PRIMARY KEY, state text NOT NULL, done_by text);
  INSERT INTO jobs VALUES ('o1', 'new', NULL), ('o2', 'new', NULL);
  CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL);
  INSERT INTO counters VALUES ('orders', 0);`;
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });
const on = (name, expected, activity, calls = o12, more = () => ({})) =>
  add(name, expected, async () => {
    await pglite.exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SCHEMA}`);
    const world = postgresWorld({ pglite });
    return { activity: activity(world.pool), ...calls, world, ...more(world) };
  });
const tx = (pool, work) => (input) => inTransaction(pool, (client) => work(client, input));

on(
  'balance with a condition on itself',
  'DUPLICATE_EFFECT',
  (db) =>
    async ({ cents }) => {
      await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann' AND balance >= $1", [cents]);
    },
  two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 7 }),
);
on('balance and entry in one CTE, entry decides', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query(
    `WITH made AS (INSERT INTO entries VALUES ($1, 'ann', $2) ON CONFLICT DO NOTHING RETURNING cents)
     UPDATE accounts SET balance = balance - made.cents FROM made WHERE accounts.id = 'ann'`,
    [id, cents],
  );
});
on('balance and entry in one CTE, entry does not decide', 'DUPLICATE_EFFECT', (db) => async ({ id, cents }) => {
  await db.query(
    `WITH made AS (INSERT INTO entries VALUES ($1, 'ann', $2) ON CONFLICT DO NOTHING)
     UPDATE accounts SET balance = balance - $2 WHERE id = 'ann'`,
    [id, cents],
  );
});
on('upsert that adds', 'DUPLICATE_EFFECT', (db) => async ({ id, cents }) => {
  await db.query(
    'INSERT INTO entries VALUES ($1, $2, $3) ON CONFLICT (ref, account) DO UPDATE SET cents = entries.cents + excluded.cents',
    [id, 'ann', cents],
  );
});
on('upsert that sets', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query(
    'INSERT INTO entries VALUES ($1, $2, $3) ON CONFLICT (ref, account) DO UPDATE SET cents = excluded.cents',
    [id, 'ann', cents],
  );
});
on('do nothing, and the id of nothing', 'RESULT_DRIFT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [id, cents],
  );
  return rows[0]?.id;
});
on('do nothing, then reads the id', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
  return (await db.query('SELECT id FROM payments WHERE ref = $1', [id])).rows[0].id;
});
on('do update to get the id, touching the time', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query(
    'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET at = now() RETURNING id',
    [id, cents],
  );
  return rows[0].id;
});
on(
  'optimistic version that was passed',
  'IDEMPOTENT',
  (db) =>
    async ({ owner, cents, version }) => {
      const { rowCount } = await db.query(
        'UPDATE accounts SET balance = balance - $2, version = version + 1 WHERE id = $1 AND version = $3',
        [owner, cents, version],
      );
      if (rowCount === 0) {
        const { rows } = await db.query('SELECT version FROM accounts WHERE id = $1', [owner]);
        if (rows[0].version !== version + 1) throw ApplicationFailure.nonRetryable('somebody else', 'Conflict');
      }
    },
  two({ owner: 'ann', cents: 5, version: 0 }, { owner: 'bob', cents: 5, version: 0 }),
);
on(
  'optimistic version that was passed, a conflict is an error',
  'STUCK',
  (db) =>
    async ({ owner, cents, version }) => {
      const { rowCount } = await db.query(
        'UPDATE accounts SET balance = balance - $2, version = version + 1 WHERE id = $1 AND version = $3',
        [owner, cents, version],
      );
      if (rowCount === 0) throw new Error('changed meanwhile');
    },
  two({ owner: 'ann', cents: 5, version: 0 }, { owner: 'bob', cents: 5, version: 0 }),
);
on(
  'optimistic version read in the activity',
  'DUPLICATE_EFFECT',
  (db) =>
    async ({ owner, cents }) => {
      for (let tries = 0; tries < 5; tries++) {
        const { rows } = await db.query('SELECT version FROM accounts WHERE id = $1', [owner]);
        const { rowCount } = await db.query(
          'UPDATE accounts SET balance = balance - $2, version = version + 1 WHERE id = $1 AND version = $3',
          [owner, cents, rows[0].version],
        );
        if (rowCount === 1) return;
      }
      throw new Error('too many changes');
    },
  two({ owner: 'ann', cents: 5 }, { owner: 'bob', cents: 5 }),
);
on(
  'soft delete with now',
  'IDEMPOTENT',
  (db) =>
    async ({ owner }) => {
      await db.query('UPDATE accounts SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [owner]);
    },
  two({ owner: 'ann' }, { owner: 'bob' }),
);
on(
  'soft delete, a deleted one is an error',
  'STUCK',
  (db) =>
    async ({ owner }) => {
      const { rowCount } = await db.query(
        'UPDATE accounts SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL',
        [owner],
      );
      if (rowCount === 0) throw ApplicationFailure.nonRetryable('no such account', 'NotFound');
    },
  two({ owner: 'ann' }, { owner: 'bob' }),
);
on('counter as an order number', 'DUPLICATE_EFFECT', (db) => async ({ id }) => {
  const { rows } = await db.query("UPDATE counters SET value = value + 1 WHERE name = 'orders' RETURNING value");
  await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, rows[0].value]);
});
on('counter in the transaction that the key guards', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      id,
      cents,
    ]);
    if (rowCount === 1) await c.query("UPDATE counters SET value = value + 1 WHERE name = 'orders'");
  }),
);
on('dedupe table that forgets after an hour', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query("DELETE FROM seen WHERE at < now() - interval '1 hour'");
    const { rowCount } = await c.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    if (rowCount === 1) await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
  }),
);
on('dedupe table for good, in the transaction', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    if (rowCount === 1) await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
  }),
);
on('dedupe table written before, outside the transaction', 'LOST_EFFECT', (db) => async ({ id, cents }) => {
  const { rowCount } = await db.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  if (rowCount === 1) await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
});
on('dedupe table written after', 'DUPLICATE_EFFECT', (db) => async ({ id, cents }) => {
  const { rows } = await db.query('SELECT 1 FROM seen WHERE key = $1', [id]);
  if (rows.length > 0) return;
  await db.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
  await db.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
});
on('dedupe table with the stored result', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    if (rowCount === 0) return (await c.query('SELECT result FROM seen WHERE key = $1', [id])).rows[0].result;
    const result = { receipt: randomUUID(), cents };
    await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
    await c.query('UPDATE seen SET result = $2 WHERE key = $1', [id, result]);
    return result;
  }),
);
on(
  'dedupe key with a random uuid default',
  'DUPLICATE_EFFECT',
  (db) =>
    tx(db, async (c, { cents, key = randomUUID() }) => {
      const { rowCount } = await c.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [key]);
      if (rowCount === 1) await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
    }),
  two({ cents: 5 }, { cents: 7 }),
);
on('outbox row beside the change, guarded', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    const { rowCount } = await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      id,
      cents,
    ]);
    if (rowCount === 1) await c.query('INSERT INTO outbox (event) VALUES ($1)', [`paid ${id}`]);
  }),
);
on('outbox row beside the change, not guarded', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
    await c.query('INSERT INTO outbox (event) VALUES ($1)', [`paid ${id}`]);
  }),
);
on('savepoint around an insert that may be there', 'IDEMPOTENT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query('SAVEPOINT one');
    try {
      await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
      await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
      await c.query('RELEASE SAVEPOINT one');
    } catch (error) {
      if (error.code !== '23505') throw error;
      await c.query('ROLLBACK TO SAVEPOINT one');
    }
  }),
);
on('savepoint that keeps the balance when the insert is there', 'DUPLICATE_EFFECT', (db) =>
  tx(db, async (c, { id, cents }) => {
    await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
    await c.query('SAVEPOINT one');
    try {
      await c.query('INSERT INTO payments (ref, cents) VALUES ($1, $2)', [id, cents]);
    } catch (error) {
      if (error.code !== '23505') throw error;
      await c.query('ROLLBACK TO SAVEPOINT one');
    }
  }),
);
on('state machine by condition', 'IDEMPOTENT', (db) => async ({ id }) => {
  await db.query("UPDATE jobs SET state = 'done', done_by = $1 WHERE id = $1 AND state = 'new'", [id]);
});
on('state machine in two statements, no transaction', 'IDEMPOTENT', (db) => async ({ id }) => {
  await db.query("UPDATE jobs SET state = 'working' WHERE id = $1 AND state = 'new'", [id]);
  await db.query("UPDATE jobs SET state = 'done', done_by = $1 WHERE id = $1 AND state = 'working'", [id]);
});
on('state machine that skips what is working', 'TORN_STATE', (db) => async ({ id }) => {
  const { rowCount } = await db.query("UPDATE jobs SET state = 'working' WHERE id = $1 AND state = 'new'", [id]);
  if (rowCount === 0) return;
  await db.query("UPDATE jobs SET state = 'done', done_by = $1 WHERE id = $1", [id]);
});
on('who ran it, by attempt', 'TORN_STATE', (db) => async ({ id }) => {
  await db.query("UPDATE jobs SET state = 'done', done_by = $2 WHERE id = $1", [
    id,
    `attempt ${Context.current().info.attempt}`,
  ]);
});
on(
  'log line per attempt, ignored',
  'IDEMPOTENT',
  (db) =>
    async ({ id, cents }) => {
      await db.query('INSERT INTO log (text) VALUES ($1)', [`attempt ${activityInfo().attempt} of ${id}`]);
      await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
    },
  o12,
  () => ({ ignore: ['log'] }),
);
on(
  'multi-row insert, do nothing',
  'IDEMPOTENT',
  (db) =>
    async ({ ids }) => {
      await db.query(
        'INSERT INTO payments (ref, cents) SELECT ref, 1 FROM unnest($1::text[]) AS ref ON CONFLICT DO NOTHING',
        [ids],
      );
    },
  two({ ids: ['a', 'b'] }, { ids: ['c', 'd'] }),
);
on(
  'batch with the cursor in heartbeats, rows guarded',
  'IDEMPOTENT',
  (db) =>
    async ({ ids }) => {
      for (let at = activityInfo().heartbeatDetails ?? 0; at < ids.length; at++) {
        await db.query('INSERT INTO payments (ref, cents) VALUES ($1, 1) ON CONFLICT DO NOTHING', [ids[at]]);
        heartbeat(at + 1);
      }
    },
  two({ ids: ['a', 'b', 'c'] }, { ids: ['d', 'e', 'f'] }),
);
on(
  'batch with the cursor in heartbeats, counter not guarded',
  'DUPLICATE_EFFECT',
  (db) =>
    async ({ ids }) => {
      for (let at = activityInfo().heartbeatDetails ?? 0; at < ids.length; at++) {
        await db.query("UPDATE counters SET value = value + 1 WHERE name = 'orders'");
        heartbeat(at + 1);
      }
    },
  two({ ids: ['a', 'b', 'c'] }, { ids: ['d', 'e', 'f'] }),
);
on('cancelled, it compensates what it has done', 'IDEMPOTENT', (db) => async ({ id, cents }) => {
  await db.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
  try {
    heartbeat();
    await Context.current().sleep(20);
    Context.current().cancellationSignal.throwIfAborted();
  } catch (error) {
    if (Context.current().cancellationDetails?.cancelRequested)
      await db.query('DELETE FROM payments WHERE ref = $1', [id]);
    throw error;
  }
});
for (const dropsKnownIds of [false, true]) {
  on(
    `row, then mail with the same Message-ID, which the receiver ${dropsKnownIds ? 'knows' : 'does not look at'}`,
    dropsKnownIds ? 'IDEMPOTENT' : 'DUPLICATE_EFFECT',
    (db) => db,
    o12,
    (postgres) => {
      const mail = smtpWorld({ dropsKnownIds });
      return {
        world: [postgres, mail],
        activity: async ({ id, cents }) => {
          await postgres.pool.query('INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            id,
            cents,
          ]);
          await mail.sendMail({
            to: `${id}@x.example`,
            subject: 'paid',
            text: 'thanks',
            messageId: `<${id}@shop.example>`,
          });
        },
      };
    },
  );
}
on(
  'row decides about the mail',
  'LOST_EFFECT',
  (db) => db,
  o12,
  (postgres) => {
    const mail = smtpWorld();
    return {
      world: [postgres, mail],
      activity: async ({ id, cents }) => {
        const { rowCount } = await postgres.pool.query(
          'INSERT INTO payments (ref, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          [id, cents],
        );
        if (rowCount === 1) await mail.sendMail({ to: `${id}@x.example`, subject: 'paid', text: 'thanks' });
      },
    };
  },
);

// Only a real server has several sessions: copying, locks, conflicts of serializable transactions.
if (process.env.POSTGRES !== 'no') {
  const { createRequire } = await import('node:module');
  const { Pool } = createRequire(import.meta.url)('pg');
  const { startPostgres } = await import('../../../test-support/postgres-server.mjs');
  const server = await startPostgres();
  process.on('exit', () => void server.close());
  const pool = new Pool({ connectionString: server.url, max: 6 });
  pool.on('error', () => undefined);
  const real = (name, expected, activity, calls = o12) =>
    add(name, expected, async () => {
      await pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SCHEMA}`);
      return { activity: activity(pool), ...calls, world: postgresWorld({ pool }) };
    });
  const serializable = async (work, id) => {
    for (let tries = 0; ; tries++) {
      try {
        return await work(id);
      } catch (error) {
        if (error.code !== '40001' || tries > 5) throw error;
      }
    }
  };
  const inSerializable = (db, work) =>
    tx(db, async (c, input) => {
      await c.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
      return work(c, input);
    });
  real('serializable, tried again by itself, looks then acts', 'IDEMPOTENT', (db) => {
    const work = inSerializable(db, async (c, { id, cents }) => {
      const { rows } = await c.query('SELECT 1 FROM entries WHERE ref = $1', [id]);
      if (rows.length > 0) return;
      await c.query("INSERT INTO entries VALUES ($1, 'ann', $2)", [id, cents]);
      await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
    });
    return (input) => serializable(work, input);
  });
  real('serializable, tried again by itself, no key', 'DUPLICATE_EFFECT', (db) => {
    const work = inSerializable(db, (c, { cents }) =>
      c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]).then(() => undefined),
    );
    return (input) => serializable(work, input);
  });
  real('row lock of the account, entry decides', 'IDEMPOTENT', (db) =>
    tx(db, async (c, { id, cents }) => {
      await c.query("SELECT 1 FROM accounts WHERE id = 'ann' FOR UPDATE");
      const { rows } = await c.query('SELECT 1 FROM entries WHERE ref = $1', [id]);
      if (rows.length > 0) return;
      await c.query("INSERT INTO entries VALUES ($1, 'ann', $2)", [id, cents]);
      await c.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'ann'", [cents]);
    }),
  );
  real('advisory lock that is tried, a taken one is an error that is retried', 'IDEMPOTENT', (db) =>
    tx(db, async (c, { id, cents }) => {
      const { rows } = await c.query('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS free', [id]);
      if (!rows[0].free) throw new Error('somebody is at it');
      const found = await c.query('SELECT 1 FROM entries WHERE ref = $1', [id]);
      if (found.rows.length === 0) await c.query("INSERT INTO entries VALUES ($1, 'ann', $2)", [id, cents]);
    }),
  );
  real('staging table by INSERT … SELECT, merged at once', 'IDEMPOTENT', (db) =>
    tx(db, async (c, { id, cents }) => {
      await c.query('CREATE TEMP TABLE staging (ref text, cents int) ON COMMIT DROP');
      await c.query('INSERT INTO staging VALUES ($1, $2), ($3, $2)', [id, cents, `${id}/fee`]);
      await c.query('INSERT INTO payments (ref, cents) SELECT ref, cents FROM staging ON CONFLICT DO NOTHING');
    }),
  );
  real('outbox claimed with SKIP LOCKED, then marked', 'DUPLICATE_EFFECT', (db) =>
    tx(db, async (c, { id }) => {
      const { rows } = await c.query(
        "SELECT id FROM jobs WHERE state = 'new' ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1",
      );
      if (rows.length === 1)
        await c.query("UPDATE jobs SET state = 'done', done_by = $2 WHERE id = $1", [rows[0].id, id]);
    }),
  );
}
