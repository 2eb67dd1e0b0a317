// A second batch, written after the first run of the others and before its own.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('later');
export const later = cases;

class Rows {
  rows = new Map();
  async put(id, row) {
    this.rows.set(id, structuredClone(row));
  }
  async get(id) {
    return structuredClone(this.rows.get(id));
  }
}

// ---- from nothing to something ---------------------------------------------------------------------------------------

const appendOnce = {
  text: '',
  async appendOnce(line) {
    if (!this.text.split('\n').includes(line)) this.text += `${line}\n`;
  },
};

fine('text-from-empty', 'a line that stands in the text is not appended again', ({ memory }) => {
  const log = { ...appendOnce };
  return { activity: async (line) => log.appendOnce(line), args: ['one'], distinct: ['two'], world: memory(log) };
});

fine('text-without-newline', 'a tag that stands in the list is not added again', ({ memory }) => {
  const contact = {
    tags: '',
    async tag(name) {
      const tags = this.tags === '' ? [] : this.tags.split(',');
      if (!tags.includes(name)) this.tags = [...tags, name].join(',');
    },
  };
  return { activity: async (name) => contact.tag(name), args: ['vip'], distinct: ['eu'], world: memory(contact) };
});

bug('text-appended', 'no-key', 'DUPLICATE_EFFECT', 'each attempt appends the line', ({ memory }) => {
  const log = {
    text: '',
    async append(line) {
      this.text += `${line}\n`;
    },
  };
  return { activity: async (line) => log.append(line), args: ['one'], distinct: ['two'], world: memory(log) };
});

fine('one-becomes-many', 'one receiver is a text, two are a list; none is there twice', ({ memory }) => {
  const alerts = {
    receivers: {},
    async add(alert, name) {
      const known = [this.receivers[alert] ?? []].flat();
      if (known.includes(name)) return;
      const all = [...known, name];
      this.receivers[alert] = all.length === 1 ? all[0] : all;
    },
  };
  return {
    activity: async (alert, name) => alerts.add(alert, name),
    args: ['fire', 'ann'],
    distinct: ['fire', 'bob'],
    world: memory(alerts),
  };
});

fine('null-becomes-row', 'the contact is set once and never by another call', ({ memory }) => {
  const tenant = {
    owner: null,
    billing: null,
    async set(field, value) {
      this[field] ??= value;
    },
  };
  return {
    activity: async (field, value) => tenant.set(field, value),
    args: ['owner', { name: 'ann' }],
    distinct: ['billing', { name: 'bob' }],
    world: memory(tenant),
  };
});

fine('lists-of-customers', 'an order is in the list of its customer once', ({ memory }) => {
  const orders = {
    of: {},
    async add(customer, order) {
      const list = (this.of[customer] ??= []);
      if (!list.some(({ id }) => id === order.id)) list.push(order);
    },
  };
  return {
    activity: async (customer, order) => orders.add(customer, order),
    args: ['ann', { id: 'o1', cents: 5 }],
    distinct: ['ann', { id: 'o2', cents: 5 }],
    world: memory(orders),
  };
});

fine('notes-from-null', 'a note that stands there is not added again, in one statement', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE cases (id text PRIMARY KEY, notes text); INSERT INTO cases VALUES ('c1', NULL)",
  );
  return {
    activity: async (id, note) => {
      await pool.query(
        `UPDATE cases SET notes = coalesce(notes || E'\\n', '') || $2::text
         WHERE id = $1 AND (notes IS NULL OR NOT $2::text = ANY (string_to_array(notes, E'\\n')))`,
        [id, note],
      );
    },
    args: ['c1', 'called'],
    distinct: ['c1', 'written'],
    world,
  };
});

fine('json-list-from-null', 'the id is appended only where the list does not hold it', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE carts (id text PRIMARY KEY, items jsonb); INSERT INTO carts VALUES ('c1', NULL)",
  );
  return {
    activity: async (cart, item) => {
      await pool.query(
        `UPDATE carts SET items = coalesce(items, '[]') || to_jsonb($2::text) WHERE id = $1 AND NOT coalesce(items, '[]') ? $2`,
        [cart, item],
      );
    },
    args: ['c1', 'pen'],
    distinct: ['c1', 'ink'],
    world,
  };
});

fine('soft-delete', 'the time of the first deletion stays', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE users (id text PRIMARY KEY, deleted_at timestamptz); INSERT INTO users VALUES ('ann', NULL), ('bob', NULL)",
  );
  return {
    activity: async (id) => {
      await pool.query('UPDATE users SET deleted_at = coalesce(deleted_at, now()) WHERE id = $1', [id]);
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

// ---- names that look like counters of tries ----------------------------------------------------------------------------

bug(
  'failed-logins',
  'business-counter',
  'DUPLICATE_EFFECT',
  'the failed logins of a user lock him out, and a retry counts one twice',
  ({ memory }) => {
    const users = {
      rows: { ann: { attempts: 0, locked: false }, bob: { attempts: 0, locked: false } },
      async failed(id) {
        const row = this.rows[id];
        row.attempts += 1;
        row.locked = row.attempts >= 2;
      },
    };
    return { activity: async (id) => users.failed(id), args: ['ann'], distinct: ['bob'], world: memory(users) };
  },
);

bug(
  'release-number',
  'business-counter',
  'DUPLICATE_EFFECT',
  'the version is what is released here, and it rises once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(
      "CREATE TABLE products (id text PRIMARY KEY, version int); INSERT INTO products VALUES ('app', 1), ('web', 1)",
    );
    return {
      activity: async (id) => {
        await pool.query('UPDATE products SET version = version + 1 WHERE id = $1', [id]);
      },
      args: ['app'],
      distinct: ['web'],
      world,
    };
  },
);

bug(
  'published-version',
  'business-counter',
  'DUPLICATE_EFFECT',
  'each attempt publishes another version of the document',
  ({ memory }) => {
    const documents = {
      published: [],
      async publish(id, text) {
        const version = this.published.filter((each) => each.id === id).length + 1;
        this.published.push({ id, version, text });
        return version;
      },
    };
    return {
      activity: async (id, text) => ({ version: await documents.publish(id, text) }),
      args: ['d1', 'one'],
      distinct: ['d2', 'two'],
      world: memory(documents),
    };
  },
);

// ---- sums and opposites --------------------------------------------------------------------------------------------------

fine('there-and-back', 'the distinct transfer takes the same sum back; both are noted', ({ memory }) => {
  const bank = {
    balances: { ann: 100, bob: 100 },
    done: new Map(),
    async transfer(operation, from, to, cents) {
      if (this.done.has(operation)) return;
      this.done.set(operation, { from, to, cents });
      this.balances[from] -= cents;
      this.balances[to] += cents;
    },
  };
  return {
    activity: async (operation, from, to, cents) => bank.transfer(operation, from, to, cents),
    args: ['t1', 'ann', 'bob', 30],
    distinct: ['t2', 'bob', 'ann', 30],
    world: memory(bank),
  };
});

bug(
  'pending-by-index',
  'progress-of-shrinking-list',
  'LOST_EFFECT',
  'the index counts in a list that has become shorter, so a resume leaves items out',
  ({ memory }) => {
    const queue = {
      pending: { north: ['n1', 'n2', 'n3'], south: ['s1', 's2', 's3'] },
      done: new Set(),
      async list(name) {
        return [...this.pending[name]];
      },
      async finish(name, item) {
        this.done.add(item);
        this.pending[name] = this.pending[name].filter((each) => each !== item);
      },
    };
    return {
      activity: async (name) => {
        const items = await queue.list(name);
        for (let index = activityInfo().heartbeatDetails ?? 0; index < items.length; index += 1) {
          await queue.finish(name, items[index]);
          heartbeat(index + 1);
        }
      },
      args: ['north'],
      distinct: ['south'],
      world: memory(queue),
    };
  },
);

fine(
  'pending-from-the-start',
  'what is finished is not in the list any more, so each attempt begins at its start',
  ({ memory }) => {
    const queue = {
      pending: { north: ['n1', 'n2', 'n3'], south: ['s1', 's2', 's3'] },
      done: new Set(),
      async list(name) {
        return [...this.pending[name]];
      },
      async finish(name, item) {
        this.done.add(item);
        this.pending[name] = this.pending[name].filter((each) => each !== item);
      },
    };
    return {
      activity: async (name) => {
        for (const item of await queue.list(name)) {
          await queue.finish(name, item);
          heartbeat(item);
        }
      },
      args: ['north'],
      distinct: ['south'],
      world: memory(queue),
    };
  },
);

bug(
  'batch-seen-by-one-row',
  'early-return',
  'LOST_EFFECT',
  'one row of a dead attempt is taken for the whole batch',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE lines (batch text, n int, PRIMARY KEY (batch, n))');
    return {
      activity: async (batch, count) => {
        const { rows } = await pool.query('SELECT count(*)::int AS count FROM lines WHERE batch = $1', [batch]);
        if (rows[0].count > 0) return;
        for (let n = 1; n <= count; n += 1)
          await pool.query('INSERT INTO lines VALUES ($1, $2) ON CONFLICT DO NOTHING', [batch, n]);
      },
      args: ['b1', 3],
      distinct: ['b2', 2],
      world,
    };
  },
);

fine('batch-seen-by-all-rows', 'only a batch with all of its rows is done', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE lines (batch text, n int, PRIMARY KEY (batch, n))');
  return {
    activity: async (batch, count) => {
      const { rows } = await pool.query('SELECT count(*)::int AS count FROM lines WHERE batch = $1', [batch]);
      if (rows[0].count === count) return count;
      await pool.query('INSERT INTO lines SELECT $1, n FROM generate_series(1, $2::int) n ON CONFLICT DO NOTHING', [
        batch,
        count,
      ]);
      return count;
    },
    args: ['b1', 3],
    distinct: ['b2', 2],
    world,
  };
});

fine('nowait', 'a locked row makes the attempt fail, and a retry finds it free', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE seats (id text PRIMARY KEY, holder text); INSERT INTO seats VALUES ('1A', NULL), ('1B', NULL); CREATE TABLE tickets (id serial, seat text)",
  );
  return {
    activity: async (seat, holder) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query('SELECT holder FROM seats WHERE id = $1 FOR UPDATE NOWAIT', [seat]);
        if (rows[0].holder === null) {
          await client.query('UPDATE seats SET holder = $2 WHERE id = $1', [seat, holder]);
          await client.query('INSERT INTO tickets (seat) VALUES ($1)', [seat]);
        } else if (rows[0].holder !== holder) throw ApplicationFailure.nonRetryable('taken');
        await client.query('COMMIT');
        return { seat, holder };
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    args: ['1A', 'ann'],
    distinct: ['1B', 'bob'],
    world,
  };
});

// ---- what a worker remembers -----------------------------------------------------------------------------------------------

bug(
  'mutex-kept-after-error',
  'memory-of-worker',
  'STUCK',
  'an error leaves the mutex of the worker locked, and the retry waits for ever',
  ({ memory }) => {
    const pages = new Rows();
    return {
      activity: {
        create: () => {
          let turn = Promise.resolve();
          const lock = async () => {
            let release;
            const before = turn;
            turn = new Promise((resolve) => {
              release = resolve;
            });
            await before;
            return release;
          };
          return async (id, text) => {
            const release = await lock();
            await pages.put(id, { text });
            release();
          };
        },
      },
      args: ['p1', 'one'],
      distinct: ['p2', 'two'],
      world: memory(pages),
    };
  },
);

fine('mutex-released', 'the mutex is released whatever happens', ({ memory }) => {
  const pages = new Rows();
  return {
    activity: {
      create: () => {
        let turn = Promise.resolve();
        const exclusively = (work) => {
          const mine = turn.then(work);
          turn = mine.catch(() => undefined);
          return mine;
        };
        return (id, text) => exclusively(() => pages.put(id, { text }));
      },
    },
    args: ['p1', 'one'],
    distinct: ['p2', 'two'],
    world: memory(pages),
  };
});

bug(
  'rejection-remembered',
  'memory-of-worker',
  'STUCK',
  'the rejected promise of the first attempt is handed to every retry on this worker',
  ({ memory }) => {
    const pages = new Rows();
    return {
      activity: {
        create: () => {
          const running = new Map();
          return (id, text) => {
            if (!running.has(id)) running.set(id, pages.put(id, { text }));
            return running.get(id);
          };
        },
      },
      args: ['p1', 'one'],
      distinct: ['p2', 'two'],
      world: memory(pages),
    };
  },
);

fine('in-flight-forgotten', 'a promise is shared while it is under way and forgotten after that', ({ memory }) => {
  const pages = new Rows();
  return {
    activity: {
      create: () => {
        const running = new Map();
        return (id, text) => {
          const known = running.get(id);
          if (known) return known;
          const mine = pages.put(id, { text }).finally(() => running.delete(id));
          running.set(id, mine);
          return mine;
        };
      },
    },
    args: ['p1', 'one'],
    distinct: ['p2', 'two'],
    world: memory(pages),
  };
});

const loader = (flush) => {
  let waiting = [];
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length > 1) return;
      setImmediate(() => {
        const batch = waiting;
        waiting = [];
        flush(batch.map((each) => each.item)).then(
          () => batch.forEach((each) => each.resolve()),
          (error) => batch.forEach((each) => each.reject(error)),
        );
      });
    });
};

fine('gathered-puts', 'the puts of one tick go as one, each row under its id', ({ memory }) => {
  const table = {
    rows: {},
    async putMany(rows) {
      for (const row of rows) this.rows[row.id] = row;
    },
  };
  return {
    activity: {
      create: () => {
        const put = loader((rows) => table.putMany(rows));
        return async (site, ids) => {
          await Promise.all(ids.map((id) => put({ id: `${site}/${id}`, site })));
          return ids.length;
        };
      },
    },
    args: ['s', ['a', 'b']],
    distinct: ['t', ['a']],
    world: memory(table),
  };
});

bug('gathered-pushes', 'no-key', 'DUPLICATE_EFFECT', 'what is gathered is pushed once an attempt', ({ memory }) => {
  const feed = {
    rows: [],
    async pushMany(rows) {
      this.rows.push(...rows);
    },
  };
  return {
    activity: {
      create: () => {
        const push = loader((rows) => feed.pushMany(rows));
        return async (site, ids) => {
          await Promise.all(ids.map((id) => push({ id, site })));
        };
      },
    },
    args: ['s', ['a', 'b']],
    distinct: ['t', ['a']],
    world: memory(feed),
  };
});

// ---- HTTP ------------------------------------------------------------------------------------------------------------------

const ORIGIN = 'https://pay.example';
const provider = (http, name) =>
  http({
    origin: name === undefined ? ORIGIN : `https://${name}.example`,
    ...(name === undefined ? {} : { name }),
    state: { payments: [], things: {} },
    routes: {
      'POST /payments': ({ body, state }) => {
        const payment = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'idempotency_key'));
        state.payments.push({ id: `pay_${state.payments.length + 1}`, ...payment });
        return {
          status: 201,
          body: state.payments.at(-1),
          headers: { location: `/payments/${state.payments.length}` },
        };
      },
      'PUT /things/:id': ({ params, body, state }) => {
        state.things[params.id] = body;
        return { status: 204 };
      },
    },
  });
const ask = async (origin, method, path, body, headers = {}) => {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(
    new Request(new URL(path, origin), {
      method,
      headers: isForm ? headers : { 'content-type': 'application/json', ...headers },
      body: isForm ? body : JSON.stringify(body),
    }),
  );
  if (!response.ok) throw new Error(`${origin}: ${response.status}`);
  return response;
};

fine('key-in-body', 'the key stands in the body and comes in the arguments', ({ http }) => ({
  activity: async (key, cents) => {
    const response = await ask(ORIGIN, 'POST', '/payments', { idempotency_key: key, cents });
    return response.headers.get('location');
  },
  args: ['k1', 5],
  distinct: ['k2', 6],
  world: provider(http),
}));

fine('form-with-key', 'a form is sent, with the key of the arguments', ({ http }) => ({
  activity: async (key, cents) => {
    const response = await ask(ORIGIN, 'POST', '/payments', new URLSearchParams({ cents: String(cents) }), {
      'Idempotency-Key': key,
    });
    return (await response.json()).id;
  },
  args: ['k1', 5],
  distinct: ['k2', 6],
  world: provider(http),
}));

bug('random-key-in-body', 'key-random', 'DUPLICATE_EFFECT', 'each attempt has another key in its body', ({ http }) => ({
  activity: async (cents) => {
    await ask(ORIGIN, 'POST', '/payments', { idempotency_key: randomUUID(), cents });
  },
  args: [5],
  distinct: [6],
  world: provider(http),
}));

bug('attempt-in-body', 'body-changes', 'STUCK', 'the same key comes with another body in each retry', ({ http }) => ({
  activity: async (key, cents) => {
    await ask(
      ORIGIN,
      'POST',
      '/payments',
      { cents, metadata: { attempt: activityInfo().attempt } },
      { 'Idempotency-Key': key },
    );
  },
  args: ['k1', 5],
  distinct: ['k2', 6],
  world: provider(http),
}));

fine('two-providers', 'one is put to under an id, the other knows the key', ({ http }) => ({
  activity: async ({ key, id, cents }) => {
    await ask('https://one.example', 'PUT', `/things/${id}`, { cents });
    await ask('https://two.example', 'POST', '/payments', { cents }, { 'Idempotency-Key': key });
  },
  args: [{ key: 'k1', id: 'a', cents: 5 }],
  distinct: [{ key: 'k2', id: 'b', cents: 5 }],
  world: [provider(http, 'one'), provider(http, 'two')],
}));

bug(
  'some-errors-caught',
  'error-swallowed',
  'LOST_EFFECT',
  'the second put may be refused and nobody hears of it',
  ({ http }) => ({
    activity: async (id, cents) => {
      await ask(ORIGIN, 'PUT', `/things/${id}`, { cents });
      await ask(ORIGIN, 'PUT', `/things/${id}-index`, { id }).catch(() => null);
    },
    args: ['a', 5],
    distinct: ['b', 6],
    world: provider(http),
  }),
);

bug(
  'key-of-order-for-captures',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'a second capture of the same order, of the same sum, has the key of the first',
  ({ http }) => ({
    activity: async ({ order, capture, cents }) => {
      await ask(ORIGIN, 'PUT', `/things/${capture}`, { order });
      await ask(ORIGIN, 'POST', '/payments', { order, cents }, { 'Idempotency-Key': order });
    },
    args: [{ order: 'o1', capture: 'c1', cents: 5 }],
    distinct: [{ order: 'o1', capture: 'c2', cents: 5 }],
    world: provider(http),
  }),
);

// ---- files -----------------------------------------------------------------------------------------------------------------

fine('empty-file-filled', 'a file that was empty is put whole; the other call puts another one', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({ 'a.txt': '', 'b.txt': '' });
  return {
    activity: async (name, lines) => fs.writeFile(join(path, name), lines.join('\n')),
    args: ['a.txt', ['one', 'two']],
    distinct: ['b.txt', ['three', 'four']],
    world,
  };
});

fine('marker-files', 'an empty file says that it is done', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({});
  return {
    activity: async (id) => {
      await fs.writeFile(join(path, `${id}.done`), '');
      return id;
    },
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

fine('one-writer-log', 'the whole log of a day is put from the rows of its day', async ({ folder }) => {
  const {
    folder: path,
    fs,
    world,
  } = await folder({ 'rows/mon-1': 'a', 'rows/mon-2': 'b', 'rows/tue-1': 'c', 'mon.log': '', 'tue.log': '' });
  return {
    activity: async (day) => {
      const names = (await fs.readdir(join(path, 'rows'))).filter((name) => name.startsWith(day)).sort();
      const rows = await Promise.all(names.map((name) => fs.readFile(join(path, 'rows', name), 'utf8')));
      await fs.writeFile(join(path, `${day}.log`), `${rows.join('\n')}\n`);
      return rows.length;
    },
    args: ['mon'],
    distinct: ['tue'],
    world,
  };
});
