// What the process itself does: threads, timers below a second, signals, hashing, child processes, state in the process.
import { exec } from 'node:child_process';
import { createHash, scrypt } from 'node:crypto';
import { setInterval as every } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import zlib from 'node:zlib';
import {
  activityInfo,
  add,
  ApplicationFailure,
  CancelledFailure,
  Context,
  heartbeat,
  memoryWorld,
  sleep,
  two,
} from '../second/kit.mjs';

const make = () => ({
  sent: [],
  keys: new Map(),
  stock: 10,
  async send(key, what) {
    if (this.keys.has(key)) return this.keys.get(key);
    this.keys.set(key, `r${this.keys.size + 1}`);
    this.sent.push(what);
    return this.keys.get(key);
  },
  async credit(what) {
    if (!this.sent.includes(what)) this.sent.push(what);
  },
  async push(what) {
    this.sent.push(what);
  },
  async release(key) {
    if (!this.keys.delete(key)) return;
    this.sent = this.sent.filter((each) => each !== key);
  },
});
const o12 = two({ id: 'o1' }, { id: 'o2' });
const on = (name, expected, activity, calls = o12) =>
  add(name, expected, async () => {
    const bus = make();
    return { activity: activity(bus), ...calls, world: memoryWorld(bus) };
  });
const inThread = (text) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(
      "const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(workerData.toUpperCase());",
      { eval: true, workerData: text },
    );
    worker.once('message', resolve);
    worker.once('error', reject);
  });

on(
  'a worker thread makes the key',
  'IDEMPOTENT',
  (bus) =>
    async ({ id }) =>
      bus.send(await inThread(id), id),
);
on(
  'a worker thread, then no key',
  'DUPLICATE_EFFECT',
  (bus) =>
    async ({ id }) =>
      bus.push(await inThread(id)),
);
on('scrypt makes the key', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const key = await promisify(scrypt)(id, 'salt', 16);
  return bus.send(key.toString('hex'), id);
});
on('scrypt with the attempt as salt', 'DUPLICATE_EFFECT', (bus) => async ({ id }) => {
  const key = await promisify(scrypt)(id, `salt${activityInfo().attempt}`, 16);
  await bus.send(key.toString('hex'), id);
});
on('gzip, then keyed', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const packed = await promisify(zlib.gzip)(Buffer.from(id));
  return bus.send(createHash('sha256').update(packed).digest('hex'), id);
});
on('web crypto makes the key', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  return bus.send(Buffer.from(hash).toString('hex'), id);
});
on('a child process', 'INCONCLUSIVE', (bus) => async ({ id }) => {
  const { stdout } = await promisify(exec)(`echo ${id}`);
  await bus.send(stdout.trim(), id);
});
on('timers of some milliseconds between two keyed steps', 'IDEMPOTENT', (bus) => async ({ id }) => {
  await bus.send(`${id}/1`, id);
  await sleep(5);
  await new Promise((resolve) => setTimeout(resolve, 0.5));
  await bus.send(`${id}/2`, id);
});
on('ticks of an interval as keys', 'IDEMPOTENT', (bus) => async ({ id }) => {
  let count = 0;
  for await (const tick of every(20, 'tick')) {
    await bus.send(`${id}/${tick}/${count}`, `${id}/${count}`);
    if (++count === 3) return;
  }
});
on('ticks of an interval, no keys', 'DUPLICATE_EFFECT', (bus) => async ({ id }) => {
  let count = 0;
  for await (const tick of every(20, 'tick')) {
    await bus.push(`${id}/${tick}/${count}`);
    if (++count === 3) return;
  }
});
on('heartbeats by an interval beside the work, keyed', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const timer = setInterval(() => heartbeat(), 100);
  try {
    await sleep(350);
    return await bus.send(id, id);
  } finally {
    clearInterval(timer);
  }
});
on('cancelled, it takes back what it reserved', 'IDEMPOTENT', (bus) => async ({ id }) => {
  await bus.send(id, id);
  try {
    heartbeat();
    await sleep(50);
  } catch (error) {
    if (error instanceof CancelledFailure && Context.current().cancellationDetails?.cancelRequested)
      await bus.release(id);
    throw error;
  }
});
on('cancelled between debit and credit', 'TORN_STATE', (bus) => async ({ id }) => {
  await bus.send(`${id}/debit`, `${id}/debit`);
  heartbeat();
  await sleep(50);
  await bus.credit(`${id}/credit`);
});
on('cancellation swallowed, the rest is done', 'IDEMPOTENT', (bus) => async ({ id }) => {
  await bus.send(`${id}/debit`, `${id}/debit`);
  heartbeat();
  await sleep(50).catch(() => undefined);
  await bus.send(`${id}/credit`, `${id}/credit`);
});
on('waits for the signal of cancellation, then takes effect by key', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const { cancellationSignal } = Context.current();
  const result = await bus.send(id, id);
  if (cancellationSignal.aborted) throw new CancelledFailure('cancelled');
  return result;
});
on('key of a Date argument', 'IDEMPOTENT', (bus) => async (at) => bus.send(new Date(at).toISOString(), at), {
  args: ['2026-01-01T00:00:00Z'],
  distinct: ['2026-01-02T00:00:00Z'],
});
on(
  'key of the weekday of a Date argument',
  'SWALLOWED_EFFECT',
  (bus) => async (at) => bus.send(String(new Date(at).getUTCDay()), at),
  {
    args: ['2026-01-01T00:00:00Z'],
    distinct: ['2026-01-08T00:00:00Z'],
  },
);
on('key of an object made to text', 'SWALLOWED_EFFECT', (bus) => async (order) => bus.send(`key-${order}`, order.id));
on('key of JSON of the arguments', 'IDEMPOTENT', (bus) => async (order) => bus.send(JSON.stringify(order), order.id));
on(
  'structuredClone and hash of the arguments',
  'IDEMPOTENT',
  (bus) => async (order) =>
    bus.send(
      createHash('sha1')
        .update(JSON.stringify(structuredClone(order)))
        .digest('hex'),
      order.id,
    ),
);
on('result with hrtime', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const started = process.hrtime.bigint();
  const receipt = await bus.send(id, id);
  return { receipt, microseconds: Number((process.hrtime.bigint() - started) / 1000n) };
});
on('result with seconds that it took', 'IDEMPOTENT', (bus) => async ({ id }) => {
  const started = Date.now();
  const receipt = await bus.send(id, id);
  return { receipt, seconds: Math.round((Date.now() - started) / 1000) };
});
on(
  'partial failure told in the result',
  'IDEMPOTENT',
  (bus) =>
    async ({ ids }) => {
      const done = [];
      for (const id of ids) {
        if (id !== 'bad') await bus.send(id, id);
        done.push({ id, ok: id !== 'bad' });
      }
      return done;
    },
  two({ ids: ['a', 'bad', 'b'] }, { ids: ['c', 'd'] }),
);
on(
  'partial failure thrown at the end',
  'IDEMPOTENT',
  (bus) =>
    async ({ ids }) => {
      for (const id of ids) if (id !== 'bad') await bus.send(id, id);
      if (ids.includes('bad')) throw ApplicationFailure.nonRetryable('one is bad', 'Partial');
    },
  two({ ids: ['a', 'bad', 'b'] }, { ids: ['c', 'bad'] }),
);
on(
  'partial failure thrown at the end, no keys',
  'DUPLICATE_EFFECT',
  (bus) =>
    async ({ ids }) => {
      for (const id of ids) if (id !== 'bad') await bus.push(id);
      if (ids.includes('bad')) throw new Error('one is bad');
    },
  two({ ids: ['a', 'bad', 'b'] }, { ids: ['c', 'bad'] }),
);
const queued = (bus) => {
  let last = Promise.resolve();
  return async ({ id }) => {
    const mine = last.then(() => bus.send(id, id));
    last = mine.catch(() => undefined);
    return mine;
  };
};
on('a queue in the process, which outlives the attempts', 'INCONCLUSIVE', queued);
add('a queue in the process, made anew for each attempt', 'IDEMPOTENT', async () => {
  const bus = make();
  return { activity: { create: () => queued(bus) }, ...o12, world: memoryWorld(bus) };
});
