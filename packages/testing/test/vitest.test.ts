import { describe, expect, it } from 'vitest';
import { checkIdempotency, idempotencyCoverage, memoryWorld } from '../lib/idempotency.js';
import { describeIdempotency } from '../lib/vitest.mjs';

const bank = {
  transfers: [] as { key: string; cents: number }[],
  async transfer(key: string, cents: number) {
    if (!this.transfers.some((each) => each.key === key)) this.transfers.push({ key, cents });
  },
  async give(cents: number) {
    this.transfers.push({ key: '', cents });
  },
};

const activities = {
  charge: async (key: string, cents: number) => bank.transfer(key, cents),
  rate: async () => 1.17,
};

describeIdempotency(activities, {
  charge: { args: ['k1', 500], distinct: ['k2', 500], world: memoryWorld(bank) },
  rate: { exempt: 'it returns a constant' },
});

describe('toBeIdempotent', () => {
  it('passes for an idempotent activity', async () => {
    const report = await checkIdempotency(activities.charge, {
      args: ['k1', 5],
      distinct: ['k2', 5],
      world: memoryWorld(bank),
    });
    expect(report).toBeIdempotent();
  });

  it('fails with the whole picture', async () => {
    const give = async (cents: number) => bank.give(cents);
    const report = await checkIdempotency(give, { args: [1], distinct: [2], world: memoryWorld(bank) });
    expect(() => expect(report).toBeIdempotent()).toThrow(
      /^DUPLICATE_EFFECT {2}activity "give"[\s\S]*HR6001[\s\S]*attempt 2: starts/,
    );
    expect(report).not.toBeIdempotent();
  });

  it('says what it expects when it is given something else', () => {
    expect(() => expect(3).toBeIdempotent()).toThrow('toBeIdempotent() expects what checkIdempotency() gives, not 3');
    const peek = async () => bank.transfers.length;
    const report = checkIdempotency(peek, { args: [], effects: 'none', world: memoryWorld(bank) });
    expect(() => expect(report).toBeIdempotent()).toThrow(
      'toBeIdempotent() expects a report, not the promise of one: expect(await checkIdempotency(…)).toBeIdempotent()',
    );
    return report;
  });
});

it('tells which activities have been checked in this process', () => {
  const coverage = idempotencyCoverage({ ...activities, refund: async () => undefined });
  expect(coverage).toEqual({
    covered: [
      { activity: 'charge', verdict: 'IDEMPOTENT' },
      { activity: 'rate', exempt: 'it returns a constant' },
    ],
    missing: ['refund'],
  });
});
