// Books, payouts, settlements, chargebacks in PostgreSQL and at providers; the ledger of the package.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { collect, demand, request, transaction } from './kit.mjs';

const { Ledger } = createRequire(import.meta.url)('@handrail/activity/postgres');
const { cases, bug, fine } = collect('payments');
export const payments = cases;

const BOOKS = `CREATE TABLE accounts (id text PRIMARY KEY, cents bigint NOT NULL);
  INSERT INTO accounts VALUES ('cash', 1000), ('fees', 0), ('ann', 500), ('bob', 700);
  CREATE TABLE entries (id bigserial PRIMARY KEY, operation text, account text, cents bigint);
  CREATE TABLE operations (id text PRIMARY KEY, hash text);`;

bug(
  'two-entries',
  'no-key',
  'DUPLICATE_EFFECT',
  'debit and credit are right, and there once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(BOOKS);
    return {
      activity: async ({ operation, from, to, cents }) =>
        transaction(pool, async (query) => {
          await query('INSERT INTO entries (operation, account, cents) VALUES ($1, $2, $3)', operation, from, -cents);
          await query('INSERT INTO entries (operation, account, cents) VALUES ($1, $2, $3)', operation, to, cents);
        }),
      args: [{ operation: 'op1', from: 'ann', to: 'cash', cents: 5 }],
      distinct: [{ operation: 'op2', from: 'bob', to: 'cash', cents: 7 }],
      world,
    };
  },
);

fine('two-entries-unique', 'an operation has one entry an account', async ({ sql }) => {
  const { pool, world } = await sql(`${BOOKS} CREATE UNIQUE INDEX ON entries (operation, account)`);
  return {
    activity: async ({ operation, from, to, cents }) => {
      await pool.query(
        'INSERT INTO entries (operation, account, cents) VALUES ($1, $2, $4), ($1, $3, $5) ON CONFLICT DO NOTHING',
        [operation, from, to, -cents, cents],
      );
      return operation;
    },
    args: [{ operation: 'op1', from: 'ann', to: 'cash', cents: 5 }],
    distinct: [{ operation: 'op2', from: 'bob', to: 'cash', cents: 7 }],
    world,
  };
});

fine('entries-one-by-one', 'two statements, each of which does nothing where it is done', async ({ sql }) => {
  const { pool, world } = await sql(`${BOOKS} CREATE UNIQUE INDEX ON entries (operation, account)`);
  return {
    activity: async ({ operation, from, to, cents }) => {
      for (const [account, amount] of [
        [from, -cents],
        [to, cents],
      ])
        await pool.query('INSERT INTO entries (operation, account, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
          operation,
          account,
          amount,
        ]);
    },
    args: [{ operation: 'op1', from: 'ann', to: 'cash', cents: 5 }],
    distinct: [{ operation: 'op2', from: 'bob', to: 'cash', cents: 7 }],
    world,
  };
});

fine(
  'balance-computed-here',
  'two calls of their own may race for the balance, but no repetition comes to write it',
  async ({ sql }) => {
    const { pool, world } = await sql(BOOKS);
    return {
      activity: async ({ operation, account, cents }) => {
        const before = await pool.query('SELECT cents FROM accounts WHERE id = $1', [account]);
        const { rowCount } = await pool.query('SELECT 1 FROM operations WHERE id = $1', [operation]);
        if (rowCount > 0) return;
        await transaction(pool, async (query) => {
          const claim = await query('INSERT INTO operations (id) VALUES ($1) ON CONFLICT DO NOTHING', operation);
          if (claim.rowCount === 0) return;
          await query('UPDATE accounts SET cents = $2 WHERE id = $1', account, Number(before.rows[0].cents) + cents);
        });
      },
      args: [{ operation: 'op1', account: 'ann', cents: 5 }],
      distinct: [{ operation: 'op2', account: 'ann', cents: 7 }],
      world,
    };
  },
);

fine('balance-locked', 'the account is locked, then the operation is looked for', async ({ sql }) => {
  const { pool, world } = await sql(BOOKS);
  return {
    activity: async ({ operation, account, cents }) =>
      transaction(pool, async (query) => {
        const { rows } = await query('SELECT cents FROM accounts WHERE id = $1 FOR UPDATE', account);
        const known = await query('SELECT 1 FROM operations WHERE id = $1', operation);
        if (known.rowCount > 0) return;
        await query('INSERT INTO operations (id) VALUES ($1)', operation);
        await query('UPDATE accounts SET cents = $2 WHERE id = $1', account, Number(rows[0].cents) + cents);
      }),
    args: [{ operation: 'op1', account: 'ann', cents: 5 }],
    distinct: [{ operation: 'op2', account: 'ann', cents: 7 }],
    world,
  };
});

bug(
  'optimistic-without-operation',
  'lock-is-no-key',
  'DUPLICATE_EFFECT',
  'the revision keeps two attempts apart, and both then add',
  async ({ sql }) => {
    const { pool, world } = await sql(
      "CREATE TABLE wallets (id text PRIMARY KEY, cents int, revision int); INSERT INTO wallets VALUES ('ann', 100, 1), ('bob', 100, 1)",
    );
    return {
      activity: async (id, cents) => {
        for (let tries = 0; tries < 5; tries += 1) {
          const { rows } = await pool.query('SELECT cents, revision FROM wallets WHERE id = $1', [id]);
          const { rowCount } = await pool.query(
            'UPDATE wallets SET cents = $2, revision = revision + 1 WHERE id = $1 AND revision = $3',
            [id, rows[0].cents + cents, rows[0].revision],
          );
          if (rowCount === 1) return;
        }
        throw new Error('too busy');
      },
      args: ['ann', 5],
      distinct: ['bob', 7],
      world,
    };
  },
);

const sha = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

fine('fingerprint', 'the same operation with other arguments is refused', async ({ sql }) => {
  const { pool, world } = await sql(BOOKS);
  return {
    activity: async ({ operation, account, cents }) =>
      transaction(pool, async (query) => {
        const hash = sha({ account, cents });
        const claim = await query('INSERT INTO operations VALUES ($1, $2) ON CONFLICT DO NOTHING', operation, hash);
        if (claim.rowCount === 0) {
          const { rows } = await query('SELECT hash FROM operations WHERE id = $1', operation);
          if (rows[0].hash !== hash) throw ApplicationFailure.nonRetryable('this operation had other arguments');
          return;
        }
        await query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', account, cents);
      }),
    args: [{ operation: 'op1', account: 'ann', cents: 5 }],
    distinct: [{ operation: 'op2', account: 'bob', cents: 7 }],
    conflicting: [{ operation: 'op1', account: 'ann', cents: 9 }],
    world,
  };
});

bug(
  'no-fingerprint',
  'conflict-ignored',
  'SWALLOWED_EFFECT',
  'the same operation with another amount is answered as if it had been booked',
  async ({ sql }) => {
    const { pool, world } = await sql(BOOKS);
    return {
      activity: async ({ operation, account, cents }) =>
        transaction(pool, async (query) => {
          const claim = await query('INSERT INTO operations (id) VALUES ($1) ON CONFLICT DO NOTHING', operation);
          if (claim.rowCount === 1) await query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', account, cents);
        }),
      args: [{ operation: 'op1', account: 'ann', cents: 5 }],
      distinct: [{ operation: 'op2', account: 'bob', cents: 7 }],
      conflicting: [{ operation: 'op1', account: 'ann', cents: 9 }],
      world,
    };
  },
);

const BANK = 'https://bank.example';
const bank = (http, options = {}) =>
  http({
    origin: BANK,
    state: { payouts: [] },
    routes: {
      'POST /payouts': ({ body, state }) => {
        const payout = { id: `po_${state.payouts.length + 1}`, ...body };
        state.payouts.push(payout);
        return { status: 201, body: payout };
      },
    },
    ...options,
  });
const PAYOUTS = `CREATE TABLE payouts (id text PRIMARY KEY, state text, receipt text);
  INSERT INTO payouts VALUES ('p1', 'pending', NULL), ('p2', 'pending', NULL);`;
const payOut = async (id, key) =>
  (await demand(`${BANK}/payouts`, 'POST', { payout: id }, key === undefined ? {} : { 'Idempotency-Key': key })).id;

bug(
  'payout-claimed',
  'mark-before',
  'LOST_EFFECT',
  'a payout that is being sent is not pending for the retry, which reports that all is done',
  async ({ sql, http }) => {
    const { pool, world } = await sql(PAYOUTS);
    return {
      activity: async (id) => {
        const { rowCount } = await pool.query(
          "UPDATE payouts SET state = 'sending' WHERE id = $1 AND state = 'pending'",
          [id],
        );
        if (rowCount === 0) return;
        await payOut(id, `payout-${id}`);
      },
      args: ['p1'],
      distinct: ['p2'],
      world: [world, bank(http)],
    };
  },
);

fine('payout-resumed', 'what is not sent is sent again under its key', async ({ sql, http }) => {
  const { pool, world } = await sql(PAYOUTS);
  return {
    activity: async (id) => {
      const { rows } = await pool.query('SELECT state, receipt FROM payouts WHERE id = $1', [id]);
      if (rows[0].state === 'sent') return rows[0].receipt;
      const receipt = await payOut(id, `payout-${id}`);
      await pool.query("UPDATE payouts SET state = 'sent', receipt = $2 WHERE id = $1", [id, receipt]);
      return receipt;
    },
    args: ['p1'],
    distinct: ['p2'],
    world: [world, bank(http)],
  };
});

bug(
  'payout-resumed-without-key',
  'key-not-sent',
  'DUPLICATE_EFFECT',
  'what is not marked as sent is sent again, and the bank does not know',
  async ({ sql, http }) => {
    const { pool, world } = await sql(PAYOUTS);
    return {
      activity: async (id) => {
        const { rows } = await pool.query('SELECT state, receipt FROM payouts WHERE id = $1', [id]);
        if (rows[0].state === 'sent') return rows[0].receipt;
        const receipt = await payOut(id);
        await pool.query("UPDATE payouts SET state = 'sent', receipt = $2 WHERE id = $1", [id, receipt]);
        return receipt;
      },
      args: ['p1'],
      distinct: ['p2'],
      world: [world, bank(http)],
    };
  },
);

bug(
  'payout-key-of-first-attempt',
  'key-from-attempt',
  'DUPLICATE_EFFECT',
  'the key has the attempt in it, hashed so that nobody sees it',
  ({ http }) => ({
    activity: async (id) => {
      await payOut(id, sha([id, activityInfo().attempt]));
    },
    args: ['p1'],
    distinct: ['p2'],
    world: bank(http),
  }),
);

fine('payout-key-hashed', 'the key is a hash of what is paid', ({ http }) => ({
  activity: async (id) => payOut(id, sha(['payout', id])),
  args: ['p1'],
  distinct: ['p2'],
  world: bank(http),
}));

bug('settlement-batch', 'no-key', 'DUPLICATE_EFFECT', 'each attempt opens a batch of its own', async ({ sql }) => {
  const { pool, world } = await sql(
    `CREATE TABLE sales (id text PRIMARY KEY, merchant text, batch int); INSERT INTO sales VALUES ('a', 'm1', NULL), ('b', 'm1', NULL), ('c', 'm2', NULL);
     CREATE TABLE batches (id serial PRIMARY KEY, merchant text);`,
  );
  return {
    activity: async (merchant) =>
      transaction(pool, async (query) => {
        const { rows } = await query('INSERT INTO batches (merchant) VALUES ($1) RETURNING id', merchant);
        await query('UPDATE sales SET batch = $2 WHERE merchant = $1 AND batch IS NULL', merchant, rows[0].id);
      }),
    args: ['m1'],
    distinct: ['m2'],
    world,
  };
});

fine('settlement-of-day', 'the batch is named by merchant and day, and takes what is open', async ({ sql }) => {
  const { pool, world } = await sql(
    `CREATE TABLE sales (id text PRIMARY KEY, merchant text, batch text); INSERT INTO sales VALUES ('a', 'm1', NULL), ('b', 'm1', NULL), ('c', 'm2', NULL);
     CREATE TABLE batches (id text PRIMARY KEY, merchant text);`,
  );
  return {
    activity: async (merchant, day) => {
      const id = `${merchant}/${day}`;
      await transaction(pool, async (query) => {
        await query('INSERT INTO batches VALUES ($1, $2) ON CONFLICT DO NOTHING', id, merchant);
        await query('UPDATE sales SET batch = $2 WHERE merchant = $1 AND batch IS NULL', merchant, id);
      });
      const { rows } = await pool.query('SELECT count(*)::int AS sales FROM sales WHERE batch = $1', [id]);
      return rows[0];
    },
    args: ['m1', '2026-11-26'],
    distinct: ['m2', '2026-11-26'],
    world,
  };
});

const CHARGEBACKS = `${BOOKS} CREATE TABLE chargebacks (id text PRIMARY KEY, account text, cents int)`;

bug(
  'chargeback-guarded',
  'mark-before',
  'LOST_EFFECT',
  'the row of a dead attempt keeps the retry from taking the money',
  async ({ sql }) => {
    const { pool, world } = await sql(CHARGEBACKS);
    return {
      activity: async (id, account, cents) => {
        try {
          await pool.query('INSERT INTO chargebacks VALUES ($1, $2, $3)', [id, account, cents]);
        } catch (error) {
          if (error.code === '23505') return;
          throw error;
        }
        await pool.query('UPDATE accounts SET cents = cents - $2 WHERE id = $1', [account, cents]);
      },
      args: ['cb1', 'ann', 5],
      distinct: ['cb2', 'bob', 7],
      world,
    };
  },
);

fine('chargeback-in-one', 'row and money are one statement', async ({ sql }) => {
  const { pool, world } = await sql(CHARGEBACKS);
  return {
    activity: async (id, account, cents) => {
      await pool.query(
        `WITH fresh AS (INSERT INTO chargebacks VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING account, cents)
         UPDATE accounts SET cents = accounts.cents - fresh.cents FROM fresh WHERE accounts.id = fresh.account`,
        [id, account, cents],
      );
    },
    args: ['cb1', 'ann', 5],
    distinct: ['cb2', 'ann', 7],
    world,
  };
});

bug(
  'trigger-refuses-again',
  'stumbles-over-itself',
  'STUCK',
  'a trigger raises an exception for what is there already',
  async ({ sql }) => {
    const { pool, world } = await sql(`CREATE TABLE refunds (id serial PRIMARY KEY, charge text, cents int);
      CREATE FUNCTION once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM refunds WHERE charge = NEW.charge) THEN RAISE EXCEPTION 'refunded already'; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER once BEFORE INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION once();
      CREATE UNIQUE INDEX ON refunds (charge);`);
    return {
      activity: async (charge, cents) => {
        await pool.query('INSERT INTO refunds (charge, cents) VALUES ($1, $2)', [charge, cents]);
      },
      args: ['ch1', 5],
      distinct: ['ch2', 7],
      world,
    };
  },
);

// ---- the ledger of the package -------------------------------------------------------------------------------------

const ledgerOn = async (sql) => {
  const { pool, world } = await sql(BOOKS);
  const ledger = new Ledger({ pool });
  await ledger.setUp();
  return { pool, world, ledger };
};

fine('ledger-transfer', 'claim, debit and credit are one transaction', async ({ sql }) => {
  const { ledger, world } = await ledgerOn(sql);
  return {
    activity: async ({ key, from, to, cents }) =>
      ledger.once(key, { from, to, cents }, async (operation) => {
        await operation.query('UPDATE accounts SET cents = cents - $2 WHERE id = $1', [from, cents]);
        await operation.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [to, cents]);
        return { moved: cents };
      }),
    args: [{ key: 'k1', from: 'ann', to: 'cash', cents: 5 }],
    distinct: [{ key: 'k2', from: 'bob', to: 'cash', cents: 7 }],
    conflicting: [{ key: 'k1', from: 'ann', to: 'cash', cents: 9 }],
    world,
  };
});

bug(
  'ledger-key-of-attempt',
  'key-from-attempt',
  'DUPLICATE_EFFECT',
  'the ledger knows keys, and each attempt brings another one',
  async ({ sql }) => {
    const { ledger, world } = await ledgerOn(sql);
    return {
      activity: async ({ account, cents }) => {
        const { workflowExecution, attempt } = activityInfo();
        return ledger.once(`${workflowExecution.workflowId}/${account}/${attempt}`, { account, cents }, (operation) =>
          operation.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [account, cents]).then(() => null),
        );
      },
      args: [{ account: 'ann', cents: 5 }],
      distinct: [{ account: 'bob', cents: 7 }],
      world,
    };
  },
);

fine('ledger-two-points', 'two calls outside, each with a key of its own', async ({ sql, http }) => {
  const { ledger, world } = await ledgerOn(sql);
  return {
    activity: async ({ key, payout }) =>
      ledger.once(key, { payout }, async (operation) => {
        const main = await operation.point('main', (point) => payOut(payout, point));
        const fee = await operation.point('fee', (point) => payOut(`${payout}-fee`, point));
        await operation.query('INSERT INTO entries (operation, account, cents) VALUES ($1, $2, 1)', [key, 'fees']);
        return { main, fee };
      }),
    args: [{ key: 'k1', payout: 'p1' }],
    distinct: [{ key: 'k2', payout: 'p2' }],
    world: [world, bank(http)],
  };
});

bug(
  'ledger-mail-at-the-end',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the mail goes out within the operation, without a point',
  async ({ sql, smtp }) => {
    const { ledger, world } = await ledgerOn(sql);
    const mails = smtp();
    return {
      activity: async ({ key, account, cents }) =>
        ledger.once(key, { account, cents }, async (operation) => {
          await operation.query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [account, cents]);
          await mails.sendMail({
            from: 'bank@acme.example',
            to: `${account}@mail.example`,
            subject: 'Paid',
            text: '.',
          });
        }),
      args: [{ key: 'k1', account: 'ann', cents: 5 }],
      distinct: [{ key: 'k2', account: 'bob', cents: 7 }],
      world: [world, mails],
    };
  },
);

bug(
  'status-422-is-known',
  'error-swallowed',
  'LOST_EFFECT',
  'any answer below 600 counts as an answer',
  ({ http }) => ({
    activity: async (id) => {
      const { status } = await request(`${BANK}/payouts`, 'POST', { payout: id }, { 'Idempotency-Key': id });
      return status < 600;
    },
    args: ['p1'],
    distinct: ['p2'],
    world: bank(http),
  }),
);
