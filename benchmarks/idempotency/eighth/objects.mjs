// Repositories and units of work, decorators, memos, singletons, emitters, methods, buckets, dedupe of many kinds, batches.
import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { collect } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('objects');
export const objects = cases;

/** What a unit of work is flushed to: all changes or none, at a version where one is named. */
class Database {
  accounts = new Map([
    ['a1', { cents: 100, version: 1 }],
    ['a2', { cents: 100, version: 1 }],
  ]);
  operations = new Set();
  async load(id) {
    return structuredClone(this.accounts.get(id));
  }
  async hasOperation(key) {
    return this.operations.has(key);
  }
  async commit(changes, { operation, checked = false } = {}) {
    if (checked)
      for (const [id, account] of changes)
        if (this.accounts.get(id).version !== account.version) throw new Error(`${id} was changed by somebody else`);
    for (const [id, account] of changes) this.accounts.set(id, { ...account, version: account.version + 1 });
    if (operation !== undefined) this.operations.add(operation);
  }
}

/** Loads each account once, and writes at the end what was changed. */
class UnitOfWork {
  identities = new Map();
  constructor(database) {
    this.database = database;
  }
  async get(id) {
    if (!this.identities.has(id)) this.identities.set(id, await this.database.load(id));
    return this.identities.get(id);
  }
  async flush(options) {
    await this.database.commit([...this.identities], options);
  }
}

bug(
  'unit-of-work',
  'unit-of-work',
  'DUPLICATE_EFFECT',
  'a flush is atomic, and there once an attempt',
  ({ memory }) => {
    const database = new Database();
    return {
      activity: async (id, cents) => {
        const work = new UnitOfWork(database);
        const account = await work.get(id);
        account.cents += cents;
        await work.flush({ checked: true });
      },
      args: ['a1', 10],
      distinct: ['a2', 10],
      world: memory(database),
    };
  },
);

fine(
  'unit-of-work-with-operation',
  'the operation is flushed with what it has changed, at its version',
  ({ memory }) => {
    const database = new Database();
    return {
      activity: async (key, id, cents) => {
        const work = new UnitOfWork(database);
        const account = await work.get(id);
        if (await database.hasOperation(key)) return;
        account.cents += cents;
        await work.flush({ operation: key, checked: true });
      },
      args: ['k1', 'a1', 10],
      distinct: ['k2', 'a1', 25],
      world: memory(database),
    };
  },
);

bug(
  'unit-of-work-unchecked',
  'lost-update',
  'DUPLICATE_EFFECT',
  'a zombie flushes the balance that it has loaded before the other call; and one that has looked for the operation before the retry adds again, which is graver',
  ({ memory }) => {
    const database = new Database();
    return {
      activity: async (key, id, cents) => {
        const work = new UnitOfWork(database);
        if (await database.hasOperation(key)) return;
        const account = await work.get(id);
        account.cents += cents;
        await work.flush({ operation: key });
      },
      args: ['k1', 'a1', 10],
      distinct: ['k2', 'a1', 25],
      world: memory(database),
    };
  },
);

bug(
  'identity-map-of-process',
  'cache-of-process',
  'DUPLICATE_EFFECT',
  'the identity map lives as long as the worker; its objects keep what a failed flush was to write',
  ({ memory }) => {
    const database = new Database();
    return {
      activity: {
        create: () => {
          const work = new UnitOfWork(database);
          return async (key, id, cents) => {
            if (await database.hasOperation(key)) return;
            const account = await work.get(id);
            account.cents += cents;
            await work.flush({ operation: key });
          };
        },
      },
      args: ['k1', 'a1', 10],
      distinct: ['k2', 'a2', 25],
      world: memory(database),
    };
  },
);

class Bank {
  transfers = new Map();
  async transfer(key, cents) {
    if (!this.transfers.has(key)) this.transfers.set(key, { id: `t${this.transfers.size + 1}`, cents });
    return this.transfers.get(key).id;
  }
  async add(cents) {
    const id = `t${this.transfers.size + 1}`;
    this.transfers.set(id, { id, cents });
    return id;
  }
}

bug(
  'memo-by-customer',
  'memo-too-wide',
  'SWALLOWED_EFFECT',
  'the worker remembers what it has answered to the customer',
  ({ memory }) => {
    const bank = new Bank();
    return {
      activity: {
        create: () => {
          const answers = new Map();
          return async ({ customer, invoice, cents }) => {
            if (!answers.has(customer)) answers.set(customer, await bank.transfer(invoice, cents));
            return answers.get(customer);
          };
        },
      },
      args: [{ customer: 'ann', invoice: 'i1', cents: 5 }],
      distinct: [{ customer: 'ann', invoice: 'i2', cents: 7 }],
      world: memory(bank),
    };
  },
);

fine('memo-by-invoice', 'a promise that fails is forgotten, and the bank knows the invoice', ({ memory }) => {
  const bank = new Bank();
  return {
    activity: {
      create: () => {
        const answers = new Map();
        return ({ invoice, cents }) => {
          if (!answers.has(invoice)) {
            const answer = bank.transfer(invoice, cents);
            answers.set(invoice, answer);
            answer.catch(() => answers.delete(invoice));
          }
          return answers.get(invoice);
        };
      },
    },
    args: [{ invoice: 'i1', cents: 5 }],
    distinct: [{ invoice: 'i2', cents: 7 }],
    world: memory(bank),
  };
});

bug(
  'memo-of-failure',
  'cached-failure',
  'STUCK',
  'a promise that has failed is given to every retry in this worker',
  ({ memory }) => {
    const bank = new Bank();
    return {
      activity: {
        create: () => {
          const answers = new Map();
          return ({ invoice, cents }) => {
            if (!answers.has(invoice)) answers.set(invoice, bank.transfer(invoice, cents));
            return answers.get(invoice);
          };
        },
      },
      args: [{ invoice: 'i1', cents: 5 }],
      distinct: [{ invoice: 'i2', cents: 7 }],
      world: memory(bank),
    };
  },
);

class Marks {
  marks = new Set();
  async has(key) {
    return this.marks.has(key);
  }
  async add(key) {
    this.marks.add(key);
  }
}

const onceBefore =
  (marks, activity) =>
  async (key, ...rest) => {
    if (await marks.has(key)) return;
    await marks.add(key);
    return activity(key, ...rest);
  };
const onceAfter =
  (marks, activity) =>
  async (key, ...rest) => {
    if (await marks.has(key)) return;
    await activity(key, ...rest);
    await marks.add(key);
  };

bug('decorator-before', 'mark-before', 'LOST_EFFECT', 'the decorator marks before it calls', ({ memory }) => {
  const [marks, bank] = [new Marks(), new Bank()];
  return {
    activity: onceBefore(marks, async (key, cents) => void (await bank.transfer(key, cents))),
    args: ['k1', 5],
    distinct: ['k2', 7],
    world: memory({ marks, bank }),
  };
});

bug('decorator-after', 'mark-after', 'DUPLICATE_EFFECT', 'the decorator marks after it has called', ({ memory }) => {
  const [marks, bank] = [new Marks(), new Bank()];
  return {
    activity: onceAfter(marks, async (_key, cents) => void (await bank.add(cents))),
    args: ['k1', 5],
    distinct: ['k2', 7],
    world: memory({ marks, bank }),
  };
});

fine('decorator-after-keyed', 'the mark saves time, the bank’s key saves money', ({ memory }) => {
  const [marks, bank] = [new Marks(), new Bank()];
  return {
    activity: onceAfter(marks, async (key, cents) => void (await bank.transfer(key, cents))),
    args: ['k1', 5],
    distinct: ['k2', 7],
    world: memory({ marks, bank }),
  };
});

fine(
  'private-field',
  'nothing of what the bank keeps in a private field can be seen',
  ({ memory }) => {
    class Closed {
      #transfers = new Map();
      async transfer(key, cents) {
        this.#transfers.set(key, cents);
      }
      get size() {
        return this.#transfers.size;
      }
    }
    const bank = new Closed();
    return {
      activity: (key, cents) => bank.transfer(key, cents),
      args: ['k1', 5],
      distinct: ['k2', 7],
      world: memory(bank),
    };
  },
  'INCONCLUSIVE',
);

bug('getter-over-list', 'no-key', 'DUPLICATE_EFFECT', 'the total is a getter over what was added', ({ memory }) => {
  const till = {
    receipts: [],
    get total() {
      return this.receipts.reduce((sum, { cents }) => sum + cents, 0);
    },
    async ring(order, cents) {
      this.receipts.push({ order, cents });
    },
  };
  return {
    activity: async (order, cents) => {
      await till.ring(order, cents);
    },
    args: ['o1', 5],
    distinct: ['o2', 7],
    world: memory(till),
  };
});

class Shop extends EventEmitter {
  orders = new Map();
  async confirm(order) {
    const known = this.orders.get(order);
    this.orders.set(order, 'confirmed');
    this.emit('confirmed', order, known === undefined);
  }
}

bug('event-each-time', 'event-per-attempt', 'DUPLICATE_EFFECT', 'the listener books each event', ({ memory }) => {
  const shop = new Shop();
  const books = { entries: [] };
  shop.on('confirmed', (order) => books.entries.push({ order }));
  return {
    activity: (order) => shop.confirm(order),
    args: ['o1'],
    distinct: ['o2'],
    world: memory({ shop, books }),
  };
});

fine('event-of-first-time', 'the listener books what is new', ({ memory }) => {
  const shop = new Shop();
  const books = { entries: [] };
  shop.on('confirmed', (order, isNew) => isNew && books.entries.push({ order }));
  return {
    activity: (order) => shop.confirm(order),
    args: ['o1'],
    distinct: ['o2'],
    world: memory({ shop, books }),
  };
});

bug(
  'counter-of-instance',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'the activity object counts its calls, and puts the number into the key',
  ({ memory }) => {
    const bank = new Bank();
    class Payments {
      calls = 0;
      constructor(to) {
        this.bank = to;
      }
      async pay(invoice, cents) {
        this.calls += 1;
        await this.bank.transfer(`${invoice}-${this.calls}`, cents);
      }
    }
    return {
      activity: { activities: new Payments(bank), name: 'pay' },
      args: ['i1', 5],
      distinct: ['i2', 7],
      world: memory(bank),
    };
  },
);

fine('method-with-this', 'a method that uses its object’s bank and its own helper', ({ memory }) => {
  const bank = new Bank();
  class Payments {
    #prefix = 'inv';
    constructor(to) {
      this.bank = to;
    }
    keyOf(invoice) {
      return `${this.#prefix}/${invoice}`;
    }
    async pay(invoice, cents) {
      return this.bank.transfer(this.keyOf(invoice), cents);
    }
  }
  return {
    activity: { activities: new Payments(bank), name: 'pay' },
    args: ['i1', 5],
    distinct: ['i2', 7],
    world: memory(bank),
  };
});

bug('credits-per-attempt', 'quota-per-attempt', 'DUPLICATE_EFFECT', 'each attempt spends a credit', ({ memory }) => {
  const bank = new Bank();
  const quota = {
    credits: { acme: 50, initech: 50 },
    async spend(tenant) {
      if (this.credits[tenant] < 1) throw ApplicationFailure.nonRetryable('no credit');
      this.credits[tenant] -= 1;
    },
  };
  return {
    activity: async (tenant, key, cents) => {
      await quota.spend(tenant);
      return bank.transfer(key, cents);
    },
    args: ['acme', 'k1', 5],
    distinct: ['initech', 'k2', 7],
    world: memory({ bank, quota }),
  };
});

fine('highest-seen', 'a mark that only rises', ({ memory }) => {
  const mark = {
    highest: 0,
    async raise(to) {
      if (to > this.highest) this.highest = to;
      return this.highest >= to;
    },
  };
  return { activity: (to) => mark.raise(to), args: [5], distinct: [9], world: memory(mark) };
});

// ---- dedupe of many kinds ------------------------------------------------------------------------------------------

/** A list with an `add` that leaves out what `isKnown` says. */
const list = (isKnown) => ({
  entries: [],
  async add(entry) {
    if (!isKnown(this.entries, entry)) this.entries.push(entry);
  },
});
const adding =
  (isKnown, args, distinct, entryOf = (entry) => ({ ...entry })) =>
  ({ memory }) => {
    const log = list(isKnown);
    return { activity: (entry) => log.add(entryOf(entry)), args: [args], distinct: [distinct], world: memory(log) };
  };

bug(
  'same-object',
  'identity-not-equality',
  'DUPLICATE_EFFECT',
  'two objects with the same content are not the same',
  adding((entries, entry) => entries.includes(entry), { id: 'm1' }, { id: 'm2' }),
);

bug(
  'last-entry',
  'dedupe-by-last',
  'DUPLICATE_EFFECT',
  'only the last entry is looked at, and another call has come since',
  adding((entries, entry) => entries.at(-1)?.id === entry.id, { id: 'm1' }, { id: 'm2' }),
);

bug(
  'same-text',
  'dedupe-by-content',
  'SWALLOWED_EFFECT',
  'who says the same again a day later is taken for a repetition',
  adding(
    (entries, { to, text }) => entries.some((known) => known.to === to && known.text === text),
    { id: 'm1', to: 'ann', text: 'Your order is on its way' },
    { id: 'm2', to: 'ann', text: 'Your order is on its way' },
  ),
);

bug(
  'part-of-text',
  'substring-dedupe',
  'SWALLOWED_EFFECT',
  '"o1" stands in "o12"',
  adding((entries, { id }) => entries.some((known) => known.id.includes(id)), { id: 'o12' }, { id: 'o1' }),
);

fine(
  'same-id',
  'all entries are compared, by their whole id',
  adding((entries, { id }) => entries.some((known) => known.id === id), { id: 'o12' }, { id: 'o1' }),
);

bug(
  'window-of-one',
  'bounded-window',
  'DUPLICATE_EFFECT',
  'the list of known ids keeps the newest only',
  ({ memory }) => {
    const hook = {
      known: [],
      received: [],
      async call(id) {
        if (this.known.includes(id)) return;
        this.received.push(id);
        this.known = [id];
      },
    };
    return { activity: (id) => hook.call(id), args: ['e1'], distinct: ['e2'], world: memory(hook) };
  },
);

bug(
  'id-drawn-in-fake',
  'no-key',
  'DUPLICATE_EFFECT',
  'the key is there, and put aside by a spread that comes later',
  ({ memory }) => {
    const bank = new Bank();
    const defaults = () => ({ key: randomUUID(), cents: 0 });
    return {
      activity: async (order) => {
        const { key, cents } = { ...order, ...defaults(), cents: order.cents };
        await bank.transfer(key, cents);
      },
      args: [{ key: 'k1', cents: 5 }],
      distinct: [{ key: 'k2', cents: 7 }],
      world: memory(bank),
    };
  },
);

bug(
  'float-compared',
  'float-compare',
  'DUPLICATE_EFFECT',
  '0.1 + 0.2 is not 0.3, so what has been paid is never found to be all',
  ({ memory }) => {
    const bills = {
      paid: { b1: 0, b2: 0 },
      async add(bill, amount) {
        this.paid[bill] += amount;
      },
      async sum(bill) {
        return this.paid[bill];
      },
    };
    return {
      activity: async (bill, parts, total) => {
        if ((await bills.sum(bill)) === total) return;
        for (const part of parts) await bills.add(bill, part);
      },
      args: ['b1', [0.1, 0.2], 0.3],
      distinct: ['b2', [0.5, 0.25], 0.75],
      world: memory(bills),
    };
  },
);

bug(
  'split-over-the-rest',
  'split-over-rest',
  'DUPLICATE_EFFECT',
  'who resumes splits the whole tip over those that have not had a share',
  ({ memory }) => {
    const team = {
      tips: {},
      async has(name) {
        return name in this.tips;
      },
      async give(name, cents) {
        this.tips[name] ??= cents;
      },
    };
    return {
      activity: async (names, cents) => {
        const rest = [];
        for (const name of names) if (!(await team.has(name))) rest.push(name);
        for (const name of rest) await team.give(name, Math.floor(cents / rest.length));
      },
      args: [['ann', 'bob'], 100],
      distinct: [['cy', 'dee'], 60],
      world: memory(team),
    };
  },
);

// ---- batches -------------------------------------------------------------------------------------------------------

class Inbox {
  waiting = new Map([
    ['m1', 5],
    ['m2', 7],
    ['m3', 9],
    ['m4', 11],
  ]);
  async peek(ids) {
    return ids.filter((id) => this.waiting.has(id)).map((id) => ({ id, cents: this.waiting.get(id) }));
  }
  async ack(ids) {
    for (const id of ids) this.waiting.delete(id);
  }
}

bug('ack-at-end', 'ack-at-end', 'DUPLICATE_EFFECT', 'a batch that dies half-way comes again whole', ({ memory }) => {
  const [inbox, bank] = [new Inbox(), new Bank()];
  return {
    activity: async (ids) => {
      const batch = await inbox.peek(ids);
      for (const { cents } of batch) await bank.add(cents);
      await inbox.ack(batch.map(({ id }) => id));
    },
    args: [['m1', 'm2']],
    distinct: [['m3', 'm4']],
    world: memory({ inbox, bank }),
  };
});

bug('ack-at-start', 'mark-before', 'LOST_EFFECT', 'what is acknowledged does not come again', ({ memory }) => {
  const [inbox, bank] = [new Inbox(), new Bank()];
  return {
    activity: async (ids) => {
      const batch = await inbox.peek(ids);
      await inbox.ack(ids);
      for (const { id, cents } of batch) await bank.transfer(id, cents);
    },
    args: [['m1', 'm2']],
    distinct: [['m3', 'm4']],
    world: memory({ inbox, bank }),
  };
});

bug(
  'ack-failed-too',
  'settled-and-forgotten',
  'LOST_EFFECT',
  'a message that could not be paid is acknowledged with the others',
  ({ memory }) => {
    const [inbox, bank] = [new Inbox(), new Bank()];
    return {
      activity: async (ids) => {
        const batch = await inbox.peek(ids);
        await Promise.allSettled(batch.map(({ id, cents }) => bank.transfer(id, cents)));
        await inbox.ack(ids);
      },
      args: [['m1', 'm2']],
      distinct: [['m3', 'm4']],
      world: memory({ inbox, bank }),
    };
  },
);

fine('ack-what-is-paid', 'only what is paid is acknowledged, and the rest fails the attempt', ({ memory }) => {
  const [inbox, bank] = [new Inbox(), new Bank()];
  return {
    activity: async (ids) => {
      const batch = await inbox.peek(ids);
      const outcomes = await Promise.allSettled(batch.map(({ id, cents }) => bank.transfer(id, cents)));
      await inbox.ack(batch.filter((_, index) => outcomes[index].status === 'fulfilled').map(({ id }) => id));
      const failed = outcomes.filter(({ status }) => status === 'rejected');
      if (failed.length > 0) throw new Error(`${failed.length} of ${batch.length} failed`);
    },
    args: [['m1', 'm2']],
    distinct: [['m3', 'm4']],
    world: memory({ inbox, bank }),
  };
});

bug(
  'key-by-place',
  'key-by-remaining-position',
  'LOST_EFFECT',
  'the keys count what is left in the inbox, so a retry sends the second message under the first one’s key',
  ({ memory }) => {
    const [inbox, bank] = [new Inbox(), new Bank()];
    return {
      activity: async (key, ids) => {
        for (const [index, { id, cents }] of (await inbox.peek(ids)).entries()) {
          await bank.transfer(`${key}/${index}`, cents);
          await inbox.ack([id]);
        }
      },
      args: ['k1', ['m1', 'm2']],
      distinct: ['k2', ['m3', 'm4']],
      world: memory({ inbox, bank }),
    };
  },
);

bug(
  'attempt-in-result',
  'attempt-in-result',
  'RESULT_DRIFT',
  'the receipt says in which attempt it was made',
  ({ memory }) => {
    const bank = new Bank();
    return {
      activity: async (key, cents) => `${await bank.transfer(key, cents)} (attempt ${activityInfo().attempt})`,
      args: ['k1', 5],
      distinct: ['k2', 7],
      world: memory(bank),
    };
  },
);

bug('circular-result', 'unencodable', 'STUCK', 'the result points to itself and cannot be encoded', ({ memory }) => {
  const bank = new Bank();
  return {
    activity: async (key, cents) => {
      const receipt = { id: await bank.transfer(key, cents) };
      receipt.self = receipt;
      return receipt;
    },
    args: ['k1', 5],
    distinct: ['k2', 7],
    world: memory(bank),
  };
});
