// A fourth batch: what PostgreSQL and HTTP can do besides the usual. Written before its first run.
import { setTimeout as wait } from 'node:timers/promises';
import { ApplicationFailure, heartbeat } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('statements');
export const statements = cases;

async function transaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work((text, ...values) => client.query(text, values));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const STOCK =
  "CREATE TABLE stock (sku text PRIMARY KEY, quantity int CHECK (quantity >= 0)); INSERT INTO stock VALUES ('pen', 10), ('ink', 10);";

fine('stored-function', 'the function claims the operation and moves the stock, as one statement', async ({ sql }) => {
  const { pool, world } = await sql(`${STOCK} CREATE TABLE moves (id text PRIMARY KEY);
    CREATE FUNCTION take(move text, item text, n int) RETURNS int LANGUAGE plpgsql AS $$
      DECLARE left_over int;
      BEGIN
        INSERT INTO moves VALUES (move) ON CONFLICT DO NOTHING;
        IF FOUND THEN UPDATE stock SET quantity = quantity - n WHERE sku = item; END IF;
        RETURN n;
      END $$;`);
  return {
    activity: async (move, item, n) =>
      (await pool.query('SELECT take($1, $2, $3) AS taken', [move, item, n])).rows[0].taken,
    args: ['m1', 'pen', 3],
    distinct: ['m2', 'pen', 4],
    world,
  };
});

bug(
  'stored-function-relative',
  'relative',
  'DUPLICATE_EFFECT',
  'a SELECT that takes from the stock takes once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(`${STOCK}
    CREATE FUNCTION take(item text, n int) RETURNS int LANGUAGE sql AS $$ UPDATE stock SET quantity = quantity - n WHERE sku = item RETURNING n $$;`);
    return {
      activity: async (item, n) => (await pool.query('SELECT take($1, $2) AS taken', [item, n])).rows[0].taken,
      args: ['pen', 3],
      distinct: ['ink', 4],
      world,
    };
  },
);

fine('merge', 'MERGE inserts what is not there and sets what is', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE prices (sku text PRIMARY KEY, cents int)');
  return {
    activity: async (sku, cents) => {
      await pool.query(
        `MERGE INTO prices p USING (SELECT $1::text AS sku, $2::int AS cents) n ON p.sku = n.sku
         WHEN MATCHED THEN UPDATE SET cents = n.cents WHEN NOT MATCHED THEN INSERT VALUES (n.sku, n.cents)`,
        [sku, cents],
      );
    },
    args: ['pen', 3],
    distinct: ['ink', 4],
    world,
  };
});

bug('merge-adds', 'relative', 'DUPLICATE_EFFECT', 'where it is matched MERGE adds', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE sold (sku text PRIMARY KEY, n int)');
  return {
    activity: async (sku, n) => {
      await pool.query(
        `MERGE INTO sold s USING (SELECT $1::text AS sku, $2::int AS n) x ON s.sku = x.sku
         WHEN MATCHED THEN UPDATE SET n = s.n + x.n WHEN NOT MATCHED THEN INSERT VALUES (x.sku, x.n)`,
        [sku, n],
      );
    },
    args: ['pen', 3],
    distinct: ['ink', 4],
    world,
  };
});

fine('partial-unique', 'an order has one open payment at most', async ({ sql }) => {
  const { pool, world } = await sql(`CREATE TABLE payments (id serial PRIMARY KEY, order_id text, state text);
    CREATE UNIQUE INDEX one_open ON payments (order_id) WHERE state = 'open';`);
  return {
    activity: async (order) => {
      await pool.query(
        "INSERT INTO payments (order_id, state) VALUES ($1, 'open') ON CONFLICT (order_id) WHERE state = 'open' DO NOTHING",
        [order],
      );
    },
    args: ['o1'],
    distinct: ['o2'],
    world,
  };
});

bug(
  'partial-unique-left',
  'key-forgotten',
  'DUPLICATE_EFFECT',
  'what has been closed does not conflict any more, so the retry opens and closes another one',
  async ({ sql }) => {
    const { pool, world } = await sql(`CREATE TABLE payments (id serial PRIMARY KEY, order_id text, state text);
    CREATE UNIQUE INDEX one_open ON payments (order_id) WHERE state = 'open';`);
    return {
      activity: async (order) => {
        await pool.query(
          "INSERT INTO payments (order_id, state) VALUES ($1, 'open') ON CONFLICT (order_id) WHERE state = 'open' DO NOTHING",
          [order],
        );
        await pool.query("UPDATE payments SET state = 'closed' WHERE order_id = $1 AND state = 'open'", [order]);
      },
      args: ['o1'],
      distinct: ['o2'],
      world,
    };
  },
);

fine('exclusion-constraint', 'a booking that overlaps is refused, and ours is told by its id', async ({ sql }) => {
  const { pool, world } = await sql(
    `CREATE TABLE bookings (id text PRIMARY KEY, nights int4range, EXCLUDE USING gist (nights WITH &&))`,
  );
  return {
    activity: async (id, from, to) => {
      try {
        await pool.query('INSERT INTO bookings VALUES ($1, int4range($2, $3))', [id, from, to]);
      } catch (error) {
        if (error.code !== '23P01' && error.code !== '23505') throw error;
        const { rowCount } = await pool.query('SELECT 1 FROM bookings WHERE id = $1', [id]);
        if (rowCount === 0) throw ApplicationFailure.nonRetryable('these nights are taken');
      }
      return id;
    },
    args: ['b1', 1, 4],
    distinct: ['b2', 7, 9],
    world,
  };
});

bug(
  'exclusion-constraint-thrown',
  'stumbles-over-itself',
  'STUCK',
  'the nights are taken by the attempt before',
  async ({ sql }) => {
    const { pool, world } = await sql(
      `CREATE TABLE bookings (id serial PRIMARY KEY, guest text, nights int4range, EXCLUDE USING gist (nights WITH &&))`,
    );
    return {
      activity: async (guest, from, to) => {
        await pool.query('INSERT INTO bookings (guest, nights) VALUES ($1, int4range($2, $3))', [guest, from, to]);
      },
      args: ['ann', 1, 4],
      distinct: ['bob', 7, 9],
      world,
    };
  },
);

fine('other-schema', 'tables of another schema are looked at, too', async ({ sql }) => {
  const { pool, world } = await sql(
    'DROP SCHEMA IF EXISTS billing CASCADE; CREATE SCHEMA billing; CREATE TABLE billing.invoices (id text PRIMARY KEY, cents int)',
  );
  return {
    activity: async (id, cents) => {
      await pool.query('INSERT INTO billing.invoices VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
    },
    args: ['i1', 3],
    distinct: ['i2', 4],
    world,
  };
});

bug(
  'other-schema-serial',
  'no-key',
  'DUPLICATE_EFFECT',
  'each attempt inserts a row in the other schema',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'DROP SCHEMA IF EXISTS billing CASCADE; CREATE SCHEMA billing; CREATE TABLE billing.invoices (id bigint GENERATED ALWAYS AS IDENTITY, customer text, cents int)',
    );
    return {
      activity: async (customer, cents) => {
        await pool.query('INSERT INTO billing.invoices (customer, cents) VALUES ($1, $2)', [customer, cents]);
      },
      args: ['ann', 3],
      distinct: ['bob', 4],
      world,
    };
  },
);

fine('callback-style', 'the old style of pg, and a conflict that is ignored', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE flags (id text PRIMARY KEY, value text)');
  const query = (text, values) =>
    new Promise((resolve, reject) => {
      pool.query(text, values, (error, result) => (error ? reject(error) : resolve(result)));
    });
  return {
    activity: async (id, value) => {
      await query('INSERT INTO flags VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, value]);
    },
    args: ['dark', 'on'],
    distinct: ['wide', 'on'],
    world,
  };
});

bug(
  'callback-style-serial',
  'no-key',
  'DUPLICATE_EFFECT',
  'the old style of pg, and a row for each attempt',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE hits (id serial, page text)');
    return {
      activity: (page) =>
        new Promise((resolve, reject) => {
          pool.connect((error, client, done) => {
            if (error) return reject(error);
            client.query('INSERT INTO hits (page) VALUES ($1)', [page], (problem) => {
              done();
              if (problem) reject(problem);
              else resolve();
            });
          });
        }),
      args: ['home'],
      distinct: ['news'],
      world,
    };
  },
);

bug(
  'temporary-table',
  'no-key',
  'DUPLICATE_EFFECT',
  'rows go through a temporary table into one without a key',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE readings (device text, value int)');
    return {
      activity: async (device, values) =>
        transaction(pool, async (query) => {
          await query('CREATE TEMPORARY TABLE incoming (value int) ON COMMIT DROP');
          for (const value of values) await query('INSERT INTO incoming VALUES ($1)', value);
          await query('INSERT INTO readings SELECT $1, value FROM incoming', device);
        }),
      args: ['d1', [1, 2]],
      distinct: ['d2', [3]],
      world,
    };
  },
);

fine('temporary-table-keyed', 'rows go through a temporary table into one that takes each once', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE readings (device text, n int, value int, PRIMARY KEY (device, n))');
  return {
    activity: async (device, values) =>
      transaction(pool, async (query) => {
        await query('CREATE TEMPORARY TABLE incoming (n int, value int) ON COMMIT DROP');
        for (const [n, value] of values.entries()) await query('INSERT INTO incoming VALUES ($1, $2)', n, value);
        await query('INSERT INTO readings SELECT $1, n, value FROM incoming ON CONFLICT DO NOTHING', device);
        return values.length;
      }),
    args: ['d1', [1, 2]],
    distinct: ['d2', [3]],
    world,
  };
});

fine('try-lock-and-fail', 'who does not get the lock fails and is retried', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE runs (id text, at_step int)');
  return {
    activity: async (id) =>
      transaction(pool, async (query) => {
        const { rows } = await query('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS ours', id);
        if (!rows[0].ours) throw new Error('somebody else is at it');
        const { rowCount } = await query('SELECT 1 FROM runs WHERE id = $1', id);
        if (rowCount === 0) await query('INSERT INTO runs VALUES ($1, 1)', id);
        return id;
      }),
    args: ['r1'],
    distinct: ['r2'],
    world,
  };
});

bug(
  'sum-column-stale',
  'race',
  'LOST_EFFECT',
  'the total is read in one statement and written in another, so a zombie writes an old one',
  async ({ sql }) => {
    const { pool, world } = await sql(
      "CREATE TABLE entries (id text PRIMARY KEY, cents int); CREATE TABLE totals (name text PRIMARY KEY, cents int); INSERT INTO totals VALUES ('all', 0)",
    );
    return {
      activity: async (id, cents) => {
        await pool.query('INSERT INTO entries VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
        const { rows } = await pool.query('SELECT sum(cents)::int AS cents FROM entries');
        await pool.query("UPDATE totals SET cents = $1 WHERE name = 'all'", [rows[0].cents]);
      },
      args: ['e1', 5],
      distinct: ['e2', 7],
      world,
    };
  },
);

fine('sum-column-fresh', 'the total is computed by the statement that writes it', async ({ sql }) => {
  const { pool, world } = await sql(
    "CREATE TABLE entries (id text PRIMARY KEY, cents int); CREATE TABLE totals (name text PRIMARY KEY, cents int); INSERT INTO totals VALUES ('all', 0)",
  );
  return {
    activity: async (id, cents) => {
      await pool.query('INSERT INTO entries VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, cents]);
      await pool.query("UPDATE totals SET cents = (SELECT sum(cents) FROM entries) WHERE name = 'all'");
    },
    args: ['e1', 5],
    distinct: ['e2', 7],
    world,
  };
});

bug(
  'rows-by-day',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the partition is named by the day of the attempt',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE daily (day text, id text, PRIMARY KEY (day, id))');
    return {
      activity: async (id) => {
        await pool.query("INSERT INTO daily VALUES (to_char(now(), 'YYYY-MM-DD'), $1) ON CONFLICT DO NOTHING", [id]);
      },
      args: ['a'],
      distinct: ['b'],
      world,
    };
  },
);

const ORIGIN = 'https://jobs.example';
const jobs = (http, options = {}) =>
  http({
    origin: ORIGIN,
    state: { jobs: [] },
    routes: {
      'POST /jobs': ({ body, state }) => {
        if (state.jobs.some(({ reference }) => reference === body.reference))
          return { status: 422, body: { code: 'duplicate_reference' } };
        state.jobs.push({ id: `job_${state.jobs.length + 1}`, ...body });
        return { status: 201, body: state.jobs.at(-1) };
      },
      'GET /jobs': ({ query, state }) => ({
        body: state.jobs.filter(({ reference }) => reference === query.reference),
      }),
    },
    ...options,
  });
const post = (body, headers = {}) =>
  fetch(`${ORIGIN}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

fine(
  'duplicate-reference-looked-up',
  'the provider refuses a known reference, and the activity asks for what it knows',
  ({ http }) => ({
    activity: async (reference, cents) => {
      const response = await post({ reference, cents });
      if (response.ok) return (await response.json()).id;
      const { code } = response.status === 422 ? await response.json() : {};
      if (code !== 'duplicate_reference') throw new Error(`jobs: ${response.status}`);
      const [job] = await (await fetch(`${ORIGIN}/jobs?reference=${reference}`)).json();
      return job.id;
    },
    args: ['r1', 5],
    distinct: ['r2', 6],
    world: jobs(http),
  }),
);

bug(
  'duplicate-reference-undefined',
  'result-lost',
  'RESULT_DRIFT',
  'the refusal is taken for success, but the id is not in it',
  ({ http }) => ({
    activity: async (reference, cents) => {
      const response = await post({ reference, cents });
      if (!response.ok && response.status !== 422) throw new Error(`jobs: ${response.status}`);
      const { id } = await response.json();
      return { id };
    },
    args: ['r1', 5],
    distinct: ['r2', 6],
    world: jobs(http),
  }),
);

fine('slow-steps', 'long waits with heartbeats between keyed requests', ({ http }) => ({
  activity: async (reference, cents) => {
    for (const part of ['a', 'b']) {
      const response = await post(
        { reference: `${reference}-${part}`, cents },
        { 'Idempotency-Key': `${reference}-${part}` },
      );
      if (!response.ok) throw new Error(`jobs: ${response.status}`);
      heartbeat(part);
      await new Promise((resolve) => setTimeout(resolve, 30_000));
    }
  },
  args: ['r1', 5],
  distinct: ['r2', 6],
  world: jobs(http),
}));

fine('timers-promises', 'it waits a little by node:timers/promises, then puts under a key', ({ http }) => ({
  activity: async (reference, cents) => {
    await wait(20);
    const response = await post({ reference, cents }, { 'Idempotency-Key': reference });
    if (!response.ok) throw new Error(`jobs: ${response.status}`);
    return (await response.json()).id;
  },
  args: ['r1', 5],
  distinct: ['r2', 6],
  world: jobs(http),
}));
