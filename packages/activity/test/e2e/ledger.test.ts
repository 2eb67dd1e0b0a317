import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../../../test-support/postgres-server.mjs';
import { Ledger } from '../../src/postgres';

let server: Awaited<ReturnType<typeof startPostgres>>;
let pool: Pool;
let ledger: Ledger;

beforeAll(async () => {
  server = await startPostgres();
  pool = new Pool({ connectionString: server.url, max: 20 });
  pool.on('error', () => undefined);
  ledger = new Ledger({ pool, lockTimeoutMilliseconds: 5_000 });
  await ledger.setUp();
  await ledger.setUp();
  await pool.query('CREATE TABLE account (owner text PRIMARY KEY, balance int)');
  await pool.query('CREATE TABLE provider (id serial PRIMARY KEY, key text UNIQUE, cents int, calls int DEFAULT 1)');
}, 120_000);
afterAll(async () => {
  await pool.end();
  await server.close();
});
beforeEach(async () => {
  await pool.query(
    "TRUNCATE handrail_ledger, account, provider RESTART IDENTITY; INSERT INTO account VALUES ('ann', 1000)",
  );
});

const balance = async () => (await pool.query<{ balance: number }>('SELECT balance FROM account')).rows[0]?.balance;
const pay = (key: string, cents: number) =>
  ledger.once(key, { cents }, async (operation) => {
    await operation.query("UPDATE account SET balance = balance - $1 WHERE owner = 'ann'", [cents]);
    return { cents, at: new Date(0) };
  });

describe('a key', () => {
  it('lets its effect take place once, and gives the same result back - a date as its text, the first time, too', async () => {
    const results = [await pay('k1', 10), await pay('k1', 10), await pay('k2', 10)];
    expect(results).toEqual(Array.from({ length: 3 }, () => ({ cents: 10, at: '1970-01-01T00:00:00.000Z' })));
    expect(await balance()).toBe(980);
  });

  it('tells nothing from null', async () => {
    const once = (key: string, value: unknown) => ledger.once(key, [], () => value);
    expect([await once('a', undefined), await once('a', 1), await once('b', null), await once('b', 1)]).toEqual([
      undefined,
      undefined,
      null,
      null,
    ]);
  });

  it('is refused with other arguments, for good', async () => {
    await pay('k1', 10);
    await expect(pay('k1', 20)).rejects.toMatchObject({
      type: 'HR6013',
      nonRetryable: true,
      message: expect.stringContaining('[HR6013] The key "k1" was used before, with other arguments.') as string,
    });
    expect(await balance()).toBe(990);
  });

  it('takes fields in any order for the same arguments', async () => {
    await ledger.once('k1', { a: 1, b: { c: 2, d: undefined } }, () => 'first');
    expect(await ledger.once('k1', { b: { c: 2 }, a: 1 }, () => 'second')).toBe('first');
  });

  it('is free again where the effect throws, and nothing of it stays', async () => {
    const failing = ledger.once('k1', { cents: 10 }, async (operation) => {
      await operation.query('UPDATE account SET balance = 0');
      throw new Error('declined');
    });
    await expect(failing).rejects.toThrow('declined');
    expect(await balance()).toBe(1000);
    await pay('k1', 10);
    expect(await balance()).toBe(990);
  });

  it('lets one of twenty at once act, the others get its result', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => pay('k1', 10)));
    expect(new Set(results.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await balance()).toBe(990);
  });

  it('can be forgotten once nothing repeats it any more', async () => {
    await pay('k1', 10);
    await pool.query("UPDATE handrail_ledger SET completed_at = now() - interval '40 days'");
    await pay('k2', 10);
    expect(await ledger.forgetOlderThan(30)).toBe(1);
  });
});

describe('a recovery point', () => {
  it('remembers the answer of a call, though the operation fails afterwards', async () => {
    let calls = 0;
    const attempt = (fails: boolean) =>
      ledger.once('k1', [], async (operation) => {
        const receipt = await operation.point('charge', (key) => `${key} ${++calls}`);
        if (fails) throw new Error('later');
        return receipt;
      });
    await expect(attempt(true)).rejects.toThrow('later');
    expect(await attempt(false)).toBe('k1/charge 1');
  });

  it('refuses an attempt that was taken over - the zombie writes nothing', async () => {
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const zombie = ledger.once('k1', [], async (operation) => {
      await operation.point('charge', () => gate);
      await operation.query('UPDATE account SET balance = 0');
    });
    zombie.catch(() => undefined);
    while ((await pool.query('SELECT 1 FROM handrail_ledger')).rowCount === 0) await new Promise(setImmediate);
    const retry = await ledger.once('k1', [], async (operation) => {
      await operation.query('UPDATE account SET balance = balance - 1');
      return operation.epoch;
    });
    release();
    await expect(zombie).rejects.toMatchObject({
      type: 'HR6014',
      message: expect.stringContaining('a later one has taken it over (epoch 2 after 1)') as string,
    });
    expect([retry, await balance()]).toEqual([2, 999]);
  });

  it.each<[string, string, Parameters<Ledger['once']>[2]]>([
    [
      'after a statement',
      'after a statement of its transaction',
      async (operation) => {
        await operation.query('SELECT 1');
        await operation.point('charge', () => 1);
      },
    ],
    [
      'twice under one name',
      'the recovery point "charge" of the key "k1" twice',
      async (operation) => {
        await operation.point('charge', () => 1);
        await operation.point('charge', () => 1);
      },
    ],
    ['without a name', 'the recovery point "" of the key "k1"', (operation) => operation.point('', () => 1)],
    [
      'with an answer that is no JSON',
      'cannot be stored as JSON: Do not know how to serialize a BigInt',
      (operation) => operation.point('x', () => 1n),
    ],
    ['or a result that is none', 'the result of the key "k1", which cannot be stored as JSON', () => 1n],
  ])('is refused %s', async (_name, message, effect) => {
    await expect(ledger.once('k1', [], effect)).rejects.toMatchObject({
      type: 'HR6016',
      nonRetryable: true,
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('options and keys that make no sense', () => {
  it.each<[string, () => unknown, string]>([
    ['a pool that is none', () => new Ledger({ pool: {} as never }), 'The ledger was given object as pool.'],
    [
      'a table with an injection',
      () => new Ledger({ pool, table: 'x; DROP TABLE y' }),
      'The ledger was given "x; DROP TABLE y" as table.',
    ],
    [
      'a timeout of none',
      () => new Ledger({ pool, lockTimeoutMilliseconds: 0 }),
      'The ledger was given 0 as lockTimeoutMilliseconds.',
    ],
    ['an empty key', () => ledger.once(' ', [], () => 1), 'The ledger was given " " as key.'],
    [
      'a key that is none',
      () => ledger.once(undefined as never, [], () => 1),
      'The ledger was given undefined as key.',
    ],
    ['days that are none', () => ledger.forgetOlderThan(-1), 'The ledger was given -1 as days.'],
  ])('%s', async (_name, call, message) => {
    await expect((async () => call())()).rejects.toThrow(message);
  });
});

describe('processes that are killed', () => {
  const PLACES = ['start', 'before the call', 'after the call', 'before the statements', 'after the statements'];
  interface Message {
    readonly at?: string;
    readonly result?: { readonly receipt: number; readonly epoch: number };
    readonly error?: { readonly type?: string; readonly message: string };
  }
  const run = (hang = '') => {
    const child = fork(fileURLToPath(new URL('../programs/pay.cjs', import.meta.url)), {
      env: { ...process.env, DATABASE_URL: server.url, KEY: 'k1', CENTS: '10', HANG: hang },
    });
    const end = new Promise<Message>((resolve) => {
      child.on('message', (message: Message) => {
        if (message.at === undefined) resolve(message);
      });
      child.on('exit', (_code, signal) => resolve({ error: { message: String(signal) } }));
    });
    return { child, end };
  };
  const reached = (child: ChildProcess, place: string) =>
    new Promise<void>((resolve) => {
      child.on('message', (message: Message) => {
        if (message.at === place) resolve();
      });
    });

  it.each(PLACES)('%s: the next one pays once', async (place) => {
    const first = run(place);
    await reached(first.child, place);
    first.child.kill('SIGKILL');
    await first.end;
    expect((await run().end).result).toBeDefined();
    expect(await balance()).toBe(990);
    expect((await pool.query('SELECT key FROM provider')).rows).toEqual([{ key: 'k1/charge' }]);
  });

  it.each(PLACES)('%s: one that is only stopped, and goes on after the next one, changes nothing', async (place) => {
    const zombie = run(place);
    await reached(zombie.child, place);
    zombie.child.kill('SIGSTOP');
    const next = await run().end;
    const isHeld = place === 'after the statements';
    // Its transaction is open and holds the key until the database ends it.
    if (isHeld) expect(next.error?.type).toBe('HR6015');
    else expect(next.result?.receipt).toBe(1);
    zombie.child.kill('SIGKILL');
    await zombie.end;
    expect((await run().end).result?.receipt).toBe(1);
    expect(await balance()).toBe(990);
    expect((await pool.query('SELECT key FROM provider')).rows).toEqual([{ key: 'k1/charge' }]);
  });

  it('ten at once pay once, and all tell the same receipt', async () => {
    const ends = await Promise.all(Array.from({ length: 10 }, () => run().end));
    const receipts = ends.map(({ result, error }) => result?.receipt ?? error?.type);
    expect(new Set(receipts.filter((each) => each !== 'HR6014')).size).toBe(1);
    expect(await balance()).toBe(990);
  }, 120_000);
});
