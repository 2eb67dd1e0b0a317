// Activities over in-memory fakes, written without looking at the first corpus: each verdict was put down before it was run.
import { randomUUID, createHash } from 'node:crypto';
import { add, activityInfo, ApplicationFailure, heartbeat, sleep, memoryWorld, two } from './kit.mjs';

// ---------- fakes
const gateway = () => ({
  charges: [],
  async charge({ amount, idempotencyKey }) {
    const prior = idempotencyKey && this.charges.find((c) => c.idempotencyKey === idempotencyKey);
    if (prior) return { id: prior.id, amount: prior.amount };
    const c = { id: 'ch_' + (this.charges.length + 1), amount, idempotencyKey };
    this.charges.push(c);
    return { id: c.id, amount };
  },
});
class Kv {
  data = new Map();
  async get(k) {
    return this.data.get(k);
  }
  async set(k, v) {
    this.data.set(k, v);
  }
  async setNx(k, v) {
    if (this.data.has(k)) return false;
    this.data.set(k, v);
    return true;
  }
  async del(k) {
    return this.data.delete(k);
  }
  async incr(k) {
    const v = (this.data.get(k) ?? 0) + 1;
    this.data.set(k, v);
    return v;
  }
}

add('key missing', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key with attempt', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (await g.charge({ amount: o.cents, idempotencyKey: `${o.id}-${activityInfo().attempt}` })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key random', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: randomUUID() })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key from time second', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (await g.charge({ amount: o.cents, idempotencyKey: `${o.id}-${Math.floor(Date.now() / 1000)}` })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key from day', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (await g.charge({ amount: o.cents, idempotencyKey: `${o.id}-${new Date().toISOString().slice(0, 10)}` })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key from taskToken', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: activityInfo().base64TaskToken })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key runId+activityId', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => {
      const i = activityInfo();
      return (await g.charge({ amount: o.cents, idempotencyKey: `${i.workflowExecution.runId}:${i.activityId}` })).id;
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key workflowId', 'SWALLOWED_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (await g.charge({ amount: o.cents, idempotencyKey: activityInfo().workflowExecution.workflowId })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key workflowId+activityId', 'SWALLOWED_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => {
      const i = activityInfo();
      return (await g.charge({ amount: o.cents, idempotencyKey: `${i.workflowExecution.workflowId}/${i.activityId}` }))
        .id;
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key too coarse customer', 'SWALLOWED_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: o.customer })).id,
    ...two({ id: 'o1', customer: 'c', cents: 5 }, { id: 'o2', customer: 'c', cents: 7 }),
    world: memoryWorld(g),
  };
});
add('key amount only same amounts', 'SWALLOWED_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: `c-${o.cents}` })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key scheduled timestamp', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (
        await g.charge({
          amount: o.cents,
          idempotencyKey: `${o.id}/${activityInfo().currentAttemptScheduledTimestampMs}`,
        })
      ).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('key from heartbeat, fallback random', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => {
      const key = activityInfo().heartbeatDetails ?? randomUUID();
      heartbeat(key);
      return (await g.charge({ amount: o.cents, idempotencyKey: key })).id;
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('good key', 'IDEMPOTENT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: o.id })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('good key hashed', 'IDEMPOTENT', () => {
  const g = gateway();
  return {
    activity: async (o) =>
      (await g.charge({ amount: o.cents, idempotencyKey: createHash('sha256').update(o.id).digest('hex') })).id,
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
add('two-step only one keyed', 'DUPLICATE_EFFECT', () => {
  const w = {
    g: gateway(),
    mail: {
      sent: [],
      async send(to, body) {
        this.sent.push({ to, body });
      },
    },
  };
  return {
    activity: async (o) => {
      const r = await w.g.charge({ amount: o.cents, idempotencyKey: o.id });
      await w.mail.send(o.to, `charged ${r.id}`);
      return r.id;
    },
    ...two({ id: 'o1', cents: 5, to: 'a' }, { id: 'o2', cents: 5, to: 'b' }),
    world: memoryWorld(w),
  };
});
add('check then act race', 'DUPLICATE_EFFECT', () => {
  const db = {
    rows: [],
    async find(id) {
      return this.rows.find((r) => r.id === id);
    },
    async insert(r) {
      this.rows.push(r);
    },
  };
  return {
    activity: async (o) => {
      if (await db.find(o.id)) return;
      await db.insert({ id: o.id, cents: o.cents });
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('mark done before act', 'LOST_EFFECT', () => {
  const w = { kv: new Kv(), g: gateway() };
  return {
    activity: async (o) => {
      if (!(await w.kv.setNx(`done:${o.id}`, 1))) return 'done';
      await w.g.charge({ amount: o.cents });
      return 'done';
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('act then mark', 'DUPLICATE_EFFECT', () => {
  const w = { kv: new Kv(), g: gateway() };
  return {
    activity: async (o) => {
      if (await w.kv.get(`done:${o.id}`)) return 'done';
      await w.g.charge({ amount: o.cents });
      await w.kv.set(`done:${o.id}`, true);
      return 'done';
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('swallow error reports success', 'LOST_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => {
      try {
        await g.charge({ amount: o.cents, idempotencyKey: o.id });
      } catch {
        /* */
      }
      return 'ok';
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld({ g, x: 1 }),
  };
});
add('counter increments', 'DUPLICATE_EFFECT', () => {
  const s = {
    count: { o1: 0, o2: 0 },
    async bump(id) {
      this.count[id]++;
    },
  };
  return { activity: async (o) => s.bump(o.id), ...two({ id: 'o1' }, { id: 'o2' }), world: memoryWorld(s) };
});
add('balance rmw', 'DUPLICATE_EFFECT', () => {
  const b = {
    accounts: new Map([
      ['a', 100],
      ['b', 100],
    ]),
    async get(x) {
      return this.accounts.get(x);
    },
    async put(x, v) {
      this.accounts.set(x, v);
    },
  };
  return {
    activity: async (o) => {
      const v = await b.get(o.acc);
      await b.put(o.acc, v + o.cents);
    },
    ...two({ acc: 'a', cents: 5 }, { acc: 'b', cents: 7 }),
    world: memoryWorld(b),
  };
});
add('balance set absolute', 'IDEMPOTENT', () => {
  const b = {
    accounts: new Map([
      ['a', 100],
      ['b', 100],
    ]),
    async put(x, v) {
      this.accounts.set(x, v);
    },
  };
  return {
    activity: async (o) => {
      await b.put(o.acc, o.balance);
    },
    ...two({ acc: 'a', balance: 5 }, { acc: 'b', balance: 7 }),
    world: memoryWorld(b),
  };
});
add('transfer two legs no tx', 'DUPLICATE_EFFECT', () => {
  const b = {
    bal: { a: 100, b: 100, c: 100 },
    async add(x, v) {
      this.bal[x] += v;
    },
  };
  return {
    activity: async (o) => {
      await b.add(o.from, -o.n);
      await b.add(o.to, o.n);
    },
    ...two({ from: 'a', to: 'b', n: 10 }, { from: 'c', to: 'b', n: 7 }),
    world: memoryWorld(b),
  };
});
add('receipt drift undefined', 'RESULT_DRIFT', () => {
  const db = {
    rows: new Map(),
    async insert(id, r) {
      if (this.rows.has(id)) throw Object.assign(new Error('dup'), { code: '23505' });
      this.rows.set(id, r);
      return { receipt: `r-${id}` };
    },
  };
  return {
    activity: async (o) => {
      try {
        return await db.insert(o.id, { c: o.cents });
      } catch (e) {
        if (e.code === '23505') return undefined;
        throw e;
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('receipt stable', 'IDEMPOTENT', () => {
  const db = {
    rows: new Map(),
    async insert(id, r) {
      if (this.rows.has(id)) throw Object.assign(new Error('dup'), { code: '23505' });
      this.rows.set(id, r);
    },
    async get(id) {
      return this.rows.get(id);
    },
  };
  return {
    activity: async (o) => {
      try {
        await db.insert(o.id, { c: o.cents, receipt: `r-${o.id}` });
      } catch (e) {
        if (e.code !== '23505') throw e;
      }
      return (await db.get(o.id)).receipt;
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('receipt generated each time', 'RESULT_DRIFT', () => {
  const db = {
    rows: new Map(),
    async put(id, r) {
      if (!this.rows.has(id)) this.rows.set(id, r);
    },
  };
  return {
    activity: async (o) => {
      const confirmation = randomUUID();
      await db.put(o.id, { cents: o.cents, confirmation });
      return { confirmation };
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('alreadyProcessed flag result', 'RESULT_DRIFT', () => {
  const db = {
    rows: new Map(),
    async put(id, r) {
      if (this.rows.has(id)) return false;
      this.rows.set(id, r);
      return true;
    },
  };
  return {
    activity: async (o) => {
      const created = await db.put(o.id, { cents: o.cents });
      return { created };
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('duplicate throws nonretryable', 'STUCK', () => {
  const db = {
    rows: new Map(),
    async put(id, r) {
      if (this.rows.has(id)) throw new Error('exists');
      this.rows.set(id, r);
    },
  };
  return {
    activity: async (o) => {
      try {
        await db.put(o.id, { cents: o.cents });
      } catch (e) {
        throw ApplicationFailure.nonRetryable(e.message, 'Duplicate');
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('duplicate throws retryable', 'STUCK', () => {
  const db = {
    rows: new Map(),
    async put(id, r) {
      if (this.rows.has(id)) throw new Error('exists');
      this.rows.set(id, r);
    },
  };
  return {
    activity: async (o) => db.put(o.id, { cents: o.cents }),
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(db),
  };
});
add('lock without expiry', 'STUCK', () => {
  const w = {
    kv: new Kv(),
    rows: new Map(),
    async write(id, r) {
      this.rows.set(id, r);
    },
  };
  return {
    activity: async (o) => {
      if (!(await w.kv.setNx(`lock:${o.id}`, 1))) throw new Error('locked');
      try {
        await w.write(o.id, o.cents);
      } finally {
        await w.kv.del(`lock:${o.id}`);
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 6 }),
    world: memoryWorld(w),
  };
});
add('lock with expiry but act unkeyed', 'DUPLICATE_EFFECT', () => {
  const w = {
    locks: new Map(),
    async lock(id, ttl) {
      const l = this.locks.get(id);
      if (l && l > Date.now()) return false;
      this.locks.set(id, Date.now() + ttl);
      return true;
    },
    async unlock(id) {
      this.locks.delete(id);
    },
    g: gateway(),
  };
  return {
    activity: async (o) => {
      if (!(await w.lock(o.id, 30000))) throw new Error('locked');
      try {
        const c = await w.g.charge({ amount: o.cents });
        return c.id;
      } finally {
        await w.unlock(o.id);
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 6 }),
    world: memoryWorld(w),
  };
});
add('lock with expiry, check inside, no fencing (zombie)', 'DUPLICATE_EFFECT', () => {
  const w = {
    locks: new Map(),
    async lock(id, ttl) {
      const l = this.locks.get(id);
      if (l && l > Date.now()) return false;
      this.locks.set(id, Date.now() + ttl);
      return true;
    },
    async unlock(id) {
      this.locks.delete(id);
    },
    done: new Map(),
    async isDone(id) {
      return this.done.get(id);
    },
    async finish(id, v) {
      this.done.set(id, v);
    },
    ledger: [],
    async post(e) {
      this.ledger.push(e);
    },
  };
  return {
    activity: async (o) => {
      if (!(await w.lock(o.id, 30000))) throw new Error('locked');
      if (!(await w.isDone(o.id))) {
        await w.post({ id: o.id, cents: o.cents });
        await w.finish(o.id, true);
      }
      await w.unlock(o.id);
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 6 }),
    world: memoryWorld(w),
  };
});
add('outbox duplicates', 'DUPLICATE_EFFECT', () => {
  const w = {
    orders: new Map(),
    outbox: [],
    async upsert(id, o) {
      this.orders.set(id, o);
    },
    async publish(e) {
      this.outbox.push(e);
    },
  };
  return {
    activity: async (o) => {
      await w.upsert(o.id, { total: o.cents });
      await w.publish({ type: 'OrderPlaced', id: o.id });
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 6 }),
    world: memoryWorld(w),
  };
});
add('outbox with event id dedupe', 'IDEMPOTENT', () => {
  const w = {
    orders: new Map(),
    outbox: new Map(),
    async upsert(id, o) {
      this.orders.set(id, o);
    },
    async publish(id, e) {
      if (!this.outbox.has(id)) this.outbox.set(id, e);
    },
  };
  return {
    activity: async (o) => {
      await w.upsert(o.id, { total: o.cents });
      await w.publish(`placed-${o.id}`, { type: 'OrderPlaced', id: o.id });
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 6 }),
    world: memoryWorld(w),
  };
});
add('in-memory module cache guards', 'DUPLICATE_EFFECT', () => {
  const g = gateway();
  return {
    activity: {
      create: () => {
        const seen = new Set();
        return async (o) => {
          if (seen.has(o.id)) return;
          await g.charge({ amount: o.cents });
          seen.add(o.id);
        };
      },
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(g),
  };
});
const batchWorld = () => ({
  processed: [],
  async process(i) {
    this.processed.push(i);
  },
});
const runBatch = (start, beat) => (w) => async (o) => {
  let from = start(activityInfo().heartbeatDetails);
  for (let i = from; i < o.items.length; i++) {
    if (beat === 'before') heartbeat(i + 1);
    await w.process(o.items[i]);
    if (beat === 'after') heartbeat(i);
    if (beat === 'next') heartbeat(i + 1);
  }
};
add('heartbeat before effect skips', 'DUPLICATE_EFFECT', () => {
  const w = batchWorld();
  return {
    activity: runBatch((d) => d ?? 0, 'before')(w),
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('heartbeat resumes duplicates', 'DUPLICATE_EFFECT', () => {
  const w = batchWorld();
  return {
    activity: runBatch((d) => d ?? 0, 'after')(w),
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('heartbeat next w/o item keys', 'DUPLICATE_EFFECT', () => {
  const w = batchWorld();
  return {
    activity: runBatch((d) => d ?? 0, 'next')(w),
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('heartbeat next with item keys', 'IDEMPOTENT', () => {
  const w = {
    processed: new Map(),
    async process(i) {
      this.processed.set(i, 'done');
    },
  };
  return {
    activity: runBatch((d) => d ?? 0, 'next')(w),
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('heartbeat off by one skip with keys', 'LOST_EFFECT', () => {
  const w = {
    processed: new Map(),
    async process(i) {
      this.processed.set(i, 'done');
    },
  };
  return {
    activity: runBatch((d) => (d === undefined ? 0 : d + 1), 'next')(w),
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('batch sum accumulates in process, resumed loses', 'RESULT_DRIFT', () => {
  const w = {
    processed: new Map(),
    async process(i) {
      this.processed.set(i, 'done');
    },
  };
  return {
    activity: async (o) => {
      let n = 0;
      for (let i = activityInfo().heartbeatDetails ?? 0; i < o.items.length; i++) {
        await w.process(o.items[i]);
        n++;
        heartbeat(i + 1);
      }
      return { processed: n };
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('parallel promise.all items unkeyed', 'DUPLICATE_EFFECT', () => {
  const w = batchWorld();
  return {
    activity: async (o) => {
      await Promise.all(o.items.map((i) => w.process(i)));
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('parallel promise.all items keyed', 'IDEMPOTENT', () => {
  const w = {
    processed: new Map(),
    async process(i) {
      this.processed.set(i, 'done');
    },
  };
  return {
    activity: async (o) => {
      await Promise.all(o.items.map((i) => w.process(i)));
      return o.items.length;
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e', 'f'] }),
    world: memoryWorld(w),
  };
});
add('delete natural idempotent', 'IDEMPOTENT', () => {
  const w = {
    rows: new Map([
      ['o1', 1],
      ['o2', 2],
    ]),
    async remove(id) {
      this.rows.delete(id);
    },
  };
  return {
    activity: async (o) => {
      await w.remove(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('delete throws not found', 'STUCK', () => {
  const w = {
    rows: new Map([
      ['o1', 1],
      ['o2', 2],
    ]),
    async remove(id) {
      if (!this.rows.delete(id)) throw new Error('not found');
    },
  };
  return {
    activity: async (o) => {
      await w.remove(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('delete oldest (lookup nonidempotent)', 'DUPLICATE_EFFECT', () => {
  const w = {
    queue: ['a', 'b', 'c', 'd'],
    log2: {},
    async pop() {
      return this.queue.shift();
    },
  };
  return {
    activity: async () => {
      return w.pop();
    },
    args: [{ w: 1 }],
    distinct: [{ w: 2 }],
    world: memoryWorld(w),
  };
});
add('status transition guarded CAS', 'IDEMPOTENT', () => {
  const w = {
    o: new Map([
      ['o1', { s: 'new' }],
      ['o2', { s: 'new' }],
    ]),
    async cas(id, from, to) {
      const r = this.o.get(id);
      if (r.s !== from) return false;
      r.s = to;
      return true;
    },
  };
  return {
    activity: async (o) => {
      await w.cas(o.id, 'new', 'paid');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('status CAS throws when not new', 'STUCK', () => {
  const w = {
    o: new Map([
      ['o1', { s: 'new' }],
      ['o2', { s: 'new' }],
    ]),
    async cas(id, from, to) {
      const r = this.o.get(id);
      if (r.s !== from) return false;
      r.s = to;
      return true;
    },
  };
  return {
    activity: async (o) => {
      if (!(await w.cas(o.id, 'new', 'paid'))) throw new Error('invalid transition');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('toggle', 'LOST_EFFECT', () => {
  const w = {
    o: new Map([
      ['o1', { on: false }],
      ['o2', { on: false }],
    ]),
    async toggle(id) {
      const r = this.o.get(id);
      r.on = !r.on;
    },
  };
  return {
    activity: async (o) => {
      await w.toggle(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('refund compensation unkeyed', 'DUPLICATE_EFFECT', () => {
  const w = {
    refunds: [],
    async refund(ch, n) {
      this.refunds.push({ ch, n });
    },
  };
  return {
    activity: async (o) => {
      await w.refund(o.charge, o.cents);
    },
    ...two({ charge: 'ch1', cents: 5 }, { charge: 'ch2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('compensation catch refunds then throws', 'DUPLICATE_EFFECT', () => {
  const w = {
    g: gateway(),
    refunds: [],
    async refund(k) {
      this.refunds.push(k);
    },
    async ship(id) {
      if (id === 'x') throw new Error();
      this.shipped.set(id, 1);
    },
    shipped: new Map(),
  };
  return {
    activity: async (o) => {
      const c = await w.g.charge({ amount: o.cents, idempotencyKey: o.id });
      try {
        await w.ship(o.id);
      } catch (e) {
        await w.refund(c.id);
        throw e;
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('cached error replays', 'STUCK', () => {
  const w = {
    results: new Map(),
    async get(k) {
      return this.results.get(k);
    },
    async put(k, v) {
      this.results.set(k, v);
    },
    g: gateway(),
  };
  return {
    activity: async (o) => {
      const r = await w.get(o.id);
      if (r) {
        if (r.error) throw ApplicationFailure.nonRetryable(r.error);
        return r.id;
      }
      try {
        const c = await w.g.charge({ amount: o.cents, idempotencyKey: o.id });
        await w.put(o.id, { id: c.id });
        return c.id;
      } catch (e) {
        await w.put(o.id, { error: e.message });
        throw e;
      }
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('zombie overwrites newer', 'IDEMPOTENT', () => {
  const w = {
    p: new Map(),
    async put(id, v) {
      this.p.set(id, v);
    },
  };
  return {
    activity: async (o) => {
      await w.put(o.id, { email: o.email });
    },
    ...two({ id: 'u1', email: 'a' }, { id: 'u2', email: 'b' }),
    world: memoryWorld(w),
  };
});
add('zombie overwrites newer same entity', 'TORN_STATE', () => {
  const w = {
    p: new Map([['u1', 'old']]),
    async put(id, v) {
      this.p.set(id, v);
    },
  };
  return {
    activity: async (o) => {
      await w.put(o.id, o.email);
    },
    ...two({ id: 'u1', email: 'a' }, { id: 'u1', email: 'b' }),
    world: memoryWorld(w),
  };
});
add('append to document text', 'DUPLICATE_EFFECT', () => {
  const w = {
    docs: { o1: 'start', o2: 'start' },
    async append(id, t) {
      this.docs[id] += t;
    },
  };
  return {
    activity: async (o) => {
      await w.append(o.id, ' +line');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('subscription extend by date', 'DUPLICATE_EFFECT', () => {
  const w = {
    subs: new Map([
      ['s1', { until: new Date('2031-01-01T00:00:00Z') }],
      ['s2', { until: new Date('2031-01-01T00:00:00Z') }],
    ]),
    async get(id) {
      return this.subs.get(id);
    },
    async save(id, until) {
      this.subs.get(id).until = until;
    },
  };
  return {
    activity: async (o) => {
      const s = await w.get(o.id);
      await w.save(o.id, new Date(s.until.getTime() + 30 * 86400e3));
    },
    ...two({ id: 's1' }, { id: 's2' }),
    world: memoryWorld(w),
  };
});
add('subscription extend near now', 'DUPLICATE_EFFECT', () => {
  const now = Date.now();
  const w = {
    subs: new Map([
      ['s1', { until: new Date(now + 5 * 86400e3) }],
      ['s2', { until: new Date(now + 5 * 86400e3) }],
    ]),
    async get(id) {
      return this.subs.get(id);
    },
    async save(id, until) {
      this.subs.get(id).until = until;
    },
  };
  return {
    activity: async (o) => {
      const s = await w.get(o.id);
      await w.save(o.id, new Date(s.until.getTime() + 30 * 86400e3));
    },
    ...two({ id: 's1' }, { id: 's2' }),
    world: memoryWorld(w),
  };
});
add('sync fake no key', 'DUPLICATE_EFFECT', () => {
  const w = {
    list: [],
    push(x) {
      this.list.push(x);
      return this.list.length;
    },
  };
  return {
    activity: async (o) => {
      w.push(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('updatedAt touched only', 'IDEMPOTENT', () => {
  const w = {
    p: new Map(),
    async put(id, v) {
      this.p.set(id, { ...v, updatedAt: new Date() });
    },
  };
  return {
    activity: async (o) => {
      await w.put(o.id, { n: o.n });
      return 'saved';
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    world: memoryWorld(w),
  };
});
add('version counter touched', 'IDEMPOTENT', () => {
  const w = {
    p: new Map(),
    async put(id, v) {
      const prev = this.p.get(id);
      this.p.set(id, { ...v, version: (prev?.version ?? 0) + 1 });
    },
  };
  return {
    activity: async (o) => {
      await w.put(o.id, { n: o.n });
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    world: memoryWorld(w),
  };
});
add('event log with attempts ignored', 'IDEMPOTENT', () => {
  const w = {
    p: new Map(),
    log: [],
    async put(id, v) {
      this.p.set(id, v);
    },
    async audit(x) {
      this.log.push(x);
    },
  };
  return {
    activity: async (o) => {
      await w.audit(`attempt ${activityInfo().attempt}`);
      await w.put(o.id, o.n);
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    ignore: ['log'],
    world: memoryWorld(w),
  };
});
add('business error each time', 'IDEMPOTENT', () => {
  const w = {
    tries: [],
    p: new Map([
      ['u1', 0],
      ['u2', 0],
    ]),
    async reserve(id) {
      this.p.set(id, 1);
    },
    async get(id) {
      return this.p.get(id);
    },
  };
  return {
    activity: async (o) => {
      await w.reserve(o.id);
      throw ApplicationFailure.nonRetryable('insufficient funds', 'InsufficientFunds');
    },
    ...two({ id: 'u1' }, { id: 'u2' }),
    world: memoryWorld(w),
  };
});
add('async fire and forget', 'LOST_EFFECT', () => {
  const w = {
    p: new Map(),
    async put(id, v) {
      await new Promise((r) => setTimeout(r, 10));
      this.p.set(id, v);
    },
  };
  return {
    activity: async (o) => {
      void w.put(o.id, o.n);
      return 'ok';
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    world: memoryWorld(w),
  };
});
add('partial write two tables', 'LOST_EFFECT', () => {
  const w = {
    orders: new Map(),
    items: new Map(),
    async has(id) {
      return this.orders.has(id);
    },
    async order(id, o) {
      this.orders.set(id, o);
    },
    async item(id, i) {
      this.items.set(id, i);
    },
  };
  return {
    activity: async (o) => {
      if (await w.has(o.id)) return 'ok';
      await w.order(o.id, { c: 1 });
      await w.item(o.id, o.item);
      return 'ok';
    },
    ...two({ id: 'o1', item: 'x' }, { id: 'o2', item: 'y' }),
    world: memoryWorld(w),
  };
});
add('natural key dedupe by content swallows equal', 'SWALLOWED_EFFECT', () => {
  const w = {
    posts: [],
    async post(author, text) {
      if (this.posts.some((p) => p.text === text && p.author === author)) return;
      this.posts.push({ author, text });
    },
  };
  return {
    activity: async (o) => {
      await w.post(o.author, o.text);
    },
    ...two({ id: 'p1', author: 'a', text: 'hi' }, { id: 'p2', author: 'a', text: 'hi' }),
    world: memoryWorld(w),
  };
});
add('remember last call only', 'DUPLICATE_EFFECT', () => {
  const w = {
    last: null,
    rows: [],
    async getLast() {
      return this.last;
    },
    async write(id, n) {
      this.rows.push({ id, n });
      this.last = id;
    },
  };
  return {
    activity: async (o) => {
      if ((await w.getLast()) === o.id) return;
      await w.write(o.id, o.n);
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    world: memoryWorld(w),
  };
});
add('atomic once in fake', 'IDEMPOTENT', () => {
  const w = {
    keys: new Set(),
    rows: [],
    async once(k, r) {
      if (this.keys.has(k)) return;
      this.keys.add(k);
      this.rows.push(r);
    },
  };
  return {
    activity: async (o) => {
      await w.once(o.id, { n: o.n });
    },
    ...two({ id: 'u1', n: 1 }, { id: 'u2', n: 2 }),
    world: memoryWorld(w),
  };
});
add('dedupe window expires', 'DUPLICATE_EFFECT', () => {
  const w = {
    seen: new Map(),
    msgs: [],
    async send(k, m) {
      const t = this.seen.get(k);
      if (t !== undefined && Date.now() - t < 5 * 60e3) return;
      this.seen.set(k, Date.now());
      this.msgs.push(m);
    },
  };
  return {
    activity: async (o) => {
      await w.send(o.id, o.m);
    },
    ...two({ id: 'u1', m: 1 }, { id: 'u2', m: 2 }),
    world: memoryWorld(w),
  };
});
add('conflicting args accepted silently', 'SWALLOWED_EFFECT', () => {
  const g = gateway();
  return {
    activity: async (o) => (await g.charge({ amount: o.cents, idempotencyKey: o.key })).id,
    args: [{ key: 'k1', cents: 5 }],
    distinct: [{ key: 'k2', cents: 5 }],
    conflicting: [{ key: 'k1', cents: 9 }],
    world: memoryWorld(g),
  };
});
add('conflicting args refused', 'IDEMPOTENT', () => {
  const g = {
    charges: new Map(),
    async charge({ amount, idempotencyKey }) {
      const p = this.charges.get(idempotencyKey);
      if (p) {
        if (p.amount !== amount) throw new Error('conflict');
        return p.id;
      }
      this.charges.set(idempotencyKey, { id: 'c_' + idempotencyKey, amount });
      return 'c_' + idempotencyKey;
    },
  };
  return {
    activity: async (o) => await g.charge({ amount: o.cents, idempotencyKey: o.key }),
    args: [{ key: 'k1', cents: 5 }],
    distinct: [{ key: 'k2', cents: 5 }],
    conflicting: [{ key: 'k1', cents: 9 }],
    world: memoryWorld(g),
  };
});
add('conflicting overwritten', 'TORN_STATE', () => {
  const g = {
    charges: new Map(),
    async charge({ amount, idempotencyKey }) {
      this.charges.set(idempotencyKey, { amount });
    },
  };
  return {
    activity: async (o) => {
      await g.charge({ amount: o.cents, idempotencyKey: o.key });
    },
    args: [{ key: 'k1', cents: 5 }],
    distinct: [{ key: 'k2', cents: 5 }],
    conflicting: [{ key: 'k1', cents: 9 }],
    world: memoryWorld(g),
  };
});
add('polling until ready', 'IDEMPOTENT', () => {
  const w = {
    jobs: new Map(),
    async submit(id) {
      if (!this.jobs.has(id)) this.jobs.set(id, { polls: 0, state: 'running' });
    },
    async status(id) {
      const j = this.jobs.get(id);
      if (j.state === 'running' && ++j.polls >= 3) {
        j.state = 'done';
      }
      return j.state;
    },
  };
  return {
    activity: async (o) => {
      await w.submit(o.id);
      while ((await w.status(o.id)) !== 'done') {
        heartbeat();
        await sleep(1000);
      }
      return 'done';
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('polling resubmits job', 'DUPLICATE_EFFECT', () => {
  const w = {
    jobs: [],
    async submit(id) {
      this.jobs.push({ id, state: 'running' });
      return this.jobs.length - 1;
    },
    async status(i) {
      this.jobs[i].state = 'done';
      return 'done';
    },
  };
  return {
    activity: async (o) => {
      const j = await w.submit(o.id);
      while ((await w.status(j)) !== 'done') {
        await sleep(1000);
      }
      return 'done';
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('job id in heartbeat only', 'DUPLICATE_EFFECT', () => {
  const w = {
    jobs: [],
    async submit(id) {
      this.jobs.push({ id, state: 'running' });
      return this.jobs.length - 1;
    },
    async status(i) {
      this.jobs[i].state = 'done';
      return 'done';
    },
  };
  return {
    activity: async (o) => {
      let j = activityInfo().heartbeatDetails;
      if (j === undefined) {
        j = await w.submit(o.id);
        heartbeat(j);
      }
      while ((await w.status(j)) !== 'done') {
        await sleep(1000);
      }
      return 'done';
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('first attempt only guard', 'DUPLICATE_EFFECT', () => {
  const w = {
    mail: [],
    async send(m) {
      this.mail.push(m);
    },
  };
  return {
    activity: async (o) => {
      if (activityInfo().attempt > 1) return;
      await w.send(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('inventory decrement with reservation', 'IDEMPOTENT', () => {
  const w = {
    stock: { a: 10 },
    res: new Map(),
    async reserve(id, sku, n) {
      if (this.res.has(id)) return;
      if (this.stock[sku] < n) throw new Error('oos');
      this.stock[sku] -= n;
      this.res.set(id, { sku, n });
    },
  };
  return {
    activity: async (o) => {
      await w.reserve(o.id, o.sku, o.n);
      return { reservation: o.id };
    },
    ...two({ id: 'o1', sku: 'a', n: 2 }, { id: 'o2', sku: 'a', n: 3 }),
    world: memoryWorld(w),
  };
});
add('inventory decrement unguarded last item stuck', 'DUPLICATE_EFFECT', () => {
  const w = {
    stock: { a: 10 },
    async take(sku, n) {
      if (this.stock[sku] < n) throw new Error('oos');
      this.stock[sku] -= n;
    },
  };
  return {
    activity: async (o) => {
      await w.take(o.sku, o.n);
    },
    ...two({ id: 'o1', sku: 'a', n: 2 }, { id: 'o2', sku: 'a', n: 3 }),
    world: memoryWorld(w),
  };
});
add('sequence number allotment unkeyed', 'DUPLICATE_EFFECT', () => {
  const w = {
    next: 1,
    invoices: new Map(),
    async alloc() {
      return this.next++;
    },
    async save(n, o) {
      this.invoices.set(n, o);
    },
  };
  return {
    activity: async (o) => {
      const n = await w.alloc();
      await w.save(n, o.id);
      return n;
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('sequence number keyed by order', 'IDEMPOTENT', () => {
  const w = {
    next: 1,
    invoices: new Map(),
    async invoiceFor(id) {
      let n = this.invoices.get(id);
      if (n === undefined) {
        n = this.next++;
        this.invoices.set(id, n);
      }
      return n;
    },
  };
  return { activity: async (o) => w.invoiceFor(o.id), ...two({ id: 'o1' }, { id: 'o2' }), world: memoryWorld(w) };
});
add('upsert max', 'IDEMPOTENT', () => {
  const w = {
    hi: { p: 3 },
    async max(p, v) {
      this.hi[p] = Math.max(this.hi[p] ?? 0, v);
    },
  };
  return {
    activity: async (o) => {
      await w.max(o.p, o.v);
    },
    ...two({ p: 'p', v: 5 }, { p: 'p', v: 9 }),
    world: memoryWorld(w),
  };
});
add('set add tag', 'IDEMPOTENT', () => {
  const w = {
    tags: new Set(['x']),
    async add(t) {
      this.tags.add(t);
    },
  };
  return {
    activity: async (o) => {
      await w.add(o.t);
    },
    ...two({ t: 'a' }, { t: 'b' }),
    world: memoryWorld(w),
  };
});
add('eventual consistency lookup', 'DUPLICATE_EFFECT', () => {
  const w = {
    rows: [],
    visibleAfter: [],
    async search(id) {
      return this.rows.filter((r) => r.id === id && Date.now() - r.at > 60000)[0];
    },
    async create(id) {
      this.rows.push({ id, at: Date.now() });
    },
  };
  return {
    activity: async (o) => {
      if (!(await w.search(o.id))) await w.create(o.id);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('retry inside activity loop unkeyed', 'DUPLICATE_EFFECT', () => {
  const w = {
    mail: [],
    async send(m) {
      this.mail.push(m);
    },
  };
  return {
    activity: async (o) => {
      for (let i = 0; ; i++) {
        try {
          await w.send(o.id);
          return;
        } catch (e) {
          if (i > 2) throw e;
          await sleep(100);
        }
      }
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('promise.race timeout reported failure', 'DUPLICATE_EFFECT', () => {
  const w = {
    mail: [],
    async send(m) {
      await new Promise((r) => setTimeout(r, 50));
      this.mail.push(m);
    },
  };
  return {
    activity: async (o) => {
      await Promise.race([
        w.send(o.id),
        sleep(5000).then(() => {
          throw new Error('timeout');
        }),
      ]);
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('read only', 'IDEMPOTENT', () => {
  const w = {
    rows: new Map([['a', 1]]),
    async get(k) {
      return this.rows.get(k);
    },
  };
  return { activity: async (k) => w.get(k), args: ['a'], effects: 'none', world: memoryWorld(w) };
});
add('non-atomic claim (get then set)', 'DUPLICATE_EFFECT', () => {
  const w = {
    kv: new Kv(),
    rows: [],
    async post(r) {
      this.rows.push(r);
    },
  };
  return {
    activity: async (o) => {
      const s = await w.kv.get(o.id);
      if (s === 'done') return;
      await w.kv.set(o.id, 'started');
      await w.post({ id: o.id });
      await w.kv.set(o.id, 'done');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('claim in-progress never released', 'STUCK', () => {
  const w = {
    kv: new Kv(),
    rows: new Map(),
    async post(id) {
      this.rows.set(id, 1);
    },
  };
  return {
    activity: async (o) => {
      const s = await w.kv.get(o.id);
      if (s === 'done') return;
      if (s === 'started') throw new Error('in progress elsewhere');
      await w.kv.set(o.id, 'started');
      await w.post(o.id);
      await w.kv.set(o.id, 'done');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('claim treats in-progress as done', 'LOST_EFFECT', () => {
  const w = {
    kv: new Kv(),
    rows: new Map(),
    async post(id) {
      this.rows.set(id, 1);
    },
  };
  return {
    activity: async (o) => {
      if (!(await w.kv.setNx(o.id, 'started'))) return;
      await w.post(o.id);
      await w.kv.set(o.id, 'done');
    },
    ...two({ id: 'o1' }, { id: 'o2' }),
    world: memoryWorld(w),
  };
});
add('key stored before use (random persisted first)', 'IDEMPOTENT', () => {
  const w = { kv: new Kv(), g: gateway() };
  return {
    activity: async (o) => {
      await w.kv.setNx(`key:${o.id}`, randomUUID());
      const key = await w.kv.get(`key:${o.id}`);
      const c = await w.g.charge({ amount: o.cents, idempotencyKey: key });
      return c.id;
    },
    ...two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 }),
    world: memoryWorld(w),
  };
});
add('unstable key harmless receiver', 'UNSTABLE_KEY', () => {
  const w = {
    p: new Map(),
    async put(id, v, idempotencyKey) {
      if (idempotencyKey !== '') this.p.set(id, v);
    },
  };
  return {
    activity: async (o) => {
      await w.put(o.id, o.v, `${o.id}-${activityInfo().attempt}`);
    },
    ...two({ id: 'u1', v: 1 }, { id: 'u2', v: 2 }),
    world: memoryWorld(w),
  };
});
