// The same once more: repositories, wallets, seats, batches, compensation, cancellation, results and errors.
import { randomUUID, createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import {
  add,
  activityInfo,
  ApplicationFailure,
  CancelledFailure,
  Context,
  heartbeat,
  sleep,
  memoryWorld,
  two,
} from './kit.mjs';

const o12 = two({ id: 'o1', cents: 5, to: 'a@x' }, { id: 'o2', cents: 5, to: 'b@x' });
const m = (name, expect, make) =>
  add(name, expect, () => {
    const { w, activity, ...rest } = make();
    return { ...o12, activity, world: memoryWorld(w), ...rest };
  });
// class-based repositories
class Repo {
  rows = new Map();
  async save(r) {
    this.rows.set(r.id, { ...this.rows.get(r.id), ...r });
  }
  async find(id) {
    const r = this.rows.get(id);
    return r ? { ...r } : null;
  }
  async all() {
    return [...this.rows.values()];
  }
}
class Bus {
  published = [];
  async publish(topic, msg) {
    this.published.push({ topic, msg });
  }
}
class DedupBus extends Bus {
  seen = new Set();
  async publish(topic, msg) {
    if (this.seen.has(msg.eventId)) return;
    this.seen.add(msg.eventId);
    await super.publish(topic, msg);
  }
}
class Wallet {
  balance = {};
  ledger = [];
  async credit(user, cents, ref) {
    if (ref && this.ledger.some((e) => e.ref === ref)) return;
    this.ledger.push({ user, cents, ref });
    this.balance[user] = (this.balance[user] ?? 0) + cents;
  }
  async debit(user, cents, ref) {
    return this.credit(user, -cents, ref);
  }
}
m('class method activity publishes', 'DUPLICATE_EFFECT', () => {
  const w = { repo: new Repo(), bus: new Bus() };
  class Acts {
    constructor(d) {
      this.d = d;
    }
    async place(o) {
      await this.d.repo.save({ id: o.id, status: 'placed' });
      await this.d.bus.publish('orders', { id: o.id });
      return { status: 'placed' };
    }
  }
  const a = new Acts(w);
  return { w, activity: { activities: a, name: 'place' } };
});
m('dedup bus random event id', 'DUPLICATE_EFFECT', () => {
  const w = { repo: new Repo(), bus: new DedupBus() };
  return {
    w,
    activity: async (o) => {
      await w.repo.save({ id: o.id, status: 'placed' });
      await w.bus.publish('orders', { eventId: randomUUID(), id: o.id });
    },
  };
});
m('dedup bus stable event id', 'IDEMPOTENT', () => {
  const w = { repo: new Repo(), bus: new DedupBus() };
  return {
    w,
    activity: async (o) => {
      await w.repo.save({ id: o.id, status: 'placed' });
      await w.bus.publish('orders', { eventId: `${o.id}:placed`, id: o.id });
    },
  };
});
m('dedup bus event id per topic only', 'SWALLOWED_EFFECT', () => {
  const w = { bus: new DedupBus() };
  return {
    w,
    activity: async (o) => {
      await w.bus.publish('orders', { eventId: `placed`, id: o.id });
    },
  };
});
m('transfer with refs both legs', 'IDEMPOTENT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.debit('a', o.cents, o.id + ':d');
      await w.credit('b', o.cents, o.id + ':c');
      return { ok: true };
    },
  };
});
m('transfer with same ref for both legs (second leg swallowed in clean)', 'IDEMPOTENT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.debit('a', o.cents, o.id);
      await w.credit('b', o.cents, o.id);
    },
  };
});
m('transfer only debit has ref', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.debit('a', o.cents, o.id);
      await w.credit('b', o.cents);
    },
  };
});
m('transfer ref is amount', 'SWALLOWED_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit('b', o.cents, `c-${o.cents}`);
    },
  };
});
m('transfer ref from hash of user', 'SWALLOWED_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit(
        'b',
        o.cents,
        createHash('md5')
          .update('b' + o.cents)
          .digest('hex'),
      );
    },
  };
});
m('transfer ref from random bytes', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit('b', o.cents, randomBytes(8).toString('hex'));
    },
  };
});
m('transfer ref from Math.random', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit('b', o.cents, Math.random().toString(36));
    },
  };
});
m('transfer ref from performance.now', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit('b', o.cents, `r${performance.now()}`);
    },
  };
});
m('transfer ref minute bucket', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      await w.credit('b', o.cents, `${o.id}:${new Date().toISOString().slice(0, 16)}`);
    },
  };
});
m('ref from context info activityId + attempt', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      const { info } = Context.current();
      await w.credit('b', o.cents, `${info.workflowExecution.runId}:${info.activityId}:${info.attempt}`);
    },
  };
});
m('ref from workflowId + arg id', 'IDEMPOTENT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      const { info } = Context.current();
      await w.credit('b', o.cents, `${info.workflowExecution.workflowId}:${o.id}`);
    },
  };
});
m('ref from runId + arg id (reset)', 'DUPLICATE_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      const { info } = Context.current();
      await w.credit('b', o.cents, `${info.workflowExecution.runId}:${o.id}`);
    },
  };
});
m('ref from activityId + workflowType', 'SWALLOWED_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      const { info } = Context.current();
      await w.credit('b', o.cents, `${info.workflowType}:${info.activityId}`);
    },
  };
});
// seat reservation
const seats = () => ({
  seats: { s1: null, s2: null, s3: null },
  async free() {
    return Object.entries(this.seats)
      .filter(([, v]) => v === null)
      .map(([k]) => k);
  },
  async hold(seat, who) {
    if (this.seats[seat] !== null && this.seats[seat] !== who) return false;
    this.seats[seat] = who;
    return true;
  },
  async holder(who) {
    return Object.entries(this.seats).find(([, v]) => v === who)?.[0];
  },
});
m('seat: first free each time', 'DUPLICATE_EFFECT', () => {
  const w = seats();
  return {
    w,
    activity: async (o) => {
      for (const s of await w.free()) if (await w.hold(s, o.id)) return s;
      throw new Error('full');
    },
  };
});
m('seat: looks for own hold first', 'DUPLICATE_EFFECT', () => {
  const w = seats();
  return {
    w,
    activity: async (o) => {
      const own = await w.holder(o.id);
      if (own) return own;
      for (const s of await w.free()) if (await w.hold(s, o.id)) return s;
      throw new Error('full');
    },
  };
});
m('seat: requested seat', 'IDEMPOTENT', () => {
  const w = seats();
  return {
    w,
    activity: async (o) => {
      if (!(await w.hold(o.seat, o.id))) throw ApplicationFailure.nonRetryable('taken');
      return o.seat;
    },
    ...two({ id: 'o1', seat: 's1' }, { id: 'o2', seat: 's2' }),
  };
});
// state machine
m('two-phase status resume OK', 'IDEMPOTENT', () => {
  const w = { repo: new Repo(), wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      const r = await w.repo.find(o.id);
      if (r?.status === 'done') return r.receipt;
      if (!r) await w.repo.save({ id: o.id, status: 'pending', receipt: `R-${o.id}` });
      await w.wal.credit('b', o.cents, o.id);
      await w.repo.save({ id: o.id, status: 'done' });
      return `R-${o.id}`;
    },
  };
});
m('two-phase pending treated as done', 'LOST_EFFECT', () => {
  const w = { repo: new Repo(), wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      const r = await w.repo.find(o.id);
      if (r) return r.receipt;
      await w.repo.save({ id: o.id, status: 'pending', receipt: `R-${o.id}` });
      await w.wal.credit('b', o.cents, o.id);
      await w.repo.save({ id: o.id, status: 'done' });
      return `R-${o.id}`;
    },
  };
});
m('pending throws forever', 'STUCK', () => {
  const w = { repo: new Repo(), wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      const r = await w.repo.find(o.id);
      if (r?.status === 'done') return r.receipt;
      if (r?.status === 'pending') throw ApplicationFailure.nonRetryable('in progress');
      await w.repo.save({ id: o.id, status: 'pending', receipt: `R-${o.id}` });
      await w.wal.credit('b', o.cents, o.id);
      await w.repo.save({ id: o.id, status: 'done' });
      return `R-${o.id}`;
    },
  };
});
m('pending takeover after lease OK', 'IDEMPOTENT', () => {
  const w = { repo: new Repo(), wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      const r = await w.repo.find(o.id);
      if (r?.status === 'done') return 'ok';
      if (r?.status === 'pending' && r.lease > Date.now()) throw new Error('busy');
      await w.repo.save({ id: o.id, status: 'pending', lease: Date.now() + 60_000 });
      await w.wal.credit('b', o.cents, o.id);
      await w.repo.save({ id: o.id, status: 'done', lease: 0 });
      return 'ok';
    },
  };
});
// results
m('result: random number', 'IDEMPOTENT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      await w.save({ id: o.id });
      return { id: o.id, at: 0, n: Math.random() };
    },
  };
});
m('result: timestamp of now', 'IDEMPOTENT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      await w.save({ id: o.id });
      return { id: o.id, completedAt: new Date().toISOString() };
    },
  };
});
m('result: was existing?', 'RESULT_DRIFT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      const e = await w.find(o.id);
      await w.save({ id: o.id, v: o.cents });
      return e ? 'updated' : 'created';
    },
  };
});
m('result: attempt number', 'RESULT_DRIFT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      await w.save({ id: o.id, v: o.cents });
      return { attempts: activityInfo().attempt, x: `try-${activityInfo().attempt}` };
    },
  };
});
m('result: null on repeat', 'RESULT_DRIFT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      if (await w.find(o.id)) return null;
      await w.save({ id: o.id, v: o.cents });
      return { ok: true };
    },
  };
});
m('result: new token each time, stored first wins', 'RESULT_DRIFT', () => {
  const w = new Repo();
  return {
    w,
    activity: async (o) => {
      const token = randomUUID();
      if (!(await w.find(o.id))) await w.save({ id: o.id, token });
      return token;
    },
  };
});
m('result: list grows', 'DUPLICATE_EFFECT', () => {
  const w = {
    log: [],
    async add(x) {
      this.log.push(x);
      return [...this.log];
    },
  };
  return { w, activity: async (o) => (await w.add(o.id)).length };
});
// errors
m('error: wraps duplicate as success', 'IDEMPOTENT', () => {
  const w = {
    rows: new Map(),
    async create(id, v) {
      if (this.rows.has(id)) throw Object.assign(new Error('dup'), { name: 'ConflictError' });
      this.rows.set(id, v);
      return { id };
    },
  };
  return {
    w,
    activity: async (o) => {
      try {
        await w.create(o.id, o.cents);
      } catch (e) {
        if (e.name !== 'ConflictError') throw e;
      }
      return { id: o.id };
    },
  };
});
m('error: conflict of another call swallowed', 'SWALLOWED_EFFECT', () => {
  const w = {
    rows: new Map(),
    async create(id, v) {
      if (this.rows.has(id)) throw Object.assign(new Error('dup'), { name: 'ConflictError' });
      this.rows.set(id, v);
      return { id };
    },
  };
  return {
    w,
    activity: async (o) => {
      try {
        await w.create(o.email, { id: o.id, name: o.name });
      } catch (e) {
        if (e.name !== 'ConflictError') throw e;
      }
    },
    ...two({ id: 'u1', email: 'x@x', name: 'a' }, { id: 'u2', email: 'x@x', name: 'b' }),
  };
});
m('error: finally marks done', 'LOST_EFFECT', () => {
  const w = {
    done: new Map(),
    async isDone(k) {
      return this.done.has(k);
    },
    async mark(k) {
      this.done.set(k, 1);
    },
    wal: new Wallet(),
  };
  return {
    w,
    activity: async (o) => {
      if (await w.isDone(o.id)) return;
      try {
        await w.wal.credit('b', o.cents, o.id);
      } finally {
        await w.mark(o.id);
      }
    },
  };
});
m('error: catch logs & returns', 'LOST_EFFECT', () => {
  const w = { wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      await w.wal.credit('b', o.cents, o.id).catch(() => {});
      return 'ok';
    },
  };
});
m('error: catch returns failure result', 'RESULT_DRIFT', () => {
  const w = { wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      try {
        await w.wal.credit('b', o.cents, o.id);
        return { ok: true };
      } catch {
        return { ok: false };
      }
    },
  };
});
m('error: Promise.allSettled ignores', 'LOST_EFFECT', () => {
  const w = { wal: new Wallet() };
  return {
    w,
    activity: async (o) => {
      await Promise.allSettled(['x', 'y'].map((u) => w.wal.credit(u, o.cents, `${o.id}:${u}`)));
      return 'ok';
    },
  };
});
m('best effort metrics swallowed, declared ignored', 'IDEMPOTENT', () => {
  const w = {
    wal: new Wallet(),
    metrics: {
      n: 0,
      async inc() {
        this.n++;
      },
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.wal.credit('b', o.cents, o.id);
      await w.metrics.inc().catch(() => {});
      return 'ok';
    },
    ignore: ['metrics'],
  };
});
// timeouts and cancel
m('cancel: zombie cleans up', 'LOST_EFFECT', () => {
  const w = {
    files: new Map(),
    async start(id) {
      this.files.set(id, 'partial');
    },
    async finish(id) {
      this.files.set(id, 'complete');
    },
    async abort(id) {
      this.files.delete(id);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.start(o.id);
      try {
        for (let i = 0; i < 3; i++) {
          heartbeat(i);
          await sleep(1000);
        }
        await w.finish(o.id);
      } catch (e) {
        if (e instanceof CancelledFailure) await w.abort(o.id);
        throw e;
      }
    },
  };
});
m('cancel: leaves partial', 'TORN_STATE', () => {
  const w = {
    files: new Map(),
    async start(id) {
      this.files.set(id, 'partial');
    },
    async finish(id) {
      this.files.set(id, 'complete');
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.start(o.id);
      for (let i = 0; i < 3; i++) {
        heartbeat(i);
        await sleep(1000);
      }
      await w.finish(o.id);
    },
  };
});
m('cancel swallowed, reports success', 'LOST_EFFECT', () => {
  const w = {
    rows: new Map(),
    async put(i) {
      this.rows.set(i, 1);
    },
  };
  return {
    w,
    activity: async (o) => {
      try {
        for (const i of o.items) {
          heartbeat();
          await sleep(10);
          await w.put(i);
        }
      } catch {
        /* cancelled */
      }
      return 'ok';
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e'] }),
  };
});
// batches
m('batch: per-item done set', 'IDEMPOTENT', () => {
  const w = {
    done: new Set(),
    async isDone(i) {
      return this.done.has(i);
    },
    async once(i) {
      if (this.done.has(i)) return;
      this.done.add(i);
      this.sent.push(i);
    },
    sent: [],
  };
  return {
    w,
    activity: async (o) => {
      for (const i of o.items) await w.once(i);
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e'] }),
  };
});
m('batch: check-then-act per item', 'DUPLICATE_EFFECT', () => {
  const w = {
    done: new Set(),
    sent: [],
    async isDone(i) {
      return this.done.has(i);
    },
    async send(i) {
      this.sent.push(i);
    },
    async mark(i) {
      this.done.add(i);
    },
  };
  return {
    w,
    activity: async (o) => {
      for (const i of o.items) {
        if (await w.isDone(i)) continue;
        await w.send(i);
        await w.mark(i);
      }
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e'] }),
  };
});
m('batch: checkpoint by index, key by index', 'SWALLOWED_EFFECT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      for (let i = 0; i < o.items.length; i++) {
        await w.credit(o.items[i], 1, `item-${i}`);
        heartbeat(i + 1);
      }
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e'] }),
  };
});
m('batch: two items same user share key', 'IDEMPOTENT', () => {
  const w = new Wallet();
  return {
    w,
    activity: async (o) => {
      for (let i = 0; i < o.items.length; i++) await w.credit(o.items[i], 1, `${o.id}:${i}`);
    },
    ...two({ id: 'b1', items: ['a', 'a', 'c'] }, { id: 'b2', items: ['a', 'e'] }),
  };
});
m('batch: heartbeat list of done, skip', 'DUPLICATE_EFFECT', () => {
  const w = {
    sent: [],
    async send(i) {
      this.sent.push(i);
    },
  };
  return {
    w,
    activity: async (o) => {
      const done = activityInfo().heartbeatDetails ?? [];
      for (const i of o.items) {
        if (done.includes(i)) continue;
        await w.send(i);
        done.push(i);
        heartbeat(done);
      }
    },
    ...two({ items: ['a', 'b', 'c'] }, { items: ['d', 'e'] }),
  };
});
m('batch: cursor stored in state w/ item', 'IDEMPOTENT', () => {
  const w = {
    cursor: {},
    out: [],
    async step(job, i, item) {
      if ((this.cursor[job] ?? 0) !== i) return;
      this.cursor[job] = i + 1;
      this.out.push(item);
    },
  };
  return {
    w,
    activity: async (o) => {
      for (let i = 0; i < o.items.length; i++) await w.step(o.id, i, o.items[i]);
    },
    ...two({ id: 'j1', items: ['a', 'b', 'c'] }, { id: 'j2', items: ['d', 'e'] }),
  };
});
m('batch: paged source, cursor from heartbeat', 'IDEMPOTENT', () => {
  const w = {
    src: ['a', 'b', 'c', 'd'],
    copied: new Map(),
    async page(from, n) {
      return this.src.slice(from, from + n);
    },
    async put(i, tag) {
      this.copied.set(`${tag}:${i}`, 1);
    },
  };
  return {
    w,
    activity: async (o) => {
      let c = activityInfo().heartbeatDetails ?? 0;
      for (;;) {
        const p = await w.page(c, 2);
        if (!p.length) return;
        for (const i of p) await w.put(i, o.id);
        c += p.length;
        heartbeat(c);
      }
    },
  };
});
m('batch: queue drained destructive', 'LOST_EFFECT', () => {
  const w = {
    src: { o1: ['a', 'b'], o2: ['c', 'd'] },
    done: new Map(),
    async next(id) {
      return this.src[id].shift();
    },
    async put(i) {
      this.done.set(i, 1);
    },
  };
  return {
    w,
    activity: async (o) => {
      let i;
      while ((i = await w.next(o.id)) !== undefined) await w.put(i);
    },
  };
});
// compensation
m('refund by charge id idempotent', 'IDEMPOTENT', () => {
  const w = {
    refunds: new Map(),
    async refund(ch, cents) {
      this.refunds.set(ch, cents);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.refund(o.id, o.cents);
    },
  };
});
m('refund partial adds up', 'DUPLICATE_EFFECT', () => {
  const w = {
    refunded: { o1: 0, o2: 0 },
    async refund(ch, cents) {
      this.refunded[ch] += cents;
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.refund(o.id, o.cents);
    },
  };
});
m('compensate releases stock twice', 'DUPLICATE_EFFECT', () => {
  const w = {
    stock: 10,
    async release(n) {
      this.stock += n;
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.release(o.cents);
    },
    ...two({ id: 1, cents: 2 }, { id: 2, cents: 3 }),
  };
});
m('compensate guarded by reservation', 'IDEMPOTENT', () => {
  const w = {
    stock: 10,
    res: new Map([
      ['o1', 2],
      ['o2', 3],
    ]),
    async release(id) {
      const n = this.res.get(id);
      if (n === undefined) return;
      this.res.delete(id);
      this.stock += n;
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.release(o.id);
    },
  };
});
m('undo if exists else throws', 'STUCK', () => {
  const w = {
    stock: 10,
    res: new Map([
      ['o1', 2],
      ['o2', 3],
    ]),
    async release(id) {
      const n = this.res.get(id);
      if (n === undefined) throw new Error('no reservation');
      this.res.delete(id);
      this.stock += n;
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.release(o.id);
    },
  };
});
// locks
m('fenced write, the epochs declared as not mattering', 'IDEMPOTENT', () => {
  const w = {
    epoch: 0,
    owner: {},
    rows: new Map(),
    async claim(id) {
      this.epoch++;
      this.owner[id] = this.epoch;
      return this.epoch;
    },
    async write(id, v, epoch) {
      if (this.owner[id] !== epoch) throw new Error('fenced');
      this.rows.set(id, v);
    },
  };
  return {
    w,
    activity: async (o) => {
      const e = await w.claim(o.id);
      await w.write(o.id, o.cents, e);
    },
    ignore: ['owner'],
  };
});
m('mutex in memory per process', 'DUPLICATE_EFFECT', () => {
  const w = {
    sent: [],
    async send(i) {
      this.sent.push(i);
    },
  };
  return {
    w,
    activity: {
      create: () => {
        const busy = new Set();
        return async (o) => {
          if (busy.has(o.id)) return;
          busy.add(o.id);
          await w.send(o.id);
          busy.delete(o.id);
        };
      },
    },
  };
});
m('sync stores: map has/set', 'IDEMPOTENT', () => {
  const w = {
    m: new Map(),
    has(k) {
      return this.m.has(k);
    },
    put(k, v) {
      this.m.set(k, v);
    },
  };
  return {
    w,
    activity: async (o) => {
      if (!w.has(o.id)) w.put(o.id, o.cents);
      return w.m.get(o.id);
    },
  };
});
m('sync check, async act', 'DUPLICATE_EFFECT', () => {
  const w = {
    done: new Set(),
    has(k) {
      return this.done.has(k);
    },
    mark(k) {
      this.done.add(k);
    },
    sent: [],
    async send(i) {
      this.sent.push(i);
    },
  };
  return {
    w,
    activity: async (o) => {
      if (w.has(o.id)) return;
      await w.send(o.id);
      w.mark(o.id);
    },
  };
});
m('sync mark, async act', 'LOST_EFFECT', () => {
  const w = {
    done: new Set(),
    has(k) {
      return this.done.has(k);
    },
    mark(k) {
      this.done.add(k);
    },
    sent: [],
    async send(i) {
      this.sent.push(i);
    },
  };
  return {
    w,
    activity: async (o) => {
      if (w.has(o.id)) return;
      w.mark(o.id);
      await w.send(o.id);
    },
  };
});
m('event emitter fake', 'DUPLICATE_EFFECT', () => {
  const w = {
    got: [],
    emitter: new EventEmitter(),
    async emit(x) {
      this.got.push(x);
      this.emitter.emit('x', x);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.emit(o.id);
    },
  };
});
m('private cache decides (create)', 'RESULT_DRIFT', () => {
  const w = new Repo();
  return {
    w,
    activity: {
      create: () => {
        return async (o) => {
          const was = await w.find(o.id);
          if (!was) await w.save({ id: o.id, v: o.cents });
          return !was;
        };
      },
    },
  };
});
m('callback fake', 'DUPLICATE_EFFECT', () => {
  const w = {
    rows: [],
    insert(r, cb) {
      setImmediate(() => {
        this.rows.push(r);
        cb(null, this.rows.length);
      });
    },
  };
  return { w, activity: (o) => new Promise((res, rej) => w.insert({ id: o.id }, (e, n) => (e ? rej(e) : res(n)))) };
});
m('generator stream consume', 'DUPLICATE_EFFECT', () => {
  const w = {
    src: { o1: ['a', 'b'], o2: ['c'] },
    out: [],
    async write(x) {
      this.out.push(x);
    },
    async *read(id) {
      for (const x of this.src[id]) yield x;
    },
  };
  return {
    w,
    activity: async (o) => {
      for await (const x of w.read(o.id)) await w.write(x);
    },
  };
});
m('generator stream keyed', 'IDEMPOTENT', () => {
  const w = {
    src: { o1: ['a', 'b'], o2: ['c'] },
    out: new Map(),
    async write(k, x) {
      this.out.set(k, x);
    },
    async *read(id) {
      for (const x of this.src[id]) yield x;
    },
  };
  return {
    w,
    activity: async (o) => {
      for await (const x of w.read(o.id)) await w.write(`${o.id}/${x}`, x);
    },
  };
});
m('throws non error', 'STUCK', () => {
  const w = {
    rows: new Set(),
    async add(i) {
      if (this.rows.has(i)) throw 'exists';
      this.rows.add(i);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.add(o.id);
    },
  };
});
m('returns bigint after effect', 'STUCK', () => {
  const w = {
    rows: new Map(),
    async put(i) {
      this.rows.set(i, 1);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.put(o.id);
      return { n: 5n };
    },
  };
});
m('mutates its args', 'IDEMPOTENT', () => {
  const w = {
    rows: new Map(),
    async put(i, v) {
      this.rows.set(i, v);
    },
  };
  return {
    w,
    activity: async (o) => {
      o.cents *= 2;
      await w.put(o.id, o.cents);
    },
  };
});
m('email digest: picks unsent at time (non-idempotent lookup)', 'DUPLICATE_EFFECT', () => {
  const w = {
    unsent: ['m1', 'm2', 'm3', 'm4'],
    sent: [],
    async take(n) {
      return this.unsent.splice(0, n);
    },
    async send(ms, to) {
      this.sent.push({ ms, to });
    },
  };
  return {
    w,
    activity: async (o) => {
      const ms = await w.take(1);
      await w.send(ms, o.to);
    },
  };
});
m('rate limit bucket consumed twice', 'DUPLICATE_EFFECT', () => {
  const w = {
    tokens: 100,
    async consume(n) {
      this.tokens -= n;
    },
    rows: new Map(),
    async put(i) {
      this.rows.set(i, 1);
    },
  };
  return {
    w,
    activity: async (o) => {
      await w.consume(1);
      await w.put(o.id);
    },
  };
});
m('user create with email lookup (race)', 'DUPLICATE_EFFECT', () => {
  const w = {
    users: [],
    seq: 0,
    async byEmail(e) {
      return this.users.find((u) => u.email === e);
    },
    async create(e) {
      const u = { id: `u${++this.seq}`, email: e };
      this.users.push(u);
      return u;
    },
  };
  return {
    w,
    activity: async (o) => {
      const u = (await w.byEmail(o.to)) ?? (await w.create(o.to));
      return u.id;
    },
  };
});
m('user create atomic', 'IDEMPOTENT', () => {
  const w = {
    users: new Map(),
    seq: 0,
    async upsert(e) {
      let u = this.users.get(e);
      if (!u) {
        u = { id: `u${++this.seq}`, email: e };
        this.users.set(e, u);
      }
      return u;
    },
  };
  return { w, activity: async (o) => (await w.upsert(o.to)).id };
});
m('alloc id then upsert; orphan id burned', 'IDEMPOTENT', () => {
  const w = {
    seq: 0,
    users: new Map(),
    outbox: new Map(),
    oseq: 0,
    async nextId() {
      return ++this.seq;
    },
    async insertIfAbsent(e, id) {
      if (!this.users.has(e)) this.users.set(e, { id });
      return this.users.get(e).id;
    },
    async enqueue(e) {
      if (!this.outbox.has(e)) this.outbox.set(e, { id: ++this.oseq });
      return this.outbox.get(e).id;
    },
  };
  return {
    w,
    activity: async (o) => {
      const id = await w.insertIfAbsent(o.to, await w.nextId());
      await w.enqueue(o.to);
      return id;
    },
  };
});
