// What a dead attempt leaves half-done beside what the retry makes: one more of them, unless a clean run takes it away again.
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

class Bank {
  auths = new Map<string, { order: string; status: string; at: Date }>();
  captured = new Map<string, string>();
  async authorise(order: string): Promise<string> {
    const id = crypto.randomUUID();
    this.auths.set(id, { order, status: 'open', at: new Date() });
    return id;
  }
  async capture(id: string, order: string): Promise<void> {
    this.captured.set(order, id);
    const auth = this.auths.get(id);
    if (auth !== undefined) auth.status = 'captured';
  }
  async close(id: string): Promise<void> {
    this.auths.delete(id);
  }
  async isCaptured(order: string): Promise<boolean> {
    return this.captured.has(order);
  }
}

const check = (activityOn: (bank: Bank) => (order: string) => Promise<void>) => {
  const bank = new Bank();
  return checkIdempotency(activityOn(bank), {
    args: ['o1'],
    distinct: ['o2'],
    world: memoryWorld(bank),
    name: 'pay',
    plans: ['crash'],
  });
};

describe('an entry that a clean run makes and changes', () => {
  it('is one more where a dead attempt leaves it as it was in between: money that is held twice', async () => {
    const report = await check((bank) => async (order) => {
      if (await bank.isCaptured(order)) return;
      await bank.capture(await bank.authorise(order), order);
    });
    expect([report.verdict, report.findings.map(({ plan }) => plan)]).toEqual(['DUPLICATE_EFFECT', ['crash/after-e1']]);
  });
});

describe('an entry that a clean run makes and takes away', () => {
  it('does no harm where a dead attempt leaves it and it says when it was made', async () => {
    const report = await check((bank) => async (order) => {
      const id = await bank.authorise(order);
      await bank.close(id);
      await bank.capture('', order);
    });
    expect([report.verdict, report.findings]).toEqual(['IDEMPOTENT', []]);
  });
});
