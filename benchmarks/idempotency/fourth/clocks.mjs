// Time in keys, in conditions and in places; limits by time.
import { activityInfo, add, ApplicationFailure, memoryWorld, sleep, two } from '../second/kit.mjs';

const makeShop = () => ({
  charges: new Map(),
  days: {},
  prices: {},
  leases: {},
  tokens: 5,
  sent: [],
  async charge(key, cents) {
    if (!this.charges.has(key)) this.charges.set(key, cents);
  },
  async isCharged(key) {
    return this.charges.has(key);
  },
  async put(day, id, cents) {
    this.days[day] ??= {};
    this.days[day][id] = cents;
  },
  async setPrice(name, price, version) {
    const known = this.prices[name];
    if (known === undefined || known.version < version) this.prices[name] = { price, version };
  },
  async writePrice(name, price) {
    this.prices[name] = { price, updatedAt: Date.now() };
  },
  async lease(id, until) {
    const held = this.leases[id];
    if (held !== undefined && held > Date.now()) return false;
    this.leases[id] = until;
    return true;
  },
  async take() {
    if (this.tokens === 0) return false;
    this.tokens -= 1;
    return true;
  },
  async sendOnce(key, text) {
    if (!this.sent.some((each) => each.key === key)) this.sent.push({ key, text });
  },
});
const o12 = two({ id: 'o1', cents: 5 }, { id: 'o2', cents: 5 });
const on = (name, expected, activity, calls = o12, more = {}) =>
  add(name, expected, async () => {
    const shop = makeShop();
    return {
      activity: activity(shop),
      ...(typeof calls === 'function' ? calls() : calls),
      world: memoryWorld(shop),
      ...more,
    };
  });
const bucket = (length) => new Date().toISOString().slice(0, length);
const HOUR = 3_600_000;

// Keys that name a time.
on('time: the minute in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${bucket(16)}`, cents);
});
on('time: the hour in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${bucket(13)}`, cents);
});
on('time: the day in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${bucket(10)}`, cents);
});
on('time: the month in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${bucket(7)}`, cents);
});
on('time: the year in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${bucket(4)}`, cents);
});
on('time: the week in the key', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${Math.floor(Date.now() / (7 * 24 * HOUR))}`, cents);
});
on('time: five minutes to a bucket', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.charge(`${id}-${Math.floor(Date.now() / 300_000)}`, cents);
});
on(
  'time: the month of the key is an argument',
  'IDEMPOTENT',
  (shop) =>
    async ({ id, month, cents }) => {
      await shop.charge(`${id}-${month}`, cents);
    },
  two({ id: 'o1', month: '2026-11', cents: 5 }, { id: 'o1', month: '2026-12', cents: 5 }),
);
on('time: the day at which it was scheduled in the key', 'IDEMPOTENT', (shop) => async ({ id, cents }) => {
  const day = new Date(activityInfo().scheduledTimestampMs).toISOString().slice(0, 10);
  await shop.charge(`${id}-${day}`, cents);
});
on(
  'time: the day at which this attempt was scheduled in the key',
  'DUPLICATE_EFFECT',
  (shop) =>
    async ({ id, cents }) => {
      const day = new Date(activityInfo().currentAttemptScheduledTimestampMs).toISOString().slice(0, 10);
      await shop.charge(`${id}-${day}`, cents);
    },
);
on('time: written into the folder of the day', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.put(bucket(10), id, cents);
});
on('time: written into the folder of the month', 'DUPLICATE_EFFECT', (shop) => async ({ id, cents }) => {
  await shop.put(bucket(7), id, cents);
});
on(
  'time: written into the folder of an argument',
  'IDEMPOTENT',
  (shop) =>
    async ({ id, day, cents }) => {
      await shop.put(day, id, cents);
    },
  two({ id: 'o1', day: '2026-11-26', cents: 5 }, { id: 'o1', day: '2026-11-27', cents: 5 }),
);

// What expires.
const soon = () => {
  const validUntil = Date.now() + HOUR;
  return two({ id: 'o1', cents: 5, validUntil }, { id: 'o2', cents: 5, validUntil });
};
on(
  'time: an offer that has expired is refused, also where it was charged',
  'STUCK',
  (shop) =>
    async ({ id, cents, validUntil }) => {
      if (Date.now() > validUntil) throw ApplicationFailure.nonRetryable('the offer has expired', 'Expired');
      await shop.charge(id, cents);
    },
  soon,
);
on(
  'time: an offer that has expired is refused, unless it was charged',
  'IDEMPOTENT',
  (shop) =>
    async ({ id, cents, validUntil }) => {
      if (await shop.isCharged(id)) return;
      if (Date.now() > validUntil) throw ApplicationFailure.nonRetryable('the offer has expired', 'Expired');
      await shop.charge(id, cents);
    },
  soon,
);
on(
  'time: an offer that has expired is passed over in silence',
  'LOST_EFFECT',
  (shop) =>
    async ({ id, cents, validUntil }) => {
      if (Date.now() > validUntil) return;
      await shop.charge(id, cents);
    },
  soon,
);
on(
  'time: a lease of a minute, then the keyed charge',
  'IDEMPOTENT',
  (shop) =>
    async ({ id, cents }) => {
      if (!(await shop.lease(id, Date.now() + 60_000))) throw new Error('somebody is at it');
      await shop.charge(id, cents);
    },
  o12,
  { ignore: ['leases'] },
);
on(
  'time: a lease of a minute instead of a key',
  'DUPLICATE_EFFECT',
  (shop) =>
    async ({ id, cents }) => {
      if (!(await shop.lease(id, Date.now() + 60_000))) throw new Error('somebody is at it');
      await shop.charge(`${id}-${activityInfo().attempt}`, cents);
    },
  o12,
  { ignore: ['leases'] },
);
on(
  'time: a lease that never ends, left by a dead worker',
  'STUCK',
  (shop) =>
    async ({ id, cents }) => {
      if (!(await shop.lease(id, Infinity))) throw new Error('somebody is at it');
      await shop.charge(id, cents);
    },
  o12,
  { ignore: ['leases'] },
);

// Which write is the last.
const prices = two({ name: 'book', price: 5, version: 1 }, { name: 'book', price: 7, version: 2 });
on(
  'time: the last one who writes wins',
  'TORN_STATE',
  (shop) =>
    async ({ name, price }) => {
      await shop.writePrice(name, price);
    },
  prices,
);
on(
  'time: the highest version wins',
  'IDEMPOTENT',
  (shop) =>
    async ({ name, price, version }) => {
      await shop.setPrice(name, price, version);
    },
  prices,
);
on(
  'time: the latest clock wins',
  'TORN_STATE',
  (shop) =>
    async ({ name, price }) => {
      await shop.setPrice(name, price, Date.now());
    },
  prices,
);

// Limits.
on(
  'limit: a token for each try, which is ignored',
  'IDEMPOTENT',
  (shop) =>
    async ({ id }) => {
      if (!(await shop.take())) throw new Error('try again later');
      await shop.sendOnce(id, 'hello');
    },
  o12,
  { ignore: ['tokens'] },
);
on('limit: a token for each try', 'DUPLICATE_EFFECT', (shop) => async ({ id }) => {
  if (!(await shop.take())) throw new Error('try again later');
  await shop.sendOnce(id, 'hello');
});
on(
  'limit: one an hour for each customer, the rest is dropped',
  'SWALLOWED_EFFECT',
  (shop) =>
    async ({ customer, id }) => {
      if (!(await shop.lease(customer, Date.now() + HOUR))) return;
      await shop.sendOnce(id, 'hello');
    },
  two({ customer: 'ann', id: 'o1' }, { customer: 'ann', id: 'o2' }),
  { ignore: ['leases'] },
);
on(
  'limit: one an hour for each customer, the rest waits',
  'IDEMPOTENT',
  (shop) =>
    async ({ customer, id }) => {
      if (!(await shop.lease(customer, Date.now() + HOUR)))
        throw ApplicationFailure.create({ message: 'later', nextRetryDelay: '1 hour' });
      await shop.sendOnce(id, 'hello');
    },
  two({ customer: 'ann', id: 'o1' }, { customer: 'ann', id: 'o2' }),
  { ignore: ['leases'] },
);
on('limit: sleeps a second between two messages', 'IDEMPOTENT', (shop) => async ({ id }) => {
  await shop.sendOnce(`${id}-1`, 'hello');
  await sleep(1_000);
  await shop.sendOnce(`${id}-2`, 'again');
});
