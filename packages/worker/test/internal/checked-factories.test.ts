import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { setHost } from '@handrail/common/host';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkedFactories, checkedInboundFactories } from '../../src/internal/checked-factories';

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
    [{ inbounds: {} }, 'has an option inbounds that does not exist; did you mean inbound?'],
  ])('is named, with the one that was meant, once', (made, words) => {
    const [factory] = checkedFactories([() => made as never], { mode: 'enforce', links });
    for (const _ of [1, 2]) expect(factory?.({} as never)).toBeTruthy();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain(
      `[HR2012] interceptors.activity[0] ${words.startsWith('did') ? 'has an option ' : words}`,
    );
    expect(warn.mock.calls[0]?.[0]).toContain(words);
  });

  it('is not told of a method of its own', () => {
    class Metrics {
      async execute(): Promise<void> {}
      record(): void {}
    }
    make(() => ({ inbound: new Metrics(), outbound: { getMetricTags: () => ({}) } }));
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
