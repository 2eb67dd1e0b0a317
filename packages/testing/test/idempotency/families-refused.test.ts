// A call whose key was another call's: whether it is refused for good or answered, it never takes effect.
import { ApplicationFailure } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

class Register {
  orders = new Map<string, string>();
  async claim(customer: string, order: string): Promise<string> {
    const known = this.orders.get(customer);
    if (known === undefined) this.orders.set(customer, order);
    return known ?? order;
  }
}

const check = (onOther: (known: string) => unknown) => {
  const register = new Register();
  const activity = async (customer: string, order: string) => {
    const known = await register.claim(customer, order);
    if (known !== order) onOther(known);
  };
  return checkIdempotency(activity, {
    args: ['ann', 'o1'],
    distinct: ['ann', 'o2'],
    world: memoryWorld(register),
    name: 'order',
  });
};

describe('a distinct call whose key another call has used', () => {
  it.each<[string, (known: string) => unknown]>([
    ['is answered', () => undefined],
    [
      'is refused for good',
      (known) => {
        throw ApplicationFailure.nonRetryable(`used for ${known}`);
      },
    ],
    [
      'is refused each time',
      (known) => {
        throw new Error(`used for ${known}`);
      },
    ],
  ])('takes no effect where it %s, and that is all there is to say', async (_name, onOther) => {
    const report = await check(onOther);
    expect(report.findings.map(({ verdict }) => verdict)).toEqual(['SWALLOWED_EFFECT']);
  });

  it('says so also where only the order of things makes it so', async () => {
    const report = await check((known) => {
      throw ApplicationFailure.nonRetryable(`used for ${known}`);
    });
    expect(report.plans.find(({ id }) => id === 'lost-completion/after-distinct')).toMatchObject({
      outcome: 'broke',
      verdict: 'SWALLOWED_EFFECT',
    });
  });
});
