// Providers over HTTP, called as teams call them: fetch, small clients, node:https.
import { randomUUID } from 'node:crypto';
import https from 'node:https';
import { ApplicationFailure, cancellationSignal, Context, heartbeat } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('http');
export const http = cases;

const ORIGIN = 'https://api.provider.example';

/** A payment provider with keys, and a search by reference. */
const payments = (http, options = {}) =>
  http({
    origin: ORIGIN,
    state: { charges: [] },
    routes: {
      'POST /v1/charges': ({ body, state }) => {
        const charge = { id: `ch_${state.charges.length + 1}`, ...body };
        state.charges.push(charge);
        return { status: 201, body: charge };
      },
      'GET /v1/charges': ({ query, state }) => ({
        body: { data: state.charges.filter(({ reference }) => reference === query.reference) },
      }),
    },
    ...options,
  });

/** Things under an id of the caller's. */
const resources = (http, state = { items: {} }) =>
  http({
    origin: ORIGIN,
    state,
    routes: {
      'GET /items/:id': ({ params, state: { items } }) =>
        items[params.id]
          ? { body: items[params.id], headers: { etag: `"${items[params.id].etag ?? 0}"` } }
          : { status: 404, body: {} },
      'PUT /items/:id': ({ params, body, state: { items } }) => {
        const status = items[params.id] ? 200 : 201;
        items[params.id] = body;
        return { status, body };
      },
      'POST /items': ({ body, state: { items } }) => {
        if (items[body.id]) return { status: 409, body: { error: 'exists' } };
        items[body.id] = body;
        return { status: 201, body };
      },
      'PATCH /items/:id': ({ params, headers, body, state: { items } }) => {
        const item = items[params.id];
        if (headers['if-match'] !== undefined && headers['if-match'] !== `"${item.etag}"`)
          return { status: 412, body: {} };
        items[params.id] = { ...item, ...body, etag: item.etag + 1 };
        return { body: items[params.id] };
      },
      'POST /items/:id/credits': ({ params, body, state: { items } }) => {
        items[params.id].credits += body.add;
        return { body: items[params.id] };
      },
      'DELETE /items/:id': ({ params, state: { items } }) => {
        if (!items[params.id]) return { status: 404, body: {} };
        delete items[params.id];
        return { status: 204 };
      },
    },
  });

class HttpError extends Error {
  constructor(status, body) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
  }
}

/** The small client that every team writes. */
async function send(method, path, body, headers = {}) {
  const response = await fetch(`${ORIGIN}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new HttpError(response.status, answer);
  return { answer, status: response.status, etag: response.headers.get('etag') };
}

async function retrying(work) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= 3 || (error.status !== undefined && error.status < 500)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * tried));
    }
  }
}

bug('post', 'no-key', 'DUPLICATE_EFFECT', 'the provider cannot recognise the second request', ({ http }) => ({
  activity: async (reference, cents) => (await send('POST', '/v1/charges', { reference, cents })).answer.id,
  args: ['o1', 500],
  distinct: ['o2', 600],
  world: payments(http),
}));

fine('post-with-key', 'the key comes in the arguments and the provider never forgets it', ({ http }) => ({
  activity: async ({ key, ...charge }) =>
    (await send('POST', '/v1/charges', charge, { 'idempotency-key': key })).answer,
  args: [{ key: 'k1', reference: 'o1', cents: 500 }],
  distinct: [{ key: 'k2', reference: 'o2', cents: 500 }],
  conflicting: [{ key: 'k1', reference: 'o1', cents: 900 }],
  world: payments(http),
}));

bug(
  'post-with-key-forgotten',
  'key-expires',
  'DUPLICATE_EFFECT',
  'after three days the provider has forgotten the key',
  ({ http }) => ({
    activity: async ({ key, ...charge }) => {
      const { answer } = await retrying(() => send('POST', '/v1/charges', charge, { 'Idempotency-Key': key }));
      return answer.id;
    },
    args: [{ key: 'k1', reference: 'o1', cents: 500 }],
    distinct: [{ key: 'k2', reference: 'o2', cents: 500 }],
    world: payments(http, { keyTtl: '24 hours' }),
  }),
);

fine(
  'search-then-post-with-key',
  'the search finds what is older than the key, the key stops what is younger than the search',
  ({ http }) => ({
    activity: async ({ reference, cents }) => {
      const found = await send('GET', `/v1/charges?reference=${reference}`);
      if (found.answer.data.length > 0) return found.answer.data[0].id;
      const made = await send(
        'POST',
        '/v1/charges',
        { reference, cents },
        { 'Idempotency-Key': `charge-${reference}` },
      );
      return made.answer.id;
    },
    args: [{ reference: 'o1', cents: 500 }],
    distinct: [{ reference: 'o2', cents: 500 }],
    world: payments(http, { keyTtl: '24 hours' }),
  }),
);

bug('search-then-post', 'race', 'DUPLICATE_EFFECT', 'two attempts both find nothing and both post', ({ http }) => ({
  activity: async ({ reference, cents }) => {
    const { answer } = await send('GET', `/v1/charges?reference=${reference}`);
    const [charge] =
      answer.data.length > 0 ? answer.data : [(await send('POST', '/v1/charges', { reference, cents })).answer];
    return charge.id;
  },
  args: [{ reference: 'o1', cents: 500 }],
  distinct: [{ reference: 'o2', cents: 500 }],
  world: payments(http),
}));

bug(
  'time-in-body',
  'body-changes',
  'STUCK',
  'the key is the same but the body names another time, which the provider refuses for ever',
  ({ http }) => ({
    activity: async ({ key, cents }) => {
      await send('POST', '/v1/charges', { cents, requestedAt: new Date().toISOString() }, { 'Idempotency-Key': key });
    },
    args: [{ key: 'k1', cents: 500 }],
    distinct: [{ key: 'k2', cents: 500 }],
    world: payments(http),
  }),
);

bug(
  'key-of-customer-refused',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'another charge of the customer is refused with 409 for ever, so it never takes effect',
  ({ http }) => ({
    activity: async ({ customer, cents }) =>
      (await send('POST', '/v1/charges', { customer, cents }, { 'Idempotency-Key': `cus-${customer}` })).answer.id,
    args: [{ customer: 'ann', cents: 500 }],
    distinct: [{ customer: 'ann', cents: 700 }],
    world: payments(http),
  }),
);

bug(
  'key-of-customer-409-fine',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the refusal of another charge is taken for a repetition',
  ({ http }) => ({
    activity: async ({ customer, cents }) => {
      try {
        await send('POST', '/v1/charges', { customer, cents }, { 'Idempotency-Key': `cus-${customer}` });
      } catch (error) {
        if (error.status !== 409) throw error;
      }
      return { customer, charged: true };
    },
    args: [{ customer: 'ann', cents: 500 }],
    distinct: [{ customer: 'ann', cents: 700 }],
    world: payments(http),
  }),
);

bug(
  'status-not-looked-at',
  'error-swallowed',
  'LOST_EFFECT',
  'fetch does not throw at 503, and nobody looks',
  ({ http }) => ({
    activity: async (id, name) => {
      await fetch(`${ORIGIN}/items/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, name }),
      });
      return 'stored';
    },
    args: ['i1', 'one'],
    distinct: ['i2', 'two'],
    world: resources(http),
  }),
);

bug(
  '503-taken-for-accepted',
  'error-swallowed',
  'LOST_EFFECT',
  'an overloaded provider has not stored anything',
  ({ http }) => ({
    activity: async (id, name) => {
      const response = await fetch(`${ORIGIN}/items/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, name }),
      });
      const isAccepted = response.ok || response.status === 503; // it catches up later
      if (!isAccepted) throw new Error(`items: ${response.status}`);
    },
    args: ['i1', 'one'],
    distinct: ['i2', 'two'],
    world: resources(http),
  }),
);

bug(
  'fresh-key-per-try',
  'key-random',
  'DUPLICATE_EFFECT',
  'a 500 that has charged is tried again under a new key',
  ({ http }) => ({
    activity: async (charge) =>
      (await retrying(() => send('POST', '/v1/charges', charge, { 'Idempotency-Key': randomUUID() }))).answer.id,
    args: [{ reference: 'o1', cents: 500 }],
    distinct: [{ reference: 'o2', cents: 600 }],
    world: payments(http),
  }),
);

fine('same-key-per-try', 'every try of every attempt has the key of the order', ({ http }) => ({
  activity: async (charge) =>
    (await retrying(() => send('POST', '/v1/charges', charge, { 'Idempotency-Key': `order:${charge.reference}` })))
      .answer.id,
  args: [{ reference: 'o1', cents: 500 }],
  distinct: [{ reference: 'o2', cents: 600 }],
  world: payments(http),
}));

bug(
  'put-with-random-key',
  'key-random',
  'UNSTABLE_KEY',
  'the PUT is absolute; the key in its header is another one in each attempt',
  ({ http }) => ({
    activity: async (id, name) => {
      await send('PUT', `/items/${id}`, { id, name }, { 'X-Idempotency-Key': randomUUID() });
    },
    args: ['i1', 'one'],
    distinct: ['i2', 'two'],
    world: resources(http),
  }),
);

fine('put-under-own-id', 'the id is the caller’s, and the whole is put', ({ http }) => ({
  activity: async (id, name) => {
    const { answer } = await send('PUT', `/items/${id}`, { id, name });
    return answer;
  },
  args: ['i1', 'one'],
  distinct: ['i2', 'two'],
  world: resources(http),
}));

bug(
  'put-last-wins',
  'last-write-wins',
  'TORN_STATE',
  'a late repetition puts the older name over the newer one',
  ({ http }) => ({
    activity: async (id, name) => {
      await send('PUT', `/items/${id}`, { id, name });
    },
    args: ['i1', 'one'],
    distinct: ['i1', 'two'],
    world: resources(http),
  }),
);

bug('created-or-updated', 'flag-of-first', 'RESULT_DRIFT', 'the provider says 201 once and then 200', ({ http }) => ({
  activity: async (id, name) => {
    const { status } = await send('PUT', `/items/${id}`, { id, name });
    return status === 201 ? 'created' : 'updated';
  },
  args: ['i1', 'one'],
  distinct: ['i2', 'two'],
  world: resources(http),
}));

fine('exists-is-fine', 'the id is the order’s own, so 409 says that it was created before', ({ http }) => ({
  activity: async (id, name) => {
    try {
      await send('POST', '/items', { id, name });
    } catch (error) {
      if (!(error instanceof HttpError && error.status === 409)) throw error;
    }
    return { id, name };
  },
  args: ['i1', 'one'],
  distinct: ['i2', 'two'],
  world: resources(http),
}));

bug(
  'exists-is-fatal',
  'stumbles-over-itself',
  'STUCK',
  'what the attempt before has created makes every retry fail',
  ({ http }) => ({
    activity: async (id, name) => {
      try {
        await send('POST', '/items', { id, name });
      } catch (error) {
        if (error.status >= 400 && error.status < 500) throw ApplicationFailure.nonRetryable(`items: ${error.message}`);
        throw error;
      }
    },
    args: ['i1', 'one'],
    distinct: ['i2', 'two'],
    world: resources(http),
  }),
);

const credited = () => ({
  items: { ann: { credits: 5, etag: 1, applied: [] }, bob: { credits: 0, etag: 1, applied: [] } },
});

bug('add-credits', 'relative', 'DUPLICATE_EFFECT', 'credits are added once an attempt', ({ http }) => ({
  activity: async (id, add) => {
    await send('POST', `/items/${id}/credits`, { add });
  },
  args: ['ann', 3],
  distinct: ['bob', 4],
  world: resources(http, credited()),
}));

bug(
  'if-match-only',
  'lock-is-no-key',
  'DUPLICATE_EFFECT',
  'the tag keeps writers apart, but the retry reads the new tag and adds again',
  ({ http }) => ({
    activity: async (id, add) => {
      for (let tried = 0; tried < 5; tried += 1) {
        const { answer, etag } = await send('GET', `/items/${id}`);
        try {
          await send('PATCH', `/items/${id}`, { credits: answer.credits + add }, { 'if-match': etag });
          return;
        } catch (error) {
          if (error.status !== 412) throw error;
        }
      }
      throw new Error('too busy');
    },
    args: ['ann', 3],
    distinct: ['bob', 4],
    world: resources(http, credited()),
  }),
);

fine('if-match-with-operation', 'the operation is noted in the same conditional write that adds', ({ http }) => ({
  activity: async (operation, id, add) => {
    for (let tried = 0; tried < 5; tried += 1) {
      const { answer, etag } = await send('GET', `/items/${id}`);
      if (answer.applied.includes(operation)) return;
      const changed = { credits: answer.credits + add, applied: [...answer.applied, operation].sort() };
      try {
        await send('PATCH', `/items/${id}`, changed, { 'if-match': etag });
        return;
      } catch (error) {
        if (error.status !== 412) throw error;
      }
    }
    throw new Error('too busy');
  },
  args: ['op-1', 'ann', 3],
  distinct: ['op-2', 'ann', 4],
  world: resources(http, credited()),
}));

bug(
  'delete-then-404',
  'stumbles-over-itself',
  'STUCK',
  'the retry gets 404 for what the attempt before has deleted',
  ({ http }) => ({
    activity: async (id) => {
      await send('DELETE', `/items/${id}`);
    },
    args: ['ann'],
    distinct: ['bob'],
    world: resources(http, credited()),
  }),
);

fine('delete-404-fine', 'what is not there need not be deleted', ({ http }) => ({
  activity: async (id) => {
    const response = await fetch(new URL(`/items/${id}`, ORIGIN), { method: 'DELETE' });
    if (response.ok || response.status === 404) return true;
    throw new Error(`items: ${response.status}`);
  },
  args: ['ann'],
  distinct: ['bob'],
  world: resources(http, credited()),
}));

fine('over-node-https', 'the old client sends the same key each time', ({ http }) => {
  const post = (path, body, headers) =>
    new Promise((resolve, reject) => {
      const request = https.request(
        `${ORIGIN}${path}`,
        { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode >= 300) reject(new Error(`${response.statusCode} ${text}`));
            else resolve(JSON.parse(text));
          });
        },
      );
      request.on('error', reject);
      request.end(JSON.stringify(body));
    });
  return {
    activity: async (key, cents) => {
      const { id } = await post('/v1/charges', { cents }, { 'Idempotency-Key': key });
      return id;
    },
    args: ['k1', 5],
    distinct: ['k2', 6],
    world: payments(http),
  };
});

fine('charge-and-fee', 'two requests, two keys made from one', ({ http }) => ({
  activity: async ({ key, cents }) => {
    const keyed = (part) => ({ 'Idempotency-Key': `${key}/${part}` });
    const charge = await send('POST', '/v1/charges', { reference: key, cents }, keyed('charge'));
    const fee = await send('POST', '/v1/charges', { reference: key, cents: Math.ceil(cents * 0.03) }, keyed('fee'));
    return [charge.answer.id, fee.answer.id];
  },
  args: [{ key: 'k1', cents: 500 }],
  distinct: [{ key: 'k2', cents: 700 }],
  world: payments(http),
}));

bug('charge-and-fee-without-key', 'one-step-without-key', 'DUPLICATE_EFFECT', 'the fee has no key', ({ http }) => ({
  activity: async ({ key, cents }) => {
    await send('POST', '/v1/charges', { reference: key, cents }, { 'Idempotency-Key': key });
    await send('POST', '/v1/charges', { reference: key, cents: 15, kind: 'fee' });
  },
  args: [{ key: 'k1', cents: 500 }],
  distinct: [{ key: 'k2', cents: 700 }],
  world: payments(http),
}));

fine('key-in-request-id', 'this provider looks at X-Request-Id', ({ http }) => ({
  activity: async (key, cents) => {
    await send('POST', '/v1/charges', { cents }, { 'X-Request-Id': key });
  },
  args: ['k1', 500],
  distinct: ['k2', 500],
  world: payments(http, { key: 'X-Request-Id' }),
}));

bug(
  'key-in-wrong-header',
  'key-not-read',
  'DUPLICATE_EFFECT',
  'the provider looks for the key in another header',
  ({ http }) => ({
    activity: async (key, cents) => {
      await send('POST', '/v1/charges', { cents }, { 'X-Request-Id': key });
    },
    args: ['k1', 500],
    distinct: ['k2', 600],
    world: payments(http),
  }),
);

bug(
  'recreate',
  'zombie-interleaves',
  'DUPLICATE_EFFECT',
  'two attempts both delete first and then both create',
  ({ http }) => {
    const world = http({
      origin: ORIGIN,
      state: { hooks: [], last: 0 },
      routes: {
        'DELETE /hooks': ({ query, state }) => {
          state.hooks = state.hooks.filter(({ url }) => url !== query.url);
          return { status: 204 };
        },
        'POST /hooks': ({ body, state }) => {
          state.last += 1;
          state.hooks.push({ id: `wh_${state.last}`, url: body.url });
          return { status: 201, body: {} };
        },
      },
    });
    return {
      activity: async (url) => {
        await send('DELETE', `/hooks?url=${encodeURIComponent(url)}`);
        await send('POST', '/hooks', { url });
      },
      args: ['https://a.example'],
      distinct: ['https://b.example'],
      world,
      ignore: ['last'],
    };
  },
);

fine('aborted-put', 'the request is given up with the activity; it has landed whole or not at all', ({ http }) => ({
  activity: async (id, name) => {
    heartbeat();
    const response = await fetch(`${ORIGIN}/items/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, name }),
      signal: cancellationSignal(),
    });
    if (!response.ok) throw new Error(`items: ${response.status}`);
  },
  args: ['i1', 'one'],
  distinct: ['i2', 'two'],
  world: resources(http),
}));

bug(
  'batch-resumed-by-page',
  'heartbeat-too-early',
  'LOST_EFFECT',
  'the cursor is reported before its item is put',
  ({ http }) => ({
    activity: async (prefix, names) => {
      const context = Context.current();
      const start = context.info.heartbeatDetails ?? 0;
      for (let cursor = start; cursor < names.length;) {
        const name = names[cursor];
        cursor += 1;
        context.heartbeat(cursor);
        await send('PUT', `/items/${prefix}-${name}`, { id: name });
      }
    },
    args: ['x', ['one', 'two', 'three']],
    distinct: ['y', ['one', 'two']],
    world: resources(http),
  }),
);
