// Activities in the styles of other teams than those of the corpus: stores, queues, event logs, calendars, searches.
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { activityInfo, CancelledFailure, Context, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  memoryWorld,
  smtpWorld,
  type World,
} from '../../src/idempotency';

interface Made {
  readonly activity: Parameters<typeof checkIdempotency>[0];
  readonly world: World | readonly World[];
  readonly options?: Partial<IdempotencyOptions>;
}

interface Order {
  readonly id: string;
  readonly customer: string;
  readonly cents: number;
  readonly items: readonly string[];
}

const FIRST: Order = { id: 'order-1', customer: 'ann', cents: 500, items: ['pen', 'ink', 'pad'] };
const SECOND: Order = { id: 'order-2', customer: 'bob', cents: 500, items: ['cup', 'mug', 'jug'] };
// Taken before any check: as modules do when they are loaded.
const pause = promisify(setTimeout);

async function verdictOf({ activity, world, options = {} }: Made) {
  const report = await checkIdempotency(activity, { args: [FIRST], distinct: [SECOND], world, ...options });
  return {
    verdict: report.verdict,
    why: [...report.reasons, ...report.findings.map(({ verdict, plan, message }) => `${verdict} ${plan}: ${message}`)],
  };
}

const run = (cases: Readonly<Record<string, () => Made>>, expected: IdempotencyVerdict) =>
  it.each(Object.entries(cases))('%s', async (_name, make) => {
    const { verdict, why } = await verdictOf(make());
    expect(verdict, why.join('\n')).toBe(expected);
  });

/** A key-value store as Redis is: values that may expire, sets, counters, lists. */
class Cache {
  values = new Map<string, { value: string; until: number }>();
  sets = new Map<string, Set<string>>();
  lists = new Map<string, string[]>();
  private live(key: string) {
    const known = this.values.get(key);
    return known !== undefined && known.until > Date.now() ? known.value : null;
  }
  get(key: string): string | null {
    return this.live(key);
  }
  set(key: string, value: string, options: { nx?: boolean; px?: number } = {}): 'OK' | null {
    if (options.nx === true && this.live(key) !== null) return null;
    this.values.set(key, { value, until: options.px === undefined ? Infinity : Date.now() + options.px });
    return 'OK';
  }
  incr(key: string): number {
    const next = Number(this.live(key) ?? 0) + 1;
    this.values.set(key, { value: String(next), until: Infinity });
    return next;
  }
  del(key: string): void {
    this.values.delete(key);
  }
  sadd(key: string, member: string): number {
    const set = this.sets.get(key) ?? new Set();
    this.sets.set(key, set);
    return set.has(member) ? 0 : Number(Boolean(set.add(member)));
  }
  rpush(key: string, value: string): number {
    const list = this.lists.get(key) ?? [];
    this.lists.set(key, list);
    return list.push(value);
  }
  lpop(key: string): string | undefined {
    return this.lists.get(key)?.shift();
  }
}

/** Streams of events with optimistic concurrency. */
class EventStore {
  streams: Record<string, { id: string; type: string; data: unknown; recordedAt: string }[]> = {};
  async read(stream: string) {
    return [...(this.streams[stream] ?? [])];
  }
  async append(
    stream: string,
    expectedVersion: number | 'any',
    ...events: { id?: string; type: string; data: unknown }[]
  ) {
    const known = (this.streams[stream] ??= []);
    if (expectedVersion !== 'any' && known.length !== expectedVersion)
      throw Object.assign(new Error(`expected version ${expectedVersion}, found ${known.length}`), {
        name: 'WrongExpectedVersion',
      });
    for (const { id = randomUUID(), type, data } of events)
      known.push({ id, type, data, recordedAt: new Date().toISOString() });
    return known.length;
  }
}

/** Objects by their key, as in S3. */
class Bucket {
  objects = new Map<string, { body: string; etag: string; lastModified: Date }>();
  async put(key: string, body: string) {
    const etag = createHash('md5').update(body).digest('hex');
    this.objects.set(key, { body, etag, lastModified: new Date() });
    return { etag };
  }
  async head(key: string) {
    const known = this.objects.get(key);
    return known === undefined ? undefined : { etag: known.etag };
  }
  async list(prefix: string) {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix));
  }
  async remove(key: string) {
    this.objects.delete(key);
  }
}

/** Items with conditional writes, as in DynamoDB. */
class Items {
  items = new Map<string, Record<string, unknown>>();
  async put(item: { pk: string } & Record<string, unknown>, condition?: 'attribute_not_exists(pk)') {
    if (condition !== undefined && this.items.has(item.pk))
      throw Object.assign(new Error('The conditional request failed'), { name: 'ConditionalCheckFailedException' });
    this.items.set(item.pk, { ...item });
  }
  async get(pk: string) {
    const item = this.items.get(pk);
    return item === undefined ? undefined : { ...item };
  }
  async add(pk: string, field: string, amount: number) {
    const item = this.items.get(pk) ?? { pk };
    this.items.set(pk, { ...item, [field]: Number(item[field] ?? 0) + amount });
  }
}

/** A shop's seats, coupons, stock and shipments. */
class Shop {
  seats: { number: number; holder: string | null }[] = [1, 2, 3, 4].map((number) => ({ number, holder: null }));
  coupons: Record<string, { uses: number; by: string[] }> = { WELCOME: { uses: 0, by: [] } };
  stock: Record<string, number> = { pen: 9, ink: 9, pad: 9, cup: 9, mug: 9, jug: 9 };
  reservations = new Map<string, { sku: string; quantity: number }[]>();
  shipments: { tracking: string; order: string }[] = [];
  async seatOf(holder: string) {
    return this.seats.find((seat) => seat.holder === holder)?.number;
  }
  async bookFirstFree(holder: string) {
    const seat = this.seats.find((each) => each.holder === null);
    if (seat === undefined) throw ApplicationFailure.nonRetryable('sold out', 'SoldOut');
    seat.holder = holder;
    return seat.number;
  }
  async bookOnce(holder: string) {
    return (await this.seatOf(holder)) ?? this.bookFirstFree(holder);
  }
  async redeem(code: string, by: string) {
    const coupon = this.coupons[code];
    if (coupon === undefined) throw ApplicationFailure.nonRetryable('no such coupon', 'NoCoupon');
    coupon.uses += 1;
    coupon.by.push(by);
  }
  async reserve(reservation: string, sku: string, quantity: number) {
    const known = this.reservations.get(reservation) ?? [];
    if (known.some((each) => each.sku === sku)) return;
    this.stock[sku] = (this.stock[sku] ?? 0) - quantity;
    this.reservations.set(reservation, [...known, { sku, quantity }]);
  }
  async take(sku: string, quantity: number) {
    this.stock[sku] = (this.stock[sku] ?? 0) - quantity;
  }
  async release(reservation: string) {
    for (const { sku, quantity } of this.reservations.get(reservation) ?? [])
      this.stock[sku] = (this.stock[sku] ?? 0) + quantity;
    this.reservations.delete(reservation);
  }
  async ship(order: string) {
    const shipment = { tracking: `TRK${randomUUID().slice(0, 8)}`, order };
    this.shipments.push(shipment);
    return shipment.tracking;
  }
  async shipOnce(order: string) {
    return this.shipments.find((each) => each.order === order)?.tracking ?? this.ship(order);
  }
}

/** Payments that know keys. */
class Gateway {
  payments = new Map<string, { id: string; cents: number; state: string }>();
  refunds: { payment: string; reason: string }[] = [];
  async charge(idempotencyKey: string, cents: number) {
    const known = this.payments.get(idempotencyKey);
    if (known !== undefined) {
      if (known.cents !== cents) throw ApplicationFailure.nonRetryable('other amount', 'KeyReused');
      return { ...known };
    }
    const payment = { id: `pay_${randomUUID()}`, cents, state: 'captured' };
    this.payments.set(idempotencyKey, payment);
    return { ...payment };
  }
  async refund(payment: string, reason: string) {
    this.refunds.push({ payment, reason });
  }
  async refundOnce(payment: string, reason: string) {
    if (!this.refunds.some((each) => each.payment === payment)) this.refunds.push({ payment, reason });
  }
}

const over = <T extends object>(
  fakes: T,
  activity: (fakes: T) => Made['activity'],
  options?: Made['options'],
): Made => ({
  activity: activity(fakes),
  world: memoryWorld(fakes),
  ...(options && { options }),
});

describe('a right activity', () => {
  run(
    {
      'sets an absolute value': () =>
        over(
          { cache: new Cache() },
          ({ cache }) =>
            async (o: Order) =>
              void (await cache.set(`price:${o.id}`, String(o.cents))),
        ),
      'keeps a lock with a lifetime around a keyed payment': () =>
        over({ cache: new Cache(), gateway: new Gateway() }, ({ cache, gateway }) => async (o: Order) => {
          const stored = await cache.get(`receipt:${o.id}`);
          if (stored !== null) return stored;
          if ((await cache.set(`lock:${o.id}`, 'held', { nx: true, px: 30_000 })) === null)
            throw new Error('somebody is at it');
          const { id } = await gateway.charge(o.id, o.cents);
          await cache.set(`receipt:${o.id}`, id);
          await cache.del(`lock:${o.id}`);
          return id;
        }),
      'adds to a set': () =>
        over({ cache: new Cache() }, ({ cache }) => async (o: Order) => {
          for (const item of o.items) await cache.sadd(`wishes:${o.customer}`, item);
        }),
      'appends events with ids of its own, after a look at the stream': () =>
        over({ events: new EventStore() }, ({ events }) => async (o: Order) => {
          for (;;) {
            const known = await events.read(o.customer);
            if (known.some(({ id }) => id === o.id)) return 'placed';
            try {
              await events.append(o.customer, known.length, {
                id: o.id,
                type: 'OrderPlaced',
                data: { cents: o.cents },
              });
              return 'placed';
            } catch (error) {
              if ((error as Error).name !== 'WrongExpectedVersion') throw error;
            }
          }
        }),
      'puts an object under a key that follows from the arguments': () =>
        over(
          { bucket: new Bucket() },
          ({ bucket }) =>
            async (o: Order) =>
              bucket.put(`invoices/${o.id}.json`, JSON.stringify(o)),
        ),
      'replaces everything below a prefix': () =>
        over({ bucket: new Bucket() }, ({ bucket }) => async (o: Order) => {
          for (const key of await bucket.list(`exports/${o.id}/`)) await bucket.remove(key);
          for (const [index, item] of o.items.entries()) await bucket.put(`exports/${o.id}/${index}.csv`, item);
          return o.items.length;
        }),
      'takes a failed condition for done, and returns what is stored': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          try {
            await items.put(
              { pk: o.id, total: o.cents, createdAt: new Date().toISOString() },
              'attribute_not_exists(pk)',
            );
          } catch (error) {
            if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
          }
          return items.get(o.id);
        }),
      'reserves by a reservation id': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          await Promise.all(o.items.map((item) => shop.reserve(o.id, item, 1)));
        }),
      'books a seat once for a holder': () =>
        over(
          { shop: new Shop() },
          ({ shop }) =>
            async (o: Order) =>
              shop.bookOnce(o.id),
        ),
      'ships once, and answers with the same tracking number': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => ({ tracking: await shop.shipOnce(o.id) })),
      'refunds by a natural key': () =>
        over({ gateway: new Gateway() }, ({ gateway }) => async (o: Order) => {
          const { id } = await gateway.charge(o.id, o.cents);
          await gateway.refundOnce(id, 'returned');
          return { payment: id, state: 'refunded' };
        }),
      'compensates only after a business error': () =>
        over({ gateway: new Gateway(), shop: new Shop() }, ({ gateway, shop }) => async (o: Order) => {
          const { id } = await gateway.charge(o.id, o.cents);
          try {
            return { payment: id, seat: await shop.bookOnce(o.id) };
          } catch (error) {
            if ((error as { type?: string }).type === 'SoldOut') await gateway.refundOnce(id, 'sold out');
            throw error;
          }
        }),
      'keeps the high-water mark': () =>
        over(
          {
            marks: {} as Record<string, number>,
            async raise(name: string, to: number) {
              this.marks[name] = Math.max(this.marks[name] ?? 0, to);
            },
          },
          (fake) => async (o: Order) => fake.raise(o.customer, o.cents),
        ),
      'says in the row who has written it': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const { workflowExecution, attempt } = activityInfo();
          await items.put({
            pk: o.id,
            writtenBy: workflowExecution?.runId,
            workflow: workflowExecution?.workflowId,
            attempt,
          });
        }),
      'waits with a function that was taken from the platform long before': () =>
        over(
          { gateway: new Gateway() },
          ({ gateway }) =>
            async (o: Order) => {
              await pause(3);
              return (await gateway.charge(o.id, o.cents)).state;
            },
          { plans: ['lost-completion', 'crash', 'distinct-call'] },
        ),
      'polls a job that it has started with a key': () =>
        over(
          {
            jobs: {} as Record<string, { progress: number }>,
            async start(id: string) {
              this.jobs[id] ??= { progress: 0 };
            },
            async look(id: string) {
              const job = this.jobs[id] as { progress: number };
              job.progress = Math.min(job.progress + 50, 100);
              return job.progress;
            },
          },
          (fake) => async (o: Order) => {
            await fake.start(o.id);
            while ((await fake.look(o.id)) < 100) {
              heartbeat();
              await sleep('10 seconds');
            }
            return 'finished';
          },
        ),
      'resumes a batch, and counts what is there instead of what it did': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const { next = 0 } = (activityInfo().heartbeatDetails ?? {}) as { next?: number };
          for (let index = next; index < o.items.length; index++) {
            await items.put({ pk: `${o.id}/${o.items[index]}` });
            heartbeat({ next: index + 1 });
          }
          return { imported: o.items.length };
        }),
      'works in parallel, at most two at a time': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const left = [...o.items];
          const worker = async () => {
            for (let item = left.shift(); item !== undefined; item = left.shift())
              await items.put({ pk: `${o.id}-${item}` });
          };
          await Promise.all([worker(), worker()]);
        }),
      'is a method with a logger and a clock injected': () => {
        class Activities {
          constructor(
            private readonly gateway: Gateway,
            private readonly now: () => Date,
            private readonly lines: string[] = [],
          ) {}
          async pay(o: Order) {
            this.lines.push(`${this.now().toISOString()} paying ${o.id}`);
            return { ...(await this.gateway.charge(`pay-${o.id}`, o.cents)), at: this.now() };
          }
        }
        const gateway = new Gateway();
        return {
          activity: { activities: new Activities(gateway, () => new Date()), name: 'pay' },
          world: memoryWorld(gateway),
        };
      },
      'mails with a Message-ID to a receiver that knows it': () => {
        const world = smtpWorld({ dropsKnownIds: true });
        return {
          activity: async (o: Order) =>
            world.sendMail({
              to: `${o.customer}@example.com`,
              subject: o.id,
              text: 'paid',
              messageId: `<${o.id}@shop.example>`,
            }),
          world,
        };
      },
      'writes through two stores, each with a key': () => {
        const [items, shop] = [new Items(), new Shop()];
        return {
          activity: async (o: Order) => {
            await items.put({ pk: o.id, state: 'reserving' }, 'attribute_not_exists(pk)').catch((error: Error) => {
              if (error.name !== 'ConditionalCheckFailedException') throw error;
            });
            for (const item of o.items) await shop.reserve(o.id, item, 1);
            await items.put({ pk: o.id, state: 'reserved' });
          },
          world: [memoryWorld(items, { name: 'items' }), memoryWorld(shop, { name: 'shop' })],
        };
      },
      'lets the counter of invoices have gaps': () =>
        over(
          { cache: new Cache(), items: new Items() },
          ({ cache, items }) =>
            async (o: Order) => {
              const number = await cache.incr('invoices');
              await items
                .put({ pk: o.id, invoice: `INV-${number}` }, 'attribute_not_exists(pk)')
                .catch((error: Error) => {
                  if (error.name !== 'ConditionalCheckFailedException') throw error;
                });
              return (await items.get(o.id))?.['invoice'];
            },
          { ignore: ['cache.values'] },
        ),
      'marks every item as done, and skips those that are': () =>
        over({ items: new Items(), shop: new Shop() }, ({ items, shop }) => async (o: Order) => {
          for (const item of o.items) {
            const pk = `${o.id}#${item}`;
            if ((await items.get(pk)) !== undefined) continue;
            await shop.reserve(o.id, item, 1);
            await items.put({ pk });
          }
        }),
      'throws a business error that says when': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          await items.put({ pk: o.id, state: 'rejected' });
          throw ApplicationFailure.nonRetryable(`rejected at ${new Date().toISOString()}`, 'Rejected', {
            at: Date.now(),
          });
        }),
    },
    'IDEMPOTENT',
  );
});

describe('an activity that acts twice', () => {
  run(
    {
      'pushes to a list': () =>
        over(
          { cache: new Cache() },
          ({ cache }) =>
            async (o: Order) =>
              void (await cache.rpush('mails', o.id)),
        ),
      counts: () =>
        over(
          { cache: new Cache() },
          ({ cache }) =>
            async (o: Order) =>
              void (await cache.incr(`orders:${o.customer}`)),
        ),
      'appends an event to whatever version': () =>
        over(
          { events: new EventStore() },
          ({ events }) =>
            async (o: Order) =>
              void (await events.append(o.customer, 'any', { type: 'OrderPlaced', data: o.cents })),
        ),
      'appends an event to the version that it finds': () =>
        over({ events: new EventStore() }, ({ events }) => async (o: Order) => {
          const { length } = await events.read(o.customer);
          await events.append(o.customer, length, { type: 'OrderPlaced', data: o.cents });
        }),
      'puts an object under a key with the time in it': () =>
        over(
          { bucket: new Bucket() },
          ({ bucket }) =>
            async (o: Order) =>
              bucket.put(`reports/${o.id}-${Date.now()}.csv`, 'x'),
        ),
      'puts an object under a random key': () =>
        over(
          { bucket: new Bucket() },
          ({ bucket }) =>
            async (o: Order) =>
              void (await bucket.put(`reports/${o.id}/${randomUUID()}`, 'x')),
        ),
      'books whatever seat is free': () =>
        over(
          { shop: new Shop() },
          ({ shop }) =>
            async (o: Order) =>
              void (await shop.bookFirstFree(o.customer)),
        ),
      'looks for its seat, then books one: two at once find none': () =>
        over(
          { shop: new Shop() },
          ({ shop }) =>
            async (o: Order) =>
              void ((await shop.seatOf(o.id)) ?? (await shop.bookFirstFree(o.id))),
        ),
      'uses a coupon up': () =>
        over(
          { shop: new Shop() },
          ({ shop }) =>
            async (o: Order) =>
              shop.redeem('WELCOME', o.customer),
        ),
      'takes from stock for each item of a batch, and resumes behind a heartbeat': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          for (
            let index = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
            index < o.items.length;
            index++
          ) {
            await shop.take(o.items[index] as string, 1);
            heartbeat(index + 1);
          }
        }),
      'takes from stock in parallel': () =>
        over(
          { shop: new Shop() },
          ({ shop }) =>
            async (o: Order) =>
              void (await Promise.all(o.items.map((item) => shop.take(item, 1)))),
        ),
      'ships, then notes that it has shipped': () =>
        over({ shop: new Shop(), items: new Items() }, ({ shop, items }) => async (o: Order) => {
          if ((await items.get(o.id)) !== undefined) return;
          await shop.ship(o.id);
          await items.put({ pk: o.id, state: 'shipped' });
        }),
      'holds a lease that runs out while it hangs, without a fence': () =>
        over({ cache: new Cache(), shop: new Shop() }, ({ cache, shop }) => async (o: Order) => {
          if ((await cache.get(`done:${o.id}`)) !== null) return;
          if ((await cache.set(`lease:${o.id}`, 'x', { nx: true, px: 60_000 })) === null) throw new Error('leased');
          await shop.redeem('WELCOME', o.id);
          await cache.set(`done:${o.id}`, 'yes');
          await cache.del(`lease:${o.id}`);
        }),
      'refunds on cancellation without a key': () =>
        over({ gateway: new Gateway() }, ({ gateway }) => async (o: Order) => {
          const { id } = await gateway.charge(o.id, o.cents);
          try {
            await sleep('5 minutes');
          } catch (error) {
            if (error instanceof CancelledFailure) await gateway.refund(id, 'cancelled');
            throw error;
          }
          await gateway.charge(`${o.id}-fee`, 10);
        }),
      'has a key with the attempt in it, hashed': () =>
        over(
          { gateway: new Gateway() },
          ({ gateway }) =>
            async (o: Order) =>
              void (await gateway.charge(
                createHash('sha256').update(`${o.id}${activityInfo().attempt}`).digest('hex'),
                o.cents,
              )),
        ),
      'has a key from when this attempt was scheduled': () =>
        over(
          { gateway: new Gateway() },
          ({ gateway }) =>
            async (o: Order) =>
              void (await gateway.charge(`${o.id}@${activityInfo().currentAttemptScheduledTimestampMs}`, o.cents)),
        ),
      'has a key from the run': () =>
        over(
          { gateway: new Gateway() },
          ({ gateway }) =>
            async (o: Order) =>
              void (await gateway.charge(`${activityInfo().workflowExecution?.runId}:${o.id}`, o.cents)),
        ),
      'pops a message and handles it': () => {
        const cache = new Cache();
        cache.lists.set('todo', ['a', 'b', 'c', 'd', 'e', 'f']);
        return over({ cache }, () => async (o: Order) => {
          const message = await cache.lpop('todo');
          await cache.sadd(`handled:${o.id}`, String(message));
        });
      },
      'remembers what it did in the process': () => {
        const shop = new Shop();
        return {
          activity: {
            create: () => {
              const done = new Set<string>();
              return async (o: Order) => {
                if (done.has(o.id)) return;
                done.add(o.id);
                await shop.redeem('WELCOME', o.id);
              };
            },
          },
          world: memoryWorld(shop),
        };
      },
      'reads a balance and writes the difference': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const balance = Number((await items.get('balance'))?.['cents'] ?? 10_000);
          await items.put({ pk: 'balance', cents: balance - o.cents });
        }),
      'adds in place': () =>
        over(
          { items: new Items() },
          ({ items }) =>
            async (o: Order) =>
              items.add('totals', 'revenue', o.cents),
        ),
      mails: () => {
        const world = smtpWorld();
        return {
          activity: async (o: Order) => void (await world.sendMail({ to: `${o.customer}@example.com`, text: o.id })),
          world,
        };
      },
      'mails with a Message-ID to receivers that may not know it': () => {
        const world = smtpWorld();
        return {
          activity: async (o: Order) =>
            void (await world.sendMail({ to: 'x@example.com', text: o.id, messageId: `<${o.id}@shop>` })),
          world,
        };
      },
      'asks twice where the first answer was lost': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          try {
            return void (await shop.shipOnce(`a-${o.id}`), await shop.ship(o.id));
          } catch {
            return void (await shop.ship(o.id));
          }
        }),
      'checks in one store and acts in another': () => {
        const [items, shop] = [new Items(), new Shop()];
        return {
          activity: async (o: Order) => {
            if ((await items.get(o.id)) !== undefined) return;
            await shop.redeem('WELCOME', o.id);
            await items.put({ pk: o.id });
          },
          world: [memoryWorld(items, { name: 'items' }), memoryWorld(shop, { name: 'shop' })],
        };
      },
    },
    'DUPLICATE_EFFECT',
  );
});

describe('an activity that loses an effect', () => {
  run(
    {
      'does not wait for what it sends': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          void shop.shipOnce(o.id);
        }),
      'does not wait for the last of what it sends': () =>
        over({ shop: new Shop(), items: new Items() }, ({ shop, items }) => async (o: Order) => {
          await shop.shipOnce(o.id);
          items.put({ pk: o.id }).catch(() => undefined);
          return o.id;
        }),
      'claims for ever, then acts': () =>
        over({ cache: new Cache(), shop: new Shop() }, ({ cache, shop }) => async (o: Order) => {
          if ((await cache.set(`seen:${o.id}`, '1', { nx: true })) === null) return;
          await shop.redeem('WELCOME', o.id);
        }),
      'claims with a set': () =>
        over({ cache: new Cache(), shop: new Shop() }, ({ cache, shop }) => async (o: Order) => {
          if ((await cache.sadd('seen', o.id)) === 1) await shop.ship(o.id);
        }),
      'gives its claim back when it fails, but not when it dies': () =>
        over({ items: new Items(), shop: new Shop() }, ({ items, shop }) => async (o: Order) => {
          const claim = `claim-${o.id}`;
          try {
            await items.put({ pk: claim }, 'attribute_not_exists(pk)');
          } catch (error) {
            if ((error as Error).name === 'ConditionalCheckFailedException') return;
            throw error;
          }
          await shop.shipOnce(o.id);
        }),
      'thinks that a second attempt has nothing to do': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          if (activityInfo().attempt > 1) return;
          await shop.shipOnce(o.id);
        }),
      'heartbeats before the item': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          for (
            let index = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
            index < o.items.length;
            index++
          ) {
            heartbeat(index + 1);
            await items.put({ pk: o.items[index] as string });
          }
        }),
      'takes from one place, then puts it to the other': () => {
        const cache = new Cache();
        for (const each of [FIRST, SECOND]) cache.set(`inbox:${each.id}`, each.customer);
        return over({ cache }, () => async (o: Order) => {
          const value = await cache.get(`inbox:${o.id}`);
          if (value === null) return;
          await cache.del(`inbox:${o.id}`);
          await cache.set(`archive:${o.id}`, value);
        });
      },
      'does the second half only where it did the first': () =>
        over({ items: new Items(), shop: new Shop() }, ({ items, shop }) => async (o: Order) => {
          if ((await items.get(o.id)) === undefined) {
            await items.put({ pk: o.id });
            await shop.shipOnce(o.id);
          }
        }),
    },
    'LOST_EFFECT',
  );
});

describe('an activity that swallows another call', () => {
  run(
    {
      'knows a repetition by the sum': () =>
        over({ events: new EventStore() }, ({ events }) => async (o: Order) => {
          const known = await events.read('orders');
          if (known.some(({ data }) => data === o.cents)) return;
          await events.append('orders', known.length, { id: o.id, type: 'Paid', data: o.cents });
        }),
      'has the workflow id alone as its key': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const pk = String(activityInfo().workflowExecution?.workflowId);
          await items.put({ pk, cents: o.cents, order: o.id }, 'attribute_not_exists(pk)').catch((error: Error) => {
            if (error.name !== 'ConditionalCheckFailedException') throw error;
          });
        }),
      'has the activity id as its key': () =>
        over({ cache: new Cache() }, ({ cache }) => async (o: Order) => {
          const { workflowExecution, activityId } = activityInfo();
          await cache.set(`${workflowExecution?.workflowId}/${activityId}`, o.id, { nx: true });
        }),
      'runs once in the life of the process': () => {
        const shop = new Shop();
        return {
          activity: async (o: Order) => {
            if (shop.shipments.length > 0) return;
            await shop.ship(o.id);
          },
          world: memoryWorld(shop),
        };
      },
      'has a key from a hash that is cut too short': () =>
        over(
          { cache: new Cache() },
          ({ cache }) =>
            async (o: Order) =>
              void (await cache.set(`k-${o.id.slice(0, 5)}`, o.customer, { nx: true })),
        ),
      'takes a key conflict for done': () =>
        over({ gateway: new Gateway() }, ({ gateway }) => async (o: Order) => {
          await gateway.charge('monthly', o.cents + o.customer.charCodeAt(0)).catch((error: { type?: string }) => {
            if (error.type !== 'KeyReused') throw error;
          });
        }),
    },
    'SWALLOWED_EFFECT',
  );
});

describe('an activity that cannot be retried', () => {
  run(
    {
      'refuses what is there': () =>
        over(
          { items: new Items() },
          ({ items }) =>
            async (o: Order) =>
              items.put({ pk: o.id }, 'attribute_not_exists(pk)'),
        ),
      'refuses an order that is not new any more': () => {
        const items = new Items();
        for (const { id } of [FIRST, SECOND]) items.items.set(id, { pk: id, state: 'new' });
        return over({ items }, () => async (o: Order) => {
          const order = await items.get(o.id);
          if (order?.['state'] !== 'new') throw ApplicationFailure.nonRetryable('not new', 'InvalidState');
          await items.put({ pk: o.id, state: 'paid' });
        });
      },
      'expects a version that it has itself moved': () =>
        over(
          { events: new EventStore() },
          ({ events }) =>
            async (o: Order) =>
              void (await events.append(o.id, 0, { id: o.id, type: 'Placed', data: 1 })),
        ),
      'holds a lock that a dead worker never gives back': () =>
        over({ cache: new Cache(), shop: new Shop() }, ({ cache, shop }) => async (o: Order) => {
          if ((await cache.set(`lock:${o.id}`, 'x', { nx: true })) === null) throw new Error('locked');
          try {
            await shop.shipOnce(o.id);
          } finally {
            await cache.del(`lock:${o.id}`);
          }
        }),
      'throws what is no error the second time': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          if (shop.shipments.some(({ order }) => order === o.id)) throw { code: 42 };
          await shop.shipOnce(o.id);
        }),
      'gives a result that is too large to be sent': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          await shop.shipOnce(o.id);
          return 'x'.repeat(3 * 1024 * 1024);
        }),
      'gives a result that goes round in a circle': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          await shop.shipOnce(o.id);
          const result: { self?: unknown } = {};
          result.self = result;
          return result;
        }),
    },
    'STUCK',
  );
});

describe('an activity that answers differently', () => {
  run(
    {
      'says whether it was new': () =>
        over({ cache: new Cache() }, ({ cache }) => async (o: Order) => ({
          isNew: (await cache.set(o.id, 'x', { nx: true })) === 'OK',
        })),
      'returns what it did this time': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const done: string[] = [];
          for (const item of o.items) {
            if ((await items.get(`${o.id}/${item}`)) !== undefined) continue;
            await items.put({ pk: `${o.id}/${item}` });
            done.push(item);
          }
          return done;
        }),
      'returns how many it did this time': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          let count = 0;
          for (
            let index = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
            index < o.items.length;
            index++
          ) {
            await items.put({ pk: `${o.id}/${o.items[index]}` });
            count += 1;
            heartbeat(index + 1);
          }
          return count;
        }),
      'makes a new receipt over the old one': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          const receipt = randomUUID();
          await items.put({ pk: o.id, receipt });
          return { receipt };
        }),
      'returns nothing where it finds its row': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          if ((await items.get(o.id)) !== undefined) return undefined;
          await items.put({ pk: o.id, total: o.cents });
          return { total: o.cents };
        }),
    },
    'RESULT_DRIFT',
  );
});

describe('an activity that leaves something half done', () => {
  run(
    {
      'creates, then completes only what it has created': () =>
        over({ items: new Items() }, ({ items }) => async (o: Order) => {
          if ((await items.get(o.id)) !== undefined) return;
          await items.put({ pk: o.id, state: 'pending' });
          await items.put({ pk: o.id, state: 'complete' });
        }),
      'lets a zombie overwrite what came later': () =>
        over(
          { cache: new Cache() },
          ({ cache }) =>
            async (o: Order) =>
              void (await cache.set('latest', o.id)),
        ),
    },
    'TORN_STATE',
  );
});

describe('a check that cannot see', () => {
  run(
    {
      'data behind #': () => {
        class Hidden {
          #rows: string[] = [];
          async add(row: string) {
            this.#rows.push(row);
          }
        }
        const hidden = new Hidden();
        return over({ hidden }, () => async (o: Order) => hidden.add(o.id));
      },
      'data in a closure': () => {
        const rows: string[] = [];
        const fake = { add: async (row: string) => void rows.push(row) };
        return over(fake, () => async (o: Order) => fake.add(o.id));
      },
      'data changed past the fakes': () => {
        const fake = { rows: new Map<string, number>() };
        return over(fake, () => async (o: Order) => void fake.rows.set(o.id, o.cents));
      },
      'an activity that is random': () =>
        over({ shop: new Shop() }, ({ shop }) => {
          let calls = 0;
          return async (o: Order) => {
            if (++calls % 2 === 1) await shop.redeem('WELCOME', o.id);
            await shop.shipOnce(o.id);
          };
        }),
      'a distinct call that fails': () =>
        over({ shop: new Shop() }, ({ shop }) => async (o: Order) => {
          if (o.id === 'order-2') throw ApplicationFailure.nonRetryable('unknown customer');
          await shop.shipOnce(o.id);
        }),
      'an activity that asks for its context after it has ended': () =>
        over({ shop: new Shop() }, () => async () => Context.current().info.attempt),
    },
    'INCONCLUSIVE',
  );
});
