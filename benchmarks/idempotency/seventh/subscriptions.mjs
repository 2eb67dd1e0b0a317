// Subscriptions in PostgreSQL: renewals, trials, plans, coupons, invoices.
import { activityInfo } from '@temporalio/activity';
import { collect, transaction } from './kit.mjs';

const { cases, bug, fine } = collect('subscriptions');
export const subscriptions = cases;

const SUBSCRIPTIONS = `CREATE TABLE subscriptions (id text PRIMARY KEY, customer text, plan text, seats int, ends date, level int, cancelled_at timestamptz);
  INSERT INTO subscriptions VALUES ('s1', 'ann', 'basic', 3, '2026-12-01', 0), ('s2', 'bob', 'basic', 5, '2026-12-05', 0);`;

bug('renew-by-a-month', 'relative', 'DUPLICATE_EFFECT', 'each attempt adds a month', async ({ sql }) => {
  const { pool, world } = await sql(SUBSCRIPTIONS);
  return {
    activity: async (id) => {
      await pool.query("UPDATE subscriptions SET ends = ends + interval '1 month' WHERE id = $1", [id]);
    },
    args: ['s1'],
    distinct: ['s2'],
    world,
  };
});

fine('renew-until', 'the end is an argument, and never goes back', async ({ sql }) => {
  const { pool, world } = await sql(SUBSCRIPTIONS);
  return {
    activity: async (id, until) => {
      await pool.query('UPDATE subscriptions SET ends = GREATEST(ends, $2::date) WHERE id = $1', [id, until]);
    },
    args: ['s1', '2027-01-01'],
    distinct: ['s1', '2027-02-01'],
    world,
  };
});

bug('seats-upsert-adds', 'relative', 'DUPLICATE_EFFECT', 'what is there is added to', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE seats (customer text PRIMARY KEY, bought int)');
  return {
    activity: async (customer, count) => {
      await pool.query(
        'INSERT INTO seats AS s VALUES ($1, $2) ON CONFLICT (customer) DO UPDATE SET bought = s.bought + EXCLUDED.bought',
        [customer, count],
      );
    },
    args: ['ann', 2],
    distinct: ['bob', 4],
    world,
  };
});

const CHANGES = `${SUBSCRIPTIONS} CREATE TABLE changes (id text PRIMARY KEY, subscription text)`;

fine('seats-by-change', 'the change is noted and applied in one transaction', async ({ sql }) => {
  const { pool, world } = await sql(CHANGES);
  return {
    activity: async ({ change, subscription, seats }) =>
      transaction(pool, async (query) => {
        const { rowCount } = await query(
          'INSERT INTO changes VALUES ($1, $2) ON CONFLICT DO NOTHING',
          change,
          subscription,
        );
        if (rowCount === 1)
          await query('UPDATE subscriptions SET seats = seats + $2 WHERE id = $1', subscription, seats);
      }),
    args: [{ change: 'c1', subscription: 's1', seats: 2 }],
    distinct: [{ change: 'c2', subscription: 's1', seats: 5 }],
    world,
  };
});

bug(
  'seats-by-change-beside',
  'mark-before',
  'LOST_EFFECT',
  'the change is noted in one transaction and applied in the next one',
  async ({ sql }) => {
    const { pool, world } = await sql(CHANGES);
    return {
      activity: async ({ change, subscription, seats }) => {
        const { rowCount } = await pool.query('INSERT INTO changes VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          change,
          subscription,
        ]);
        if (rowCount === 1)
          await pool.query('UPDATE subscriptions SET seats = seats + $2 WHERE id = $1', [subscription, seats]);
      },
      args: [{ change: 'c1', subscription: 's1', seats: 2 }],
      distinct: [{ change: 'c2', subscription: 's1', seats: 5 }],
      world,
    };
  },
);

bug(
  'seats-by-change-after',
  'mark-after',
  'DUPLICATE_EFFECT',
  'the change is applied first and noted afterwards',
  async ({ sql }) => {
    const { pool, world } = await sql(CHANGES);
    return {
      activity: async ({ change, subscription, seats }) => {
        const { rows } = await pool.query('SELECT 1 FROM changes WHERE id = $1', [change]);
        if (rows.length > 0) return;
        await pool.query('UPDATE subscriptions SET seats = seats + $2 WHERE id = $1', [subscription, seats]);
        await pool.query('INSERT INTO changes VALUES ($1, $2)', [change, subscription]);
      },
      args: [{ change: 'c1', subscription: 's1', seats: 2 }],
      distinct: [{ change: 'c2', subscription: 's1', seats: 5 }],
      world,
    };
  },
);

bug('trial-if-none', 'race', 'DUPLICATE_EFFECT', 'two attempts both find no trial', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE trials (id serial PRIMARY KEY, customer text)');
  return {
    activity: async (customer) => {
      const { rows } = await pool.query('SELECT id FROM trials WHERE customer = $1', [customer]);
      if (rows.length === 0) await pool.query('INSERT INTO trials (customer) VALUES ($1)', [customer]);
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

const TRIALS = 'CREATE TABLE trials (id serial PRIMARY KEY, customer text UNIQUE)';

fine('trial-unique', 'who loses the race reads the row of the winner', async ({ sql }) => {
  const { pool, world } = await sql(TRIALS);
  return {
    activity: async (customer) => {
      const made = await pool.query('INSERT INTO trials (customer) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id', [
        customer,
      ]);
      const { rows } =
        made.rowCount === 1 ? made : await pool.query('SELECT id FROM trials WHERE customer = $1', [customer]);
      return rows[0].id;
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

bug(
  'trial-unique-id-lost',
  'result-lost',
  'RESULT_DRIFT',
  'where the row is there already RETURNING gives nothing',
  async ({ sql }) => {
    const { pool, world } = await sql(TRIALS);
    return {
      activity: async (customer) => {
        const { rows } = await pool.query(
          'INSERT INTO trials (customer) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
          [customer],
        );
        return { customer, trial: rows[0]?.id };
      },
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

bug(
  'trial-unique-destructured',
  'stumbles-over-itself',
  'STUCK',
  'the row that is not returned is destructured, and that throws for ever',
  async ({ sql }) => {
    const { pool, world } = await sql(TRIALS);
    return {
      activity: async (customer) => {
        const {
          rows: [{ id }],
        } = await pool.query('INSERT INTO trials (customer) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id', [
          customer,
        ]);
        return id;
      },
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

const HISTORY = `${SUBSCRIPTIONS} CREATE TABLE plan_history (id serial PRIMARY KEY, operation text UNIQUE, subscription text, plan text)`;

bug(
  'plan-and-history',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the plan is set, but its history gets a row for each attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(HISTORY);
    return {
      activity: async (subscription, plan) =>
        transaction(pool, async (query) => {
          await query('UPDATE subscriptions SET plan = $2 WHERE id = $1', subscription, plan);
          await query('INSERT INTO plan_history (subscription, plan) VALUES ($1, $2)', subscription, plan);
        }),
      args: ['s1', 'gold'],
      distinct: ['s2', 'silver'],
      world,
    };
  },
);

fine('plan-and-history-once', 'the history takes each operation once', async ({ sql }) => {
  const { pool, world } = await sql(HISTORY);
  return {
    activity: async (operation, subscription, plan) =>
      transaction(pool, async (query) => {
        await query('UPDATE subscriptions SET plan = $2 WHERE id = $1', subscription, plan);
        await query(
          'INSERT INTO plan_history (operation, subscription, plan) VALUES ($1, $2, $3) ON CONFLICT (operation) DO NOTHING',
          operation,
          subscription,
          plan,
        );
        return plan;
      }),
    args: ['op1', 's1', 'gold'],
    distinct: ['op2', 's2', 'silver'],
    world,
  };
});

fine('cancelled-once', 'the first time of cancellation stays', async ({ sql }) => {
  const { pool, world } = await sql(SUBSCRIPTIONS);
  return {
    activity: async (id) => {
      const { rows } = await pool.query(
        'UPDATE subscriptions SET cancelled_at = COALESCE(cancelled_at, now()) WHERE id = $1 RETURNING cancelled_at',
        [id],
      );
      return rows[0].cancelled_at.toISOString();
    },
    args: ['s1'],
    distinct: ['s2'],
    world,
  };
});

const INVOICES = `CREATE TABLE invoices (number int PRIMARY KEY, subscription text, period text, cents int)`;

bug(
  'next-number-of-maximum',
  'number-per-attempt',
  'DUPLICATE_EFFECT',
  'each attempt takes the next number',
  async ({ sql }) => {
    const { pool, world } = await sql(`${INVOICES}; INSERT INTO invoices VALUES (1, 's0', '2026-10', 100)`);
    return {
      activity: async (subscription, period, cents) => {
        await pool.query('INSERT INTO invoices SELECT max(number) + 1, $1, $2, $3 FROM invoices', [
          subscription,
          period,
          cents,
        ]);
      },
      args: ['s1', '2026-11', 900],
      distinct: ['s2', '2026-11', 500],
      world,
    };
  },
);

fine('invoice-of-period', 'a subscription has one invoice a period, whatever its number', async ({ sql }) => {
  const { pool, world } = await sql(
    'CREATE TABLE invoices (number serial PRIMARY KEY, subscription text, period text, cents int, UNIQUE (subscription, period))',
  );
  return {
    activity: async (subscription, period, cents) => {
      await pool.query(
        'INSERT INTO invoices (subscription, period, cents) VALUES ($1, $2, $3) ON CONFLICT (subscription, period) DO NOTHING',
        [subscription, period, cents],
      );
      const { rows } = await pool.query('SELECT number FROM invoices WHERE subscription = $1 AND period = $2', [
        subscription,
        period,
      ]);
      return { number: rows[0].number };
    },
    args: ['s1', '2026-11', 900],
    distinct: ['s1', '2026-12', 900],
    world,
  };
});

bug(
  'invoice-of-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'a customer with two subscriptions gets one invoice a month',
  async ({ sql }) => {
    const { pool, world } = await sql(
      'CREATE TABLE invoices (customer text, period text, subscription text, cents int, PRIMARY KEY (customer, period))',
    );
    return {
      activity: async ({ customer, subscription, period, cents }) => {
        await pool.query('INSERT INTO invoices VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
          customer,
          period,
          subscription,
          cents,
        ]);
      },
      args: [{ customer: 'ann', subscription: 's1', period: '2026-11', cents: 900 }],
      distinct: [{ customer: 'ann', subscription: 's7', period: '2026-11', cents: 300 }],
      world,
    };
  },
);

bug(
  'credit-then-plan',
  'mark-after',
  'DUPLICATE_EFFECT',
  'a crash between credit and plan credits again',
  async ({ sql }) => {
    const { pool, world } = await sql(
      `${SUBSCRIPTIONS} CREATE TABLE credits (id bigserial PRIMARY KEY, subscription text, cents int)`,
    );
    return {
      activity: async (id, plan, cents) => {
        const { rows } = await pool.query('SELECT plan FROM subscriptions WHERE id = $1', [id]);
        if (rows[0].plan === plan) return;
        await pool.query('INSERT INTO credits (subscription, cents) VALUES ($1, $2)', [id, cents]);
        await pool.query('UPDATE subscriptions SET plan = $2 WHERE id = $1', [id, plan]);
      },
      args: ['s1', 'gold', 120],
      distinct: ['s2', 'silver', 80],
      world,
    };
  },
);

fine('credit-with-plan', 'the credit comes of the row that moved, in the same statement', async ({ sql }) => {
  const { pool, world } = await sql(
    `${SUBSCRIPTIONS} CREATE TABLE credits (id bigserial PRIMARY KEY, subscription text, cents int)`,
  );
  return {
    activity: async (id, from, to, cents) => {
      await pool.query(
        `WITH moved AS (UPDATE subscriptions SET plan = $3 WHERE id = $1 AND plan = $2 RETURNING id)
         INSERT INTO credits (subscription, cents) SELECT id, $4 FROM moved`,
        [id, from, to, cents],
      );
    },
    args: ['s1', 'basic', 'gold', 120],
    distinct: ['s2', 'basic', 'silver', 80],
    world,
  };
});

const COUPONS = `CREATE TABLE coupons (code text PRIMARY KEY, used int DEFAULT 0, maximum int); INSERT INTO coupons VALUES ('SPRING', 0, 100), ('XMAS', 0, 50);`;

bug('coupon-used', 'relative', 'DUPLICATE_EFFECT', 'the coupon is used up once an attempt', async ({ sql }) => {
  const { pool, world } = await sql(COUPONS);
  return {
    activity: async (code) => {
      const { rowCount } = await pool.query('UPDATE coupons SET used = used + 1 WHERE code = $1 AND used < maximum', [
        code,
      ]);
      if (rowCount === 0) throw new Error('used up');
    },
    args: ['SPRING'],
    distinct: ['XMAS'],
    world,
  };
});

fine('coupon-redeemed', 'who redeems stands beside the coupon, and only a new one counts', async ({ sql }) => {
  const { pool, world } = await sql(
    `${COUPONS} CREATE TABLE redemptions (code text, customer text, PRIMARY KEY (code, customer))`,
  );
  return {
    activity: async (code, customer) => {
      await pool.query(
        `WITH fresh AS (INSERT INTO redemptions VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING code)
         UPDATE coupons SET used = used + 1 FROM fresh WHERE coupons.code = fresh.code`,
        [code, customer],
      );
    },
    args: ['SPRING', 'ann'],
    distinct: ['SPRING', 'bob'],
    world,
  };
});

bug(
  'dunning-level',
  'relative',
  'DUPLICATE_EFFECT',
  'the level of reminders goes up once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(SUBSCRIPTIONS);
    return {
      activity: async (id) => {
        const { rows } = await pool.query('UPDATE subscriptions SET level = level + 1 WHERE id = $1 RETURNING level', [
          id,
        ]);
        return rows[0].level;
      },
      args: ['s1'],
      distinct: ['s2'],
      world,
    };
  },
);

fine('dunning-level-from', 'the level goes from a named one to the next one', async ({ sql }) => {
  const { pool, world } = await sql(SUBSCRIPTIONS);
  return {
    activity: async (id, from) => {
      await pool.query('UPDATE subscriptions SET level = $2 + 1 WHERE id = $1 AND level = $2', [id, from]);
      return from + 1;
    },
    args: ['s1', 0],
    distinct: ['s2', 0],
    world,
  };
});

const CHARGES = `${SUBSCRIPTIONS} CREATE TABLE charges (id serial PRIMARY KEY, subscription text, period text)`;
const chargeOnce = async (query, id, period) => {
  await query('SELECT 1 FROM subscriptions WHERE id = $1 FOR UPDATE', id);
  const { rows } = await query('SELECT 1 FROM charges WHERE subscription = $1 AND period = $2', id, period);
  if (rows.length === 0) await query('INSERT INTO charges (subscription, period) VALUES ($1, $2)', id, period);
};

fine('locked-while-charging', 'the row of the subscription is locked until the charge stands', async ({ sql }) => {
  const { pool, world } = await sql(CHARGES);
  return {
    activity: async (id, period) => transaction(pool, (query) => chargeOnce(query, id, period)),
    args: ['s1', '2026-11'],
    distinct: ['s1', '2026-12'],
    world,
  };
});

bug(
  'lock-of-one-statement',
  'race',
  'DUPLICATE_EFFECT',
  'FOR UPDATE without a transaction locks for the length of one statement',
  async ({ sql }) => {
    const { pool, world } = await sql(CHARGES);
    return {
      activity: async (id, period) => chargeOnce((text, ...values) => pool.query(text, values), id, period),
      args: ['s1', '2026-11'],
      distinct: ['s1', '2026-12'],
      world,
    };
  },
);

bug(
  'operation-of-attempt',
  'key-from-attempt',
  'SWALLOWED_EFFECT',
  'the operation carries the number of the attempt, and is the same again after continue-as-new',
  async ({ sql }) => {
    const { pool, world } = await sql(HISTORY);
    return {
      activity: async (subscription, plan) => {
        const { workflowExecution, activityId, attempt } = activityInfo();
        await pool.query(
          'INSERT INTO plan_history (operation, subscription, plan) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [`${workflowExecution.workflowId}/${activityId}/${attempt}`, subscription, plan],
        );
      },
      args: ['s1', 'gold'],
      distinct: ['s2', 'silver'],
      world,
    };
  },
);

bug(
  'operation-of-activity',
  'key-from-workflow',
  'SWALLOWED_EFFECT',
  'after continue-as-new the activity has the same id in the same workflow',
  async ({ sql }) => {
    const { pool, world } = await sql(HISTORY);
    return {
      activity: async (subscription, plan) => {
        const { workflowExecution, activityId } = activityInfo();
        await pool.query(
          'INSERT INTO plan_history (operation, subscription, plan) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [`${workflowExecution.workflowId}/${activityId}`, subscription, plan],
        );
      },
      args: ['s1', 'gold'],
      distinct: ['s2', 'silver'],
      world,
    };
  },
);

bug(
  'operation-of-run',
  'key-from-run',
  'DUPLICATE_EFFECT',
  'after a reset of the workflow the run has another id',
  async ({ sql }) => {
    const { pool, world } = await sql(HISTORY);
    return {
      activity: async (subscription, plan) => {
        const { workflowExecution, activityId } = activityInfo();
        await pool.query(
          'INSERT INTO plan_history (operation, subscription, plan) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [`${workflowExecution.runId}/${activityId}`, subscription, plan],
        );
      },
      args: ['s1', 'gold'],
      distinct: ['s2', 'silver'],
      world,
    };
  },
);
