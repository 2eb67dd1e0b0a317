// Written after the first run of the others, before a run of their own: orphans, sessions, sentences, encodings, sums in other forms.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { activityInfo, heartbeat } from '@temporalio/activity';
import { collect, transaction } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('harder');
export const harder = cases;

class Holds {
  auths = [];
  captured = {};
  receipts = {};
  totals = { ann: { amount: '10.00' }, bob: { amount: '7.50' } };
  plans = { ann: { paidUntil: '2027-03-01' }, bob: { paidUntil: '2027-05-01' } };
  async authorise(order, cents) {
    const id = randomUUID();
    this.auths.push({ id, order, cents, status: 'open', at: new Date() });
    return id;
  }
  async authoriseOnce(order, cents) {
    return this.auths.find((auth) => auth.order === order)?.id ?? this.authorise(order, cents);
  }
  async capture(id, order) {
    if (order in this.captured) return;
    this.captured[order] = id;
    this.auths.find((auth) => auth.id === id).status = 'captured';
  }
  async isCaptured(order) {
    return order in this.captured;
  }
  async receipt(order) {
    this.receipts[order] ??= randomUUID();
    return this.receipts[order];
  }
  async total(who) {
    return this.totals[who].amount;
  }
  async setTotal(who, amount) {
    this.totals[who].amount = amount;
  }
  async paidUntil(who) {
    return this.plans[who].paidUntil;
  }
  async setPaidUntil(who, day) {
    this.plans[who].paidUntil = day;
  }
}
const over =
  (activityOn, args, distinct) =>
  ({ memory }) => {
    const holds = new Holds();
    return { activity: activityOn(holds), args, distinct, world: memory(holds) };
  };
const on =
  (schema, activityOn, args, distinct) =>
  async ({ sql }) => {
    const { pool, world } = await sql(schema);
    return { activity: activityOn(pool), args, distinct, world };
  };
const O1 = ['o1', 500];
const O2 = ['o2', 300];

bug(
  'authorisation-orphaned',
  'orphan',
  'DUPLICATE_EFFECT',
  'who dies between the two has money held that nobody captures or releases, beside the one that is captured',
  over(
    (holds) => async (order, cents) => {
      if (await holds.isCaptured(order)) return;
      await holds.capture(await holds.authorise(order, cents), order);
    },
    O1,
    O2,
  ),
);
fine(
  'authorisation-found',
  'the provider has one authorisation an order',
  over(
    (holds) => async (order, cents) => {
      if (await holds.isCaptured(order)) return;
      await holds.capture(await holds.authoriseOnce(order, cents), order);
    },
    O1,
    O2,
  ),
);
bug(
  'run-orphaned',
  'orphan',
  'DUPLICATE_EFFECT',
  'a run that has died stays "running" beside the one that is done',
  on(
    'CREATE TABLE runs (id serial PRIMARY KEY, report text, status text, started timestamptz)',
    (pool) => async (report) => {
      const { rowCount } = await pool.query("SELECT 1 FROM runs WHERE report = $1 AND status = 'done'", [report]);
      if (rowCount > 0) return;
      const { rows } = await pool.query(
        "INSERT INTO runs (report, status, started) VALUES ($1, 'running', now()) RETURNING id",
        [report],
      );
      await pool.query("UPDATE runs SET status = 'done' WHERE id = $1", [rows[0].id]);
    },
    ['r1'],
    ['r2'],
  ),
);
bug(
  'fresh-receipt-in-sentence',
  'fresh-receipt',
  'RESULT_DRIFT',
  'the sentence names a receipt that is stored nowhere',
  over(
    (holds) => async (order) => {
      const fresh = randomUUID();
      const isNew = !(order in holds.receipts);
      const stored = await holds.receipt(order);
      return `receipt ${isNew ? stored : fresh}`;
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'number-drawn-in-sentence',
  'fresh-receipt',
  'RESULT_DRIFT',
  'the number that is told is drawn anew; the row keeps the first',
  on(
    'CREATE TABLE invoices ("order" text PRIMARY KEY, number text)',
    (pool) => async (order) => {
      const number = randomUUID();
      await pool.query('INSERT INTO invoices VALUES ($1, $2) ON CONFLICT DO NOTHING', [order, number]);
      return `your invoice is ${number}`;
    },
    ['o1'],
    ['o2'],
  ),
);
fine(
  'stored-receipt-in-sentence',
  'the sentence names what is stored',
  over((holds) => async (order) => `your receipt is ${await holds.receipt(order)}, thank you`, ['o1'], ['o2']),
);
bug(
  'set-in-heartbeat',
  'heartbeat-not-encodable',
  'STUCK',
  'a Set does not survive the way to the server, and the retry asks it for what it does not have',
  over(
    (holds) => async (orders) => {
      const done = activityInfo().heartbeatDetails ?? new Set();
      for (const order of orders) {
        if (done.has(order)) continue;
        await holds.receipt(order);
        done.add(order);
        heartbeat(done);
      }
    },
    [['a', 'b']],
    [['x', 'y']],
  ),
);
fine(
  'list-in-heartbeat',
  'a list comes back as it went',
  over(
    (holds) => async (orders) => {
      const done = [...(activityInfo().heartbeatDetails ?? [])];
      for (const order of orders) {
        if (done.includes(order)) continue;
        await holds.receipt(order);
        done.push(order);
        heartbeat(done);
      }
    },
    [['a', 'b']],
    [['x', 'y']],
  ),
);
fine(
  'arguments-used-up',
  'the list that it empties is its own; a retry is given the arguments anew',
  over(
    (holds) => async (orders) => {
      for (let order = orders.shift(); order !== undefined; order = orders.shift()) await holds.receipt(order);
    },
    [['a', 'b']],
    [['x', 'y']],
  ),
);
bug(
  'start-of-process-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'another process has started at another time',
  over((holds) => (order) => holds.receipt(`${Math.round(performance.timeOrigin)}/${order}`), ['o1'], ['o2']),
);
bug(
  'total-as-text',
  'increment',
  'DUPLICATE_EFFECT',
  'a sum that is kept as a text with two decimals is added to',
  over(
    (holds) => async (who, cents) => holds.setTotal(who, (Number(await holds.total(who)) + cents / 100).toFixed(2)),
    ['ann', 250],
    ['bob', 125],
  ),
);
bug(
  'day-extended',
  'extended-date',
  'DUPLICATE_EFFECT',
  'a subscription that is paid until a day is extended by a month again',
  over(
    (holds) => async (who, days) => {
      const until = new Date(`${await holds.paidUntil(who)}T00:00:00Z`);
      until.setUTCDate(until.getUTCDate() + days);
      await holds.setPaidUntil(who, until.toISOString().slice(0, 10));
    },
    ['ann', 30],
    ['bob', 10],
  ),
);
fine(
  'day-set',
  'the day until which it is paid comes with the arguments',
  over((holds) => (who, day) => holds.setPaidUntil(who, day), ['ann', '2027-04-01'], ['bob', '2027-06-01']),
);
bug(
  'numeric-added',
  'increment',
  'DUPLICATE_EFFECT',
  'a numeric column comes as a text, and is added to all the same',
  on(
    "CREATE TABLE funds (id text PRIMARY KEY, amount numeric(12, 2)); INSERT INTO funds VALUES ('ann', 10.5), ('bob', 7)",
    (pool) => async (id, amount) =>
      void (await pool.query('UPDATE funds SET amount = amount + $2 WHERE id = $1', [id, amount])),
    ['ann', '2.25'],
    ['bob', '3.75'],
  ),
);
bug(
  'bytes-appended-in-row',
  'append',
  'DUPLICATE_EFFECT',
  'bytes are appended to bytes',
  on(
    "CREATE TABLE logs (id text PRIMARY KEY, data bytea); INSERT INTO logs VALUES ('a', '\\x01'), ('b', '\\x02')",
    (pool) => async (id, text) =>
      void (await pool.query('UPDATE logs SET data = data || $2 WHERE id = $1', [id, Buffer.from(text)])),
    ['a', 'one;'],
    ['b', 'two;'],
  ),
);
bug(
  'bytes-appended-in-file',
  'append',
  'DUPLICATE_EFFECT',
  'a binary record is appended to the file of the day',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'readme.txt': 'records' });
    return {
      activity: (day, number) => fs.appendFile(join(root, `${day}.bin`), Buffer.from([0, 255, number, 254])),
      args: ['mon', 1],
      distinct: ['tue', 2],
      world,
    };
  },
);
bug(
  'nothing-to-lock',
  'lock-of-nothing',
  'DUPLICATE_EFFECT',
  'FOR UPDATE finds no row to lock, and both insert',
  on(
    'CREATE TABLE refunds (id serial PRIMARY KEY, ref text, cents int)',
    (pool) => async (ref, cents) =>
      transaction(pool, async (query) => {
        const { rowCount } = await query('SELECT 1 FROM refunds WHERE ref = $1 FOR UPDATE', ref);
        if (rowCount === 0) await query('INSERT INTO refunds (ref, cents) VALUES ($1, $2)', ref, cents);
      }),
    ['r1', 5],
    ['r2', 7],
  ),
);
bug(
  'staging-left-in-session',
  'session-left-dirty',
  'STUCK',
  'the staging table is still there where the pool gives the same session again',
  on(
    'CREATE TABLE prices (sku text PRIMARY KEY, cents int)',
    (pool) => async (skus, cents) =>
      transaction(pool, async (query) => {
        await query('CREATE TEMP TABLE staging (sku text, cents int)');
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
