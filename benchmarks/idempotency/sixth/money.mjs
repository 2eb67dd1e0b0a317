// Payments, loyalty, billing, wallets, on fakes in memory.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { activityInfo, ApplicationFailure, Context, heartbeat, sleep } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('money');
export const money = cases;

/** A card gateway as most are: it recognises a key where it is given one. */
class Gateway {
  charges = [];
  async charge({ idempotencyKey, customer, cents }) {
    const known = this.charges.find(
      (charge) => idempotencyKey !== undefined && charge.idempotencyKey === idempotencyKey,
    );
    if (known) return known.id;
    const id = `ch_${this.charges.length + 1}`;
    this.charges.push({ id, idempotencyKey, customer, cents });
    return id;
  }
}

class Wallets {
  constructor(balances) {
    this.balances = balances;
  }
  async add(account, cents) {
    this.balances[account] = (this.balances[account] ?? 0) + cents;
  }
}

/** Postings under an id: the second one of an id changes nothing. */
class Journal {
  postings = new Map();
  balances = {};
  async post(id, account, cents) {
    if (this.postings.has(id)) return;
    this.postings.set(id, { account, cents });
    this.balances[account] = (this.balances[account] ?? 0) + cents;
  }
  async has(id) {
    return this.postings.has(id);
  }
}

const withRetries = async (times, work) => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work(tried);
    } catch (error) {
      if (tried === times) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** tried));
    }
  }
};

bug('loyalty-points', 'no-key', 'DUPLICATE_EFFECT', 'points are added once an attempt', ({ memory }) => {
  const wallets = new Wallets({ ann: 10, bob: 0 });
  class LoyaltyActivities {
    constructor(store) {
      this.store = store;
    }
    async award(member, points) {
      await this.store.add(member, points);
    }
  }
  const activities = new LoyaltyActivities(wallets);
  return { activity: { activities, name: 'award' }, args: ['ann', 50], distinct: ['bob', 20], world: memory(wallets) };
});

fine('journal-posting', 'the posting id is claimed in the same step as the balance moves', ({ memory }) => {
  const journal = new Journal();
  return {
    activity: async ({ operation, account, cents }) => {
      await journal.post(operation, account, cents);
      return { operation, posted: true };
    },
    args: [{ operation: 'op-1', account: 'ann', cents: 500 }],
    distinct: [{ operation: 'op-2', account: 'ann', cents: 500 }],
    world: memory(journal),
  };
});

bug(
  'check-then-append',
  'race',
  'DUPLICATE_EFFECT',
  'two attempts may both look before either writes',
  ({ memory }) => {
    const payouts = {
      rows: [],
      async exists(id) {
        return this.rows.some((row) => row.id === id);
      },
      async append(row) {
        this.rows.push(row);
      },
    };
    return {
      activity: async (id, iban, cents) => {
        if (await payouts.exists(id)) return { id };
        await payouts.append({ id, iban, cents });
        return { id };
      },
      args: ['p1', 'DE01', 900],
      distinct: ['p2', 'DE02', 700],
      world: memory(payouts),
    };
  },
);

bug(
  'act-then-mark',
  'mark-after',
  'DUPLICATE_EFFECT',
  'a crash between the charge and the mark charges again',
  ({ memory }) => {
    const gateway = new Gateway();
    const seen = {
      ids: new Set(),
      async has(id) {
        return this.ids.has(id);
      },
      async add(id) {
        this.ids.add(id);
      },
    };
    const once = (id) => ({
      async run(work) {
        if (await seen.has(id)) return;
        await work();
        await seen.add(id);
      },
    });
    return {
      activity: async (order) =>
        once(order.id).run(() => gateway.charge({ customer: order.customer, cents: order.cents })),
      args: [{ id: 'o1', customer: 'ann', cents: 500 }],
      distinct: [{ id: 'o2', customer: 'ann', cents: 700 }],
      world: memory({ gateway, seen }),
    };
  },
);

bug(
  'mark-then-act',
  'mark-before',
  'LOST_EFFECT',
  'a crash after the mark leaves nothing for the retry to do',
  ({ memory }) => {
    const gateway = new Gateway();
    const claims = {
      ids: new Set(),
      async claim(id) {
        const isNew = !this.ids.has(id);
        this.ids.add(id);
        return isNew;
      },
    };
    return {
      activity: async function capture(order) {
        if (!(await claims.claim(`capture:${order.id}`))) return;
        await gateway.charge({ idempotencyKey: order.id, customer: order.customer, cents: order.cents });
      },
      args: [{ id: 'o1', customer: 'ann', cents: 500 }],
      distinct: [{ id: 'o2', customer: 'ann', cents: 700 }],
      world: memory({ gateway, claims }),
    };
  },
);

bug(
  'claim-given-back-in-catch',
  'claim-released',
  'DUPLICATE_EFFECT',
  'the charge may have landed although its answer was lost; giving the claim back lets the retry charge anew',
  ({ memory }) => {
    const gateway = new Gateway();
    const claims = {
      ids: new Set(),
      async claim(id) {
        if (this.ids.has(id)) return false;
        this.ids.add(id);
        return true;
      },
      async release(id) {
        this.ids.delete(id);
      },
    };
    return {
      activity: async (order) => {
        if (!(await claims.claim(order.id))) return;
        try {
          await gateway.charge({ customer: order.customer, cents: order.cents });
        } catch (error) {
          await claims.release(order.id);
          throw error;
        }
      },
      args: [{ id: 'o1', customer: 'ann', cents: 500 }],
      distinct: [{ id: 'o2', customer: 'ann', cents: 700 }],
      world: memory({ gateway, claims }),
    };
  },
);

bug(
  'key-of-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the second order of a customer has the key of the first',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async ({ order, customer, cents }) => {
        await gateway.charge({ idempotencyKey: `charge:${customer}`, customer, cents });
        return { order, ok: true };
      },
      args: [{ order: 'o1', customer: 'ann', cents: 500 }],
      distinct: [{ order: 'o2', customer: 'ann', cents: 800 }],
      world: memory(gateway),
    };
  },
);

bug(
  'key-of-amounts',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'two transfers of the same sum between the same accounts share a key',
  ({ memory }) => {
    const transfers = {
      byKey: new Map(),
      async submit(key, transfer) {
        if (!this.byKey.has(key)) this.byKey.set(key, transfer);
      },
    };
    const keyOf = ({ from, to, cents }) => createHash('sha256').update(`${from}|${to}|${cents}`).digest('hex');
    return {
      activity: async (transfer) => transfers.submit(keyOf(transfer), transfer),
      args: [{ reference: 'rent-10', from: 'ann', to: 'bob', cents: 500 }],
      distinct: [{ reference: 'rent-11', from: 'ann', to: 'bob', cents: 500 }],
      world: memory(transfers),
    };
  },
);

bug(
  'key-cut-short',
  'key-truncated',
  'SWALLOWED_EFFECT',
  'the first twelve characters are the same for both invoices',
  ({ memory }) => {
    const gateway = new Gateway();
    const shortKey = (id) => id.slice(0, 12);
    return {
      activity: async (invoice, cents) =>
        gateway.charge({ idempotencyKey: shortKey(invoice), customer: 'acme', cents }),
      args: ['invoice-2026-0001', 100],
      distinct: ['invoice-2026-0002', 200],
      world: memory(gateway),
    };
  },
);

bug('key-rounded', 'key-rounded', 'SWALLOWED_EFFECT', 'rounding makes one key of two different tips', ({ memory }) => {
  const tips = {
    given: new Map(),
    async give(reference, tip) {
      if (!this.given.has(reference)) this.given.set(reference, tip);
    },
  };
  return {
    activity: async ({ waiter, minute, amount }) =>
      tips.give(`${waiter}/${Math.floor(minute / 10)}`, { waiter, minute, amount }),
    args: [{ waiter: 'w1', minute: 31, amount: 4 }],
    distinct: [{ waiter: 'w1', minute: 38, amount: 6 }],
    world: memory(tips),
  };
});

fine('key-composed', 'the key names the operation, and waiting at random changes nothing', ({ memory }) => {
  const gateway = new Gateway();
  const jitter = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  return {
    activity: async ({ order, line, customer, cents }) => {
      await jitter();
      return await gateway.charge({ idempotencyKey: [order, line].map(encodeURIComponent).join('/'), customer, cents });
    },
    args: [{ order: 'o1', line: 1, customer: 'ann', cents: 500 }],
    distinct: [{ order: 'o1', line: 2, customer: 'ann', cents: 500 }],
    world: memory(gateway),
  };
});

bug('key-with-attempt', 'key-from-attempt', 'DUPLICATE_EFFECT', 'each attempt has a key of its own', ({ memory }) => {
  const gateway = new Gateway();
  return {
    activity: async (order, cents) =>
      gateway.charge({ idempotencyKey: `${order}#${activityInfo().attempt}`, customer: 'ann', cents }),
    args: ['o1', 500],
    distinct: ['o2', 600],
    world: memory(gateway),
  };
});

bug(
  'key-of-run',
  'key-from-run',
  'DUPLICATE_EFFECT',
  'a reset of the workflow brings another run id, so another key',
  ({ memory }) => {
    const gateway = new Gateway();
    const idempotencyKey = () => {
      const { workflowExecution, activityId } = activityInfo();
      return `${workflowExecution.runId}:${activityId}`;
    };
    return {
      activity: async (cents) => gateway.charge({ idempotencyKey: idempotencyKey(), customer: 'ann', cents }),
      args: [500],
      distinct: [600],
      world: memory(gateway),
    };
  },
);

bug(
  'key-of-workflow',
  'key-from-workflow',
  'SWALLOWED_EFFECT',
  'a second call of one workflow has the key of the first',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async (cents) => {
        const { workflowExecution, activityType } = Context.current().info;
        return gateway.charge({
          idempotencyKey: `${workflowExecution.workflowId}/${activityType}`,
          customer: 'ann',
          cents,
        });
      },
      args: [500],
      distinct: [650],
      world: memory(gateway),
    };
  },
);

bug(
  'fresh-key-inside-retry',
  'key-random',
  'DUPLICATE_EFFECT',
  'the key is made anew at each try, so a lost answer charges again',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async (order) =>
        withRetries(3, () =>
          gateway.charge({ idempotencyKey: randomUUID(), customer: order.customer, cents: order.cents }),
        ),
      args: [{ customer: 'ann', cents: 500 }],
      distinct: [{ customer: 'bob', cents: 600 }],
      world: memory(gateway),
    };
  },
);

bug(
  'fresh-key-outside-retry',
  'key-random',
  'DUPLICATE_EFFECT',
  'the key lives through the tries of one attempt, not through the next attempt',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async (order) => {
        const idempotencyKey = randomUUID();
        return withRetries(3, () => gateway.charge({ idempotencyKey, customer: order.customer, cents: order.cents }));
      },
      args: [{ customer: 'ann', cents: 500 }],
      distinct: [{ customer: 'bob', cents: 600 }],
      world: memory(gateway),
    };
  },
);

fine('given-key-inside-retry', 'every try of every attempt sends the key of the arguments', ({ memory }) => {
  const gateway = new Gateway();
  return {
    activity: async ({ key, customer, cents }) =>
      withRetries(4, () => gateway.charge({ idempotencyKey: key, customer, cents })),
    args: [{ key: 'k1', customer: 'ann', cents: 500 }],
    distinct: [{ key: 'k2', customer: 'ann', cents: 500 }],
    world: memory(gateway),
  };
});

bug(
  'invoice-number-first',
  'number-per-attempt',
  'DUPLICATE_EFFECT',
  'each attempt draws another number and files another invoice',
  ({ memory }) => {
    const invoices = {
      last: 41,
      filed: new Map(),
      async nextNumber() {
        this.last += 1;
        return this.last;
      },
      async file(number, invoice) {
        this.filed.set(number, invoice);
      },
    };
    return {
      activity: async (order, cents) => {
        const number = await invoices.nextNumber();
        await invoices.file(number, { order, cents });
        return number;
      },
      args: ['o1', 100],
      distinct: ['o2', 200],
      world: memory(invoices),
    };
  },
);

fine('invoice-number-of-order', 'an order keeps the number that it was given first', ({ memory }) => {
  const invoices = {
    numbers: new Map(),
    filed: new Map(),
    async numberOf(order) {
      if (!this.numbers.has(order)) this.numbers.set(order, this.numbers.size + 1);
      return this.numbers.get(order);
    },
    async file(number, invoice) {
      this.filed.set(number, invoice);
    },
  };
  return {
    activity: async (order, cents) => {
      const number = await invoices.numberOf(order);
      await invoices.file(number, { order, cents });
      return number;
    },
    args: ['o1', 100],
    distinct: ['o2', 200],
    world: memory(invoices),
  };
});

bug(
  'conflict-answered',
  'conflict-ignored',
  'SWALLOWED_EFFECT',
  'the same key with another sum is answered as if it had been paid',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async ({ key, cents }) => gateway.charge({ idempotencyKey: key, customer: 'ann', cents }),
      args: [{ key: 'k1', cents: 500 }],
      distinct: [{ key: 'k2', cents: 500 }],
      conflicting: [{ key: 'k1', cents: 900 }],
      world: memory(gateway),
    };
  },
);

fine('conflict-refused', 'the stored fingerprint does not fit, so the call is refused', ({ memory }) => {
  const store = {
    entries: new Map(),
    async putIfAbsent(key, fingerprint, value) {
      if (!this.entries.has(key)) this.entries.set(key, { fingerprint, value });
      return this.entries.get(key);
    },
  };
  const fingerprintOf = (value) => createHash('sha1').update(JSON.stringify(value)).digest('hex');
  return {
    activity: async ({ key, ...payment }) => {
      const entry = await store.putIfAbsent(key, fingerprintOf(payment), payment);
      if (entry.fingerprint !== fingerprintOf(payment))
        throw ApplicationFailure.nonRetryable(`key ${key} was used for another payment`, 'KeyReused');
      return { paid: entry.value.cents };
    },
    args: [{ key: 'k1', cents: 500, to: 'bob' }],
    distinct: [{ key: 'k2', cents: 500, to: 'bob' }],
    conflicting: [{ key: 'k1', cents: 900, to: 'bob' }],
    world: memory(store),
  };
});

bug(
  'conflict-overwrites',
  'conflict-overwrites',
  'TORN_STATE',
  'the same key with another tariff overwrites what stands under it',
  ({ memory }) => {
    const contracts = {
      byKey: new Map(),
      async put(key, contract) {
        this.byKey.set(key, contract);
      },
    };
    return {
      activity: async ({ key, tariff }) => contracts.put(key, { tariff }),
      args: [{ key: 'k1', tariff: 'basic' }],
      distinct: [{ key: 'k2', tariff: 'basic' }],
      conflicting: [{ key: 'k1', tariff: 'gold' }],
      world: memory(contracts),
    };
  },
);

bug(
  'debit-then-cancelled',
  'cancel-in-the-middle',
  'TORN_STATE',
  'the cancellation is obeyed between the debit and the credit, and nobody puts the money back',
  ({ memory }) => {
    const journal = new Journal();
    const booked = new Journal();
    return {
      activity: async ({ operation, from, to, cents }) => {
        await journal.post(`${operation}/debit`, from, -cents);
        heartbeat('debited');
        await sleep(20);
        await booked.post(`${operation}/credit`, to, cents);
      },
      args: [{ operation: 't1', from: 'ann', to: 'bob', cents: 300 }],
      distinct: [{ operation: 't2', from: 'bob', to: 'ann', cents: 200 }],
      world: memory({ debits: journal, credits: booked }),
    };
  },
);

fine('cancelled-only-before', 'the cancellation is looked at before the first posting only', ({ memory }) => {
  const journal = new Journal();
  return {
    activity: async ({ operation, from, to, cents }) => {
      const context = Context.current();
      context.heartbeat('checking');
      await context.sleep(20);
      context.cancellationSignal.throwIfAborted();
      await journal.post(`${operation}/debit`, from, -cents);
      context.heartbeat('debited');
      await journal.post(`${operation}/credit`, to, cents);
    },
    args: [{ operation: 't1', from: 'ann', to: 'bob', cents: 300 }],
    distinct: [{ operation: 't2', from: 'bob', to: 'ann', cents: 200 }],
    world: memory(journal),
  };
});

bug('discount-again', 'relative', 'DUPLICATE_EFFECT', 'ten per cent are taken off once an attempt', ({ memory }) => {
  const carts = {
    totals: { c1: 10_000, c2: 4000 },
    async takeOff(cart, percent) {
      this.totals[cart] = Math.round(this.totals[cart] * (1 - percent / 100));
    },
  };
  return { activity: async (cart) => carts.takeOff(cart, 10), args: ['c1'], distinct: ['c2'], world: memory(carts) };
});

fine('extend-until', 'the later end wins, whatever the order and however often', ({ memory }) => {
  const subscriptions = {
    until: { s1: '2026-01-31' },
    async extendTo(id, day) {
      if (day > this.until[id]) this.until[id] = day;
    },
  };
  return {
    activity: async (id, day) => subscriptions.extendTo(id, day),
    args: ['s1', '2026-02-28'],
    distinct: ['s1', '2026-03-31'],
    world: memory(subscriptions),
  };
});

bug('extend-by', 'relative', 'DUPLICATE_EFFECT', 'thirty paid days are added once an attempt', ({ memory }) => {
  const subscriptions = {
    paidDays: new Map([
      ['s1', 0],
      ['s2', 30],
    ]),
    async extendBy(id, days) {
      this.paidDays.set(id, this.paidDays.get(id) + days);
    },
  };
  return {
    activity: async function renew(id) {
      await subscriptions.extendBy(id, 30);
      return 'renewed';
    },
    args: ['s1'],
    distinct: ['s2'],
    world: memory(subscriptions),
  };
});

bug(
  'dunning-week',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the retry after midnight of another week makes another key',
  ({ memory }) => {
    const letters = {
      queued: new Map(),
      async queue(reference, letter) {
        if (!this.queued.has(reference)) this.queued.set(reference, letter);
      },
    };
    const weekOf = (date) => Math.floor((date.getTime() / 86_400_000 + 3) / 7);
    return {
      activity: async (debtor, cents) => letters.queue(`${debtor}-week-${weekOf(new Date())}`, { debtor, cents }),
      args: ['d1', 900],
      distinct: ['d2', 100],
      world: memory(letters),
    };
  },
);

bug(
  'setnx-with-expiry',
  'key-expires',
  'DUPLICATE_EFFECT',
  'the marker is gone after an hour, and a later retry pays again',
  ({ memory }) => {
    const redis = {
      entries: new Map(),
      async setIfAbsent(name, value, ttl) {
        const known = this.entries.get(name);
        if (known !== undefined && known.until > Date.now()) return false;
        this.entries.set(name, { value, until: Date.now() + ttl });
        return true;
      },
    };
    const wallets = new Wallets({});
    return {
      activity: async (payout) => {
        if (!(await redis.setIfAbsent(`payout:${payout.id}`, 'done', 3_600_000))) return 'done';
        await wallets.add(payout.to, payout.cents);
        return 'done';
      },
      args: [{ id: 'p1', to: 'ann', cents: 100 }],
      distinct: [{ id: 'p2', to: 'bob', cents: 300 }],
      world: memory({ redis, wallets }),
      ignore: ['redis'],
    };
  },
);

bug(
  'wrong-state',
  'stumbles-over-itself',
  'STUCK',
  'the retry finds the order paid by itself and refuses for good',
  ({ memory }) => {
    const orders = {
      rows: { o1: { state: 'new' }, o2: { state: 'new' } },
      async get(id) {
        return { ...this.rows[id] };
      },
      async setState(id, state) {
        this.rows[id].state = state;
      },
    };
    return {
      activity: async (id) => {
        const order = await orders.get(id);
        if (order.state !== 'new') throw ApplicationFailure.nonRetryable(`order ${id} is ${order.state}`, 'WrongState');
        await orders.setState(id, 'paid');
      },
      args: ['o1'],
      distinct: ['o2'],
      world: memory(orders),
    };
  },
);

fine('own-state-recognised', 'what the same operation has paid counts as done', ({ memory }) => {
  const orders = {
    rows: { o1: { state: 'new' }, o2: { state: 'new' } },
    async pay(id, operation) {
      const row = this.rows[id];
      if (row.state === 'new') Object.assign(row, { state: 'paid', operation });
      return { ...row };
    },
  };
  return {
    activity: async (id, operation) => {
      const row = await orders.pay(id, operation);
      if (row.operation !== operation) throw ApplicationFailure.nonRetryable('paid by another operation', 'WrongState');
      return row.state;
    },
    args: ['o1', 'op-1'],
    distinct: ['o2', 'op-2'],
    world: memory(orders),
  };
});

bug(
  'bigint-total',
  'not-encodable',
  'STUCK',
  'a BigInt cannot be sent back, so no attempt ever completes',
  ({ memory }) => {
    const journal = new Journal();
    return {
      activity: async (operation, cents) => {
        await journal.post(operation, 'revenue', cents);
        return { total: BigInt(cents) };
      },
      args: ['op-1', 500],
      distinct: ['op-2', 700],
      world: memory(journal),
    };
  },
);

bug(
  'own-receipt',
  'own-id-returned',
  'RESULT_DRIFT',
  'the repetition returns the receipt that it drew itself, not the one that is stored',
  ({ memory }) => {
    const receipts = {
      byOrder: new Map(),
      async storeIfAbsent(order, receipt) {
        if (!this.byOrder.has(order)) this.byOrder.set(order, receipt);
      },
    };
    return {
      activity: async (order) => {
        const receipt = `rc-${randomBytes(6).toString('hex')}`;
        await receipts.storeIfAbsent(order, receipt);
        return { receipt };
      },
      args: ['o1'],
      distinct: ['o2'],
      world: memory(receipts),
    };
  },
);

fine('stored-receipt', 'what is returned is what stands in the store', ({ memory }) => {
  const receipts = {
    byOrder: new Map(),
    async storeIfAbsent(order, receipt) {
      if (!this.byOrder.has(order)) this.byOrder.set(order, receipt);
      return this.byOrder.get(order);
    },
  };
  return {
    activity: async (order) => {
      const receipt = await receipts.storeIfAbsent(order, `rc-${randomBytes(6).toString('hex')}`);
      return { receipt };
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(receipts),
  };
});

bug('created-flag', 'flag-of-first', 'RESULT_DRIFT', 'created is true once and false for the retry', ({ memory }) => {
  const accounts = {
    open: new Map(),
    async ensure(id, owner) {
      if (this.open.has(id)) return false;
      this.open.set(id, { owner });
      return true;
    },
  };
  return {
    activity: async ({ id, owner }) => ({ id, created: await accounts.ensure(id, owner) }),
    args: [{ id: 'a1', owner: 'ann' }],
    distinct: [{ id: 'a2', owner: 'bob' }],
    world: memory(accounts),
  };
});

bug(
  'refund-set-random-request',
  'key-random',
  'UNSTABLE_KEY',
  'the refund is absolute, but the request id differs in each attempt',
  ({ memory }) => {
    const refunds = {
      byCharge: new Map(),
      async setRefunded(charge, { requestId, cents }) {
        if (requestId) this.byCharge.set(charge, cents);
      },
    };
    return {
      activity: async (charge, cents) =>
        refunds.setRefunded(charge, { requestId: `req-${Date.now()}-${randomUUID()}`, cents }),
      args: ['ch_1', 500],
      distinct: ['ch_2', 100],
      world: memory(refunds),
    };
  },
);

fine('split-payment', 'each part has a key of its own made from the key of the whole', ({ memory }) => {
  const gateway = new Gateway();
  return {
    activity: async ({ key, parts }) =>
      Promise.all(
        parts.map(({ customer, cents }, index) =>
          gateway.charge({ idempotencyKey: `${key}.${index}`, customer, cents }),
        ),
      ).then((ids) => ids.length),
    args: [
      {
        key: 'k1',
        parts: [
          { customer: 'ann', cents: 50 },
          { customer: 'bob', cents: 50 },
        ],
      },
    ],
    distinct: [
      {
        key: 'k2',
        parts: [
          { customer: 'ann', cents: 10 },
          { customer: 'cid', cents: 20 },
        ],
      },
    ],
    world: memory(gateway),
  };
});

bug(
  'split-payment-one-key',
  'key-shared',
  'DUPLICATE_EFFECT',
  'the tip has no key while the rest has one',
  ({ memory }) => {
    const gateway = new Gateway();
    return {
      activity: async ({ key, cents, tip }) => {
        await gateway.charge({ idempotencyKey: key, customer: 'ann', cents });
        if (tip > 0) await gateway.charge({ customer: 'ann', cents: tip });
      },
      args: [{ key: 'k1', cents: 500, tip: 50 }],
      distinct: [{ key: 'k2', cents: 600, tip: 60 }],
      world: memory(gateway),
    };
  },
);
