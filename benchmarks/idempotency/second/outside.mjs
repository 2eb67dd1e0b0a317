// Providers, files and mail, alone and beside a database.
import { randomUUID } from 'node:crypto';
import https from 'node:https';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import nodefs from 'node:fs';
import fsp from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { inTransaction } from '../../../test-support/in-transaction.mjs';
import {
  add,
  activityInfo,
  heartbeat,
  PGlite,
  filesystemWorld,
  httpWorld,
  postgresWorld,
  smtpWorld,
  two,
} from './kit.mjs';

const o12 = two({ id: 'o1', cents: 5, to: 'a@x' }, { id: 'o2', cents: 5, to: 'b@x' });
const ELSEWHERE = `${tmpdir()}/handrail-elsewhere.log`;
const BASE = 'https://api.pay.example';
const provider = (opts = {}) =>
  httpWorld({
    origin: BASE,
    state: { charges: [], refunds: [], seq: 0 },
    ...opts,
    routes: {
      'POST /v1/charges': ({ body, state }) => {
        const id = 'ch_' + ++state.seq;
        state.charges.push({ id, ...body });
        return { status: 201, body: { id } };
      },
      'GET /v1/charges': ({ query, state }) => ({ body: { data: state.charges.filter((c) => c.ref === query.ref) } }),
      'PUT /v1/charges/:id': ({ params, body, state }) => {
        const at = state.charges.findIndex((c) => c.id === params.id);
        if (at < 0) state.charges.push({ id: params.id, ...body });
        else state.charges[at] = { id: params.id, ...body };
        return { body: { id: params.id } };
      },
      'DELETE /v1/charges/:id': ({ params, state }) => {
        const at = state.charges.findIndex((c) => c.id === params.id);
        if (at < 0) return { status: 404, body: {} };
        state.charges.splice(at, 1);
        return { status: 204 };
      },
      'POST /v1/charges/:id/refunds': ({ params, body, state }) => {
        state.refunds.push({ charge: params.id, ...body });
        return { status: 201, body: { ok: true } };
      },
      ...opts.routes,
    },
  });
const post = async (path, body, headers = {}) => {
  const r = await fetch(BASE + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!r.ok) throw new Error('http ' + r.status);
  return r.json();
};
const web = (name, expect, activity, calls = o12, opts) =>
  add(name, expect, () => ({ activity, ...calls, world: provider(opts) }));
web('fetch no key', 'DUPLICATE_EFFECT', async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id })).id);
web(
  'fetch good key',
  'IDEMPOTENT',
  async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id })).id,
);
web(
  'fetch key uuid',
  'DUPLICATE_EFFECT',
  async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': randomUUID() })).id,
);
web(
  'fetch key attempt',
  'DUPLICATE_EFFECT',
  async (o) =>
    (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id + activityInfo().attempt }))
      .id,
);
web(
  'fetch key coarse',
  'SWALLOWED_EFFECT',
  async (o) =>
    (await post('/v1/charges', { amount: o.cents }, { 'Idempotency-Key': activityInfo().workflowExecution.workflowId }))
      .id,
);
web(
  'fetch key same for all',
  'SWALLOWED_EFFECT',
  async (o) => (await post('/v1/charges', { amount: o.cents }, { 'Idempotency-Key': 'charge' })).id,
);
web(
  'fetch key good, body has timestamp (409 stuck)',
  'STUCK',
  async (o) =>
    (await post('/v1/charges', { amount: o.cents, ref: o.id, at: Date.now() }, { 'Idempotency-Key': o.id })).id,
);
web(
  'fetch key good, body attempt (409 stuck)',
  'TORN_STATE',
  async (o) =>
    (
      await post(
        '/v1/charges',
        { amount: o.cents, ref: o.id, meta: 'try ' + activityInfo().attempt },
        { 'Idempotency-Key': o.id },
      )
    ).id,
);
web(
  'key expires',
  'DUPLICATE_EFFECT',
  async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id })).id,
  o12,
  { keyTtl: '24 hours' },
);
web(
  'search first then post with key, ttl',
  'IDEMPOTENT',
  async (o) => {
    const f = await (await fetch(`${BASE}/v1/charges?ref=${o.id}`)).json();
    if (f.data[0]) return f.data[0].id;
    return (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id })).id;
  },
  o12,
  { keyTtl: '24 hours' },
);
web('search first then post', 'DUPLICATE_EFFECT', async (o) => {
  const f = await (await fetch(`${BASE}/v1/charges?ref=${o.id}`)).json();
  if (f.data[0]) return f.data[0].id;
  return (await post('/v1/charges', { amount: o.cents, ref: o.id })).id;
});
web('PUT client id', 'IDEMPOTENT', async (o) => {
  const r = await fetch(`${BASE}/v1/charges/${o.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: o.cents }),
  });
  if (!r.ok) throw new Error(String(r.status));
  return (await r.json()).id;
});
web('swallow http status', 'LOST_EFFECT', async (o) => {
  await fetch(`${BASE}/v1/charges/${o.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: o.cents }),
  });
});
web(
  'http.request no key',
  'DUPLICATE_EFFECT',
  (o) =>
    new Promise((res, rej) => {
      const req = https.request(
        BASE + '/v1/charges',
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (r) => {
          let t = '';
          r.on('data', (d) => (t += d));
          r.on('end', () => (r.statusCode < 300 ? res(JSON.parse(t).id) : rej(new Error('s' + r.statusCode))));
        },
      );
      req.on('error', rej);
      req.end(JSON.stringify({ amount: o.cents, ref: o.id }));
    }),
);
web(
  'http.request key',
  'IDEMPOTENT',
  (o) =>
    new Promise((res, rej) => {
      const req = https.request(
        BASE + '/v1/charges',
        { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': o.id } },
        (r) => {
          let t = '';
          r.on('data', (d) => (t += d));
          r.on('end', () => (r.statusCode < 300 ? res(JSON.parse(t).id) : rej(new Error('s' + r.statusCode))));
        },
      );
      req.on('error', rej);
      req.end(JSON.stringify({ amount: o.cents, ref: o.id }));
    }),
);
const hdr = (h) =>
  provider({
    routes: {
      'POST /v1/orders': ({ body, headers, state }) => {
        const k = headers[h];
        const p = k && state.charges.find((c) => c.k === k);
        if (p) return { status: 200, body: { id: p.id } };
        const id = 'or_' + ++state.seq;
        state.charges.push({ id, k, ...body });
        return { status: 201, body: { id } };
      },
    },
  });
for (const h of ['paypal-request-id', 'x-request-id', 'x-idempotency-key']) {
  add(`${h} good`, 'IDEMPOTENT', () => ({
    activity: async (o) => (await post('/v1/orders', { amount: o.cents, ref: o.id }, { [h]: o.id })).id,
    ...o12,
    world: hdr(h),
  }));
  add(`${h} random`, 'DUPLICATE_EFFECT', () => ({
    activity: async (o) => (await post('/v1/orders', { amount: o.cents, ref: o.id }, { [h]: randomUUID() })).id,
    ...o12,
    world: hdr(h),
  }));
}
for (const h of ['paypal-request-id', 'x-idempotency-key']) {
  add(`${h} built-in dedupe good`, 'IDEMPOTENT', () => ({
    activity: async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { [h]: o.id })).id,
    ...o12,
    world: provider(),
  }));
  add(`${h} built-in random`, 'DUPLICATE_EFFECT', () => ({
    activity: async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { [h]: randomUUID() })).id,
    ...o12,
    world: provider(),
  }));
}
add('square body key good (route dedupes)', 'IDEMPOTENT', () => ({
  activity: async (o) => (await post('/v2/payments', { idempotency_key: o.id, amount: o.cents })).id,
  ...o12,
  world: provider({
    routes: {
      'POST /v2/payments': ({ body, state }) => {
        const p = state.charges.find((c) => c.idempotency_key === body.idempotency_key);
        if (p) return { body: { id: p.id } };
        const id = 'sq_' + ++state.seq;
        state.charges.push({ id, ...body });
        return { body: { id } };
      },
    },
  }),
}));
add('square body key random, state keyed by ref', 'UNSTABLE_KEY', () => ({
  activity: async (o) => {
    await post('/v2/pay', { idempotency_key: randomUUID(), ref: o.id, amount: o.cents });
  },
  ...o12,
  world: httpWorld({
    origin: BASE,
    state: { pays: {} },
    routes: {
      'POST /v2/pay': ({ body, state }) => {
        state.pays[body.ref] = body.amount;
        return { body: {} };
      },
    },
  }),
}));
add('stripe-like client retry w/ own random key', 'DUPLICATE_EFFECT', () => {
  const client = {
    charges: {
      create: async (p, opt = {}) => {
        const key = opt.idempotencyKey ?? randomUUID();
        for (let i = 0; ; i++) {
          try {
            const r = await fetch(BASE + '/v1/charges', {
              method: 'POST',
              headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': key },
              body: new URLSearchParams(p).toString(),
            });
            if (r.status >= 500) throw new Error('s' + r.status);
            return await r.json();
          } catch (e) {
            if (i >= 2) throw e;
            await new Promise((s) => setTimeout(s, 500));
          }
        }
      },
    },
  };
  return {
    activity: async (o) => (await client.charges.create({ amount: o.cents, ref: o.id })).id,
    ...o12,
    world: provider(),
  };
});
add('stripe-like client with key', 'IDEMPOTENT', () => {
  const client = {
    charges: {
      create: async (p, opt = {}) => {
        const key = opt.idempotencyKey ?? randomUUID();
        for (let i = 0; ; i++) {
          try {
            const r = await fetch(BASE + '/v1/charges', {
              method: 'POST',
              headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': key },
              body: new URLSearchParams(p).toString(),
            });
            if (r.status >= 500) throw new Error('s' + r.status);
            return await r.json();
          } catch (e) {
            if (i >= 2) throw e;
            await new Promise((s) => setTimeout(s, 500));
          }
        }
      },
    },
  };
  return {
    activity: async (o) => (await client.charges.create({ amount: o.cents, ref: o.id }, { idempotencyKey: o.id })).id,
    ...o12,
    world: provider(),
  };
});
web(
  'delete 404 throws',
  'STUCK',
  async (o) => {
    const r = await fetch(`${BASE}/v1/charges/${o.ch}`, { method: 'DELETE' });
    if (!r.ok) throw new Error('s' + r.status);
  },
  two({ ch: 'c1' }, { ch: 'c2' }),
  { state: { charges: [{ id: 'c1' }, { id: 'c2' }], refunds: [], seq: 0 } },
);
web(
  'delete 404 tolerated',
  'IDEMPOTENT',
  async (o) => {
    const r = await fetch(`${BASE}/v1/charges/${o.ch}`, { method: 'DELETE' });
    if (!r.ok && r.status !== 404) throw new Error('s' + r.status);
  },
  two({ ch: 'c1' }, { ch: 'c2' }),
  { state: { charges: [{ id: 'c1' }, { id: 'c2' }], refunds: [], seq: 0 } },
);
web('charge keyed then refund unkeyed', 'DUPLICATE_EFFECT', async (o) => {
  const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  await post(`/v1/charges/${c.id}/refunds`, { amount: 1 });
});
web('charge & refund same key (409?)', 'IDEMPOTENT', async (o) => {
  await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  await post(`/v1/charges/x/refunds`, { amount: 1 }, { 'Idempotency-Key': o.id });
});
web('charge & refund different keys', 'IDEMPOTENT', async (o) => {
  const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id + ':c' });
  await post(`/v1/charges/${c.id}/refunds`, { amount: 1 }, { 'Idempotency-Key': o.id + ':r' });
});
web('timeout abort then alternative', 'DUPLICATE_EFFECT', async (o) => {
  try {
    return (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id })).id;
  } catch {
    return (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id + '-fallback' })).id;
  }
});
web(
  '409 swallowed → undefined',
  'IDEMPOTENT',
  async (o) => (await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id })).id,
);
// ---- file system
const fsCase = (name, expect, activity, calls = o12, seed = {}) =>
  add(name, expect, async () => {
    const d = await mkdtemp(tmpdir() + '/attack-');
    for (const [k, v] of Object.entries(seed)) await writeFile(`${d}/${k}`, v);
    const world = filesystemWorld(d);
    return { activity: activity(world.fs, d), ...calls, world, cleanup: () => rm(d, { recursive: true }) };
  });
fsCase('append file', 'DUPLICATE_EFFECT', (fs, d) => async (o) => {
  await fs.appendFile(`${d}/ledger.csv`, `${o.id},${o.cents}\n`);
});
fsCase(
  'append seeded',
  'DUPLICATE_EFFECT',
  (fs, d) => async (o) => {
    await fs.appendFile(`${d}/ledger.csv`, `${o.id},${o.cents}\n`);
  },
  o12,
  { 'ledger.csv': 'id,cents\n' },
);
fsCase('write file overwrite', 'IDEMPOTENT', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt`, `${o.cents}`);
});
fsCase('write wx stuck', 'STUCK', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt`, `${o.cents}`, { flag: 'wx' });
});
fsCase('write wx EEXIST ok', 'IDEMPOTENT', (fs, d) => async (o) => {
  try {
    await fs.writeFile(`${d}/${o.id}.txt`, `${o.cents}`, { flag: 'wx' });
  } catch (e) {
    if (e.code !== 'EEXIST') throw e;
  }
});
fsCase('tmp + rename', 'IDEMPOTENT', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt.tmp`, `${o.cents}`);
  await fs.rename(`${d}/${o.id}.txt.tmp`, `${d}/${o.id}.txt`);
});
fsCase(
  'rename move inbox (ENOENT stuck)',
  'STUCK',
  (fs, d) => async (o) => {
    await fs.rename(`${d}/${o.id}.in`, `${d}/${o.id}.done`);
  },
  o12,
  { 'o1.in': 'x', 'o2.in': 'y' },
);
fsCase(
  'rename tolerated',
  'IDEMPOTENT',
  (fs, d) => async (o) => {
    try {
      await fs.rename(`${d}/${o.id}.in`, `${d}/${o.id}.done`);
    } catch (e) {
      if (e.code !== 'ENOENT') throw e;
    }
  },
  o12,
  { 'o1.in': 'x', 'o2.in': 'y' },
);
fsCase('timestamped file name', 'DUPLICATE_EFFECT', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}-${Date.now()}.txt`, `${o.cents}`);
});
fsCase('uuid file name', 'DUPLICATE_EFFECT', (fs, d) => async (o) => {
  const f = `${randomUUID()}.txt`;
  await fs.writeFile(`${d}/${f}`, `${o.cents} ${o.id}`);
  return f;
});
fsCase(
  'counter file',
  'DUPLICATE_EFFECT',
  (fs, d) => async (o) => {
    const n = Number(await fs.readFile(`${d}/n`, 'utf8'));
    await fs.writeFile(`${d}/n`, String(n + o.cents));
  },
  two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 7 }),
  { n: '10' },
);
fsCase('json db rmw keyed map', 'IDEMPOTENT', (fs, d) => async (o) => {
  await fs.mkdir(`${d}/orders`, { recursive: true });
  await fs.writeFile(`${d}/orders/${o.id}.json`, JSON.stringify({ cents: o.cents }));
});
fsCase('handle stream writes then marker', 'DUPLICATE_EFFECT', (fs, d) => async (o) => {
  const h = await fs.open(`${d}/log`, 'a');
  await h.write(`${o.id}\n`);
  await h.close();
});
fsCase('marker before write', 'LOST_EFFECT', (fs, d) => async (o) => {
  try {
    await fs.writeFile(`${d}/${o.id}.lock`, '', { flag: 'wx' });
  } catch {
    return;
  }
  await fs.writeFile(`${d}/${o.id}.txt`, 'x');
});
fsCase(
  'unlink ENOENT stuck',
  'STUCK',
  (fs, d) => async (o) => {
    await fs.unlink(`${d}/${o.id}.in`);
  },
  o12,
  { 'o1.in': 'x', 'o2.in': 'y' },
);
fsCase(
  'rm force',
  'IDEMPOTENT',
  (fs, d) => async (o) => {
    await fs.rm(`${d}/${o.id}.in`, { force: true });
  },
  o12,
  { 'o1.in': 'x', 'o2.in': 'y' },
);
fsCase('bypass node:fs sync append', 'INCONCLUSIVE', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt`, 'x');
  nodefs.appendFileSync(ELSEWHERE, `${o.id}\n`);
});
fsCase('bypass node:fs/promises append elsewhere', 'INCONCLUSIVE', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt`, 'x');
  await fsp.appendFile(ELSEWHERE, `${o.id}\n`);
});
fsCase('bypass node:fs stream', 'INCONCLUSIVE', (fs, d) => async (o) => {
  await fs.writeFile(`${d}/${o.id}.txt`, 'x');
  await new Promise((r, j) => {
    const s = nodefs.createWriteStream(ELSEWHERE, { flags: 'a' });
    s.on('error', j);
    s.end(`${o.id}\n`, r);
  });
});
fsCase('bypass node:fs in world folder', 'INCONCLUSIVE', (fs, d) => async (o) => {
  await fsp.appendFile(`${d}/x.log`, `${o.id}\n`);
});
fsCase('reads node:fs elsewhere are fine', 'IDEMPOTENT', (fs, d) => async (o) => {
  nodefs.readFileSync('/etc/hostname', 'utf8');
  await fs.writeFile(`${d}/${o.id}.txt`, 'x');
});
fsCase('reads async elsewhere are fine', 'IDEMPOTENT', (fs, d) => async (o) => {
  await fsp.readFile('/etc/hostname', 'utf8');
  const l = await fsp.readdir('/etc');
  await fs.writeFile(`${d}/${o.id}.txt`, 'x' + l.length);
  await fsp.stat('/etc/passwd');
});
fsCase('scratch dir is fine', 'IDEMPOTENT', (fs, d) => async (o) => {
  const t = await fsp.mkdtemp(tmpdir() + '/scratch-');
  await fsp.writeFile(t + '/a', o.id);
  const x = await fsp.readFile(t + '/a', 'utf8');
  await fsp.rm(t, { recursive: true });
  await fs.writeFile(`${d}/${o.id}.txt`, x);
});
fsCase('hashing async is fine', 'IDEMPOTENT', (fs, d) => async (o) => {
  const { scrypt } = await import('node:crypto');
  const k = await new Promise((r, j) => scrypt(o.id, 'salt', 16, (e, k) => (e ? j(e) : r(k.toString('hex')))));
  await fs.writeFile(`${d}/${o.id}.txt`, k);
});
// ---- mail
const mail = (name, expect, activity, calls = o12, opts) =>
  add(name, expect, () => {
    const world = smtpWorld(opts);
    return { activity: activity(world), ...calls, world };
  });
mail('mail plain', 'DUPLICATE_EFFECT', (w) => async (o) => {
  await w.sendMail({ from: 'x@x', to: o.to, subject: 'hi', text: o.id });
});
mail(
  'mail with message id, receiver drops',
  'IDEMPOTENT',
  (w) => async (o) => {
    await w.sendMail({ from: 'x@x', to: o.to, subject: 'hi', text: o.id, messageId: `<${o.id}@x>` });
  },
  o12,
  { dropsKnownIds: true },
);
mail('mail with message id, receiver keeps', 'DUPLICATE_EFFECT', (w) => async (o) => {
  await w.sendMail({ from: 'x@x', to: o.to, subject: 'hi', text: o.id, messageId: `<${o.id}@x>` });
});
mail(
  'mail loop heartbeat',
  'DUPLICATE_EFFECT',
  (w) => async (o) => {
    for (let i = activityInfo().heartbeatDetails ?? 0; i < o.l.length; i++) {
      await w.sendMail({ from: 'x@x', to: o.l[i], subject: 'hi', text: o.id });
      heartbeat(i + 1);
    }
  },
  two({ id: '1', l: ['a', 'b', 'c'] }, { id: '2', l: ['d', 'e'] }),
);
// ---- composed
const pglite = await PGlite.create();
const comp = (name, expect, ddl, make, calls = o12) =>
  add(name, expect, async () => {
    await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; ' + ddl);
    const db = postgresWorld({ pglite });
    const smtp = smtpWorld();
    const api = provider();
    return { activity: make({ pool: db.pool, smtp }), ...calls, world: [db, smtp, api] };
  });
const PAYU = 'CREATE TABLE payments (order_id text primary key, charge text, status text)';
comp('row then charge keyed then update', 'IDEMPOTENT', PAYU, ({ pool }) => async (o) => {
  await pool.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
  const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  await pool.query("UPDATE payments SET charge=$2, status='paid' WHERE order_id=$1", [o.id, c.id]);
  return c.id;
});
comp('row exists → return, charge after', 'LOST_EFFECT', PAYU, ({ pool }) => async (o) => {
  const r = await pool.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
  if (r.rowCount === 0) return;
  const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  await pool.query("UPDATE payments SET charge=$2, status='paid' WHERE order_id=$1", [o.id, c.id]);
});
comp(
  'charge unkeyed inside tx',
  'DUPLICATE_EFFECT',
  PAYU,
  ({ pool }) =>
    async (o) =>
      inTransaction(pool, async (c) => {
        const r = await c.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
        if (r.rowCount) {
          const ch = await post('/v1/charges', { amount: o.cents, ref: o.id });
          await c.query("UPDATE payments SET charge=$2, status='paid' WHERE order_id=$1", [o.id, ch.id]);
        }
      }),
);
comp(
  'mail before commit',
  'DUPLICATE_EFFECT',
  PAYU,
  ({ pool, smtp }) =>
    async (o) =>
      inTransaction(pool, async (c) => {
        const r = await c.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
        if (r.rowCount) await smtp.sendMail({ from: 'x', to: o.to, subject: 's', text: 't' });
      }),
);
comp('mail after commit if new', 'LOST_EFFECT', PAYU, ({ pool, smtp }) => async (o) => {
  const r = await pool.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
  if (r.rowCount) await smtp.sendMail({ from: 'x', to: o.to, subject: 's', text: 't' });
});
comp('mail always after commit', 'DUPLICATE_EFFECT', PAYU, ({ pool, smtp }) => async (o) => {
  await pool.query("INSERT INTO payments VALUES ($1,null,'pending') ON CONFLICT DO NOTHING", [o.id]);
  await smtp.sendMail({ from: 'x', to: o.to, subject: 's', text: 't' });
});
comp('charge keyed mail unkeyed', 'DUPLICATE_EFFECT', PAYU, ({ smtp }) => async (o) => {
  await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  await smtp.sendMail({ from: 'x', to: o.to, subject: 's', text: 't' });
});
comp(
  'outbox row instead of mail',
  'IDEMPOTENT',
  PAYU + '; CREATE TABLE outbox (id text primary key, to_ text)',
  ({ pool }) =>
    async (o) => {
      const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
      await pool.query(
        "WITH p AS (INSERT INTO payments VALUES ($1,$2,'paid') ON CONFLICT DO NOTHING) INSERT INTO outbox VALUES ($1,$3) ON CONFLICT DO NOTHING",
        [o.id, c.id, o.to],
      );
      return c.id;
    },
);
comp(
  'random key persisted in row first',
  'IDEMPOTENT',
  'CREATE TABLE payments (order_id text primary key, key text, charge text)',
  ({ pool }) =>
    async (o) => {
      await pool.query('INSERT INTO payments VALUES ($1,$2) ON CONFLICT DO NOTHING', [o.id, randomUUID()]);
      const {
        rows: [{ key }],
      } = await pool.query('SELECT key FROM payments WHERE order_id=$1', [o.id]);
      const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': key });
      await pool.query('UPDATE payments SET charge=$2 WHERE order_id=$1', [o.id, c.id]);
      return c.id;
    },
);
comp(
  'random key stored in row after',
  'DUPLICATE_EFFECT',
  'CREATE TABLE payments (order_id text primary key, key text, charge text)',
  ({ pool }) =>
    async (o) => {
      const { rows } = await pool.query('SELECT * FROM payments WHERE order_id=$1', [o.id]);
      if (rows[0]) return rows[0].charge;
      const key = randomUUID();
      const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': key });
      await pool.query('INSERT INTO payments VALUES ($1,$2,$3) ON CONFLICT DO NOTHING', [o.id, key, c.id]);
      return c.id;
    },
);
comp(
  'key from serial id',
  'IDEMPOTENT',
  'CREATE TABLE payments (id serial, order_id text primary key, charge text)',
  ({ pool }) =>
    async (o) => {
      await pool.query('INSERT INTO payments(order_id) VALUES ($1) ON CONFLICT DO NOTHING', [o.id]);
      const {
        rows: [{ id }],
      } = await pool.query('SELECT id FROM payments WHERE order_id=$1', [o.id]);
      const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': `payment-${id}` });
      await pool.query('UPDATE payments SET charge=$2 WHERE order_id=$1', [o.id, c.id]);
      return c.id;
    },
);
comp(
  'key from serial id no unique',
  'DUPLICATE_EFFECT',
  'CREATE TABLE payments (id serial primary key, order_id text, charge text)',
  ({ pool }) =>
    async (o) => {
      const {
        rows: [{ id }],
      } = await pool.query('INSERT INTO payments(order_id) VALUES ($1) RETURNING id', [o.id]);
      const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': `payment-${id}` });
      await pool.query('UPDATE payments SET charge=$2 WHERE id=$1', [id, c.id]);
      return c.id;
    },
);
comp('compensation: failed update refunds', 'DUPLICATE_EFFECT', PAYU, ({ pool }) => async (o) => {
  const c = await post('/v1/charges', { amount: o.cents, ref: o.id }, { 'Idempotency-Key': o.id });
  try {
    await pool.query("INSERT INTO payments VALUES ($1,$2,'paid') ON CONFLICT DO NOTHING", [o.id, c.id]);
  } catch (e) {
    await post(`/v1/charges/${c.id}/refunds`, { amount: o.cents }, { 'Idempotency-Key': o.id + ':refund' });
    throw e;
  }
  return c.id;
});
add('unknown host', 'INCONCLUSIVE', () => ({
  activity: async (o) => {
    await post('/v1/charges', { ref: o.id }, { 'Idempotency-Key': o.id });
    await fetch('http://127.0.0.1:9/x').catch(() => {});
  },
  ...o12,
  world: provider(),
}));
