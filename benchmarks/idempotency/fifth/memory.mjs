/** Activities on fakes: caches, documents, tables, buckets, queues, batches, cancellation, memory of the process. */
import { createHash, randomUUID } from 'node:crypto';
import {
  activityInfo,
  ApplicationFailure,
  CancelledFailure,
  CompleteAsyncError,
  Context,
  heartbeat,
  sleep,
} from '@temporalio/activity';
import { newCases } from './cases.mjs';
import { FakeBank, FakeBucket, FakeCollection, FakeFifoQueue, FakeRedis, FakeTable } from './fakes.mjs';

export const { cases, add } = newCases('memory');

/** The fakes as one world, and the activity on them. */
const on = (t, fakes, calls, make, more = {}) => ({ world: t.memory(fakes), ...calls, activity: make(fakes), ...more });

const hits = { args: ['e1', 'u1'], distinct: ['e2', 'u1'] };
add('redis-usage-incremented', 'increment', 'DUPLICATE_EFFECT', 'the counter goes up with every attempt', (t) =>
  on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (_event, user) => {
    await redis.incrby(`usage:${user}`, 1);
  }),
);
add('redis-set-member', 'absolute', 'IDEMPOTENT', 'a set holds it once', (t) =>
  on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (event, user) => {
    await redis.sadd(`events:${user}`, event);
  }),
);
add(
  'redis-set-member-then-count-if-new',
  'partial-then-return',
  'LOST_EFFECT',
  'the member is there, the count was never raised',
  (t) =>
    on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (event, user) => {
      if ((await redis.sadd(`events:${user}`, event)) === 1) await redis.incrby(`usage:${user}`, 1);
    }),
);
add('redis-script-counts-once', 'natural-key', 'IDEMPOTENT', 'marker and counter change in one step', (t) =>
  on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (event, user) => {
    await redis.incrbyOnce(`seen:${event}`, `usage:${user}`, 1);
  }),
);
add('redis-feed-pushed', 'append', 'DUPLICATE_EFFECT', 'the feed shows it twice', (t) =>
  on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (event, user) => {
    await redis.lpush(`feed:${user}`, event);
  }),
);
add('marker-before-effect', 'marker-order', 'LOST_EFFECT', 'the marker says done before it is done', (t) =>
  on(
    t,
    { redis: new FakeRedis(), bank: new FakeBank() },
    { args: ['r1', 10], distinct: ['r2', 10] },
    ({ redis, bank }) =>
      async (ref, cents) => {
        if ((await redis.set(`done:${ref}`, '1', { nx: true })) === null) return;
        await bank.post('a', cents);
      },
  ),
);
add('marker-after-effect', 'marker-order', 'DUPLICATE_EFFECT', 'the worker dies before the marker is written', (t) =>
  on(
    t,
    { redis: new FakeRedis(), bank: new FakeBank() },
    { args: ['r1', 10], distinct: ['r2', 10] },
    ({ redis, bank }) =>
      async (ref, cents) => {
        if ((await redis.get(`done:${ref}`)) !== null) return;
        await bank.post('a', cents);
        await redis.set(`done:${ref}`, '1');
      },
  ),
);
add(
  'marker-removed-on-failure',
  'marker-order',
  'LOST_EFFECT',
  'the catch that gives the marker back does not run where the worker dies',
  (t) =>
    on(
      t,
      { redis: new FakeRedis(), bank: new FakeBank() },
      { args: ['r1', 10], distinct: ['r2', 10] },
      ({ redis, bank }) =>
        async (ref, cents) => {
          if ((await redis.set(`done:${ref}`, '1', { nx: true })) === null) return;
          try {
            await bank.post('a', cents, ref);
          } catch (error) {
            await redis.del(`done:${ref}`);
            throw error;
          }
        },
    ),
);
add('marker-after-keyed-effect', 'key', 'IDEMPOTENT', 'the marker only saves a call that the bank would drop', (t) =>
  on(
    t,
    { redis: new FakeRedis(), bank: new FakeBank() },
    { args: ['r1', 10], distinct: ['r2', 10] },
    ({ redis, bank }) =>
      async (ref, cents) => {
        if ((await redis.get(`done:${ref}`)) !== null) return;
        await bank.post('a', cents, ref);
        await redis.set(`done:${ref}`, '1');
      },
  ),
);
add(
  'redis-script-counts-once-a-day',
  'key-expiry',
  'DUPLICATE_EFFECT',
  'after a day the marker is gone, and a late retry counts again',
  (t) =>
    on(t, { redis: new FakeRedis() }, hits, ({ redis }) => async (event, user) => {
      await redis.incrbyOnce(`seen:${event}`, `usage:${user}`, 1, { ex: 86_400 });
    }),
);

const guarded = { args: ['o1'], distinct: ['o2'] };
add('lock-without-expiry', 'lock', 'STUCK', 'the lock of a dead worker stays', (t) =>
  on(t, { redis: new FakeRedis(), bank: new FakeBank() }, guarded, ({ redis, bank }) => async (order) => {
    if ((await redis.set(`lock:${order}`, randomUUID(), { nx: true })) === null) throw new Error(`${order} is locked`);
    try {
      await bank.post('a', -5, order);
    } finally {
      await redis.del(`lock:${order}`);
    }
  }),
);
add(
  'lock-with-expiry-around-keyed-effect',
  'lock',
  'IDEMPOTENT',
  'the lock only keeps work down; the bank knows the reference',
  (t) =>
    on(t, { redis: new FakeRedis(), bank: new FakeBank() }, guarded, ({ redis, bank }) => async (order) => {
      const token = randomUUID();
      if ((await redis.set(`lock:${order}`, token, { nx: true, ex: 30 })) === null)
        throw new Error(`${order} is locked`);
      try {
        await bank.post('a', -5, order);
      } finally {
        await redis.unlock(`lock:${order}`, token);
      }
    }),
);
add(
  'lock-with-expiry-instead-of-a-key',
  'lease',
  'DUPLICATE_EFFECT',
  'an attempt that hangs outlives its lock and writes after the one that has taken it over',
  (t) =>
    on(t, { redis: new FakeRedis(), visits: new FakeCollection() }, guarded, ({ redis, visits }) => async (order) => {
      const token = randomUUID();
      if ((await redis.set(`lock:${order}`, token, { nx: true, ex: 30 })) === null)
        throw new Error(`${order} is locked`);
      try {
        if ((await visits.findOne({ order })) === null) await visits.insertOne({ order, at: new Date() });
      } finally {
        await redis.unlock(`lock:${order}`, token);
      }
    }),
);

add('document-incremented', 'increment', 'DUPLICATE_EFFECT', '$inc adds once more', (t) =>
  on(
    t,
    { wallets: new FakeCollection({ _id: 'w1', points: 0 }) },
    { args: ['w1', 10, 'e1'], distinct: ['w1', 10, 'e2'] },
    ({ wallets }) =>
      async (wallet, points) => {
        await wallets.updateOne({ _id: wallet }, { $inc: { points } });
      },
  ),
);
add(
  'document-incremented-unless-applied',
  'natural-key',
  'IDEMPOTENT',
  'filter and update are one step, and the list of what was applied is kept whole',
  (t) =>
    on(
      t,
      { wallets: new FakeCollection({ _id: 'w1', points: 0, applied: [] }) },
      { args: ['w1', 10, 'e1'], distinct: ['w1', 10, 'e2'] },
      ({ wallets }) =>
        async (wallet, points, event) => {
          await wallets.updateOne(
            { _id: wallet, applied: { $ne: event } },
            { $inc: { points }, $push: { applied: event } },
          );
        },
    ),
);
add(
  'document-incremented-unless-among-the-last',
  'last-key-only',
  'DUPLICATE_EFFECT',
  'the list keeps one event, so that after another one the first counts again',
  (t) =>
    on(
      t,
      { wallets: new FakeCollection({ _id: 'w1', points: 0, applied: [] }) },
      { args: ['w1', 10, 'e1'], distinct: ['w1', 10, 'e2'] },
      ({ wallets }) =>
        async (wallet, points, event) => {
          await wallets.updateOne(
            { _id: wallet, applied: { $ne: event } },
            { $inc: { points }, $push: { applied: { $each: [event], $slice: -1 } } },
          );
        },
    ),
);
add(
  'document-upserted-with-generated-reference',
  'upsert',
  'IDEMPOTENT',
  'the reference is made once and read back',
  (t) =>
    on(
      t,
      { policies: new FakeCollection() },
      { args: ['p1', 'ann'], distinct: ['p2', 'bob'] },
      ({ policies }) =>
        async (id, holder) => {
          await policies.updateOne(
            { _id: id },
            { $setOnInsert: { holder, reference: randomUUID(), createdAt: new Date() } },
            { upsert: true },
          );
          return (await policies.findOne({ _id: id })).reference;
        },
    ),
);
add('document-inserted-twice-is-an-error', 'exists-is-error', 'STUCK', 'E11000 on every retry', (t) =>
  on(
    t,
    { policies: new FakeCollection() },
    { args: ['p1', 'ann'], distinct: ['p2', 'bob'] },
    ({ policies }) =>
      async (id, holder) => {
        await policies.insertOne({ _id: id, holder });
        return id;
      },
  ),
);
add(
  'document-inserted-twice-is-fine',
  'natural-key',
  'IDEMPOTENT',
  'E11000 means that an attempt before has done it',
  (t) =>
    on(
      t,
      { policies: new FakeCollection() },
      { args: ['p1', 'ann'], distinct: ['p2', 'bob'] },
      ({ policies }) =>
        async (id, holder) => {
          try {
            await policies.insertOne({ _id: id, holder });
          } catch (error) {
            if (error.code !== 11000) throw error;
          }
          return id;
        },
    ),
);
add(
  'document-created-then-activated',
  'half-done',
  'TORN_STATE',
  'the retry finds the document, returns, and it stays inactive',
  (t) =>
    on(
      t,
      { policies: new FakeCollection() },
      { args: ['p1', 'ann'], distinct: ['p2', 'bob'] },
      ({ policies }) =>
        async (id, holder) => {
          if (await policies.findOne({ _id: id })) return id;
          await policies.insertOne({ _id: id, holder, status: 'draft' });
          await policies.updateOne({ _id: id }, { $set: { status: 'active' } });
          return id;
        },
    ),
);
add('document-created-then-activated-again', 'absolute', 'IDEMPOTENT', 'the retry goes through both steps', (t) =>
  on(
    t,
    { policies: new FakeCollection() },
    { args: ['p1', 'ann'], distinct: ['p2', 'bob'] },
    ({ policies }) =>
      async (id, holder) => {
        if (!(await policies.findOne({ _id: id }))) {
          try {
            await policies.insertOne({ _id: id, holder, status: 'draft' });
          } catch (error) {
            if (error.code !== 11000) throw error;
          }
        }
        await policies.updateOne({ _id: id, status: 'draft' }, { $set: { status: 'active' } });
        return id;
      },
  ),
);

const balances = { args: ['a', 10, 'k1'], distinct: ['a', 10, 'k2'] };
add('table-conditional-put-caught', 'natural-key', 'IDEMPOTENT', 'the condition fails where it is there already', (t) =>
  on(t, { table: new FakeTable() }, { args: ['s1', 5], distinct: ['s2', 6] }, ({ table }) => async (id, size) => {
    try {
      await table.put({ pk: id, size }, { ifAbsent: true });
    } catch (error) {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    }
    return { id };
  }),
);
add('table-conditional-put-rethrown', 'exists-is-error', 'STUCK', 'the condition fails for ever', (t) =>
  on(t, { table: new FakeTable() }, { args: ['s1', 5], distinct: ['s2', 6] }, ({ table }) => async (id, size) => {
    await table.put({ pk: id, size }, { ifAbsent: true });
  }),
);
add('table-add', 'increment', 'DUPLICATE_EFFECT', 'ADD adds once more', (t) =>
  on(t, { table: new FakeTable({ pk: 'a', balance: 0 }) }, balances, ({ table }) => async (account, cents) => {
    await table.add(account, 'balance', cents);
  }),
);
add('table-transaction-with-marker', 'natural-key', 'IDEMPOTENT', 'the marker is part of the transaction', (t) =>
  on(t, { table: new FakeTable({ pk: 'a', balance: 0 }) }, balances, ({ table }) => async (account, cents, key) => {
    try {
      await table.transactAdd(`marker#${key}`, account, 'balance', cents);
    } catch (error) {
      if (error.name !== 'TransactionCanceledException') throw error;
    }
  }),
);
add(
  'table-read-modify-write-with-version',
  'increment',
  'DUPLICATE_EFFECT',
  'the version is read anew by the retry, which adds again',
  (t) =>
    on(
      t,
      { table: new FakeTable({ pk: 'a', balance: 0, version: 1 }) },
      balances,
      ({ table }) =>
        async (account, cents) => {
          for (;;) {
            const item = await table.get(account);
            try {
              await table.put(
                { ...item, balance: item.balance + cents, version: item.version + 1 },
                { ifVersion: item.version },
              );
              return;
            } catch (error) {
              if (error.name !== 'ConditionalCheckFailedException') throw error;
              await sleep(50);
            }
          }
        },
    ),
);
add(
  'table-keys-in-item-with-version',
  'optimistic-lock',
  'IDEMPOTENT',
  'the item knows the keys, and the version keeps stale writes out',
  (t) =>
    on(
      t,
      { table: new FakeTable({ pk: 'a', balance: 0, keys: [], version: 1 }) },
      balances,
      ({ table }) =>
        async (account, cents, key) => {
          for (;;) {
            const item = await table.get(account);
            if (item.keys.includes(key)) return;
            try {
              await table.put(
                { ...item, balance: item.balance + cents, keys: [...item.keys, key], version: item.version + 1 },
                { ifVersion: item.version },
              );
              return;
            } catch (error) {
              if (error.name !== 'ConditionalCheckFailedException') throw error;
              await sleep(50);
            }
          }
        },
    ),
);
add(
  'table-keys-in-item-without-version',
  'lost-update',
  'LOST_EFFECT',
  'a zombie puts the item as it was before the other deposit',
  (t) =>
    on(
      t,
      { table: new FakeTable({ pk: 'a', balance: 0, keys: [] }) },
      balances,
      ({ table }) =>
        async (account, cents, key) => {
          const item = await table.get(account);
          if (item.keys.includes(key)) return;
          await table.put({ ...item, balance: item.balance + cents, keys: [...item.keys, key] });
        },
    ),
);

const report = { args: ['r1', 'one'], distinct: ['r2', 'two'] };
add('object-named-by-content', 'natural-key', 'IDEMPOTENT', 'the same content has the same name', (t) =>
  on(t, { bucket: new FakeBucket() }, report, ({ bucket }) => async (_id, text) => {
    const name = `blobs/${createHash('sha256').update(text).digest('hex')}`;
    await bucket.putObject(name, text);
    return name;
  }),
);
add('object-named-by-time', 'time-key', 'DUPLICATE_EFFECT', 'each attempt writes an object of its own', (t) =>
  on(t, { bucket: new FakeBucket() }, report, ({ bucket }) => async (id, text) => {
    await bucket.putObject(`${id}/${Date.now()}.txt`, text);
  }),
);
add('object-named-by-day', 'date-key', 'DUPLICATE_EFFECT', 'past midnight there are two', (t) =>
  on(t, { bucket: new FakeBucket() }, report, ({ bucket }) => async (id, text) => {
    const now = new Date();
    await bucket.putObject(`${now.getUTCFullYear()}/${now.getUTCMonth() + 1}/${now.getUTCDate()}/${id}.txt`, text);
  }),
);
const upload =
  (nameOf) =>
  ({ bucket }) =>
  async (id, text) => {
    const uploadId = await bucket.createUpload(nameOf(id, randomUUID()));
    try {
      for (const [index, part] of [text.slice(0, 2), text.slice(2)].entries())
        await bucket.uploadPart(uploadId, index, part);
      await bucket.completeUpload(uploadId);
    } catch (error) {
      await bucket.abortUpload(uploadId);
      throw error;
    }
  };
add(
  'object-in-parts',
  'temporary',
  'IDEMPOTENT',
  'an unfinished upload is a temporary thing that each clean run makes and removes; the object has one name',
  (t) =>
    on(
      t,
      { bucket: new FakeBucket() },
      report,
      upload((id) => `${id}.txt`),
    ),
);
add(
  'object-in-parts-name-of-the-upload',
  'generated-id',
  'DUPLICATE_EFFECT',
  'each attempt completes an object of its own',
  (t) =>
    on(
      t,
      { bucket: new FakeBucket() },
      report,
      upload((id, upload) => `${id}-${upload}.txt`),
    ),
);
const events = { args: [{ id: 'ev1', kind: 'paid' }], distinct: [{ id: 'ev2', kind: 'paid' }] };
add(
  'fifo-queue-with-id',
  'key-expiry',
  'DUPLICATE_EFFECT',
  'the queue knows an id for five minutes, a retry may come later',
  (t) =>
    on(t, { queue: new FakeFifoQueue() }, events, ({ queue }) => async (event) => {
      await queue.send(event, event.id);
    }),
);
add('queue-without-id', 'no-key', 'DUPLICATE_EFFECT', 'the message is there twice', (t) =>
  on(t, { queue: new FakeFifoQueue() }, events, ({ queue }) => async (event) => {
    await queue.send(event);
  }),
);
add('compacted-topic', 'absolute', 'IDEMPOTENT', 'the topic holds the last record of a key', (t) => {
  const topic = {
    records: new Map(),
    async produce({ key, value }) {
      this.records.set(key, value);
    },
  };
  return on(t, topic, events, () => async (event) => {
    await topic.produce({ key: event.id, value: JSON.stringify(event) });
  });
});

const payroll = { args: ['run-1', ['e1', 'e2', 'e3']], distinct: ['run-2', ['e1', 'e2', 'e3']] };
add(
  'batch-heartbeat-before-the-item',
  'heartbeat-order',
  'LOST_EFFECT',
  'the heartbeat names the next item before this one is paid',
  (t) =>
    on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (run, employees) => {
      for (let i = activityInfo().heartbeatDetails ?? 0; i < employees.length; i++) {
        heartbeat(i + 1);
        await bank.post('a', -10, `${run}/${employees[i]}`);
      }
    }),
);
add(
  'batch-heartbeat-after-keyed-item',
  'batch',
  'IDEMPOTENT',
  'an item may be posted again, and the bank drops it',
  (t) =>
    on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (run, employees) => {
      for (let i = activityInfo().heartbeatDetails ?? 0; i < employees.length; i++) {
        await bank.post('a', -10, `${run}/${employees[i]}`);
        heartbeat(i + 1);
      }
      return { paid: employees.length };
    }),
);
add(
  'batch-heartbeat-after-item-without-key',
  'heartbeat-as-memory',
  'DUPLICATE_EFFECT',
  'the heartbeat of the last item may be lost, and the item is posted again',
  (t) =>
    on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (_run, employees) => {
      for (let i = activityInfo().heartbeatDetails ?? 0; i < employees.length; i++) {
        await bank.post('a', -10);
        heartbeat(i + 1);
      }
    }),
);
add(
  'batch-cursor-into-what-is-left',
  'shifting-cursor',
  'LOST_EFFECT',
  'the cursor counts in a list that has become shorter',
  (t) => {
    const notices = {
      open: new Map([
        ['a', ['n1', 'n2', 'n3']],
        ['b', ['n4']],
      ]),
      sent: [],
      async listOpen(tenant) {
        return [...this.open.get(tenant)];
      },
      async send(tenant, notice) {
        if (!this.sent.includes(notice)) this.sent.push(notice);
        this.open.set(
          tenant,
          this.open.get(tenant).filter((each) => each !== notice),
        );
      },
    };
    return on(t, notices, { args: ['a'], distinct: ['b'] }, () => async (tenant) => {
      const open = await notices.listOpen(tenant);
      for (let i = activityInfo().heartbeatDetails ?? 0; i < open.length; i++) {
        await notices.send(tenant, open[i]);
        heartbeat(i + 1);
      }
    });
  },
);
const summing = (keepsTotal) => (t) => {
  const reports = {
    amounts: { q1: [10, 20, 30], q2: [5, 6] },
    totals: new Map(),
    async read(quarter, index) {
      return this.amounts[quarter][index];
    },
    async write(quarter, total) {
      this.totals.set(quarter, total);
    },
  };
  return on(t, reports, { args: ['q1', 3], distinct: ['q2', 2] }, () => async (quarter, count) => {
    let { index, total } = activityInfo().heartbeatDetails ?? { index: 0, total: 0 };
    for (; index < count;) {
      total += await reports.read(quarter, index);
      index += 1;
      heartbeat(keepsTotal ? { index, total } : { index, total: 0 });
    }
    await reports.write(quarter, total);
  });
};
add(
  'sum-resumed-with-its-total',
  'batch',
  'IDEMPOTENT',
  'index and total of a heartbeat belong together',
  summing(true),
);
add(
  'sum-resumed-without-its-total',
  'heartbeat-details',
  'LOST_EFFECT',
  'the total begins anew in the middle, and is too small',
  summing(false),
);
add(
  'batch-cancelled-between-items',
  'cancellation',
  'IDEMPOTENT',
  'cancelled, it stops after whole items and says so',
  (t) =>
    on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (run, employees) => {
      for (const [index, employee] of employees.entries()) {
        if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('stopped between two items');
        await bank.post('a', -10, `${run}/${employee}`);
        heartbeat(index);
        await sleep(10);
      }
    }),
);
add(
  'batch-cancelled-says-success',
  'cancellation',
  'LOST_EFFECT',
  'cancelled, it returns as if it had been through',
  (t) =>
    on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (run, employees) => {
      for (const [index, employee] of employees.entries()) {
        if (Context.current().cancellationSignal.aborted) break;
        await bank.post('a', -10, `${run}/${employee}`);
        heartbeat(index);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return 'paid';
    }),
);
const transfers = {
  args: [{ ref: 't1', from: 'a', to: 'b', cents: 40 }],
  distinct: [{ ref: 't2', from: 'a', to: 'c', cents: 40 }],
};
add(
  'transfer-cancelled-halfway',
  'cancellation',
  'TORN_STATE',
  'cancelled between the two legs, the debit stays without its credit',
  (t) =>
    on(t, { bank: new FakeBank() }, transfers, ({ bank }) => async ({ ref, from, to, cents }) => {
      await bank.post(from, -cents, `${ref}/debit`);
      heartbeat('debited');
      await sleep(100);
      await bank.post(to, cents, `${ref}/credit`);
    }),
);
add(
  'transfer-both-legs-keyed',
  'natural-key',
  'IDEMPOTENT',
  'each leg has its reference, and the retry goes through both',
  (t) =>
    on(t, { bank: new FakeBank() }, transfers, ({ bank }) => async ({ ref, from, to, cents }) => {
      await bank.post(from, -cents, `${ref}/debit`);
      await bank.post(to, cents, `${ref}/credit`);
    }),
);
add(
  'transfer-skipped-where-debited',
  'partial-then-return',
  'LOST_EFFECT',
  'the debit is known, so the credit is never made',
  (t) =>
    on(t, { bank: new FakeBank() }, transfers, ({ bank }) => async ({ ref, from, to, cents }) => {
      if (await bank.has(`${ref}/debit`)) return;
      await bank.post(from, -cents, `${ref}/debit`);
      await bank.post(to, cents, `${ref}/credit`);
    }),
);
add(
  'hold-released-by-a-zombie',
  'cancellation',
  'LOST_EFFECT',
  'a zombie that is told to stop releases the hold that the retry has reported',
  (t) => {
    const theatre = {
      holds: new Map(),
      async hold(id, seat) {
        this.holds.set(id, seat);
      },
      async release(id) {
        this.holds.delete(id);
      },
    };
    return on(t, theatre, { args: ['h1', 'A1'], distinct: ['h2', 'A2'] }, () => async (id, seat) => {
      await theatre.hold(id, seat);
      try {
        heartbeat('held');
        await sleep(1_000);
      } catch (error) {
        await theatre.release(id);
        throw error;
      }
      return { held: id };
    });
  },
);

add(
  'cache-of-the-process-answers',
  'process-cache',
  'SWALLOWED_EFFECT',
  'the same worker answers the next order of the customer from its memory',
  (t) => {
    const bank = new FakeBank();
    return {
      world: t.memory({ bank }),
      args: ['o1', 'cus_1'],
      distinct: ['o2', 'cus_1'],
      activity: {
        create: () => {
          const done = new Map();
          return async (order, customer) => {
            if (!done.has(customer)) {
              await bank.post('a', -30, order);
              done.set(customer, { charged: true });
            }
            return done.get(customer);
          };
        },
      },
    };
  },
);
add('cache-of-tokens', 'process-cache', 'IDEMPOTENT', 'what is remembered is how to get in, not what was done', (t) => {
  const bank = new FakeBank();
  return {
    world: t.memory({ bank }),
    args: ['o1', 'cus_1'],
    distinct: ['o2', 'cus_1'],
    activity: {
      create: () => {
        let token;
        return async (order, customer) => {
          token ??= await bank.balance('a');
          await bank.post('a', -30, `${customer}/${order}`);
          return { charged: true };
        };
      },
    },
  };
});
add('seen-set-of-the-process', 'process-cache', 'DUPLICATE_EFFECT', 'the next worker has not seen it', (t) => {
  const bank = new FakeBank();
  return {
    world: t.memory({ bank }),
    args: ['o1'],
    distinct: ['o2'],
    activity: {
      create: () => {
        const seen = new Set();
        return async (order) => {
          if (seen.has(order)) return;
          await bank.post('a', -30);
          seen.add(order);
        };
      },
    },
  };
});
add(
  'failure-remembered-by-the-process',
  'process-cache',
  'STUCK',
  'the same worker gives the failed promise to every retry',
  (t) => {
    const bank = new FakeBank();
    return {
      world: t.memory({ bank }),
      args: ['o1'],
      distinct: ['o2'],
      activity: {
        create: () => {
          const running = new Map();
          return (order) => {
            if (!running.has(order)) running.set(order, bank.post('a', -30, order));
            return running.get(order);
          };
        },
      },
    };
  },
);
add(
  'running-call-shared-by-the-process',
  'process-cache',
  'IDEMPOTENT',
  'it is forgotten once it has ended, and the bank knows the order',
  (t) => {
    const bank = new FakeBank();
    return {
      world: t.memory({ bank }),
      args: ['o1'],
      distinct: ['o2'],
      activity: {
        create: () => {
          const running = new Map();
          return async (order) => {
            if (!running.has(order))
              running.set(
                order,
                bank.post('a', -30, order).finally(() => running.delete(order)),
              );
            await running.get(order);
          };
        },
      },
    };
  },
);

const bookings = { args: ['b1'], distinct: ['b2'] };
const calendar = () => ({
  bookings: [],
  async book(id, reference) {
    if (reference !== undefined && this.bookings.some((each) => each.reference === reference)) return;
    this.bookings.push({ id, ...(reference === undefined ? {} : { reference }) });
  },
  async find(id) {
    return this.bookings.find((each) => each.id === id);
  },
});
add(
  'first-attempt-only',
  'attempt-as-flag',
  'DUPLICATE_EFFECT',
  'reset, it runs again as attempt 1; besides, the first attempt may have died before it did anything',
  (t) =>
    on(t, calendar(), bookings, (desk) => async (id) => {
      if (activityInfo().attempt > 1) return;
      await desk.book(id);
    }),
);
add(
  'looks-only-on-retries',
  'attempt-as-flag',
  'DUPLICATE_EFFECT',
  'after a reset the attempt is 1 again, and nothing is looked up',
  (t) =>
    on(t, calendar(), bookings, (desk) => async (id) => {
      if (activityInfo().attempt > 1 && (await desk.find(id))) return;
      await desk.book(id);
    }),
);
add('logs-attempt-books-by-reference', 'key', 'IDEMPOTENT', 'the attempt only goes to the log', (t) => {
  const lines = [];
  return on(t, calendar(), bookings, (desk) => async (id) => {
    if (activityInfo().attempt > 1) lines.push(`again: ${id}`);
    await desk.book(id, `ref-${id}`);
  });
});
add(
  'done-flag-in-heartbeat',
  'heartbeat-as-memory',
  'DUPLICATE_EFFECT',
  'the heartbeat that says done may never have been sent',
  (t) =>
    on(t, calendar(), bookings, (desk) => async (id) => {
      if (Context.current().info.heartbeatDetails?.booked !== true) {
        await desk.book(id);
        heartbeat({ booked: true });
      }
      await sleep(50);
      return { id };
    }),
);
add(
  'two-keyed-effects-at-once',
  'concurrency',
  'IDEMPOTENT',
  'either may take place first, or alone, and is dropped on the repetition',
  (t) =>
    on(t, { desk: calendar(), bank: new FakeBank() }, bookings, ({ desk, bank }) => async (id) => {
      await Promise.all([desk.book(id, id), bank.post('a', -5, id)]);
    }),
);
add(
  'effect-not-waited-for',
  'floating-promise',
  'LOST_EFFECT',
  'the activity reports success while the booking is under way, and the worker stops',
  (t) =>
    on(t, { desk: calendar(), bank: new FakeBank() }, bookings, ({ desk, bank }) => async (id) => {
      await bank.post('a', -5, id);
      void desk.book(id, id);
    }),
);
add(
  'first-failure-of-two-ends-it',
  'concurrency',
  'IDEMPOTENT',
  'what still runs is keyed, so that nobody minds it',
  (t) =>
    on(t, { desk: calendar(), bank: new FakeBank() }, bookings, ({ desk, bank }) => async (id) => {
      const outcomes = await Promise.allSettled([desk.book(id, id), bank.post('a', -5, id)]);
      const failed = outcomes.find(({ status }) => status === 'rejected');
      if (failed) throw failed.reason;
    }),
);
add(
  'settled-and-not-looked-at',
  'ignored-failure',
  'LOST_EFFECT',
  'allSettled makes a success of a refused posting',
  (t) =>
    on(t, { desk: calendar(), bank: new FakeBank() }, bookings, ({ desk, bank }) => async (id) => {
      await Promise.allSettled([desk.book(id, id), bank.post('a', -5, id)]);
    }),
);
add(
  'deadline-around-keyed-effect',
  'timeout',
  'IDEMPOTENT',
  'whether the deadline or the bank is first, the reference is the same',
  (t) =>
    on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
      const deadline = sleep(5_000).then(() => {
        throw new Error('the bank did not answer');
      });
      deadline.catch(() => undefined);
      await Promise.race([bank.post('a', -5, id), deadline]);
    }),
);
add('rates-read-only', 'read-only', 'IDEMPOTENT', 'it changes nothing, and says so', (t) => {
  const rates = {
    eur: 1.1,
    async read(currency) {
      return this[currency];
    },
  };
  return { ...on(t, rates, { args: ['eur'] }, () => async (currency) => rates.read(currency)), effects: 'none' };
});
add('result-with-a-bigint', 'unencodable', 'STUCK', 'the result cannot be encoded, however often it runs', (t) =>
  on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
    await bank.post('a', -5, id);
    return { balance: BigInt(await bank.balance('b')) };
  }),
);
add(
  'result-with-time-and-trace',
  'volatile-result',
  'IDEMPOTENT',
  'the time and the trace of an attempt are its own',
  (t) =>
    on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
      await bank.post('a', -5, id);
      return { id, traceId: randomUUID(), finishedAt: new Date().toISOString() };
    }),
);
add(
  'result-says-already-done',
  'created-flag',
  'RESULT_DRIFT',
  'the repetition says "already", which the workflow may take for another case',
  (t) =>
    on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
      if (await bank.has(id)) return 'already';
      await bank.post('a', -5, id);
      return 'posted';
    }),
);
add(
  'random-request-id-to-put',
  'random-key',
  'UNSTABLE_KEY',
  'the directory overwrites by id, so the key does no harm but serves nothing',
  (t) => {
    const directory = {
      people: new Map(),
      async put(person, { requestId }) {
        if (!requestId) throw new Error('a request id is needed');
        this.people.set(person.id, person);
      },
    };
    return on(
      t,
      directory,
      { args: [{ id: 'p1', ward: 3 }], distinct: [{ id: 'p2', ward: 4 }] },
      () => async (person) => {
        await directory.put(person, { requestId: randomUUID() });
      },
    );
  },
);
add('random-correlation-id-to-put', 'trace-id', 'IDEMPOTENT', 'a correlation id is for the logs', (t) => {
  const directory = {
    people: new Map(),
    async put(person, { correlationId }) {
      if (!correlationId) throw new Error('a correlation id is needed');
      this.people.set(person.id, person);
    },
  };
  return on(
    t,
    directory,
    { args: [{ id: 'p1', ward: 3 }], distinct: [{ id: 'p2', ward: 4 }] },
    () => async (person) => {
      await directory.put(person, { correlationId: randomUUID() });
    },
  );
});
add(
  'funds-checked-before-keyed-debit',
  'precondition',
  'STUCK',
  'the debit itself has used the funds up, so the retry is refused',
  (t) =>
    on(
      t,
      { bank: new FakeBank() },
      { args: ['r1', 'a', 1000], distinct: ['r2', 'b', 1000] },
      ({ bank }) =>
        async (ref, account, cents) => {
          if ((await bank.balance(account)) < cents)
            throw ApplicationFailure.nonRetryable('insufficient funds', 'InsufficientFunds');
          await bank.post(account, -cents, ref);
        },
    ),
);
add('funds-checked-unless-debited', 'precondition', 'IDEMPOTENT', 'a debit that is there needs no funds', (t) =>
  on(
    t,
    { bank: new FakeBank() },
    { args: ['r1', 'a', 1000], distinct: ['r2', 'b', 1000] },
    ({ bank }) =>
      async (ref, account, cents) => {
        if (await bank.has(ref)) return;
        if ((await bank.balance(account)) < cents)
          throw ApplicationFailure.nonRetryable('insufficient funds', 'InsufficientFunds');
        await bank.post(account, -cents, ref);
      },
  ),
);
const parcels = () => ({
  states: new Map([
    ['p1', 'packed'],
    ['p2', 'packed'],
  ]),
  labels: new Map(),
  async state(id) {
    return this.states.get(id);
  },
  async setState(id, state) {
    this.states.set(id, state);
  },
  async label(id, address) {
    if (!this.labels.has(id)) this.labels.set(id, { address, tracking: randomUUID() });
    return this.labels.get(id).tracking;
  },
});
add(
  'parcel-not-packed-is-an-error',
  'state-machine',
  'STUCK',
  'shipped by the attempt before, it is not packed any more',
  (t) =>
    on(t, parcels(), { args: ['p1'], distinct: ['p2'] }, (depot) => async (id) => {
      const state = await depot.state(id);
      if (state !== 'packed') throw ApplicationFailure.nonRetryable(`parcel ${id} is ${state}`, 'InvalidState');
      const tracking = await depot.label(id, 'Main St');
      await depot.setState(id, 'shipped');
      return tracking;
    }),
);
add(
  'parcel-shipped-is-success',
  'state-machine',
  'IDEMPOTENT',
  'the label is the same one, and shipped is what was wanted',
  (t) =>
    on(t, parcels(), { args: ['p1'], distinct: ['p2'] }, (depot) => async (id) => {
      const state = await depot.state(id);
      if (state !== 'packed' && state !== 'shipped') throw ApplicationFailure.nonRetryable(`parcel ${id} is ${state}`);
      const tracking = await depot.label(id, 'Main St');
      if (state === 'packed') await depot.setState(id, 'shipped');
      return tracking;
    }),
);
add(
  'parcel-state-before-label',
  'marker-order',
  'LOST_EFFECT',
  'shipped without a label: the state was set first, and the retry believes it',
  (t) =>
    on(t, parcels(), { args: ['p1'], distinct: ['p2'] }, (depot) => async (id) => {
      if ((await depot.state(id)) === 'shipped') return;
      await depot.setState(id, 'shipped');
      await depot.label(id, 'Main St');
    }),
);
const index = () => ({
  lists: new Map([['ward-3', []]]),
  etag: 0,
  async read(name) {
    return { items: [...this.lists.get(name)], etag: this.etag };
  },
  async write(name, items, etag) {
    if (etag !== undefined && etag !== this.etag) throw new Error('412 Precondition Failed');
    this.etag += 1;
    this.lists.set(name, items);
  },
});
add(
  'list-read-and-written',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the list without the patient that came meanwhile',
  (t) =>
    on(t, index(), { args: ['ann'], distinct: ['bob'] }, (store) => async (patient) => {
      const { items } = await store.read('ward-3');
      if (!items.includes(patient)) await store.write('ward-3', [...items, patient]);
    }),
);
add('list-read-and-written-with-etag', 'optimistic-lock', 'IDEMPOTENT', 'a stale list is refused', (t) =>
  on(t, index(), { args: ['ann'], distinct: ['bob'] }, (store) => async (patient) => {
    const { items, etag } = await store.read('ward-3');
    if (!items.includes(patient)) await store.write('ward-3', [...items, patient], etag);
  }),
);
add('throttled-instead-of-keyed', 'time-window', 'DUPLICATE_EFFECT', 'a retry after the window sends again', (t) => {
  const pager = {
    last: new Map(),
    pages: [],
    async page(team, text) {
      const last = this.last.get(team);
      if (last !== undefined && Date.now() - last < 3_600_000) return;
      this.last.set(team, Date.now());
      this.pages.push({ team, text });
    },
  };
  return on(t, pager, { args: ['db', 'disk full'], distinct: ['web', 'disk full'] }, () => async (team, text) => {
    await pager.page(team, text);
  });
});
add(
  'throttled-by-team',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'another alarm of the same team within the hour is dropped',
  (t) => {
    const pager = {
      last: new Map(),
      pages: [],
      async page(team, text) {
        const last = this.last.get(team);
        if (last !== undefined && Date.now() - last < 3_600_000) return;
        this.last.set(team, Date.now());
        this.pages.push({ team, text });
      },
    };
    return on(t, pager, { args: ['db', 'disk full'], distinct: ['db', 'replica lags'] }, () => async (team, text) => {
      await pager.page(team, text);
    });
  },
);
add(
  'key-cut-to-ten-characters',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'two orders of a year share the beginning of their number',
  (t) =>
    on(
      t,
      { bank: new FakeBank() },
      { args: ['order-2026-0001'], distinct: ['order-2026-0002'] },
      ({ bank }) =>
        async (order) => {
          await bank.post('a', -10, order.slice(0, 10));
        },
    ),
);
add('arguments-consumed', 'mutated-arguments', 'IDEMPOTENT', 'each attempt gets arguments of its own', (t) =>
  on(t, { bank: new FakeBank() }, payroll, ({ bank }) => async (run, employees) => {
    for (let next = employees.shift(); next !== undefined; next = employees.shift())
      await bank.post('a', -10, `${run}/${next}`);
    return employees.length;
  }),
);
add(
  'no-distinct-call',
  'specification',
  'INCONCLUSIVE',
  'without another legitimate call it cannot be told from an activity that swallows',
  (t) =>
    on(t, { bank: new FakeBank() }, { args: ['r1'] }, ({ bank }) => async (ref) => {
      await bank.post('a', -10, ref);
    }),
);
add(
  'nothing-happens',
  'specification',
  'INCONCLUSIVE',
  'no effect was seen, and none was said to be missing on purpose',
  (t) =>
    on(
      t,
      { bank: new FakeBank() },
      bookings,
      ({ bank }) =>
        async (id) =>
          bank.has(id),
    ),
);
add('data-changed-past-the-methods', 'specification', 'INCONCLUSIVE', 'the effect goes past the gate', (t) =>
  on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
    if (!(await bank.has(id))) bank.postings.push({ reference: id });
  }),
);
add('completed-from-elsewhere', 'specification', 'INCONCLUSIVE', 'who completes it is not seen', (t) =>
  on(t, { bank: new FakeBank() }, bookings, ({ bank }) => async (id) => {
    await bank.post('a', -10, id);
    throw new CompleteAsyncError();
  }),
);
add(
  'distinct-leaves-the-same',
  'specification',
  'INCONCLUSIVE',
  'a distinct call that changes the same thing to the same proves nothing',
  (t) =>
    on(t, { redis: new FakeRedis() }, { args: ['ann', 1], distinct: ['ann', 2] }, ({ redis }) => async (user) => {
      await redis.set(`welcomed:${user}`, 'yes');
    }),
);
