// Files, mails, and several worlds at once: locks left behind, inboxes, numbers, Message-IDs, rows beside calls.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApplicationFailure, activityInfo, heartbeat } from '@temporalio/activity';
import { collect, demand, transaction } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('edges');
export const edges = cases;

const inFolder =
  (files, on, args, distinct) =>
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder(files);
    return { activity: on(fs, (...names) => join(root, ...names)), args, distinct, world };
  };
const isMissing = (error) => error.code === 'ENOENT';
const textOf = (fs, path) =>
  fs.readFile(path, 'utf8').catch((error) => (isMissing(error) ? '' : Promise.reject(error)));

// ---- files ----------------------------------------------------------------------------------------------------------

bug(
  'lock-file-left',
  'lock-for-ever',
  'STUCK',
  'the lock of a worker that has died is in the way of every retry',
  inFolder(
    { 'readme.txt': 'reports' },
    (fs, at) => async (name) => {
      await fs.writeFile(at(`${name}.lock`), 'locked', { flag: 'wx' });
      try {
        await fs.writeFile(at(`${name}.txt`), `report ${name}`);
      } finally {
        await fs.unlink(at(`${name}.lock`));
      }
    },
    ['r1'],
    ['r2'],
  ),
);
fine(
  'written-in-place',
  'the report is written whole each time',
  inFolder(
    { 'readme.txt': 'reports' },
    (fs, at) => (name) => fs.writeFile(at(`${name}.txt`), `report ${name}`),
    ['r1'],
    ['r2'],
  ),
);
bug(
  'header-and-lines',
  'append-without-key',
  'DUPLICATE_EFFECT',
  'the header comes once, the line each time',
  inFolder(
    { 'old.csv': 'id,cents\nx,1\n' },
    (fs, at) => async (day, id) => {
      if ((await textOf(fs, at(`${day}.csv`))) === '') await fs.writeFile(at(`${day}.csv`), 'id,cents\n');
      await fs.appendFile(at(`${day}.csv`), `${id},5\n`);
    },
    ['mon', 'a'],
    ['tue', 'b'],
  ),
);
bug(
  'unlinked-then-processed',
  'mark-before',
  'LOST_EFFECT',
  'the order is taken from the inbox before anything is made of it',
  inFolder(
    { 'inbox/o1': 'pens', 'inbox/o2': 'cups', 'done/o0': 'keys' },
    (fs, at) => async (order) => {
      const text = await textOf(fs, at('inbox', order));
      if (text === '') return;
      await fs.unlink(at('inbox', order));
      await fs.writeFile(at('done', order), text);
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'processed-then-missed',
  'own-progress-as-error',
  'STUCK',
  'the order that it has taken from the inbox is missed by the retry',
  inFolder(
    { 'inbox/o1': 'pens', 'inbox/o2': 'cups', 'done/o0': 'keys' },
    (fs, at) => async (order) => {
      await fs.writeFile(at('done', order), await fs.readFile(at('inbox', order)));
      await fs.unlink(at('inbox', order));
    },
    ['o1'],
    ['o2'],
  ),
);
fine(
  'moved-if-there',
  'one rename, and who finds the order moved is done',
  inFolder(
    { 'inbox/o1': 'pens', 'inbox/o2': 'cups', 'done/o0': 'keys' },
    (fs, at) => async (order) => {
      try {
        await fs.rename(at('inbox', order), at('done', order));
      } catch (error) {
        if (!isMissing(error)) throw error;
        await fs.readFile(at('done', order));
      }
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'next-number-by-count',
  'counted-name',
  'DUPLICATE_EFFECT',
  'the number is how many there are, and there is one more by then',
  inFolder(
    { 'invoices/1.txt': 'o0' },
    (fs, at) => async (order) => {
      const { length } = await fs.readdir(at('invoices'));
      await fs.writeFile(at('invoices', `${length + 1}.txt`), order);
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'sequence-in-file',
  'increment',
  'DUPLICATE_EFFECT',
  'the sequence is read, raised and written by each attempt',
  inFolder(
    { sequence: '7' },
    (fs, at) => async (order) => {
      const next = Number(await fs.readFile(at('sequence'), 'utf8')) + 1;
      await fs.writeFile(at('sequence'), String(next));
      await fs.writeFile(at(`${order}.txt`), 'invoice');
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'attempt-in-name',
  'attempt-in-key',
  'DUPLICATE_EFFECT',
  'each attempt leaves a file of its own',
  inFolder(
    { 'readme.txt': 'exports' },
    (fs, at) => (name) => fs.writeFile(at(`${name}.${activityInfo().attempt}.csv`), 'a,b'),
    ['e1'],
    ['e2'],
  ),
);
bug(
  'done-before-parts',
  'mark-before',
  'LOST_EFFECT',
  'the marker is written before the parts that it vouches for',
  inFolder(
    { 'readme.txt': 'exports' },
    (fs, at) => async (name) => {
      if ((await textOf(fs, at(`${name}.done`))) !== '') return;
      await fs.writeFile(at(`${name}.done`), 'done');
      for (const part of ['1', '2']) await fs.writeFile(at(`${name}.${part}`), `part ${part}`);
    },
    ['e1'],
    ['e2'],
  ),
);
fine(
  'draft-renamed',
  'the draft has a random name that says so, and is renamed into its place',
  inFolder(
    { 'readme.txt': 'exports' },
    (fs, at) => async (name) => {
      const draft = at(`${name}.${randomUUID()}.tmp`);
      await fs.writeFile(draft, 'a,b');
      await fs.rename(draft, at(`${name}.csv`));
    },
    ['e1'],
    ['e2'],
  ),
);

// ---- mails ----------------------------------------------------------------------------------------------------------

const letter = (to, subject, more = {}) => ({
  from: 'shop@acme.example',
  to: `${to}@acme.example`,
  subject,
  text: 'Dear customer',
  ...more,
});
const mailing =
  (activityOn, args, distinct, options = undefined) =>
  ({ smtp }) => {
    const mails = smtp(options);
    return { activity: activityOn(mails), args, distinct, world: mails };
  };
bug(
  'mail-sent-again',
  'no-key',
  'DUPLICATE_EFFECT',
  'the answer of the mail server is lost, and the mail goes out again',
  mailing((mails) => async (to) => void (await mails.sendMail(letter(to, 'Paid'))), ['ann'], ['bob']),
);
bug(
  'mail-retried-inside',
  'inner-retry',
  'DUPLICATE_EFFECT',
  'the loop takes a lost answer for a mail that was not sent',
  mailing(
    (mails) => async (to) => {
      for (let turn = 1; ; turn += 1) {
        try {
          return void (await mails.sendMail(letter(to, 'Paid')));
        } catch (error) {
          if (turn === 3) throw error;
        }
      }
    },
    ['ann'],
    ['bob'],
  ),
);
fine(
  'mail-by-message-id',
  'the receiver drops a Message-ID that it knows, and the id is made from the order',
  mailing(
    (mails) => async (to, order) =>
      void (await mails.sendMail(letter(to, `Order ${order}`, { messageId: `<${order}@acme.example>` }))),
    ['ann', 'o1'],
    ['ann', 'o2'],
    { dropsKnownIds: true },
  ),
);
bug(
  'mail-by-random-message-id',
  'random-key',
  'DUPLICATE_EFFECT',
  'each attempt makes a Message-ID',
  mailing(
    (mails) => async (to) =>
      void (await mails.sendMail(letter(to, 'Paid', { messageId: `<${randomUUID()}@acme.example>` }))),
    ['ann'],
    ['bob'],
    { dropsKnownIds: true },
  ),
);
bug(
  'mail-by-day',
  'time-in-key',
  'DUPLICATE_EFFECT',
  'a retry after midnight has another Message-ID',
  mailing(
    (mails) => async (to) => {
      const day = new Date().toISOString().slice(0, 10);
      await mails.sendMail(letter(to, 'Digest', { messageId: `<${to}.${day}@acme.example>` }));
    },
    ['ann'],
    ['bob'],
    { dropsKnownIds: true },
  ),
);
bug(
  'mail-by-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the second mail to a customer is dropped as the first one',
  mailing(
    (mails) => async (to, order) =>
      void (await mails.sendMail(letter(to, `Order ${order}`, { messageId: `<${to}@acme.example>` }))),
    ['ann', 'o1'],
    ['ann', 'o2'],
    { dropsKnownIds: true },
  ),
);
bug(
  'mails-by-heartbeat',
  'cursor-without-keys',
  'DUPLICATE_EFFECT',
  'the heartbeat after a mail is lost with the worker',
  mailing(
    (mails) => async (names) => {
      for (let index = activityInfo().heartbeatDetails ?? 0; index < names.length; index += 1) {
        await mails.sendMail(letter(names[index], 'News'));
        heartbeat(index + 1);
      }
    },
    [['ann', 'bob']],
    [['cy', 'dan']],
  ),
);

// ---- several worlds -------------------------------------------------------------------------------------------------

const BANK = 'https://bank.example';
const bank = (http) =>
  http({
    origin: BANK,
    state: { charges: [] },
    routes: {
      'POST /charges': ({ body, state }) => {
        state.charges.push(body);
        return { status: 201, body: { id: `ch_${state.charges.length}` } };
      },
    },
  });
const charge = (key, body) =>
  demand(`${BANK}/charges`, 'POST', body, key === undefined ? {} : { 'idempotency-key': key });
const ORDERS = 'CREATE TABLE orders (id serial PRIMARY KEY, ref text UNIQUE, status text, charge text)';
const rowAndCharge =
  (activityOn, schema = ORDERS) =>
  async ({ sql, http }) => {
    const { pool, world } = await sql(schema);
    return { activity: activityOn(pool), args: ['o1', 500], distinct: ['o2', 300], world: [world, bank(http)] };
  };
fine(
  'pending-charged-paid',
  'the row is pending, the charge has a key, the row is paid; every step may come again',
  rowAndCharge((pool) => async (ref, cents) => {
    await pool.query("INSERT INTO orders (ref, status) VALUES ($1, 'pending') ON CONFLICT DO NOTHING", [ref]);
    const { id } = await charge(ref, { ref, cents });
    await pool.query("UPDATE orders SET status = 'paid', charge = $2 WHERE ref = $1", [ref, id]);
    return { id };
  }),
);
bug(
  'key-from-row-of-attempt',
  'unstable-source',
  'DUPLICATE_EFFECT',
  'each attempt inserts a row and makes the key from its id',
  rowAndCharge(
    (pool) => async (ref, cents) => {
      const { rows } = await pool.query('INSERT INTO orders (ref) VALUES ($1) RETURNING id', [ref]);
      await charge(`order-${rows[0].id}`, { ref, cents });
    },
    ORDERS.replace(' UNIQUE', ''),
  ),
);
fine(
  'key-from-row-of-order',
  'the order has one row, and its id makes the key',
  rowAndCharge((pool) => async (ref, cents) => {
    await pool.query('INSERT INTO orders (ref) VALUES ($1) ON CONFLICT DO NOTHING', [ref]);
    const { rows } = await pool.query('SELECT id FROM orders WHERE ref = $1', [ref]);
    await charge(`order-${rows[0].id}`, { ref, cents });
  }),
);
bug(
  'charged-in-transaction',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the row is rolled back with the worker, the charge is not',
  rowAndCharge((pool) => async (ref, cents) => {
    await transaction(pool, async (query) => {
      const { rowCount } = await query(
        "INSERT INTO orders (ref, status) VALUES ($1, 'paid') ON CONFLICT DO NOTHING",
        ref,
      );
      if (rowCount === 1) await charge(undefined, { ref, cents });
    });
  }),
);
bug(
  'row-guards-charge',
  'mark-before',
  'LOST_EFFECT',
  'the row is committed, and the charge never comes',
  rowAndCharge((pool) => async (ref, cents) => {
    const { rowCount } = await pool.query(
      "INSERT INTO orders (ref, status) VALUES ($1, 'paid') ON CONFLICT DO NOTHING",
      [ref],
    );
    if (rowCount === 1) await charge(ref, { ref, cents });
  }),
);
bug(
  'charge-id-from-new-row',
  'random-key',
  'DUPLICATE_EFFECT',
  'the key is drawn, stored and read back from the wrong side: the drawn one is sent',
  rowAndCharge((pool) => async (ref, cents) => {
    const key = randomUUID();
    await pool.query('INSERT INTO orders (ref, charge) VALUES ($1, $2) ON CONFLICT DO NOTHING', [ref, key]);
    await charge(key, { ref, cents });
  }),
);
fine(
  'charge-key-stored-first',
  'the key is drawn, stored if there is none, and the stored one is sent',
  rowAndCharge((pool) => async (ref, cents) => {
    await pool.query('INSERT INTO orders (ref, charge) VALUES ($1, $2) ON CONFLICT DO NOTHING', [ref, randomUUID()]);
    const { rows } = await pool.query('SELECT charge FROM orders WHERE ref = $1', [ref]);
    await charge(rows[0].charge, { ref, cents });
  }),
);
bug(
  'charged-then-mailed',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the charge has a key, the mail has none',
  ({ http, smtp }) => {
    const mails = smtp();
    return {
      activity: async (order, cents) => {
        await charge(order, { order, cents });
        await mails.sendMail(letter('ann', `Order ${order}`));
      },
      args: ['o1', 500],
      distinct: ['o2', 300],
      world: [bank(http), mails],
    };
  },
);
fine('charged-and-filed', 'the receipt is a file by the order’s name', async ({ http, folder }) => {
  const { folder: root, fs, world } = await folder({ 'readme.txt': 'receipts' });
  return {
    activity: async (order, cents) => {
      const { id } = await charge(order, { order, cents });
      await fs.writeFile(join(root, `${order}.txt`), id);
      return `receipt ${id}`;
    },
    args: ['o1', 500],
    distinct: ['o2', 300],
    world: [bank(http), world],
  };
});
bug(
  'filed-under-time',
  'time-in-key',
  'DUPLICATE_EFFECT',
  'the charge has a key; the receipt is filed under the time of the attempt',
  async ({ http, folder }) => {
    const { folder: root, fs, world } = await folder({ 'readme.txt': 'receipts' });
    return {
      activity: async (order, cents) => {
        const { id } = await charge(order, { order, cents });
        await fs.writeFile(join(root, `${order}-${Date.now()}.txt`), id);
      },
      args: ['o1', 500],
      distinct: ['o2', 300],
      world: [bank(http), world],
    };
  },
);
bug(
  'lookup-of-own-row-only',
  'mark-after',
  'DUPLICATE_EFFECT',
  'whether it is charged is asked of the row that is written after the charge',
  rowAndCharge((pool) => async (ref, cents) => {
    const { rowCount } = await pool.query("SELECT 1 FROM orders WHERE ref = $1 AND status = 'paid'", [ref]);
    if (rowCount > 0) return;
    await charge(undefined, { ref, cents });
    await pool.query("INSERT INTO orders (ref, status) VALUES ($1, 'paid') ON CONFLICT DO NOTHING", [ref]);
  }),
);
fine(
  'declined-for-good',
  'a business refusal is thrown each time, and nothing was done',
  rowAndCharge((pool) => async (ref, cents) => {
    await pool.query("INSERT INTO orders (ref, status) VALUES ($1, 'declined') ON CONFLICT DO NOTHING", [ref]);
    if (cents > 0) throw ApplicationFailure.nonRetryable('card declined', 'CardDeclined');
  }),
);
bug(
  'other-amount-unnoticed',
  'conflict-unnoticed',
  'SWALLOWED_EFFECT',
  'the same reference with another amount is answered with success',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE payments (ref text PRIMARY KEY, cents int)');
    return {
      activity: async (ref, cents) =>
        void (await pool.query('INSERT INTO payments VALUES ($1, $2) ON CONFLICT DO NOTHING', [ref, cents])),
      args: ['r1', 5],
      distinct: ['r2', 5],
      conflicting: ['r1', 9],
      world,
    };
  },
);
fine('other-amount-refused', 'what is stored under the reference is compared', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE payments (ref text PRIMARY KEY, cents int)');
  return {
    activity: async (ref, cents) => {
      await pool.query('INSERT INTO payments VALUES ($1, $2) ON CONFLICT DO NOTHING', [ref, cents]);
      const { rows } = await pool.query('SELECT cents FROM payments WHERE ref = $1', [ref]);
      if (rows[0].cents !== cents) throw ApplicationFailure.nonRetryable('another amount', 'Conflict');
    },
    args: ['r1', 5],
    distinct: ['r2', 5],
    conflicting: ['r1', 9],
    world,
  };
});
