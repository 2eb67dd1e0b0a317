// Outboxes, versions, locks, upserts, triggers, CTEs, savepoints, isolation, bulk inserts, notifications, tombstones.
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import { collect, demand, transaction } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('tables');
export const tables = cases;

const BUS = 'https://bus.example';
const bus = (http) =>
  http({
    origin: BUS,
    state: { events: [] },
    routes: {
      'POST /events': ({ body, state }) => {
        state.events.push(body);
        return { status: 202, body: {} };
      },
    },
  });

const OUTBOX = `
  CREATE TABLE orders (id text PRIMARY KEY, state text NOT NULL DEFAULT 'open');
  CREATE TABLE outbox (id bigserial PRIMARY KEY, topic text, payload jsonb, sent boolean NOT NULL DEFAULT false);
  INSERT INTO orders VALUES ('o1'), ('o2');`;

bug(
  'outbox-each-time',
  'outbox-without-guard',
  'DUPLICATE_EFFECT',
  'order and event are one transaction, but the event is added whatever the order was',
  async ({ sql }) => {
    const { pool, world } = await sql(OUTBOX);
    return {
      activity: (order) =>
        transaction(pool, async (query) => {
          await query(`UPDATE orders SET state = 'paid' WHERE id = $1`, order);
          await query(`INSERT INTO outbox (topic, payload) VALUES ('paid', $1)`, { order });
        }).then(() => undefined),
      args: ['o1'],
      distinct: ['o2'],
      world,
    };
  },
);

fine('outbox-guarded', 'the event goes with the step that is taken once', async ({ sql }) => {
  const { pool, world } = await sql(OUTBOX);
  return {
    activity: async (order) => {
      await transaction(pool, async (query) => {
        const { rowCount } = await query(`UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open'`, order);
        if (rowCount === 1) await query(`INSERT INTO outbox (topic, payload) VALUES ('paid', $1)`, { order });
      });
    },
    args: ['o1'],
    distinct: ['o2'],
    world,
  };
});

const FILLED = `${OUTBOX} INSERT INTO outbox (topic, payload) VALUES ('paid', '{"order":"o1"}'), ('paid', '{"order":"o2"}');`;

bug(
  'dispatch-marked-first',
  'mark-before',
  'LOST_EFFECT',
  'the event is marked before the bus has it',
  async ({ sql, http }) => {
    const { pool, world } = await sql(FILLED);
    return {
      activity: async (id) => {
        const { rows } = await pool.query(
          'UPDATE outbox SET sent = true WHERE id = $1 AND NOT sent RETURNING topic, payload',
          [id],
        );
        for (const event of rows) await demand(`${BUS}/events`, 'POST', event);
      },
      args: [1],
      distinct: [2],
      world: [world, bus(http)],
    };
  },
);

bug(
  'dispatch-marked-last',
  'mark-after',
  'DUPLICATE_EFFECT',
  'the bus has the event before the mark, and knows no ids',
  async ({ sql, http }) => {
    const { pool, world } = await sql(FILLED);
    return {
      activity: async (id) => {
        const { rows } = await pool.query('SELECT topic, payload FROM outbox WHERE id = $1 AND NOT sent', [id]);
        if (rows.length === 0) return;
        await demand(`${BUS}/events`, 'POST', rows[0]);
        await pool.query('UPDATE outbox SET sent = true WHERE id = $1', [id]);
      },
      args: [1],
      distinct: [2],
      world: [world, bus(http)],
    };
  },
);

fine('dispatch-with-id', 'the bus drops an event id that it has', async ({ sql, http }) => {
  const { pool, world } = await sql(FILLED);
  return {
    activity: async (id) => {
      const { rows } = await pool.query('SELECT topic, payload FROM outbox WHERE id = $1 AND NOT sent', [id]);
      if (rows.length === 0) return;
      await demand(`${BUS}/events`, 'POST', rows[0], { 'idempotency-key': `outbox-${id}` });
      await pool.query('UPDATE outbox SET sent = true WHERE id = $1', [id]);
    },
    args: [1],
    distinct: [2],
    world: [world, bus(http)],
  };
});

bug(
  'dispatch-in-transaction',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the row is locked while the bus is called; a commit that fails takes the mark back, not the event',
  async ({ sql, http }) => {
    const { pool, world } = await sql(FILLED);
    return {
      activity: async (id) => {
        await transaction(pool, async (query) => {
          const { rows } = await query('SELECT payload FROM outbox WHERE id = $1 AND NOT sent FOR UPDATE', id);
          if (rows.length === 0) return;
          await demand(`${BUS}/events`, 'POST', rows[0].payload);
          await query('UPDATE outbox SET sent = true WHERE id = $1', id);
        });
      },
      args: [1],
      distinct: [2],
      world: [world, bus(http)],
    };
  },
);

const JOBS = `CREATE TABLE jobs (id int PRIMARY KEY, claim text UNIQUE);
  INSERT INTO jobs (id) SELECT generate_series(1, 8);`;
const NEXT = `UPDATE jobs SET claim = $1 WHERE id =
  (SELECT id FROM jobs WHERE claim IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id`;

bug(
  'next-job-of-queue',
  'next-of-queue',
  'DUPLICATE_EFFECT',
  'a retry takes the next free job, too',
  async ({ sql }) => {
    const { pool, world } = await sql(JOBS.replace(' UNIQUE', ''));
    return {
      activity: async (owner) => (await pool.query(NEXT, [owner])).rows[0]?.id,
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

fine('next-job-once', 'a claim has one job, and who has it already is given it back', async ({ sql }) => {
  const { pool, world } = await sql(JOBS);
  return {
    activity: async (claim) => {
      const { rows } = await pool.query('SELECT id FROM jobs WHERE claim = $1', [claim]);
      if (rows.length > 0) return rows[0].id;
      const taken = await pool.query(NEXT, [claim]);
      if (taken.rowCount === 0) throw new Error('nothing to do');
      return taken.rows[0].id;
    },
    args: ['c1'],
    distinct: ['c2'],
    world,
  };
});

const ACCOUNTS = `CREATE TABLE accounts (id text PRIMARY KEY, cents int NOT NULL, version int NOT NULL DEFAULT 1);
  CREATE TABLE operations (key text PRIMARY KEY);
  INSERT INTO accounts VALUES ('a1', 100), ('a2', 100);`;

bug(
  'versioned-add',
  'optimistic-lock-as-dedupe',
  'DUPLICATE_EFFECT',
  'the version keeps two writers apart, not two attempts',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: async (account, cents) => {
        for (let tries = 0; tries < 5; tries += 1) {
          const { rows } = await pool.query('SELECT cents, version FROM accounts WHERE id = $1', [account]);
          const { rowCount } = await pool.query(
            'UPDATE accounts SET cents = $2, version = version + 1 WHERE id = $1 AND version = $3',
            [account, rows[0].cents + cents, rows[0].version],
          );
          if (rowCount === 1) return;
        }
        throw new Error('too many writers');
      },
      args: ['a1', 10],
      distinct: ['a2', 10],
      world,
    };
  },
);

fine(
  'expected-version',
  'the workflow names the version, and the next one is what this call has made',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: async (account, cents, expected) => {
        const { rowCount } = await pool.query(
          'UPDATE accounts SET cents = cents + $2, version = version + 1 WHERE id = $1 AND version = $3',
          [account, cents, expected],
        );
        if (rowCount === 1) return;
        const { rows } = await pool.query('SELECT version FROM accounts WHERE id = $1', [account]);
        if (rows[0]?.version !== expected + 1) throw new Error('somebody else was faster');
      },
      args: ['a1', 10, 1],
      distinct: ['a2', 10, 1],
      world,
    };
  },
);

bug(
  'own-version-in-the-way',
  'own-write-as-conflict',
  'STUCK',
  'after the first attempt the version is another one, which every retry takes for a conflict',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: async (account, cents, expected) => {
        const { rowCount } = await pool.query(
          'UPDATE accounts SET cents = cents + $2, version = version + 1 WHERE id = $1 AND version = $3',
          [account, cents, expected],
        );
        if (rowCount !== 1) throw new Error(`account ${account} is not at version ${expected}`);
      },
      args: ['a1', 10, 1],
      distinct: ['a2', 10, 1],
      world,
    };
  },
);

bug(
  'stale-version-is-done',
  'conflict-is-success',
  'SWALLOWED_EFFECT',
  'a version that has gone on counts as done, also where another call has moved it',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: async (account, cents, expected) => {
        await pool.query(
          'UPDATE accounts SET cents = cents + $2, version = version + 1 WHERE id = $1 AND version = $3',
          [account, cents, expected],
        );
      },
      args: ['a1', 10, 1],
      distinct: ['a1', 25, 1],
      world,
    };
  },
);

const USERS = `CREATE TABLE users (mail text PRIMARY KEY, name text NOT NULL, id uuid NOT NULL DEFAULT gen_random_uuid());
  CREATE TABLE welcomes (mail text NOT NULL);`;
const UPSERT = `INSERT INTO users (mail, name) VALUES ($1, $2)
  ON CONFLICT (mail) DO UPDATE SET name = EXCLUDED.name RETURNING id, (xmax = 0) AS created`;

bug(
  'welcome-if-created',
  'created-flag',
  'LOST_EFFECT',
  'who dies between the row and the welcome finds a row that is not new',
  async ({ sql }) => {
    const { pool, world } = await sql(USERS);
    return {
      activity: async (mail, name) => {
        const { rows } = await pool.query(UPSERT, [mail, name]);
        if (rows[0].created) await pool.query('INSERT INTO welcomes VALUES ($1)', [mail]);
      },
      args: ['ann@mail.example', 'Ann'],
      distinct: ['bob@mail.example', 'Bob'],
      world,
    };
  },
);

fine('welcome-with-row', 'row and welcome are one transaction', async ({ sql }) => {
  const { pool, world } = await sql(USERS);
  return {
    activity: (mail, name) =>
      transaction(pool, async (query) => {
        const { rows } = await query(UPSERT, mail, name);
        if (rows[0].created) await query('INSERT INTO welcomes VALUES ($1)', mail);
        return { id: rows[0].id };
      }),
    args: ['ann@mail.example', 'Ann'],
    distinct: ['bob@mail.example', 'Bob'],
    world,
  };
});

bug('created-returned', 'created-flag', 'RESULT_DRIFT', 'the workflow is told `created: false`', async ({ sql }) => {
  const { pool, world } = await sql(USERS);
  return {
    activity: async (mail, name) => (await pool.query(UPSERT, [mail, name])).rows[0],
    args: ['ann@mail.example', 'Ann'],
    distinct: ['bob@mail.example', 'Bob'],
    world,
  };
});

const votes = (when) => `
  CREATE TABLE polls (id text PRIMARY KEY, total int NOT NULL DEFAULT 0);
  CREATE TABLE votes (poll text, voter text, PRIMARY KEY (poll, voter));
  CREATE FUNCTION count_vote() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE polls SET total = total + 1 WHERE id = NEW.poll; RETURN NEW; END $$;
  CREATE TRIGGER counted ${when} INSERT ON votes FOR EACH ROW EXECUTE FUNCTION count_vote();
  INSERT INTO polls VALUES ('p1'), ('p2');`;

bug(
  'vote-counted-before',
  'trigger-fires-again',
  'DUPLICATE_EFFECT',
  'a trigger BEFORE INSERT has counted by the time that the row is found to be there',
  async ({ sql }) => {
    const { pool, world } = await sql(votes('BEFORE'));
    return {
      activity: async (poll, voter) => {
        await pool.query('INSERT INTO votes VALUES ($1, $2) ON CONFLICT DO NOTHING', [poll, voter]);
      },
      args: ['p1', 'ann'],
      distinct: ['p1', 'bob'],
      world,
    };
  },
);

fine('vote-counted-after', 'a trigger AFTER INSERT fires for rows that are new', async ({ sql }) => {
  const { pool, world } = await sql(votes('AFTER'));
  return {
    activity: async (poll, voter) => {
      await pool.query('INSERT INTO votes VALUES ($1, $2) ON CONFLICT DO NOTHING', [poll, voter]);
    },
    args: ['p1', 'ann'],
    distinct: ['p1', 'bob'],
    world,
  };
});

fine('defaults-of-database', 'id, time and gross are the database’s own; the order is the key', async ({ sql }) => {
  const { pool, world } = await sql(`CREATE TABLE invoices (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "order" text UNIQUE, net numeric(10, 2),
    gross numeric(10, 2) GENERATED ALWAYS AS (net * 1.19) STORED, made_at timestamptz NOT NULL DEFAULT now())`);
  return {
    activity: async (order, net) => {
      await pool.query('INSERT INTO invoices ("order", net) VALUES ($1, $2) ON CONFLICT ("order") DO NOTHING', [
        order,
        net,
      ]);
      const { rows } = await pool.query('SELECT id, gross, made_at FROM invoices WHERE "order" = $1', [order]);
      return rows[0];
    },
    args: ['o1', '10.00'],
    distinct: ['o2', '20.00'],
    world,
  };
});

const INBOX = `CREATE TABLE inbox (id int PRIMARY KEY, text text); CREATE TABLE archive (id int PRIMARY KEY, text text);
  INSERT INTO inbox VALUES (1, 'a'), (2, 'b'), (3, 'c');`;
const MOVE = `WITH gone AS (DELETE FROM inbox WHERE id = $1 RETURNING id, text)
  INSERT INTO archive SELECT id, text FROM gone RETURNING id`;

bug('move-once', 'own-progress-as-error', 'STUCK', 'what has been moved is not found any more', async ({ sql }) => {
  const { pool, world } = await sql(INBOX);
  return {
    activity: async (id) => {
      const { rowCount } = await pool.query(MOVE, [id]);
      if (rowCount === 0) throw new Error(`no message ${id}`);
    },
    args: [1],
    distinct: [2],
    world,
  };
});

fine('move-again', 'what is in the archive has been moved', async ({ sql }) => {
  const { pool, world } = await sql(INBOX);
  return {
    activity: async (id) => {
      const { rowCount } = await pool.query(MOVE, [id]);
      if (rowCount > 0) return;
      const { rows } = await pool.query('SELECT 1 FROM archive WHERE id = $1', [id]);
      if (rows.length === 0) throw new Error(`no message ${id}`);
    },
    args: [1],
    distinct: [2],
    world,
  };
});

const BOOK = `${ACCOUNTS} CREATE TABLE entries (account text, cents int);`;

bug(
  'debit-in-one-statement',
  'atomic-without-key',
  'DUPLICATE_EFFECT',
  'one statement is atomic, and is run again',
  async ({ sql }) => {
    const { pool, world } = await sql(BOOK);
    return {
      activity: async (account, cents) => {
        await pool.query(
          `WITH debit AS (UPDATE accounts SET cents = cents - $2 WHERE id = $1 RETURNING id)
             INSERT INTO entries SELECT id, -$2::int FROM debit`,
          [account, cents],
        );
      },
      args: ['a1', 10],
      distinct: ['a2', 10],
      world,
    };
  },
);

fine('debit-once-in-one-statement', 'the key is claimed by the statement that uses it', async ({ sql }) => {
  const { pool, world } = await sql(BOOK);
  return {
    activity: async (key, account, cents) => {
      await pool.query(
        `WITH fresh AS (INSERT INTO operations VALUES ($1) ON CONFLICT DO NOTHING RETURNING key),
           debit AS (UPDATE accounts SET cents = cents - $3 FROM fresh WHERE id = $2 RETURNING id)
         INSERT INTO entries SELECT id, -$3::int FROM debit`,
        [key, account, cents],
      );
    },
    args: ['k1', 'a1', 10],
    distinct: ['k2', 'a1', 10],
    world,
  };
});

bug(
  'event-in-savepoint',
  'savepoint-swallows',
  'DUPLICATE_EFFECT',
  'a bus that is down is rolled back to the savepoint, so the event is lost; and a repetition adds another one, which is graver',
  async ({ sql, http }) => {
    const { pool, world } = await sql(OUTBOX);
    return {
      activity: async (order) => {
        await transaction(pool, async (query) => {
          await query(`UPDATE orders SET state = 'paid' WHERE id = $1`, order);
          await query('SAVEPOINT event');
          try {
            await query(`INSERT INTO outbox (topic, payload) VALUES ('paid', $1)`, { order });
            await demand(`${BUS}/events`, 'POST', { order }, { 'idempotency-key': order });
          } catch {
            await query('ROLLBACK TO SAVEPOINT event');
          }
        });
      },
      args: ['o1'],
      distinct: ['o2'],
      world: [world, bus(http)],
    };
  },
);

async function serialisable(pool, work) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(
        pool,
        (client) => work((text, ...values) => client.query(text, values)),
        'BEGIN ISOLATION LEVEL SERIALIZABLE',
      );
    } catch (error) {
      if (error.code !== '40001' || tries === 5) throw error;
    }
  }
}

fine('serialisable-with-key', 'the key is looked for and written in one serialisable transaction', async ({ sql }) => {
  const { pool, world } = await sql(ACCOUNTS);
  return {
    activity: (key, account, cents) =>
      serialisable(pool, async (query) => {
        const { rowCount } = await query('SELECT 1 FROM operations WHERE key = $1', key);
        if (rowCount === 0) {
          await query('INSERT INTO operations VALUES ($1)', key);
          await query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', account, cents);
        }
        return { key };
      }),
    args: ['k1', 'a1', 10],
    distinct: ['k2', 'a2', 10],
    world,
  };
});

bug(
  'serialisable-alone',
  'isolation-as-dedupe',
  'DUPLICATE_EFFECT',
  'isolation orders transactions, it does not remember them',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: (account, cents) =>
        serialisable(pool, async (query) => {
          const { rows } = await query('SELECT cents FROM accounts WHERE id = $1', account);
          await query('UPDATE accounts SET cents = $2 WHERE id = $1', account, rows[0].cents + cents);
        }).then(() => undefined),
      args: ['a1', 10],
      distinct: ['a2', 10],
      world,
    };
  },
);

const REFUNDS = 'CREATE TABLE refunds (id bigserial PRIMARY KEY, tenant text, ref text, cents int)';

bug(
  'if-not-exists-in-two',
  'check-then-insert',
  'DUPLICATE_EFFECT',
  'two attempts look before either has inserted',
  async ({ sql }) => {
    const { pool, world } = await sql(REFUNDS);
    return {
      activity: async (ref, cents) => {
        const { rowCount } = await pool.query('SELECT 1 FROM refunds WHERE ref = $1', [ref]);
        if (rowCount === 0) await pool.query('INSERT INTO refunds (ref, cents) VALUES ($1, $2)', [ref, cents]);
      },
      args: ['r1', 5],
      distinct: ['r2', 5],
      world,
    };
  },
);

bug(
  'if-not-exists-in-one',
  'check-then-insert',
  'DUPLICATE_EFFECT',
  'INSERT … WHERE NOT EXISTS looks and writes in one statement, and two of them still do not see each other',
  async ({ sql }) => {
    const { pool, world } = await sql(REFUNDS);
    return {
      activity: (ref, cents) =>
        transaction(pool, async (query) => {
          await query(
            `INSERT INTO refunds (ref, cents) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM refunds WHERE ref = $1)`,
            ref,
            cents,
          );
        }),
      args: ['r1', 5],
      distinct: ['r2', 5],
      world,
    };
  },
);

fine('if-not-exists-locked', 'an advisory lock of the transaction lets one look at a time', async ({ sql }) => {
  const { pool, world } = await sql(REFUNDS);
  return {
    activity: (ref, cents) =>
      transaction(pool, async (query) => {
        await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ref);
        const { rowCount } = await query('SELECT 1 FROM refunds WHERE ref = $1', ref);
        if (rowCount === 0) await query('INSERT INTO refunds (ref, cents) VALUES ($1, $2)', ref, cents);
      }),
    args: ['r1', 5],
    distinct: ['r2', 5],
    world,
  };
});

bug(
  'lock-of-pooled-session',
  'lock-on-pooled-session',
  'DUPLICATE_EFFECT',
  'the lock belongs to whichever session the pool gave for that one statement, and the next attempt may be given the same',
  async ({ sql }) => {
    const { pool, world } = await sql(REFUNDS);
    return {
      activity: async (ref, cents) => {
        await pool.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [ref]);
        try {
          const { rowCount } = await pool.query('SELECT 1 FROM refunds WHERE ref = $1', [ref]);
          if (rowCount === 0) await pool.query('INSERT INTO refunds (ref, cents) VALUES ($1, $2)', [ref, cents]);
        } finally {
          await pool.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [ref]);
        }
      },
      args: ['r1', 5],
      distinct: ['r2', 5],
      world,
    };
  },
);

const LINES = 'CREATE TABLE lines (batch text, sku text, quantity int)';
const COPY = 'INSERT INTO lines SELECT $1, * FROM unnest($2::text[], $3::int[])';

bug('bulk', 'bulk-without-key', 'DUPLICATE_EFFECT', 'the whole batch is loaded again', async ({ sql }) => {
  const { pool, world } = await sql(LINES);
  return {
    activity: async (batch, skus, quantities) => (await pool.query(COPY, [batch, skus, quantities])).rowCount,
    args: ['b1', ['x', 'y'], [1, 2]],
    distinct: ['b2', ['x'], [3]],
    world,
  };
});

fine('bulk-keyed', 'rows that are there are left out, and the count is that of the input', async ({ sql }) => {
  const { pool, world } = await sql(`${LINES}; CREATE UNIQUE INDEX ON lines (batch, sku)`);
  return {
    activity: async (batch, skus, quantities) => {
      await pool.query(`${COPY} ON CONFLICT DO NOTHING`, [batch, skus, quantities]);
      return { loaded: skus.length };
    },
    args: ['b1', ['x', 'y'], [1, 2]],
    distinct: ['b2', ['x'], [3]],
    world,
  };
});

bug(
  'bulk-counted',
  'fresh-count',
  'RESULT_DRIFT',
  'the count is that of the rows which this attempt was the first to write',
  async ({ sql }) => {
    const { pool, world } = await sql(`${LINES}; CREATE UNIQUE INDEX ON lines (batch, sku)`);
    return {
      activity: async (batch, skus, quantities) => {
        const { rowCount } = await pool.query(`${COPY} ON CONFLICT DO NOTHING`, [batch, skus, quantities]);
        return { loaded: rowCount };
      },
      args: ['b1', ['x', 'y'], [1, 2]],
      distinct: ['b2', ['x'], [3]],
      world,
    };
  },
);

bug(
  'replaced-in-two',
  'delete-then-insert',
  'DUPLICATE_EFFECT',
  'a zombie that has deleted inserts beside what the retry has inserted',
  async ({ sql }) => {
    const { pool, world } = await sql(LINES);
    return {
      activity: async (batch, skus, quantities) => {
        await pool.query('DELETE FROM lines WHERE batch = $1', [batch]);
        await pool.query(COPY, [batch, skus, quantities]);
      },
      args: ['b1', ['x', 'y'], [1, 2]],
      distinct: ['b2', ['x'], [3]],
      world,
    };
  },
);

fine('replaced-in-one', 'the head of the batch is locked while its lines are replaced', async ({ sql }) => {
  const { pool, world } = await sql(`${LINES}; CREATE TABLE batches (id text PRIMARY KEY);
    INSERT INTO batches VALUES ('b1'), ('b2')`);
  return {
    activity: async (batch, skus, quantities) => {
      await transaction(pool, async (query) => {
        await query('SELECT 1 FROM batches WHERE id = $1 FOR UPDATE', batch);
        await query('DELETE FROM lines WHERE batch = $1', batch);
        await query(COPY, batch, skus, quantities);
      });
    },
    args: ['b1', ['x', 'y'], [1, 2]],
    distinct: ['b2', ['x'], [3]],
    world,
  };
});

bug(
  'notified-after-commit',
  'notify-after-commit',
  'LOST_EFFECT',
  'the order is paid, nobody is told, and the retry has nothing to tell',
  async ({ sql }) => {
    const { pool, world } = await sql(OUTBOX);
    return {
      activity: async (order) => {
        const { rowCount } = await pool.query(`UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open'`, [
          order,
        ]);
        if (rowCount === 1) await pool.query(`SELECT pg_notify('paid', $1)`, [order]);
      },
      args: ['o1'],
      distinct: ['o2'],
      world,
    };
  },
);

fine('notified-with-commit', 'the notification is sent by the commit', async ({ sql }) => {
  const { pool, world } = await sql(OUTBOX);
  return {
    activity: async (order) => {
      await transaction(pool, async (query) => {
        const { rowCount } = await query(`UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open'`, order);
        if (rowCount === 1) await query(`SELECT pg_notify('paid', $1)`, order);
      });
    },
    args: ['o1'],
    distinct: ['o2'],
    world,
  };
});

const DOCS = `CREATE TABLE docs (id text PRIMARY KEY, deleted_at timestamptz); CREATE TABLE tombstones (id text PRIMARY KEY);
  INSERT INTO docs VALUES ('d1'), ('d2'), ('d3');`;

bug('soft-delete-once', 'own-progress-as-error', 'STUCK', 'a deleted one is not found', async ({ sql }) => {
  const { pool, world } = await sql(DOCS);
  return {
    activity: async (id) => {
      const { rowCount } = await pool.query('UPDATE docs SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL', [
        id,
      ]);
      if (rowCount === 0) throw new Error('not found');
    },
    args: ['d1'],
    distinct: ['d2'],
    world,
  };
});

fine('soft-delete-again', 'the time of the first deletion stays', async ({ sql }) => {
  const { pool, world } = await sql(DOCS);
  return {
    activity: async (id) => {
      const { rows } = await pool.query(
        'UPDATE docs SET deleted_at = COALESCE(deleted_at, now()) WHERE id = $1 RETURNING deleted_at',
        [id],
      );
      if (rows.length === 0) throw new Error('not found');
      return { deletedAt: rows[0].deleted_at };
    },
    args: ['d1'],
    distinct: ['d2'],
    world,
  };
});

bug(
  'tombstone-if-removed',
  'early-return',
  'LOST_EFFECT',
  'the row has gone, so the retry leaves before the tombstone',
  async ({ sql }) => {
    const { pool, world } = await sql(DOCS);
    return {
      activity: async (id) => {
        const { rowCount } = await pool.query('DELETE FROM docs WHERE id = $1', [id]);
        if (rowCount === 0) return;
        await pool.query('INSERT INTO tombstones VALUES ($1)', [id]);
      },
      args: ['d1'],
      distinct: ['d2'],
      world,
    };
  },
);

fine('tombstone-first', 'the tombstone stands before the row goes, and both may be said twice', async ({ sql }) => {
  const { pool, world } = await sql(DOCS);
  return {
    activity: async (id) => {
      await pool.query('INSERT INTO tombstones VALUES ($1) ON CONFLICT DO NOTHING', [id]);
      await pool.query('DELETE FROM docs WHERE id = $1', [id]);
    },
    args: ['d1'],
    distinct: ['d2'],
    world,
  };
});

const PARCELS = `CREATE TABLE parcels (id text PRIMARY KEY, step int NOT NULL DEFAULT 0, place text);
  INSERT INTO parcels (id) VALUES ('p1'), ('p2');`;

bug(
  'step-without-guard',
  'older-over-newer',
  'TORN_STATE',
  'a late repetition takes the parcel back to an earlier step',
  async ({ sql }) => {
    const { pool, world } = await sql(PARCELS);
    return {
      activity: async (id, step, place) => {
        await pool.query('UPDATE parcels SET step = $2, place = $3 WHERE id = $1', [id, step, place]);
      },
      args: ['p1', 1, 'depot'],
      distinct: ['p1', 2, 'van'],
      world,
    };
  },
);

fine('step-with-guard', 'only a later step is taken', async ({ sql }) => {
  const { pool, world } = await sql(PARCELS);
  return {
    activity: async (id, step, place) => {
      await pool.query('UPDATE parcels SET step = $2, place = $3 WHERE id = $1 AND step < $2', [id, step, place]);
    },
    args: ['p1', 1, 'depot'],
    distinct: ['p1', 2, 'van'],
    world,
  };
});

const refund = (unique) => `${REFUNDS}; CREATE UNIQUE INDEX ON refunds (${unique})`;
const REFUND = 'INSERT INTO refunds (tenant, ref, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

bug(
  'unique-without-tenant',
  'scope-without-tenant',
  'SWALLOWED_EFFECT',
  'two tenants number their refunds alike',
  async ({ sql }) => {
    const { pool, world } = await sql(refund('ref'));
    return {
      activity: async (tenant, ref, cents) => {
        await pool.query(REFUND, [tenant, ref, cents]);
      },
      args: ['acme', '1001', 5],
      distinct: ['initech', '1001', 7],
      world,
    };
  },
);

fine('unique-with-tenant', 'each tenant has its own numbers', async ({ sql }) => {
  const { pool, world } = await sql(refund('tenant, ref'));
  return {
    activity: async (tenant, ref, cents) => {
      await pool.query(REFUND, [tenant, ref, cents]);
    },
    args: ['acme', '1001', 5],
    distinct: ['initech', '1001', 7],
    world,
  };
});

bug(
  'key-cut-to-column',
  'truncated-key',
  'SWALLOWED_EFFECT',
  'the column has 12 characters, and what tells the keys apart comes after them',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE payouts (key varchar(12) PRIMARY KEY, cents int NOT NULL, made timestamptz DEFAULT now())',
    );
    return {
      activity: async (key, cents) => {
        await pool.query('INSERT INTO payouts (key, cents) VALUES ($1::varchar(12), $2) ON CONFLICT DO NOTHING', [
          key,
          cents,
        ]);
      },
      args: ['payout-2026-0001', 5],
      distinct: ['payout-2026-0002', 7],
      world,
    };
  },
);

bug(
  'key-in-lower-case',
  'normalised-key',
  'SWALLOWED_EFFECT',
  'codes that differ in their case are two codes',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE redeemed (code text PRIMARY KEY, customer text)');
    return {
      activity: async (code, customer) => {
        await pool.query('INSERT INTO redeemed VALUES (lower(trim($1)), $2) ON CONFLICT DO NOTHING', [code, customer]);
      },
      args: ['xK9aQ', 'ann'],
      distinct: ['XK9Aq', 'bob'],
      world,
    };
  },
);

const INVOICES = `CREATE TABLE counters (tenant text PRIMARY KEY, last int NOT NULL);
  CREATE TABLE invoices (tenant text, number int, "order" text UNIQUE, PRIMARY KEY (tenant, number));
  INSERT INTO counters VALUES ('acme', 40), ('initech', 7);`;

fine('numbered-once', 'the counter is locked while one looks whether the order has a number', async ({ sql }) => {
  const { pool, world } = await sql(INVOICES);
  return {
    activity: (tenant, order) =>
      transaction(pool, async (query) => {
        await query('SELECT 1 FROM counters WHERE tenant = $1 FOR UPDATE', tenant);
        const known = await query('SELECT number FROM invoices WHERE "order" = $1', order);
        if (known.rowCount > 0) return known.rows[0].number;
        const { rows } = await query(
          'UPDATE counters SET last = last + 1 WHERE tenant = $1 RETURNING last AS number',
          tenant,
        );
        await query('INSERT INTO invoices VALUES ($1, $2, $3)', tenant, rows[0].number, order);
        return rows[0].number;
      }),
    args: ['acme', 'o1'],
    distinct: ['acme', 'o2'],
    world,
  };
});

bug(
  'numbered-then-left-out',
  'counter-outside-of-the-key',
  'DUPLICATE_EFFECT',
  'the counter goes on before the invoice is found to be there',
  async ({ sql }) => {
    const { pool, world } = await sql(INVOICES);
    return {
      activity: (tenant, order) =>
        transaction(pool, async (query) => {
          const { rows } = await query(
            'UPDATE counters SET last = last + 1 WHERE tenant = $1 RETURNING last AS number',
            tenant,
          );
          await query('INSERT INTO invoices VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', tenant, rows[0].number, order);
        }),
      args: ['acme', 'o1'],
      distinct: ['acme', 'o2'],
      world,
    };
  },
);

const STOCK = `CREATE TABLE stock (sku text PRIMARY KEY, reserved int NOT NULL DEFAULT 0);
  CREATE TABLE reservations (id text PRIMARY KEY, sku text, quantity int);
  INSERT INTO stock VALUES ('x'), ('y');`;

fine('sum-made-anew', 'what is reserved is added up again each time', async ({ sql }) => {
  const { pool, world } = await sql(STOCK);
  return {
    activity: async (id, sku, quantity) => {
      await transaction(pool, async (query) => {
        await query('INSERT INTO reservations VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', id, sku, quantity);
        await query(
          'UPDATE stock SET reserved = (SELECT sum(quantity) FROM reservations WHERE sku = $1) WHERE sku = $1',
          sku,
        );
      });
    },
    args: ['r1', 'x', 2],
    distinct: ['r2', 'y', 3],
    world,
  };
});

bug(
  'sum-added-beside',
  'counter-outside-of-the-key',
  'DUPLICATE_EFFECT',
  'the reservation is left out, its quantity is added again',
  async ({ sql }) => {
    const { pool, world } = await sql(STOCK);
    return {
      activity: async (id, sku, quantity) => {
        await transaction(pool, async (query) => {
          await query('INSERT INTO reservations VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', id, sku, quantity);
          await query('UPDATE stock SET reserved = reserved + $2 WHERE sku = $1', sku, quantity);
        });
      },
      args: ['r1', 'x', 2],
      distinct: ['r2', 'y', 3],
      world,
    };
  },
);
