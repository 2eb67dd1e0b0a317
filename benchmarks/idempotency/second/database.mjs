// SQL in the shapes that people write: upserts, transactions, savepoints, locks, CTEs, MERGE, triggers.
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import { add, activityInfo, ApplicationFailure, heartbeat, PGlite, postgresWorld, two } from './kit.mjs';

const pglite = await PGlite.create();
const pg = (name, expect, ddl, activity, calls) =>
  add(name, expect, async () => {
    await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; ' + ddl);
    const world = postgresWorld({ pglite });
    return { activity: activity(world.pool), ...calls, world };
  });
const tx = (pool, work) => (input) => inTransaction(pool, (client) => work(client, input));
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });
const PAY = 'CREATE TABLE payments (id serial primary key, order_id text, cents int)';
const PAYU = 'CREATE TABLE payments (id serial primary key, order_id text unique, cents int)';
const ACC =
  "CREATE TABLE accounts (id text primary key, balance int); INSERT INTO accounts VALUES ('a',100),('b',100); CREATE TABLE entries (key text primary key, account text, delta int)";
pg(
  'insert no key',
  'DUPLICATE_EFFECT',
  PAY,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
  },
  o12,
);
pg(
  'insert returning id no key',
  'DUPLICATE_EFFECT',
  PAY,
  (p) => async (o) =>
    (await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) RETURNING id', [o.id, o.cents])).rows[0].id,
  o12,
);
pg(
  'select then insert',
  'DUPLICATE_EFFECT',
  PAY,
  (p) => async (o) => {
    const r = await p.query('SELECT 1 FROM payments WHERE order_id=$1', [o.id]);
    if (r.rows.length) return;
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
  },
  o12,
);
pg(
  'on conflict do nothing',
  'IDEMPOTENT',
  PAYU,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
  },
  o12,
);
pg(
  'on conflict returning undefined',
  'RESULT_DRIFT',
  PAYU,
  (p) => async (o) =>
    (
      await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING RETURNING id', [
        o.id,
        o.cents,
      ])
    ).rows[0]?.id,
  o12,
);
pg(
  'on conflict then select',
  'IDEMPOTENT',
  PAYU,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    return (await p.query('SELECT id FROM payments WHERE order_id=$1', [o.id])).rows[0].id;
  },
  o12,
);
pg(
  'on conflict do update increments',
  'DUPLICATE_EFFECT',
  'CREATE TABLE c (k text primary key, n int not null)',
  (p) => async (o) => {
    await p.query('INSERT INTO c VALUES ($1,1) ON CONFLICT (k) DO UPDATE SET n = c.n + 1', [o.id]);
  },
  o12,
);
pg(
  'on conflict do update set excluded',
  'IDEMPOTENT',
  'CREATE TABLE c (k text primary key, n int not null, updated_at timestamptz)',
  (p) => async (o) => {
    await p.query(
      'INSERT INTO c VALUES ($1,$2,now()) ON CONFLICT (k) DO UPDATE SET n = excluded.n, updated_at = now()',
      [o.id, o.cents],
    );
  },
  o12,
);
pg(
  'unique violation stuck',
  'STUCK',
  PAYU,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
  },
  o12,
);
pg(
  'unique violation swallowed undefined',
  'RESULT_DRIFT',
  PAYU,
  (p) => async (o) => {
    try {
      return (await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) RETURNING id', [o.id, o.cents]))
        .rows[0];
    } catch (e) {
      if (e.code === '23505') return;
      throw e;
    }
  },
  o12,
);
pg(
  'unique violation then read',
  'IDEMPOTENT',
  PAYU,
  (p) => async (o) => {
    try {
      return (await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) RETURNING id', [o.id, o.cents]))
        .rows[0];
    } catch (e) {
      if (e.code !== '23505') throw e;
      return (await p.query('SELECT id FROM payments WHERE order_id=$1', [o.id])).rows[0];
    }
  },
  o12,
);
pg(
  'balance update',
  'DUPLICATE_EFFECT',
  ACC,
  (p) => async (o) => {
    await p.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
  },
  two({ a: 'a', n: 5 }, { a: 'b', n: 7 }),
);
pg(
  'entry and balance not in tx',
  'LOST_EFFECT',
  ACC,
  (p) => async (o) => {
    const r = await p.query('INSERT INTO entries VALUES ($1,$2,$3) ON CONFLICT DO NOTHING', [o.k, o.a, o.n]);
    if (r.rowCount === 0) return;
    await p.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
  },
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'entry and balance in tx',
  'IDEMPOTENT',
  ACC,
  (p) =>
    tx(p, async (c, o) => {
      const r = await c.query('INSERT INTO entries VALUES ($1,$2,$3) ON CONFLICT DO NOTHING', [o.k, o.a, o.n]);
      if (r.rowCount === 0) return;
      await c.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
    }),
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'balance first entry after no tx',
  'DUPLICATE_EFFECT',
  ACC,
  (p) => async (o) => {
    const r = await p.query('SELECT 1 FROM entries WHERE key=$1', [o.k]);
    if (r.rows.length) return;
    await p.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
    await p.query('INSERT INTO entries VALUES ($1,$2,$3) ON CONFLICT DO NOTHING', [o.k, o.a, o.n]);
  },
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'CTE atomic',
  'IDEMPOTENT',
  ACC,
  (p) => async (o) => {
    await p.query(
      'WITH e AS (INSERT INTO entries VALUES ($1,$2,$3) ON CONFLICT DO NOTHING RETURNING account, delta) UPDATE accounts SET balance = balance + e.delta FROM e WHERE accounts.id = e.account',
      [o.k, o.a, o.n],
    );
  },
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'CTE unguarded',
  'DUPLICATE_EFFECT',
  'CREATE TABLE q (id serial primary key, v text); CREATE TABLE done (v text)',
  (p) => async (o) => {
    await p.query('WITH i AS (INSERT INTO q(v) VALUES ($1) RETURNING v) INSERT INTO done SELECT v FROM i', [o.id]);
  },
  o12,
);
pg(
  'MERGE adds',
  'DUPLICATE_EFFECT',
  'CREATE TABLE c (k text primary key, n int not null)',
  (p) => async (o) => {
    await p.query(
      'MERGE INTO c USING (SELECT $1::text AS k) s ON c.k = s.k WHEN MATCHED THEN UPDATE SET n = c.n + 1 WHEN NOT MATCHED THEN INSERT VALUES (s.k, 1)',
      [o.id],
    );
  },
  o12,
);
pg(
  'MERGE sets',
  'IDEMPOTENT',
  'CREATE TABLE c (k text primary key, n int not null)',
  (p) => async (o) => {
    await p.query(
      'MERGE INTO c USING (SELECT $1::text AS k, $2::int AS n) s ON c.k = s.k WHEN MATCHED THEN UPDATE SET n = s.n WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.n)',
      [o.id, o.cents],
    );
  },
  o12,
);
pg(
  'savepoint swallow unique',
  'IDEMPOTENT',
  ACC,
  (p) =>
    tx(p, async (c, o) => {
      await c.query('SAVEPOINT s');
      try {
        await c.query('INSERT INTO entries VALUES ($1,$2,$3)', [o.k, o.a, o.n]);
      } catch (e) {
        if (e.code !== '23505') throw e;
        await c.query('ROLLBACK TO SAVEPOINT s');
        return 'again'.slice(5);
      }
      await c.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
      return '';
    }),
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'savepoint keeps going adds balance',
  'DUPLICATE_EFFECT',
  ACC,
  (p) =>
    tx(p, async (c, o) => {
      await c.query('SAVEPOINT s');
      try {
        await c.query('INSERT INTO entries VALUES ($1,$2,$3)', [o.k, o.a, o.n]);
      } catch {
        await c.query('ROLLBACK TO SAVEPOINT s');
      }
      await c.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.a, o.n]);
    }),
  two({ k: 'k1', a: 'a', n: 5 }, { k: 'k2', a: 'b', n: 7 }),
);
pg(
  'select for update guarded',
  'IDEMPOTENT',
  "CREATE TABLE orders (id text primary key, status text, paid int default 0); INSERT INTO orders VALUES ('o1','new'),('o2','new')",
  (p) =>
    tx(p, async (c, o) => {
      const {
        rows: [r],
      } = await c.query('SELECT status FROM orders WHERE id=$1 FOR UPDATE', [o.id]);
      if (r.status === 'paid') return;
      await c.query("UPDATE orders SET status='paid', paid = paid + $2 WHERE id=$1", [o.id, o.cents]);
    }),
  o12,
);
pg(
  'advisory xact lock guarded',
  'IDEMPOTENT',
  PAY,
  (p) =>
    tx(p, async (c, o) => {
      await c.query('SELECT pg_advisory_xact_lock(hashtext($1))', [o.id]);
      const r = await c.query('SELECT 1 FROM payments WHERE order_id=$1', [o.id]);
      if (r.rows.length) return;
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    }),
  o12,
);
pg(
  'advisory session lock released early',
  'DUPLICATE_EFFECT',
  PAY,
  (p) => async (o) => {
    const c = await p.connect();
    try {
      await c.query('SELECT pg_advisory_lock(hashtext($1))', [o.id]);
      const r = await c.query('SELECT 1 FROM payments WHERE order_id=$1', [o.id]);
      await c.query('SELECT pg_advisory_unlock(hashtext($1))', [o.id]);
      if (r.rows.length) return;
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    } finally {
      c.release();
    }
  },
  o12,
);
pg(
  'optimistic version',
  'IDEMPOTENT',
  "CREATE TABLE d (id text primary key, v int, body text); INSERT INTO d VALUES ('o1',1,'x'),('o2',1,'x')",
  (p) => async (o) => {
    await p.query('UPDATE d SET body=$2, v=2 WHERE id=$1 AND v=1', [o.id, 'b' + o.cents]);
  },
  o12,
);
pg(
  'optimistic version fails stuck',
  'STUCK',
  "CREATE TABLE d (id text primary key, v int, body text); INSERT INTO d VALUES ('o1',1,'x'),('o2',1,'x')",
  (p) => async (o) => {
    const r = await p.query('UPDATE d SET body=$2, v=v+1 WHERE id=$1 AND v=$3', [o.id, 'b' + o.cents, o.v]);
    if (r.rowCount === 0) throw new Error('stale');
  },
  two({ id: 'o1', cents: 5, v: 1 }, { id: 'o2', cents: 5, v: 1 }),
);
pg(
  'mark before act',
  'LOST_EFFECT',
  'CREATE TABLE done (k text primary key); ' + PAY,
  (p) => async (o) => {
    const r = await p.query('INSERT INTO done VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
    if (r.rowCount === 0) return;
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
  },
  o12,
);
pg(
  'act then mark',
  'DUPLICATE_EFFECT',
  'CREATE TABLE done (k text primary key); ' + PAY,
  (p) => async (o) => {
    const r = await p.query('SELECT 1 FROM done WHERE k=$1', [o.id]);
    if (r.rows.length) return;
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    await p.query('INSERT INTO done VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
  },
  o12,
);
pg(
  'processed key coarse',
  'SWALLOWED_EFFECT',
  'CREATE TABLE done (k text primary key); ' + PAY,
  (p) =>
    tx(p, async (c, o) => {
      const r = await c.query('INSERT INTO done VALUES ($1) ON CONFLICT DO NOTHING', [
        activityInfo().workflowExecution.workflowId,
      ]);
      if (r.rowCount === 0) return;
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    }),
  o12,
);
pg(
  'processed key attempt',
  'DUPLICATE_EFFECT',
  'CREATE TABLE done (k text primary key); ' + PAY,
  (p) =>
    tx(p, async (c, o) => {
      const r = await c.query('INSERT INTO done VALUES ($1) ON CONFLICT DO NOTHING', [o.id + activityInfo().attempt]);
      if (r.rowCount === 0) return;
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    }),
  o12,
);
pg(
  'batch inserts loop unkeyed',
  'DUPLICATE_EFFECT',
  'CREATE TABLE i (id serial primary key, order_id text, sku text)',
  (p) => async (o) => {
    for (const s of o.items) await p.query('INSERT INTO i(order_id,sku) VALUES ($1,$2)', [o.id, s]);
  },
  two({ id: 'o1', items: ['x', 'y', 'z'] }, { id: 'o2', items: ['x', 'y'] }),
);
pg(
  'batch delete then insert (replace) not tx',
  'IDEMPOTENT',
  'CREATE TABLE i (order_id text, sku text, primary key(order_id, sku))',
  (p) => async (o) => {
    for (const s of o.items)
      await p.query('INSERT INTO i(order_id,sku) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, s]);
    return o.items.length;
  },
  two({ id: 'o1', items: ['x', 'y', 'z'] }, { id: 'o2', items: ['x', 'y'] }),
);
pg(
  'replace children in tx',
  'IDEMPOTENT',
  'CREATE TABLE i (id serial primary key, order_id text, sku text)',
  (p) =>
    tx(p, async (c, o) => {
      await c.query('DELETE FROM i WHERE order_id=$1', [o.id]);
      for (const s of o.items) await c.query('INSERT INTO i(order_id,sku) VALUES ($1,$2)', [o.id, s]);
    }),
  two({ id: 'o1', items: ['x', 'y', 'z'] }, { id: 'o2', items: ['x', 'y'] }),
);
pg(
  'replace children no tx (zombie race dup)',
  'DUPLICATE_EFFECT',
  'CREATE TABLE i (id serial primary key, order_id text, sku text)',
  (p) => async (o) => {
    await p.query('DELETE FROM i WHERE order_id=$1', [o.id]);
    for (const s of o.items) await p.query('INSERT INTO i(order_id,sku) VALUES ($1,$2)', [o.id, s]);
  },
  two({ id: 'o1', items: ['x', 'y', 'z'] }, { id: 'o2', items: ['x', 'y'] }),
);
pg(
  'multi-row insert unnest keyed',
  'IDEMPOTENT',
  'CREATE TABLE i (order_id text, sku text, primary key(order_id, sku))',
  (p) => async (o) => {
    await p.query('INSERT INTO i SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING', [o.id, o.items]);
  },
  two({ id: 'o1', items: ['x', 'y', 'z'] }, { id: 'o2', items: ['x', 'y'] }),
);
pg(
  'claim queue SKIP LOCKED',
  'DUPLICATE_EFFECT',
  "CREATE TABLE jobs (id int primary key, state text, worker text); INSERT INTO jobs SELECT g, 'ready', null FROM generate_series(1,6) g",
  (p) => async (o) =>
    (
      await p.query(
        "UPDATE jobs SET state='taken', worker=$1 WHERE id = (SELECT id FROM jobs WHERE state='ready' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id",
        [o.w],
      )
    ).rows[0]?.id,
  two({ w: 'w1' }, { w: 'w2' }),
);
pg(
  'claim queue idempotent by worker',
  'IDEMPOTENT',
  "CREATE TABLE jobs (id int primary key, state text, worker text unique); INSERT INTO jobs SELECT g, 'ready', null FROM generate_series(1,6) g",
  (p) =>
    tx(p, async (c, o) => {
      await c.query('SELECT pg_advisory_xact_lock(1)');
      const { rows } = await c.query('SELECT id FROM jobs WHERE worker=$1', [o.w]);
      if (rows[0]) return rows[0].id;
      return (
        await c.query(
          "UPDATE jobs SET state='taken', worker=$1 WHERE id = (SELECT id FROM jobs WHERE state='ready' ORDER BY id LIMIT 1 FOR UPDATE) RETURNING id",
          [o.w],
        )
      ).rows[0].id;
    }),
  two({ w: 'w1' }, { w: 'w2' }),
);
pg(
  'jsonb append',
  'DUPLICATE_EFFECT',
  "CREATE TABLE d (id text primary key, log jsonb); INSERT INTO d VALUES ('o1','[]'),('o2','[]')",
  (p) => async (o) => {
    await p.query('UPDATE d SET log = log || $2::jsonb WHERE id=$1', [
      o.id,
      JSON.stringify([{ e: 'paid', n: o.cents }]),
    ]);
  },
  o12,
);
pg(
  'jsonb set field',
  'IDEMPOTENT',
  "CREATE TABLE d (id text primary key, j jsonb); INSERT INTO d VALUES ('o1','{}'),('o2','{}')",
  (p) => async (o) => {
    await p.query("UPDATE d SET j = jsonb_set(j, '{paid}', $2::jsonb) WHERE id=$1", [o.id, String(o.cents)]);
  },
  o12,
);
pg(
  'array append',
  'DUPLICATE_EFFECT',
  "CREATE TABLE d (id text primary key, tags text[]); INSERT INTO d VALUES ('o1','{}'),('o2','{}')",
  (p) => async (o) => {
    await p.query('UPDATE d SET tags = array_append(tags, $2) WHERE id=$1', [o.id, 'paid']);
  },
  o12,
);
pg(
  'text concat',
  'DUPLICATE_EFFECT',
  "CREATE TABLE d (id text primary key, t text); INSERT INTO d VALUES ('o1','a'),('o2','a')",
  (p) => async (o) => {
    await p.query('UPDATE d SET t = t || $2 WHERE id=$1', [o.id, ';paid']);
  },
  o12,
);
pg(
  'subscription + interval',
  'DUPLICATE_EFFECT',
  "CREATE TABLE s (id text primary key, paid_until timestamptz); INSERT INTO s VALUES ('o1','2031-01-01'),('o2','2031-01-01')",
  (p) => async (o) => {
    await p.query("UPDATE s SET paid_until = paid_until + interval '30 days' WHERE id=$1", [o.id]);
  },
  o12,
);
pg(
  'subscription from now',
  'DUPLICATE_EFFECT',
  "CREATE TABLE s (id text primary key, paid_until date); INSERT INTO s VALUES ('o1',current_date),('o2',current_date)",
  (p) => async (o) => {
    await p.query('UPDATE s SET paid_until = paid_until + 30 WHERE id=$1', [o.id]);
  },
  o12,
);
pg(
  'transfer tx with no key',
  'DUPLICATE_EFFECT',
  ACC,
  (p) =>
    tx(p, async (c, o) => {
      await c.query('UPDATE accounts SET balance = balance - $2 WHERE id=$1', [o.f, o.n]);
      await c.query('UPDATE accounts SET balance = balance + $2 WHERE id=$1', [o.t, o.n]);
    }),
  two({ f: 'a', t: 'b', n: 5 }, { f: 'b', t: 'a', n: 7 }),
);
pg(
  'lease with expiry and unique result',
  'IDEMPOTENT',
  'CREATE TABLE leases (k text primary key, until timestamptz); ' + PAYU,
  (p) => async (o) => {
    const r = await p.query(
      "INSERT INTO leases VALUES ($1, now() + interval '30 seconds') ON CONFLICT (k) DO UPDATE SET until = excluded.until WHERE leases.until < now()",
      [o.id],
    );
    if (r.rowCount === 0) throw new Error('leased');
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    await p.query('DELETE FROM leases WHERE k=$1', [o.id]);
  },
  o12,
);
pg(
  'lease without expiry',
  'STUCK',
  'CREATE TABLE leases (k text primary key); ' + PAYU,
  (p) => async (o) => {
    const r = await p.query('INSERT INTO leases VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
    if (r.rowCount === 0) throw new Error('leased');
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    await p.query('DELETE FROM leases WHERE k=$1', [o.id]);
  },
  o12,
);
pg(
  'receipt uuid default gen',
  'IDEMPOTENT',
  'CREATE TABLE r (order_id text primary key, receipt uuid default gen_random_uuid(), at timestamptz default now())',
  (p) => async (o) => {
    await p.query('INSERT INTO r(order_id) VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
    return (await p.query('SELECT receipt FROM r WHERE order_id=$1', [o.id])).rows[0].receipt;
  },
  o12,
);
pg(
  'receipt uuid overwritten',
  'RESULT_DRIFT',
  'CREATE TABLE r (order_id text primary key, receipt uuid)',
  (p) => async (o) => {
    const id = randomUUID();
    await p.query('INSERT INTO r VALUES ($1,$2) ON CONFLICT (order_id) DO UPDATE SET receipt = excluded.receipt', [
      o.id,
      id,
    ]);
    return id;
  },
  o12,
);
pg(
  'soft delete insert again',
  'DUPLICATE_EFFECT',
  'CREATE TABLE r (id serial primary key, order_id text, active bool)',
  (p) =>
    tx(p, async (c, o) => {
      await c.query('UPDATE r SET active=false WHERE order_id=$1', [o.id]);
      await c.query('INSERT INTO r(order_id,active) VALUES ($1,true)', [o.id]);
    }),
  o12,
);
pg(
  'outbox tx no dedupe',
  'DUPLICATE_EFFECT',
  PAYU + '; CREATE TABLE outbox (id serial primary key, event jsonb)',
  (p) =>
    tx(p, async (c, o) => {
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
      await c.query('INSERT INTO outbox(event) VALUES ($1)', [{ type: 'paid', id: o.id }]);
    }),
  o12,
);
pg(
  'outbox tx guarded',
  'IDEMPOTENT',
  PAYU + '; CREATE TABLE outbox (id serial primary key, event jsonb)',
  (p) =>
    tx(p, async (c, o) => {
      const r = await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [
        o.id,
        o.cents,
      ]);
      if (r.rowCount) await c.query('INSERT INTO outbox(event) VALUES ($1)', [{ type: 'paid', id: o.id }]);
    }),
  o12,
);
pg(
  'swallow any db error',
  'LOST_EFFECT',
  PAYU,
  (p) => async (o) => {
    try {
      await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    } catch {
      // That is the mistake.
    }
    return 'ok';
  },
  o12,
);
pg(
  'heartbeat cursor items unkeyed',
  'DUPLICATE_EFFECT',
  'CREATE TABLE i (id serial primary key, sku text)',
  (p) => async (o) => {
    for (let k = activityInfo().heartbeatDetails ?? 0; k < o.items.length; k++) {
      await p.query('INSERT INTO i(sku) VALUES ($1)', [o.items[k]]);
      heartbeat(k + 1);
    }
  },
  two({ items: ['x', 'y', 'z'] }, { items: ['q', 'r'] }),
);
pg(
  'heartbeat before commit skip',
  'LOST_EFFECT',
  'CREATE TABLE i (sku text primary key)',
  (p) => async (o) => {
    for (let k = activityInfo().heartbeatDetails ?? 0; k < o.items.length; k++) {
      heartbeat(k + 1);
      await p.query('INSERT INTO i(sku) VALUES ($1) ON CONFLICT DO NOTHING', [o.items[k]]);
    }
  },
  two({ items: ['x', 'y', 'z'] }, { items: ['q', 'r'] }),
);
pg(
  'delete returning rows as result',
  'RESULT_DRIFT',
  "CREATE TABLE c (id text, sku text); INSERT INTO c VALUES ('o1','x'),('o1','y'),('o2','z')",
  (p) => async (o) => (await p.query('DELETE FROM c WHERE id=$1 RETURNING sku', [o.id])).rows.map((r) => r.sku),
  o12,
);
pg(
  'insert select copy rows',
  'DUPLICATE_EFFECT',
  "CREATE TABLE c (id text, sku text); INSERT INTO c VALUES ('o1','x'),('o1','y'),('o2','z'); CREATE TABLE arch (id text, sku text)",
  (p) => async (o) => {
    await p.query('INSERT INTO arch SELECT * FROM c WHERE id=$1', [o.id]);
  },
  o12,
);
pg(
  'move rows tx',
  'IDEMPOTENT',
  "CREATE TABLE c (id text, sku text); INSERT INTO c VALUES ('o1','x'),('o1','y'),('o2','z'); CREATE TABLE arch (id text, sku text)",
  (p) => async (o) => {
    await p.query('WITH d AS (DELETE FROM c WHERE id=$1 RETURNING *) INSERT INTO arch SELECT * FROM d', [o.id]);
  },
  o12,
);
pg(
  'serial invoice number kept',
  'IDEMPOTENT',
  'CREATE TABLE inv (no serial, order_id text primary key)',
  (p) => async (o) => {
    const r = await p.query(
      'INSERT INTO inv(order_id) VALUES ($1) ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id RETURNING no',
      [o.id],
    );
    return r.rows[0].no;
  },
  o12,
);
pg(
  'trigger audit rows',
  'DUPLICATE_EFFECT',
  'CREATE TABLE p (id text primary key, n int); CREATE TABLE hist (id serial, pid text, n int); CREATE FUNCTION h() RETURNS trigger AS $$ BEGIN INSERT INTO hist(pid,n) VALUES (new.id,new.n); RETURN new; END $$ LANGUAGE plpgsql; CREATE TRIGGER t AFTER INSERT OR UPDATE ON p FOR EACH ROW EXECUTE FUNCTION h()',
  (p) => async (o) => {
    await p.query('INSERT INTO p VALUES ($1,$2) ON CONFLICT (id) DO UPDATE SET n = excluded.n', [o.id, o.cents]);
  },
  o12,
);
pg(
  'stored function call',
  'DUPLICATE_EFFECT',
  'CREATE TABLE p (id serial, v text); CREATE FUNCTION pay(x text) RETURNS int AS $$ INSERT INTO p(v) VALUES (x) RETURNING id $$ LANGUAGE sql',
  (p) => async (o) => (await p.query('SELECT pay($1) AS id', [o.id])).rows[0].id,
  o12,
);
pg(
  'pg_notify unkeyed',
  'DUPLICATE_EFFECT',
  PAYU,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    await p.query("SELECT pg_notify('paid', $1)", [o.id]);
  },
  o12,
);
pg(
  'NOTIFY unkeyed',
  'DUPLICATE_EFFECT',
  PAYU,
  (p) => async (o) => {
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    await p.query('NOTIFY paid');
  },
  o12,
);
pg(
  'ledger once style',
  'IDEMPOTENT',
  'CREATE TABLE idem (key text primary key, fp text, result jsonb); ' + PAY,
  (p) =>
    tx(p, async (c, o) => {
      const ins = await c.query('INSERT INTO idem(key,fp) VALUES ($1,$2) ON CONFLICT DO NOTHING', [
        o.id,
        JSON.stringify(o),
      ]);
      if (ins.rowCount === 0) {
        const {
          rows: [r],
        } = await c.query('SELECT fp,result FROM idem WHERE key=$1', [o.id]);
        if (r.fp !== JSON.stringify(o)) throw ApplicationFailure.nonRetryable('conflict');
        return r.result;
      }
      const {
        rows: [row],
      } = await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) RETURNING id', [o.id, o.cents]);
      await c.query('UPDATE idem SET result=$2 WHERE key=$1', [o.id, { payment: row.id }]);
      return { payment: row.id };
    }),
  { ...o12, conflicting: [{ id: 'o1', cents: 9 }] },
);
pg(
  'two txs act and mark',
  'DUPLICATE_EFFECT',
  'CREATE TABLE done (k text primary key); ' + PAY,
  (p) => async (o) => {
    await tx(p, async (c) => {
      const r = await c.query('SELECT 1 FROM done WHERE k=$1 FOR UPDATE', [o.id]);
      if (r.rows.length) return;
      await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
    })(o);
    await p.query('INSERT INTO done VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
  },
  o12,
);
pg(
  'explicit commit',
  'IDEMPOTENT',
  PAYU,
  (p) => async (o) => {
    const c = await p.connect();
    await c.query('BEGIN');
    await c.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
    await c.query('COMMIT');
    c.release();
  },
  o12,
);
pg(
  'two legs without tx guarded by status first',
  'LOST_EFFECT',
  "CREATE TABLE orders (id text primary key, s text); INSERT INTO orders VALUES ('o1','new'),('o2','new'); " + PAY,
  (p) => async (o) => {
    const r = await p.query("UPDATE orders SET s='paid' WHERE id=$1 AND s='new'", [o.id]);
    if (r.rowCount === 0) return;
    await p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]);
  },
  o12,
);
pg(
  'callback style query',
  'DUPLICATE_EFFECT',
  PAY,
  (p) => (o) =>
    new Promise((res, rej) => {
      p.query('INSERT INTO payments(order_id,cents) VALUES ($1,$2)', [o.id, o.cents]).then(() => res(1), rej);
    }),
  o12,
);
