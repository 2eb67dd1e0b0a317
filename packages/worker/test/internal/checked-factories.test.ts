import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { checkedFactories } from '../../src/internal/checked-factories';

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
