// What was there before the call, what only stays behind, and what is half moved: families that a fifth corpus has brought up.
import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { activityInfo, heartbeat, sleep } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  httpWorld,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  memoryWorld,
  postgresWorld,
} from '../../src/idempotency';

type Calls = Pick<IdempotencyOptions, 'args' | 'distinct'>;

/** Checks an activity on fakes. */
const on = async <W extends object>(
  verdict: IdempotencyVerdict,
  fakes: W,
  calls: Calls,
  activity: (fakes: W) => (...args: never[]) => Promise<unknown>,
) => {
  const report = await checkIdempotency(activity(fakes), { ...calls, name: 'activity', world: memoryWorld(fakes) });
  expect(report.verdict, String(report)).toBe(verdict);
};

const isRetry = () => activityInfo().attempt > 1;
const A_OR_B: Calls = { args: ['a'], distinct: ['b'] };

describe('a secret that is replaced', () => {
  const vault = () => ({
    tokens: new Map([
      ['a', 'tok_0000aaaa'],
      ['b', 'tok_0000bbbb'],
    ]),
    rows: [
      { id: 'r1', owner: 'a', secret: 'secret-of-a' },
      { id: 'r2', owner: 'b', secret: 'secret-of-b' },
    ],
    owners: new Map([
      ['key-1', 'a'],
      ['key-2', 'b'],
    ]),
    days: new Set<string>(),
    async rotate(who: string) {
      this.tokens.set(who, randomUUID());
      return this.tokens.get(who);
    },
    async rotateOnceADay(day: string, who: string) {
      if (this.days.has(day)) return;
      this.days.add(day);
      this.tokens.set(who, randomUUID());
    },
    async rotateRow(who: string) {
      for (const row of this.rows) if (row.owner === who) row.secret = randomUUID();
    },
    async issueKey(who: string) {
      for (const [key, owner] of this.owners) if (owner === who) this.owners.delete(key);
      this.owners.set(randomUUID(), who);
    },
  });

  it('is an effect, though nobody knows what it will be', () =>
    on('IDEMPOTENT', vault(), A_OR_B, (w) => async (who: string) => void (await w.rotate(who))));

  it('drifts where the repetition returns another one', () =>
    on('RESULT_DRIFT', vault(), A_OR_B, (w) => async (who: string) => w.rotate(who)));

  it.each(['rotate', 'rotateRow', 'issueKey'] as const)('is a lost effect where the old one stays: %s', (name) =>
    on('LOST_EFFECT', vault(), A_OR_B, (w) => async (who: string) => {
      if (!isRetry()) await w[name](who);
    }),
  );

  it('is swallowed where the second one keeps the old one', () =>
    on('SWALLOWED_EFFECT', vault(), A_OR_B, (w) => async (who: string) => w.rotateOnceADay('monday', who)));

  it('may stand under a generated key', () =>
    on('IDEMPOTENT', vault(), A_OR_B, (w) => async (who: string) => w.issueKey(who)));
});

describe('a time that is set anew', () => {
  const sessions = () => ({
    seen: new Map(['a', 'b'].map((who) => [who, new Date(Date.now() - 3_600_000)])),
    async touch(who: string) {
      this.seen.set(who, new Date());
    },
  });

  it('is an effect', () => on('IDEMPOTENT', sessions(), A_OR_B, (w) => async (who: string) => w.touch(who)));

  it('is a lost one where the old time stays', () =>
    on('LOST_EFFECT', sessions(), A_OR_B, (w) => async (who: string) => {
      if (!isRetry()) await w.touch(who);
    }));
});

describe('the last events of many', () => {
  const wallet = (kept: number, eventOf: (id: string) => unknown) => ({
    points: 0,
    last: [] as unknown[],
    async add(id: string, points: number) {
      const event = JSON.stringify(eventOf(id));
      if (this.last.some((each) => JSON.stringify(each) === event)) return;
      this.points += points;
      this.last = [...this.last, eventOf(id)].slice(-kept);
    },
  });
  const calls: Calls = { args: ['e1', 5], distinct: ['e2', 5] };
  const shapes: [string, (id: string) => unknown][] = [
    ['texts', (id) => id],
    ['records', (id) => ({ id, kind: 'deposit' })],
    ['nested records', (id) => ({ event: { id }, kind: 'deposit' })],
  ];

  it.each(shapes)('are enough where all are kept: %s', (_shape, eventOf) =>
    on('IDEMPOTENT', wallet(10, eventOf), calls, (w) => async (id: string, points: number) => w.add(id, points)),
  );

  it.each(shapes)('count again once another one has come, which swallows nothing: %s', (_shape, eventOf) =>
    on('DUPLICATE_EFFECT', wallet(1, eventOf), calls, (w) => async (id: string, points: number) => w.add(id, points)),
  );
});

describe('what a dead attempt leaves behind', () => {
  const shop = () => ({
    locks: new Map<string, string>(),
    uploads: new Map<string, string>(),
    holds: new Map<string, string>(),
    orders: new Map<string, string>(),
    async lock(id: string) {
      if (this.locks.has(id)) throw new Error(`${id} is locked`);
      this.locks.set(id, randomUUID());
    },
    async unlock(id: string) {
      this.locks.delete(id);
    },
    async begin(kind: 'uploads' | 'holds', id: string) {
      const key = randomUUID();
      this[kind].set(key, id);
      return key;
    },
    async end(kind: 'uploads' | 'holds', key: string) {
      this[kind].delete(key);
    },
    async put(id: string) {
      this.orders.set(id, 'done');
    },
  });

  it('is no second effect where it keeps every retry out: those are stuck', () =>
    on('STUCK', shop(), A_OR_B, (w) => async (id: string) => {
      await w.lock(id);
      await w.put(id);
      await w.unlock(id);
    }));

  it.each([
    ['IDEMPOTENT', 'uploads'],
    ['TORN_STATE', 'holds'],
  ] as const)('under a generated key is %s where it is one of the %s', (verdict, kind) =>
    on(verdict, shop(), A_OR_B, (w) => async (id: string) => {
      const key = await w.begin(kind, id);
      await w.put(id);
      await w.end(kind, key);
    }),
  );
});

describe('a sum that the call keeps', () => {
  const shelves = () => ({
    stock: { front: 5, back: 20 },
    moves: [] as string[],
    async change(shelf: 'front' | 'back', count: number, ref: string) {
      if (this.moves.includes(ref)) return;
      this.moves.push(ref);
      this.stock[shelf] += count;
    },
    async bring(ref: string) {
      if (this.moves.includes(ref)) return;
      this.moves.push(ref);
      this.stock.back -= 1;
      this.stock.front += 1;
    },
  });

  it('is torn where the call is cancelled between two halves of one kind', () => {
    const bank = {
      accounts: new Map([
        ['ann', 100],
        ['bob', 100],
      ]),
      refs: new Set<string>(),
      async post(account: string, cents: number, ref: string) {
        if (this.refs.has(ref)) return;
        this.refs.add(ref);
        this.accounts.set(account, (this.accounts.get(account) ?? 0) + cents);
      },
    };
    return on(
      'TORN_STATE',
      bank,
      { args: ['t1', 5], distinct: ['t2', 7] },
      (w) => async (ref: string, cents: number) => {
        await w.post('ann', -cents, `${ref}/from`);
        heartbeat('half');
        await sleep(100);
        await w.post('bob', cents, `${ref}/to`);
      },
    );
  });

  it('holds after whole items of a batch', () =>
    on('IDEMPOTENT', shelves(), { args: [['m1', 'm2']], distinct: [['m3']] }, (w) => async (refs: string[]) => {
      for (const ref of refs) {
        await w.bring(ref);
        heartbeat(ref);
        await sleep(100);
      }
    }));
});

describe('a value that was missing', () => {
  const tasks = () => ({
    rows: ['a', 'a', 'a', 'b'].map((lane, id) => ({
      id,
      lane,
      done: null as string | null,
      by: null as string | null,
    })),
    async open(lane: string) {
      return this.rows.filter((row) => row.lane === lane && row.done === null).map(({ id }) => id);
    },
    async set(id: number, field: 'done' | 'by', value: string) {
      for (const row of this.rows) if (row.id === id) row[field] = value;
    },
  });

  it('and is missing still is a lost effect', () =>
    on('LOST_EFFECT', tasks(), A_OR_B, (w) => async (lane: string) => {
      const ids = await w.open(lane);
      for (let index = Number(activityInfo().heartbeatDetails ?? 0); index < ids.length; index++) {
        await w.set(ids[index] as number, 'done', 'yes');
        heartbeat(index + 1);
      }
    }));

  it('beside one that was set is a record half done', () =>
    on('TORN_STATE', tasks(), A_OR_B, (w) => async (lane: string) => {
      for (const id of await w.open(lane)) {
        await w.set(id, 'done', 'yes');
        await w.set(id, 'by', 'ann');
      }
    }));
});

describe('what counts the writes', () => {
  it.each(['etag', 'rev', 'docRevision', 'metadata_version'])('is no effect: %s', (name) => {
    const store = {
      [name]: 1,
      items: [] as string[],
      async read() {
        return [...(this['items'] as string[])];
      },
      async write(items: string[]) {
        Object.assign(this, { items, [name]: Number(Reflect.get(this, name)) + 1 });
      },
    };
    return on('LOST_EFFECT', store, A_OR_B, (w) => async (item: string) => {
      const items = (await w.read()) as string[];
      if (!items.includes(item)) await w.write([...items, item]);
    });
  });

  it('may be a text', () => {
    const exports = {
      rows: new Map<string, { attempt: string }>(),
      async put(id: string, attempt: string) {
        this.rows.set(id, { attempt });
      },
    };
    return on('IDEMPOTENT', exports, A_OR_B, (w) => async (id: string) => w.put(id, String(activityInfo().attempt)));
  });
});

describe('a text of JSON', () => {
  it.each(['{}', '[]'])('that is empty at first swallows nothing: %s', (start) => {
    const file = {
      text: start,
      async read() {
        return this.text;
      },
      async write(text: string) {
        this.text = text;
      },
    };
    return on('LOST_EFFECT', file, A_OR_B, (w) => async (id: string) => {
      const content = JSON.parse(await w.read()) as Record<string, number> | string[];
      if (!Array.isArray(content)) content[id] = 1;
      else if (!content.includes(id)) content.push(id);
      await w.write(JSON.stringify(content));
    });
  });
});

describe('a store of values at keys', () => {
  it('is told from a receiver that drops keys: two calls that leave the same show nothing', () => {
    const store = {
      values: new Map<string, string>(),
      async set(key: string, value: string) {
        this.values.set(key, value);
      },
    };
    return on(
      'INCONCLUSIVE',
      store,
      { args: ['ann', 1], distinct: ['ann', 2] },
      (w) => async (user: string) => w.set(`welcomed:${user}`, 'yes'),
    );
  });
});

describe('a database', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = new PGlite();
    await pglite.exec('CREATE TABLE payments (id text PRIMARY KEY, charge text NOT NULL)');
  }, 60_000);
  afterAll(() => pglite.close());

  it('that is slow to break a connection lets the catch of the activity run', async () => {
    const world = postgresWorld({
      pglite: {
        query: (text, values) => pglite.query(text, values),
        exec: async (text) => {
          for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
          return pglite.exec(text);
        },
      },
    });
    const psp = httpWorld({
      origin: 'https://psp.example',
      state: { refunds: [] as unknown[] },
      routes: {
        'POST /refunds': ({ body, state }) => {
          state.refunds.push(body);
          return { status: 201 };
        },
      },
    });
    const record = async (id: string) => {
      const client = await world.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query("INSERT INTO payments VALUES ($1, 'c') ON CONFLICT DO NOTHING", [id]);
        await client.query('COMMIT');
      } catch (error) {
        await fetch('https://psp.example/refunds', { method: 'POST', body: id });
        throw error;
      } finally {
        client.release();
      }
    };
    const plans = ['error/e1/connection-lost-before'];
    const report = await checkIdempotency(record, { args: ['a'], distinct: ['b'], world: [world, psp], plans });
    expect(report.verdict, String(report)).toBe('DUPLICATE_EFFECT');
    expect(String(report)).toContain('attempt 1: fails: Error: Connection terminated unexpectedly');
  });

  it('keeps the time of the machine, while that of the activity goes to and fro', async () => {
    const times: number[] = [];
    const world = postgresWorld({
      pglite: {
        query: (text, values) => {
          times.push(Date.now());
          return pglite.query(text, values);
        },
        exec: (text) => pglite.exec(text),
      },
    });
    const pay = async (id: string) =>
      void (await world.pool.query("INSERT INTO payments VALUES ($1, 'c') ON CONFLICT DO NOTHING", [id]));
    await checkIdempotency(pay, { args: ['a'], distinct: ['b'], world, plans: ['key-expired'] });
    expect(times.length).toBeGreaterThan(10);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(86_400_000);
  });
});
