// Files, mails, and several worlds at once.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { collect } from './collect.mjs';

const { Ledger } = createRequire(import.meta.url)('@handrail/activity/postgres');
const { cases, bug, fine } = collect('outside');
export const outside = cases;

// ---- files ---------------------------------------------------------------------------------------------------------

bug('append-line', 'no-key', 'DUPLICATE_EFFECT', 'each attempt appends a line', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({ 'audit.log': 'start\n' });
  return {
    activity: async (id, text) => {
      await fs.appendFile(join(path, 'audit.log'), `${id} ${text}\n`);
    },
    args: ['e1', 'login'],
    distinct: ['e2', 'logout'],
    world,
  };
});

fine('write-and-rename', 'the file is written whole beside and renamed', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({});
  return {
    activity: async (id, rows) => {
      const target = join(path, `report-${id}.csv`);
      const temporary = `${target}.${randomUUID()}.tmp`;
      await fs.writeFile(temporary, rows.join('\n'));
      await fs.rename(temporary, target);
      return `report-${id}.csv`;
    },
    args: ['r1', ['a;1', 'b;2']],
    distinct: ['r2', ['c;3']],
    world,
  };
});

bug(
  'exclusive-then-write',
  'early-return',
  'TORN_STATE',
  'an empty file of a dead worker is taken for a finished one',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({});
    return {
      activity: async (id, text) => {
        let file;
        try {
          file = await fs.open(join(path, `${id}.txt`), 'wx');
        } catch (error) {
          if (error.code === 'EEXIST') return;
          throw error;
        }
        try {
          await file.writeFile(text);
        } finally {
          await file.close();
        }
      },
      args: ['d1', 'Dear Ann'],
      distinct: ['d2', 'Dear Bob'],
      world,
    };
  },
);

bug(
  'mkdir-again',
  'stumbles-over-itself',
  'STUCK',
  'the folder of the attempt before is in the way of every retry',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({});
    return {
      activity: async (tenant, plan) => {
        await fs.mkdir(join(path, tenant));
        await fs.writeFile(join(path, tenant, 'plan.json'), JSON.stringify({ plan }));
      },
      args: ['acme', 'gold'],
      distinct: ['initech', 'basic'],
      world,
    };
  },
);

fine('mkdir-recursive', 'a folder that is there is fine, and the file is put whole', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({});
  return {
    activity: async (tenant, plan) => {
      const home = join(path, 'tenants', tenant);
      await fs.mkdir(home, { recursive: true });
      await fs.writeFile(join(home, 'plan.json'), JSON.stringify({ tenant, plan }));
    },
    args: ['acme', 'gold'],
    distinct: ['initech', 'basic'],
    world,
  };
});

bug(
  'move-to-done',
  'stumbles-over-itself',
  'STUCK',
  'the file was moved by the attempt before, so the retry does not find it',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({ 'inbox/a.csv': '1', 'inbox/b.csv': '2', 'done/old.csv': '0' });
    return {
      activity: async (name) => {
        await fs.rename(join(path, 'inbox', name), join(path, 'done', name));
      },
      args: ['a.csv'],
      distinct: ['b.csv'],
      world,
    };
  },
);

fine('move-to-done-once', 'a file that is in done already has been moved', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({ 'inbox/a.csv': '1', 'inbox/b.csv': '2', 'done/old.csv': '0' });
  return {
    activity: async (name) => {
      const target = join(path, 'done', name);
      try {
        await fs.rename(join(path, 'inbox', name), target);
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
        await fs.access(target);
      }
      return `done/${name}`;
    },
    args: ['a.csv'],
    distinct: ['b.csv'],
    world,
  };
});

bug(
  'file-named-by-time',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the retry comes at another millisecond, so it writes another file',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({});
    return {
      activity: async (customer, text) => {
        await fs.writeFile(join(path, `${customer}-${Date.now()}.txt`), text);
      },
      args: ['ann', 'one'],
      distinct: ['bob', 'two'],
      world,
    };
  },
);

bug(
  'file-per-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the second letter of a customer finds the first one and is not written',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({});
    return {
      activity: async ({ customer, text }) => {
        try {
          await fs.writeFile(join(path, `${customer}.txt`), text, { flag: 'wx' });
        } catch (error) {
          if (error.code !== 'EEXIST') throw error;
        }
      },
      args: [{ customer: 'ann', text: 'one' }],
      distinct: [{ customer: 'ann', text: 'two' }],
      world,
    };
  },
);

bug(
  'counter-file',
  'relative',
  'DUPLICATE_EFFECT',
  'the number in the file rises once an attempt',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({ 'ann.json': '{"visits":1}', 'bob.json': '{"visits":5}' });
    return {
      activity: async (name) => {
        const file = join(path, `${name}.json`);
        const { visits } = JSON.parse(await fs.readFile(file, 'utf8'));
        await fs.writeFile(file, JSON.stringify({ visits: visits + 1 }));
      },
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

bug(
  'shared-index',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the index back as it was before the other call',
  async ({ folder }) => {
    const { folder: path, fs, world } = await folder({ 'index.json': '{}' });
    return {
      activity: async (id, title) => {
        const index = JSON.parse(await fs.readFile(join(path, 'index.json'), 'utf8'));
        index[id] = { title };
        await fs.writeFile(join(path, 'index.json'), JSON.stringify(Object.fromEntries(Object.entries(index).sort())));
      },
      args: ['a', 'Alpha'],
      distinct: ['b', 'Beta'],
      world,
    };
  },
);

fine('remove-forced', 'a file that is gone need not be removed', async ({ folder }) => {
  const { folder: path, fs, world } = await folder({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
  return {
    activity: async (name) => fs.rm(join(path, name), { force: true }),
    args: ['a.txt'],
    distinct: ['b.txt'],
    world,
  };
});

// ---- mails ---------------------------------------------------------------------------------------------------------

bug('mail', 'no-key', 'DUPLICATE_EFFECT', 'what is sent twice arrives twice', ({ smtp }) => {
  const world = smtp();
  return {
    activity: async (to, name) => {
      await world.sendMail({ from: 'shop@acme.example', to, subject: `Hello ${name}`, text: 'Thank you.' });
    },
    args: ['ann@mail.example', 'Ann'],
    distinct: ['bob@mail.example', 'Bob'],
    world,
  };
});

bug(
  'mail-with-message-id',
  'key-not-read',
  'DUPLICATE_EFFECT',
  'a mail server does not look at the Message-ID',
  ({ smtp }) => {
    const world = smtp();
    return {
      activity: async (order, to) => {
        await world.sendMail({
          messageId: `<${order}@acme.example>`,
          from: 'shop@acme.example',
          to,
          subject: order,
          text: 'Paid.',
        });
      },
      args: ['o1', 'ann@mail.example'],
      distinct: ['o2', 'bob@mail.example'],
      world,
    };
  },
);

fine('mail-to-known-receiver', 'this receiver drops a Message-ID that it knows', ({ smtp }) => {
  const world = smtp({ dropsKnownIds: true });
  return {
    activity: async (order, to) => {
      const { messageId } = await world.sendMail({
        messageId: `<${order}@acme.example>`,
        from: 'shop@acme.example',
        to,
        subject: order,
        text: 'Paid.',
      });
      return messageId;
    },
    args: ['o1', 'ann@mail.example'],
    distinct: ['o2', 'ann@mail.example'],
    world,
  };
});

bug(
  'mail-with-random-id',
  'key-random',
  'DUPLICATE_EFFECT',
  'the receiver would drop a known Message-ID, but each attempt has a new one',
  ({ smtp }) => {
    const world = smtp({ dropsKnownIds: true });
    return {
      activity: async (order, to) => {
        await world.sendMail({
          messageId: `<${randomUUID()}@acme.example>`,
          from: 'shop@acme.example',
          to,
          subject: order,
          text: 'Paid.',
        });
      },
      args: ['o1', 'ann@mail.example'],
      distinct: ['o2', 'bob@mail.example'],
      world,
    };
  },
);

// ---- several worlds ------------------------------------------------------------------------------------------------

const ORIGIN = 'https://pay.example';
const provider = (http) =>
  http({
    origin: ORIGIN,
    state: { charges: [] },
    routes: {
      'POST /charges': ({ body, state }) => {
        const charge = { id: `ch_${state.charges.length + 1}`, ...body };
        state.charges.push(charge);
        return { status: 201, body: charge };
      },
    },
  });
const charge = async (body, key) => {
  const response = await fetch(`${ORIGIN}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`pay: ${response.status}`);
  return (await response.json()).id;
};
const PAYMENTS = 'CREATE TABLE payments (operation text PRIMARY KEY, state text NOT NULL, receipt text)';

fine('ledger-with-point', 'the point keeps the receipt and the provider knows its key', async ({ sql, http }) => {
  const { pool, world } = await sql(
    "CREATE TABLE orders (id text PRIMARY KEY, receipt text); INSERT INTO orders VALUES ('o1', NULL), ('o2', NULL)",
  );
  const ledger = new Ledger({ pool });
  await ledger.setUp();
  return {
    activity: async ({ key, order, cents }) =>
      ledger.once(key, { order, cents }, async (operation) => {
        const receipt = await operation.point('charge', (pointKey) => charge({ order, cents }, pointKey));
        await operation.query('UPDATE orders SET receipt = $1 WHERE id = $2', [receipt, order]);
        return { receipt };
      }),
    args: [{ key: 'k1', order: 'o1', cents: 5 }],
    distinct: [{ key: 'k2', order: 'o2', cents: 6 }],
    world: [world, provider(http)],
  };
});

bug(
  'ledger-point-without-key',
  'key-not-sent',
  'DUPLICATE_EFFECT',
  'between the call and the storing of its answer a worker may die, and the provider gets no key',
  async ({ sql, http }) => {
    const { pool, world } = await sql(
      "CREATE TABLE orders (id text PRIMARY KEY, receipt text); INSERT INTO orders VALUES ('o1', NULL), ('o2', NULL)",
    );
    const ledger = new Ledger({ pool });
    await ledger.setUp();
    return {
      activity: async ({ key, order, cents }) =>
        ledger.once(key, { order, cents }, async (operation) => {
          const receipt = await operation.point('charge', () => charge({ order, cents }));
          await operation.query('UPDATE orders SET receipt = $1 WHERE id = $2', [receipt, order]);
          return { receipt };
        }),
      args: [{ key: 'k1', order: 'o1', cents: 5 }],
      distinct: [{ key: 'k2', order: 'o2', cents: 6 }],
      world: [world, provider(http)],
    };
  },
);

bug(
  'charge-in-transaction',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the rollback does not take the charge back',
  async ({ sql, http }) => {
    const { pool, world } = await sql(PAYMENTS);
    return {
      activity: async ({ operation, cents }) => {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const { rowCount } = await client.query("INSERT INTO payments VALUES ($1, 'paid') ON CONFLICT DO NOTHING", [
            operation,
          ]);
          if (rowCount === 1) await charge({ operation, cents });
          await client.query('COMMIT');
        } catch (error) {
          await client.query('ROLLBACK').catch(() => undefined);
          throw error;
        } finally {
          client.release();
        }
      },
      args: [{ operation: 'op-1', cents: 5 }],
      distinct: [{ operation: 'op-2', cents: 6 }],
      world: [world, provider(http)],
    };
  },
);

fine('started-charged-done', 'a payment that is started is gone on with under the same key', async ({ sql, http }) => {
  const { pool, world } = await sql(PAYMENTS);
  const find = async (operation) =>
    (await pool.query('SELECT state, receipt FROM payments WHERE operation = $1', [operation])).rows[0];
  return {
    activity: async ({ operation, cents }) => {
      await pool.query("INSERT INTO payments VALUES ($1, 'started') ON CONFLICT DO NOTHING", [operation]);
      const known = await find(operation);
      if (known.state === 'done') return known.receipt;
      const receipt = await charge({ operation, cents }, operation);
      await pool.query("UPDATE payments SET state = 'done', receipt = $2 WHERE operation = $1", [operation, receipt]);
      return receipt;
    },
    args: [{ operation: 'op-1', cents: 5 }],
    distinct: [{ operation: 'op-2', cents: 6 }],
    world: [world, provider(http)],
  };
});

bug(
  'started-means-done',
  'mark-before',
  'LOST_EFFECT',
  'a row of a dead attempt is taken for a payment',
  async ({ sql, http }) => {
    const { pool, world } = await sql('CREATE TABLE claims (operation text PRIMARY KEY)');
    return {
      activity: async ({ operation, cents }) => {
        const claim = await pool.query('INSERT INTO claims VALUES ($1) ON CONFLICT DO NOTHING', [operation]);
        if (claim.rowCount === 1) await charge({ operation, cents }, operation);
      },
      args: [{ operation: 'op-1', cents: 5 }],
      distinct: [{ operation: 'op-2', cents: 6 }],
      world: [world, provider(http)],
    };
  },
);

bug(
  'row-then-mail',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the row is there once, the mail goes out once an attempt',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql('CREATE TABLE members (id text PRIMARY KEY, mail text)');
    const mails = smtp();
    return {
      activity: async (id, mail) => {
        await pool.query('INSERT INTO members VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, mail]);
        await mails.sendMail({ from: 'team@acme.example', to: mail, subject: 'Welcome', text: `You are ${id}.` });
      },
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [world, mails],
    };
  },
);

bug(
  'mail-only-if-new',
  'mark-before',
  'LOST_EFFECT',
  'a worker that dies after the row leaves a member without a mail',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql('CREATE TABLE members (id text PRIMARY KEY, mail text)');
    const mails = smtp({ dropsKnownIds: true });
    return {
      activity: async (id, mail) => {
        const { rowCount } = await pool.query('INSERT INTO members VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, mail]);
        if (rowCount === 0) return;
        await mails.sendMail({
          messageId: `<welcome-${id}@acme.example>`,
          from: 'team@acme.example',
          to: mail,
          subject: 'Welcome',
          text: 'Hello',
        });
      },
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [world, mails],
    };
  },
);

fine('file-then-row', 'the file has the name of its order, and the row is put once', async ({ sql, folder }) => {
  const { pool, world } = await sql('CREATE TABLE documents (id text PRIMARY KEY, path text)');
  const files = await folder({});
  return {
    activity: async (id, text) => {
      const name = `${id}.txt`;
      await files.fs.writeFile(join(files.folder, `${name}.tmp`), text);
      await files.fs.rename(join(files.folder, `${name}.tmp`), join(files.folder, name));
      await pool.query('INSERT INTO documents VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET path = EXCLUDED.path', [
        id,
        name,
      ]);
      return name;
    },
    args: ['d1', 'one'],
    distinct: ['d2', 'two'],
    world: [world, files.world],
  };
});
