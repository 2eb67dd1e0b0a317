// A receiver that is down for longer than an activity's own tries, and activities that give up for good.
import { sleep } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

class Store {
  items = new Map<string, string>();
  async put(id: string, value: string): Promise<void> {
    this.items.set(id, value);
  }
}

/** An activity that tries three times; `givesUp` says what it does then. */
const trying = (givesUp: (error: unknown) => void) => {
  const store = new Store();
  const activity = async (id: string) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await store.put(id, 'done');
        return;
      } catch (error) {
        if (tries === 3) return givesUp(error);
        await sleep(100);
      }
    }
  };
  return checkIdempotency(activity, { args: ['a'], distinct: ['b'], world: memoryWorld(store), name: 'put' });
};

describe('a receiver that stays down for all tries of an attempt', () => {
  it('is noticed where the activity reports success all the same', async () => {
    const report = await trying(() => undefined);
    expect(report.findings.map(({ verdict, plan, message }) => [verdict, plan, message.split('\n')[0]])).toEqual([
      [
        'LOST_EFFECT',
        'error/e1/refused/stays',
        '[HR6003] Activity "put" loses an effect: effect 1 (put) does not take place however often attempt 1 tries, and the activity sees: refused; items.a: less than one clean run leaves.',
      ],
    ]);
  });

  it('is no finding where the activity says so', async () => {
    const report = await trying((error) => {
      throw error;
    });
    expect(report.verdict).toBe('IDEMPOTENT');
  });

  it('is not tried where the activity does not try again', async () => {
    const store = new Store();
    const report = await checkIdempotency((id: string) => store.put(id, 'done'), {
      args: ['a'],
      distinct: ['b'],
      world: memoryWorld(store),
    });
    expect(report.plans.find(({ id }) => id === 'error/e1/refused/stays')?.outcome).toBe('not-reached');
  });
});
