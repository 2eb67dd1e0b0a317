// Providers as people call them: Request objects, node:http clients, ETags, put-if-absent, streams, signals.
import http from 'node:http';
import https from 'node:https';
import { randomUUID } from 'node:crypto';
import { activityInfo, add, ApplicationFailure, Context, heartbeat, httpWorld, sleep, two } from '../second/kit.mjs';

const BASE = 'https://store.example';
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });

/** Objects with ETags as S3 and CouchDB have them, charges with keys as Stripe has them, and a mailer without anything. */
const provider = (options = {}) =>
  httpWorld({
    origin: BASE,
    state: { objects: {}, charges: [], mails: [], seq: 0 },
    ...options,
    routes: {
      'GET /objects/:key': ({ params, state }) => {
        const found = state.objects[params.key];
        return found === undefined
          ? { status: 404, body: { error: 'NoSuchKey' } }
          : { headers: { etag: `"${found.version}"` }, body: found.value };
      },
      'PUT /objects/:key': ({ params, headers, body, state }) => {
        const found = state.objects[params.key];
        if (headers['if-none-match'] === '*' && found !== undefined) return { status: 412, body: { error: 'exists' } };
        const wanted = headers['if-match'];
        if (wanted !== undefined && wanted !== `"${found?.version ?? 0}"`)
          return { status: 412, body: { error: 'changed' } };
        state.objects[params.key] = { value: body, version: (found?.version ?? 0) + 1 };
        return { status: 200, headers: { etag: `"${state.objects[params.key].version}"` }, body: {} };
      },
      'DELETE /objects/:key': ({ params, state }) => {
        const isThere = state.objects[params.key] !== undefined;
        delete state.objects[params.key];
        return { status: isThere ? 204 : 404 };
      },
      'POST /charges': ({ body, state }) => {
        const id = `ch_${++state.seq}`;
        state.charges.push({ id, ...body });
        return { status: 201, body: { id } };
      },
      'GET /charges': ({ query, state }) => ({ body: state.charges.filter(({ ref }) => ref === query.ref) }),
      'POST /mails': ({ body, state }) => {
        state.mails.push(body);
        return { status: 202, body: { accepted: true } };
      },
    },
  });

const on = (name, expected, activity, calls = o12, options) =>
  add(name, expected, async () => ({ activity, ...calls, world: provider(options) }));

const json = (body) => ({ 'content-type': 'application/json', ...body });
const charge = (key, body, more = {}) =>
  fetch(
    new Request(`${BASE}/charges`, {
      method: 'POST',
      headers: json(key === undefined ? {} : { 'idempotency-key': key }),
      body: JSON.stringify(body),
      ...more,
    }),
  );

/** What axios, got and the SDKs of providers do underneath: node:http, a promise around it, an error for a bad status. */
function client(transport = https) {
  const send = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const request = transport.request(`${BASE}${path}`, { method, headers: json(headers) }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const data = text === '' ? undefined : JSON.parse(text);
          if (response.statusCode < 300) resolve({ status: response.statusCode, data, headers: response.headers });
          else reject(Object.assign(new Error(`Request failed with status code ${response.statusCode}`), { response }));
        });
      });
      request.on('error', reject);
      if (body !== undefined) request.write(JSON.stringify(body));
      request.end();
    });
  return { get: (path) => send('GET', path), post: (path, body, headers) => send('POST', path, body, headers) };
}
/** Tries again by itself, with the same key: as Stripe's own client. */
async function withRetries(perform, tries = 3) {
  for (let left = tries; ; left--) {
    try {
      return await perform();
    } catch (error) {
      if (left <= 1) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
const ok = async (response) => {
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
};

on('Request object, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  const response = await ok(await charge(`charge-${id}`, { ref: id, cents }));
  return (await response.json()).id;
});
on('Request object, no key', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  await ok(await charge(undefined, { ref: id, cents }));
});
on('Request cloned for a retry of its own, no key', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const request = new Request(`${BASE}/charges`, {
    method: 'POST',
    headers: json(),
    body: JSON.stringify({ ref: id, cents }),
  });
  await withRetries(async () => ok(await fetch(request.clone())));
});
on('Request cloned for a retry of its own, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  const request = new Request(`${BASE}/charges`, {
    method: 'POST',
    headers: json({ 'Idempotency-Key': id }),
    body: JSON.stringify({ ref: id, cents }),
  });
  await withRetries(async () => ok(await fetch(request.clone())));
});
on('axios-like client, key made once per call of the client', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const key = randomUUID();
  await withRetries(() => client().post('/charges', { ref: id, cents }, { 'idempotency-key': key }));
});
on('axios-like client, key from the arguments', 'IDEMPOTENT', async ({ id, cents }) => {
  const { data } = await withRetries(() => client().post('/charges', { ref: id, cents }, { 'idempotency-key': id }));
  return data.id;
});
on('axios-like client, looks first', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const { data } = await client().get(`/charges?ref=${id}`);
  if (data.length === 0) await client().post('/charges', { ref: id, cents });
});
on('key from the attempt that the context tells', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const { attempt } = Context.current().info;
  await ok(await charge(`${id}-${attempt}`, { ref: id, cents }));
});
on('key by the first attempt only', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const { attempt } = Context.current().info;
  if (attempt === 1) await ok(await charge(undefined, { ref: id, cents }));
  else await ok(await charge(id, { ref: id, cents }));
});
on('key with the time of day', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  await ok(await charge(`${id}-${new Date().toISOString()}`, { ref: id, cents }));
});
on(
  'key with the date that was passed',
  'IDEMPOTENT',
  async ({ id, cents, day }) => {
    await ok(await charge(`${id}-${new Date(day).toISOString().slice(0, 10)}`, { ref: id, cents }));
  },
  two({ id: 'o1', cents: 5, day: '2026-01-01' }, { id: 'o1', cents: 5, day: '2026-02-01' }),
);
on(
  'key from customer and amount, which repeat',
  'SWALLOWED_EFFECT',
  async ({ customer, cents, order }) => {
    await ok(await charge(`${customer}-${cents}`, { customer, cents }));
    return order;
  },
  two({ customer: 'ann', cents: 5, order: 'o1' }, { customer: 'ann', cents: 5, order: 'o2' }),
);
on(
  'key from workflow and activity id',
  'SWALLOWED_EFFECT',
  async ({ cents }) => {
    const { workflowExecution, activityId } = activityInfo();
    await ok(await charge(`${workflowExecution.workflowId}/${activityId}`, { cents }));
  },
  two({ cents: 5, id: 'o1' }, { cents: 5, id: 'o2' }),
);
on('two charges under one key', 'SWALLOWED_EFFECT', async ({ id, cents }) => {
  await ok(await charge('fees', { cents: 1 }));
  await ok(await charge(id, { ref: id, cents }));
});

const put = (key, value, headers) =>
  fetch(`${BASE}/objects/${key}`, { method: 'PUT', headers: json(headers), body: JSON.stringify(value) });

on('put if absent, an existing one is fine', 'IDEMPOTENT', async ({ id, cents }) => {
  const response = await put(`receipt-${id}`, { cents }, { 'if-none-match': '*' });
  if (response.status !== 412) await ok(response);
});
on('put if absent, an existing one is an error', 'STUCK', async ({ id, cents }) => {
  await ok(await put(`receipt-${id}`, { cents }, { 'if-none-match': '*' }));
});
on('put if absent as a lock before a charge', 'LOST_EFFECT', async ({ id, cents }) => {
  const response = await put(`lock-${id}`, {}, { 'if-none-match': '*' });
  if (response.status === 412) return;
  await ok(response);
  await ok(await charge(undefined, { ref: id, cents }));
});
on(
  'overwrites an object with the same',
  'IDEMPOTENT',
  async ({ id, cents }) => {
    await ok(await put(`receipt-${id}`, { cents }));
  },
  o12,
  {},
);
on('overwrites an object with a random id', 'IDEMPOTENT', async ({ id, cents }) => {
  await ok(await put(`receipt-${id}`, { cents, request: randomUUID() }));
});
on('adds to an object by ETag, tries again when it changed', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  for (let tries = 0; tries < 5; tries++) {
    const current = await fetch(`${BASE}/objects/balance`);
    const etag = current.status === 404 ? '"0"' : current.headers.get('etag');
    const { total = 0 } = current.status === 404 ? {} : await current.json();
    const response = await put('balance', { total: total + cents, last: id }, { 'if-match': etag });
    if (response.status !== 412) return void (await ok(response));
  }
  throw new Error('too many changes');
});
on('adds to an object by ETag and remembers the order in it', 'IDEMPOTENT', async ({ id, cents }) => {
  for (let tries = 0; tries < 5; tries++) {
    const current = await fetch(`${BASE}/objects/balance`);
    const etag = current.status === 404 ? '"0"' : current.headers.get('etag');
    const { total = 0, orders = [] } = current.status === 404 ? {} : await current.json();
    if (orders.includes(id)) return;
    const response = await put('balance', { total: total + cents, orders: [...orders, id] }, { 'if-match': etag });
    if (response.status !== 412) return void (await ok(response));
  }
  throw new Error('too many changes');
});
on(
  'deletes an object, a missing one is an error',
  'STUCK',
  async ({ id }) => {
    await ok(await fetch(`${BASE}/objects/${id}`, { method: 'DELETE' }));
  },
  o12,
  {
    state: { objects: { o1: { value: 1, version: 1 }, o2: { value: 2, version: 1 } }, charges: [], mails: [], seq: 0 },
  },
);
on(
  'deletes an object, a missing one is fine',
  'IDEMPOTENT',
  async ({ id }) => {
    const response = await fetch(`${BASE}/objects/${id}`, { method: 'DELETE' });
    if (response.status !== 404) await ok(response);
  },
  o12,
  {
    state: { objects: { o1: { value: 1, version: 1 }, o2: { value: 2, version: 1 } }, charges: [], mails: [], seq: 0 },
  },
);

on('a timeout by AbortSignal, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  await ok(await charge(id, { ref: id, cents }, { signal: AbortSignal.timeout(50) }));
});
on('a timeout by AbortSignal taken for a failure that never happened', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  try {
    await ok(await charge(undefined, { ref: id, cents }, { signal: AbortSignal.timeout(5_000) }));
  } catch {
    await ok(await charge(undefined, { ref: id, cents }));
  }
});
on('any signal of the context and a timeout, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  const signal = AbortSignal.any([Context.current().cancellationSignal, AbortSignal.timeout(30_000)]);
  await ok(await charge(id, { ref: id, cents }, { signal }));
});
on('body as a stream, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  const body = new Blob([JSON.stringify({ ref: id, cents })]).stream();
  await ok(
    await fetch(`${BASE}/charges`, { method: 'POST', body, duplex: 'half', headers: json({ 'idempotency-key': id }) }),
  );
});
on('answer read as a stream, no key', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  const response = await ok(await charge(undefined, { ref: id, cents }));
  const parts = [];
  for await (const part of response.body) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString()).id;
});
on(
  'a batch whose failures are counted and told',
  'IDEMPOTENT',
  async ({ ids }) => {
    const results = await Promise.allSettled(ids.map(async (id) => ok(await charge(id, { ref: id }))));
    if (results.some(({ status }) => status === 'rejected')) throw new Error('some failed');
  },
  two({ ids: ['a', 'b'] }, { ids: ['c', 'd'] }),
);
on(
  'a batch whose failures are forgotten',
  'LOST_EFFECT',
  async ({ ids }) => {
    await Promise.allSettled(ids.map(async (id) => ok(await charge(id, { ref: id }))));
  },
  two({ ids: ['a', 'b'] }, { ids: ['c', 'd'] }),
);
on(
  'a batch with the heartbeat as cursor, items keyed',
  'IDEMPOTENT',
  async ({ ids }) => {
    for (let at = activityInfo().heartbeatDetails?.next ?? 0; at < ids.length; at++) {
      await ok(await charge(ids[at], { ref: ids[at] }));
      heartbeat({ next: at + 1 });
    }
  },
  two({ ids: ['a', 'b', 'c'] }, { ids: ['d', 'e', 'f'] }),
);
on(
  'a batch with the heartbeat before the effect, items keyed',
  'LOST_EFFECT',
  async ({ ids }) => {
    for (let at = activityInfo().heartbeatDetails?.next ?? 0; at < ids.length; at++) {
      heartbeat({ next: at + 1 });
      await ok(await charge(ids[at], { ref: ids[at] }));
    }
  },
  two({ ids: ['a', 'b', 'c'] }, { ids: ['d', 'e', 'f'] }),
);
on('polls with short sleeps until the charge is there', 'IDEMPOTENT', async ({ id, cents }) => {
  await ok(await charge(id, { ref: id, cents }));
  for (let tries = 0; tries < 5; tries++) {
    const found = await (await fetch(`${BASE}/charges?ref=${id}`)).json();
    if (found.length > 0) return found[0].id;
    await sleep(150);
  }
  throw new Error('never seen');
});
on('keyed charge, then a mail without a key', 'DUPLICATE_EFFECT', async ({ id, cents }) => {
  await ok(await charge(id, { ref: id, cents }));
  await client().post('/mails', { to: id, text: 'paid' });
});
on('keyed charge, then a mail with a key', 'IDEMPOTENT', async ({ id, cents }) => {
  await ok(await charge(id, { ref: id, cents }));
  await client().post('/mails', { to: id, text: 'paid' }, { 'idempotency-key': `mail-${id}` });
});
on('a declined charge is a business error', 'IDEMPOTENT', async ({ id, cents }) => {
  const response = await charge(id, { ref: id, cents });
  if (response.status === 402) throw ApplicationFailure.nonRetryable('declined', 'Declined');
  await ok(response);
});
on('returns how long it took', 'IDEMPOTENT', async ({ id, cents }) => {
  const started = performance.now();
  await ok(await charge(id, { ref: id, cents }));
  return { id, milliseconds: Math.round(performance.now() - started) };
});
on('returns how long it took by Date', 'IDEMPOTENT', async ({ id, cents }) => {
  const started = Date.now();
  await ok(await charge(id, { ref: id, cents }));
  return { id, milliseconds: Date.now() - started };
});
on('plain http agent kept alive, keyed', 'IDEMPOTENT', async ({ id, cents }) => {
  const agent = new https.Agent({ keepAlive: true });
  await new Promise((resolve, reject) => {
    const request = https.request(
      `${BASE}/charges`,
      { method: 'POST', agent, headers: json({ 'idempotency-key': id }) },
      (response) => {
        response.resume();
        response.on('end', () => (response.statusCode < 300 ? resolve() : reject(new Error(`${response.statusCode}`))));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify({ ref: id, cents }));
  });
  agent.destroy();
});
void http;
