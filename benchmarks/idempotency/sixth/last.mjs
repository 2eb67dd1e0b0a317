// A third batch, written after the second had run and before its own first run.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { activityInfo, ApplicationFailure, CancelledFailure, heartbeat, sleep } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('last');
export const last = cases;

class Rows {
  rows = new Map();
  async put(id, row) {
    this.rows.set(id, structuredClone(row));
  }
  async putIfAbsent(id, row) {
    if (!this.rows.has(id)) this.rows.set(id, structuredClone(row));
    return structuredClone(this.rows.get(id));
  }
  async get(id) {
    return structuredClone(this.rows.get(id));
  }
}

class Gateway {
  charges = [];
  async charge({ idempotencyKey, cents }) {
    const known = this.charges.find((each) => each.idempotencyKey === idempotencyKey);
    if (known === undefined) this.charges.push({ idempotencyKey, cents });
  }
}

// ---- several worlds of one kind ----------------------------------------------------------------------------------------

fine('two-memories', 'both are put to under an id', ({ memory }) => {
  const [here, there] = [new Rows(), new Rows()];
  return {
    activity: async (id, text) => {
      await here.put(id, { text });
      await there.put(id, { text });
    },
    args: ['a', 'one'],
    distinct: ['b', 'two'],
    world: [memory(here, { name: 'here' }), memory(there, { name: 'there' })],
  };
});

bug(
  'two-memories-mark-before',
  'mark-before',
  'LOST_EFFECT',
  'the mark is in one store, the work in the other, and a worker dies between',
  ({ memory }) => {
    const marks = {
      ids: new Set(),
      async claim(id) {
        const isNew = !this.ids.has(id);
        this.ids.add(id);
        return isNew;
      },
    };
    const work = new Rows();
    return {
      activity: async (id, text) => {
        if (await marks.claim(id)) await work.put(id, { text });
      },
      args: ['a', 'one'],
      distinct: ['b', 'two'],
      world: [memory(marks, { name: 'marks' }), memory(work, { name: 'work' })],
    };
  },
);

fine('row-mail-and-request', 'three worlds, and each of them knows a repetition', async ({ sql, smtp, http }) => {
  const { pool, world } = await sql('CREATE TABLE members (id text PRIMARY KEY, mail text)');
  const mails = smtp({ dropsKnownIds: true });
  const crm = http({
    origin: 'https://crm.example',
    state: { people: {} },
    routes: {
      'PUT /people/:id': ({ params, body, state }) => {
        state.people[params.id] = body;
        return { status: 204 };
      },
    },
  });
  return {
    activity: async (id, mail) => {
      await pool.query('INSERT INTO members VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, mail]);
      const response = await fetch(`https://crm.example/people/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mail }),
      });
      if (!response.ok) throw new Error(`crm: ${response.status}`);
      await mails.sendMail({
        messageId: `<${id}@acme.example>`,
        from: 'a@acme.example',
        to: mail,
        subject: 'Welcome',
        text: 'Hello',
      });
    },
    args: ['m1', 'ann@mail.example'],
    distinct: ['m2', 'bob@mail.example'],
    world: [world, mails, crm],
  };
});

bug(
  'two-mail-servers',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'one receiver drops what it knows, the other does not',
  ({ smtp }) => {
    const [inside, outside] = [smtp({ name: 'inside', dropsKnownIds: true }), smtp({ name: 'outside' })];
    return {
      activity: async (id, to) => {
        const mail = { messageId: `<${id}@acme.example>`, from: 'a@acme.example', to, subject: id, text: 'Hello' };
        await inside.sendMail(mail);
        await outside.sendMail(mail);
      },
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [inside, outside],
    };
  },
);

fine(
  'from-folder-to-folder',
  'the file is put whole in the other folder, then removed in the first',
  async ({ folder }) => {
    const [from, to] = [await folder({ 'a.txt': 'a', 'b.txt': 'b' }), await folder({})];
    return {
      activity: async (name) => {
        const text = await from.fs.readFile(join(from.folder, name), 'utf8').catch((error) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        });
        if (text !== undefined) await to.fs.writeFile(join(to.folder, name), text);
        await from.fs.rm(join(from.folder, name), { force: true });
        return name;
      },
      args: ['a.txt'],
      distinct: ['b.txt'],
      world: [
        { ...from.world, name: 'from' },
        { ...to.world, name: 'to' },
      ],
    };
  },
);

// ---- values that grow --------------------------------------------------------------------------------------------------

fine('object-from-null', 'a preference is set once, and the other call sets another one', ({ memory }) => {
  const users = {
    preferences: { ann: null },
    async set(user, name, value) {
      this.preferences[user] = { ...this.preferences[user], [name]: value };
    },
  };
  return {
    activity: async (user, name, value) => users.set(user, name, value),
    args: ['ann', 'colour', 'blue'],
    distinct: ['ann', 'size', 'big'],
    world: memory(users),
  };
});

fine('array-column-from-null', 'the tag is appended where it is not there', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE posts (id text PRIMARY KEY, tags text[]); INSERT INTO posts VALUES ('p1', NULL)",
  );
  return {
    activity: async (post, tag) => {
      await pool.query(
        'UPDATE posts SET tags = array_append(tags, $2) WHERE id = $1 AND NOT $2 = ANY (coalesce(tags, ARRAY[]::text[]))',
        [post, tag],
      );
    },
    args: ['p1', 'news'],
    distinct: ['p1', 'sport'],
    world,
  };
});

fine('array-column-from-empty', 'the same with a list that is empty at first', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE posts (id text PRIMARY KEY, tags text[] NOT NULL DEFAULT '{}'); INSERT INTO posts VALUES ('p1')",
  );
  return {
    activity: async (post, tag) => {
      await pool.query('UPDATE posts SET tags = array_append(tags, $2) WHERE id = $1 AND NOT $2 = ANY (tags)', [
        post,
        tag,
      ]);
    },
    args: ['p1', 'news'],
    distinct: ['p1', 'sport'],
    world,
  };
});

fine('json-object-from-null', 'a field of the document is set; the other call sets another field', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE users (id text PRIMARY KEY, settings jsonb); INSERT INTO users VALUES ('ann', NULL)",
  );
  return {
    activity: async (id, name, value) => {
      await pool.query(
        "UPDATE users SET settings = coalesce(settings, '{}') || jsonb_build_object($2::text, $3::text) WHERE id = $1",
        [id, name, value],
      );
    },
    args: ['ann', 'colour', 'blue'],
    distinct: ['ann', 'size', 'big'],
    world,
  };
});

bug(
  'first-item-only',
  'distinct-refused-silently',
  'SWALLOWED_EFFECT',
  'the list is made with the first item, and the second one is dropped',
  ({ memory }) => {
    const cart = {
      items: null,
      async add(item) {
        this.items ??= [item];
      },
    };
    return { activity: async (item) => cart.add(item), args: ['pen'], distinct: ['ink'], world: memory(cart) };
  },
);

bug(
  'list-lost-update',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the list back without the item of the other call',
  ({ memory }) => {
    const cart = {
      items: ['cup'],
      async read() {
        return [...this.items];
      },
      async write(items) {
        this.items = items;
      },
    };
    return {
      activity: async (item) => {
        const items = await cart.read();
        if (!items.includes(item)) await cart.write([...items, item]);
      },
      args: ['pen'],
      distinct: ['ink'],
      world: memory(cart),
    };
  },
);

bug('latest-only', 'last-write-wins', 'TORN_STATE', 'a repetition puts its entry over the later one', ({ memory }) => {
  const screen = {
    latest: null,
    async show(entry) {
      this.latest = entry;
    },
  };
  return {
    activity: async (id, text) => screen.show({ id, text }),
    args: ['n1', 'one'],
    distinct: ['n2', 'two'],
    world: memory(screen),
  };
});

// ---- keys that are kept ---------------------------------------------------------------------------------------------------

bug(
  'key-in-heartbeat',
  'heartbeat-too-late',
  'DUPLICATE_EFFECT',
  'the key that was made is lost with the heartbeat that carried it',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async (cents) => {
        const idempotencyKey = activityInfo().heartbeatDetails ?? randomUUID();
        heartbeat(idempotencyKey);
        await gateway.charge({ idempotencyKey, cents });
      },
      args: [5],
      distinct: [6],
      world: memory(gateway),
    };
  },
);

fine('key-stored-first', 'the key that was made first is stored before it is used, and found again', ({ memory }) => {
  const keys = new Rows();
  const gateway = new Gateway();
  return {
    activity: async (operation, cents) => {
      const { key } = await keys.putIfAbsent(operation, { key: randomUUID() });
      await gateway.charge({ idempotencyKey: key, cents });
    },
    args: ['op-1', 5],
    distinct: ['op-2', 5],
    world: memory({ keys, gateway }),
  };
});

bug(
  'key-stored-over',
  'key-random',
  'DUPLICATE_EFFECT',
  'each attempt puts its own key over the stored one and uses it',
  ({ memory }) => {
    const keys = new Rows();
    const gateway = new Gateway();
    return {
      activity: async (operation, cents) => {
        const key = randomUUID();
        await keys.put(operation, { key });
        await gateway.charge({ idempotencyKey: key, cents });
      },
      args: ['op-1', 5],
      distinct: ['op-2', 5],
      world: memory({ keys, gateway }),
    };
  },
);

fine('key-made-by-database', 'the row keeps the key that its default has made', async ({ sql, http }) => {
  const { pool, world } = await sql(
    'CREATE TABLE intents (operation text PRIMARY KEY, key uuid NOT NULL DEFAULT gen_random_uuid())',
  );
  const provider = http({
    origin: 'https://pay.example',
    state: { charges: [] },
    routes: {
      'POST /charges': ({ body, state }) => {
        state.charges.push(body);
        return { status: 201, body: {} };
      },
    },
  });
  return {
    activity: async (operation, cents) => {
      await pool.query('INSERT INTO intents (operation) VALUES ($1) ON CONFLICT DO NOTHING', [operation]);
      const { rows } = await pool.query('SELECT key FROM intents WHERE operation = $1', [operation]);
      const response = await fetch('https://pay.example/charges', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': rows[0].key },
        body: JSON.stringify({ operation, cents }),
      });
      if (!response.ok) throw new Error(`pay: ${response.status}`);
    },
    args: ['op-1', 5],
    distinct: ['op-2', 6],
    world: [world, provider],
  };
});

// ---- states of jobs --------------------------------------------------------------------------------------------------------

bug(
  'cancelled-is-final',
  'cancel-remembered',
  'TORN_STATE',
  'a worker that shuts down marks the job as cancelled, and the retry takes that for its end',
  ({ memory }) => {
    const jobs = new Rows();
    return {
      activity: async (id) => {
        const known = await jobs.putIfAbsent(id, { state: 'running' });
        if (known.state === 'cancelled' || known.state === 'done') return;
        heartbeat('running');
        try {
          await sleep(100);
        } catch (error) {
          if (error instanceof CancelledFailure) await jobs.put(id, { state: 'cancelled' });
          throw error;
        }
        await jobs.put(id, { state: 'done' });
      },
      args: ['j1'],
      distinct: ['j2'],
      world: memory(jobs),
    };
  },
);

bug(
  'failed-is-final',
  'failure-remembered',
  'STUCK',
  'a lost answer marks the job as failed although its page is there, and no retry goes on',
  ({ memory }) => {
    const jobs = new Rows();
    const pages = new Rows();
    return {
      activity: async (id, text) => {
        const job = await jobs.putIfAbsent(id, { state: 'running' });
        if (job.state === 'failed') throw ApplicationFailure.nonRetryable(`job ${id} has failed`);
        try {
          await pages.put(id, { text });
        } catch (error) {
          await jobs.put(id, { state: 'failed' });
          throw error;
        }
      },
      args: ['j1', 'one'],
      distinct: ['j2', 'two'],
      world: memory({ jobs, pages }),
    };
  },
);

fine('failed-is-taken-up', 'a job that failed is run again and ends done', ({ memory }) => {
  const jobs = new Rows();
  const pages = new Rows();
  return {
    activity: async (id, text) => {
      await jobs.put(id, { state: 'running' });
      try {
        await pages.put(id, { text });
      } catch (error) {
        await jobs.put(id, { state: 'failed' });
        throw error;
      }
      await jobs.put(id, { state: 'done' });
    },
    args: ['j1', 'one'],
    distinct: ['j2', 'two'],
    world: memory({ jobs, pages }),
  };
});

// ---- results that name a count ---------------------------------------------------------------------------------------------

bug(
  'version-returned',
  'result-of-attempt',
  'RESULT_DRIFT',
  'the row counts its versions, which is not compared, but the workflow is told another one by the retry',
  async ({ sql }) => {
    const { pool, world } = await sql(
      "CREATE TABLE documents (id text PRIMARY KEY, text text, version int NOT NULL DEFAULT 1); INSERT INTO documents VALUES ('d1', '-'), ('d2', '-')",
    );
    return {
      activity: async (id, text) => {
        const { rows } = await pool.query(
          'UPDATE documents SET text = $2, version = version + 1 WHERE id = $1 RETURNING version',
          [id, text],
        );
        return { version: rows[0].version };
      },
      args: ['d1', 'one'],
      distinct: ['d2', 'two'],
      world,
    };
  },
);

fine('version-not-returned', 'the row counts its versions, which is not compared', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE documents (id text PRIMARY KEY, text text, version int NOT NULL DEFAULT 1); INSERT INTO documents VALUES ('d1', '-'), ('d2', '-')",
  );
  return {
    activity: async (id, text) => {
      await pool.query('UPDATE documents SET text = $2, version = version + 1 WHERE id = $1', [id, text]);
    },
    args: ['d1', 'one'],
    distinct: ['d2', 'two'],
    world,
  };
});
