import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { setHost } from '@handrail/common/host';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkedFactories, checkedInboundFactories, checkedNexusFactories } from '../../src/internal/checked-factories';

const links = { docs: 'https://handrail.dev', ui: undefined, runbooks: {} } as never;
const make = (factory: unknown) =>
  checkedFactories([factory as ActivityInterceptorsFactory], { mode: 'enforce', links })[0]?.({} as never);

it('says of a class in the place of a factory how one makes it', () => {
  class Audit {}
  expect(() => make(Audit)).toThrow(
    '[HR5016] Interceptor factory interceptors.activity[0] is a class, not a function that makes one: (context) => ({ inbound: new Audit(context) }).',
  );
});

it('takes a function, of whatever form, that makes one', () => {
  const inbound = {};
  for (const factory of [
    () => ({ inbound }),
    function classy() {
      return { inbound };
    },
  ])
    expect(make(factory)?.inbound).toBe(inbound);
});

it('refuses a list in the place of the object that is taken apart', () => {
  expect(() => make(() => [{ execute: async () => undefined }])).toThrow(
    '[HR5016] Interceptor factory interceptors.activity[0] returned a list, not an object with inbound and outbound',
  );
});

describe('a method that nothing calls', () => {
  const warn = vi.fn();
  beforeEach(() => setHost({ logger: { warn } as never }));
  afterEach(() => {
    setHost({});
    warn.mockClear();
  });

  class Audit {
    async excute(): Promise<void> {}
  }

  it.each<[object, string]>([
    [
      { inbound: { excute: async () => undefined } },
      'has an option inbound.excute that does not exist; did you mean inbound.execute?',
    ],
    [{ inbound: new Audit() }, 'has an option inbound.excute that does not exist; did you mean inbound.execute?'],
    [{ outbound: { getLogAttribute: () => ({}) } }, 'did you mean outbound.getLogAttributes?'],
    [
      { inbound: { handle: async (_input: unknown, next: unknown) => next } },
      'has an option inbound.handle that nothing reads; was inbound.execute meant?',
    ],
    [{ inBound: {} }, 'has an option inBound that does not exist; did you mean inbound?'],
    [{ inbounds: {} }, 'has an option inbounds that does not exist; did you mean inbound?'],
  ])('is named, with the one that was meant, once', (made, words) => {
    const [factory] = checkedFactories([() => made as never], { mode: 'enforce', links });
    for (const _ of [1, 2]) expect(factory?.({} as never)).toBeTruthy();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain(
      `interceptors.activity[0] ${words.startsWith('did') ? 'has an option ' : words}`,
    );
    expect(warn.mock.calls[0]?.[0]).toContain(words);
  });

  it('is not told of a method of its own', () => {
    class Metrics {
      async execute(): Promise<void> {}
      record(): void {}
      executor(): void {}
      handle(): void {}
    }
    make(() => ({ inbound: new Metrics(), outbound: { getMetricTags: () => ({}), run: () => ({}) } }));
    expect(warn).not.toHaveBeenCalled();
  });
});

it('says the same of the list that makes nothing but inbound interceptors', () => {
  class Audit {}
  const [made, refused] = checkedInboundFactories([() => ({}), Audit as never], { mode: 'enforce', links });
  expect(made?.({} as never).inbound).toBeTruthy();
  expect(() => refused?.({} as never)).toThrow(
    '[HR5016] Interceptor factory interceptors.activityInbound[1] is a class, not a function that makes one',
  );
});

describe('an interceptor of Nexus operations', () => {
  const warn = vi.fn();
  beforeEach(() => setHost({ logger: { warn } as never }));
  afterEach(() => {
    setHost({});
    warn.mockClear();
  });
  const inboundOf = (factory: unknown) =>
    checkedNexusFactories([factory as never], { mode: 'enforce', links })[0]?.({} as never).inbound as unknown as {
      startOperation(input: object, next: () => Promise<unknown>): Promise<unknown>;
    };
  const output = { result: { isAsync: false, value: 1 } };

  it('that loses the result of an operation is named (HR5044)', async () => {
    const inbound = inboundOf(() => ({
      inbound: {
        startOperation: async (input: unknown, next: (input: unknown) => unknown) => void (await next(input)),
      },
    }));
    await expect(inbound.startOperation({ ctx: {} }, async () => output)).rejects.toThrow(
      '[HR5044] Method startOperation of interceptor interceptors.nexus[0] called next, and returned undefined in the place of what next gave.',
    );
  });

  it.each<[string, (given: typeof output) => unknown, object]>([
    ['hands on the result alone', ({ result }) => result, output],
    ['leaves it out', ({ result }) => ({ value: result.value }), output],
    ['leaves it out where the handler has given none', () => ({}), { result: undefined }],
    ['hands on its value', ({ result }) => ({ result: result.value }), output],
  ])('that %s is named, not the handler (HR5044)', async (_, change, given) => {
    const inbound = inboundOf(() => ({
      inbound: {
        startOperation: async (input: unknown, next: (input: unknown) => unknown) =>
          change((await next(input)) as typeof output),
      },
    }));
    await expect(inbound.startOperation({ ctx: {} }, async () => given)).rejects.toThrow(
      '[HR5044] Method startOperation of interceptor interceptors.nexus[0] called next, and returned an object in the place of what next gave.',
    );
  });

  it('that gives a value without a result is only told of in warn mode, for the SDK takes it', async () => {
    const inbound = {
      startOperation: async (input: unknown, next: (input: unknown) => unknown) => (await next(input), { result: 5 }),
    };
    const [factory] = checkedNexusFactories([() => ({ inbound }) as never], { mode: 'warn', links });
    const made = factory?.({} as never).inbound as unknown as ReturnType<typeof inboundOf>;
    expect(await made.startOperation({ ctx: {} }, async () => output)).toEqual({ result: 5 });
    expect(warn.mock.calls[0]?.[0]).toContain('[HR5044] Method startOperation of interceptor interceptors.nexus[0]');
  });

  it('that makes a result of its own, or hands on what is none, is left alone', async () => {
    const made: object[] = [{ result: { isAsync: false, value: 2 } }, { result: { value: 2 } }];
    for (const each of made) {
      const inbound = inboundOf(() => ({ inbound: { startOperation: async () => each } }));
      expect(await inbound.startOperation({ ctx: {} }, async () => output)).toBe(each);
    }
    const handsOn = inboundOf(() => ({
      inbound: { startOperation: async (input: unknown, next: (input: unknown) => unknown) => await next(input) },
    }));
    expect(await handsOn.startOperation({ ctx: {} }, async () => ({ result: 5 }))).toEqual({ result: 5 });
    expect(warn).not.toHaveBeenCalled();
  });

  it('that is a class is named, and one whose method nothing calls', () => {
    class Audit {}
    expect(() => inboundOf(Audit)).toThrow(
      '[HR5044] Interceptor factory interceptors.nexus[0] is a class, not a function',
    );
    inboundOf(() => ({ inbound: { startOperaton: async () => undefined } }));
    expect(warn.mock.calls[0]?.[0]).toContain(
      '[HR2012] interceptors.nexus[0] has an option inbound.startOperaton that does not exist; did you mean inbound.startOperation?',
    );
  });

  it('that hands on what it gets is left alone', async () => {
    const inbound = inboundOf(() => ({
      inbound: {
        startOperation: async (input: unknown, next: (input: unknown) => unknown) => await next(input),
        cancelOperation: async (input: unknown, next: (input: unknown) => unknown) => await next(input),
      },
      outbound: { getLogAttributes: (attributes: unknown, next: (given: unknown) => unknown) => next(attributes) },
    }));
    expect(await inbound.startOperation({ ctx: {} }, async () => output)).toBe(output);
    expect(warn).not.toHaveBeenCalled();
  });
});
