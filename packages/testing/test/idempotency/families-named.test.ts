// What goes by names: numbers that count tries, and keys that are offered to a store which has one already.
import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, type IdempotencyReport, memoryWorld } from '../../src/idempotency';

const NAMES = ['attempt', 'attempts', 'tries', 'retryCount', 'version', 'revision', 'rev', 'loginAttempts', 'etag'];
const CALLS = { args: ['ann'], distinct: ['bob'] };
const briefly = ({ verdict, reasons, findings }: IdempotencyReport) =>
  [verdict, ...reasons, ...findings.map(({ message }) => message.split('\n')[0])].join(' ');

interface Row {
  id: string;
  paid: boolean;
  [counter: string]: unknown;
}

const makeTable = (counter: string) => ({
  rows: [
    { id: 'ann', paid: false, [counter]: 0 },
    { id: 'bob', paid: false, [counter]: 0 },
  ] as Row[],
  async touch(id: string, fields: Partial<Row> = {}): Promise<Row> {
    const row = this.rows.find((each) => each.id === id) as Row;
    Object.assign(row, fields, { [counter]: Number(row[counter]) + 1 });
    return { ...row };
  },
});

describe.each(NAMES)('a number called "%s"', (name) => {
  it('may rise with a retry beside what the call is about, which the report says', async () => {
    const table = makeTable(name);
    const pay = async (id: string) => {
      await table.touch(id, { paid: true });
    };
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(table) });
    expect(briefly(report)).toBe('IDEMPOTENT');
    expect(report.masked).toContainEqual({
      path: `rows[].${name}`,
      why: 'counts tries or takeovers, as its name says: it may stand higher',
    });
  });

  it('is the effect where the call changes nothing else', async () => {
    const table = makeTable(name);
    const count = async (id: string) => {
      await table.touch(id);
    };
    const report = await checkIdempotency(count, { ...CALLS, world: memoryWorld(table) });
    expect(briefly(report)).toMatch(/^DUPLICATE_EFFECT/);
    expect(report.masked).toEqual([]);
  });

  it('is compared in a result, where the workflow reads it', async () => {
    const table = makeTable(name);
    const pay = async (id: string) => (await table.touch(id, { paid: true }))[name];
    const paid = async (id: string) => ({ [name]: await pay(id) });
    const report = await checkIdempotency(paid, { ...CALLS, world: memoryWorld(table) });
    expect(briefly(report)).toMatch(/^RESULT_DRIFT/);
  });

  it('tells the number of the attempt in a result', async () => {
    const table = makeTable('seen');
    const pay = async (id: string) => {
      const row = table.rows.find((each) => each.id === id) as Row;
      if (!row.paid) await table.touch(id, { paid: true });
      return { id, [name]: activityInfo().attempt };
    };
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(table), plans: ['lost-completion'] });
    expect(report.findings).toMatchObject([{ verdict: 'RESULT_DRIFT' }]);
  });
});

it('is no effect either where it stands in a map of them', async () => {
  const orders = {
    attempts: new Map<string, number>(),
    paid: new Set<string>(),
    async count(id: string) {
      this.attempts.set(id, (this.attempts.get(id) ?? 0) + 1);
    },
    async pay(id: string) {
      this.paid.add(id);
    },
  };
  const pay = async (id: string) => {
    await orders.count(id);
    await orders.pay(id);
  };
  expect(briefly(await checkIdempotency(pay, { ...CALLS, world: memoryWorld(orders) }))).toBe('IDEMPOTENT');
});

it.each(['epoch', 'fencing_token', 'generation'])('is not judged by a "%s" alone, and says why', async (name) => {
  const table = makeTable(name);
  const take = async (id: string) => {
    await table.touch(id);
  };
  const report = await checkIdempotency(take, { ...CALLS, world: memoryWorld(table) });
  expect(briefly(report)).toBe(
    `INCONCLUSIVE the clean run changed nothing but "rows.[].${name}", which by its name is another one in each attempt and is not compared: give the world what the activity is about, too, or call the number otherwise`,
  );
});

// ---- keys -----------------------------------------------------------------------------------------------------------

const makeKeys = () => ({
  of: {} as Record<string, { key: string }>,
  async putIfAbsent(operation: string, entry: { key: string }) {
    this.of[operation] ??= entry;
    return { ...(this.of[operation] as { key: string }) };
  },
  async offer(operation: string, entry: { key: string }) {
    const isNew = this.of[operation] === undefined;
    this.of[operation] ??= entry;
    return isNew;
  },
  async read(operation: string) {
    return (this.of[operation] as { key: string }).key;
  },
});
const makeGateway = () => ({
  charges: [] as { idempotencyKey: string; cents: number }[],
  async charge(request: { idempotencyKey: string; cents: number }) {
    const known = this.charges.find(({ idempotencyKey }) => idempotencyKey === request.idempotencyKey);
    if (known === undefined) this.charges.push(request);
  },
  async chargeOf(request: { idempotencyKey: string; order: string; cents: number }) {
    const known = this.charges.find((each) => (each as unknown as { order: string }).order === request.order);
    if (known === undefined) this.charges.push(request);
  },
});

describe('a key that is made anew in each attempt', () => {
  const check = (activity: (operation: string, cents: number) => Promise<void>, ...fakes: object[]) =>
    checkIdempotency(activity, {
      args: ['op-1', 5],
      distinct: ['op-2', 5],
      world: memoryWorld({ keys: fakes[0], gateway: fakes[1] }),
    });

  it('is fine where a store answers with the one it has, which is sent on', async () => {
    const [keys, gateway] = [makeKeys(), makeGateway()];
    const report = await check(
      async (operation, cents) => {
        const { key } = await keys.putIfAbsent(operation, { key: randomUUID() });
        await gateway.charge({ idempotencyKey: key, cents });
      },
      keys,
      gateway,
    );
    expect(briefly(report)).toBe('IDEMPOTENT');
  });

  it('is fine where it is offered first and then the stored one is read', async () => {
    const [keys, gateway] = [makeKeys(), makeGateway()];
    const report = await check(
      async (operation, cents) => {
        await keys.offer(operation, { key: randomUUID() });
        await gateway.charge({ idempotencyKey: await keys.read(operation), cents });
      },
      keys,
      gateway,
    );
    expect(briefly(report)).toBe('IDEMPOTENT');
  });

  it('acts twice where the stored one is not looked at', async () => {
    const [keys, gateway] = [makeKeys(), makeGateway()];
    const report = await check(
      async (operation, cents) => {
        const key = randomUUID();
        await keys.putIfAbsent(operation, { key });
        await gateway.charge({ idempotencyKey: key, cents });
      },
      keys,
      gateway,
    );
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
  });

  it('is unstable where something else happens to prevent the worst', async () => {
    const [keys, gateway] = [makeKeys(), makeGateway()];
    const report = await check(
      async (operation, cents) => {
        await gateway.chargeOf({ idempotencyKey: randomUUID(), order: operation, cents });
      },
      keys,
      gateway,
    );
    expect(report.verdict).toBe('UNSTABLE_KEY');
  });
});
