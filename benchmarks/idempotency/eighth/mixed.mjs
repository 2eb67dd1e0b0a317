// Worlds of a team's own, several worlds at once, mails, refusals of a key with other arguments, receipts and amounts.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { collect, demand, transaction } from '../seventh/kit.mjs';

const { Ledger } = createRequire(import.meta.url)('@handrail/activity/postgres');
const { cases, bug, fine } = collect('mixed');
export const mixed = cases;

// ---- worlds of a team's own ----------------------------------------------------------------------------------------

/** A broker as the guide shows one: twenty lines. */
function broker({ dropsKnown = false } = {}) {
  let messages = [];
  const send = async (text, id) => {
    if (dropsKnown && messages.some((message) => message.id === id)) return;
    messages.push({ id, text });
  };
  const client = { send };
  return {
    client,
    world: {
      name: 'broker',
      async reset() {
        messages = [];
      },
      async snapshot() {
        return [...messages];
      },
      attach(gate) {
        client.send = (text, id) => gate({ kind: 'broker', label: 'send', write: true, key: id }, () => send(text, id));
        return () => {
          client.send = send;
        };
      },
    },
  };
}

/** A store of values with reads that pass the gate, too. */
class Values {
  name = 'values';
  map = new Map();
  gate = (_effect, perform) => perform();
  async reset() {
    this.map.clear();
  }
  async snapshot() {
    return new Map(this.map);
  }
  attach(gate) {
    this.gate = gate;
    return () => {
      this.gate = (_effect, perform) => perform();
    };
  }
  get(key) {
    return this.gate({ kind: 'values', label: `GET ${key}`, write: false }, async () => this.map.get(key));
  }
  set(key, value) {
    return this.gate({ kind: 'values', label: `SET ${key}`, write: true }, async () => void this.map.set(key, value));
  }
  setIfAbsent(key, value) {
    return this.gate({ kind: 'values', label: `SETNX ${key}`, write: true }, async () => {
      if (this.map.has(key)) return false;
      this.map.set(key, value);
      return true;
    });
  }
  increment(key, by) {
    return this.gate({ kind: 'values', label: `INCRBY ${key}`, write: true }, async () => {
      this.map.set(key, (this.map.get(key) ?? 0) + by);
      return this.map.get(key);
    });
  }
}

bug('own-broker', 'no-key', 'DUPLICATE_EFFECT', 'the broker takes whatever comes', () => {
  const { client, world } = broker();
  return { activity: (order) => client.send(`paid ${order}`, order), args: ['o1'], distinct: ['o2'], world };
});

fine('own-broker-with-ids', 'the broker drops an id that it has', () => {
  const { client, world } = broker({ dropsKnown: true });
  return { activity: (order) => client.send(`paid ${order}`, order), args: ['o1'], distinct: ['o2'], world };
});

bug('own-broker-random-id', 'random-key', 'DUPLICATE_EFFECT', 'each attempt sends an id of its own', () => {
  const { client, world } = broker({ dropsKnown: true });
  return { activity: (order) => client.send(`paid ${order}`, randomUUID()), args: ['o1'], distinct: ['o2'], world };
});

bug('own-counter', 'read-modify-write', 'DUPLICATE_EFFECT', 'a value is read, raised and set', () => {
  const values = new Values();
  return {
    activity: async (name, by) => {
      const before = (await values.get(name)) ?? 0;
      await values.set(name, before + by);
    },
    args: ['x', 2],
    distinct: ['y', 3],
    world: values,
  };
});

bug('own-lock', 'lock-for-ever', 'STUCK', 'a lock without an end is in the way of every retry', () => {
  const values = new Values();
  return {
    activity: async (name) => {
      if (!(await values.setIfAbsent(`lock:${name}`, true))) throw new Error('locked');
      await values.set(name, 'done');
    },
    args: ['x'],
    distinct: ['y'],
    world: values,
  };
});

bug('own-mark', 'claim-before-work', 'LOST_EFFECT', 'the mark is set if absent, and then the work is done', () => {
  const values = new Values();
  return {
    activity: async (name, by) => {
      if (!(await values.setIfAbsent(`seen:${name}`, true))) return;
      await values.increment('total', by);
    },
    args: ['x', 2],
    distinct: ['y', 3],
    world: values,
  };
});

fine('own-values', 'what is set is what the arguments say', () => {
  const values = new Values();
  return {
    activity: async (name, state) => {
      await values.set(`state:${name}`, state);
      await values.set(`index:${state}:${name}`, 1);
    },
    args: ['x', 'open'],
    distinct: ['y', 'shut'],
    world: values,
  };
});

fine('own-mask', 'a log that does not matter is left out by the world’s own mask', () => {
  const state = { rows: {}, log: [] };
  let pass = (_effect, perform) => perform();
  const put = (id) =>
    pass({ kind: 'table', label: 'put', write: true }, async () => {
      state.rows[id] = true;
      state.log.push(`put ${id}`);
    });
  return {
    activity: put,
    args: ['a'],
    distinct: ['b'],
    world: {
      name: 'table',
      async reset() {
        state.rows = {};
        state.log = [];
      },
      async snapshot() {
        return structuredClone(state);
      },
      mask: ({ rows }) => ({ rows }),
      attach(gate) {
        pass = gate;
        return () => {
          pass = (_effect, perform) => perform();
        };
      },
    },
  };
});

fine(
  'own-world-without-gate',
  'a world that lets nothing pass shows changes without effects',
  () => {
    const rows = [];
    return {
      activity: async (id) => void rows.push(id),
      args: ['a'],
      distinct: ['b'],
      world: {
        name: 'blind',
        async reset() {
          rows.length = 0;
        },
        async snapshot() {
          return [...rows];
        },
      },
    };
  },
  'INCONCLUSIVE',
);

// ---- several at once -----------------------------------------------------------------------------------------------

const A = 'https://a-bank.example';
const B = 'https://b-bank.example';
const bank = (http, origin, name) =>
  http({
    origin,
    name,
    state: { moves: [] },
    routes: {
      'POST /moves': ({ body, state }) => {
        const move = { id: `${name}-${state.moves.length + 1}`, ...body };
        state.moves.push(move);
        return { status: 201, body: move };
      },
      'DELETE /moves/:id': ({ params, state }) => {
        state.moves = state.moves.filter(({ id }) => id !== params.id);
        return { status: 200, body: {} };
      },
    },
  });
const move = (origin, key, cents) =>
  demand(`${origin}/moves`, 'POST', { reference: key, cents }, { 'idempotency-key': key });
const BOOK = 'CREATE TABLE transfers (key text PRIMARY KEY, out_id text, in_id text, state text NOT NULL)';

fine('two-banks-and-a-book', 'each bank knows the key, and the book is written last', async ({ sql, http }) => {
  const { pool, world } = await sql(BOOK);
  return {
    activity: async (key, cents) => {
      const out = await move(A, `${key}/out`, -cents);
      const into = await move(B, `${key}/in`, cents);
      await pool.query(`INSERT INTO transfers VALUES ($1, $2, $3, 'done') ON CONFLICT DO NOTHING`, [
        key,
        out.id,
        into.id,
      ]);
      return { out: out.id, into: into.id };
    },
    args: ['k1', 500],
    distinct: ['k2', 700],
    world: [world, bank(http, A, 'a'), bank(http, B, 'b')],
  };
});

bug(
  'book-first',
  'claim-before-work',
  'LOST_EFFECT',
  'a transfer that is in the book is taken for done, whatever its state',
  async ({ sql, http }) => {
    const { pool, world } = await sql(BOOK);
    return {
      activity: async (key, cents) => {
        const { rowCount } = await pool.query(
          `INSERT INTO transfers VALUES ($1, NULL, NULL, 'begun') ON CONFLICT DO NOTHING`,
          [key],
        );
        if (rowCount === 0) return;
        const out = await move(A, `${key}/out`, -cents);
        const into = await move(B, `${key}/in`, cents);
        await pool.query(`UPDATE transfers SET out_id = $2, in_id = $3, state = 'done' WHERE key = $1`, [
          key,
          out.id,
          into.id,
        ]);
      },
      args: ['k1', 500],
      distinct: ['k2', 700],
      world: [world, bank(http, A, 'a'), bank(http, B, 'b')],
    };
  },
);

fine('book-first-and-continued', 'a transfer that has begun is continued', async ({ sql, http }) => {
  const { pool, world } = await sql(BOOK);
  return {
    activity: async (key, cents) => {
      await pool.query(`INSERT INTO transfers VALUES ($1, NULL, NULL, 'begun') ON CONFLICT DO NOTHING`, [key]);
      const { rows } = await pool.query('SELECT state FROM transfers WHERE key = $1', [key]);
      if (rows[0].state === 'done') return;
      const out = await move(A, `${key}/out`, -cents);
      const into = await move(B, `${key}/in`, cents);
      await pool.query(`UPDATE transfers SET out_id = $2, in_id = $3, state = 'done' WHERE key = $1`, [
        key,
        out.id,
        into.id,
      ]);
    },
    args: ['k1', 500],
    distinct: ['k2', 700],
    world: [world, bank(http, A, 'a'), bank(http, B, 'b')],
  };
});

bug(
  'second-bank-without-key',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the first bank is given a key, the second one none',
  ({ http }) => ({
    activity: async (key, cents) => {
      await move(A, `${key}/out`, -cents);
      await demand(`${B}/moves`, 'POST', { cents });
    },
    args: ['k1', 500],
    distinct: ['k2', 700],
    world: [bank(http, A, 'a'), bank(http, B, 'b')],
  }),
);

bug(
  'taken-back-for-good',
  'saga-forgets-landed',
  'TORN_STATE',
  'the second bank has the money although its answer was lost, and the first one is asked to forget',
  ({ http }) => ({
    activity: async (key, cents) => {
      const out = await move(A, `${key}/out`, -cents);
      try {
        await move(B, `${key}/in`, cents);
      } catch (error) {
        await demand(`${A}/moves/${out.id}`, 'DELETE');
        throw ApplicationFailure.nonRetryable(String(error));
      }
    },
    args: ['k1', 500],
    distinct: ['k2', 700],
    world: [bank(http, A, 'a'), bank(http, B, 'b')],
  }),
);

const letter = (order) => ({ from: 'shop@acme.example', to: `${order}@mail.example`, subject: order, text: 'Thanks' });

bug(
  'message-id-alone',
  'key-not-honoured',
  'DUPLICATE_EFFECT',
  'a mail server does not look at a Message-ID',
  ({ smtp }) => {
    const mails = smtp();
    return {
      activity: async (order) =>
        void (await mails.sendMail({ ...letter(order), messageId: `<${order}@acme.example>` })),
      args: ['o1'],
      distinct: ['o2'],
      world: mails,
    };
  },
);

bug(
  'mail-in-transaction',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the row that says "sent" is rolled back with the worker, the mail is not',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql('CREATE TABLE sent ("order" text PRIMARY KEY)');
    const mails = smtp();
    return {
      activity: async (order) => {
        await transaction(pool, async (query) => {
          const { rowCount } = await query('INSERT INTO sent VALUES ($1) ON CONFLICT DO NOTHING', order);
          if (rowCount === 1) await mails.sendMail(letter(order));
        });
      },
      args: ['o1'],
      distinct: ['o2'],
      world: [world, mails],
    };
  },
);

fine(
  'file-row-and-mail',
  'a file by its name, a row by its key, a mail that the receiver drops the second time',
  async ({ sql, folder, smtp }) => {
    const { pool, world } = await sql('CREATE TABLE sent ("order" text PRIMARY KEY, at timestamptz)');
    const { folder: root, fs, world: files } = await folder({ 'old.txt': 'old' });
    const mails = smtp({ dropsKnownIds: true });
    return {
      activity: async (order) => {
        await fs.writeFile(join(root, `${order}.txt`), `invoice of ${order}`);
        await mails.sendMail({ ...letter(order), messageId: `<${order}@acme.example>` });
        await pool.query('INSERT INTO sent VALUES ($1, now()) ON CONFLICT DO NOTHING', [order]);
      },
      args: ['o1'],
      distinct: ['o2'],
      world: [world, files, mails],
    };
  },
);

fine('ignored-log', 'the log of calls is declared as not mattering', ({ memory }) => {
  const shop = {
    orders: {},
    log: [],
    async confirm(order) {
      this.orders[order] = 'confirmed';
      this.log.push(`confirm ${order}`);
    },
  };
  return {
    activity: (order) => shop.confirm(order),
    args: ['o1'],
    distinct: ['o2'],
    world: memory(shop),
    ignore: ['log'],
  };
});

// ---- the same key with other arguments -----------------------------------------------------------------------------

const CHARGES = 'CREATE TABLE charges (key text PRIMARY KEY, cents int NOT NULL)';
const charging =
  (statement, more) =>
  async ({ sql }) => {
    const { pool, world } = await sql(CHARGES);
    return {
      activity: async (key, cents) => {
        const { rows } = await pool.query(statement, [key, cents]);
        return more?.(pool, key, cents, rows);
      },
      args: ['k1', 500],
      distinct: ['k2', 700],
      conflicting: ['k1', 900],
      world,
    };
  };

bug(
  'other-amount-unnoticed',
  'conflict-unnoticed',
  'SWALLOWED_EFFECT',
  'another amount under a known key is answered with success',
  charging('INSERT INTO charges VALUES ($1, $2) ON CONFLICT DO NOTHING'),
);

bug(
  'other-amount-overwrites',
  'conflict-overwrites',
  'TORN_STATE',
  'another amount under a known key overwrites the first',
  charging('INSERT INTO charges VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET cents = EXCLUDED.cents'),
);

fine(
  'other-amount-refused',
  'what is stored under the key is compared',
  charging('INSERT INTO charges VALUES ($1, $2) ON CONFLICT DO NOTHING', async (pool, key, cents) => {
    const { rows } = await pool.query('SELECT cents FROM charges WHERE key = $1', [key]);
    if (rows[0].cents !== cents) throw ApplicationFailure.nonRetryable(`"${key}" was used for ${rows[0].cents}`);
    return { key, cents };
  }),
);

fine('other-amount-refused-by-ledger', 'the ledger compares the arguments', async ({ sql }) => {
  const { pool, world } = await sql(CHARGES);
  const ledger = new Ledger({ pool });
  await ledger.setUp();
  return {
    activity: (key, cents) =>
      ledger.once(key, { cents }, async (operation) => {
        await operation.query('INSERT INTO charges VALUES ($1, $2)', [key, cents]);
      }),
    args: ['k1', 500],
    distinct: ['k2', 700],
    conflicting: ['k1', 900],
    world,
  };
});

// ---- receipts and amounts ------------------------------------------------------------------------------------------

const RECEIPTS =
  'CREATE TABLE receipts ("order" text PRIMARY KEY, number text, cents int, at timestamptz DEFAULT now())';
const receipt =
  (on) =>
  async ({ sql }) => {
    const { pool, world } = await sql(RECEIPTS);
    return { activity: on(pool), args: ['o1', 1999], distinct: ['o2', 2450], world };
  };
const STORE = 'INSERT INTO receipts ("order", number, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

bug(
  'receipt-made-anew',
  'fresh-receipt',
  'RESULT_DRIFT',
  'the row keeps the first number, the workflow is given the last',
  receipt((pool) => async (order, cents) => {
    const number = `R-${randomUUID().slice(0, 8).toUpperCase()}`;
    await pool.query(STORE, [order, number, cents]);
    return { number, total: (cents / 100).toLocaleString('en', { style: 'currency', currency: 'EUR' }) };
  }),
);

fine(
  'receipt-read-back',
  'the number that is stored is the one that is told',
  receipt((pool) => async (order, cents) => {
    await pool.query(STORE, [order, `R-${randomUUID().slice(0, 8).toUpperCase()}`, cents]);
    const { rows } = await pool.query('SELECT number, cents, at FROM receipts WHERE "order" = $1', [order]);
    const [{ number, at }] = rows;
    return { number, total: (cents / 100).toLocaleString('en', { style: 'currency', currency: 'EUR' }), at };
  }),
);

fine(
  'time-in-result',
  'it tells when it has looked',
  receipt((pool) => async (order, cents) => {
    await pool.query(STORE, [order, order, cents]);
    return { order, confirmedAt: new Date().toISOString() };
  }),
);

bug(
  'status-in-result',
  'status-in-result',
  'RESULT_DRIFT',
  'the answer tells whether it was this attempt that has stored it',
  receipt((pool) => async (order, cents) => {
    const { rowCount } = await pool.query(STORE, [order, order, cents]);
    return { status: rowCount === 1 ? 'created' : 'existing' };
  }),
);

bug(
  'attempt-in-row',
  'attempt-in-text',
  'DUPLICATE_EFFECT',
  'the number ends in the attempt, so each attempt has a row',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE receipts (number text PRIMARY KEY, cents int)');
    return {
      activity: async (order, cents) => {
        const number = `${order}/${String(activityInfo().attempt).padStart(3, '0')}`;
        await pool.query('INSERT INTO receipts VALUES ($1, $2) ON CONFLICT DO NOTHING', [number, cents]);
      },
      args: ['o1', 1999],
      distinct: ['o2', 2450],
      world,
    };
  },
);

fine(
  'money-in-floats',
  'a sum of floats is made from the arguments alone, the same each time',
  receipt((pool) => async (order, cents) => {
    const total = [0.1, 0.2, cents / 3].reduce((sum, each) => sum + each, 0);
    await pool.query(STORE, [order, total.toFixed(4), cents]);
    return total;
  }),
);
