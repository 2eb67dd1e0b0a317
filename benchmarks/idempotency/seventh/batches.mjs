// Batches with cursors, cancellation, clean-up, and more than one world.
import {
  activityInfo,
  ApplicationFailure,
  cancellationSignal,
  CancelledFailure,
  Context,
  heartbeat,
  sleep,
} from '@temporalio/activity';
import { join } from 'node:path';
import { collect, demand, transaction } from './kit.mjs';

const { cases, bug, fine } = collect('batches');
export const batches = cases;

const ORDERS = `CREATE TABLE orders (id int PRIMARY KEY, shop text, cents int);
  INSERT INTO orders VALUES (1, 'a', 5), (2, 'a', 7), (3, 'a', 9), (4, 'b', 11), (5, 'b', 13);
  CREATE TABLE exported (run text, id int, cents int);
  CREATE TABLE cursors (run text PRIMARY KEY, last int);`;

bug(
  'keyset-with-heartbeat',
  'heartbeat-too-late',
  'DUPLICATE_EFFECT',
  'the last id goes out with a heartbeat that may be lost, and the row is inserted again',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async (shop) => {
        let last = activityInfo().heartbeatDetails?.last ?? 0;
        for (;;) {
          const { rows } = await pool.query(
            'SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id LIMIT 2',
            [shop, last],
          );
          if (rows.length === 0) return;
          for (const { id, cents } of rows)
            await pool.query('INSERT INTO exported VALUES ($1, $2, $3)', [shop, id, cents]);
          last = rows.at(-1).id;
          heartbeat({ last });
        }
      },
      args: ['a'],
      distinct: ['b'],
      world,
    };
  },
);

fine('keyset-with-unique', 'the same cursor, and a table that takes each row once', async ({ sql }) => {
  const { pool, world } = await sql(`${ORDERS} CREATE UNIQUE INDEX ON exported (run, id)`);
  return {
    activity: async (shop) => {
      let last = activityInfo().heartbeatDetails?.last ?? 0;
      for (;;) {
        const { rows } = await pool.query(
          'SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id LIMIT 2',
          [shop, last],
        );
        if (rows.length === 0) return last;
        for (const { id, cents } of rows)
          await pool.query('INSERT INTO exported VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [shop, id, cents]);
        last = rows.at(-1).id;
        heartbeat({ last });
      }
    },
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

bug(
  'keyset-reported-early',
  'heartbeat-too-early',
  'LOST_EFFECT',
  'the cursor is reported before its rows are there',
  async ({ sql }) => {
    const { pool, world } = await sql(`${ORDERS} CREATE UNIQUE INDEX ON exported (run, id)`);
    return {
      activity: async (shop) => {
        let last = activityInfo().heartbeatDetails?.last ?? 0;
        for (;;) {
          const { rows } = await pool.query(
            'SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id LIMIT 2',
            [shop, last],
          );
          if (rows.length === 0) return;
          last = rows.at(-1).id;
          heartbeat({ last });
          for (const { id, cents } of rows)
            await pool.query('INSERT INTO exported VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [shop, id, cents]);
        }
      },
      args: ['a'],
      distinct: ['b'],
      world,
    };
  },
);

bug(
  'cursor-in-table-after',
  'mark-after',
  'DUPLICATE_EFFECT',
  'rows and cursor are two transactions',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async (shop) => {
        const known = await pool.query('SELECT last FROM cursors WHERE run = $1', [shop]);
        const { rows } = await pool.query('SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id', [
          shop,
          known.rows[0]?.last ?? 0,
        ]);
        if (rows.length === 0) return;
        await transaction(pool, async (query) => {
          for (const { id, cents } of rows) await query('INSERT INTO exported VALUES ($1, $2, $3)', shop, id, cents);
        });
        await pool.query('INSERT INTO cursors VALUES ($1, $2) ON CONFLICT (run) DO UPDATE SET last = EXCLUDED.last', [
          shop,
          rows.at(-1).id,
        ]);
      },
      args: ['a'],
      distinct: ['b'],
      world,
    };
  },
);

fine('cursor-in-table-with', 'the cursor is locked and moves with its rows', async ({ sql }) => {
  const { pool, world } = await sql(`${ORDERS} INSERT INTO cursors VALUES ('a', 0), ('b', 0)`);
  return {
    activity: async (shop) =>
      transaction(pool, async (query) => {
        const known = await query('SELECT last FROM cursors WHERE run = $1 FOR UPDATE', shop);
        const { rows } = await query(
          'SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id',
          shop,
          known.rows[0].last,
        );
        for (const { id, cents } of rows) await query('INSERT INTO exported VALUES ($1, $2, $3)', shop, id, cents);
        if (rows.length > 0) await query('UPDATE cursors SET last = $2 WHERE run = $1', shop, rows.at(-1).id);
      }),
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

bug('cursor-in-table-before', 'mark-before', 'LOST_EFFECT', 'the cursor moves first', async ({ sql }) => {
  const { pool, world } = await sql(`${ORDERS} INSERT INTO cursors VALUES ('a', 0), ('b', 0)`);
  return {
    activity: async (shop) => {
      const known = await pool.query('SELECT last FROM cursors WHERE run = $1', [shop]);
      const { rows } = await pool.query('SELECT id, cents FROM orders WHERE shop = $1 AND id > $2 ORDER BY id', [
        shop,
        known.rows[0].last,
      ]);
      if (rows.length === 0) return;
      const moved = await pool.query('UPDATE cursors SET last = $2 WHERE run = $1 AND last = $3', [
        shop,
        rows.at(-1).id,
        known.rows[0].last,
      ]);
      if (moved.rowCount === 0) return;
      for (const { id, cents } of rows) await pool.query('INSERT INTO exported VALUES ($1, $2, $3)', [shop, id, cents]);
    },
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

class Store {
  items = new Map();
  async put(id, value) {
    this.items.set(id, value);
  }
  async get(id) {
    return this.items.get(id);
  }
  async remove(id) {
    this.items.delete(id);
  }
}

bug(
  'exported-list-of-rest',
  'result-of-rest',
  'RESULT_DRIFT',
  'who resumes lists only what was left for it',
  ({ memory }) => {
    const store = new Store();
    return {
      activity: async (album) => {
        const links = [];
        for (let page = activityInfo().heartbeatDetails?.page ?? 0; page < 3; page += 1) {
          await store.put(`${album}-${page}`, { page });
          links.push(`${album}-${page}.jpg`);
          heartbeat({ page: page + 1 });
        }
        return { links };
      },
      args: ['spring'],
      distinct: ['autumn'],
      world: memory(store),
    };
  },
);

fine('exported-list-whole', 'the list is made of the album, not of what this attempt did', ({ memory }) => {
  const store = new Store();
  return {
    activity: async (album) => {
      const pages = [0, 1, 2];
      for (const page of pages.slice(activityInfo().heartbeatDetails?.page ?? 0)) {
        await store.put(`${album}-${page}`, { page });
        heartbeat({ page: page + 1 });
      }
      return { links: pages.map((page) => `${album}-${page}.jpg`) };
    },
    args: ['spring'],
    distinct: ['autumn'],
    world: memory(store),
  };
});

bug(
  'stops-when-cancelled',
  'cancel-swallowed',
  'LOST_EFFECT',
  'a cancelled batch stops and reports success',
  async ({ sql }) => {
    const { pool, world } = await sql(`${ORDERS} CREATE UNIQUE INDEX ON exported (run, id)`);
    return {
      activity: async (shop) => {
        const { rows } = await pool.query('SELECT id, cents FROM orders WHERE shop = $1 ORDER BY id', [shop]);
        for (const { id, cents } of rows) {
          if (cancellationSignal().aborted) break;
          await pool.query('INSERT INTO exported VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [shop, id, cents]);
          heartbeat(id);
        }
      },
      args: ['a'],
      distinct: ['b'],
      world,
    };
  },
);

fine('fails-when-cancelled', 'a cancelled batch says so between two whole rows', async ({ sql }) => {
  const { pool, world } = await sql(`${ORDERS} CREATE UNIQUE INDEX ON exported (run, id)`);
  return {
    activity: async (shop) => {
      const { rows } = await pool.query('SELECT id, cents FROM orders WHERE shop = $1 ORDER BY id', [shop]);
      for (const { id, cents } of rows) {
        if (cancellationSignal().aborted) throw new CancelledFailure('stopped');
        await pool.query('INSERT INTO exported VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [shop, id, cents]);
        heartbeat(id);
      }
    },
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

class Wallets {
  cents = { ann: 100, bob: 100, shop: 0 };
  steps = new Set();
  async move(step, account, cents) {
    if (this.steps.has(step)) return;
    this.steps.add(step);
    this.cents[account] += cents;
  }
}

bug(
  'cancelled-between-halves',
  'cancel-in-the-middle',
  'TORN_STATE',
  'a cancellation between debit and credit leaves the money nowhere',
  ({ memory }) => {
    const wallets = new Wallets();
    return {
      activity: async ({ id, from, cents }) => {
        await wallets.move(`${id}/debit`, from, -cents);
        heartbeat('debited');
        await sleep('2 seconds');
        await wallets.move(`${id}/credit`, 'shop', cents);
      },
      args: [{ id: 't1', from: 'ann', cents: 10 }],
      distinct: [{ id: 't2', from: 'bob', cents: 20 }],
      world: memory(wallets),
    };
  },
);

fine('not-cancelled-between-halves', 'it looks for a cancellation before the first step alone', ({ memory }) => {
  const wallets = new Wallets();
  return {
    activity: async ({ id, from, cents }) => {
      Context.current().heartbeat('starting');
      await sleep('2 seconds');
      await wallets.move(`${id}/debit`, from, -cents);
      await wallets.move(`${id}/credit`, 'shop', cents);
    },
    args: [{ id: 't1', from: 'ann', cents: 10 }],
    distinct: [{ id: 't2', from: 'bob', cents: 20 }],
    world: memory(wallets),
  };
});

fine('draft-left-on-cancel', 'a file in the making is removed when it is cancelled', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({});
  return {
    activity: async (name) => {
      const { attempt, workflowExecution } = activityInfo();
      const part = join(root, `${name}.${workflowExecution.runId}-${attempt}.tmp`);
      try {
        await fs.writeFile(part, 'half');
        heartbeat();
        await sleep(1000);
        await fs.writeFile(part, 'whole');
        await fs.rename(part, join(root, name));
      } catch (error) {
        await fs.rm(part, { force: true });
        throw error;
      }
    },
    args: ['a.txt'],
    distinct: ['b.txt'],
    world,
  };
});

bug(
  'undone-by-zombie',
  'compensation-by-zombie',
  'LOST_EFFECT',
  'the clean-up of an attempt that nobody waits for removes what the retry has made',
  ({ memory }) => {
    const store = new Store();
    return {
      activity: async (tenant) => {
        await store.put(`db-${tenant}`, { ready: true });
        try {
          heartbeat('made');
          await sleep('1 minute');
          await store.put(`dns-${tenant}`, { points: `db-${tenant}` });
        } catch (error) {
          await store.remove(`db-${tenant}`);
          await store.remove(`dns-${tenant}`);
          throw error;
        }
      },
      args: ['acme'],
      distinct: ['initech'],
      world: memory(store),
    };
  },
);

// ---- several worlds ------------------------------------------------------------------------------------------------

const CRM = 'https://crm.example';
const crm = (http) =>
  http({
    origin: CRM,
    state: { contacts: {}, notes: [] },
    routes: {
      'PUT /contacts/:id': ({ params, body, state }) => {
        state.contacts[params.id] = body;
        return { status: 200, body: { id: params.id } };
      },
      'POST /notes': ({ body, state }) => {
        state.notes.push(body);
        return { status: 201, body: {} };
      },
    },
  });

fine('row-contact-and-file', 'three places, each by the same id', async ({ sql, http, folder }) => {
  const { pool, world } = await sql('CREATE TABLE leads (id text PRIMARY KEY, mail text)');
  const { folder: root, fs, world: files } = await folder({});
  return {
    activity: async (id, mail) => {
      await pool.query('INSERT INTO leads VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET mail = EXCLUDED.mail', [
        id,
        mail,
      ]);
      await demand(`${CRM}/contacts/${id}`, 'PUT', { mail });
      await fs.writeFile(join(root, `${id}.json`), JSON.stringify({ id, mail }));
      return { id };
    },
    args: ['l1', 'ann@mail.example'],
    distinct: ['l2', 'bob@mail.example'],
    world: [world, crm(http), files],
  };
});

bug(
  'row-contact-and-note',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'row and contact are put, the note is added',
  async ({ sql, http }) => {
    const { pool, world } = await sql('CREATE TABLE leads (id text PRIMARY KEY, mail text)');
    return {
      activity: async (id, mail) => {
        await pool.query('INSERT INTO leads VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, mail]);
        await demand(`${CRM}/contacts/${id}`, 'PUT', { mail });
        await demand(`${CRM}/notes`, 'POST', { contact: id, text: 'from the form' });
      },
      args: ['l1', 'ann@mail.example'],
      distinct: ['l2', 'bob@mail.example'],
      world: [world, crm(http)],
    };
  },
);

bug(
  'known-lead-is-done',
  'early-return',
  'LOST_EFFECT',
  'a row that is there counts as a contact that is there',
  async ({ sql, http }) => {
    const { pool, world } = await sql('CREATE TABLE leads (id text PRIMARY KEY, mail text)');
    return {
      activity: async (id, mail) => {
        const { rowCount } = await pool.query('SELECT 1 FROM leads WHERE id = $1', [id]);
        if (rowCount > 0) return;
        await pool.query('INSERT INTO leads VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, mail]);
        await demand(`${CRM}/contacts/${id}`, 'PUT', { mail });
      },
      args: ['l1', 'ann@mail.example'],
      distinct: ['l2', 'bob@mail.example'],
      world: [world, crm(http)],
    };
  },
);

fine('business-error', 'an order that may not be cancelled fails each time, and nothing happens', ({ memory }) => {
  const store = new Store();
  store.items.set('o1', { state: 'open' }).set('o2', { state: 'open' }).set('o3', { state: 'sent' });
  return {
    activity: async (order) => {
      const known = await store.get(order);
      if (known === undefined) throw ApplicationFailure.nonRetryable('unknown order');
      if (known.state === 'sent') throw ApplicationFailure.nonRetryable('too late');
      await store.put(order, { state: 'cancelled' });
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(store),
  };
});

fine(
  'no-distinct',
  'without a distinct call a writing activity cannot be judged',
  ({ memory }) => {
    const store = new Store();
    return { activity: async (id) => store.put(id, { on: true }), args: ['a'], world: memory(store) };
  },
  'INCONCLUSIVE',
);

fine(
  'distinct-is-the-same',
  'two calls that leave the same thing cannot be told apart',
  ({ memory }) => {
    const store = new Store();
    return {
      activity: async (id) => store.put(id, { on: true }),
      args: ['a', 'first'],
      distinct: ['a', 'second'],
      world: memory(store),
    };
  },
  'INCONCLUSIVE',
);
