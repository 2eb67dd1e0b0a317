// What an activity keeps and how it goes on: attempts, heartbeats, memos, undoing, windows of time, streams of events, rounding.
import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  ApplicationFailure,
  CancelledFailure,
  CompleteAsyncError,
  activityInfo,
  cancellationSignal,
  heartbeat,
  sleep,
} from '@temporalio/activity';
import { collect } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('work');
export const work = cases;

/** What a small company has: money, stock, a list of mails, streams of events, documents. */
class Company {
  paid = {};
  mails = [];
  stock = { pen: 50, cup: 60 };
  holds = {};
  streams = {};
  docs = {};
  points = { ann: 100, bob: 200 };
  async pay(key, cents) {
    this.paid[key] ??= { id: `p${Object.keys(this.paid).length + 1}`, cents };
    return this.paid[key].id;
  }
  async isPaid(key) {
    return key in this.paid;
  }
  async mail(to, text) {
    this.mails.push({ to, text });
  }
  async mailsTo(to) {
    return this.mails.filter((mail) => mail.to === to);
  }
  async take(sku, count) {
    this.stock[sku] -= count;
  }
  async giveBack(sku, count) {
    this.stock[sku] += count;
  }
  async hold(id, sku) {
    this.holds[id] = sku;
  }
  async release(id) {
    delete this.holds[id];
  }
  async append(stream, event, expected) {
    const events = (this.streams[stream] ??= []);
    if (expected !== undefined && events.length !== expected)
      throw new Error(`expected ${expected}, is ${events.length}`);
    events.push(event);
  }
  async read(stream) {
    return [...(this.streams[stream] ?? [])];
  }
  async put(id, value) {
    this.docs[id] = value;
  }
  async putIfAbsent(id, value) {
    this.docs[id] ??= value;
    return this.docs[id];
  }
  async get(id) {
    return this.docs[id];
  }
  async getPoints(who) {
    return this.points[who];
  }
  async setPoints(who, points) {
    this.points[who] = points;
  }
}

const at =
  (activityOn, args, distinct, more = {}) =>
  ({ memory }) => {
    const company = new Company();
    return { activity: activityOn(company), args, distinct, world: memory(company), ...more };
  };
const O1 = ['o1', 500];
const O2 = ['o2', 300];

// ---- attempts and hosts ---------------------------------------------------------------------------------------------

bug(
  'first-attempt-mails',
  'first-attempt-only',
  'DUPLICATE_EFFECT',
  'only the first attempt mails, and it may die before; after a reset of the activity the attempt is 1 again, and mails again',
  at(
    (company) => async (order, cents) => {
      await company.pay(order, cents);
      if (activityInfo().attempt === 1) await company.mail(order, 'paid');
    },
    O1,
    O2,
  ),
);
bug(
  'later-attempts-look',
  'attempt-as-flag',
  'DUPLICATE_EFFECT',
  'a later attempt looks for the mail; after a reset of the activity the attempt is 1 again',
  at(
    (company) => async (order) => {
      if (activityInfo().attempt > 1 && (await company.mailsTo(order)).length > 0) return;
      await company.mail(order, 'paid');
    },
    ['o1'],
    ['o2'],
  ),
);
bug(
  'attempt-in-receipt',
  'attempt-in-result',
  'RESULT_DRIFT',
  'the receipt ends in the number of the attempt',
  at((company) => async (order, cents) => `${await company.pay(order, cents)}-${activityInfo().attempt}`, O1, O2),
);
bug(
  'attempt-beside-receipt',
  'attempt-in-result',
  'RESULT_DRIFT',
  'a field of the result is the number of the attempt',
  at(
    (company) => async (order, cents) => ({ id: await company.pay(order, cents), tries: activityInfo().attempt }),
    O1,
    O2,
  ),
);
fine(
  'receipt-in-sentence',
  'the sentence is the same but for nothing',
  at((company) => async (order, cents) => `paid ${cents} as ${await company.pay(order, cents)}`, O1, O2),
);
bug(
  'pod-in-key',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'each pod has a key of its own',
  at((company) => (order, cents) => company.pay(`${process.env.HOSTNAME ?? hostname()}:${order}`, cents), O1, O2),
);
fine(
  'pod-as-note',
  'who has done it stands in the document as a note',
  at(
    (company) => async (order) => company.put(order, { done: true, by: process.env.HOSTNAME ?? 'laptop' }),
    ['o1'],
    ['o2'],
  ),
);
bug(
  'queue-in-key',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'queue and type are the same for all calls',
  at(
    (company) => (_order, cents) => company.pay(`${activityInfo().taskQueue}/${activityInfo().activityType}`, cents),
    O1,
    O2,
  ),
);
fine(
  'completed-elsewhere',
  'the activity is completed by somebody else, which the check cannot play',
  at(
    (company) => async (order) => {
      await company.put(order, 'asked');
      throw new CompleteAsyncError();
    },
    ['o1'],
    ['o2'],
  ),
  'INCONCLUSIVE',
);

// ---- heartbeats -----------------------------------------------------------------------------------------------------

const IDS = [['a', 'b', 'c']];
const OTHERS = [['x', 'y']];
bug(
  'results-in-heartbeat',
  'heartbeat-as-memory',
  'RESULT_DRIFT',
  'the ids of what was paid are kept in heartbeats; those of the last steps are lost, and the rest is told',
  at(
    (company) => async (ids) => {
      const { done = 0 } = activityInfo().heartbeatDetails ?? {};
      const receipts = [];
      for (const [index, id] of ids.entries()) {
        if (index < done) continue;
        receipts.push(await company.pay(id, 5));
        heartbeat({ done: index + 1 });
      }
      return receipts.length;
    },
    IDS,
    OTHERS,
  ),
);
fine(
  'heartbeat-carries-count',
  'place and count travel together',
  at(
    (company) => async (ids) => {
      let { done = 0 } = activityInfo().heartbeatDetails ?? {};
      for (; done < ids.length;) {
        await company.pay(ids[done], 5);
        done += 1;
        heartbeat({ done });
      }
      return done;
    },
    IDS,
    OTHERS,
  ),
);
bug(
  'heartbeat-before-flush',
  'heartbeat-too-early',
  'LOST_EFFECT',
  'rows count as done when they are in the buffer; the buffer dies with the worker',
  at(
    (company) => async (ids) => {
      const from = activityInfo().heartbeatDetails ?? 0;
      let buffer = [];
      for (let index = from; index < ids.length; index += 1) {
        buffer.push(ids[index]);
        heartbeat(index + 1);
        if (buffer.length < 2 && index < ids.length - 1) continue;
        for (const id of buffer) await company.put(id, 'done');
        buffer = [];
      }
    },
    IDS,
    OTHERS,
  ),
);
bug(
  'mails-by-cursor',
  'cursor-without-keys',
  'DUPLICATE_EFFECT',
  'the mail after the last heartbeat goes out again',
  at(
    (company) => async (ids) => {
      for (let index = activityInfo().heartbeatDetails ?? 0; index < ids.length; index += 1) {
        await company.mail(ids[index], 'news');
        heartbeat(index + 1);
      }
    },
    IDS,
    OTHERS,
  ),
);
bug(
  'cursor-of-backwards-list',
  'cursor-of-other-order',
  'LOST_EFFECT',
  'the first attempt goes through the list from the front, a resumed one from the back',
  at(
    (company) => async (ids) => {
      const done = activityInfo().heartbeatDetails ?? 0;
      const list = done === 0 ? ids : ids.toReversed();
      for (let index = done; index < list.length; index += 1) {
        await company.put(list[index], 'done');
        heartbeat(index + 1);
      }
    },
    IDS,
    OTHERS,
  ),
);
bug(
  'cursor-in-store-before-work',
  'cursor-in-front',
  'LOST_EFFECT',
  'the place is stored before the page is worked through',
  at(
    (company) => async (run, ids) => {
      for (let from = (await company.get(run)) ?? 0; from < ids.length; from += 2) {
        await company.put(run, from + 2);
        for (const id of ids.slice(from, from + 2)) await company.put(id, 'done');
      }
    },
    ['r1', ['a', 'b', 'c']],
    ['r2', ['x', 'y', 'z']],
  ),
);
fine(
  'cursor-in-store-after-work',
  'the place is stored behind the page, and putting again does no harm',
  at(
    (company) => async (run, ids) => {
      for (let from = (await company.get(run)) ?? 0; from < ids.length; from += 2) {
        for (const id of ids.slice(from, from + 2)) await company.put(id, 'done');
        await company.put(run, from + 2);
      }
    },
    ['r1', ['a', 'b', 'c']],
    ['r2', ['x', 'y', 'z']],
  ),
);

// ---- what the process keeps -----------------------------------------------------------------------------------------

bug('seen-in-process', 'process-memory', 'DUPLICATE_EFFECT', 'another worker has not seen it', ({ memory }) => {
  const company = new Company();
  return {
    activity: {
      create: () => {
        const seen = new Set();
        return async (order) => {
          if (seen.has(order)) return;
          await company.mail(order, 'paid');
          seen.add(order);
        };
      },
    },
    args: ['o1'],
    distinct: ['o2'],
    world: memory(company),
  };
});
bug(
  'promise-kept-in-process',
  'cached-failure',
  'STUCK',
  'a worker that keeps the promise of the payment keeps its failure, too',
  ({ memory }) => {
    const company = new Company();
    return {
      activity: {
        create: () => {
          const payments = new Map();
          return (order, cents) => {
            if (!payments.has(order)) payments.set(order, company.pay(order, cents));
            return payments.get(order);
          };
        },
      },
      args: O1,
      distinct: O2,
      world: memory(company),
    };
  },
);
fine('promise-forgotten-on-failure', 'a promise that fails is dropped, and the payment has a key', ({ memory }) => {
  const company = new Company();
  return {
    activity: {
      create: () => {
        const payments = new Map();
        return (order, cents) => {
          if (!payments.has(order)) {
            const payment = company.pay(order, cents);
            payments.set(order, payment);
            payment.catch(() => payments.delete(order));
          }
          return payments.get(order);
        };
      },
    },
    args: O1,
    distinct: O2,
    world: memory(company),
  };
});
bug(
  'number-of-process',
  'key-from-host',
  'DUPLICATE_EFFECT',
  'each process draws an id for itself when it starts',
  ({ memory }) => {
    const company = new Company();
    return {
      activity: {
        create: () => {
          const instance = randomUUID();
          return (order, cents) => company.pay(`${instance}/${order}`, cents);
        },
      },
      args: O1,
      distinct: O2,
      world: memory(company),
    };
  },
);
fine('client-made-once', 'what the process keeps is a client without any memory of orders', ({ memory }) => {
  const company = new Company();
  return {
    activity: {
      create: () => {
        let client;
        const connect = async () => ({ pay: (key, cents) => company.pay(key, cents) });
        return async (order, cents) => (await (client ??= connect())).pay(order, cents);
      },
    },
    args: O1,
    distinct: O2,
    world: memory(company),
  };
});

// ---- undoing --------------------------------------------------------------------------------------------------------

bug(
  'stock-taken-each-time',
  'consume',
  'DUPLICATE_EFFECT',
  'each attempt takes the stock before it pays',
  at(
    (company) => async (order, sku, count) => {
      await company.take(sku, count);
      try {
        await company.pay(order, count);
      } catch (error) {
        await company.giveBack(sku, count);
        throw error;
      }
    },
    ['o1', 'pen', 3],
    ['o2', 'cup', 4],
  ),
);
fine(
  'hold-by-order',
  'the hold has the order’s name; what is released on error is held again by the retry',
  at(
    (company) => async (order, sku, count) => {
      await company.hold(order, sku);
      try {
        await company.pay(order, count);
      } catch (error) {
        await company.release(order);
        throw error;
      }
    },
    ['o1', 'pen', 3],
    ['o2', 'cup', 4],
  ),
);
bug(
  'apology-on-error',
  'compensation',
  'DUPLICATE_EFFECT',
  'every attempt that fails apologises, and the last one pays all the same',
  at(
    (company) => async (order, cents) => {
      try {
        await company.pay(order, cents);
      } catch (error) {
        await company.mail(order, 'sorry');
        throw error;
      }
    },
    O1,
    O2,
  ),
);
bug(
  'released-by-zombie',
  'compensation-by-zombie',
  'LOST_EFFECT',
  'an attempt that is not wanted any more releases the hold which the retry has made its own',
  at(
    (company) => async (order, sku) => {
      await company.hold(order, sku);
      heartbeat('held');
      try {
        await sleep(500);
        await company.pay(order, 5);
      } catch (error) {
        if (error instanceof CancelledFailure) await company.release(order);
        throw error;
      }
    },
    ['o1', 'pen'],
    ['o2', 'cup'],
  ),
);
bug(
  'half-undone-for-good',
  'saga-forgets-landed',
  'TORN_STATE',
  'the payment may have landed although its answer was lost, and only the hold is taken back',
  at(
    (company) => async (order, sku) => {
      await company.hold(order, sku);
      try {
        await company.pay(order, 5);
      } catch {
        await company.release(order);
        throw ApplicationFailure.nonRetryable('not paid');
      }
    },
    ['o1', 'pen'],
    ['o2', 'cup'],
  ),
);
bug(
  'cancelled-is-done',
  'cancel-swallowed',
  'LOST_EFFECT',
  'a shutdown between the two is reported as success',
  at(
    (company) => async (order) => {
      await company.put(order, 'picked');
      if (cancellationSignal().aborted) return;
      await company.pay(order, 5);
    },
    ['o1'],
    ['o2'],
  ),
);

// ---- time -----------------------------------------------------------------------------------------------------------

bug(
  'not-within-a-minute',
  'dedupe-window',
  'DUPLICATE_EFFECT',
  'a mail counts as a repetition for a minute only',
  at(
    (company) => async (to) => {
      const last = (await company.get(to)) ?? 0;
      if (Date.now() - last < 60_000) return;
      await company.mail(to, 'hello');
      await company.put(to, Date.now());
    },
    ['ann'],
    ['bob'],
  ),
);
bug(
  'minute-in-key',
  'time-in-key',
  'DUPLICATE_EFFECT',
  'the next minute is another key',
  at((company) => (order, cents) => company.pay(`${order}/${Math.floor(Date.now() / 60_000)}`, cents), O1, O2),
);
bug(
  'latest-clock-wins',
  'clock-decides',
  'TORN_STATE',
  'a repetition comes with a later clock and puts the older address back',
  at(
    (company) => async (user, address) => {
      const known = await company.get(user);
      if (known === undefined || known.at <= Date.now()) await company.put(user, { address, at: Date.now() });
    },
    ['ann', 'Old Street'],
    ['ann', 'New Road'],
  ),
);
fine(
  'latest-revision-wins',
  'the revision comes with the arguments, and the store compares and sets in one go',
  ({ memory }) => {
    const book = {
      addresses: {},
      async setIfNewer(user, address, revision) {
        if ((this.addresses[user]?.revision ?? 0) < revision) this.addresses[user] = { address, revision };
      },
    };
    return {
      activity: (user, address, revision) => book.setIfNewer(user, address, revision),
      args: ['ann', 'Old Street', 1],
      distinct: ['ann', 'New Road', 2],
      world: memory(book),
    };
  },
);
fine(
  'time-of-first',
  'the time is put once and read back',
  at(
    (company) => async (order) => {
      const at = await company.putIfAbsent(`${order}/at`, new Date().toISOString());
      await company.put(order, { at });
      return { at };
    },
    ['o1'],
    ['o2'],
  ),
);

// ---- streams of events ----------------------------------------------------------------------------------------------

bug(
  'version-read-fresh',
  'optimistic-lock-as-dedupe',
  'DUPLICATE_EFFECT',
  'the expected version is read by each attempt, and holds',
  at(
    (company) => async (stream, type) => {
      const { length } = await company.read(stream);
      await company.append(stream, { type }, length);
    },
    ['s1', 'opened'],
    ['s2', 'closed'],
  ),
);
bug(
  'version-given-refused',
  'own-write-as-conflict',
  'STUCK',
  'the event that it has appended itself is in the way',
  at(
    (company) => (stream, type, version) => company.append(stream, { type }, version),
    ['s1', 'opened', 0],
    ['s2', 'closed', 0],
  ),
);
fine(
  'event-by-id',
  'an event that stands in the stream is not appended; two at once are kept apart by the version',
  at(
    (company) => async (stream, id, type) => {
      const events = await company.read(stream);
      if (events.some((event) => event.id === id)) return;
      await company.append(stream, { id, type }, events.length);
    },
    ['s1', 'e1', 'opened'],
    ['s2', 'e2', 'closed'],
  ),
);
bug(
  'last-event-compared',
  'dedupe-by-last',
  'DUPLICATE_EFFECT',
  'only the last event is looked at, and another call has come since',
  at(
    (company) => async (id) => {
      const events = await company.read('all');
      if (events.at(-1)?.id !== id) await company.append('all', { id }, events.length);
    },
    ['e1'],
    ['e2'],
  ),
);

// ---- sums and names -------------------------------------------------------------------------------------------------

bug(
  'points-added',
  'increment',
  'DUPLICATE_EFFECT',
  'points are read, rounded, added and set',
  at(
    (company) => async (who, cents) => {
      const points = await company.getPoints(who);
      await company.setPoints(who, points + Math.round(cents * 0.015));
    },
    ['ann', 500],
    ['bob', 900],
  ),
);
fine(
  'points-set',
  'the workflow has worked out what they are to be',
  at((company) => (who, points) => company.setPoints(who, points), ['ann', 108], ['bob', 214]),
);
fine(
  'split-to-the-cent',
  'who gets the odd cent follows from the arguments alone',
  at(
    (company) => async (order, cents, names) => {
      const share = Math.floor(cents / names.length);
      for (const [index, name] of names.entries())
        await company.pay(`${order}/${name}`, share + (index < cents % names.length ? 1 : 0));
    },
    ['o1', 100, ['ann', 'bob', 'cy']],
    ['o2', 50, ['dan', 'eve', 'flo']],
  ),
);
bug(
  'joined-without-separator',
  'ambiguous-key',
  'SWALLOWED_EFFECT',
  'customer 1 with order 23 and customer 12 with order 3 are one key',
  at(
    (company) => (customer, order, cents) => company.pay(`${customer}${order}`, cents),
    ['1', '23', 5],
    ['12', '3', 7],
  ),
);
bug(
  'number-of-name',
  'normalised-key',
  'SWALLOWED_EFFECT',
  'parseInt makes one number of two names',
  at((company) => (order, cents) => company.pay(`n${Number.parseInt(order, 10)}`, cents), ['7-a', 5], ['7-b', 7]),
);
fine(
  'hash-of-everything',
  'all arguments go into the key, in a fixed order',
  at(
    (company) => (order) =>
      company.pay(
        createHash('sha256')
          .update(JSON.stringify([order.id, order.line, order.cents]))
          .digest('hex'),
        order.cents,
      ),
    [{ id: 'o1', line: 1, cents: 5 }],
    [{ id: 'o1', line: 2, cents: 5 }],
  ),
);
bug(
  'looked-then-mailed',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'two attempts look before either has mailed',
  at(
    (company) => async (to) => {
      if ((await company.mailsTo(to)).length === 0) await company.mail(to, 'welcome');
    },
    ['ann'],
    ['bob'],
  ),
);
bug(
  'paid-so-no-mail',
  'early-return',
  'LOST_EFFECT',
  'who has paid counts as told',
  at(
    (company) => async (order, cents) => {
      if (await company.isPaid(order)) return;
      await company.pay(order, cents);
      await company.put(`mail/${order}`, 'paid');
    },
    O1,
    O2,
  ),
);
