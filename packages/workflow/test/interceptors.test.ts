import { APPLIED } from '@handrail/common/guards';
import { defaultPayloadConverter } from '@temporalio/common';
import { setActivator } from '@temporalio/workflow/lib/global-attributes';
import { afterEach, expect, it } from 'vitest';
import { interceptors } from '../src/interceptors';

afterEach(() => setActivator(undefined));

function executionWith(...outbound: object[]) {
  const own = { inbound: [{ name: "the user's" }] as object[], outbound };
  setActivator({ interceptors: own, payloadConverter: defaultPayloadConverter } as never);
  return own;
}

it('stands first on the way into an execution and last on the way out, whatever else is in the bundle', () => {
  const own = executionWith({});
  const { inbound, outbound } = interceptors();
  expect([inbound, outbound?.length]).toEqual([undefined, 1]);
  expect(own.inbound).toEqual([{ execute: expect.any(Function) as unknown }, { name: "the user's" }]);
});

it('stands once in an execution, however many copies of the package are in the bundle', () => {
  executionWith({});
  const { outbound } = interceptors();
  for (const there of [outbound ?? [], [{ [APPLIED]: true }]]) {
    const own = executionWith({}, ...there);
    expect(interceptors()).toEqual({});
    expect(own.inbound).toHaveLength(1);
  }
});
