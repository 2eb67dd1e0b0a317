// Right ones that look wrong, and wrong ones that look right.
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  activityInfo,
  ApplicationFailure,
  CancelledFailure,
  cancellationSignal,
  Context,
  heartbeat,
  sleep,
} from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('hard');
export const hard = cases;

const sha = (value) => createHash('sha256').update(value).digest('hex').slice(0, 20);

class Rows {
  rows = new Map();
  constructor(start = {}) {
    for (const [id, row] of Object.entries(start)) this.rows.set(id, row);
  }
  async find(id) {
    const row = this.rows.get(id);
    return row === undefined ? undefined : structuredClone(row);
  }
  async put(id, row) {
    this.rows.set(id, structuredClone(row));
  }
  async putIfAbsent(id, row) {
    if (!this.rows.has(id)) this.rows.set(id, structuredClone(row));
    return structuredClone(this.rows.get(id));
  }
  async remove(id) {
    this.rows.delete(id);
  }
}

class List {
  entries = [];
  async push(entry) {
    this.entries.push(entry);
  }
}

// ---- fencing, revisions, logs --------------------------------------------------------------------------------------

bug(
  'fence-of-attempt',
  'last-write-wins',
  'TORN_STATE',
  'a repetition draws a newer fence than the later call had, and overwrites it',
  ({ memory }) => {
    const store = {
      epoch: 0,
      values: {},
      async nextEpoch() {
        this.epoch += 1;
        return this.epoch;
      },
      async write(name, epoch, value) {
        const known = this.values[name];
        if (known && known.epoch > epoch) throw ApplicationFailure.nonRetryable('fenced off');
        this.values[name] = { epoch, value };
      },
    };
    return {
      activity: async (name, value) => {
        const epoch = await store.nextEpoch();
        await store.write(name, epoch, value);
      },
      args: ['leader', 'node-a'],
      distinct: ['leader', 'node-b'],
      world: memory(store),
    };
  },
);

fine(
  'content-addressed',
  'the blob is named by its content and the pointer moves from a named state only',
  ({ memory }) => {
    const blobs = new Rows();
    const pointers = {
      of: { manual: 'none', guide: 'none' },
      async swap(name, from, to) {
        if (this.of[name] === to) return true;
        if (this.of[name] !== from) return false;
        this.of[name] = to;
        return true;
      },
    };
    return {
      activity: async ({ name, previous, content }) => {
        const digest = sha(content);
        await blobs.put(digest, { content });
        if (!(await pointers.swap(name, previous, digest)))
          throw ApplicationFailure.nonRetryable('somebody else has published');
        return digest;
      },
      args: [{ name: 'manual', previous: 'none', content: 'one' }],
      distinct: [{ name: 'guide', previous: 'none', content: 'two' }],
      world: memory({ blobs, pointers }),
    };
  },
);

fine('expected-version', 'an event that stands at its place already is our own', ({ memory }) => {
  const streams = {
    events: { cart: [{ id: 'e0' }], order: [{ id: 'e0' }] },
    async append(stream, expected, event) {
      if (this.events[stream].length !== expected)
        throw Object.assign(new Error('wrong version'), { code: 'WRONG_VERSION' });
      this.events[stream].push(event);
    },
    async at(stream, position) {
      return this.events[stream][position];
    },
  };
  return {
    activity: async ({ stream, expected, id, kind }) => {
      try {
        await streams.append(stream, expected, { id, kind });
      } catch (error) {
        const there = error.code === 'WRONG_VERSION' ? await streams.at(stream, expected) : undefined;
        if (there?.id !== id) throw error;
      }
      return expected + 1;
    },
    args: [{ stream: 'cart', expected: 1, id: 'e1', kind: 'ItemAdded' }],
    distinct: [{ stream: 'order', expected: 1, id: 'e2', kind: 'Placed' }],
    world: memory(streams),
  };
});

bug(
  'next-position',
  'race',
  'DUPLICATE_EFFECT',
  'an attempt that looked for the id before the other wrote takes the position behind it',
  ({ memory }) => {
    const journal = {
      byPosition: new Map(),
      async has(id) {
        return [...this.byPosition.values()].some((entry) => entry.id === id);
      },
      async last() {
        return this.byPosition.size;
      },
      async insert(position, entry) {
        if (this.byPosition.has(position)) throw new Error(`position ${position} is taken`);
        this.byPosition.set(position, entry);
      },
    };
    return {
      activity: async (id, text) => {
        if (await journal.has(id)) return;
        const position = (await journal.last()) + 1;
        await journal.insert(position, { id, text });
      },
      args: ['j1', 'one'],
      distinct: ['j2', 'two'],
      world: memory(journal),
    };
  },
);

fine('next-position-of-one-read', 'id and position come from one read, and a position is taken once', ({ memory }) => {
  const journal = {
    entries: [],
    async read() {
      return structuredClone(this.entries);
    },
    async insert(position, entry) {
      if (this.entries.length !== position) throw new Error(`position ${position} is not the next`);
      this.entries.push(entry);
    },
  };
  return {
    activity: async (id, text) => {
      const entries = await journal.read();
      if (entries.some((entry) => entry.id === id)) return;
      await journal.insert(entries.length, { id, text });
    },
    args: ['j1', 'one'],
    distinct: ['j2', 'two'],
    world: memory(journal),
  };
});

bug(
  'last-key-only',
  'key-forgotten',
  'DUPLICATE_EFFECT',
  'only the last key is remembered, and another call has come in between',
  ({ memory }) => {
    const meter = {
      lastKey: undefined,
      total: 0,
      async add(key, units) {
        if (this.lastKey === key) return;
        this.lastKey = key;
        this.total += units;
      },
    };
    return {
      activity: async (key, units) => meter.add(key, units),
      args: ['k1', 5],
      distinct: ['k2', 7],
      world: memory(meter),
    };
  },
);

bug(
  'queue-forgets',
  'key-expires',
  'DUPLICATE_EFFECT',
  'the queue drops repetitions for five minutes, retries come for days',
  ({ memory }) => {
    const queue = {
      messages: [],
      async send(body, deduplicationId) {
        const isKnown = this.messages.some(
          (each) => each.deduplicationId === deduplicationId && Date.now() - each.sentAt < 300_000,
        );
        if (!isKnown) this.messages.push({ body, deduplicationId, sentAt: Date.now() });
      },
    };
    return {
      activity: async (id, body) => queue.send(body, id),
      args: ['m1', 'one'],
      distinct: ['m2', 'two'],
      world: memory(queue),
    };
  },
);

fine('queue-remembers', 'the consumer knows every id that ever came', ({ memory }) => {
  const queue = {
    messages: [],
    async send(body, deduplicationId) {
      if (!this.messages.some((each) => each.deduplicationId === deduplicationId))
        this.messages.push({ body, deduplicationId, sentAt: Date.now() });
    },
  };
  return {
    activity: async (id, body) => queue.send(body, id),
    args: ['m1', 'one'],
    distinct: ['m2', 'two'],
    world: memory(queue),
  };
});

fine('stored-time', 'the time of the first attempt is stored and returned', ({ memory }) => {
  const receipts = new Rows();
  return {
    activity: async (order) => {
      const { at } = await receipts.putIfAbsent(order, { at: new Date().toISOString() });
      return { order, at };
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(receipts),
  };
});

fine(
  'scratch-left-behind',
  'what a crash leaves in scratch is a temporary thing that a clean run removes',
  ({ memory }) => {
    const scratch = new Rows();
    const results = new Rows();
    return {
      activity: async (id, text) => {
        const name = `tmp-${randomUUID()}`;
        await scratch.put(name, { text });
        try {
          const { text: loaded } = await scratch.find(name);
          await results.put(id, { text: loaded.toUpperCase() });
        } finally {
          await scratch.remove(name);
        }
      },
      args: ['r1', 'one'],
      distinct: ['r2', 'two'],
      world: memory({ scratch, results }),
    };
  },
);

fine('pages-of-source', 'pages are read one after the other and each row is put under its id', ({ memory }) => {
  const source = {
    pages: { a: [['a1', 'a2'], ['a3']], b: [['b1'], ['b2']] },
    async page(name, number) {
      return this.pages[name][number] ?? [];
    },
  };
  const target = new Rows();
  async function* rowsOf(name) {
    for (let number = 0; ; number += 1) {
      const page = await source.page(name, number);
      if (page.length === 0) return;
      yield* page;
    }
  }
  return {
    activity: async (name) => {
      let copied = 0;
      for await (const id of rowsOf(name)) {
        await target.put(id, { from: name });
        heartbeat(++copied);
      }
      return copied;
    },
    args: ['a'],
    distinct: ['b'],
    world: memory({ source, target }),
  };
});

// ---- wrappers ------------------------------------------------------------------------------------------------------

/** Remembers what an operation has returned. */
const idempotent = (store, keyOf, work) =>
  async function wrapped(...args) {
    const key = keyOf(...args);
    const known = await store.putIfAbsent(key, { state: 'begun' });
    if (known.state === 'ended') return known.result;
    const result = await work(...args);
    await store.put(key, { state: 'ended', result });
    return result;
  };

bug(
  'wrapper-around-push',
  'mark-after',
  'DUPLICATE_EFFECT',
  'what has begun is done again, and the push is not known by any key',
  ({ memory }) => {
    const store = new Rows();
    const list = new List();
    return {
      activity: idempotent(
        store,
        (id) => `push/${id}`,
        async (id, text) => {
          await list.push({ text });
          return { id };
        },
      ),
      args: ['p1', 'one'],
      distinct: ['p2', 'two'],
      world: memory({ store, list }),
    };
  },
);

fine('wrapper-around-put', 'what has begun is done again, which does no harm to a put', ({ memory }) => {
  const store = new Rows();
  const pages = new Rows();
  return {
    activity: idempotent(
      store,
      (id) => `put/${id}`,
      async (id, text) => {
        await pages.put(id, { text });
        return { id, length: text.length };
      },
    ),
    args: ['p1', 'one'],
    distinct: ['p2', 'three'],
    world: memory({ store, pages }),
  };
});

bug('wrapper-keyed-by-length', 'key-too-wide', 'SWALLOWED_EFFECT', 'the key leaves the id out', ({ memory }) => {
  const store = new Rows();
  const pages = new Rows();
  return {
    activity: idempotent(
      store,
      ({ site }) => `put/${site}`,
      async ({ site, id, text }) => {
        await pages.put(`${site}/${id}`, { text });
        return 'ok';
      },
    ),
    args: [{ site: 's', id: 'p1', text: 'one' }],
    distinct: [{ site: 's', id: 'p2', text: 'two' }],
    world: memory({ store, pages }),
  };
});

bug(
  'settled-but-not-looked-at',
  'error-swallowed',
  'LOST_EFFECT',
  'allSettled hides the put that was refused',
  ({ memory }) => {
    const pages = new Rows();
    return {
      activity: async (site, ids) => {
        await Promise.allSettled(ids.map((id) => pages.put(`${site}/${id}`, { site })));
        return ids.length;
      },
      args: ['s', ['a', 'b', 'c']],
      distinct: ['t', ['a', 'b']],
      world: memory(pages),
    };
  },
);

fine('settled-and-looked-at', 'what was refused makes the attempt fail', ({ memory }) => {
  const pages = new Rows();
  return {
    activity: async (site, ids) => {
      const outcomes = await Promise.allSettled(ids.map((id) => pages.put(`${site}/${id}`, { site })));
      const problems = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
      if (problems.length > 0) throw new AggregateError(problems, 'some pages were not put');
      return ids.length;
    },
    args: ['s', ['a', 'b', 'c']],
    distinct: ['t', ['a', 'b']],
    world: memory(pages),
  };
});

fine('breaker-that-closes', 'the breaker opens for half a minute, and retries come later', ({ memory }) => {
  const pages = new Rows();
  return {
    activity: {
      create: () => {
        let failures = 0;
        let openUntil = 0;
        return async (id, text) => {
          if (Date.now() < openUntil) throw new Error('the breaker is open');
          try {
            await pages.put(id, { text });
            failures = 0;
          } catch (error) {
            failures += 1;
            if (failures >= 1) openUntil = Date.now() + 30_000;
            throw error;
          }
        };
      },
    },
    args: ['p1', 'one'],
    distinct: ['p2', 'two'],
    world: memory(pages),
  };
});

bug(
  'breaker-that-stays-open',
  'memory-of-worker',
  'STUCK',
  'one failure opens the breaker of this worker for good',
  ({ memory }) => {
    const pages = new Rows();
    return {
      activity: {
        create: () => {
          let isOpen = false;
          return async (id, text) => {
            if (isOpen) throw new Error('the breaker is open');
            try {
              await pages.put(id, { text });
            } catch (error) {
              isOpen = true;
              throw error;
            }
          };
        },
      },
      args: ['p1', 'one'],
      distinct: ['p2', 'two'],
      world: memory(pages),
    };
  },
);

fine('sorts-its-arguments', 'the arguments of each attempt are its own', ({ memory }) => {
  const pages = new Rows();
  return {
    activity: async (site, ids) => {
      const last = ids.sort().pop();
      await pages.put(site, { last, rest: ids.length });
      return last;
    },
    args: ['s', ['c', 'a', 'b']],
    distinct: ['t', ['z', 'y']],
    world: memory(pages),
  };
});

// ---- what the SDK tells an activity --------------------------------------------------------------------------------

bug(
  'key-of-schedule-time',
  'key-from-attempt',
  'DUPLICATE_EFFECT',
  'each attempt is scheduled at another time',
  ({ memory }) => {
    const rows = new Rows();
    return {
      activity: async (order) => {
        const { currentAttemptScheduledTimestampMs: at } = activityInfo();
        await rows.putIfAbsent(`${order}-${at}`, { order });
      },
      args: ['o1'],
      distinct: ['o2'],
      world: memory(rows),
    };
  },
);

bug(
  'key-of-task-token',
  'key-from-attempt',
  'DUPLICATE_EFFECT',
  'each attempt has another task token',
  ({ memory }) => {
    const rows = new Rows();
    return {
      activity: async (order) => {
        await rows.putIfAbsent(sha(Context.current().info.taskToken), { order });
      },
      args: ['o1'],
      distinct: ['o2'],
      world: memory(rows),
    };
  },
);

fine(
  'key-of-workflow-and-operation',
  'the workflow id stays through a reset, and the operation tells calls apart',
  ({ memory }) => {
    const rows = new Rows();
    return {
      activity: async (operation, order) => {
        const { workflowExecution } = activityInfo();
        await rows.putIfAbsent(sha(`${workflowExecution.workflowId}/${operation}`), { order });
      },
      args: ['charge', 'o1'],
      distinct: ['refund', 'o1-back'],
      world: memory(rows),
    };
  },
);

bug(
  'heartbeat-as-mark',
  'heartbeat-too-late',
  'DUPLICATE_EFFECT',
  'the heartbeat that says sent may be lost with the worker',
  ({ memory }) => {
    const list = new List();
    return {
      activity: async (to) => {
        if (activityInfo().heartbeatDetails === 'sent') return;
        await list.push({ to });
        heartbeat('sent');
      },
      args: ['ann'],
      distinct: ['bob'],
      world: memory(list),
    };
  },
);

bug('attempt-in-result', 'result-of-attempt', 'RESULT_DRIFT', 'the retry tells its own number', ({ memory }) => {
  const rows = new Rows();
  return {
    activity: async (order) => {
      await rows.put(order, { paid: true });
      return { order, tries: activityInfo().attempt };
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(rows),
  };
});

bug(
  'cancelled-is-success',
  'cancel-swallowed',
  'LOST_EFFECT',
  'a cancelled batch reports success with a part of its items',
  ({ memory }) => {
    const rows = new Rows();
    return {
      activity: async (batch, items) => {
        for (const item of items) {
          await rows.put(`${batch}/${item}`, { batch });
          heartbeat(item);
          try {
            await sleep(50);
          } catch (error) {
            if (error instanceof CancelledFailure) return;
            throw error;
          }
        }
      },
      args: ['b1', ['x', 'y', 'z']],
      distinct: ['b2', ['x', 'y']],
      world: memory(rows),
    };
  },
);

fine('cancelled-hurries', 'when cancelled it leaves the pauses out and does all the same', ({ memory }) => {
  const rows = new Rows();
  return {
    activity: async (batch, items) => {
      const { cancellationSignal: signal } = Context.current();
      for (const item of items) {
        await rows.put(`${batch}/${item}`, { batch });
        heartbeat(item);
        if (!signal.aborted) await sleep(50).catch(() => undefined);
      }
      return items.length;
    },
    args: ['b1', ['x', 'y', 'z']],
    distinct: ['b2', ['x', 'y']],
    world: memory(rows),
  };
});

bug(
  'held-and-cancelled',
  'cancel-in-the-middle',
  'TORN_STATE',
  'the room stays held though nobody will confirm it',
  ({ memory }) => {
    const rooms = new Rows();
    return {
      activity: async (booking, room) => {
        await rooms.put(booking, { room, state: 'held' });
        heartbeat('held');
        await Context.current().sleep('2 seconds');
        cancellationSignal().throwIfAborted();
        await rooms.put(booking, { room, state: 'confirmed' });
      },
      args: ['b1', '101'],
      distinct: ['b2', '102'],
      world: memory(rooms),
    };
  },
);

bug('circular-result', 'not-encodable', 'STUCK', 'a result that refers to itself cannot be sent', ({ memory }) => {
  const rows = new Rows();
  return {
    activity: async (order) => {
      const result = { order, lines: [] };
      result.lines.push({ parent: result });
      await rows.put(order, { paid: true });
      return result;
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(rows),
  };
});

bug(
  'one-try-only',
  'stumbles-over-itself',
  'STUCK',
  'the second attempt is refused for good, whatever became of the first',
  ({ memory }) => {
    const rows = new Rows();
    const tries = {
      attempts: new Map(),
      async count(id) {
        const now = (this.attempts.get(id) ?? 0) + 1;
        this.attempts.set(id, now);
        return now;
      },
    };
    return {
      activity: async (order) => {
        if ((await tries.count(order)) > 1) throw ApplicationFailure.nonRetryable('it has been tried before');
        await rows.put(order, { paid: true });
      },
      args: ['o1'],
      distinct: ['o2'],
      world: memory({ tries, rows }),
    };
  },
);

// ---- PostgreSQL ----------------------------------------------------------------------------------------------------

async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
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

bug(
  'next-job-skip-locked',
  'takes-the-next',
  'DUPLICATE_EFFECT',
  'each attempt takes another job of the queue and does that one, too',
  async ({ sql }) => {
    const { pool, world } = await sql(`
    CREATE TABLE jobs (id int PRIMARY KEY, queue text);
    INSERT INTO jobs SELECT n, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END FROM generate_series(1, 12) n;
    CREATE TABLE results (job int PRIMARY KEY, queue text);`);
    return {
      activity: async (queue) =>
        inTransaction(pool, async (client) => {
          const { rows } = await client.query(
            'DELETE FROM jobs WHERE id = (SELECT id FROM jobs WHERE queue = $1 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id',
            [queue],
          );
          if (rows.length === 1) await client.query('INSERT INTO results VALUES ($1, $2)', [rows[0].id, queue]);
        }),
      args: ['even'],
      distinct: ['odd'],
      world,
    };
  },
);

bug(
  'where-not-exists',
  'race',
  'DUPLICATE_EFFECT',
  'a transaction does not see what another one has not committed',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE votes (ballot text, voter text, choice text); CREATE TABLE turnout (voter text PRIMARY KEY)',
    );
    return {
      activity: async ({ ballot, voter, choice }) => {
        await inTransaction(pool, async (client) => {
          await client.query(
            'INSERT INTO votes SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM votes WHERE ballot = $1 AND voter = $2)',
            [ballot, voter, choice],
          );
          await client.query('INSERT INTO turnout VALUES ($1) ON CONFLICT DO NOTHING', [voter]);
        });
      },
      args: [{ ballot: 'x', voter: 'ann', choice: 'yes' }],
      distinct: [{ ballot: 'x', voter: 'bob', choice: 'no' }],
      world,
    };
  },
);

fine('balance-from-to', 'the balance moves from a named sum to a named sum', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE accounts (id text PRIMARY KEY, cents int); INSERT INTO accounts VALUES ('ann', 100), ('bob', 50)",
  );
  return {
    activity: async ({ id, from, to }) => {
      const moved = await pool.query('UPDATE accounts SET cents = $3 WHERE id = $1 AND cents = $2', [id, from, to]);
      if (moved.rowCount === 1) return to;
      const { rows } = await pool.query('SELECT cents FROM accounts WHERE id = $1', [id]);
      if (rows[0].cents !== to) throw ApplicationFailure.nonRetryable('the balance is another one');
      return to;
    },
    args: [{ id: 'ann', from: 100, to: 70 }],
    distinct: [{ id: 'bob', from: 50, to: 90 }],
    world,
  };
});

const notifying = (pool) => async (id, text) => {
  await inTransaction(pool, async (client) => {
    await client.query('INSERT INTO tasks VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, text]);
    await client.query("SELECT pg_notify('tasks', $1)", [id]);
  });
};

bug(
  'notified-again',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'each attempt notifies, and nobody has said that it does not matter',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE tasks (id text PRIMARY KEY, text text)');
    return { activity: notifying(pool), args: ['t1', 'one'], distinct: ['t2', 'two'], world };
  },
);

fine(
  'notified-in-vain',
  'a second notification wakes somebody in vain, which is said not to matter',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE tasks (id text PRIMARY KEY, text text)');
    return { activity: notifying(pool), args: ['t1', 'one'], distinct: ['t2', 'two'], world, ignore: ['pg_notify'] };
  },
);

const AUDITED = `
  CREATE TABLE users (id text PRIMARY KEY, mail text); INSERT INTO users VALUES ('ann', 'old-a'), ('bob', 'old-b');
  CREATE TABLE audit (id serial PRIMARY KEY, user_id text, mail text);
  CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO audit (user_id, mail) VALUES (NEW.id, NEW.mail); RETURN NEW; END $$;
  CREATE TRIGGER noted AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION note();`;

bug(
  'audited-again',
  'trigger-each-time',
  'DUPLICATE_EFFECT',
  'the update is absolute, but its trigger writes a row each time',
  async ({ sql }) => {
    const { pool, world } = await sql(AUDITED);
    return {
      activity: async (id, mail) => {
        await pool.query('UPDATE users SET mail = $2 WHERE id = $1', [id, mail]);
      },
      args: ['ann', 'new-a'],
      distinct: ['bob', 'new-b'],
      world,
    };
  },
);

fine('audited-once', 'a row that would not change is not updated, so nothing is noted', async ({ sql }) => {
  const { pool, world } = await sql(AUDITED);
  return {
    activity: async (id, mail) => {
      await pool.query('UPDATE users SET mail = $2 WHERE id = $1 AND mail IS DISTINCT FROM $2', [id, mail]);
    },
    args: ['ann', 'new-a'],
    distinct: ['bob', 'new-b'],
    world,
  };
});

fine('audit-ignored', 'that the audit has a row for each attempt is declared not to matter', async ({ sql }) => {
  const { pool, world } = await sql(AUDITED);
  return {
    activity: async (id, mail) => {
      await pool.query('UPDATE users SET mail = $2 WHERE id = $1', [id, mail]);
    },
    args: ['ann', 'new-a'],
    distinct: ['bob', 'new-b'],
    world,
    ignore: ['audit'],
  };
});

// ---- HTTP ----------------------------------------------------------------------------------------------------------

const ORIGIN = 'https://exports.example';
const call = async (method, path, body, headers = {}) => {
  const response = await fetch(`${ORIGIN}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw Object.assign(new Error(`exports: ${response.status}`), { status: response.status });
  return response.status === 204 ? undefined : response.json();
};
const provider = (http) =>
  http({
    origin: ORIGIN,
    state: { exports: {}, tokens: [] },
    routes: {
      'POST /token': ({ state }) => {
        state.tokens.push(`tok_${state.tokens.length + 1}`);
        return { body: { token: state.tokens.at(-1) } };
      },
      'POST /exports': ({ body, state }) => {
        const id = `ex_${Object.keys(state.exports).length + 1}`;
        state.exports[id] = { id, status: 'done', ...body };
        return { status: 202, body: { id } };
      },
      'GET /exports/:id': ({ params, state }) => ({ body: state.exports[params.id] ?? {} }),
      'PUT /exports/:id': ({ params, headers, body, state }) => {
        if (headers['if-none-match'] === '*' && state.exports[params.id]) return { status: 412, body: {} };
        state.exports[params.id] = body;
        return { status: 201, body };
      },
    },
  });

fine('accepted-then-polled', 'the job is started under a key and asked for until it is done', ({ http }) => ({
  activity: async (key, table) => {
    const { id } = await call('POST', '/exports', { table }, { 'idempotency-key': key });
    for (let polls = 0; polls < 10; polls += 1) {
      const job = await call('GET', `/exports/${id}`);
      if (job.status === 'done') return { id, table: job.table };
      heartbeat(polls);
      await sleep('5 seconds');
    }
    throw new Error('not done yet');
  },
  args: ['k1', 'orders'],
  distinct: ['k2', 'users'],
  world: provider(http),
}));

bug(
  'hook-not-awaited',
  'not-awaited',
  'LOST_EFFECT',
  'nobody waits for the second request, and the worker may die before it is sent',
  ({ http }) => ({
    activity: async (id, table) => {
      await call('PUT', `/exports/${id}`, { table });
      call('PUT', `/exports/${id}-copy`, { table }).catch(() => undefined);
    },
    args: ['e1', 'orders'],
    distinct: ['e2', 'users'],
    world: provider(http),
  }),
);

fine('create-only-if-none', 'the precondition fails where an attempt before has created it', ({ http }) => ({
  activity: async (id, table) => {
    try {
      await call('PUT', `/exports/${id}`, { table }, { 'if-none-match': '*' });
    } catch (error) {
      if (error.status !== 412) throw error;
    }
    return id;
  },
  args: ['e1', 'orders'],
  distinct: ['e2', 'users'],
  world: provider(http),
}));

fine('token-each-time', 'each attempt logs in anew, which is said not to matter', ({ http }) => ({
  activity: async (key, table) => {
    const { token } = await call('POST', '/token');
    const { id } = await call(
      'POST',
      '/exports',
      { table },
      { authorization: `Bearer ${token}`, 'idempotency-key': key },
    );
    return id;
  },
  args: ['k1', 'orders'],
  distinct: ['k2', 'users'],
  world: provider(http),
  ignore: ['tokens'],
}));

// ---- files ---------------------------------------------------------------------------------------------------------

bug(
  'append-if-not-there',
  'race',
  'DUPLICATE_EFFECT',
  'two attempts both read the log before either appends',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({ 'log.txt': '' });
    return {
      activity: async (id) => {
        const log = await fs.readFile(join(path, 'log.txt'), 'utf8');
        if (!log.split('\n').includes(id)) await fs.appendFile(join(path, 'log.txt'), `${id}\n`);
      },
      args: ['one'],
      distinct: ['two'],
      world,
    };
  },
);

fine(
  'copy-then-remove',
  'the copy is whole before the original goes, and a copy without original is done',
  async ({ folder }) => {
    const {
      folder: path,
      fs,
      world,
    } = await folder({ 'in/a.txt': 'a', 'in/b.txt': 'b', 'in/c.txt': 'c', 'out/z.txt': 'z' });
    return {
      activity: async (name) => {
        const from = join(path, 'in', name);
        const to = join(path, 'out', name);
        try {
          await fs.copyFile(from, to);
        } catch (error) {
          if (error.code !== 'ENOENT') throw error;
          await fs.stat(to);
        }
        await fs.rm(from, { force: true });
        return name;
      },
      args: ['a.txt'],
      distinct: ['b.txt'],
      world,
    };
  },
);
