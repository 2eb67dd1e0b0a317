import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  filesystemWorld,
  httpWorld,
  memoryWorld,
  postgresWorld,
  smtpWorld,
} from '../src/idempotency';

const KEYS = { args: ['k1', 500], distinct: ['k2', 700] };

describe('memoryWorld', () => {
  it('puts data back in place: maps, sets, class instances, with their identity', async () => {
    class Counter {
      count = 0;
      async up() {
        this.count += 1;
      }
    }
    const fakes = { counter: new Counter(), seen: new Set(['a']), rows: new Map([['x', { n: 1 }]]) };
    const { seen, rows, counter } = fakes;
    const [row] = rows.values();
    const world = memoryWorld(fakes);
    await world.reset();
    await counter.up();
    seen.add('b');
    rows.clear();
    (row as { n: number }).n = 9;
    await world.reset();
    expect(fakes).toEqual({ counter: { count: 0 }, seen: new Set(['a']), rows: new Map([['x', { n: 1 }]]) });
    expect([fakes.seen, fakes.rows, [...rows.values()][0]]).toEqual([seen, rows, row]);
    expect([...rows.values()][0]).toBe(row);
  });

  it('takes its hands off the object after the check', async () => {
    const fake = {
      sent: [] as string[],
      async send(to: string) {
        this.sent.push(to);
      },
    };
    const { send } = fake;
    await checkIdempotency(async (to: string) => fake.send(to), {
      args: ['a'],
      distinct: ['b'],
      world: memoryWorld(fake),
    });
    expect(fake.send).toBe(send);
    expect(fake.sent).toEqual([]);
  });
});

describe('postgresWorld with PGlite', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = new PGlite();
    await pglite.exec(`
      CREATE TABLE accounts (id text PRIMARY KEY, balance int);
      INSERT INTO accounts VALUES ('a', 1000);
      CREATE TABLE payments (id serial PRIMARY KEY, key text UNIQUE, cents int, until timestamptz);`);
  }, 60_000);
  afterAll(() => pglite.close());

  it('rolls the transaction of a dead worker back, and restores the rows at the end', async () => {
    const world = postgresWorld({ pglite });
    const pay = async (key: string, cents: number) => {
      const client = await world.pool.connect();
      try {
        await client.query('BEGIN');
        const { rowCount } = await client.query(
          'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
          [key, cents],
        );
        if (rowCount === 1) await client.query("UPDATE accounts SET balance = balance - $1 WHERE id = 'a'", [cents]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };
    const report = await checkIdempotency(pay, { ...KEYS, world });
    expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
    expect((await pglite.query('SELECT * FROM accounts')).rows).toEqual([{ id: 'a', balance: 1000 }]);
    expect((await pglite.query('SELECT * FROM payments')).rows).toEqual([]);
  }, 60_000);

  it('lets leases expire that are written in SQL', async () => {
    const world = postgresWorld({ pglite, tables: ['payments'] });
    const pay = async (key: string, cents: number) => {
      const { rowCount } = await world.pool.query(
        `INSERT INTO payments (key, until) VALUES ($1, now() + interval '1 minute')
         ON CONFLICT (key) DO UPDATE SET until = now() + interval '1 minute' WHERE payments.cents IS NULL AND payments.until < now()`,
        [key],
      );
      if (rowCount === 0) {
        const { rows } = await world.pool.query<{ cents: number | null }>('SELECT cents FROM payments WHERE key = $1', [
          key,
        ]);
        if (rows[0]?.cents == null) throw new Error('another attempt is at work');
        return;
      }
      await world.pool.query('UPDATE payments SET cents = $2 WHERE key = $1', [key, cents]);
    };
    const report = await checkIdempotency(pay, { ...KEYS, world });
    expect([report.verdict, report.findings.map(({ message }) => message)]).toEqual(['IDEMPOTENT', []]);
  }, 60_000);

  it('sees through ids of a sequence that has gaps, also in what is returned', async () => {
    const world = postgresWorld({ pglite });
    const pay = async (key: string, cents: number) => {
      const { rows } = await world.pool.query(
        'INSERT INTO payments (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING id',
        [key, cents],
      );
      return (rows[0] as { id: number } | undefined)?.id;
    };
    const report = await checkIdempotency(pay, { ...KEYS, world });
    expect(report.verdict).toBe('RESULT_DRIFT');
    expect(report.masked).toContainEqual({ path: 'payments[].id', why: 'a generated id: renamed consistently' });
  }, 60_000);
});

describe('httpWorld', () => {
  const provider = (keyTtl?: string) =>
    httpWorld({
      origin: 'http://payments.example',
      state: { charges: [] as object[] },
      routes: {
        'POST /v1/charges': ({ body, state }) => {
          state.charges.push(body as object);
          return { status: 201, body: { id: `ch_${state.charges.length}` } };
        },
      },
      ...(keyTtl !== undefined && { keyTtl }),
    });
  const post = async (key: string, cents: number) => {
    const response = await fetch('http://payments.example/v1/charges', {
      method: 'POST',
      headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ cents }),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return ((await response.json()) as { id: string }).id;
  };

  it('remembers keys, and refuses a key with another body', async () => {
    const report = await checkIdempotency(post, { ...KEYS, conflicting: ['k1', 900], world: provider() });
    expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
  });

  it('forgets keys where it is said to', async () => {
    const report = await checkIdempotency(post, { ...KEYS, world: provider('24 hours') });
    expect(report.findings).toMatchObject([{ verdict: 'DUPLICATE_EFFECT', plan: 'key-expired/completed' }]);
  });

  it('sees requests of node:http', async () => {
    const send = (key: string, cents: number) =>
      new Promise<string>((resolve, reject) => {
        const request = http.request(
          'http://payments.example/v1/charges',
          { method: 'POST', headers: { 'idempotency-key': key } },
          (response) => {
            response.resume();
            response.on('end', () => (response.statusCode === 201 ? resolve('paid') : reject(new Error('refused'))));
          },
        );
        request.on('error', reject);
        request.end(JSON.stringify({ cents }));
      });
    const report = await checkIdempotency(send, { ...KEYS, world: provider() });
    expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
  });

  it('answers with 503, which is no success', async () => {
    const careless = async (key: string) => {
      await fetch('http://payments.example/v1/charges', {
        method: 'POST',
        headers: { 'Idempotency-Key': key },
        body: '{}',
      });
    };
    const report = await checkIdempotency(careless, { args: ['k1'], distinct: ['k2'], world: provider() });
    expect(report.findings).toMatchObject([{ verdict: 'LOST_EFFECT', plan: 'error/e1/status-503' }]);
  });
});

describe('filesystemWorld', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handrail-files-'));
    await writeFile(join(folder, 'ledger.csv'), 'id;cents\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('finds what is appended twice', async () => {
    const { fs, ...world } = filesystemWorld(folder);
    const append = async (id: string, cents: number) => fs.appendFile(join(folder, 'ledger.csv'), `${id};${cents}\n`);
    const report = await checkIdempotency(append, { ...KEYS, world });
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
    expect(await readdir(folder)).toEqual(['ledger.csv']);
  });

  it('is fine with a temporary file that is renamed', async () => {
    const world = filesystemWorld(folder);
    const write = async (id: string, cents: number) => {
      const path = join(folder, `${id}.json`);
      const temporary = `${path}.${Math.random().toString(36).slice(2)}.tmp`;
      await world.fs.writeFile(temporary, JSON.stringify({ cents }));
      await world.fs.rename(temporary, path);
    };
    const report = await checkIdempotency(write, { ...KEYS, world });
    expect([report.verdict, report.findings.map(({ message }) => message), report.reasons]).toEqual([
      'IDEMPOTENT',
      [],
      [],
    ]);
  });

  it('refuses a folder that must not be emptied', () => {
    expect(() => filesystemWorld('/')).toThrow(
      "The option filesystemWorld(folder) of the idempotency check is '/', but must be an existing folder for tests",
    );
  });
});

describe('smtpWorld', () => {
  it('finds a mail that is sent twice', async () => {
    const world = smtpWorld();
    const send = async (to: string) =>
      world.sendMail({ from: 'shop@example.com', to, subject: 'Thanks', text: 'Thank you' });
    const report = await checkIdempotency(send, { args: ['ann@example.com'], distinct: ['bob@example.com'], world });
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
  });
});
