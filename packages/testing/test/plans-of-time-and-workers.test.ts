import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../src/idempotency';

interface Order {
  id: string;
  customer: string;
  cents: number;
}

const CALLS = {
  args: [{ id: 'o1', customer: 'ann', cents: 500 }],
  distinct: [{ id: 'o2', customer: 'ann', cents: 700 }],
};

const makeBank = () => ({
  charges: new Map<string, number>(),
  async charge(key: string, cents: number) {
    if (!this.charges.has(key)) this.charges.set(key, cents);
    return `receipt of ${key}`;
  },
});

describe('a retry on another day', () => {
  it.each([
    ['year', () => String(new Date().getUTCFullYear())],
    ['year', () => new Date().toISOString().slice(0, 7)],
    ['week-from-thursday', () => String(Math.floor(Date.now() / (7 * 86_400_000)))],
    ['week', () => mondayOf(new Date())],
  ])('finds what is made from the date: %s', async (plan, text) => {
    const bank = makeBank();
    const charge = async ({ id, cents }: Order) => void (await bank.charge(`${id}-${text()}`, cents));
    const report = await checkIdempotency(charge, {
      ...CALLS,
      world: memoryWorld(bank),
      plans: [`date-changes/${plan}`],
    });
    expect(report.plans).toMatchObject([{ id: `date-changes/${plan}`, outcome: 'broke', verdict: 'DUPLICATE_EFFECT' }]);
  });

  it('is scheduled when the clock says so', async () => {
    const bank = makeBank();
    const seen: string[] = [];
    const charge = async ({ id, cents }: Order) => {
      seen.push(new Date().toISOString().slice(4, 19));
      await bank.charge(id, cents);
    };
    await checkIdempotency(charge, { ...CALLS, world: memoryWorld(bank), plans: ['date-changes/year'] });
    expect(seen.slice(-2)).toEqual(['-12-31T23:59:59', '-01-01T00:00:00']);
  });
});

describe('a late retry', () => {
  const validUntil = Date.now() + 3_600_000;

  it('may fail for good where nothing has taken place', async () => {
    const bank = makeBank();
    const charge = async ({ id, cents }: Order) => {
      if (bank.charges.has(id)) return;
      if (Date.now() > validUntil) throw ApplicationFailure.nonRetryable('expired');
      await bank.charge(id, cents);
    };
    const report = await checkIdempotency(charge, { ...CALLS, world: memoryWorld(bank), plans: ['key-expired'] });
    expect(report.plans.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['key-expired/completed', undefined],
      ['key-expired/before-e1', undefined],
      ['key-expired/after-e1', undefined],
    ]);
  });

  it('must not pass over in silence what it has not done', async () => {
    const bank = makeBank();
    const charge = async ({ id, cents }: Order) => {
      if (Date.now() < validUntil) await bank.charge(id, cents);
    };
    const report = await checkIdempotency(charge, { ...CALLS, world: memoryWorld(bank) });
    expect(report.findings).toMatchObject([{ verdict: 'LOST_EFFECT', plan: 'key-expired/before-e1' }]);
  });
});

describe('one worker process for all attempts', () => {
  it('shows that a cache answers another call', async () => {
    const bank = makeBank();
    const create = () => {
      const cache = new Map<string, string>();
      return async ({ id, customer, cents }: Order) => {
        const known = cache.get(customer) ?? (await bank.charge(id, cents));
        cache.set(customer, known);
        return known;
      };
    };
    const report = await checkIdempotency({ create }, { ...CALLS, world: memoryWorld(bank) });
    expect(report.findings).toMatchObject([
      { verdict: 'SWALLOWED_EFFECT', plan: 'same-worker/distinct-call/other-workflow' },
    ]);
  });

  it('shows that a flag in the process stands for every call', async () => {
    const bank = makeBank();
    const create = () => {
      let isDone = false;
      return async ({ id, cents }: Order) => {
        if (isDone) return;
        await bank.charge(id, cents);
        isDone = true;
      };
    };
    const report = await checkIdempotency({ create }, { ...CALLS, world: memoryWorld(bank) });
    expect(report.findings).toMatchObject([
      { verdict: 'SWALLOWED_EFFECT', plan: 'same-worker/distinct-call/other-workflow' },
    ]);
  });

  it('shows that a promise which has failed is kept for ever', async () => {
    const bank = makeBank();
    const create = () => {
      const cache = new Map<string, Promise<string>>();
      return async ({ id, cents }: Order) => {
        const known = cache.get(id) ?? bank.charge(id, cents);
        cache.set(id, known);
        return known;
      };
    };
    const report = await checkIdempotency({ create }, { ...CALLS, world: memoryWorld(bank) });
    expect(report.findings).toMatchObject([{ verdict: 'STUCK', plan: 'same-worker/error/e1/lost-answer' }]);
  });

  it('leaves a cache of what was really done alone', async () => {
    const bank = makeBank();
    const create = () => {
      const cache = new Map<string, string>();
      return async ({ id, cents }: Order) => {
        const known = cache.get(id) ?? (await bank.charge(id, cents));
        cache.set(id, known);
        return known;
      };
    };
    expect((await checkIdempotency({ create }, { ...CALLS, world: memoryWorld(bank) })).verdict).toBe('IDEMPOTENT');
  });

  it('is not tried where every run shares the activity anyhow', async () => {
    const bank = makeBank();
    const charge = async ({ id, cents }: Order) => bank.charge(id, cents);
    const report = await checkIdempotency(charge, { ...CALLS, world: memoryWorld(bank) });
    expect(report.plans.filter(({ id }) => id.startsWith('same-worker'))).toEqual([]);
  });
});

function mondayOf(date: Date): string {
  const midnight = Math.floor(date.getTime() / 86_400_000);
  return String(midnight - ((date.getUTCDay() + 6) % 7));
}
