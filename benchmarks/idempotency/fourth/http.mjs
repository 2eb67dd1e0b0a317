// Stores of objects, providers with keys behind clients with caches, keys that expire, mails with a Message-ID.
import { randomUUID } from 'node:crypto';
import { add, httpWorld, smtpWorld, memoryWorld, two } from '../second/kit.mjs';

const BASE = 'https://cloud.example';
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });
const etagOf = (text) => `"${Buffer.from(text).toString('base64url').slice(-16)}"`;

/** Objects as S3 has them: ETags of the content, conditions, versions, uploads in parts. */
const provider = (options = {}) =>
  httpWorld({
    origin: BASE,
    state: { objects: {}, versions: [], uploads: {}, charges: [], next: 1 },
    ...options,
    routes: {
      'GET /o/:key': ({ params, state }) => {
        const text = state.objects[params.key];
        return text === undefined ? { status: 404 } : { headers: { etag: etagOf(text) }, body: text };
      },
      'PUT /o/:key': ({ params, headers, body, state }) => {
        const text = state.objects[params.key];
        if (headers['if-none-match'] === '*' && text !== undefined) return { status: 412 };
        const wanted = headers['if-match'];
        if (wanted !== undefined && (text === undefined || etagOf(text) !== wanted)) return { status: 412 };
        state.objects[params.key] = String(body ?? '');
        return { headers: { etag: etagOf(String(body ?? '')) } };
      },
      'PUT /versioned/:key': ({ params, body, state }) => {
        state.versions.push({ key: params.key, text: String(body) });
        return { status: 200 };
      },
      'POST /uploads/:key': ({ params, state }) => {
        const upload = `u${state.next++}`;
        state.uploads[upload] = { key: params.key, initiated: new Date().toISOString(), parts: {} };
        return { body: { upload } };
      },
      'PUT /uploads/:upload/:part': ({ params, body, state }) => {
        const found = state.uploads[params.upload];
        if (found === undefined) return { status: 404 };
        found.parts[params.part] = String(body);
        return { status: 200 };
      },
      'POST /uploads/:upload/complete': ({ params, state }) => {
        const found = state.uploads[params.upload];
        if (found === undefined) return { status: 404 };
        state.objects[found.key] = Object.values(found.parts).join('');
        delete state.uploads[params.upload];
        return { status: 200 };
      },
      'POST /charges': ({ body, state }) => {
        const id = `ch_${state.next++}`;
        state.charges.push({ id, ...body });
        return { status: 201, body: { id } };
      },
      'GET /charges': ({ query, state }) => ({ body: state.charges.filter(({ order }) => order === query.order) }),
    },
  });
const on = (name, expected, activity, calls = o12, options) =>
  add(name, expected, async () => ({ activity, ...calls, world: provider(options) }));
const send = async (method, path, body, headers = {}) => {
  const response = await fetch(`${BASE}${path}`, { method, body, headers });
  if (!response.ok && response.status !== 412 && response.status !== 404) throw new Error(`status ${response.status}`);
  return response;
};
const put = (key, text, headers = {}) => send('PUT', `/o/${key}`, text, { 'content-type': 'text/plain', ...headers });
const mustPut = async (...args) => {
  const response = await put(...args);
  if (!response.ok) throw new Error(`status ${response.status}`);
};
const charge = async (key, body) => {
  const response = await send('POST', '/charges', JSON.stringify(body), {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
};

on('object: put under its own name', 'IDEMPOTENT', async ({ id, cents }) => mustPut(id, `${id} ${cents}`));
on('object: put if none is there, one there is fine', 'IDEMPOTENT', async ({ id, cents }) => {
  await put(id, `${id} ${cents}`, { 'if-none-match': '*' });
});
on('object: put if none is there, one there is an error', 'STUCK', async ({ id, cents }) =>
  mustPut(id, `${id} ${cents}`, { 'if-none-match': '*' }),
);
on('object: one name for all, put if none is there', 'SWALLOWED_EFFECT', async ({ id, cents }) => {
  await put('latest', `${id} ${cents}`, { 'if-none-match': '*' });
});
on('object: one name for all, the last one wins', 'TORN_STATE', async ({ id, cents }) =>
  mustPut('latest', `${id} ${cents}`),
);
on('object: a random name', 'DUPLICATE_EFFECT', async ({ id }) => mustPut(randomUUID(), id));
on('object: named after its content', 'IDEMPOTENT', async ({ id, cents }) => {
  const text = `${id} ${cents}`;
  await mustPut(etagOf(text).slice(1, -1), text);
});
const readObject = async (key) => {
  const response = await send('GET', `/o/${key}`);
  return response.status === 404 ? undefined : { text: await response.text(), etag: response.headers.get('etag') };
};
on('object: appends a line under its ETag', 'DUPLICATE_EFFECT', async ({ id }) => {
  const known = await readObject('list');
  await mustPut(
    'list',
    `${known?.text ?? ''}${id};`,
    known === undefined ? { 'if-none-match': '*' } : { 'if-match': known.etag },
  );
});
on('object: appends a line under its ETag, unless it is there', 'IDEMPOTENT', async ({ id }) => {
  const known = await readObject('list');
  if (known?.text.split(';').includes(id)) return;
  await mustPut(
    'list',
    `${known?.text ?? ''}${id};`,
    known === undefined ? { 'if-none-match': '*' } : { 'if-match': known.etag },
  );
});
on('object: appends a line without a condition, unless it is there', 'LOST_EFFECT', async ({ id }) => {
  const known = await readObject('list');
  if (known?.text.split(';').includes(id)) return;
  await mustPut('list', `${known?.text ?? ''}${id};`);
});
on('object: each put makes a version', 'DUPLICATE_EFFECT', async ({ id }) => {
  await send('PUT', `/versioned/${id}`, id);
});
const upload = async ({ id }) => {
  const { upload: name } = await (await send('POST', `/uploads/${id}`)).json();
  for (const part of ['1', '2']) await send('PUT', `/uploads/${name}/${part}`, `${id}-${part};`);
  const response = await send('POST', `/uploads/${name}/complete`);
  if (!response.ok) throw new Error(`status ${response.status}`);
};
on('object: an upload in parts, begun anew each time', 'IDEMPOTENT', upload);

// Clients with a cache before a provider with keys.
const onFresh = (name, expected, make, calls = o12, options) =>
  add(name, expected, async () => ({ activity: { create: make }, ...calls, world: provider(options) }));
onFresh('client cache: by the key', 'IDEMPOTENT', () => {
  const cache = new Map();
  return async ({ id, cents }) => {
    const key = `charge-${id}`;
    if (!cache.has(key)) cache.set(key, await charge(key, { order: id, cents }));
    return cache.get(key).id;
  };
});
onFresh('client cache: by the amount', 'SWALLOWED_EFFECT', () => {
  const cache = new Map();
  return async ({ id, cents }) => {
    if (!cache.has(cents)) cache.set(cents, await charge(`charge-${id}`, { order: id, cents }));
    return cache.get(cents).id;
  };
});
onFresh('client cache: of lookups, not renewed after the charge', 'IDEMPOTENT', () => {
  const cache = new Map();
  const find = async (order) => {
    if (!cache.has(order)) cache.set(order, await (await send('GET', `/charges?order=${order}`)).json());
    return cache.get(order);
  };
  return async ({ id, cents }) => {
    const [known] = await find(id);
    return known?.id ?? (await charge(`charge-${id}`, { order: id, cents })).id;
  };
});
onFresh('client cache: of lookups, not renewed, no key', 'DUPLICATE_EFFECT', () => {
  const cache = new Map();
  const find = async (order) => {
    if (!cache.has(order)) cache.set(order, await (await send('GET', `/charges?order=${order}`)).json());
    return cache.get(order);
  };
  return async ({ id, cents }) => {
    const [known] = await find(id);
    return known?.id ?? (await charge(undefined, { order: id, cents })).id;
  };
});
onFresh('client cache: the key itself, made at random', 'DUPLICATE_EFFECT', () => {
  const keys = new Map();
  return async ({ id, cents }) => {
    if (!keys.has(id)) keys.set(id, randomUUID());
    return (await charge(keys.get(id), { order: id, cents })).id;
  };
});

// Keys that the provider forgets.
const FORGETS = { keyTtl: '24 hours' };
on(
  'expiry: a key and nothing else',
  'DUPLICATE_EFFECT',
  async ({ id, cents }) => (await charge(`charge-${id}`, { order: id, cents })).id,
  o12,
  FORGETS,
);
on(
  'expiry: looks for the charge before it charges',
  'IDEMPOTENT',
  async ({ id, cents }) => {
    const [known] = await (await send('GET', `/charges?order=${id}`)).json();
    return known?.id ?? (await charge(`charge-${id}`, { order: id, cents })).id;
  },
  o12,
  FORGETS,
);
on(
  'expiry: looks for a charge of the same customer',
  'SWALLOWED_EFFECT',
  async ({ id, cents, customer }) => {
    const [known] = await (await send('GET', `/charges?order=${customer}`)).json();
    return known?.id ?? (await charge(`charge-${id}`, { order: customer, cents })).id;
  },
  two({ id: 'o1', cents: 5, customer: 'ann' }, { id: 'o2', cents: 5, customer: 'ann' }),
  FORGETS,
);
on(
  'expiry: the key is never forgotten',
  'IDEMPOTENT',
  async ({ id, cents }) => (await charge(`charge-${id}`, { order: id, cents })).id,
);
const withLedger = (name, expected, activity) =>
  add(name, expected, async () => {
    const ledger = {
      known: {},
      async find(id) {
        return this.known[id];
      },
      async keep(id, receipt) {
        this.known[id] = receipt;
      },
    };
    return { activity: activity(ledger), ...o12, world: [memoryWorld(ledger, { name: 'ledger' }), provider(FORGETS)] };
  });
withLedger(
  'expiry: a ledger of receipts, written after the charge',
  'DUPLICATE_EFFECT',
  (ledger) =>
    async ({ id, cents }) => {
      const known = await ledger.find(id);
      if (known !== undefined) return known;
      const { id: receipt } = await charge(`charge-${id}`, { order: id, cents });
      await ledger.keep(id, receipt);
      return receipt;
    },
);
withLedger(
  'expiry: a ledger of receipts, and a look at the provider',
  'IDEMPOTENT',
  (ledger) =>
    async ({ id, cents }) => {
      const known = await ledger.find(id);
      if (known !== undefined) return known;
      const [made] = await (await send('GET', `/charges?order=${id}`)).json();
      const receipt = made?.id ?? (await charge(`charge-${id}`, { order: id, cents })).id;
      await ledger.keep(id, receipt);
      return receipt;
    },
);
withLedger(
  'expiry: the key holds the day at which the ledger has seen it first',
  'DUPLICATE_EFFECT',
  (ledger) =>
    async ({ id, cents }) => {
      const day = (await ledger.find(id)) ?? new Date().toISOString().slice(0, 10);
      await ledger.keep(id, day);
      await charge(`charge-${id}-${day}`, { order: id, cents });
    },
);

// Mails.
const onMail = (name, expected, activity, calls, options) =>
  add(name, expected, async () => {
    const world = smtpWorld(options);
    return { activity: activity(world), ...calls, world };
  });
const mails = two({ id: 'm1', to: 'ann@x.example' }, { id: 'm2', to: 'ann@x.example' });
const DROPS = { dropsKnownIds: true };
onMail(
  'mail: a Message-ID of the order, a receiver that knows it',
  'IDEMPOTENT',
  (smtp) =>
    async ({ id, to }) => {
      await smtp.sendMail({ to, subject: 'paid', text: id, messageId: `<${id}@shop.example>` });
    },
  mails,
  DROPS,
);
onMail(
  'mail: a Message-ID of the order, a receiver that does not',
  'DUPLICATE_EFFECT',
  (smtp) =>
    async ({ id, to }) => {
      await smtp.sendMail({ to, subject: 'paid', text: id, messageId: `<${id}@shop.example>` });
    },
  mails,
);
onMail(
  'mail: a random Message-ID',
  'DUPLICATE_EFFECT',
  (smtp) =>
    async ({ id, to }) => {
      await smtp.sendMail({ to, subject: 'paid', text: id, messageId: `<${randomUUID()}@shop.example>` });
    },
  mails,
  DROPS,
);
onMail(
  'mail: a Message-ID of the receiver',
  'SWALLOWED_EFFECT',
  (smtp) =>
    async ({ id, to }) => {
      await smtp.sendMail({ to, subject: 'paid', text: id, messageId: `<${to.replace('@', '-')}@shop.example>` });
    },
  mails,
  DROPS,
);
onMail(
  'mail: a Message-ID of the order, which it returns',
  'IDEMPOTENT',
  (smtp) =>
    async ({ id, to }) => {
      const { messageId } = await smtp.sendMail({ to, subject: 'paid', text: id, messageId: `<${id}@shop.example>` });
      return messageId;
    },
  mails,
  DROPS,
);
