// How activities are built: methods with private state, decorators, containers, cleanup on cancellation, streams, batches, sagas.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  activityInfo,
  add,
  ApplicationFailure,
  CancelledFailure,
  Context,
  filesystemWorld,
  heartbeat,
  memoryWorld,
  sleep,
  two,
} from '../second/kit.mjs';

/** A bank that knows keys, one that does not, and what a shop keeps besides. */
const makeBank = () => ({
  balances: { ann: 100, bob: 100 },
  keys: new Map(),
  entries: [],
  reserved: {},
  confirmed: {},
  done: {},
  async debit(key, account, cents) {
    if (this.keys.has(key)) return this.keys.get(key);
    this.balances[account] -= cents;
    this.keys.set(key, `d${this.keys.size + 1}`);
    return this.keys.get(key);
  },
  async credit(key, account, cents) {
    if (this.keys.has(key)) return this.keys.get(key);
    this.balances[account] += cents;
    this.keys.set(key, `c${this.keys.size + 1}`);
    return this.keys.get(key);
  },
  async refund(key, account, cents) {
    if (this.keys.has(key)) this.balances[account] += cents;
  },
  async book(text) {
    this.entries.push(text);
  },
  async bookOnce(key, text) {
    if (!this.entries.some((each) => each.key === key)) this.entries.push({ key, text });
  },
  async reserve(id) {
    this.reserved[id] = true;
  },
  async release(id) {
    delete this.reserved[id];
  },
  async confirm(id) {
    this.confirmed[id] = true;
  },
  async isDone(id) {
    return this.done[id] === true;
  },
  async setDone(id) {
    this.done[id] = true;
  },
  async stored(id) {
    return this.done[id];
  },
  async store(id, value) {
    this.done[id] = value;
  },
  async storeOnce(id, value) {
    this.done[id] ??= value;
    return this.done[id];
  },
});
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });
const on = (name, expected, activity, calls = o12, more = {}) =>
  add(name, expected, async () => {
    const bank = makeBank();
    return { activity: activity(bank), ...calls, world: memoryWorld(bank), ...more };
  });
const fresh = (make) => (bank) => ({ create: () => make(bank) });
const method = (make, name) => (bank) => ({ activities: make(bank), name });

// Methods with private state.
class Charger {
  #bank;
  #client;
  constructor(bank) {
    this.#bank = bank;
  }
  #connect() {
    this.#client ??= { debit: (...args) => this.#bank.debit(...args) };
    return this.#client;
  }
  async charge({ id, cents }) {
    return this.#connect().debit(`charge-${id}`, 'ann', cents);
  }
}
on(
  'method: private client, made at the first call',
  'IDEMPOTENT',
  method((bank) => new Charger(bank), 'charge'),
);
class Rememberer {
  #bank;
  #seen = new Set();
  constructor(bank) {
    this.#bank = bank;
  }
  async charge({ id, cents }) {
    if (this.#seen.has(id)) return;
    await this.#bank.book(`${id} ${cents}`);
    this.#seen.add(id);
  }
}
on(
  'method: private set of what was done, one object for all',
  'INCONCLUSIVE',
  method((bank) => new Rememberer(bank), 'charge'),
);
on(
  'method: private set of what was done, a new object each time',
  'DUPLICATE_EFFECT',
  fresh((bank) => {
    const object = new Rememberer(bank);
    return (order) => object.charge(order);
  }),
);
class Numberer {
  #bank;
  #calls = 0;
  constructor(bank) {
    this.#bank = bank;
  }
  async charge({ id, cents }) {
    this.#calls += 1;
    return this.#bank.debit(`${id}-${this.#calls}`, 'ann', cents);
  }
}
on(
  'method: counts its calls into the key',
  'DUPLICATE_EFFECT',
  method((bank) => new Numberer(bank), 'charge'),
);
class Base {
  constructor(bank) {
    this.bank = bank;
  }
  keyOf({ id }) {
    return `charge-${id}`;
  }
  async charge(order) {
    return this.bank.debit(this.keyOf(order), 'ann', order.cents);
  }
}
class Careless extends Base {
  keyOf() {
    return `charge-${activityInfo().workflowExecution.workflowId}`;
  }
}
on(
  'method: inherited, key of its own class',
  'IDEMPOTENT',
  method((bank) => new Base(bank), 'charge'),
);
on(
  'method: overridden key is the workflow id',
  'SWALLOWED_EFFECT',
  method((bank) => new Careless(bank), 'charge'),
);
class Static {
  static bank;
  static async charge({ id, cents }) {
    return Static.bank.debit(`charge-${id}`, 'ann', cents);
  }
}
on('method: static', 'IDEMPOTENT', (bank) => {
  Static.bank = bank;
  return { activities: Static, name: 'charge' };
});

// Decorators and containers.
const remembering = (inner) => {
  const seen = new Map();
  return async (order) => {
    if (!seen.has(order.id)) seen.set(order.id, await inner(order));
    return seen.get(order.id);
  };
};
const claiming = (bank, inner) => async (order) => {
  if (await bank.isDone(order.id)) return;
  await bank.setDone(order.id);
  await inner(order);
};
const marking = (bank, inner) => async (order) => {
  if (await bank.isDone(order.id)) return;
  await inner(order);
  await bank.setDone(order.id);
};
const storing = (bank, inner) => async (order) => {
  const known = await bank.stored(order.id);
  if (known !== undefined) return known;
  const value = await inner(order);
  await bank.store(order.id, value);
  return value;
};
on(
  'decorator: remembers in the process',
  'DUPLICATE_EFFECT',
  fresh((bank) => remembering(({ id }) => bank.book(id))),
);
// The look and the claim are two steps, so two attempts at once both get it.
on('decorator: claims before the effect', 'DUPLICATE_EFFECT', (bank) => claiming(bank, ({ id }) => bank.book(id)));
on('decorator: marks after the effect', 'DUPLICATE_EFFECT', (bank) => marking(bank, ({ id }) => bank.book(id)));
on('decorator: marks after a keyed effect', 'IDEMPOTENT', (bank) =>
  marking(bank, async ({ id, cents }) => void (await bank.debit(id, 'ann', cents))),
);
on('decorator: stores the result of a keyed effect', 'IDEMPOTENT', (bank) =>
  storing(bank, ({ id, cents }) => bank.debit(`charge-${id}`, 'ann', cents)),
);
on('decorator: stores the result under the workflow', 'SWALLOWED_EFFECT', (bank) => {
  const inner = ({ id, cents }) => bank.debit(`charge-${id}`, 'ann', cents);
  return async (order) => {
    const { workflowId } = activityInfo().workflowExecution;
    const known = await bank.stored(workflowId);
    if (known !== undefined) return known;
    const value = await inner(order);
    await bank.store(workflowId, value);
    return value;
  };
});
class Container {
  #made = new Map();
  #factories = new Map();
  register(token, factory) {
    this.#factories.set(token, factory);
    return this;
  }
  resolve(token) {
    if (!this.#made.has(token)) this.#made.set(token, this.#factories.get(token)(this));
    return this.#made.get(token);
  }
}
on(
  'container: a key generator for each worker',
  'DUPLICATE_EFFECT',
  fresh((bank) => {
    const container = new Container()
      .register('prefix', () => randomUUID())
      .register('key', (c) => (id) => `${c.resolve('prefix')}-${id}`)
      .register(
        'charge',
        (c) =>
          ({ id, cents }) =>
            bank.debit(c.resolve('key')(id), 'ann', cents),
      );
    return container.resolve('charge');
  }),
);
on(
  'container: a key generator without a state',
  'IDEMPOTENT',
  fresh((bank) => {
    const container = new Container()
      .register('key', () => (id) => `charge-${id}`)
      .register(
        'charge',
        (c) =>
          ({ id, cents }) =>
            bank.debit(c.resolve('key')(id), 'ann', cents),
      );
    return container.resolve('charge');
  }),
);

// Memo caches that live as long as the process.
on(
  'cache: answers of the bank, by the operation',
  'IDEMPOTENT',
  fresh((bank) => {
    const known = new Map();
    return async ({ id, cents }) => {
      if (!known.has(id)) known.set(id, await bank.debit(`charge-${id}`, 'ann', cents));
      return known.get(id);
    };
  }),
);
on(
  'cache: answers of the bank, by the customer',
  'SWALLOWED_EFFECT',
  fresh((bank) => {
    const known = new Map();
    return async ({ id, customer, cents }) => {
      if (!known.has(customer)) known.set(customer, await bank.debit(`charge-${id}`, customer, cents));
      return known.get(customer);
    };
  }),
  two({ id: 'o1', customer: 'ann', cents: 5 }, { id: 'o2', customer: 'ann', cents: 7 }),
);
on(
  'cache: a promise of the first call, kept for ever',
  'SWALLOWED_EFFECT',
  fresh((bank) => {
    let first;
    return ({ id, cents }) => (first ??= bank.debit(`charge-${id}`, 'ann', cents));
  }),
);
on(
  'cache: an access token, not the effect',
  'IDEMPOTENT',
  fresh((bank) => {
    let token;
    return async ({ id, cents }) => {
      token ??= await bank.isDone('token');
      return bank.debit(`charge-${id}`, 'ann', cents);
    };
  }),
);

// Cancellation.
const patiently = async (step) => {
  heartbeat(step);
  await sleep(1_000);
};
// A zombie is told that nobody waits for it, and takes away what the retry has reserved.
on('cancelled: releases what it has reserved, whoever cancels it', 'LOST_EFFECT', (bank) => async ({ id }) => {
  await bank.reserve(id);
  try {
    await patiently('reserved');
  } catch (error) {
    if (error instanceof CancelledFailure) await bank.release(id);
    throw error;
  }
  await bank.confirm(id);
});
on('cancelled: releases what it has reserved when its workflow cancels it', 'IDEMPOTENT', (bank) => async ({ id }) => {
  await bank.reserve(id);
  try {
    await patiently('reserved');
  } catch (error) {
    if (Context.current().cancellationDetails?.cancelRequested === true) await bank.release(id);
    throw error;
  }
  await bank.confirm(id);
});
on('cancelled: leaves what it has reserved', 'TORN_STATE', (bank) => async ({ id }) => {
  await bank.reserve(id);
  await patiently('reserved');
  await bank.confirm(id);
});
on('cancelled: takes it for success', 'LOST_EFFECT', (bank) => async ({ id }) => {
  await bank.reserve(id);
  try {
    await patiently('reserved');
    await bank.confirm(id);
  } catch (error) {
    if (!(error instanceof CancelledFailure)) throw error;
  }
});
on('cancelled: a listener of the signal ends the loop between items', 'IDEMPOTENT', (bank) => async ({ id }) => {
  let stop = false;
  Context.current().cancellationSignal.addEventListener('abort', () => (stop = true));
  for (const item of ['a', 'b', 'c']) {
    if (stop) throw new CancelledFailure('stopped between items');
    await bank.debit(`${id}-${item}`, 'ann', 1);
    heartbeat(item);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
on('cancelled: a listener of the signal ends the loop, and it returns', 'LOST_EFFECT', (bank) => async ({ id }) => {
  let stop = false;
  Context.current().cancellationSignal.addEventListener('abort', () => (stop = true));
  for (const item of ['a', 'b', 'c']) {
    if (stop) return;
    await bank.debit(`${id}-${item}`, 'ann', 1);
    heartbeat(item);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
on('cancelled: throwIfAborted in front of the only effect', 'IDEMPOTENT', (bank) => async ({ id, cents }) => {
  heartbeat('begin');
  await sleep(100).catch(() => undefined);
  Context.current().cancellationSignal.throwIfAborted();
  await bank.debit(`charge-${id}`, 'ann', cents);
});

// Streams.
const lines = ({ id }) => Readable.from(['a', 'b', 'c'].map((item) => ({ id, item })));
const writer = (write) =>
  new Writable({
    objectMode: true,
    write: (chunk, _encoding, done) => void write(chunk).then(() => done(), done),
  });
on('stream: keyed rows through a pipeline', 'IDEMPOTENT', (bank) => async (order) => {
  await pipeline(
    lines(order),
    writer(({ id, item }) => bank.debit(`${id}-${item}`, 'ann', 1)),
  );
});
on('stream: rows without keys', 'DUPLICATE_EFFECT', (bank) => async (order) => {
  await pipeline(
    lines(order),
    writer(({ id, item }) => bank.book(`${id}-${item}`)),
  );
});
on('stream: a transform numbers the rows', 'IDEMPOTENT', (bank) => async (order) => {
  let number = 0;
  const numbered = new Transform({
    objectMode: true,
    transform: (chunk, _encoding, done) => done(null, { ...chunk, number: ++number }),
  });
  await pipeline(
    lines(order),
    numbered,
    writer(({ id, number: at, item }) => bank.bookOnce(`${id}-${at}`, item)),
  );
});
on('stream: one key for all rows', 'SWALLOWED_EFFECT', (bank) => async (order) => {
  await pipeline(
    lines(order),
    writer(({ item }) => bank.bookOnce('export', item)),
  );
});
on('stream: gathers, and books once at the end', 'DUPLICATE_EFFECT', (bank) => async (order) => {
  const items = [];
  for await (const { item } of lines(order)) items.push(item);
  await bank.book(`${order.id} ${items.join()}`);
});
const onFiles = (name, expected, activity) =>
  add(name, expected, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fourth-'));
    const world = filesystemWorld(folder);
    return {
      activity: activity(world.fs, (file) => join(folder, file)),
      ...o12,
      world,
      cleanup: () => rmSync(folder, { recursive: true, force: true }),
    };
  });
onFiles('stream: appends to one file as it comes', 'DUPLICATE_EFFECT', (fs, at) => async (order) => {
  for await (const { id, item } of lines(order)) await fs.appendFile(at('export.csv'), `${id},${item}\n`);
});
// A zombie goes on writing to the name that it shares with the retry.
onFiles('stream: writes aside under one name, then renames', 'LOST_EFFECT', (fs, at) => async (order) => {
  const aside = at(`${order.id}.tmp`);
  await fs.writeFile(aside, '');
  for await (const { id, item } of lines(order)) await fs.appendFile(aside, `${id},${item}\n`);
  await fs.rename(aside, at(`${order.id}.csv`));
});
onFiles('stream: writes aside under a name of its own, then renames', 'IDEMPOTENT', (fs, at) => async (order) => {
  const aside = at(`${order.id}.${randomUUID()}.tmp`);
  for await (const { id, item } of lines(order)) await fs.appendFile(aside, `${id},${item}\n`);
  await fs.rename(aside, at(`${order.id}.csv`));
});
onFiles('stream: writes aside without emptying first, then renames', 'DUPLICATE_EFFECT', (fs, at) => async (order) => {
  const aside = at(`${order.id}.tmp`);
  for await (const { id, item } of lines(order)) await fs.appendFile(aside, `${id},${item}\n`);
  await fs.rename(aside, at(`${order.id}.csv`));
});

// Batches with a cursor in the heartbeat.
const ITEMS = ['a', 'b', 'c', 'd', 'e'];
const details = () => activityInfo().heartbeatDetails;
on('batch: two at a time, cursor after each, keyed', 'IDEMPOTENT', (bank) => async ({ id }) => {
  for (let at = details() ?? 0; at < ITEMS.length; at += 2) {
    for (const item of ITEMS.slice(at, at + 2)) await bank.debit(`${id}-${item}`, 'ann', 1);
    heartbeat(at + 2);
  }
});
on('batch: two at a time, cursor before each, keyed', 'LOST_EFFECT', (bank) => async ({ id }) => {
  for (let at = details() ?? 0; at < ITEMS.length; at += 2) {
    heartbeat(at + 2);
    for (const item of ITEMS.slice(at, at + 2)) await bank.debit(`${id}-${item}`, 'ann', 1);
  }
});
on('batch: two at a time, cursor after each, no keys', 'DUPLICATE_EFFECT', (bank) => async ({ id }) => {
  for (let at = details() ?? 0; at < ITEMS.length; at += 2) {
    for (const item of ITEMS.slice(at, at + 2)) await bank.book(`${id}-${item}`);
    heartbeat(at + 2);
  }
});
on('batch: both of a pair at once, cursor after each, keyed', 'IDEMPOTENT', (bank) => async ({ id }) => {
  for (let at = details() ?? 0; at < ITEMS.length; at += 2) {
    await Promise.all(ITEMS.slice(at, at + 2).map((item) => bank.debit(`${id}-${item}`, 'ann', 1)));
    heartbeat(at + 2);
  }
});
on('batch: the cursor counts in a list that shrinks', 'LOST_EFFECT', (bank) => async ({ id }) => {
  const left = [];
  for (const item of ITEMS) if (!(await bank.isDone(`${id}-${item}`))) left.push(item);
  for (let at = details() ?? 0; at < left.length; at++) {
    await bank.debit(`${id}-${left[at]}`, 'ann', 1);
    await bank.setDone(`${id}-${left[at]}`);
    heartbeat(at + 1);
  }
});
on('batch: the rest of a list that shrinks', 'IDEMPOTENT', (bank) => async ({ id }) => {
  for (const item of ITEMS) {
    if (await bank.isDone(`${id}-${item}`)) continue;
    await bank.debit(`${id}-${item}`, 'ann', 1);
    await bank.setDone(`${id}-${item}`);
    heartbeat(item);
  }
});
on('batch: returns how many it did this time', 'RESULT_DRIFT', (bank) => async ({ id }) => {
  let count = 0;
  for (let at = details() ?? 0; at < ITEMS.length; at++) {
    await bank.debit(`${id}-${ITEMS[at]}`, 'ann', 1);
    count += 1;
    heartbeat(at + 1);
  }
  return count;
});
on('batch: carries the count in the heartbeat', 'IDEMPOTENT', (bank) => async ({ id }) => {
  let { at, count } = details() ?? { at: 0, count: 0 };
  for (; at < ITEMS.length; at++) {
    await bank.debit(`${id}-${ITEMS[at]}`, 'ann', 1);
    count += 1;
    heartbeat({ at: at + 1, count });
  }
  return count;
});
on('batch: a random key that the heartbeat carries', 'DUPLICATE_EFFECT', (bank) => async ({ cents }) => {
  const key = details() ?? randomUUID();
  heartbeat(key);
  await bank.debit(key, 'ann', cents);
});
on(
  'batch: a random key that is stored before it is used, in one step',
  'IDEMPOTENT',
  (bank) =>
    async ({ id, cents }) => {
      await bank.debit(await bank.storeOnce(id, randomUUID()), 'ann', cents);
    },
);
on(
  'batch: a random key that is stored, unless one was, in two steps',
  'DUPLICATE_EFFECT',
  (bank) =>
    async ({ id, cents }) => {
      let key = await bank.stored(id);
      if (key === undefined) {
        key = randomUUID();
        await bank.store(id, key);
      }
      await bank.debit(key, 'ann', cents);
    },
);
on('key: first or retry', 'DUPLICATE_EFFECT', (bank) => async ({ id, cents }) => {
  const which = activityInfo().attempt > 1 ? 'retry' : 'first';
  await bank.debit(`${id}-${which}`, 'ann', cents);
});
on('key: the attempt is only written to a log', 'IDEMPOTENT', (bank) => async ({ id, cents }) => {
  Context.current().log.info(`attempt ${activityInfo().attempt}`);
  await bank.debit(id, 'ann', cents);
});
on('key: the activity id', 'SWALLOWED_EFFECT', (bank) => async ({ cents }) => {
  const { workflowExecution, activityId } = activityInfo();
  await bank.debit(`${workflowExecution.workflowId}-${activityId}`, 'ann', cents);
});

// Sagas in one activity.
on('saga: undoes the debit on any error of the credit', 'LOST_EFFECT', (bank) => async ({ id, cents }) => {
  await bank.debit(`${id}-debit`, 'ann', cents);
  try {
    await bank.credit(`${id}-credit`, 'bob', cents);
  } catch (error) {
    await bank.refund(`${id}-debit`, 'ann', cents);
    throw error;
  }
});
on('saga: leaves errors to the retry', 'IDEMPOTENT', (bank) => async ({ id, cents }) => {
  await bank.debit(`${id}-debit`, 'ann', cents);
  await bank.credit(`${id}-credit`, 'bob', cents);
});
on('saga: a record after each step', 'IDEMPOTENT', (bank) => async ({ id, cents }) => {
  const at = (await bank.stored(id)) ?? 0;
  if (at < 1) {
    await bank.debit(`${id}-debit`, 'ann', cents);
    await bank.store(id, 1);
  }
  if (at < 2) {
    await bank.credit(`${id}-credit`, 'bob', cents);
    await bank.store(id, 2);
  }
});
on('saga: a record after each step, steps without keys', 'DUPLICATE_EFFECT', (bank) => async ({ id, cents }) => {
  const at = (await bank.stored(id)) ?? 0;
  if (at < 1) {
    await bank.book(`${id} debit ${cents}`);
    await bank.store(id, 1);
  }
  if (at < 2) {
    await bank.book(`${id} credit ${cents}`);
    await bank.store(id, 2);
  }
});
on('saga: a record before each step', 'LOST_EFFECT', (bank) => async ({ id, cents }) => {
  const at = (await bank.stored(id)) ?? 0;
  if (at < 1) {
    await bank.store(id, 1);
    await bank.debit(`${id}-debit`, 'ann', cents);
  }
  if (at < 2) {
    await bank.store(id, 2);
    await bank.credit(`${id}-credit`, 'bob', cents);
  }
});
on('saga: refuses for good before anything is done', 'IDEMPOTENT', (bank) => async ({ id, cents }) => {
  if (cents > 1_000) throw ApplicationFailure.nonRetryable('too much', 'TooMuch');
  await bank.debit(`${id}-debit`, 'ann', cents);
  await bank.credit(`${id}-credit`, 'bob', cents);
});

// Two phases.
const makeParticipants = () => {
  const participant = () => ({
    prepared: {},
    committed: {},
    async prepare(id, cents) {
      if (this.committed[id] !== undefined) throw new Error(`${id} is committed`);
      this.prepared[id] = cents;
    },
    async prepareAgain(id, cents) {
      if (this.committed[id] === undefined) this.prepared[id] = cents;
    },
    async commit(id) {
      if (this.prepared[id] === undefined) return;
      this.committed[id] = this.prepared[id];
      delete this.prepared[id];
    },
    async abort(id) {
      delete this.prepared[id];
      delete this.committed[id];
    },
  });
  return { a: participant(), b: participant() };
};
const onTwo = (name, expected, activity) =>
  add(name, expected, async () => {
    const both = makeParticipants();
    return { activity: activity(both), ...o12, world: memoryWorld(both) };
  });
onTwo('two phases: prepare refuses what is committed', 'STUCK', ({ a, b }) => async ({ id, cents }) => {
  await a.prepare(id, cents);
  await b.prepare(id, cents);
  await a.commit(id);
  await b.commit(id);
});
onTwo('two phases: prepare and commit may come again', 'IDEMPOTENT', ({ a, b }) => async ({ id, cents }) => {
  await a.prepareAgain(id, cents);
  await b.prepareAgain(id, cents);
  await a.commit(id);
  await b.commit(id);
});
onTwo('two phases: aborts both when a commit errs, and gives up', 'TORN_STATE', ({ a, b }) => async ({ id, cents }) => {
  await a.prepareAgain(id, cents);
  await b.prepareAgain(id, cents);
  await a.commit(id);
  try {
    await b.commit(id);
  } catch {
    await b.abort(id);
    throw ApplicationFailure.nonRetryable('aborted', 'Aborted');
  }
});
