// A payments provider over HTTP: authorise and capture, refunds, rates, webhooks, batches, patches, conditional puts.
import { randomUUID } from 'node:crypto';
import { ApplicationFailure, activityInfo, sleep } from '@temporalio/activity';
import { collect, demand, request } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('providers');
export const providers = cases;

const PSP = 'https://psp.example';
const post = (path, body, key) =>
  demand(`${PSP}${path}`, 'POST', body, key === undefined ? {} : { 'idempotency-key': key });
const get = (path) => demand(`${PSP}${path}`);

const psp = (http, options = {}) =>
  http({
    origin: PSP,
    state: {
      auths: [],
      captures: [],
      refunds: [],
      payouts: [],
      replies: [],
      byEvent: {},
      items: {},
      docs: {},
      feed: ['f1', 'f2', 'f3', 'f4'],
      acked: [],
      loads: { east: 0, west: 1 },
      accounts: { ann: { balance: 1000, tags: [], version: 1 }, bob: { balance: 1000, tags: [], version: 1 } },
      ...options.state,
    },
    routes: {
      'POST /auths': ({ body, state }) => {
        const auth = { id: `auth_${state.auths.length + 1}`, status: 'open', captured: 0, ...body };
        state.auths.push(auth);
        return { status: 201, body: { id: auth.id } };
      },
      'GET /auths': ({ query, state }) => ({
        status: 200,
        body: { data: state.auths.filter(({ order }) => order === query.order) },
      }),
      'POST /auths/:id/capture': ({ params, body, state }) => {
        const auth = state.auths.find(({ id }) => id === params.id);
        if (auth === undefined || auth.status === 'void') return { status: 422, body: { error: 'not open' } };
        auth.captured += body.cents;
        auth.status = 'captured';
        state.captures.push({ auth: auth.id, cents: body.cents });
        return { status: 200, body: { captured: auth.captured } };
      },
      'POST /auths/:id/complete': ({ params, state }) => {
        const auth = state.auths.find(({ id }) => id === params.id);
        auth.captured = auth.cents;
        auth.status = 'captured';
        return { status: 200, body: { captured: auth.captured } };
      },
      'POST /auths/:id/void': ({ params, state }) => {
        const auth = state.auths.find(({ id }) => id === params.id);
        if (auth.status !== 'open') return { status: 409, body: { error: auth.status } };
        auth.status = 'void';
        return { status: 200, body: {} };
      },
      'POST /refunds': ({ body, state }) => {
        const done = state.refunds
          .filter(({ order }) => order === body.order)
          .reduce((sum, { cents }) => sum + cents, 0);
        if (done + body.cents > 500) return { status: 422, body: { error: 'nothing left to refund' } };
        state.refunds.push({ id: `re_${state.refunds.length + 1}`, ...body });
        return { status: 201, body: {} };
      },
      'GET /refunds': ({ query, state }) => ({
        status: 200,
        body: { data: state.refunds.filter(({ order }) => order === query.order) },
      }),
      'POST /payouts': ({ body, state }) => {
        const payout = { id: `po_${state.payouts.length + 1}`, ...body, at: Date.now() };
        state.payouts.push(payout);
        return { status: 201, body: { id: payout.id } };
      },
      'GET /payouts': ({ query, state }) => ({
        status: 200,
        body: {
          data: state.payouts.filter(
            ({ reference, at }) => reference === query.reference && at >= Number(query.since ?? 0),
          ),
        },
      }),
      'GET /rates/:pair': () => ({ status: 200, body: { rate: 1 + (Math.floor(Date.now() / 1000) % 997) / 1000 } }),
      'GET /route': ({ state }) => ({
        status: 200,
        body: { account: state.loads.east <= state.loads.west ? 'east' : 'west' },
      }),
      'POST /routed': ({ body, headers, state }) => {
        state.loads[headers['x-account']] += 1;
        state.payouts.push({ ...body, account: headers['x-account'] });
        return { status: 201, body: {} };
      },
      'POST /replies': ({ body, state }) => {
        state.replies.push(body);
        return { status: 202, body: {} };
      },
      'POST /events': ({ body, state }) => {
        state.byEvent[body.event] ??= body.outcome;
        return { status: 202, body: {} };
      },
      'POST /events/:id/ack': ({ params, state }) => {
        const isNew = !state.acked.includes(params.id);
        if (isNew) state.acked.push(params.id);
        return { status: 200, body: { isNew } };
      },
      'POST /items': ({ body, state }) => {
        for (const { key, cents } of body.items) state.items[key] ??= cents;
        return { status: 200, body: {} };
      },
      'POST /chunks': ({ body, state }) => {
        for (const item of body.items) state.payouts.push(item);
        return { status: 200, body: {} };
      },
      'POST /feed/next': ({ state }) => ({ status: 200, body: { items: state.feed.splice(0, 2) } }),
      'GET /feed': ({ query, state }) => ({
        status: 200,
        body: { items: state.feed.slice(Number(query.from)).slice(0, 2) },
      }),
      'GET /accounts/:id': ({ params, state }) => ({
        status: 200,
        headers: { etag: `"${state.accounts[params.id].version}"` },
        body: state.accounts[params.id],
      }),
      'PATCH /accounts/:id': ({ params, body, headers, state }) => {
        const account = state.accounts[params.id];
        if (headers['if-match'] !== undefined && headers['if-match'] !== `"${account.version}"`)
          return { status: 412, body: {} };
        if (body.increment !== undefined) account.balance += body.increment;
        if (body.limit !== undefined) account.limit = body.limit;
        if (body.tag !== undefined) account.tags.push(body.tag);
        account.version += 1;
        return { status: 200, body: { balance: account.balance } };
      },
      'POST /accounts/:id/debit': ({ params, body, state }) => {
        state.accounts[params.id].balance -= body.cents;
        return { status: 200, body: {} };
      },
      'PUT /docs/:name': ({ params, body, headers, state }) => {
        if (headers['if-none-match'] === '*' && params.name in state.docs) return { status: 412, body: {} };
        state.docs[params.name] = body;
        return { status: 201, body: {} };
      },
      'GET /docs/:name': ({ params, state }) =>
        params.name in state.docs ? { status: 200, body: state.docs[params.name] } : { status: 404, body: {} },
    },
    ...options.world,
  });

const over =
  (activity, args, distinct, options = {}) =>
  ({ http }) => ({ activity, args, distinct, world: psp(http, options) });

const O1 = ['o1', 500];
const O2 = ['o2', 300];

// ---- authorise, capture, void ---------------------------------------------------------------------------------------

bug(
  'authorised-each-time',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the capture has a key, the authorisation before it has none: money is held twice',
  over(
    async (order, cents) => {
      const { id } = await post('/auths', { order, cents });
      await post(`/auths/${id}/capture`, { cents }, `${order}/capture`);
    },
    O1,
    O2,
  ),
);
fine(
  'authorised-and-captured',
  'each step has a key of its own, made from the order',
  over(
    async (order, cents) => {
      const { id } = await post('/auths', { order, cents }, `${order}/auth`);
      return post(`/auths/${id}/capture`, { cents }, `${order}/capture`);
    },
    O1,
    O2,
  ),
);
bug(
  'captured-each-time',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'partial captures add up, and this one has no key',
  over(
    async (order, cents) => {
      const { id } = await post('/auths', { order, cents }, `${order}/auth`);
      await post(`/auths/${id}/capture`, { cents: 100 });
    },
    O1,
    O2,
  ),
);
fine(
  'completed-each-time',
  'completing captures all there is, however often it is asked for',
  over(
    async (order, cents) => {
      const { id } = await post('/auths', { order, cents }, `${order}/auth`);
      await post(`/auths/${id}/complete`, {});
    },
    O1,
    O2,
  ),
);
bug(
  'voided-on-error',
  'undo-blocks-retry',
  'STUCK',
  'a capture that fails once voids the authorisation, and the retry finds that void one under its key',
  over(
    async (order, cents) => {
      const { id } = await post('/auths', { order, cents }, `${order}/auth`);
      try {
        await post(`/auths/${id}/capture`, { cents }, `${order}/capture`);
      } catch (error) {
        await request(`${PSP}/auths/${id}/void`, 'POST', {});
        throw error;
      }
    },
    O1,
    O2,
  ),
);
bug(
  'authorisation-looked-up',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'two attempts look for the authorisation before either has made it',
  over(
    async (order, cents) => {
      const { data } = await get(`/auths?order=${order}`);
      const { id } = data[0] ?? (await post('/auths', { order, cents }));
      await post(`/auths/${id}/complete`, {});
    },
    O1,
    O2,
  ),
);
fine(
  'authorisation-looked-up-and-keyed',
  'the look saves a request, the key keeps a second one out',
  over(
    async (order, cents) => {
      const { data } = await get(`/auths?order=${order}`);
      const { id } = data[0] ?? (await post('/auths', { order, cents }, order));
      await post(`/auths/${id}/complete`, {});
      return id;
    },
    O1,
    O2,
  ),
);

// ---- refunds --------------------------------------------------------------------------------------------------------

bug(
  'rest-refunded-refused',
  'own-progress-as-error',
  'STUCK',
  'the repetition finds nothing left to refund, and takes its own refund for a mistake',
  over(
    async (order) => {
      const { data } = await get(`/refunds?order=${order}`);
      const left = 500 - data.reduce((sum, { cents }) => sum + cents, 0);
      if (left === 0) throw new Error('nothing left to refund');
      await post('/refunds', { order, cents: left });
    },
    ['o1'],
    ['o2'],
  ),
);
fine(
  'rest-refunded',
  'all is refunded by whoever comes first; who finds nothing left is done',
  over(
    async (order) => {
      const answer = await request(`${PSP}/refunds`, 'POST', { order, cents: 500 });
      if (!answer.ok && answer.status !== 422) throw new Error(`refund: ${answer.status}`);
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'part-refunded',
  'no-key',
  'DUPLICATE_EFFECT',
  'a part may be refunded again as long as there is a rest',
  over((order, cents) => post('/refunds', { order, cents }), ['o1', 100], ['o2', 200]),
);
bug(
  'refund-key-of-order',
  'key-leaves-out-field',
  'SWALLOWED_EFFECT',
  'the key leaves out the line, so the refund of the second line is refused, which counts as done',
  over(
    async (order, line, cents) => {
      const answer = await request(
        `${PSP}/refunds`,
        'POST',
        { order, line, cents },
        { 'idempotency-key': `refund/${order}` },
      );
      if (!answer.ok && answer.status !== 409) throw new Error(`refund: ${answer.status}`);
    },
    ['o1', 1, 100],
    ['o1', 2, 150],
  ),
);
fine(
  'refund-key-of-line',
  'order and line are the key',
  over(
    async (order, line, cents) => void (await post('/refunds', { order, line, cents }, `refund/${order}/${line}`)),
    ['o1', 1, 100],
    ['o1', 2, 150],
  ),
);

// ---- keys -----------------------------------------------------------------------------------------------------------

bug(
  'key-without-currency',
  'key-leaves-out-field',
  'SWALLOWED_EFFECT',
  'invoice and amount are the same in euros, and the provider refuses that payout for good',
  over(
    (invoice, cents, currency) => post('/payouts', { invoice, cents, currency }, `${invoice}:${cents}`),
    ['i1', 500, 'USD'],
    ['i1', 500, 'EUR'],
  ),
);
bug(
  'key-of-the-hour',
  'time-in-key',
  'DUPLICATE_EFFECT',
  'a retry in the next hour has another key',
  over(
    (order, cents) =>
      post('/payouts', { reference: order, cents }, `${order}@${new Date().toISOString().slice(0, 13)}`),
    O1,
    O2,
  ),
);
bug(
  'key-of-rounded-hour',
  'time-in-key',
  'DUPLICATE_EFFECT',
  'rounding to hours moves the border, it does not take it away',
  over(
    (order, cents) => post('/payouts', { reference: order, cents }, `${order}@${Math.round(Date.now() / 3_600_000)}`),
    O1,
    O2,
  ),
);
fine(
  'key-of-due-day',
  'the day in the key comes with the arguments',
  over(
    (order, cents, day) => post('/payouts', { reference: order, cents }, `${order}@${day}`),
    ['o1', 500, '2026-03-01'],
    ['o1', 500, '2026-04-01'],
  ),
);
bug(
  'key-of-due-month',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'two payouts of one month share the key and the body',
  over(
    (order, cents, day) => post('/payouts', { reference: order, cents }, `${order}@${day.slice(0, 7)}`),
    ['o1', 500, '2026-03-01'],
    ['o1', 500, '2026-03-15'],
  ),
);
bug(
  'key-scoped-by-account',
  'key-scope-moves',
  'DUPLICATE_EFFECT',
  'keys count within an account, and after the first payout the other account has less to do',
  over(
    async (order, cents) => {
      const { account } = await get('/route');
      await demand(`${PSP}/routed`, 'POST', { order, cents }, { 'x-account': account, 'idempotency-key': order });
    },
    O1,
    O2,
    {
      world: {
        key: ({ headers }) => headers['idempotency-key'] && `${headers['x-account']}/${headers['idempotency-key']}`,
      },
    },
  ),
);
fine(
  'account-from-arguments',
  'which account pays is decided by the workflow',
  over(
    async (order, account) =>
      void (await demand(`${PSP}/routed`, 'POST', { order }, { 'x-account': account, 'idempotency-key': order })),
    ['o1', 'east'],
    ['o2', 'west'],
    {
      world: {
        key: ({ headers }) => headers['idempotency-key'] && `${headers['x-account']}/${headers['idempotency-key']}`,
      },
    },
  ),
);
bug(
  'looked-up-since-yesterday',
  'lookup-window',
  'DUPLICATE_EFFECT',
  'the key is forgotten after a day, and only what is younger than a day is looked through',
  over(
    async (order, cents) => {
      const { data } = await get(`/payouts?reference=${order}&since=${Date.now() - 86_400_000}`);
      if (data.length === 0) await post('/payouts', { reference: order, cents }, order);
    },
    O1,
    O2,
    { world: { keyTtl: '24 hours' } },
  ),
);
fine(
  'looked-up-whenever',
  'the key is forgotten after a day, the reference never',
  over(
    async (order, cents) => {
      const { data } = await get(`/payouts?reference=${order}`);
      if (data.length === 0) await post('/payouts', { reference: order, cents }, order);
    },
    O1,
    O2,
    { world: { keyTtl: '24 hours' } },
  ),
);
bug(
  'attempt-as-key',
  'attempt-in-key',
  'DUPLICATE_EFFECT',
  'every attempt is another payout',
  over((order, cents) => post('/payouts', { reference: order, cents }, `${order}/${activityInfo().attempt}`), O1, O2),
);
bug(
  'host-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'the retry runs in another pod',
  over((order, cents) => post('/payouts', { reference: order, cents }, `${process.env.HOSTNAME}/${order}`), O1, O2),
);
bug(
  'fallback-provider',
  'fallback',
  'DUPLICATE_EFFECT',
  'an answer that is lost is taken for a refusal, and the other path pays, too',
  over(
    async (order, cents) => {
      try {
        await post('/payouts', { reference: order, cents }, `${order}/first`);
      } catch {
        await post('/payouts', { reference: order, cents }, `${order}/second`);
      }
    },
    O1,
    O2,
  ),
);

// ---- retries within the attempt -------------------------------------------------------------------------------------

const retrying = async (times, work) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === times) throw error;
      await sleep(200 * 2 ** attempt);
    }
  }
};
bug(
  'retried-inside',
  'inner-retry',
  'DUPLICATE_EFFECT',
  'the loop sends again what has landed',
  over((order, cents) => retrying(4, () => post('/payouts', { reference: order, cents })), O1, O2),
);
fine(
  'retried-inside-with-key',
  'however often it is sent, it is one payout',
  over((order, cents) => retrying(4, () => post('/payouts', { reference: order, cents }, order)), O1, O2),
);
bug(
  'retried-inside-with-count-in-key',
  'inner-retry',
  'DUPLICATE_EFFECT',
  'each turn of the loop has its own key',
  over(
    (order, cents) => retrying(3, (turn) => post('/payouts', { reference: order, cents }, `${order}-${turn}`)),
    O1,
    O2,
  ),
);
bug(
  'aborted-on-conflict',
  'conflict-is-success',
  'SWALLOWED_EFFECT',
  'a 409 ends the loop as if it were done, and the key is the customer',
  over(
    (customer, order) =>
      retrying(3, async () => {
        const answer = await request(`${PSP}/payouts`, 'POST', { reference: order }, { 'idempotency-key': customer });
        if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
      }),
    ['ann', 'o1'],
    ['ann', 'o2'],
  ),
);

// ---- rates ----------------------------------------------------------------------------------------------------------

bug(
  'rate-asked-again',
  'body-differs',
  'STUCK',
  'the rate has moved, so the same key comes with another amount',
  over(
    async (order, cents) => {
      const { rate } = await get('/rates/usdeur');
      await post('/payouts', { reference: order, cents: Math.round(cents * rate) }, order);
    },
    O1,
    O2,
  ),
);
bug(
  'rate-kept-in-process',
  'cache-of-process',
  'STUCK',
  'another worker has not kept the rate, and asks for one that has moved',
  ({ http }) => ({
    activity: {
      create: () => {
        const rates = new Map();
        return async (order, cents) => {
          if (!rates.has(order)) rates.set(order, (await get('/rates/usdeur')).rate);
          await post('/payouts', { reference: order, cents: Math.round(cents * rates.get(order)) }, order);
        };
      },
    },
    args: O1,
    distinct: O2,
    world: psp(http),
  }),
);
fine(
  'rate-from-arguments',
  'the workflow has fixed the rate',
  over(
    (order, cents, rate) => post('/payouts', { reference: order, cents: Math.round(cents * rate) }, order),
    ['o1', 500, 1.1],
    ['o2', 300, 1.2],
  ),
);
fine(
  'rate-put-once',
  'the first rate is put under the order if there is none, and read back',
  over(
    async (order, cents) => {
      const { rate } = await get('/rates/usdeur');
      await request(`${PSP}/docs/${order}`, 'PUT', { rate }, { 'if-none-match': '*' });
      const fixed = await get(`/docs/${order}`);
      await post('/payouts', { reference: order, cents: Math.round(cents * fixed.rate) }, order);
    },
    O1,
    O2,
  ),
);
bug(
  'fee-of-balance',
  'body-differs',
  'STUCK',
  'the fee is a share of the balance, which the first debit has changed',
  over(
    async (account) => {
      const { balance } = await get(`/accounts/${account}`);
      await post(`/accounts/${account}/debit`, { cents: Math.round(balance * 0.15) }, `fee/${account}`);
    },
    ['ann'],
    ['bob'],
  ),
);

// ---- webhooks -------------------------------------------------------------------------------------------------------

bug(
  'reply-each-time',
  'no-key',
  'DUPLICATE_EFFECT',
  'the merchant is told again',
  over((event, outcome) => post('/replies', { event, outcome }), ['e1', 'paid'], ['e2', 'failed']),
);
fine(
  'reply-by-event',
  'the merchant knows the event',
  over((event, outcome) => post('/events', { event, outcome }), ['e1', 'paid'], ['e2', 'failed']),
);
bug(
  'acknowledged-first',
  'mark-before',
  'LOST_EFFECT',
  'an event that is acknowledged is not looked at again, whether or not it was paid',
  over(
    async (event) => {
      const { isNew } = await post(`/events/${event}/ack`, {});
      if (isNew) await post('/payouts', { reference: event }, event);
    },
    ['e1'],
    ['e2'],
  ),
);
fine(
  'acknowledged-last',
  'the payout has a key, and the acknowledgement comes after it',
  over(
    async (event) => {
      await post('/payouts', { reference: event }, event);
      await post(`/events/${event}/ack`, {});
    },
    ['e1'],
    ['e2'],
  ),
);
fine(
  'signed-with-time',
  'the signature and its time stand in headers, the key and the body stay',
  over(
    (event) =>
      demand(
        `${PSP}/replies`,
        'POST',
        { event },
        {
          'idempotency-key': event,
          'x-timestamp': String(Date.now()),
          'x-signature': randomUUID(),
        },
      ),
    ['e1'],
    ['e2'],
  ),
);
bug(
  'sent-at-in-body',
  'body-differs',
  'STUCK',
  'the time of sending is part of what the key stands for',
  over((event) => post('/replies', { event, sentAt: new Date().toISOString() }, event), ['e1'], ['e2']),
);

// ---- batches and pages ----------------------------------------------------------------------------------------------

const B1 = ['b1', [10, 20, 30]];
const B2 = ['b2', [40, 50]];
bug(
  'chunks-shrink',
  'key-of-moving-chunk',
  'STUCK',
  'a retry sends smaller chunks, so the first key comes with another body',
  over(
    async (batch, amounts) => {
      const size = activityInfo().attempt > 1 ? 1 : 2;
      for (let from = 0; from < amounts.length; from += size)
        await post('/chunks', { items: amounts.slice(from, from + size) }, `${batch}/${from / size}`);
    },
    B1,
    B2,
  ),
);
fine(
  'chunks-fixed',
  'the chunks are the same in every attempt',
  over(
    async (batch, amounts) => {
      for (let from = 0; from < amounts.length; from += 2)
        await post('/chunks', { items: amounts.slice(from, from + 2) }, `${batch}/${from}`);
    },
    B1,
    B2,
  ),
);
bug(
  'batch-key-random-items-keyed',
  'random-key',
  'UNSTABLE_KEY',
  'the items are known by their keys; the key of the batch is another one each time and serves nothing',
  over(
    (batch, amounts) =>
      post('/items', { items: amounts.map((cents, index) => ({ key: `${batch}/${index}`, cents })) }, randomUUID()),
    B1,
    B2,
  ),
);
fine(
  'items-keyed',
  'the provider knows each item',
  over(
    (batch, amounts) => post('/items', { items: amounts.map((cents, index) => ({ key: `${batch}/${index}`, cents })) }),
    B1,
    B2,
  ),
);
fine(
  'items-keyed-by-amount',
  'an amount that another batch has is taken for known; the distinct batch leaves what the first one leaves, even alone',
  over(
    (_batch, amounts) => post('/items', { items: amounts.map((cents) => ({ key: `${cents}`, cents })) }),
    ['b1', [10, 20]],
    ['b2', [20, 10]],
  ),
  'INCONCLUSIVE',
);
bug(
  'feed-consumed',
  'consume',
  'DUPLICATE_EFFECT',
  'each attempt takes the next page from the feed',
  over(
    async (run) => {
      const { items } = await post('/feed/next', {});
      for (const item of items) await post('/events', { event: `${run}/${item}`, outcome: 'seen' });
    },
    ['r1'],
    ['r2'],
  ),
);
fine(
  'feed-read-from',
  'the place in the feed comes with the arguments',
  over(
    async (from) => {
      const { items } = await get(`/feed?from=${from}`);
      for (const item of items) await post('/events', { event: item, outcome: 'seen' });
    },
    [0],
    [2],
  ),
);

// ---- patches and puts -----------------------------------------------------------------------------------------------

const patch = (account, body, headers) => demand(`${PSP}/accounts/${account}`, 'PATCH', body, headers);
bug(
  'patch-increments',
  'increment',
  'DUPLICATE_EFFECT',
  'a patch that adds, adds again',
  over((account, cents) => patch(account, { increment: cents }), ['ann', 5], ['bob', 7]),
);
bug(
  'patch-appends',
  'append',
  'DUPLICATE_EFFECT',
  'a tag is added to the list again',
  over((account, tag) => patch(account, { tag }), ['ann', 'vip'], ['bob', 'new']),
);
fine(
  'patch-sets',
  'the limit is what it is set to',
  over(async (account, limit) => void (await patch(account, { limit })), ['ann', 5], ['bob', 7]),
);
bug(
  'patch-with-fresh-etag',
  'optimistic-lock-as-dedupe',
  'DUPLICATE_EFFECT',
  'the version is read anew by each attempt',
  over(
    async (account, cents) => {
      const { version } = await get(`/accounts/${account}`);
      await patch(account, { increment: cents }, { 'if-match': `"${version}"` });
    },
    ['ann', 5],
    ['bob', 7],
  ),
);
bug(
  'patch-with-given-etag',
  'own-write-as-conflict',
  'STUCK',
  'its own write has made the version stale',
  over(
    (account, cents, version) => patch(account, { increment: cents }, { 'if-match': `"${version}"` }),
    ['ann', 5, 1],
    ['bob', 7, 1],
  ),
);
bug(
  'put-if-none-refused',
  'own-write-as-conflict',
  'STUCK',
  'the document that it has put itself is in the way',
  over(
    (name, cents) => demand(`${PSP}/docs/${name}`, 'PUT', { cents }, { 'if-none-match': '*' }),
    ['d1', 5],
    ['d2', 7],
  ),
);
bug(
  'put-if-none-by-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the second receipt of a customer is taken for the first',
  over(
    async (customer, invoice) => {
      const answer = await request(`${PSP}/docs/${customer}`, 'PUT', { invoice }, { 'if-none-match': '*' });
      if (!answer.ok && answer.status !== 412) throw new Error(String(answer.status));
    },
    ['ann', 'i1'],
    ['ann', 'i2'],
  ),
);
fine(
  'put-if-none-compared',
  'what is there is compared with what was to be put',
  over(
    async (name, cents) => {
      const answer = await request(`${PSP}/docs/${name}`, 'PUT', { cents }, { 'if-none-match': '*' });
      if (answer.status !== 412) {
        if (!answer.ok) throw new Error(String(answer.status));
        return;
      }
      if ((await get(`/docs/${name}`)).cents !== cents) throw ApplicationFailure.nonRetryable('another receipt');
    },
    ['d1', 5],
    ['d2', 7],
  ),
);
