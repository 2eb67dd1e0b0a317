import { setHost } from '@handrail/common/host';
import { codeOf } from '@handrail/errors';
import { activityInfo, ApplicationFailure, Context, getClient, heartbeat } from '@temporalio/activity';
import * as sdk from '@temporalio/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { MockActivityEnvironment } from '../src';

let warnings: string[];

beforeEach(() => {
  warnings = [];
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
});

const heads = () => warnings.map((message) => message.split('\n', 1)[0]);

describe('a mocked environment', () => {
  it('is the SDK’s own, and can be extended', async () => {
    class Mine extends MockActivityEnvironment {
      readonly own = 1;
    }
    const environment = new Mine({ activityType: 'charge', attempt: 3 });
    expect(environment).toBeInstanceOf(sdk.MockActivityEnvironment);
    expect(environment.own).toBe(1);
    expect(await environment.run(async () => activityInfo().attempt)).toBe(3);
  });

  it.each(['on', 'once', 'addListener'] as const)('HR2014 names the event that was meant: %s', (method) => {
    const environment = new MockActivityEnvironment();
    const listener = () => undefined;
    expect(() => environment[method]('heartbeats', listener)).toThrow(
      `[HR2014] ${method} of a MockActivityEnvironment has event: 'heartbeats', which never happens: did you mean 'heartbeat'?`,
    );
    for (const event of ['heartbeat', 'charged', Symbol('own')]) {
      expect(environment[method](event, listener)).toBe(environment);
      expect(environment.listenerCount(event)).toBe(1);
    }
  });

  it('says nothing of an activity that a worker could run', async () => {
    const environment = new MockActivityEnvironment();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details) => beats.push(details));
    const charge = async (order: { id: string; lines: number[] }, note?: string) => {
      heartbeat({ at: 1 });
      return { id: order.id, note };
    };
    const order = { id: 'o-1', lines: [1, 2] };
    expect(await environment.run(charge, order)).toEqual({ id: 'o-1', note: undefined });
    expect(await environment.run(() => 'synchronous' as never)).toBe('synchronous');
    expect(await environment.run(async () => undefined)).toBeUndefined();
    expect(beats).toEqual([{ at: 1 }]);
    expect(warnings).toEqual([]);
  });

  it('passes on what the activity throws', async () => {
    const error = new RangeError('no');
    await expect(new MockActivityEnvironment().run(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('explains what it throws, as a worker would', async () => {
    const orders = {
      rate: 2,
      async price() {
        return this.rate;
      },
    };
    const run = new MockActivityEnvironment({ activityType: 'price' }).run(orders.price as () => Promise<number>);
    await expect(run).rejects.toThrow(/\[HR5020\] Activity "price" reads this\.rate, and has no this/);
    const cancelled = new MockActivityEnvironment();
    cancelled.cancel();
    await expect(cancelled.run(async () => await Context.current().cancelled)).rejects.toThrow(/^CANCELLED$/);
    expect(warnings).toEqual([]);
  });

  it('passes on what is no error as it is, and says so', async () => {
    const charge = async () => {
      throw 'no money';
    };
    await expect(new MockActivityEnvironment().run(charge)).rejects.toBe('no money');
    expect(heads()).toEqual([`[HR5021] Activity "charge" threw 'no money', which is no error.`]);
  });

  it('keeps the interceptors that it is given, behind its own', async () => {
    const seen: string[] = [];
    const environment = new MockActivityEnvironment(undefined, {
      interceptors: [
        () => ({
          inbound: {
            async execute(input, next) {
              seen.push('in');
              return await next(input);
            },
          },
        }),
      ],
    });
    expect(await environment.run(async (id: string) => id, 'a')).toBe('a');
    expect(seen).toEqual(['in']);
  });
});

describe('a value that a worker could not send is logged, with its path', () => {
  it.each<[string, (environment: MockActivityEnvironment) => Promise<unknown>, string]>([
    [
      'an argument',
      (environment) => environment.run(async (_order: object) => undefined, { items: [{ price: 3n }] }),
      '[HR3001] The call of activity "charge" cannot be serialised: args[0].items[0].price: bigint.',
    ],
    [
      'a function as an argument',
      (environment) =>
        environment.run(
          async (_done: () => void) => undefined,
          () => undefined,
        ),
      '[HR3001] The call of activity "charge" cannot be serialised: args[0]: a function.',
    ],
    [
      'a result',
      (environment) => environment.run(async () => ({ total: 5n })),
      '[HR3001] The result of activity "charge" cannot be serialised: result.total: bigint.',
    ],
    [
      'a heartbeat',
      (environment) => environment.run(async () => Context.current().heartbeat({ at: 5n })),
      '[HR3001] A heartbeat of activity "charge" cannot be serialised: details.at: bigint.',
    ],
  ])('%s', async (_, run, head) => {
    await run(new MockActivityEnvironment({ activityType: 'charge' }));
    expect(heads()).toEqual([head]);
  });

  it('or that would arrive as another', async () => {
    await new MockActivityEnvironment().run(async () => ({ at: new Date(0), tags: new Map() }));
    expect(heads()).toEqual([expect.stringMatching(/^\[HR3005\] The result of the activity .*result\.at is a Date/)]);
  });
});

describe('what is run is a function', () => {
  it.each<[unknown, string, RegExp]>([
    [undefined, 'undefined', /correct the import/],
    [null, 'null', /correct the import/],
    ['charge', "'charge'", /not its name/],
    [Promise.resolve(() => undefined), 'a promise', /pass the function without calling it/],
    [{ charge: () => undefined }, 'an object', /pass the function/],
  ])('and not %s', async (value, shown, fix) => {
    const error: unknown = await new MockActivityEnvironment().run(value as never).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe('HR5017');
    expect((error as Error).message).toMatch(
      `[HR5017] MockActivityEnvironment.run got ${shown} in the place of an activity`,
    );
    expect((error as { fix: string }).fix).toMatch(fix);
  });
});

describe('the info', () => {
  it.each([
    [{ atempt: 2 }, 'atempt', 'attempt'],
    [{ activityTyp: 'charge' }, 'activityTyp', 'activityType'],
    [{ heartbeatDetail: 1 }, 'heartbeatDetail', 'heartbeatDetails'],
  ])('has no misspelt field: %s', (info, field, suggestion) => {
    expect(() => new MockActivityEnvironment(info as never)).toThrow(
      `[HR2012] The info of a MockActivityEnvironment has an option ${field} that does not exist; did you mean ${suggestion}?`,
    );
  });

  it('has the types that a worker gives it', () => {
    expect(() => new MockActivityEnvironment({ attempt: '2' } as never)).toThrow(
      "[HR2014] The info of a MockActivityEnvironment has attempt: '2', which is no number, as a worker gives it.",
    );
    expect(() => new MockActivityEnvironment({ attempt: 2, activityId: undefined } as never)).not.toThrow();
  });

  it('may have fields that are somebody’s own', () => {
    expect(() => new MockActivityEnvironment({ tenant: 'a', attempt: 2 } as never)).not.toThrow();
    expect(warnings).toEqual([]);
  });

  it('and neither have the options', () => {
    expect(() => new MockActivityEnvironment({}, { interceptor: [] } as never)).toThrow(
      '[HR2012] A MockActivityEnvironment has an option interceptor that does not exist; did you mean interceptors?',
    );
  });
});

describe('what is given to a mocked environment', () => {
  it.each<[string, () => unknown, string]>([
    [
      'what belongs into the second argument',
      () => new MockActivityEnvironment({ logger: console } as never),
      '[HR2012] The info of a MockActivityEnvironment has an option logger that does not exist; did you mean logger of the second argument?',
    ],
    [
      'an interceptor that is in no list',
      () => new MockActivityEnvironment({}, { interceptors: () => ({}) } as never),
      '[HR2014] A MockActivityEnvironment has interceptors: a function, which is not a list: pass [(context) => ({ inbound })].',
    ],
    [
      'a name',
      () => new MockActivityEnvironment('charge' as never),
      "[HR2014] A MockActivityEnvironment has options: 'charge', which is no object: pass what Context.current().info shall be, { activityType: 'charge', attempt: 2 }; the activity itself goes to run.",
    ],
    [
      'the activity',
      () => new MockActivityEnvironment({}, (async () => 1) as never),
      '[HR2014] A MockActivityEnvironment has options: a function, which is no object: pass { client, interceptors, logger } behind the info.',
    ],
  ])('is refused: %s', (_, make, head) => {
    expect(make).toThrow(head);
  });

  it('says of getClient what is missing', async () => {
    const run = new MockActivityEnvironment().run(async () => getClient());
    await expect(run).rejects.toThrow(
      /^No Client available[^]*\[HR4037\] getClient in a MockActivityEnvironment was called without client\.[^]*make it with one: new MockActivityEnvironment\(\{\}, \{ client \}\)/,
    );
  });

  it('looks at the details that an activity throws, and at no other failure', async () => {
    const environment = new MockActivityEnvironment();
    const thrown = ApplicationFailure.create({ message: 'no', details: [{ cents: 1n }] });
    await expect(environment.run(() => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(heads()).toEqual(['[HR3001] The failure of the activity cannot be serialised: details[0].cents: bigint.']);
    const plain = ApplicationFailure.create({ message: 'no', details: [{ cents: 1 }] });
    await expect(environment.run(() => Promise.reject(plain))).rejects.toBe(plain);
    await expect(environment.run(() => Promise.reject(new Error('other')))).rejects.toThrow('other');
    expect(heads()).toHaveLength(1);
  });
});
