/** Activities that call providers over HTTP: payments, payouts, shipping, tickets, jobs, tokens. */
import { createHash, randomUUID } from 'node:crypto';
import { activityInfo, ApplicationFailure, heartbeat, sleep, Context } from '@temporalio/activity';
import { newCases } from './cases.mjs';

export const { cases, add } = newCases('http');

const ORIGIN = 'https://psp.example';

class HttpError extends Error {
  constructor(status, body) {
    super(`HTTP ${status}: ${JSON.stringify(body)}`);
    this.status = status;
  }
}

async function call(method, path, body, headers = {}) {
  const response = await fetch(`${ORIGIN}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new HttpError(response.status, parsed);
  return parsed;
}
const post = (path, body, headers) => call('POST', path, body, headers);
const get = (path) => call('GET', path);
const keyed = (key) => ({ 'idempotency-key': key });
const sha = (text) => createHash('sha256').update(text).digest('hex');

/** Charges as a card processor takes them. */
const psp = (t, more = {}, state = {}, options = {}) =>
  t.http({
    origin: ORIGIN,
    state: { charges: [], refunds: [], shipments: [], ...state },
    routes: {
      'POST /charges': ({ body, state }) => {
        const charge = { id: `ch_${state.charges.length + 1}`, ...body };
        state.charges.push(charge);
        return { status: 201, body: charge };
      },
      'GET /charges': ({ query, state }) => ({ body: state.charges.filter((each) => each.order === query.order) }),
      'POST /refunds': ({ body, state }) => {
        state.refunds.push(body);
        return { status: 201, body: { ok: true } };
      },
      'POST /shipments': ({ body, state }) => {
        const shipment = { id: `sh_${state.shipments.length + 1}`, ...body };
        state.shipments.push(shipment);
        return { status: 201, body: shipment };
      },
      ...more,
    },
    ...options,
  });

const order = { id: 'o-1001', customer: 'cus_7', cents: 4200 };
const other = { id: 'o-1002', customer: 'cus_7', cents: 4200 };
const orders = { args: [order], distinct: [other] };

const chargeWith = (makeKey, more = {}) => ({
  ...orders,
  activity: async (order) => {
    const { id } = await post('/charges', { order: order.id, cents: order.cents }, keyed(makeKey(order)));
    return { chargeId: id };
  },
  ...more,
});

add(
  'charge-key-in-arguments',
  'key',
  'IDEMPOTENT',
  'the key comes with the order, the provider remembers it for ever',
  (t) => chargeWith((order) => `charge:${order.id}`, { world: psp(t) }),
);
add('charge-random-key', 'random-key', 'DUPLICATE_EFFECT', 'each attempt sends a key of its own', (t) =>
  chargeWith(() => randomUUID(), { world: psp(t) }),
);
add(
  'charge-key-of-customer-and-amount',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'two orders of one customer over the same amount are one to the provider, which answers the second with the first',
  (t) => ({
    args: [order],
    distinct: [other],
    world: psp(t),
    activity: async ({ customer, cents }) => post('/charges', { customer, cents }, keyed(sha(`${customer}|${cents}`))),
  }),
);
add('charge-key-hash-of-all-arguments', 'key', 'IDEMPOTENT', 'the hash includes the id of the order', (t) =>
  chargeWith((order) => sha(JSON.stringify(order)), { world: psp(t) }),
);
add(
  'charge-key-name-based-uuid',
  'key',
  'IDEMPOTENT',
  'a uuid over the id of the order is the same in every attempt',
  (t) =>
    chargeWith(
      (order) => {
        const hex = sha(`5f1c/${order.id}`);
        return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
      },
      { world: psp(t) },
    ),
);
add(
  'charge-key-of-workflow-and-activity-id',
  'workflow-id-key',
  'SWALLOWED_EFFECT',
  'after continue-as-new another call has the same ids',
  (t) => ({
    args: [{ order: 'o1', cents: 900 }],
    distinct: [{ order: 'o2', cents: 900 }],
    activity: async ({ cents }) => {
      const { workflowExecution, activityId } = activityInfo();
      return post('/charges', { cents }, keyed(`${workflowExecution.workflowId}:${activityId}`));
    },
    world: psp(t),
  }),
);
add(
  'charge-key-of-run-and-activity-id',
  'run-id-key',
  'DUPLICATE_EFFECT',
  'after a workflow reset the run id is another one',
  (t) => chargeWith(() => `${activityInfo().workflowExecution.runId}:${activityInfo().activityId}`, { world: psp(t) }),
);
add(
  'charge-key-of-workflow-id-only',
  'workflow-id-key',
  'SWALLOWED_EFFECT',
  'a second charge of the same run is taken for the first',
  (t) => ({
    args: [{ order: 'o1', cents: 900 }],
    distinct: [{ order: 'o2', cents: 900 }],
    activity: async ({ cents }) => post('/charges', { cents }, keyed(activityInfo().workflowExecution.workflowId)),
    world: psp(t),
  }),
);
add('charge-key-with-attempt', 'attempt-key', 'DUPLICATE_EFFECT', 'the attempt is part of the key', (t) =>
  chargeWith((order) => `${order.id}/${activityInfo().attempt}`, { world: psp(t) }),
);
add('charge-key-with-the-date', 'date-key', 'DUPLICATE_EFFECT', 'a retry after midnight has another key', (t) =>
  chargeWith((order) => `${order.id}/${new Date().toISOString().slice(0, 10)}`, { world: psp(t) }),
);
add(
  'charge-key-forgotten-after-a-day',
  'key-expiry',
  'DUPLICATE_EFFECT',
  'a retry after three days is a new charge to the provider',
  (t) => chargeWith((order) => order.id, { world: psp(t, {}, {}, { keyTtl: '24 hours' }) }),
);
add(
  'charge-found-before-key-expires',
  'key-expiry',
  'IDEMPOTENT',
  'a late retry finds the charge by its order, an early one is recognised by its key',
  (t) => ({
    ...orders,
    world: psp(t, {}, {}, { keyTtl: '24 hours' }),
    activity: async (order) => {
      const [known] = await get(`/charges?order=${order.id}`);
      if (known) return known.id;
      return (await post('/charges', { order: order.id, cents: order.cents }, keyed(order.id))).id;
    },
  }),
);
add(
  'charge-inner-retries-new-key-each',
  'random-key',
  'DUPLICATE_EFFECT',
  'the loop makes a key for each request',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      for (let tries = 1; ; tries++) {
        try {
          return await post('/charges', { order: order.id }, keyed(randomUUID()));
        } catch (error) {
          if (tries === 3) throw error;
          await sleep(200 * tries);
        }
      }
    },
  }),
);
add(
  'charge-inner-retries-one-key-an-attempt',
  'random-key',
  'DUPLICATE_EFFECT',
  'the key survives the loop but not the attempt',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const key = randomUUID();
      for (let tries = 1; ; tries++) {
        try {
          return await post('/charges', { order: order.id }, keyed(key));
        } catch (error) {
          if (tries === 3) throw error;
          await sleep(200 * tries);
        }
      }
    },
  }),
);
add(
  'charge-inner-retries-with-the-orders-key',
  'key',
  'IDEMPOTENT',
  'however often it is sent, it is one charge',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      for (let tries = 1; ; tries++) {
        try {
          return await post('/charges', { order: order.id }, keyed(`order/${order.id}`));
        } catch (error) {
          if (tries === 4 || (error instanceof HttpError && error.status < 500)) throw error;
          await sleep(100 * 2 ** tries);
        }
      }
    },
  }),
);
add('charge-status-not-looked-at', 'ignored-failure', 'LOST_EFFECT', 'a 503 is taken for success', (t) => ({
  ...orders,
  world: psp(t),
  activity: async (order) => {
    await fetch(`${ORIGIN}/charges`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...keyed(order.id) },
      body: JSON.stringify({ order: order.id, cents: order.cents }),
    });
  },
}));
add(
  'shipment-errors-swallowed',
  'ignored-failure',
  'LOST_EFFECT',
  'the catch makes a success of a refused shipment',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const problems = [];
      await post('/charges', { order: order.id }, keyed(`c/${order.id}`));
      try {
        await post('/shipments', { order: order.id }, keyed(`s/${order.id}`));
      } catch (error) {
        problems.push(String(error));
      }
      return { accepted: true };
    },
  }),
);
add(
  'charge-409-taken-for-success',
  'conflict',
  'SWALLOWED_EFFECT',
  'the same key with another amount is answered as if it had been charged',
  (t) => ({
    args: [{ key: 'k-9', cents: 100 }],
    distinct: [{ key: 'k-10', cents: 100 }],
    conflicting: [{ key: 'k-9', cents: 250 }],
    world: psp(t),
    activity: async ({ key, cents }) => {
      try {
        await post('/charges', { cents }, keyed(key));
      } catch (error) {
        if (error.status !== 409) throw error;
      }
    },
  }),
);
add(
  'charge-409-refused-for-good',
  'conflict',
  'IDEMPOTENT',
  'the conflict fails, and retries send the same body',
  (t) => ({
    args: [{ key: 'k-9', cents: 100 }],
    distinct: [{ key: 'k-10', cents: 100 }],
    conflicting: [{ key: 'k-9', cents: 250 }],
    world: psp(t),
    activity: async ({ key, cents }) => {
      try {
        return await post('/charges', { cents }, keyed(key));
      } catch (error) {
        if (error.status === 409) throw ApplicationFailure.nonRetryable('key used with other arguments', 'KeyReuse');
        throw error;
      }
    },
  }),
);
add(
  'rename-put-random-key',
  'random-key',
  'UNSTABLE_KEY',
  'the PUT names its target, so the random key does no harm but serves nothing',
  (t) => ({
    args: [{ id: 'cus_1', email: 'a@example.com' }],
    distinct: [{ id: 'cus_2', email: 'b@example.com' }],
    world: t.http({
      origin: ORIGIN,
      state: { customers: {} },
      routes: {
        'PUT /customers/:id': ({ params, body, state }) => {
          state.customers[params.id] = body;
          return { body };
        },
      },
    }),
    activity: async ({ id, email }) => {
      await call('PUT', `/customers/${id}`, { email }, keyed(randomUUID()));
    },
  }),
);
add('charge-with-random-trace-header', 'trace-id', 'IDEMPOTENT', 'the trace id differs, the key does not', (t) => ({
  ...orders,
  world: psp(t),
  activity: async (order) =>
    post('/charges', { order: order.id }, { ...keyed(order.id), 'x-trace-id': randomUUID(), 'user-agent': 'shop/1' }),
}));
add('payment-key-in-body', 'key', 'IDEMPOTENT', 'the key of the body comes in the arguments', (t) => ({
  ...orders,
  world: psp(t),
  activity: async (order) => post('/charges', { idempotency_key: order.id, amount_money: { amount: order.cents } }),
}));
add(
  'payment-key-in-body-random',
  'random-key',
  'DUPLICATE_EFFECT',
  'the key of the body is made in the attempt',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => post('/charges', { idempotency_key: randomUUID(), order: order.id }),
  }),
);
add(
  'charge-body-with-time',
  'changing-body',
  'STUCK',
  'the key is known, the body has another time: 409 for ever',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) =>
      post('/charges', { order: order.id, requested_at: new Date().toISOString() }, keyed(order.id)),
  }),
);
add(
  'charge-body-with-attempt',
  'changing-body',
  'STUCK',
  'the key is known, the metadata names another attempt: 409 for ever',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) =>
      post('/charges', { order: order.id, metadata: { attempt: String(activityInfo().attempt) } }, keyed(order.id)),
  }),
);

/** Payouts whose external id is unique at the provider, without idempotency keys. */
const payouts = (t) =>
  t.http({
    origin: ORIGIN,
    state: { payouts: [] },
    routes: {
      'POST /payouts': ({ body, state }) => {
        if (state.payouts.some((each) => each.external_id === body.external_id))
          return { status: 409, body: { error: 'external_id is taken' } };
        const payout = { id: `po_${state.payouts.length + 1}`, ...body };
        state.payouts.push(payout);
        return { status: 201, body: payout };
      },
      'GET /payouts/by-external-id/:id': ({ params, state }) => {
        const found = state.payouts.find((each) => each.external_id === params.id);
        return found ? { body: found } : { status: 404, body: { error: 'unknown' } };
      },
    },
  });
const payoutCalls = { args: ['inv-1', 7000], distinct: ['inv-2', 7000] };

add(
  'payout-conflict-is-an-error',
  'exists-is-error',
  'STUCK',
  'a retry is told that the payout exists, and fails for ever',
  (t) => ({
    ...payoutCalls,
    world: payouts(t),
    activity: async (external_id, cents) => (await post('/payouts', { external_id, cents })).id,
  }),
);
add('payout-conflict-is-looked-up', 'natural-key', 'IDEMPOTENT', 'the payout that exists is given back', (t) => ({
  ...payoutCalls,
  world: payouts(t),
  activity: async (external_id, cents) => {
    try {
      return (await post('/payouts', { external_id, cents })).id;
    } catch (error) {
      if (error.status !== 409) throw error;
      return (await get(`/payouts/by-external-id/${external_id}`)).id;
    }
  },
}));
add('payout-conflict-returns-nothing', 'lost-receipt', 'RESULT_DRIFT', 'the repetition has no id to give', (t) => ({
  ...payoutCalls,
  world: payouts(t),
  activity: async (external_id, cents) => {
    try {
      return (await post('/payouts', { external_id, cents })).id;
    } catch (error) {
      if (error.status === 409) return undefined;
      throw error;
    }
  },
}));
add(
  'payout-conflict-lookup-compares-amount',
  'natural-key',
  'IDEMPOTENT',
  'a repetition finds its own payout; another amount is refused',
  (t) => ({
    ...payoutCalls,
    conflicting: ['inv-1', 9999],
    world: payouts(t),
    activity: async (external_id, cents) => {
      try {
        return (await post('/payouts', { external_id, cents })).id;
      } catch (error) {
        if (error.status !== 409) throw error;
        const known = await get(`/payouts/by-external-id/${external_id}`);
        if (known.cents !== cents) throw ApplicationFailure.nonRetryable(`${external_id} was paid with ${known.cents}`);
        return known.id;
      }
    },
  }),
);
add(
  'payout-lookup-does-not-compare',
  'conflict',
  'SWALLOWED_EFFECT',
  'another amount under the same external id is reported as paid',
  (t) => ({
    ...payoutCalls,
    conflicting: ['inv-1', 9999],
    world: payouts(t),
    activity: async (external_id, cents) => {
      try {
        return (await post('/payouts', { external_id, cents })).id;
      } catch (error) {
        if (error.status !== 409) throw error;
        return (await get(`/payouts/by-external-id/${external_id}`)).id;
      }
    },
  }),
);
add(
  'charge-looked-up-then-created',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'two attempts look before either creates',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const [known] = await get(`/charges?order=${order.id}`);
      return (known ?? (await post('/charges', { order: order.id, cents: order.cents }))).id;
    },
  }),
);
add(
  'saga-refund-in-catch',
  'compensation',
  'DUPLICATE_EFFECT',
  'the shipment fails once, the refund goes out, and the retry ships all the same: a refund that no clean run makes',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const charge = await post('/charges', { order: order.id, cents: order.cents }, keyed(`c-${order.id}`));
      try {
        await post('/shipments', { order: order.id }, keyed(`s-${order.id}`));
      } catch (error) {
        await post('/refunds', { charge: charge.id }, keyed(`r-${order.id}`));
        throw error;
      }
    },
  }),
);
add(
  'saga-left-to-the-workflow',
  'compensation',
  'IDEMPOTENT',
  'the activity only fails; whether to refund is decided by the workflow',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const charge = await post('/charges', { order: order.id, cents: order.cents }, keyed(`c-${order.id}`));
      try {
        const shipment = await post('/shipments', { order: order.id, charge: charge.id }, keyed(`s-${order.id}`));
        return { charge: charge.id, shipment: shipment.id };
      } catch (error) {
        throw ApplicationFailure.retryable(`could not ship ${order.id}`, 'ShipmentFailed', String(error));
      }
    },
  }),
);
add(
  'second-key-from-first-answer',
  'key',
  'IDEMPOTENT',
  'the charge is the same one for every attempt, so the key made of it is, too',
  (t) => ({
    ...orders,
    world: psp(t),
    activity: async (order) => {
      const charge = await post('/charges', { order: order.id }, keyed(order.id));
      return (await post('/shipments', { charge: charge.id }, keyed(`ship-${charge.id}`))).id;
    },
  }),
);
add(
  'charge-key-of-a-fresh-quote',
  'unstable-source',
  'DUPLICATE_EFFECT',
  'each attempt asks for a quote of its own and charges under its id',
  (t) => ({
    ...orders,
    ignore: ['quotes'],
    world: psp(
      t,
      {
        'POST /quotes': ({ body, state }) => {
          const quote = { id: `q_${state.quotes.length + 1}`, ...body };
          state.quotes.push(quote);
          return { status: 201, body: quote };
        },
      },
      { quotes: [] },
    ),
    activity: async (order) => {
      const quote = await post('/quotes', { order: order.id });
      await post('/charges', { order: order.id, cents: order.cents }, keyed(quote.id));
    },
  }),
);

/** Exports that take their time. */
const jobs = (t) =>
  t.http({
    origin: ORIGIN,
    state: { jobs: [] },
    routes: {
      'POST /exports': ({ body, state }) => {
        const job = { id: `job_${state.jobs.length + 1}`, readyAt: Date.now() + 5_000, ...body };
        state.jobs.push(job);
        return { status: 202, body: { id: job.id } };
      },
      'GET /exports/:id': ({ params, state }) => {
        const job = state.jobs.find((each) => each.id === params.id);
        return {
          body: { status: Date.now() < job.readyAt ? 'running' : 'done', url: `https://files/${job.report}.csv` },
        };
      },
    },
  });
const poll = async (id) => {
  for (;;) {
    const { status, url } = await get(`/exports/${id}`);
    if (status === 'done') return url;
    heartbeat(id);
    await sleep(2_000);
  }
};
add(
  'export-polled-started-with-key',
  'polling',
  'IDEMPOTENT',
  'every attempt polls the one job that the key stands for',
  (t) => ({
    args: ['2026-q1'],
    distinct: ['2026-q2'],
    world: jobs(t),
    activity: async (report) => poll((await post('/exports', { report }, keyed(`export/${report}`))).id),
  }),
);
add(
  'export-polled-id-in-heartbeat-only',
  'heartbeat-as-memory',
  'DUPLICATE_EFFECT',
  'the worker dies before the heartbeat with the id is sent, and the retry starts another job',
  (t) => ({
    args: ['2026-q1'],
    distinct: ['2026-q2'],
    world: jobs(t),
    activity: async (report) => {
      let id = Context.current().info.heartbeatDetails;
      if (typeof id !== 'string') {
        id = (await post('/exports', { report })).id;
        heartbeat(id);
      }
      return poll(id);
    },
  }),
);

add(
  'refresh-token-rotated',
  'one-time-token',
  'STUCK',
  'the provider has rotated the token, the answer is lost, and the stored one is refused for ever',
  (t) => {
    const vault = {
      tokens: new Map([
        ['t1', 'seed-t1'],
        ['t2', 'seed-t2'],
      ]),
      async read(tenant) {
        return this.tokens.get(tenant);
      },
      async write(tenant, token) {
        this.tokens.set(tenant, token);
      },
    };
    return {
      args: ['t1'],
      distinct: ['t2'],
      world: [
        t.memory(vault, { name: 'vault' }),
        t.http({
          origin: ORIGIN,
          state: { current: { t1: 'seed-t1', t2: 'seed-t2' } },
          routes: {
            'POST /token': ({ body, state }) => {
              if (state.current[body.tenant] !== body.refresh_token)
                return { status: 400, body: { error: 'invalid_grant' } };
              state.current[body.tenant] = randomUUID();
              return { body: { refresh_token: state.current[body.tenant] } };
            },
          },
        }),
      ],
      activity: async (tenant) => {
        const { refresh_token } = await post('/token', { tenant, refresh_token: await vault.read(tenant) });
        await vault.write(tenant, refresh_token);
      },
    };
  },
);

/** Help-desk tickets with ETags. */
const tickets = (t) =>
  t.http({
    origin: ORIGIN,
    state: { tickets: { 7: { rev: 1, tags: [], comments: [] }, 8: { rev: 1, tags: [], comments: [] } } },
    routes: {
      'GET /tickets/:id': ({ params, state }) => ({
        body: state.tickets[params.id],
        headers: { etag: `"${state.tickets[params.id].rev}"` },
      }),
      'PUT /tickets/:id/tags': ({ params, body, headers, state }) => {
        const ticket = state.tickets[params.id];
        if (headers['if-match'] !== `"${ticket.rev}"`) return { status: 412, body: { error: 'changed meanwhile' } };
        ticket.rev += 1;
        ticket.tags = body.tags;
        return { body: ticket };
      },
      'POST /tickets/:id/comments': ({ params, body, state }) => {
        state.tickets[params.id].comments.push(body);
        return { status: 201, body };
      },
    },
  });
add(
  'tag-with-if-match',
  'optimistic-lock',
  'IDEMPOTENT',
  'a tag that is there is not put again, and a stale write is refused',
  (t) => ({
    args: ['7', 'vip'],
    distinct: ['7', 'urgent'],
    world: tickets(t),
    activity: async (id, tag) => {
      const response = await fetch(`${ORIGIN}/tickets/${id}`);
      if (!response.ok) throw new Error(`tickets: ${response.status}`);
      const { tags } = await response.json();
      if (tags.includes(tag)) return;
      await call('PUT', `/tickets/${id}/tags`, { tags: [...tags, tag] }, { 'if-match': response.headers.get('etag') });
    },
  }),
);
add('comment-posted', 'no-key', 'DUPLICATE_EFFECT', 'nothing tells the second comment from the first', (t) => ({
  args: ['7', 'we are on it'],
  distinct: ['7', 'done'],
  world: tickets(t),
  activity: async (id, text) => {
    await post(`/tickets/${id}/comments`, { text });
  },
}));
add(
  'comment-with-marker-and-key',
  'natural-key',
  'IDEMPOTENT',
  'the marker is found, and beside each other the key holds',
  (t) => ({
    args: ['7', 'we are on it', 'm-1'],
    distinct: ['7', 'done', 'm-2'],
    world: tickets(t),
    activity: async (id, text, marker) => {
      const { comments } = await get(`/tickets/${id}`);
      if (comments.some((each) => each.text.endsWith(`<!-- ${marker} -->`))) return { posted: true };
      await post(`/tickets/${id}/comments`, { text: `${text} <!-- ${marker} -->` }, keyed(marker));
      return { posted: true };
    },
  }),
);
add(
  'comment-with-marker-without-key',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'a zombie has looked before the retry posts',
  (t) => ({
    args: ['7', 'we are on it', 'm-1'],
    distinct: ['7', 'done', 'm-2'],
    world: tickets(t),
    activity: async (id, text, marker) => {
      const { comments } = await get(`/tickets/${id}`);
      if (comments.some((each) => each.text.endsWith(`<!-- ${marker} -->`))) return { posted: true };
      await post(`/tickets/${id}/comments`, { text: `${text} <!-- ${marker} -->` });
      return { posted: true };
    },
  }),
);
add('payroll-key-per-item', 'batch', 'IDEMPOTENT', 'each line has its own key', (t) => ({
  args: [
    {
      run: '2026-11',
      lines: [
        { employee: 'e1', cents: 10 },
        { employee: 'e2', cents: 20 },
      ],
    },
  ],
  distinct: [
    {
      run: '2026-12',
      lines: [
        { employee: 'e1', cents: 10 },
        { employee: 'e2', cents: 20 },
      ],
    },
  ],
  world: psp(t),
  activity: async ({ run, lines }) => {
    const ids = [];
    for (const { employee, cents } of lines) {
      const { id } = await post('/charges', { employee, cents, run }, keyed(`${run}/${employee}`));
      ids.push(id);
      heartbeat(ids.length);
    }
    return ids;
  },
}));
add(
  'payroll-key-per-employee',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'the December salary has the key of the November one and gets its answer',
  (t) => ({
    args: [
      {
        run: '2026-11',
        lines: [
          { employee: 'e1', cents: 10 },
          { employee: 'e2', cents: 20 },
        ],
      },
    ],
    distinct: [
      {
        run: '2026-12',
        lines: [
          { employee: 'e1', cents: 10 },
          { employee: 'e2', cents: 20 },
        ],
      },
    ],
    world: psp(t),
    activity: async ({ lines }) => {
      for (const { employee, cents } of lines) await post('/charges', { employee, cents }, keyed(`salary-${employee}`));
    },
  }),
);
add(
  'payroll-key-per-position-of-what-is-left',
  'shifting-key',
  'STUCK',
  'after a crash the second line is at the place of the first, and the provider refuses its key',
  (t) => {
    const book = {
      lines: {
        a: [
          { employee: 'e1', paid: false },
          { employee: 'e2', paid: false },
        ],
        b: [{ employee: 'e3', paid: false }],
      },
      async unpaid(run) {
        return this.lines[run].filter((each) => !each.paid).map((each) => each.employee);
      },
      async markPaid(run, employee) {
        this.lines[run].find((each) => each.employee === employee).paid = true;
      },
    };
    return {
      args: ['a'],
      distinct: ['b'],
      world: [t.memory(book, { name: 'book' }), psp(t)],
      activity: async (run) => {
        for (const [index, employee] of (await book.unpaid(run)).entries()) {
          await post('/charges', { employee }, keyed(`${run}-${index}`));
          await book.markPaid(run, employee);
        }
      },
    };
  },
);

const subscriptions = (t) =>
  t.http({
    origin: ORIGIN,
    state: { subscriptions: { s1: { plan: 'pro' }, s2: { plan: 'pro' }, s3: { plan: 'free' } } },
    routes: {
      'DELETE /subscriptions/:id': ({ params, state }) => {
        if (!(params.id in state.subscriptions)) return { status: 404, body: { error: 'unknown' } };
        delete state.subscriptions[params.id];
        return { status: 204 };
      },
      'PUT /subscriptions/:id': ({ params, body, state }) => {
        const isNew = !(params.id in state.subscriptions);
        state.subscriptions[params.id] = body;
        return { status: isNew ? 201 : 200, body };
      },
    },
  });
add(
  'cancel-404-is-an-error',
  'gone-is-error',
  'STUCK',
  'the retry finds nothing to cancel, and fails for ever',
  (t) => ({
    args: ['s1'],
    distinct: ['s2'],
    world: subscriptions(t),
    activity: async (id) => {
      await call('DELETE', `/subscriptions/${id}`);
    },
  }),
);
add('cancel-404-is-done', 'natural-key', 'IDEMPOTENT', 'gone is what was wanted', (t) => ({
  args: ['s1'],
  distinct: ['s2'],
  world: subscriptions(t),
  activity: async (id) => {
    const response = await fetch(`${ORIGIN}/subscriptions/${id}`, { method: 'DELETE' });
    if (!response.ok && response.status !== 404) throw new Error(`subscriptions: ${response.status}`);
    return { cancelled: id };
  },
}));
add('subscribe-tells-created', 'created-flag', 'RESULT_DRIFT', '201 becomes 200 on the repetition', (t) => ({
  args: ['s8', 'pro'],
  distinct: ['s9', 'pro'],
  world: subscriptions(t),
  activity: async (id, plan) => {
    const response = await fetch(`${ORIGIN}/subscriptions/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ plan }),
    });
    if (!response.ok) throw new Error(`subscriptions: ${response.status}`);
    return { created: response.status === 201 };
  },
}));
add(
  'plan-change-overwrites-later-one',
  'late-overwrite',
  'TORN_STATE',
  'a late repetition of the first change undoes the second',
  (t) => ({
    args: ['s1', 'basic'],
    distinct: ['s1', 'enterprise'],
    world: subscriptions(t),
    activity: async (id, plan) => {
      await call('PUT', `/subscriptions/${id}`, { plan });
    },
  }),
);
add('webhook-delivery-known-id', 'key', 'IDEMPOTENT', 'the receiver knows the id of the delivery', (t) => ({
  args: [{ id: 'evt_1', type: 'paid' }],
  distinct: [{ id: 'evt_2', type: 'paid' }],
  world: t.http({
    origin: ORIGIN,
    key: 'webhook-id',
    state: { received: [] },
    routes: {
      'POST /hooks': ({ body, state }) => {
        state.received.push(body);
        return { status: 204 };
      },
    },
  }),
  activity: async (event) => {
    await post('/hooks', event, { 'webhook-id': event.id, 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) });
  },
}));
add('webhook-delivery-random-id', 'random-key', 'DUPLICATE_EFFECT', 'each delivery has an id of its own', (t) => ({
  args: [{ id: 'evt_1', type: 'paid' }],
  distinct: [{ id: 'evt_2', type: 'paid' }],
  world: t.http({
    origin: ORIGIN,
    key: 'webhook-id',
    state: { received: [] },
    routes: {
      'POST /hooks': ({ body, state }) => {
        state.received.push(body);
        return { status: 204 };
      },
    },
  }),
  activity: async (event) => {
    await post('/hooks', event, { 'webhook-id': `msg_${randomUUID()}` });
  },
}));
add(
  'graphql-client-mutation-id',
  'key',
  'IDEMPOTENT',
  'the server remembers the mutation id, which comes from the order',
  (t) => ({
    ...orders,
    world: t.http({
      origin: ORIGIN,
      key: ({ body }) => body?.variables?.input?.clientMutationId,
      state: { created: [] },
      routes: {
        'POST /graphql': ({ body, state }) => {
          state.created.push(body.variables.input.order);
          return { body: { data: { createShipment: { id: `shp_${state.created.length}` } } } };
        },
      },
    }),
    activity: async (order) => {
      const query = 'mutation($input: ShipmentInput!) { createShipment(input: $input) { id } }';
      const { data } = await post('/graphql', {
        query,
        variables: { input: { clientMutationId: `m-${order.id}`, order: order.id } },
      });
      return data.createShipment.id;
    },
  }),
);
add(
  'vm-named-conflict-then-get',
  'natural-key',
  'IDEMPOTENT',
  'the name is unique, and the machine of that name is given back',
  (t) => ({
    args: ['runner-1'],
    distinct: ['runner-2'],
    world: t.http({
      origin: ORIGIN,
      state: { vms: {} },
      routes: {
        'PUT /vms/:name': ({ params, headers, state }) => {
          if (params.name in state.vms && headers['if-none-match'] === '*')
            return { status: 412, body: { error: 'exists' } };
          state.vms[params.name] = { id: randomUUID() };
          return { status: 201, body: state.vms[params.name] };
        },
        'GET /vms/:name': ({ params, state }) => ({ body: state.vms[params.name] }),
      },
    }),
    activity: async (name) => {
      try {
        return (await call('PUT', `/vms/${name}`, {}, { 'if-none-match': '*' })).id;
      } catch (error) {
        if (error.status !== 412) throw error;
        return (await get(`/vms/${name}`)).id;
      }
    },
  }),
);
add(
  'vm-put-makes-a-new-one',
  'replaced-id',
  'RESULT_DRIFT',
  'each PUT gives the machine another id, so the one that the first run was told is not there any more',
  (t) => ({
    args: ['runner-1'],
    distinct: ['runner-2'],
    world: t.http({
      origin: ORIGIN,
      state: { vms: {} },
      routes: {
        'PUT /vms/:name': ({ params, state }) => {
          state.vms[params.name] = { id: randomUUID() };
          return { status: 201, body: state.vms[params.name] };
        },
      },
    }),
    activity: async (name) => (await call('PUT', `/vms/${name}`, {})).id,
  }),
);
add('stock-decremented', 'no-key', 'DUPLICATE_EFFECT', 'the stock falls twice', (t) => ({
  args: ['sku-1', 2],
  distinct: ['sku-2', 1],
  world: t.http({
    origin: ORIGIN,
    state: { stock: { 'sku-1': 10, 'sku-2': 10 } },
    routes: {
      'POST /stock/:sku/decrement': ({ params, body, state }) => {
        state.stock[params.sku] -= body.quantity;
        return { body: { left: state.stock[params.sku] } };
      },
    },
  }),
  activity: async (sku, quantity) => {
    await post(`/stock/${sku}/decrement`, { quantity });
  },
}));
add('reservation-put-under-own-id', 'natural-key', 'IDEMPOTENT', 'the reservation is one thing with one name', (t) => ({
  args: ['res-1', 'sku-1', 2],
  distinct: ['res-2', 'sku-1', 2],
  world: t.http({
    origin: ORIGIN,
    state: { reservations: {} },
    routes: {
      'PUT /reservations/:id': ({ params, body, state }) => {
        state.reservations[params.id] = body;
        return { status: 204 };
      },
    },
  }),
  activity: async (id, sku, quantity) => {
    await call('PUT', `/reservations/${id}`, { sku, quantity });
  },
}));
add(
  'two-phase-reserve-without-key',
  'orphan',
  'DUPLICATE_EFFECT',
  'each attempt reserves anew, and the one before stays',
  (t) => ({
    args: ['cart-1'],
    distinct: ['cart-2'],
    world: t.http({
      origin: ORIGIN,
      state: { holds: [] },
      routes: {
        'POST /holds': ({ body, state }) => {
          const hold = { id: randomUUID(), cart: body.cart, state: 'held' };
          state.holds.push(hold);
          return { status: 201, body: hold };
        },
        'POST /holds/:id/confirm': ({ params, state }) => {
          state.holds.find((each) => each.id === params.id).state = 'confirmed';
          return { status: 204 };
        },
      },
    }),
    activity: async (cart) => {
      const hold = await post('/holds', { cart });
      await post(`/holds/${hold.id}/confirm`, {});
    },
  }),
);
add(
  'two-phase-reserve-with-key',
  'key',
  'IDEMPOTENT',
  'the hold is found by its key, and confirming twice confirms once',
  (t) => ({
    args: ['cart-1'],
    distinct: ['cart-2'],
    world: t.http({
      origin: ORIGIN,
      state: { holds: [] },
      routes: {
        'POST /holds': ({ body, state }) => {
          const hold = { id: randomUUID(), cart: body.cart, state: 'held' };
          state.holds.push(hold);
          return { status: 201, body: hold };
        },
        'POST /holds/:id/confirm': ({ params, state }) => {
          state.holds.find((each) => each.id === params.id).state = 'confirmed';
          return { status: 204 };
        },
      },
    }),
    activity: async (cart) => {
      const hold = await post('/holds', { cart }, keyed(`hold:${cart}`));
      await post(`/holds/${hold.id}/confirm`, {});
      return hold.id;
    },
  }),
);
