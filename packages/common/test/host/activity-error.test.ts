import { codeOf } from '@handrail/errors';
import { CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { explainActivityError } from '../../src/host';

type Activity = (...args: never[]) => unknown;

async function failureOf(activity: Activity, isStopped = false): Promise<Error> {
  const thrown: unknown = await (async () => {
    // As the SDK calls it.
    const call = activity as (...args: unknown[]) => unknown;
    await call();
  })().catch((error: unknown) => error);
  return explainActivityError(thrown, {
    subject: 'Activity "find"',
    activityType: 'find',
    activity,
    isStopped,
    context: { links: {} },
  }) as Error;
}

class Orders {
  #secret = new Map([['a', 1]]);
  count = 0;
  constructor(readonly db: Map<string, number> = new Map()) {}
  async find() {
    return this.db.get('a');
  }
  async viaThis() {
    return await this.find();
  }
  async sets() {
    this.count = 1;
  }
  async secret() {
    return this.#secret.get('a');
  }
  async inCallback() {
    return ['a'].map((key) => this.db.get(key));
  }
  async takesApart() {
    const { db } = this;
    return db.size;
  }
  arrow = async () => this.db.get('a');
  async ofOther() {
    const row = undefined as unknown as { total: number };
    return row.total;
  }
}

const orders = new Orders();
function arrowOf(db: unknown): Activity {
  return Object.assign(new Orders(), { db }).arrow;
}

const literal = {
  rate: 2,
  async price() {
    return this.rate;
  },
};

describe('an activity that has lost its this', () => {
  it.each<[string, Activity, string]>([
    ['a field', orders.find, 'this.db'],
    ['another method', orders.viaThis, 'this.find'],
    ['a field that is set', orders.sets, 'this.count'],
    ['a private field', orders.secret, 'this.#secret'],
    ['a field in a callback', orders.inCallback, 'this.db'],
    ['a field that is taken out of it', orders.takesApart, 'this.db'],
    ['a member of an object of functions', literal.price, 'this.rate'],
  ])('is told what it has read: %s', async (_, activity, member) => {
    const error = await failureOf(activity);
    expect(error).toBeInstanceOf(TypeError);
    expect(codeOf(error)).toBe('HR5020');
    expect(error.message).toContain(`[HR5020] Activity "find" reads ${member}, and has no this`);
  });

  it('is told in sloppy code, too, where this is the global object', async () => {
    const sloppy = new Function('return this.db.get("a")') as Activity;
    expect((await failureOf(sloppy)).message).toContain('[HR5020] Activity "find" reads this.db,');
  });

  it.each<[string, Activity]>([
    ['one whose own value is missing', orders.ofOther],
    ['one that is bound, and finds nothing', new Orders(null as never).find.bind({ db: undefined } as never)],
    ['an arrow function', arrowOf(undefined)],
    ['a function that only names a field so', async () => (undefined as unknown as { db: number }).db],
  ])('is not %s', async (_, activity) => {
    expect(codeOf(await failureOf(activity))).toBeUndefined();
  });
});

describe('a cancellation', () => {
  const cancelled = async () => {
    throw new CancelledFailure('mine');
  };

  it('that nobody has asked for is told, and stays what it is', async () => {
    const error = await failureOf(cancelled);
    expect(error).toBeInstanceOf(CancelledFailure);
    expect(error.message).toMatch(/^mine\n\[HR5022\] Activity "find" threw a CancelledFailure, and nobody/);
  });

  it('that was asked for is as it should be', async () => {
    expect((await failureOf(cancelled, true)).message).toBe('mine');
  });
});

it.each<[string, string, string]>([
  ["Invalid duration string: '5 secs onds'", 'HR2010', `Activity "find" has duration: '5 secs onds', which is not`],
  ['Not in a Nexus handler context', 'HR5027', 'Activity "find" calls a function of @temporalio/nexus'],
  [
    'Workflow.sleep(...) may only be used from a Workflow Execution. Consider using …',
    'HR1011',
    'sleep of the workflow package is called outside of workflow code.',
  ],
])('says what is meant by: %s', async (text, code, words) => {
  const error = await failureOf(async () => {
    throw new Error(text);
  });
  expect(codeOf(error)).toBe(code);
  expect(error.message).toContain(words);
});
