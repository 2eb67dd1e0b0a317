// Keys made from parts, clocks, machines and places; providers with pages, polls and conditions; ledgers and operation keys.
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { ApplicationFailure, activityInfo, sleep } from '@temporalio/activity';
import { collect, demand, request } from '../seventh/kit.mjs';

const { Ledger } = createRequire(import.meta.url)('@handrail/activity/postgres');
const { cases, bug, fine } = collect('keys');
export const keys = cases;

const PAY = 'https://pay.example';
const hash = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** A provider of payments: honours keys, lists by pages of two, finds by reference. */
const provider = (http, payments = []) =>
  http({
    origin: PAY,
    state: { payments: [...payments], fees: [] },
    routes: {
      'POST /payments': ({ body, state }) => {
        const payment = { id: `pay_${state.payments.length + 1}`, ...body };
        state.payments.push(payment);
        return { status: 201, body: payment };
      },
      'GET /payments': ({ query, state }) => {
        const found = state.payments.filter(({ reference }) => !query.reference || reference === query.reference);
        const from = Number(query.from ?? 0);
        return {
          status: 200,
          body: { data: found.slice(from, from + 2), next: from + 2 < found.length ? from + 2 : null },
        };
      },
      'POST /fees': ({ body, state }) => {
        state.fees.push(body);
        return { status: 201, body: {} };
      },
    },
  });

const pay = (key, body) => demand(`${PAY}/payments`, 'POST', body, { 'idempotency-key': key });

/** An activity that pays under a key which `keyOf` makes of its argument. */
const paying =
  (keyOf, args, distinct) =>
  ({ http }) => ({
    activity: async (order) => ({ id: (await pay(keyOf(order), order)).id }),
    args: [args],
    distinct: [distinct],
    world: provider(http),
  });

const ONE = { tenant: 'acme', customer: 'ann', invoice: 'i-1', cents: 500 };
const TWO = { tenant: 'acme', customer: 'ann', invoice: 'i-2', cents: 700 };

bug(
  'hash-of-customer',
  'hash-of-part',
  'SWALLOWED_EFFECT',
  'the hash leaves out the invoice, so the provider refuses the second one for good',
  paying(({ tenant, customer }) => hash({ tenant, customer }), ONE, TWO),
);

bug(
  'hash-of-nested',
  'hash-of-part',
  'SWALLOWED_EFFECT',
  'JSON.stringify with a list of names leaves out what is nested',
  ({ http }) => ({
    activity: async (order) => {
      const key = createHash('sha1')
        .update(JSON.stringify(order, ['customer', 'lines']))
        .digest('hex');
      const answer = await request(
        `${PAY}/payments`,
        'POST',
        { customer: order.customer, cents: order.lines.length },
        { 'idempotency-key': key },
      );
      if (!answer.ok) throw new Error(String(answer.status));
    },
    args: [{ customer: 'ann', lines: [{ sku: 'x' }] }],
    distinct: [{ customer: 'ann', lines: [{ sku: 'y' }] }],
    world: provider(http),
  }),
);

fine(
  'hash-of-all',
  'the hash is made of the whole order, which has its number',
  paying((order) => hash(order), ONE, TWO),
);

bug(
  'hash-with-time',
  'time-in-hash',
  'DUPLICATE_EFFECT',
  'the hash covers a field that is filled in by the attempt',
  paying((order) => hash({ ...order, requestedAt: new Date() }), ONE, TWO),
);

bug(
  'host-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'another worker has another name',
  paying(({ invoice }) => `${hostname()}:${invoice}`, ONE, TWO),
);

bug(
  'process-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'a worker that starts again has another process id',
  paying(({ invoice }) => `${process.pid}-${invoice}`, ONE, TWO),
);

bug(
  'uptime-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'the seconds since the worker began are not those of the next attempt',
  paying(({ invoice }) => `${invoice}@${Math.floor(process.uptime())}`, ONE, TWO),
);

fine('host-in-row', 'the row says which worker was first, which is no key', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE runs (id text PRIMARY KEY, host text, pid int)');
  return {
    activity: async (id) => {
      await pool.query('INSERT INTO runs VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [id, hostname(), process.pid]);
    },
    args: ['r1'],
    distinct: ['r2'],
    world,
  };
});

bug(
  'key-of-process',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'the prefix is drawn when the worker starts',
  ({ http }) => ({
    activity: {
      create: () => {
        const session = randomUUID();
        return async (order) => void (await pay(`${session}/${order.invoice}`, order));
      },
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

bug(
  'hour-in-key',
  'date-in-key',
  'DUPLICATE_EFFECT',
  'an hour later the key is another one',
  paying(({ invoice }) => `${invoice}-h${new Date().getUTCHours()}`, ONE, TWO),
);

bug(
  'weekday-in-key',
  'date-in-key',
  'DUPLICATE_EFFECT',
  'the day of the week, in words, changes at midnight',
  paying(
    ({ invoice }) =>
      `${invoice}-${new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date())}`,
    ONE,
    TWO,
  ),
);

bug(
  'local-date-in-key',
  'date-in-key',
  'DUPLICATE_EFFECT',
  'the date as people in Germany write it',
  paying(({ invoice }) => `${invoice}/${new Date().toLocaleDateString('de-DE')}`, ONE, TWO),
);

bug(
  'key-cut',
  'truncated-key',
  'SWALLOWED_EFFECT',
  'the first 16 characters are the tenant’s',
  paying(
    ({ tenant, invoice }) => `${tenant}:${invoice}`.slice(0, 16),
    { ...ONE, tenant: 'acme-international' },
    { ...TWO, tenant: 'acme-international' },
  ),
);

bug(
  'key-slug',
  'normalised-key',
  'SWALLOWED_EFFECT',
  'a slug drops what tells "A/1" from "A-1"',
  paying(
    ({ invoice }) => invoice.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    { ...ONE, invoice: 'A/1' },
    { ...TWO, invoice: 'A-1' },
  ),
);

bug(
  'key-joined',
  'ambiguous-key',
  'SWALLOWED_EFFECT',
  'parts that are joined without a mark between them: "ann" + "12" and "ann1" + "2"',
  paying(
    ({ customer, invoice }) => `${customer}${invoice}`,
    { ...ONE, customer: 'ann', invoice: '12' },
    { ...TWO, customer: 'ann1', invoice: '2' },
  ),
);

bug(
  'key-as-number',
  'precision-lost',
  'SWALLOWED_EFFECT',
  'ids above 2^53 become the same number',
  paying(
    ({ invoice }) => `inv-${Number(invoice)}`,
    { ...ONE, invoice: '9007199254740993' },
    { ...TWO, invoice: '9007199254740992' },
  ),
);

bug(
  'key-undefined',
  'undefined-key',
  'SWALLOWED_EFFECT',
  'the field is called otherwise, so each key ends in "undefined"',
  paying((order) => `payment-${order.invoiceId}`, ONE, TWO),
);

bug(
  'key-of-object',
  'undefined-key',
  'SWALLOWED_EFFECT',
  'each key is "[object Object]"',
  paying((order) => `payment-${order}`, ONE, TWO),
);

bug(
  'key-of-type',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the type of the activity is that of every call',
  paying(() => activityInfo().activityType, ONE, TWO),
);

bug(
  'tenant-not-in-key',
  'scope-without-tenant',
  'SWALLOWED_EFFECT',
  'the provider’s account is one for all tenants, who number alike',
  paying(({ invoice }) => invoice, ONE, { ...TWO, invoice: 'i-1', tenant: 'initech' }),
);

bug(
  'schedule-in-key',
  'key-from-schedule',
  'DUPLICATE_EFFECT',
  'each attempt is scheduled at another time',
  paying(({ invoice }) => `${invoice}:${activityInfo().currentAttemptScheduledTimestampMs}`, ONE, TWO),
);

bug(
  'first-schedule-in-key',
  'key-from-schedule',
  'DUPLICATE_EFFECT',
  'the activity is scheduled anew when the workflow is reset',
  paying(({ invoice }) => `${invoice}:${activityInfo().scheduledTimestampMs}`, ONE, TWO),
);

bug(
  'default-key',
  'key-by-default',
  'DUPLICATE_EFFECT',
  'nobody gives the key, so each attempt draws its own',
  ({ http }) => ({
    activity: async (order, key = randomUUID()) => void (await pay(key, order)),
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

bug(
  'key-per-try',
  'key-per-try',
  'DUPLICATE_EFFECT',
  'a lost answer is tried again within the attempt, under another key',
  ({ http }) => ({
    activity: async (order) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return { id: (await pay(`${order.invoice}#${tries}`, order)).id };
        } catch (error) {
          if (tries === 3) throw error;
          await sleep(200 * tries);
        }
      }
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

fine('key-for-all-tries', 'all tries of all attempts send the same key', ({ http }) => ({
  activity: async (order) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return { id: (await pay(`invoice/${order.invoice}`, order)).id };
      } catch (error) {
        if (tries === 3) throw error;
        await sleep(200 * tries);
      }
    }
  },
  args: [ONE],
  distinct: [TWO],
  world: provider(http),
}));

bug(
  'body-of-now',
  'body-differs',
  'STUCK',
  'the key is the same, the body is not, and the provider refuses every repetition',
  ({ http }) => ({
    activity: async (order) => void (await pay(order.invoice, { ...order, sentAt: Date.now() })),
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

fine('refused-and-looked-up', 'a refused repetition is looked up by its reference', ({ http }) => ({
  activity: async ({ invoice, cents }) => {
    const body = { reference: invoice, cents, sentAt: Date.now() };
    const answer = await request(`${PAY}/payments`, 'POST', body, { 'idempotency-key': invoice });
    if (answer.ok) return { id: answer.body.id };
    if (answer.status !== 409) throw new Error(`payments: ${answer.status}`);
    const { data } = await demand(`${PAY}/payments?reference=${invoice}`);
    if (data[0]?.cents !== cents) throw ApplicationFailure.nonRetryable('paid otherwise');
    return { id: data[0].id };
  },
  args: [ONE],
  distinct: [TWO],
  world: provider(http),
}));

bug(
  'refused-is-done',
  'conflict-is-success',
  'SWALLOWED_EFFECT',
  'a 409 counts as paid already, and the key is the customer',
  ({ http }) => ({
    activity: async (order) => {
      const { status } = await request(`${PAY}/payments`, 'POST', order, { 'idempotency-key': order.customer });
      if (status >= 400 && status !== 409) throw new Error(String(status));
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

bug(
  'key-in-query',
  'key-not-honoured',
  'DUPLICATE_EFFECT',
  'this provider does not look for keys in the address',
  ({ http }) => ({
    activity: async (order) => void (await demand(`${PAY}/payments?idempotency_key=${order.invoice}`, 'POST', order)),
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

bug(
  'fee-forgotten',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the payment has a key, the fee has none',
  ({ http }) => ({
    activity: async (order) => {
      const { id } = await pay(order.invoice, order);
      await demand(`${PAY}/fees`, 'POST', { payment: id, cents: 1 });
      return id;
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http),
  }),
);

const MANY = Array.from({ length: 5 }, (_, index) => ({ id: `pay_${index + 1}`, reference: `old-${index}`, cents: 1 }));

bug(
  'first-page-only',
  'first-page-only',
  'DUPLICATE_EFFECT',
  'what is on the third page is not found on the first',
  ({ http }) => ({
    activity: async ({ invoice, cents }) => {
      const { data } = await demand(`${PAY}/payments`);
      const known = data.find(({ reference }) => reference === invoice);
      if (known) return known.id;
      return (await demand(`${PAY}/payments`, 'POST', { reference: invoice, cents })).id;
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http, MANY),
  }),
);

async function* pages() {
  for (let from = 0; from !== null;) {
    const { data, next } = await demand(`${PAY}/payments?from=${from}`);
    yield* data;
    from = next;
  }
}

bug(
  'all-pages-without-key',
  'check-then-insert',
  'DUPLICATE_EFFECT',
  'two attempts look through all pages before either has paid',
  ({ http }) => ({
    activity: async ({ invoice, cents }) => {
      for await (const { id, reference } of pages()) if (reference === invoice) return id;
      return (await demand(`${PAY}/payments`, 'POST', { reference: invoice, cents })).id;
    },
    args: [ONE],
    distinct: [TWO],
    world: provider(http, MANY),
  }),
);

fine('all-pages-with-key', 'it looks through all pages, and pays under a key', ({ http }) => ({
  activity: async ({ invoice, cents }) => {
    for await (const { id, reference } of pages()) if (reference === invoice) return id;
    return (await pay(invoice, { reference: invoice, cents })).id;
  },
  args: [ONE],
  distinct: [TWO],
  world: provider(http, MANY),
}));

const DOCS = 'https://docs.example';
/** Documents with ETags, and exports that take five seconds. */
const documents = (http) =>
  http({
    origin: DOCS,
    state: { docs: { total: { etag: 1, cents: 100 }, rest: { etag: 1, cents: 100 } }, exports: {} },
    routes: {
      'GET /docs/:id': ({ params, state }) => {
        const doc = state.docs[params.id];
        return doc ? { status: 200, body: { ...doc } } : { status: 404, body: {} };
      },
      'PUT /docs/:id': ({ params, body, headers, state }) => {
        const doc = state.docs[params.id];
        if (headers['if-none-match'] === '*' && doc) return { status: 412, body: {} };
        if (headers['if-match'] && headers['if-match'] !== String(doc?.etag)) return { status: 412, body: {} };
        state.docs[params.id] = { ...body, etag: (doc?.etag ?? 0) + 1 };
        return { status: 200, body: {} };
      },
      'POST /exports': ({ body, state }) => {
        const id = `exp_${Object.keys(state.exports).length + 1}`;
        state.exports[id] = { ...body, polls: 0 };
        return { status: 202, body: { id } };
      },
      'PUT /exports/:id': ({ params, body, state }) => {
        state.exports[params.id] ??= { ...body };
        return { status: 202, body: { id: params.id } };
      },
      'GET /exports/:id': ({ params, state }) => {
        const job = state.exports[params.id];
        if (!job) return { status: 404, body: {} };
        return { status: 200, body: { state: 'done', url: `${DOCS}/files/${params.id}.csv` } };
      },
    },
  });

bug(
  'total-if-match',
  'optimistic-lock-as-dedupe',
  'DUPLICATE_EFFECT',
  'the ETag is read anew by every attempt',
  ({ http }) => ({
    activity: async (id, cents) => {
      const doc = await demand(`${DOCS}/docs/${id}`);
      await demand(`${DOCS}/docs/${id}`, 'PUT', { cents: doc.cents + cents }, { 'if-match': String(doc.etag) });
    },
    args: ['total', 5],
    distinct: ['rest', 7],
    world: documents(http),
  }),
);

fine('created-if-none', 'who is refused looks whether what is there is its own', ({ http }) => ({
  activity: async (id, text) => {
    const { status } = await request(`${DOCS}/docs/${id}`, 'PUT', { text }, { 'if-none-match': '*' });
    if (status === 200) return;
    if (status !== 412) throw new Error(String(status));
    const doc = await demand(`${DOCS}/docs/${id}`);
    if (doc.text !== text) throw ApplicationFailure.nonRetryable('there is another one');
  },
  args: ['d1', 'first'],
  distinct: ['d2', 'second'],
  world: documents(http),
}));

bug(
  'created-if-none-refused',
  'own-write-as-conflict',
  'STUCK',
  'the document that an earlier attempt has made is in the way',
  ({ http }) => ({
    activity: async (id, text) => {
      await demand(`${DOCS}/docs/${id}`, 'PUT', { text }, { 'if-none-match': '*' });
    },
    args: ['d1', 'first'],
    distinct: ['d2', 'second'],
    world: documents(http),
  }),
);

bug(
  'put-under-random-name',
  'random-resource-name',
  'DUPLICATE_EFFECT',
  'PUT is idempotent, its address is not',
  ({ http }) => ({
    activity: async (text) => {
      const id = randomUUID();
      await demand(`${DOCS}/docs/${id}`, 'PUT', { text });
      return id;
    },
    args: ['first'],
    distinct: ['second'],
    world: documents(http),
  }),
);

fine('put-under-hash', 'the name is made of the content', ({ http }) => ({
  activity: async (text) => {
    const id = hash(text).slice(0, 20);
    await demand(`${DOCS}/docs/${id}`, 'PUT', { text });
    return id;
  },
  args: ['first'],
  distinct: ['second'],
  world: documents(http),
}));

const settled = async (id) => {
  for (let polls = 0; polls < 10; polls += 1) {
    const job = await demand(`${DOCS}/exports/${id}`);
    if (job.state === 'done') return job.url;
    await sleep(1000);
  }
  throw new Error('not settled');
};

bug('polled-export', 'no-key-and-poll', 'DUPLICATE_EFFECT', 'each attempt orders an export', ({ http }) => ({
  activity: async (month) => settled((await demand(`${DOCS}/exports`, 'POST', { month })).id),
  args: ['2026-01'],
  distinct: ['2026-02'],
  world: documents(http),
}));

fine('polled-export-by-name', 'the export is put under its month, and polled there', ({ http }) => ({
  activity: async (month) => {
    await demand(`${DOCS}/exports/${month}`, 'PUT', { month });
    return settled(month);
  },
  args: ['2026-01'],
  distinct: ['2026-02'],
  world: documents(http),
}));

bug(
  'id-stored-after',
  'mark-after',
  'DUPLICATE_EFFECT',
  'the provider’s id is looked up in a row that is written after the call',
  async ({ sql, http }) => {
    const { pool, world } = await sql('CREATE TABLE payments (invoice text PRIMARY KEY, provider_id text)');
    return {
      activity: async ({ invoice, cents }) => {
        const { rows } = await pool.query('SELECT provider_id FROM payments WHERE invoice = $1', [invoice]);
        if (rows.length > 0) return rows[0].provider_id;
        const { id } = await demand(`${PAY}/payments`, 'POST', { reference: invoice, cents });
        await pool.query('INSERT INTO payments VALUES ($1, $2)', [invoice, id]);
        return id;
      },
      args: [ONE],
      distinct: [TWO],
      world: [world, provider(http)],
    };
  },
);

fine('id-stored-after-keyed-call', 'the same, with a key, and a row that may be there', async ({ sql, http }) => {
  const { pool, world } = await sql('CREATE TABLE payments (invoice text PRIMARY KEY, provider_id text)');
  return {
    activity: async ({ invoice, cents }) => {
      const { id } = await pay(invoice, { reference: invoice, cents });
      await pool.query('INSERT INTO payments VALUES ($1, $2) ON CONFLICT DO NOTHING', [invoice, id]);
      return id;
    },
    args: [ONE],
    distinct: [TWO],
    world: [world, provider(http)],
  };
});

// ---- ledgers and operation keys ------------------------------------------------------------------------------------

const ledgerOn = async (sql) => {
  const { pool, world } = await sql('CREATE TABLE moves (account text, cents int)');
  const ledger = new Ledger({ pool });
  await ledger.setUp();
  return { pool, world, ledger };
};
const MOVE = 'INSERT INTO moves VALUES ($1, $2)';
const K1 = { key: 'op-1', account: 'ann', cents: 5 };
const K2 = { key: 'op-2', account: 'ann', cents: 7 };

fine('ledger', 'claim, row and receipt are one transaction; other arguments are refused', async ({ sql }) => {
  const { world, ledger } = await ledgerOn(sql);
  return {
    activity: ({ key, account, cents }) =>
      ledger.once(key, { account, cents }, async (operation) => {
        await operation.query(MOVE, [account, cents]);
        return { receipt: randomUUID(), at: new Date().toISOString() };
      }),
    args: [K1],
    distinct: [K2],
    conflicting: [{ ...K1, cents: 9 }],
    world,
  };
});

bug(
  'ledger-then-row',
  'beside-the-ledger',
  'DUPLICATE_EFFECT',
  'the ledger remembers an effect that is done after it',
  async ({ sql }) => {
    const { pool, world, ledger } = await ledgerOn(sql);
    return {
      activity: async ({ key, account, cents }) => {
        await ledger.once(key, { account, cents }, () => ({ ok: true }));
        await pool.query(MOVE, [account, cents]);
      },
      args: [K1],
      distinct: [K2],
      world,
    };
  },
);

bug(
  'pool-in-ledger',
  'beside-the-ledger',
  'DUPLICATE_EFFECT',
  'the row is written by another connection than the claim',
  async ({ sql }) => {
    const { pool, world, ledger } = await ledgerOn(sql);
    return {
      activity: ({ key, account, cents }) =>
        ledger.once(key, { account, cents }, async () => {
          await pool.query(MOVE, [account, cents]);
        }),
      args: [K1],
      distinct: [K2],
      world,
    };
  },
);

bug(
  'ledger-of-account',
  'ledger-key-too-wide',
  'SWALLOWED_EFFECT',
  'the key is the account, and the arguments that would tell are left out',
  async ({ sql }) => {
    const { world, ledger } = await ledgerOn(sql);
    return {
      activity: ({ account, cents }) =>
        ledger.once(account, {}, async (operation) => {
          await operation.query(MOVE, [account, cents]);
        }),
      args: [K1],
      distinct: [K2],
      world,
    };
  },
);

bug(
  'ledger-of-account-refused',
  'ledger-key-too-wide',
  'SWALLOWED_EFFECT',
  'the key is the account: the second call is refused for good',
  async ({ sql }) => {
    const { world, ledger } = await ledgerOn(sql);
    return {
      activity: ({ account, cents }) =>
        ledger.once(account, { cents }, async (operation) => {
          await operation.query(MOVE, [account, cents]);
        }),
      args: [K1],
      distinct: [K2],
      world,
    };
  },
);

bug(
  'unkeyed-call-in-ledger',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'a crash rolls the claim back, not the payment',
  async ({ sql, http }) => {
    const { world, ledger } = await ledgerOn(sql);
    return {
      activity: ({ key, account, cents }) =>
        ledger.once(key, { account, cents }, async (operation) => {
          const { id } = await demand(`${PAY}/payments`, 'POST', { account, cents });
          await operation.query(MOVE, [account, cents]);
          return id;
        }),
      args: [K1],
      distinct: [K2],
      world: [world, provider(http)],
    };
  },
);

fine('point-in-ledger', 'the call is a recovery point with a key of its own', async ({ sql, http }) => {
  const { world, ledger } = await ledgerOn(sql);
  return {
    activity: ({ key, account, cents }) =>
      ledger.once(key, { account, cents }, async (operation) => {
        const id = await operation.point('pay', async (own) => (await pay(own, { account, cents })).id);
        await operation.query(MOVE, [account, cents]);
        return id;
      }),
    args: [K1],
    distinct: [K2],
    world: [world, provider(http)],
  };
});

fine('operation-keys-of-steps', 'each step adds its name to the key that the workflow has made', ({ http }) => ({
  activity: async ({ key, account, cents }) => {
    const { id } = await pay(`${key}/payment`, { account, cents });
    await demand(`${PAY}/fees`, 'POST', { payment: id, cents: 1 }, { 'idempotency-key': `${key}/fee` });
    return { id };
  },
  args: [K1],
  distinct: [K2],
  world: provider(http),
}));

bug(
  'key-by-place-among-the-rest',
  'key-by-remaining-position',
  'STUCK',
  'the places are counted among those that are still to be paid, so a retry sends a key with another body',
  async ({ sql, http }) => {
    const { pool, world } = await sql(`CREATE TABLE lines (batch text, id text PRIMARY KEY, paid boolean DEFAULT false);
      INSERT INTO lines VALUES ('b1', 'x'), ('b1', 'y'), ('b1', 'z'), ('b2', 'u'), ('b2', 'v')`);
    return {
      activity: async (key, batch) => {
        const { rows } = await pool.query('SELECT id FROM lines WHERE batch = $1 AND NOT paid ORDER BY id', [batch]);
        for (const [index, { id }] of rows.entries()) {
          await pay(`${key}/${index}`, { reference: id });
          await pool.query('UPDATE lines SET paid = true WHERE id = $1', [id]);
        }
      },
      args: ['k1', 'b1'],
      distinct: ['k2', 'b2'],
      world: [world, provider(http)],
    };
  },
);
