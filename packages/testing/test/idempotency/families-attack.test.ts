// Activities that an attack on the engine has brought up: each was judged wrongly once.
import { randomUUID, scrypt } from 'node:crypto';
import nodeFs from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { heartbeat, sleep } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  filesystemWorld,
  httpWorld,
  type HttpWorldOptions,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  memoryWorld,
  type PostgresPool,
  type PostgresWorld,
  postgresWorld,
} from '../../src/idempotency';
import { inTransaction } from '../../../../test-support/in-transaction.mjs';

type Activity = (order: Order) => Promise<unknown>;

interface Order {
  readonly id: string;
  readonly cents: number;
}

const CALLS = { args: [{ id: 'o1', cents: 5 }], distinct: [{ id: 'o2', cents: 5 }] } as const;

async function expectVerdict(
  verdict: IdempotencyVerdict,
  activity: Activity,
  options: Partial<IdempotencyOptions> & Pick<IdempotencyOptions, 'world'>,
) {
  const report = await checkIdempotency(activity, { ...CALLS, name: 'activity', ...options });
  expect(report.verdict, String(report)).toBe(verdict);
  reasons = report.reasons;
}

/** Why the last check could not judge. */
let reasons: readonly string[] = [];

const inMemory = <W extends object>(
  verdict: IdempotencyVerdict,
  fakes: W,
  activity: (fakes: W) => Activity,
  options?: Partial<IdempotencyOptions>,
) => expectVerdict(verdict, activity(fakes), { world: memoryWorld(fakes), ...options });

const rows = () => ({
  rows: new Map<string, unknown>(),
  async put(id: string, value: unknown) {
    this.rows.set(id, value);
  },
});

describe('an effect that does not take place', () => {
  it('is a lost one where its error is swallowed', () =>
    inMemory('LOST_EFFECT', rows(), (w) => async (o) => {
      await w.put(o.id, o.cents).catch(() => undefined);
      return 'ok';
    }));

  it('is a lost one where allSettled hides its error', () =>
    inMemory('LOST_EFFECT', rows(), (w) => async (o) => {
      await Promise.allSettled(['a', 'b'].map((part) => w.put(`${o.id}/${part}`, o.cents)));
    }));

  it('is fine where the answer says so', () =>
    inMemory(
      'IDEMPOTENT',
      rows(),
      (w) => async (o) => {
        await w.put(o.id, o.cents);
        return { ok: true };
      },
      { ignore: ['log'] },
    ));
});

describe('time', () => {
  const subscriptions = (until: Date) => ({
    until: new Map([
      ['o1', until],
      ['o2', until],
    ]),
    async get(id: string) {
      return this.until.get(id) as Date;
    },
    async set(id: string, date: Date) {
      this.until.set(id, date);
    },
  });
  const extend = (w: ReturnType<typeof subscriptions>) => async (o: Order) => {
    const until = await w.get(o.id);
    await w.set(o.id, new Date(until.getTime() + 30 * 86_400_000));
  };

  it('that is extended twice is extended too far', () =>
    inMemory('DUPLICATE_EFFECT', subscriptions(new Date('2031-01-01')), extend));

  it('near now that does not come from the clock is compared, too', () =>
    inMemory('DUPLICATE_EFFECT', subscriptions(new Date(Date.now() + 5 * 86_400_000)), extend));

  it('that comes from the clock is not', () =>
    inMemory('IDEMPOTENT', rows(), (w) => async (o) => {
      await w.put(o.id, { cents: o.cents, at: new Date(), due: new Date(Date.now() + 30 * 86_400_000) });
    }));
});

describe('what nobody waits for', () => {
  const slow = () => ({
    rows: new Map<string, unknown>(),
    async put(id: string, value: unknown) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      this.rows.set(id, value);
    },
  });

  it('is lost where the worker dies after the report', () =>
    inMemory('LOST_EFFECT', slow(), (w) => async (o) => {
      void w.put(o.id, o.cents);
    }));

  it('is lost where it is a request beside one that was waited for', async () => {
    const origin = 'https://exports.example';
    const world = httpWorld({
      origin,
      state: { exports: {} as Record<string, unknown> },
      routes: {
        'PUT /exports/:id': ({ params, body, state }) => {
          state.exports[params['id'] ?? ''] = body;
          return { status: 201, body };
        },
      },
    });
    const put = async (id: string, body: object): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${origin}/exports/${id}`, { method: 'PUT', headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`exports: ${response.status}`);
      return response.json();
    };
    const activity = async ({ id, cents }: Order) => {
      await put(id, { cents });
      put(`${id}-copy`, { cents }).catch(() => undefined);
    };
    await expectVerdict('LOST_EFFECT', activity, { world });
  });

  it('is lost also where it begins only after the report', () =>
    inMemory('LOST_EFFECT', rows(), (w) => async (o) => {
      void sleep(1_000).then(() => w.put(o.id, o.cents));
    }));
});

describe('a job that is polled', () => {
  it('may stand anywhere when its watcher is cancelled', () =>
    inMemory(
      'IDEMPOTENT',
      {
        jobs: new Map<string, { polls: number; state: string }>(),
        async submit(id: string) {
          if (!this.jobs.has(id)) this.jobs.set(id, { polls: 0, state: 'running' });
        },
        async status(id: string) {
          const job = this.jobs.get(id) as { polls: number; state: string };
          if (job.state === 'running' && ++job.polls >= 3) job.state = 'done';
          return job.state;
        },
      },
      (w) => async (o) => {
        await w.submit(o.id);
        while ((await w.status(o.id)) !== 'done') {
          heartbeat();
          await sleep(1_000);
        }
        return 'done';
      },
    ));
});

describe('places of one record', () => {
  const seats = () => ({
    seats: { s1: null, s2: null, s3: null } as Record<string, string | null>,
    async free() {
      return Object.keys(this.seats).filter((seat) => this.seats[seat] === null);
    },
    async hold(seat: string, who: string) {
      if (this.seats[seat] !== null && this.seats[seat] !== who) return false;
      this.seats[seat] = who;
      return true;
    },
  });

  it('that are taken one more each time', () =>
    inMemory('DUPLICATE_EFFECT', seats(), (w) => async (o) => {
      for (const seat of await w.free()) if (await w.hold(seat, o.id)) return seat;
      return undefined;
    }));
});

describe('numbers of two collections that are in step', () => {
  it('are not one id', () =>
    inMemory(
      'IDEMPOTENT',
      {
        last: 0,
        lastEvent: 0,
        users: new Map<string, { id: number }>(),
        events: new Map<string, { id: number }>(),
        async nextId() {
          return ++this.last;
        },
        async insert(name: string, id: number) {
          if (!this.users.has(name)) this.users.set(name, { id });
          return this.users.get(name)?.id;
        },
        async tell(name: string) {
          if (!this.events.has(name)) this.events.set(name, { id: ++this.lastEvent });
        },
      },
      (w) => async (o) => {
        const id = await w.insert(o.id, await w.nextId());
        await w.tell(o.id);
        return id;
      },
    ));
});

describe('SQL', () => {
  let pglite: PGlite;
  let world: PostgresWorld;
  beforeAll(async () => {
    pglite = new PGlite();
    await pglite.exec(`
      CREATE TABLE d (id text PRIMARY KEY, t text); INSERT INTO d VALUES ('o1', 'a'), ('o2', 'a');
      CREATE TABLE s (id text PRIMARY KEY, until date); INSERT INTO s VALUES ('o1', current_date), ('o2', current_date);
      CREATE TABLE payment (id serial PRIMARY KEY, order_id text UNIQUE, cents int);
      CREATE TABLE outbox (id serial PRIMARY KEY, event jsonb)`);
    world = postgresWorld({ pglite });
  }, 60_000);
  afterAll(() => pglite.close());

  const pay = (pool: Pick<PostgresPool, 'query'>, o: Order) =>
    pool.query('INSERT INTO payment (order_id, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING', [o.id, o.cents]);
  const cases: Readonly<Record<string, readonly [IdempotencyVerdict, Activity]>> = {
    'a column that is called as the rows might be': [
      'DUPLICATE_EFFECT',
      async (o) => void (await world.pool.query('UPDATE d SET t = t || $2 WHERE id = $1', [o.id, ';paid'])),
    ],
    'a date that is extended': [
      'DUPLICATE_EFFECT',
      async (o) => void (await world.pool.query('UPDATE s SET until = until + 30 WHERE id = $1', [o.id])),
    ],
    'a payment and its event in one transaction, whose ids are in step': [
      'IDEMPOTENT',
      (o) =>
        inTransaction(world.pool, async (client) => {
          const { rowCount } = await pay(client, o);
          if (rowCount === 1) await client.query('INSERT INTO outbox (event) VALUES ($1)', [{ paid: o.id }]);
        }),
    ],
    'an error of the database that is swallowed': [
      'LOST_EFFECT',
      async (o) => {
        await pay(world.pool, o).catch(() => undefined);
      },
    ],
    'pg_notify each time': [
      'DUPLICATE_EFFECT',
      async (o) => {
        await pay(world.pool, o);
        await world.pool.query('SELECT pg_notify($1, $2)', ['paid', o.id]);
      },
    ],
    'NOTIFY each time': [
      'DUPLICATE_EFFECT',
      async (o) => {
        await pay(world.pool, o);
        await world.pool.query('NOTIFY paid');
      },
    ],
    'pg_notify with the row, in its transaction': [
      'IDEMPOTENT',
      (o) =>
        inTransaction(world.pool, async (client) => {
          const { rowCount } = await pay(client, o);
          if (rowCount === 1) await client.query("SELECT pg_notify('paid', $1)", [o.id]);
        }),
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [verdict, activity]) => expectVerdict(verdict, activity, { world }));

  it('puts the sequences back where they were', async () => {
    await expectVerdict('IDEMPOTENT', async (o) => void (await pay(world.pool, o)), { world });
    const { rows: found } = await pglite.query(
      "SELECT last_value FROM pg_sequences WHERE sequencename = 'payment_id_seq'",
    );
    expect(found).toEqual([{ last_value: null }]);
  });
});

describe('keys of providers', () => {
  interface State {
    readonly charges: unknown[];
    readonly paid: Record<string, unknown>;
  }
  const provider = (options: Partial<HttpWorldOptions<State>> = {}) =>
    httpWorld<State>({
      origin: 'https://pay.example',
      state: { charges: [], paid: {} },
      routes: {
        'POST /charges': ({ body, state }) => {
          state.charges.push(body);
          return { status: 201, body: { ok: true } };
        },
        'POST /paid': ({ body, state }) => {
          const { order, cents } = body as { order: string; cents: number };
          state.paid[order] = cents;
          return {};
        },
      },
      ...options,
    });
  const send = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`https://pay.example${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`pay: ${response.status}`);
  };

  it.each(['Idempotency-Key', 'X-Idempotency-Key', 'PayPal-Request-Id'])('%s is honoured', async (header) => {
    await expectVerdict('IDEMPOTENT', (o) => send('/charges', o, { [header]: o.id }), { world: provider() });
    await expectVerdict('DUPLICATE_EFFECT', (o) => send('/charges', o, { [header]: randomUUID() }), {
      world: provider(),
    });
  });

  it('a key in the body is honoured', () =>
    expectVerdict('IDEMPOTENT', (o) => send('/charges', { idempotency_key: o.id, ...o }), { world: provider() }));

  it('a key in the body that varies is noticed where nothing else follows', () =>
    expectVerdict(
      'UNSTABLE_KEY',
      (o) => send('/paid', { order: o.id, cents: o.cents, idempotency_key: randomUUID() }),
      {
        world: provider(),
      },
    ));

  it('X-Request-Id is a key only where the provider says so', async () => {
    const charge = (o: Order) => send('/charges', o, { 'X-Request-Id': o.id });
    await expectVerdict('DUPLICATE_EFFECT', charge, { world: provider() });
    await expectVerdict('IDEMPOTENT', charge, { world: provider({ key: 'X-Request-Id' }) });
    await expectVerdict('IDEMPOTENT', charge, { world: provider({ key: ({ headers }) => headers['x-request-id'] }) });
  });

  it('refuses a key that is neither a header nor a function', () => {
    expect(() => provider({ key: 'X Request Id' })).toThrow(
      /httpWorld\(\{ key \}\) of the idempotency check is X Request Id, but must be the name of a header/,
    );
  });
});

describe('files past the world', () => {
  let folder: string;
  let elsewhere: string;
  beforeAll(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'handrail-attack-'));
    elsewhere = await fs.mkdtemp(join(tmpdir(), 'handrail-elsewhere-'));
  });
  afterAll(async () => {
    for (const each of [folder, elsewhere]) await fs.rm(each, { recursive: true });
  });
  const write = async (verdict: IdempotencyVerdict, also: (o: Order) => unknown) => {
    const world = filesystemWorld(folder);
    return expectVerdict(
      verdict,
      async (o) => {
        await also(o);
        await world.fs.writeFile(join(folder, o.id), 'x');
      },
      { world },
    );
  };

  it('are noticed', async () => {
    const file = join(elsewhere, 'log');
    await write('INCONCLUSIVE', () => nodeFs.appendFileSync(file, 'x'));
    expect(reasons.join()).toContain(`the activity changes the file ${file} through node:fs, which no world observes`);
    await write('INCONCLUSIVE', () => fs.appendFile(file, 'x'));
    await write('INCONCLUSIVE', () => fs.open(file, 'a').then((handle) => handle.close()));
    await write(
      'INCONCLUSIVE',
      () => new Promise<void>((resolve) => nodeFs.createWriteStream(file, { flags: 'a' }).end('x', resolve)),
    );
  });

  it('may be read', () => write('IDEMPOTENT', () => fs.readFile(__filename)));

  it('may be written in a folder of its own', () =>
    write('IDEMPOTENT', async (o) => {
      const scratch = await fs.mkdtemp(join(tmpdir(), 'handrail-scratch-'));
      await fs.writeFile(join(scratch, o.id), 'x');
      await fs.rm(scratch, { recursive: true });
    }));

  it('work of another thread is waited for', () =>
    write(
      'IDEMPOTENT',
      (o) =>
        new Promise((resolve, reject) =>
          scrypt(o.id, 'salt', 16, (error, key) => (error ? reject(error) : resolve(key))),
        ),
    ));

  it('a line that is appended through a handle is there twice', async () => {
    const world = filesystemWorld(folder);
    await expectVerdict(
      'DUPLICATE_EFFECT',
      async (o) => {
        const handle = await world.fs.open(join(folder, 'log'), 'a');
        await handle.write(`${o.id}\n`);
        await handle.close();
      },
      { world },
    );
  });
});
