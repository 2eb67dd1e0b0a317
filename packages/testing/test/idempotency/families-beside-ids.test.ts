// What a result says beside a generated id in one text: the id may be another one, the words around it are the activity's own.
import { activityInfo } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';
import type { IdempotencyReport } from '../../src/idempotency-report';

class Bank {
  transfers = new Map<string, { id: string; cents: number }>();
  constructor(private readonly idOf: (count: number) => string) {}
  async transfer(key: string, cents: number): Promise<{ id: string; isNew: boolean }> {
    const known = this.transfers.get(key);
    if (known !== undefined) return { id: known.id, isNew: false };
    const id = this.idOf(this.transfers.size + 1);
    this.transfers.set(key, { id, cents });
    return { id, isNew: true };
  }
}

const counted = (count: number) => `t${count}`;
const random = () => crypto.randomUUID();

const check = (
  idOf: (count: number) => string,
  say: (transfer: { id: string; isNew: boolean }) => unknown,
): Promise<IdempotencyReport> => {
  const bank = new Bank(idOf);
  return checkIdempotency(async (key: string, cents: number) => say(await bank.transfer(key, cents)), {
    args: ['k1', 5],
    distinct: ['k2', 7],
    world: memoryWorld(bank),
    name: 'pay',
  });
};

describe('a text of the result with a generated id in it', () => {
  it.each<[string, (count: number) => string, (transfer: { id: string; isNew: boolean }) => unknown]>([
    ['the number of the attempt', counted, ({ id }) => `${id} (attempt ${activityInfo().attempt})`],
    ['the number of the attempt, without a space', random, ({ id }) => `${id}#${activityInfo().attempt}`],
    ['another id, which is kept nowhere', random, ({ id, isNew }) => `paid as ${isNew ? id : random()}`],
    ['whether it was made now', random, ({ id, isNew }) => ({ receipt: `${isNew ? 'created' : 'found'} ${id}` })],
  ])('drifts with %s', async (_name, idOf, say) => {
    const report = await check(idOf, say);
    expect([report.verdict, report.findings.map(({ message }) => message.split('\n', 1)[0])]).toEqual([
      'RESULT_DRIFT',
      [expect.stringContaining('the repeat returns another result than the first run')],
    ]);
  });

  it.each<[string, (count: number) => string, (transfer: { id: string; isNew: boolean }) => unknown]>([
    ['the same words', random, ({ id }) => `paid as ${id}`],
    ['a time', random, ({ id }) => `paid as ${id} at ${new Date().toISOString()}`],
    ['a number of its own', random, ({ id }) => `${id} ${Math.random()}`],
  ])('may say %s', async (_name, idOf, say) => {
    const report = await check(idOf, say);
    expect([report.verdict, report.findings]).toEqual(['IDEMPOTENT', []]);
  });
});
