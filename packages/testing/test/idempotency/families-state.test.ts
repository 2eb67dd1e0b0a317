// What a state shows of effects, and what it only seems to show.
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

describe('a value that each call sets to its own', () => {
  const calls = { args: [{ price: 5, version: 1 }], distinct: [{ price: 7, version: 2 }] };
  const makeShelf = () => ({
    books: [{ name: 'book', price: 1, version: 0 }],
    async write(price: number, version: number) {
      Object.assign(this.books[0] ?? {}, { price, version });
    },
    async writeNewer(price: number, version: number) {
      if ((this.books[0]?.version ?? 0) < version) await this.write(price, version);
    },
  });
  type Shelf = ReturnType<typeof makeShelf>;

  it.each([
    ['is torn where an old one overwrites a new one', 'TORN_STATE', 'write'],
    ['stands where the newer one wins', 'IDEMPOTENT', 'writeNewer'],
  ] as const)('%s', async (_name, verdict, method: keyof Pick<Shelf, 'write' | 'writeNewer'>) => {
    const shelf = makeShelf();
    const set = async ({ price, version }: { price: number; version: number }) => shelf[method](price, version);
    expect((await checkIdempotency(set, { ...calls, world: memoryWorld(shelf) })).verdict).toBe(verdict);
  });
});

it('misses what was appended to a text and is gone', async () => {
  const list = {
    text: '',
    async read() {
      return this.text;
    },
    async write(text: string) {
      this.text = text;
    },
  };
  const append = async (id: string) => {
    const text = await list.read();
    if (!text.split(';').includes(id)) await list.write(`${text}${id};`);
  };
  const report = await checkIdempotency(append, { args: ['o1'], distinct: ['o2'], world: memoryWorld(list) });
  expect(report.findings).toMatchObject([
    { verdict: 'LOST_EFFECT', diff: [{ path: 'text', kind: 'fewer', expected: 'o1;o2;', actual: 'o1;' }] },
  ]);
});

it('takes neither a gap in a sequence nor an upload that was given up for an effect', async () => {
  const store = {
    next: 1,
    uploads: {} as Record<string, { key: string; begun: string }>,
    objects: {} as Record<string, string>,
    async begin(key: string) {
      const id = `u${this.next++}`;
      this.uploads[id] = { key, begun: new Date().toISOString() };
      return id;
    },
    async finish(id: string, text: string) {
      const { key } = this.uploads[id] ?? { key: 'lost' };
      this.objects[key] = text;
      delete this.uploads[id];
    },
  };
  const upload = async (key: string) => store.finish(await store.begin(key), `text of ${key}`);
  const report = await checkIdempotency(upload, { args: ['a'], distinct: ['b'], world: memoryWorld(store) });
  expect([report.verdict, report.findings]).toEqual(['IDEMPOTENT', []]);
});

it('sees the distinct call in a value that becomes another kind of value with the first one', async () => {
  const cart = {
    items: [] as unknown,
    async set(id: string, count: number) {
      this.items = Array.isArray(this.items) ? { [id]: count } : { ...(this.items as object), [id]: count };
    },
  };
  const put = async (id: string, count: number) => cart.set(id, count);
  const report = await checkIdempotency(put, { args: ['a', 1], distinct: ['b', 2], world: memoryWorld(cart) });
  expect([report.verdict, report.findings]).toEqual(['IDEMPOTENT', []]);
});

describe('a call that depends on the date', () => {
  const validUntil = Date.now() + 3_600_000;
  const makeBank = () => ({
    charges: new Map<string, { cents: number; at: string }>(),
    async charge(id: string, cents: number) {
      if (!this.charges.has(id)) this.charges.set(id, { cents, at: new Date().toISOString() });
    },
  });
  const calls = { args: ['o1', 500], distinct: ['o2', 700] };

  it('is judged by runs a minute apart, which the report says', async () => {
    const bank = makeBank();
    const charge = async (id: string, cents: number) => {
      if (Date.now() > validUntil) throw ApplicationFailure.nonRetryable('the offer has expired');
      await bank.charge(id, cents);
    };
    const report = await checkIdempotency(charge, { ...calls, world: memoryWorld(bank) });
    expect(report.findings).toMatchObject([{ verdict: 'STUCK', plan: 'key-expired/completed' }]);
    expect(report.notes).toContain(
      '40 days later the call ends differently, so what varies by itself was learned from runs a minute apart',
    );
  });

  it('is not judged where it is the number of the run that decides', async () => {
    const bank = makeBank();
    let runs = 0;
    const charge = async (id: string, cents: number) => {
      runs += 1;
      if (runs % 3 !== 0) await bank.charge(id, cents);
    };
    const report = await checkIdempotency(charge, { ...calls, world: memoryWorld(bank) });
    expect(report.verdict).toBe('INCONCLUSIVE');
  });
});

it('waits as long as a limit makes the distinct call wait', async () => {
  const shop = {
    free: 0,
    sent: [] as string[],
    async enter() {
      if (Date.now() < this.free) return false;
      this.free = Date.now() + 3_600_000;
      return true;
    },
    async send(id: string) {
      if (!this.sent.includes(id)) this.sent.push(id);
    },
  };
  const notify = async (id: string) => {
    if (!(await shop.enter())) throw new Error('later');
    await shop.send(id);
  };
  const report = await checkIdempotency(notify, {
    args: ['o1'],
    distinct: ['o2'],
    world: memoryWorld(shop),
    ignore: ['free'],
  });
  expect([report.verdict, report.findings]).toEqual(['IDEMPOTENT', []]);
});

it('checks a static method of a class', async () => {
  const mail = {
    sent: new Set<string>(),
    async send(to: string) {
      this.sent.add(to);
    },
  };
  class Activities {
    static async notify(to: string): Promise<void> {
      await mail.send(to);
    }
  }
  const report = await checkIdempotency(
    { activities: Activities, name: 'notify' },
    { args: ['ann'], distinct: ['bob'], world: memoryWorld(mail) },
  );
  expect(report).toMatchObject({ verdict: 'IDEMPOTENT', activity: 'notify' });
});
