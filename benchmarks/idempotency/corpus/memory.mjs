// Activities over in-memory fakes: correct ones in many styles, and what becomes of them when one thing is wrong.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { accounts, files, leases, mailer, Payments, queue, table } from './memory-fakes.mjs';

const { ApplicationFailure } = createRequire(import.meta.url)('@temporalio/common');
const { Context, heartbeat, sleep, activityInfo } = createRequire(import.meta.url)('@temporalio/activity');

const ORDERS = {
  args: [{ id: 'o1', cents: 500, key: 'k1', to: 'ann@example.com', sku: 'pen', account: 'a' }],
  distinct: [{ id: 'o2', cents: 700, key: 'k2', to: 'bob@example.com', sku: 'ink', account: 'a' }],
};
const CONFLICT = {
  conflicting: [{ id: 'o1', cents: 900, key: 'k1', to: 'ann@example.com', sku: 'pen', account: 'a' }],
};

/** Everything that an activity may need; it uses some of it. */
const outside = () => ({
  payments: new Payments(),
  orders: table(),
  claims: table(),
  receipts: table(),
  events: table(),
  stock: accounts({ pen: 10, ink: 10 }),
  bank: accounts({ a: 10_000, b: 0, fees: 0 }),
  mail: mailer(),
  leases: leases(),
  files: files(),
  queue: queue(),
});

const cases = [];
const good = (name, make, options = {}) =>
  cases.push({ name, operator: 'correct', expected: 'IDEMPOTENT', make, options });
const bad = (operator, expected, name, make, options = {}) => cases.push({ name, operator, expected, make, options });

// --- a key to the provider
good(
  'provider key from the arguments',
  (w) => async (o) => (await w.payments.charge({ key: o.key, cents: o.cents, order: o.id })).id,
);
good(
  'provider key, whole charge returned',
  (w) => async (o) => w.payments.charge({ key: `charge-${o.id}`, cents: o.cents, order: o.id }),
  CONFLICT,
);
good('provider key, then a row by upsert', (w) => async (o) => {
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  await w.orders.upsert({ id: o.id, status: 'paid', charge: charge.id, paidAt: new Date() });
  return { charge: charge.id };
});
good('two providers calls with two keys', (w) => async (o) => {
  const fee = await w.payments.charge({ key: `${o.key}-fee`, cents: 30, order: o.id });
  const charge = await w.payments.charge({ key: `${o.key}-sum`, cents: o.cents, order: o.id });
  return [fee.id, charge.id];
});
good('lookup at the provider, then a key for the race', (w) => async (o) => {
  const known = await w.payments.findByOrder(o.id);
  if (known) return known.id;
  return (await w.payments.charge({ key: o.key, cents: o.cents, order: o.id })).id;
});
good('parallel calls with keys', (w) => async (o) => {
  const [one, two] = await Promise.all([
    w.payments.charge({ key: `${o.key}-1`, cents: 1, order: o.id }),
    w.payments.charge({ key: `${o.key}-2`, cents: 2, order: o.id }),
  ]);
  return one.cents + two.cents;
});
good('retries in the body with the same key', (w) => async (o) => {
  for (let tries = 0; ; tries++) {
    try {
      return (await w.payments.charge({ key: o.key, cents: o.cents, order: o.id })).id;
    } catch (error) {
      if (tries === 2 || error.status === 409) throw error;
      await sleep('2 seconds');
    }
  }
});
bad(
  'no-key',
  'DUPLICATE_EFFECT',
  'charge without a key',
  (w) => async (o) => (await w.payments.charge({ cents: o.cents, order: o.id })).id,
);
bad('no-key', 'DUPLICATE_EFFECT', 'second provider call without a key', (w) => async (o) => {
  await w.payments.charge({ key: `${o.key}-fee`, cents: 30, order: o.id });
  await w.payments.charge({ cents: o.cents, order: o.id });
});
bad(
  'attempt-in-key',
  'DUPLICATE_EFFECT',
  'attempt in the key',
  (w) => async (o) =>
    (await w.payments.charge({ key: `${o.key}-${activityInfo().attempt}`, cents: o.cents, order: o.id })).id,
);
bad(
  'random-key',
  'DUPLICATE_EFFECT',
  'random key',
  (w) => async (o) => (await w.payments.charge({ key: randomUUID(), cents: o.cents, order: o.id })).id,
);
bad('random-key', 'DUPLICATE_EFFECT', 'random key kept through retries in the body', (w) => async (o) => {
  const key = randomUUID();
  for (let tries = 0; ; tries++) {
    try {
      return (await w.payments.charge({ key, cents: o.cents, order: o.id })).id;
    } catch (error) {
      if (tries === 2) throw error;
    }
  }
});
bad(
  'time-in-key',
  'DUPLICATE_EFFECT',
  'time in the key',
  (w) => async (o) => (await w.payments.charge({ key: `${o.id}-${Date.now()}`, cents: o.cents, order: o.id })).id,
);
bad(
  'time-in-key',
  'DUPLICATE_EFFECT',
  'day in the key',
  (w) => async (o) =>
    (await w.payments.charge({ key: `${o.id}-${new Date().toISOString().slice(0, 10)}`, cents: o.cents, order: o.id }))
      .id,
);
bad(
  'token-in-key',
  'DUPLICATE_EFFECT',
  'task token in the key',
  (w) => async (o) =>
    (await w.payments.charge({ key: activityInfo().base64TaskToken, cents: o.cents, order: o.id })).id,
);
bad(
  'run-id-in-key',
  'DUPLICATE_EFFECT',
  'run id in the key',
  (w) => async (o) =>
    (
      await w.payments.charge({
        key: `${activityInfo().workflowExecution.runId}-${activityInfo().activityId}`,
        cents: o.cents,
        order: o.id,
      })
    ).id,
);
bad(
  'workflow-id-as-key',
  'SWALLOWED_EFFECT',
  'workflow id as the key',
  (w) => async (o) =>
    (
      await w.payments
        .charge({ key: activityInfo().workflowExecution.workflowId, cents: o.cents, order: o.id })
        .catch((error) => {
          if (error.status === 409) return { id: 'known' };
          throw error;
        })
    ).id,
);
bad('workflow-id-as-key', 'SWALLOWED_EFFECT', 'workflow id and activity id as the key', (w) => async (o) => {
  const { workflowExecution, activityId } = activityInfo();
  await w.claims.insertIfAbsent({ id: `${workflowExecution.workflowId}/${activityId}`, order: o.id, cents: o.cents });
});
bad('constant-key', 'SWALLOWED_EFFECT', 'the customer as the key', (w) => async (o) => {
  await w.claims.insertIfAbsent({ id: o.account, order: o.id, cents: o.cents });
});
bad('constant-key', 'SWALLOWED_EFFECT', 'the name of the operation as the key', (w) => async (o) => {
  await w.bank.addOnce('charge', o.account, -o.cents);
});
bad('truncated-key', 'SWALLOWED_EFFECT', 'only the start of the key is used', (w) => async (o) => {
  await w.bank.addOnce(o.key.slice(0, 1), o.account, -o.cents);
});

// --- unique rows
good('insert if absent', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, cents: o.cents });
  return 'stored';
});
good('insert, duplicate taken for success', (w) => async (o) => {
  try {
    await w.orders.insert({ id: o.id, cents: o.cents });
  } catch (error) {
    if (error.code !== '23505') throw error;
  }
  return o.id;
});
good(
  'insert, duplicate compared with the arguments',
  (w) => async (o) => {
    try {
      await w.orders.insert({ id: o.id, cents: o.cents });
    } catch (error) {
      if (error.code !== '23505') throw error;
      const row = await w.orders.find(o.id);
      if (row.cents !== o.cents) throw ApplicationFailure.nonRetryable('the order exists with another sum', 'Conflict');
    }
    return o.id;
  },
  CONFLICT,
);
good('upsert', (w) => async (o) => {
  await w.orders.upsert({ id: o.id, cents: o.cents, status: 'new' });
});
good('upsert with a time', (w) => async (o) => {
  await w.orders.upsert({ id: o.id, cents: o.cents, updatedAt: Date.now() });
  return { id: o.id, at: new Date() };
});
good(
  'upsert with tries, ignored',
  (w) => async (o) => {
    const row = await w.orders.find(o.id);
    await w.orders.upsert({ id: o.id, cents: o.cents, handled: (row?.handled ?? 0) + 1 });
  },
  { ignore: ['orders.handled'] },
);
good(
  'a log that is ignored',
  (w) => async (o) => {
    await w.events.append({ text: `order ${o.id}` });
    await w.orders.insertIfAbsent({ id: o.id });
  },
  { ignore: ['events'] },
);
bad('insert-without-key', 'DUPLICATE_EFFECT', 'append', (w) => async (o) => {
  await w.events.append({ order: o.id });
});
bad('insert-conflict-not-handled', 'STUCK', 'insert', (w) => async (o) => {
  await w.orders.insert({ id: o.id, cents: o.cents });
  return o.id;
});
bad('insert-conflict-not-handled', 'STUCK', 'insert, then charge with a key', (w) => async (o) => {
  await w.orders.insert({ id: o.id, cents: o.cents });
  return (await w.payments.charge({ key: o.key, cents: o.cents, order: o.id })).id;
});
bad('insert-conflict-not-handled', 'STUCK', 'conflict wrapped as not retryable', (w) => async (o) => {
  try {
    await w.orders.insert({ id: o.id, cents: o.cents });
  } catch (error) {
    throw ApplicationFailure.nonRetryable('already there', 'Duplicate', error);
  }
});
bad(
  'conflict-answered',
  'SWALLOWED_EFFECT',
  'same key, other arguments, old answer',
  (w) => async (o) => {
    await w.orders.insertIfAbsent({ id: o.key, cents: o.cents });
    return 'ok';
  },
  CONFLICT,
);
bad(
  'conflict-mixed',
  'TORN_STATE',
  'same key, other arguments, overwritten',
  (w) => async (o) => {
    await w.orders.upsert({ id: o.key, cents: o.cents });
    return 'ok';
  },
  CONFLICT,
);
bad('counter-in-upsert', 'DUPLICATE_EFFECT', 'sum added up in an upsert', (w) => async (o) => {
  const row = await w.orders.find(o.id);
  await w.orders.upsert({ id: o.id, total: (row?.total ?? 0) + o.cents });
});

// --- balances
good('balance with a set of applied keys', (w) => async (o) => {
  await w.bank.addOnce(o.key, o.account, -o.cents);
  return 'ok';
});
good('transfer in one step', (w) => async (o) => {
  await w.bank.transferOnce(o.key, 'a', 'b', o.cents);
});
good('debit and credit, each with a key', (w) => async (o) => {
  await w.bank.addOnce(`${o.key}:debit`, 'a', -o.cents);
  await w.bank.addOnce(`${o.key}:credit`, 'b', o.cents);
});
good('debit, credit and fee in parallel, each with a key', (w) => async (o) => {
  await Promise.all([
    w.bank.addOnce(`${o.key}:d`, 'a', -o.cents),
    w.bank.addOnce(`${o.key}:c`, 'b', o.cents - 10),
    w.bank.addOnce(`${o.key}:f`, 'fees', 10),
  ]);
});
bad('increment', 'DUPLICATE_EFFECT', 'debit', (w) => async (o) => {
  await w.bank.add(o.account, -o.cents);
});
bad('increment', 'DUPLICATE_EFFECT', 'read, compute, write', (w) => async (o) => {
  const balance = await w.bank.get(o.account);
  await w.bank.set(o.account, balance - o.cents);
});
bad('increment', 'DUPLICATE_EFFECT', 'second half without a key', (w) => async (o) => {
  await w.bank.addOnce(`${o.key}:debit`, 'a', -o.cents);
  await w.bank.add('b', o.cents);
});
bad('marker-in-front', 'LOST_EFFECT', 'debit decides about credit', (w) => async (o) => {
  if (w.bank.applied.has(o.key)) return;
  await w.bank.addOnce(o.key, 'a', -o.cents);
  await w.bank.addOnce(`${o.key}:credit`, 'b', o.cents);
});

// --- claims and status
good('claim, charge with a key, done; a claim found is taken further', (w) => async (o) => {
  await w.claims.insertIfAbsent({ id: o.key, status: 'pending' });
  const claim = await w.claims.find(o.key);
  if (claim.status === 'done') return claim.charge;
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  await w.claims.update(o.key, { status: 'done', charge: charge.id });
  return charge.id;
});
good('status machine, each step with its check', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, status: 'new' });
  let { status } = await w.orders.find(o.id);
  if (status === 'new') {
    await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
    await w.orders.update(o.id, { status: (status = 'charged') });
  }
  if (status === 'charged') {
    await w.stock.addOnce(o.key, o.sku, -1);
    await w.orders.update(o.id, { status: 'reserved' });
  }
  return 'reserved';
});
good('lease that expires, provider with a key', (w) => async (o) => {
  const row = await w.orders.find(o.id);
  if (row?.status === 'paid') return row.charge;
  if (!(await w.leases.setIfAbsent(o.id, 'held', 60_000))) throw new Error('another attempt is at work');
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  await w.orders.upsert({ id: o.id, status: 'paid', charge: charge.id });
  await w.leases.release(o.id);
  return charge.id;
});
good('lease that expires, waiting for it in the body', (w) => async (o) => {
  while (!(await w.leases.setIfAbsent(o.id, 'held', 60_000))) await sleep('5 seconds');
  const row = await w.orders.find(o.id);
  if (row === undefined) {
    const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
    await w.orders.upsert({ id: o.id, charge: charge.id });
  }
  await w.leases.release(o.id);
  return (await w.orders.find(o.id)).charge;
});
good('optimistic version, then the effect with a key', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, status: 'new', version: 1 });
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  for (;;) {
    const row = await w.orders.find(o.id);
    if (row.status === 'paid') return row.charge;
    if (await w.orders.updateWhere(o.id, row.version, { status: 'paid', charge: charge.id })) return charge.id;
  }
});
good('stored receipt', (w) => async (o) => {
  const stored = await w.receipts.find(o.key);
  if (stored) return stored.receipt;
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  await w.receipts.insertIfAbsent({ id: o.key, receipt: { charge: charge.id, cents: charge.cents } });
  return (await w.receipts.find(o.key)).receipt;
});
good('stored receipt with an id of its own', (w) => async (o) => {
  const stored = await w.receipts.find(o.key);
  if (stored) return stored.number;
  await w.bank.addOnce(o.key, o.account, -o.cents);
  await w.receipts.insertIfAbsent({ id: o.key, number: randomUUID() });
  return (await w.receipts.find(o.key)).number;
});
bad('claim-never-released', 'STUCK', 'claim found is an error', (w) => async (o) => {
  if (!(await w.claims.insertIfAbsent({ id: o.key }))) throw new Error('in progress');
  await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
});
bad('claim-never-released', 'STUCK', 'claim released in finally', (w) => async (o) => {
  if ((await w.orders.find(o.id)) !== undefined) return;
  if (!(await w.claims.insertIfAbsent({ id: o.key }))) throw new Error('in progress');
  try {
    await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
    await w.orders.insertIfAbsent({ id: o.id });
  } finally {
    await w.claims.remove(o.key);
  }
});
bad('marker-in-front', 'LOST_EFFECT', 'claim found is success', (w) => async (o) => {
  if (!(await w.claims.insertIfAbsent({ id: o.key }))) return;
  await w.payments.charge({ cents: o.cents, order: o.id });
});
bad('marker-in-front', 'LOST_EFFECT', 'claim found is success, with keys', (w) => async (o) => {
  if (!(await w.claims.insertIfAbsent({ id: o.key }))) return 'ok';
  await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  return 'ok';
});
bad('marker-in-front', 'LOST_EFFECT', 'mail after an atomic claim', (w) => async (o) => {
  if (await w.claims.insertIfAbsent({ id: o.key })) await w.mail.send(o.to, 'thanks');
});
bad('marker-behind', 'DUPLICATE_EFFECT', 'mail, then the marker', (w) => async (o) => {
  if (await w.claims.find(o.key)) return;
  await w.mail.send(o.to, 'thanks');
  await w.claims.insertIfAbsent({ id: o.key });
});
bad('marker-behind', 'DUPLICATE_EFFECT', 'charge, then the row', (w) => async (o) => {
  const row = await w.orders.find(o.id);
  if (row) return row.charge;
  const charge = await w.payments.charge({ cents: o.cents, order: o.id });
  await w.orders.upsert({ id: o.id, charge: charge.id });
  return charge.id;
});
bad('check-then-act', 'DUPLICATE_EFFECT', 'read-then-act marker in front', (w) => async (o) => {
  if (await w.claims.find(o.key)) return;
  await w.claims.upsert({ id: o.key });
  await w.mail.send(o.to, 'thanks');
});
bad('check-then-act', 'DUPLICATE_EFFECT', 'lookup at the provider without a key', (w) => async (o) => {
  const known = await w.payments.findByOrder(o.id);
  if (known) return known.id;
  return (await w.payments.charge({ cents: o.cents, order: o.id })).id;
});
bad('half-done', 'TORN_STATE', 'row found is success, status left behind', (w) => async (o) => {
  const row = await w.orders.find(o.id);
  if (row) return 'ok';
  await w.orders.insertIfAbsent({ id: o.id, status: 'new' });
  await w.orders.update(o.id, { status: 'confirmed' });
  return 'ok';
});
bad('half-done', 'TORN_STATE', 'charge is keyed, status is only set by the first', (w) => async (o) => {
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  if (await w.orders.insertIfAbsent({ id: o.id, status: 'charged', charge: charge.id }))
    await w.orders.update(o.id, { status: 'done' });
  return charge.id;
});
bad('receipt-not-stored', 'RESULT_DRIFT', 'undefined the second time', (w) => async (o) => {
  if (await w.orders.insertIfAbsent({ id: o.id })) return { id: o.id };
  return undefined;
});
bad('receipt-not-stored', 'RESULT_DRIFT', 'says that it was there already', (w) => async (o) => ({
  created: await w.orders.insertIfAbsent({ id: o.id }),
}));
bad('receipt-not-stored', 'RESULT_DRIFT', 'a new number each time', (w) => async (o) => {
  const number = randomUUID();
  await w.receipts.insertIfAbsent({ id: o.key, number });
  return { number };
});
bad('receipt-not-stored', 'RESULT_DRIFT', 'the balance of now', (w) => async (o) => {
  const isNew = !w.bank.applied.has(o.key);
  await w.bank.addOnce(o.key, o.account, -o.cents);
  return isNew ? 'charged' : 'known';
});

// --- outbox
good('outbox row by id', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, cents: o.cents });
  await w.queue.publishOnce(`mail-${o.id}`, { to: o.to, body: JSON.stringify({ order: o.id }) });
});
bad('outbox', 'DUPLICATE_EFFECT', 'outbox without an id', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, cents: o.cents });
  await w.queue.publish({ to: o.to });
});
bad('outbox', 'LOST_EFFECT', 'outbox only by the first', (w) => async (o) => {
  if (await w.orders.insertIfAbsent({ id: o.id, cents: o.cents })) await w.queue.publishOnce(o.id, { to: o.to });
});

// --- files
good('temporary file, then rename over', (w) => async (o) => {
  await w.files.write(`${o.id}.tmp`, `invoice ${o.cents}`);
  if (!(await w.files.exists(`${o.id}.txt`)) || (await w.files.exists(`${o.id}.tmp`)))
    await w.files.write(`${o.id}.txt`, `invoice ${o.cents}`);
  await w.files.remove(`${o.id}.tmp`);
});
good('whole file each time', (w) => async (o) => {
  await w.files.write(`${o.id}.json`, JSON.stringify({ id: o.id, cents: o.cents }));
  return `${o.id}.json`;
});
bad('append', 'DUPLICATE_EFFECT', 'append to a file', (w) => async (o) => {
  await w.files.append('ledger.csv', `${o.id};${o.cents}\n`);
});
bad('append', 'DUPLICATE_EFFECT', 'append to a file with a time', (w) => async (o) => {
  await w.files.append('ledger.csv', `${new Date().toISOString()};${o.id};${o.cents}\n`);
});

// --- batches and heartbeats
const BATCH = { args: [['i1', 'i2', 'i3', 'i4']], distinct: [['j1', 'j2', 'j3', 'j4']] };
good(
  'batch with a cursor behind the effect and keys',
  (w) => async (items) => {
    for (let index = activityInfo().heartbeatDetails ?? 0; index < items.length; index++) {
      await w.payments.charge({ key: items[index], cents: 100, order: items[index] });
      heartbeat(index + 1);
    }
    return items.length;
  },
  BATCH,
);
good(
  'batch with a cursor and rows',
  (w) => async (items) => {
    const { done = 0 } = activityInfo().heartbeatDetails ?? {};
    for (const [index, item] of items.entries()) {
      if (index < done) continue;
      await w.orders.upsert({ id: item, status: 'sent' });
      heartbeat({ done: index + 1 });
    }
  },
  BATCH,
);
good(
  'batch without a cursor, with keys',
  (w) => async (items) => {
    await Promise.all(items.map((item) => w.bank.addOnce(item, 'a', -1)));
    heartbeat();
    return 'ok';
  },
  BATCH,
);
good(
  'batch that stops when it is cancelled',
  (w) => async (items) => {
    for (const item of items) {
      Context.current().heartbeat(item);
      if (Context.current().cancellationSignal.aborted) await Context.current().cancelled;
      await w.bank.addOnce(item, 'a', -1);
    }
  },
  BATCH,
);
bad(
  'cursor-in-front',
  'LOST_EFFECT',
  'heartbeat before the effect',
  (w) => async (items) => {
    for (let index = activityInfo().heartbeatDetails ?? 0; index < items.length; index++) {
      heartbeat(index + 1);
      await w.bank.addOnce(items[index], 'a', -1);
    }
  },
  BATCH,
);
bad(
  'cursor-without-keys',
  'DUPLICATE_EFFECT',
  'heartbeat behind the effect, no keys',
  (w) => async (items) => {
    for (let index = activityInfo().heartbeatDetails ?? 0; index < items.length; index++) {
      await w.mail.send(items[index], 'hello');
      heartbeat(index + 1);
    }
  },
  BATCH,
);
bad('first-attempt-only', 'LOST_EFFECT', 'only the first attempt does something', (w) => async (o) => {
  if (activityInfo().attempt === 1) await w.bank.addOnce(o.key, 'a', -1);
  return 'ok';
});
bad('first-attempt-only', 'DUPLICATE_EFFECT', 'looks only from the second attempt on', (w) => async (o) => {
  if (activityInfo().attempt > 1) {
    const known = await w.payments.findByOrder(o.id);
    if (known) return known.id;
  }
  return (await w.payments.charge({ cents: o.cents, order: o.id })).id;
});

// --- cancellation
good('cancellation does nothing harmful', (w) => async (o) => {
  await w.bank.addOnce(o.key, 'a', -o.cents);
  heartbeat();
  await sleep('1 minute');
  return 'ok';
});
bad('cancelled-cleanup', 'LOST_EFFECT', 'cancellation undoes what the retry has done', (w) => async (o) => {
  await w.orders.insertIfAbsent({ id: o.id, status: 'held' });
  try {
    heartbeat();
    await sleep(1000);
    heartbeat();
    await sleep(1000);
  } catch (error) {
    await w.orders.remove(o.id);
    throw error;
  }
  return 'held';
});
bad('cancelled-cleanup', 'LOST_EFFECT', 'cancellation is taken for success', (w) => async (o) => {
  await w.bank.addOnce(`${o.key}:d`, 'a', -o.cents);
  try {
    heartbeat();
    await sleep('10 seconds');
    heartbeat();
    await sleep('10 seconds');
  } catch {
    return 'ok';
  }
  await w.bank.addOnce(`${o.key}:c`, 'b', o.cents);
  return 'ok';
});

// --- other
good('read only', (w) => async (o) => w.bank.get(o.account), { effects: 'none', distinct: undefined });
good('business error each time', (w) => async (o) => {
  await w.orders.upsert({ id: o.id, status: 'declined' });
  throw ApplicationFailure.nonRetryable('card declined', 'CardDeclined');
});
good('business error each time, retryable', (w) => async (o) => {
  await w.orders.upsert({ id: o.id, status: 'declined' });
  throw new Error('limit exceeded');
});
good('removal', (w) => async (o) => {
  await w.orders.upsert({ id: `${o.id}-x`, gone: true });
  await w.claims.remove(o.id);
});
good('arguments changed by the activity', (w) => async (o) => {
  o.cents += 1;
  await w.orders.upsert({ id: o.id, cents: o.cents });
});
good('a random delay', (w) => async (o) => {
  await sleep(Math.ceil(Math.random() * 5000));
  await w.orders.upsert({ id: o.id });
});
good('timers of the platform', (w) => async (o) => {
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  await w.orders.upsert({ id: o.id });
  return 'late';
});
good('compensation with keys', (w) => async (o) => {
  const charge = await w.payments.charge({ key: o.key, cents: o.cents, order: o.id });
  await w.stock.addOnce(o.key, o.sku, -1);
  return charge.id;
});
bad('process-memory', 'DUPLICATE_EFFECT', 'keys remembered by the process', (w) => ({
  create: () => {
    const seen = new Set();
    return async (o) => {
      if (seen.has(o.key)) return;
      await w.mail.send(o.to, 'hi');
      seen.add(o.key);
    };
  },
}));
bad('fallback', 'DUPLICATE_EFFECT', 'another provider after an error', (w) => async (o) => {
  try {
    return (await w.payments.charge({ key: o.key, cents: o.cents, order: o.id })).cents;
  } catch {
    await w.bank.addOnce(o.key, o.account, -o.cents);
    return o.cents;
  }
});
bad('retry-in-body', 'DUPLICATE_EFFECT', 'retries in the body without a key', (w) => async (o) => {
  for (let tries = 0; ; tries++) {
    try {
      return await w.bank.add(o.account, -o.cents);
    } catch (error) {
      if (tries === 2) throw error;
    }
  }
});
bad('unencodable', 'STUCK', 'a bigint as the result', (w) => async (o) => {
  await w.bank.addOnce(o.key, 'a', -o.cents);
  return { total: BigInt(o.cents) };
});
bad('overwrites-later', 'TORN_STATE', 'last write wins', (w) => async (o) => {
  await w.orders.upsert({ id: 'latest', order: o.id, cents: o.cents });
  return 'ok';
});
bad('unstable-key', 'UNSTABLE_KEY', 'a key that changes, where a row protects', (w) => async (o) => {
  await w.orders.upsert({ id: o.id, cents: o.cents });
  await w.notify.put(o.id, { requestId: randomUUID(), text: 'paid' });
});

/** @returns {{ name: string, operator: string, expected: string, world: string, prepare: () => { activity: unknown, options: object } }[]} */
export function memoryCases({ memoryWorld }) {
  return cases.map(({ name, operator, expected, make, options }) => ({
    name,
    operator,
    expected,
    world: 'memory',
    prepare: () => {
      const fakes = {
        ...outside(),
        notify: {
          texts: new Map(),
          async put(id, { text }) {
            this.texts.set(id, text);
          },
        },
      };
      return { activity: make(fakes), options: { ...ORDERS, ...options, world: memoryWorld(fakes), name } };
    },
  }));
}
