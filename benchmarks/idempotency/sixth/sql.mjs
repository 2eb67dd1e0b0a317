// On a real PostgreSQL, through `pg`.
import { createRequire } from 'node:module';
import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { Ledger } = createRequire(import.meta.url)('@handrail/activity/postgres');
const { cases, bug, fine } = collect('sql');
export const sql = cases;

/** What every team has somewhere: BEGIN, the work, COMMIT or ROLLBACK. */
async function transaction(pool, work, begin = 'BEGIN') {
  const client = await pool.connect();
  try {
    await client.query(begin);
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

const ACCOUNTS = `
  CREATE TABLE accounts (id text PRIMARY KEY, cents int NOT NULL);
  INSERT INTO accounts VALUES ('ann', 1000), ('bob', 1000), ('cid', 1000);
  CREATE TABLE operations (id text PRIMARY KEY, cents int NOT NULL);`;
const ORDERS = `
  CREATE TABLE orders (id text PRIMARY KEY, state text NOT NULL, receipt text);
  INSERT INTO orders VALUES ('o1', 'new', NULL), ('o2', 'new', NULL);
  CREATE TABLE payments (id serial PRIMARY KEY, order_id text NOT NULL, cents int NOT NULL);`;

bug('insert-serial', 'no-key', 'DUPLICATE_EFFECT', 'each attempt inserts another row', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE events (id serial PRIMARY KEY, device text, value int)');
  return {
    activity: async (device, value) => {
      const { rows } = await pool.query('INSERT INTO events (device, value) VALUES ($1, $2) RETURNING id', [
        device,
        value,
      ]);
      return rows[0].id;
    },
    args: ['d1', 5],
    distinct: ['d2', 7],
    world,
  };
});

fine('insert-once-select', 'the conflict is ignored and the id that stands there is returned', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE refunds (id serial PRIMARY KEY, operation text UNIQUE, cents int)');
  return {
    activity: async ({ operation, cents }) => {
      await pool.query('INSERT INTO refunds (operation, cents) VALUES ($1, $2) ON CONFLICT (operation) DO NOTHING', [
        operation,
        cents,
      ]);
      const { rows } = await pool.query('SELECT id FROM refunds WHERE operation = $1', [operation]);
      return { refund: rows[0].id };
    },
    args: [{ operation: 'op-1', cents: 5 }],
    distinct: [{ operation: 'op-2', cents: 5 }],
    world,
  };
});

bug(
  'returning-nothing',
  'result-lost',
  'RESULT_DRIFT',
  'DO NOTHING returns no row, so the retry has no id',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE refunds (id serial PRIMARY KEY, operation text UNIQUE, cents int)');
    return {
      activity: async (operation, cents) => {
        const { rows } = await pool.query(
          'INSERT INTO refunds (operation, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
          [operation, cents],
        );
        return rows[0]?.id ?? null;
      },
      args: ['op-1', 5],
      distinct: ['op-2', 6],
      world,
    };
  },
);

fine(
  'returning-after-touch',
  'the conflicting row is touched without a change, so that it comes back',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE refunds (id serial PRIMARY KEY, operation text UNIQUE, cents int)');
    return {
      activity: async (operation, cents) => {
        const text = `INSERT INTO refunds (operation, cents) VALUES ($1, $2)
        ON CONFLICT (operation) DO UPDATE SET operation = EXCLUDED.operation RETURNING id`;
        const { rows } = await pool.query({ text, values: [operation, cents] });
        return rows[0].id;
      },
      args: ['op-1', 5],
      distinct: ['op-2', 6],
      world,
    };
  },
);

bug('balance-minus', 'relative', 'DUPLICATE_EFFECT', 'the balance goes down once an attempt', async ({ sql }) => {
  const { pool, world } = await sql(ACCOUNTS);
  return {
    activity: async (account, cents) => {
      const { rowCount } = await pool.query('UPDATE accounts SET cents = cents - $2 WHERE id = $1 AND cents >= $2', [
        account,
        cents,
      ]);
      if (rowCount === 0) throw ApplicationFailure.nonRetryable('not enough money');
    },
    args: ['ann', 100],
    distinct: ['bob', 200],
    world,
  };
});

fine('transfer-with-operation', 'the operation and both balances are one transaction', async ({ sql }) => {
  const { pool, world } = await sql(ACCOUNTS);
  return {
    activity: async ({ operation, from, to, cents }) =>
      transaction(pool, async (client) => {
        const { rowCount } = await client.query('INSERT INTO operations VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          operation,
          cents,
        ]);
        if (rowCount === 0) return;
        await client.query('UPDATE accounts SET cents = cents - $2 WHERE id = $1', [from, cents]);
        await client.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [to, cents]);
      }),
    args: [{ operation: 't1', from: 'ann', to: 'bob', cents: 100 }],
    distinct: [{ operation: 't2', from: 'ann', to: 'cid', cents: 50 }],
    world,
  };
});

bug(
  'operation-without-transaction',
  'mark-before',
  'LOST_EFFECT',
  'the operation is there after a crash, the money has not moved',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    return {
      activity: async ({ operation, to, cents }) => {
        const { rowCount } = await pool.query('INSERT INTO operations VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          operation,
          cents,
        ]);
        if (rowCount === 0) return;
        await pool.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [to, cents]);
      },
      args: [{ operation: 't1', to: 'bob', cents: 100 }],
      distinct: [{ operation: 't2', to: 'cid', cents: 50 }],
      world,
    };
  },
);

bug(
  'statement-beside-transaction',
  'outside-transaction',
  'DUPLICATE_EFFECT',
  'one statement goes through the pool and stays when the transaction is rolled back',
  async ({ sql }) => {
    const { pool, world } = await sql(ACCOUNTS);
    const accounts = {
      credit: (id, cents) => pool.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [id, cents]),
    };
    return {
      activity: async ({ operation, to, cents }) => {
        await transaction(pool, async (client) => {
          const { rowCount } = await client.query('INSERT INTO operations VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            operation,
            cents,
          ]);
          if (rowCount === 1) await accounts.credit(to, cents);
        });
      },
      args: [{ operation: 't1', to: 'bob', cents: 100 }],
      distinct: [{ operation: 't2', to: 'cid', cents: 50 }],
      world,
    };
  },
);

bug(
  'select-then-insert',
  'race',
  'DUPLICATE_EFFECT',
  'READ COMMITTED lets two attempts both see nothing',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE bookings (booking text, room text)');
    return {
      activity: async (booking, room) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query('SELECT 1 FROM bookings WHERE booking = $1', [booking]);
          if (rows.length === 0) await client.query('INSERT INTO bookings VALUES ($1, $2)', [booking, room]);
          return booking;
        }),
      args: ['b1', '101'],
      distinct: ['b2', '102'],
      world,
    };
  },
);

fine(
  'locked-row',
  'the order is locked while its state is read, and both writes are one transaction',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async ({ order, cents }) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query('SELECT state FROM orders WHERE id = $1 FOR UPDATE', [order]);
          if (rows[0].state === 'paid') return { order, paid: true };
          await client.query('INSERT INTO payments (order_id, cents) VALUES ($1, $2)', [order, cents]);
          await client.query("UPDATE orders SET state = 'paid' WHERE id = $1", [order]);
          return { order, paid: true };
        }),
      args: [{ order: 'o1', cents: 100 }],
      distinct: [{ order: 'o2', cents: 200 }],
      world,
    };
  },
);

bug(
  'row-not-locked',
  'race',
  'DUPLICATE_EFFECT',
  'two attempts both read new before either has committed',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async ({ order, cents }) =>
        transaction(pool, async (client) => {
          const { rows } = await client.query('SELECT state FROM orders WHERE id = $1', [order]);
          if (rows[0].state === 'paid') return { order, paid: true };
          await client.query('INSERT INTO payments (order_id, cents) VALUES ($1, $2)', [order, cents]);
          await client.query("UPDATE orders SET state = 'paid' WHERE id = $1", [order]);
          return { order, paid: true };
        }),
      args: [{ order: 'o1', cents: 100 }],
      distinct: [{ order: 'o2', cents: 200 }],
      world,
    };
  },
);

fine(
  'conditional-update',
  'the one attempt whose update finds the order new inserts in the same transaction',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    class Payments {
      constructor(given) {
        this.pool = given;
      }
      async pay(order, cents) {
        await transaction(this.pool, async (client) => {
          const moved = await client.query("UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'new'", [order]);
          if (moved.rowCount === 1)
            await client.query('INSERT INTO payments (order_id, cents) VALUES ($1, $2)', [order, cents]);
        });
      }
    }
    return {
      activity: { activities: new Payments(pool), name: 'pay' },
      args: ['o1', 100],
      distinct: ['o2', 200],
      world,
    };
  },
);

bug(
  'conditional-update-alone',
  'mark-before',
  'LOST_EFFECT',
  'the order is paid after a crash, but its payment was never written',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async (order, cents) => {
        const moved = await pool.query("UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'new'", [order]);
        if (moved.rowCount !== 1) return 'paid';
        await pool.query('INSERT INTO payments (order_id, cents) VALUES ($1, $2)', [order, cents]);
        return 'paid';
      },
      args: ['o1', 100],
      distinct: ['o2', 200],
      world,
    };
  },
);

bug(
  'payment-then-state',
  'mark-after',
  'DUPLICATE_EFFECT',
  'the payment is written again where the worker dies before the state',
  async ({ sql }) => {
    const { pool, world } = await sql(ORDERS);
    return {
      activity: async (order, cents) => {
        const { rows } = await pool.query('SELECT state FROM orders WHERE id = $1', [order]);
        if (rows[0].state === 'new') {
          await pool.query('INSERT INTO payments (order_id, cents) VALUES ($1, $2)', [order, cents]);
          await pool.query("UPDATE orders SET state = 'paid' WHERE id = $1", [order]);
        }
      },
      args: ['o1', 100],
      distinct: ['o2', 200],
      world,
    };
  },
);

bug(
  'primary-key-thrown',
  'stumbles-over-itself',
  'STUCK',
  'the row of the attempt before violates the primary key of every retry',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE users (id text PRIMARY KEY, name text)');
    return {
      activity: async (id, name) => {
        await pool.query('INSERT INTO users VALUES ($1, $2)', [id, name]);
        return { id };
      },
      args: ['u1', 'Ann'],
      distinct: ['u2', 'Bob'],
      world,
    };
  },
);

fine('primary-key-caught', 'the violation says that an attempt before has done it', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE users (id text PRIMARY KEY, name text)');
  const isDuplicate = (error) => error?.code === '23505' && error.constraint === 'users_pkey';
  return {
    activity: async (id, name) => {
      await pool.query('INSERT INTO users VALUES ($1, $2)', [id, name]).catch((error) => {
        if (!isDuplicate(error)) throw error;
      });
      return { id };
    },
    args: ['u1', 'Ann'],
    distinct: ['u2', 'Bob'],
    world,
  };
});

bug(
  'violation-caught-in-transaction',
  'aborted-transaction',
  'STUCK',
  'after the violation PostgreSQL refuses every further statement of the transaction',
  async ({ sql }) => {
    const { pool, world } = await sql(
      `CREATE TABLE users (id text PRIMARY KEY, name text); CREATE TABLE profiles (user_id text PRIMARY KEY, plan text)`,
    );
    return {
      activity: async (id, name) =>
        transaction(pool, async (client) => {
          try {
            await client.query('INSERT INTO users VALUES ($1, $2)', [id, name]);
          } catch (error) {
            if (error.code !== '23505') throw error;
          }
          await client.query("INSERT INTO profiles VALUES ($1, 'free') ON CONFLICT DO NOTHING", [id]);
          return id;
        }),
      args: ['u1', 'Ann'],
      distinct: ['u2', 'Bob'],
      world,
    };
  },
);

fine('violation-caught-behind-savepoint', 'the transaction goes on from the savepoint', async ({ sql }) => {
  const { pool, world } = await sql(
    `CREATE TABLE users (id text PRIMARY KEY, name text); CREATE TABLE profiles (user_id text PRIMARY KEY, plan text)`,
  );
  return {
    activity: async (id, name) =>
      transaction(pool, async (client) => {
        await client.query('SAVEPOINT before_user');
        try {
          await client.query('INSERT INTO users VALUES ($1, $2)', [id, name]);
          await client.query('RELEASE SAVEPOINT before_user');
        } catch (error) {
          await client.query('ROLLBACK TO SAVEPOINT before_user');
          if (error.code !== '23505') throw error;
        }
        await client.query("INSERT INTO profiles VALUES ($1, 'free') ON CONFLICT DO NOTHING", [id]);
        return id;
      }),
    args: ['u1', 'Ann'],
    distinct: ['u2', 'Bob'],
    world,
  };
});

bug(
  'unique-too-wide',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'a second purchase of the same thing by the same customer conflicts with the first',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE purchases (order_id text, customer text, sku text, UNIQUE (customer, sku))',
    );
    return {
      activity: async ({ order, customer, sku }) => {
        await pool.query('INSERT INTO purchases VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [order, customer, sku]);
      },
      args: [{ order: 'o1', customer: 'ann', sku: 'pen' }],
      distinct: [{ order: 'o2', customer: 'ann', sku: 'pen' }],
      world,
    };
  },
);

bug(
  'upsert-last-wins',
  'last-write-wins',
  'TORN_STATE',
  'a completed call that is run again puts its older state over the later one',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE shipments (id text PRIMARY KEY, state text)');
    return {
      activity: async (id, state) => {
        await pool.query(
          'INSERT INTO shipments VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state',
          [id, state],
        );
      },
      args: ['s1', 'packed'],
      distinct: ['s1', 'shipped'],
      world,
    };
  },
);

fine('upsert-higher-wins', 'an older event never replaces a newer one', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE shipments (id text PRIMARY KEY, state text, number int)');
  const upsert = `INSERT INTO shipments AS known VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE
    SET state = EXCLUDED.state, number = EXCLUDED.number WHERE known.number < EXCLUDED.number`;
  return {
    activity: async (id, state, number) => {
      await pool.query(upsert, [id, state, number]);
    },
    args: ['s1', 'packed', 1],
    distinct: ['s1', 'shipped', 2],
    world,
  };
});

fine('ledger', 'the ledger keeps claim, statements and result in one transaction', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE charges (customer text, cents int)');
  const ledger = new Ledger({ pool });
  await ledger.setUp();
  return {
    activity: async ({ key, customer, cents }) =>
      ledger.once(key, { customer, cents }, async (operation) => {
        await operation.query('INSERT INTO charges VALUES ($1, $2)', [customer, cents]);
        return { customer, cents };
      }),
    args: [{ key: 'k1', customer: 'ann', cents: 5 }],
    distinct: [{ key: 'k2', customer: 'ann', cents: 5 }],
    conflicting: [{ key: 'k1', customer: 'ann', cents: 9 }],
    world,
  };
});

bug(
  'ledger-key-of-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the ledger refuses the second month for good, since its key was used with other arguments: it never takes effect',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE charges (customer text, month text)');
    const ledger = new Ledger({ pool });
    await ledger.setUp();
    return {
      activity: async ({ customer, month }) => {
        await ledger.once(`fee/${customer}`, { month }, async (operation) => {
          await operation.query('INSERT INTO charges VALUES ($1, $2)', [customer, month]);
        });
      },
      args: [{ customer: 'ann', month: '2026-01' }],
      distinct: [{ customer: 'ann', month: '2026-02' }],
      world,
    };
  },
);

bug(
  'ledger-without-arguments',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the ledger is given no arguments to compare, so the second month gets the answer of the first',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE charges (customer text, month text)');
    const ledger = new Ledger({ pool });
    await ledger.setUp();
    return {
      activity: async ({ customer, month }) => {
        await ledger.once(`fee/${customer}`, [], async (operation) => {
          await operation.query('INSERT INTO charges VALUES ($1, $2)', [customer, month]);
        });
      },
      args: [{ customer: 'ann', month: '2026-01' }],
      distinct: [{ customer: 'ann', month: '2026-02' }],
      world,
    };
  },
);

bug(
  'ledger-and-pool',
  'outside-transaction',
  'DUPLICATE_EFFECT',
  'the statement goes through the pool, so it stays where the operation is rolled back',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE charges (customer text, cents int)');
    const ledger = new Ledger({ pool });
    await ledger.setUp();
    return {
      activity: async ({ key, customer, cents }) =>
        ledger.once(key, { customer, cents }, async () => {
          await pool.query('INSERT INTO charges VALUES ($1, $2)', [customer, cents]);
          return 'charged';
        }),
      args: [{ key: 'k1', customer: 'ann', cents: 5 }],
      distinct: [{ key: 'k2', customer: 'bob', cents: 5 }],
      world,
    };
  },
);

fine(
  'advisory-lock',
  'the lock is held until the commit, and what came before it is seen after it',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE bookings (booking text, room text)');
    return {
      activity: async (booking, room) => {
        await transaction(pool, async (client) => {
          await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [booking]);
          const { rows } = await client.query('SELECT 1 FROM bookings WHERE booking = $1', [booking]);
          if (rows.length === 0) await client.query('INSERT INTO bookings VALUES ($1, $2)', [booking, room]);
        });
      },
      args: ['b1', '101'],
      distinct: ['b2', '102'],
      world,
    };
  },
);

bug(
  'advisory-lock-too-short',
  'race',
  'DUPLICATE_EFFECT',
  'the lock is given back before the commit, and the next attempt does not see the row yet',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE bookings (booking text, room text)');
    return {
      activity: async (booking, room) => {
        await transaction(pool, async (client) => {
          await client.query('SELECT pg_advisory_lock(hashtext($1))', [booking]);
          try {
            const { rows } = await client.query('SELECT 1 FROM bookings WHERE booking = $1', [booking]);
            if (rows.length === 0) await client.query('INSERT INTO bookings VALUES ($1, $2)', [booking, room]);
          } finally {
            await client.query('SELECT pg_advisory_unlock(hashtext($1))', [booking]);
          }
        });
      },
      args: ['b1', '101'],
      distinct: ['b2', '102'],
      world,
    };
  },
);

bug('upsert-adds', 'relative', 'DUPLICATE_EFFECT', 'the conflict adds the quantity again', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE stock (sku text PRIMARY KEY, quantity int)');
  return {
    activity: async (sku, quantity) => {
      await pool.query(
        'INSERT INTO stock VALUES ($1, $2) ON CONFLICT (sku) DO UPDATE SET quantity = stock.quantity + EXCLUDED.quantity',
        [sku, quantity],
      );
    },
    args: ['pen', 3],
    distinct: ['ink', 4],
    world,
  };
});

fine('trigger-adds', 'the trigger adds only where a move was really inserted', async ({ sql }) => {
  const { pool, world } = await sql(`
    CREATE TABLE stock (sku text PRIMARY KEY, quantity int);
    INSERT INTO stock VALUES ('pen', 10), ('ink', 10);
    CREATE TABLE moves (id text PRIMARY KEY, sku text, quantity int);
    CREATE FUNCTION add_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN UPDATE stock SET quantity = quantity + NEW.quantity WHERE sku = NEW.sku; RETURN NEW; END $$;
    CREATE TRIGGER moved AFTER INSERT ON moves FOR EACH ROW EXECUTE FUNCTION add_move();`);
  return {
    activity: async ({ move, sku, quantity }) => {
      await pool.query('INSERT INTO moves VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [move, sku, quantity]);
    },
    args: [{ move: 'm1', sku: 'pen', quantity: 3 }],
    distinct: [{ move: 'm2', sku: 'pen', quantity: 4 }],
    world,
  };
});

bug(
  'trigger-before-adds',
  'relative',
  'DUPLICATE_EFFECT',
  'a BEFORE trigger adds even where the conflict then drops the row',
  async ({ sql }) => {
    const { pool, world } = await sql(`
    CREATE TABLE stock (sku text PRIMARY KEY, quantity int);
    INSERT INTO stock VALUES ('pen', 10), ('ink', 10);
    CREATE TABLE moves (id text PRIMARY KEY, sku text, quantity int);
    CREATE FUNCTION add_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN UPDATE stock SET quantity = quantity + NEW.quantity WHERE sku = NEW.sku; RETURN NEW; END $$;
    CREATE TRIGGER moved BEFORE INSERT ON moves FOR EACH ROW EXECUTE FUNCTION add_move();`);
    return {
      activity: async ({ move, sku, quantity }) => {
        await pool.query('INSERT INTO moves VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [move, sku, quantity]);
      },
      args: [{ move: 'm1', sku: 'pen', quantity: 3 }],
      distinct: [{ move: 'm2', sku: 'ink', quantity: 4 }],
      world,
    };
  },
);

bug(
  'outbox-after-commit',
  'outbox-beside',
  'LOST_EFFECT',
  'the order is committed, the worker dies, and the retry takes the message for written',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE orders (id text PRIMARY KEY, cents int); CREATE TABLE outbox (order_id text PRIMARY KEY, kind text)',
    );
    return {
      activity: async (id, cents) => {
        const isNew = await transaction(pool, async (client) => {
          const { rowCount } = await client.query('INSERT INTO orders VALUES ($1, $2) ON CONFLICT DO NOTHING', [
            id,
            cents,
          ]);
          return rowCount === 1;
        });
        if (isNew) await pool.query("INSERT INTO outbox VALUES ($1, 'OrderPlaced')", [id]);
        return id;
      },
      args: ['o1', 5],
      distinct: ['o2', 6],
      world,
    };
  },
);

fine(
  'outbox-in-one-statement',
  'the message is written by the statement that writes the order, or not at all',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE orders (id text PRIMARY KEY, cents int); CREATE TABLE outbox (id serial PRIMARY KEY, order_id text, kind text)',
    );
    return {
      activity: async (id, cents) => {
        await pool.query(
          `WITH placed AS (INSERT INTO orders VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id)
         INSERT INTO outbox (order_id, kind) SELECT id, 'OrderPlaced' FROM placed`,
          [id, cents],
        );
        return id;
      },
      args: ['o1', 5],
      distinct: ['o2', 6],
      world,
    };
  },
);

bug('row-count-returned', 'flag-of-first', 'RESULT_DRIFT', 'the retry changes no row and says so', async ({ sql }) => {
  const { pool, world } = await sql(ORDERS);
  return {
    activity: async (order) => {
      const { rowCount } = await pool.query(
        "UPDATE orders SET state = 'cancelled' WHERE id = $1 AND state <> 'cancelled'",
        [order],
      );
      return { cancelled: rowCount === 1 };
    },
    args: ['o1'],
    distinct: ['o2'],
    world,
  };
});

fine('archive-in-one-statement', 'the row leaves one table and enters the other in one statement', async ({ sql }) => {
  const { pool, world } = await sql(`
    CREATE TABLE letters (id text, body text); INSERT INTO letters VALUES ('l1', 'one'), ('l2', 'two'), ('l3', 'three');
    CREATE TABLE archive (id text, body text);`);
  return {
    activity: async (id) => {
      await pool.query(
        'WITH gone AS (DELETE FROM letters WHERE id = $1 RETURNING *) INSERT INTO archive SELECT * FROM gone',
        [id],
      );
    },
    args: ['l1'],
    distinct: ['l2'],
    world,
  };
});

bug(
  'archive-in-two-statements',
  'mark-after',
  'DUPLICATE_EFFECT',
  'a crash before the DELETE lets the retry copy the row again',
  async ({ sql }) => {
    const { pool, world } = await sql(`
    CREATE TABLE letters (id text, body text); INSERT INTO letters VALUES ('l1', 'one'), ('l2', 'two'), ('l3', 'three');
    CREATE TABLE archive (id text, body text);`);
    return {
      activity: async (id) => {
        await pool.query('INSERT INTO archive SELECT * FROM letters WHERE id = $1', [id]);
        await pool.query('DELETE FROM letters WHERE id = $1', [id]);
      },
      args: ['l1'],
      distinct: ['l2'],
      world,
    };
  },
);

const bookSerially = (pool, isolation) => async (booking, room) => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await transaction(
        pool,
        async (client) => {
          const { rows } = await client.query('SELECT 1 FROM bookings WHERE booking = $1', [booking]);
          if (rows.length === 0) await client.query('INSERT INTO bookings VALUES ($1, $2)', [booking, room]);
        },
        `BEGIN ISOLATION LEVEL ${isolation}`,
      );
    } catch (error) {
      if (error.code !== '40001' || tried === 5) throw error;
    }
  }
};

fine('serializable', 'of two transactions that both saw nothing one is refused and tried again', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE bookings (booking text, room text)');
  return { activity: bookSerially(pool, 'SERIALIZABLE'), args: ['b1', '101'], distinct: ['b2', '102'], world };
});

bug(
  'repeatable-read',
  'race',
  'DUPLICATE_EFFECT',
  'a snapshot does not keep another transaction from inserting the same',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE bookings (booking text, room text)');
    return { activity: bookSerially(pool, 'REPEATABLE READ'), args: ['b1', '101'], distinct: ['b2', '102'], world };
  },
);

fine('touched-at', 'only the time of the last touch differs', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE contacts (id text PRIMARY KEY, name text, updated_at timestamptz)');
  return {
    activity: async (id, name) => {
      await pool.query(
        'INSERT INTO contacts VALUES ($1, $2, now()) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, updated_at = now()',
        [id, name],
      );
    },
    args: ['c1', 'Ann'],
    distinct: ['c2', 'Bob'],
    world,
  };
});

bug(
  'unique-by-today',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the retry of another day inserts another row',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE visits (user_id text, day date, PRIMARY KEY (user_id, day))');
    return {
      activity: async (user) => {
        await pool.query('INSERT INTO visits VALUES ($1, CURRENT_DATE) ON CONFLICT DO NOTHING', [user]);
      },
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

const JOBS = `
  CREATE TABLE jobs (id text PRIMARY KEY, state text NOT NULL, locked_until timestamptz);
  INSERT INTO jobs VALUES ('j1', 'pending', NULL), ('j2', 'pending', NULL);
  CREATE TABLE artifacts (job text PRIMARY KEY, content text);`;

fine('lease-column', 'a dead worker holds the job for a minute, and the work bears repetition', async ({ sql }) => {
  const { pool, world } = await sql(JOBS);
  return {
    activity: async (job) => {
      const { rows } = await pool.query('SELECT state FROM jobs WHERE id = $1', [job]);
      if (rows[0].state === 'done') return job;
      const lease = await pool.query(
        "UPDATE jobs SET locked_until = now() + interval '1 minute' WHERE id = $1 AND (locked_until IS NULL OR locked_until < now())",
        [job],
      );
      if (lease.rowCount === 0) throw new Error('another worker is at it');
      await pool.query("INSERT INTO artifacts VALUES ($1, 'made') ON CONFLICT DO NOTHING", [job]);
      await pool.query("UPDATE jobs SET state = 'done', locked_until = NULL WHERE id = $1", [job]);
      return job;
    },
    args: ['j1'],
    distinct: ['j2'],
    world,
  };
});

bug(
  'claim-column',
  'lock-for-ever',
  'STUCK',
  'a job that is being worked on by a dead worker is never pending again',
  async ({ sql }) => {
    const { pool, world } = await sql(JOBS);
    return {
      activity: async (job) => {
        const claim = await pool.query("UPDATE jobs SET state = 'working' WHERE id = $1 AND state = 'pending'", [job]);
        if (claim.rowCount === 0) {
          const { rows } = await pool.query('SELECT state FROM jobs WHERE id = $1', [job]);
          if (rows[0].state === 'done') return job;
          throw new Error('another worker is at it');
        }
        await pool.query("INSERT INTO artifacts VALUES ($1, 'made') ON CONFLICT DO NOTHING", [job]);
        await pool.query("UPDATE jobs SET state = 'done' WHERE id = $1", [job]);
        return job;
      },
      args: ['j1'],
      distinct: ['j2'],
      world,
    };
  },
);

fine('claim-by-workflow', 'a claim of the same workflow is our own, and is gone on with', async ({ sql }) => {
  const { pool, world } = await sql(`${JOBS} ALTER TABLE jobs ADD COLUMN owner text;`);
  return {
    activity: async (job, owner) => {
      const claim = await pool.query(
        "UPDATE jobs SET state = 'working', owner = $2 WHERE id = $1 AND state = 'pending'",
        [job, owner],
      );
      if (claim.rowCount === 0) {
        const { rows } = await pool.query('SELECT owner FROM jobs WHERE id = $1', [job]);
        if (rows[0].owner !== owner) throw ApplicationFailure.nonRetryable(`job ${job} belongs to ${rows[0].owner}`);
      }
      await pool.query("INSERT INTO artifacts VALUES ($1, 'made') ON CONFLICT DO NOTHING", [job]);
      await pool.query("UPDATE jobs SET state = 'done' WHERE id = $1", [job]);
      return job;
    },
    args: ['j1', 'workflow-a'],
    distinct: ['j2', 'workflow-b'],
    world,
  };
});

bug(
  'json-counter',
  'relative',
  'DUPLICATE_EFFECT',
  'the count within the document rises once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(
      `CREATE TABLE players (id text PRIMARY KEY, data jsonb); INSERT INTO players VALUES ('ann', '{"wins": 1}'), ('bob', '{"wins": 4}')`,
    );
    return {
      activity: async (player) => {
        await pool.query(
          "UPDATE players SET data = jsonb_set(data, '{wins}', to_jsonb((data->>'wins')::int + 1)) WHERE id = $1",
          [player],
        );
      },
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

bug(
  'header-then-lines',
  'early-return',
  'LOST_EFFECT',
  'the header is there after a crash, and the retry leaves without the lines',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE invoices (id text PRIMARY KEY, customer text); CREATE TABLE lines (invoice text, position int, text text, PRIMARY KEY (invoice, position))',
    );
    return {
      activity: async ({ id, customer, lines }) => {
        const header = await pool.query('INSERT INTO invoices VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, customer]);
        if (header.rowCount === 0) return { id };
        for (const [position, text] of lines.entries())
          await pool.query('INSERT INTO lines VALUES ($1, $2, $3)', [id, position, text]);
        return { id };
      },
      args: [{ id: 'i1', customer: 'ann', lines: ['pen', 'ink'] }],
      distinct: [{ id: 'i2', customer: 'bob', lines: ['cup'] }],
      world,
    };
  },
);

fine(
  'delete-and-insert-lines',
  'header and lines are written anew in one transaction, which locks the header',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE invoices (id text PRIMARY KEY, customer text); CREATE TABLE lines (invoice text, position int, text text)',
    );
    return {
      activity: async ({ id, customer, lines }) =>
        transaction(pool, async (client) => {
          await client.query(
            'INSERT INTO invoices VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer',
            [id, customer],
          );
          await client.query('DELETE FROM lines WHERE invoice = $1', [id]);
          for (const [position, text] of lines.entries())
            await client.query('INSERT INTO lines VALUES ($1, $2, $3)', [id, position, text]);
          return lines.length;
        }),
      args: [{ id: 'i1', customer: 'ann', lines: ['pen', 'ink'] }],
      distinct: [{ id: 'i2', customer: 'bob', lines: ['cup'] }],
      world,
    };
  },
);

bug(
  'error-logged',
  'error-swallowed',
  'LOST_EFFECT',
  'a failed statement is noted and the activity reports success',
  async ({ sql }) => {
    const { pool, world } = await sql('CREATE TABLE grants (id text PRIMARY KEY, role text)');
    const problems = [];
    return {
      activity: async (id, role) => {
        try {
          await pool.query('INSERT INTO grants VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, role]);
        } catch (error) {
          problems.push(error);
        }
      },
      args: ['ann', 'admin'],
      distinct: ['bob', 'admin'],
      world,
    };
  },
);

fine('attempts-column', 'only the column that counts tries differs', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE deliveries (id text PRIMARY KEY, state text, attempts int)');
  return {
    activity: async (id) => {
      const { attempt } = activityInfo();
      await pool.query(
        "INSERT INTO deliveries VALUES ($1, 'sent', 1) ON CONFLICT (id) DO UPDATE SET attempts = deliveries.attempts + 1",
        [id],
      );
      return attempt > 0;
    },
    args: ['d1'],
    distinct: ['d2'],
    world,
  };
});
