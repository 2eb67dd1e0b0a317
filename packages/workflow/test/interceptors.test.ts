import { APPLIED } from '@handrail/common/guards';
import { defaultPayloadConverter } from '@temporalio/common';
import { getActivator, setActivator } from '@temporalio/workflow/lib/global-attributes';
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

it.each([
  [{ items: [{ price: 1 }, { price: 3n }] }, ' at .items.1.price: bigint'],
  [3n, ' at : bigint'],
  [circle(), expect.stringMatching(/^ at (\.lines\.0\.order){20,}.*: object$/) as string],
])("says at the end of the converter's error which part of the value is the culprit: %#", (value, end) => {
  executionWith();
  interceptors();
  const error = thrownBy(() => getActivator().payloadConverter.toPayload(value));
  expect(error.name).toBe('ValueError');
  expect(error.message.replace(/^Unable to convert .* to payload/, '')).toEqual(end);
});

it('converts as before what can be converted', () => {
  executionWith();
  interceptors();
  const { payloadConverter } = getActivator();
  expect(payloadConverter.fromPayload(payloadConverter.toPayload({ a: [1] }))).toEqual({ a: [1] });
});

function circle(): object {
  const order: { lines: object[] } = { lines: [] };
  order.lines.push({ order });
  return order;
}

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
