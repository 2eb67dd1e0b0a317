import { APPLIED } from '@handrail/common/guards';
import { setActivator } from '@temporalio/workflow/lib/global-attributes';
import { afterEach, expect, it } from 'vitest';
import { interceptors } from '../src/interceptors';

afterEach(() => setActivator(undefined));

function executionWith(...outbound: object[]): void {
  setActivator({ interceptors: { outbound } } as never);
}

it('stands once in an execution, however many copies of the package are in the bundle', () => {
  executionWith({});
  const { inbound, outbound } = interceptors();
  expect([inbound?.length, outbound?.length]).toEqual([1, 1]);
  executionWith({}, ...(outbound ?? []));
  expect(interceptors()).toEqual({});
  executionWith({ [APPLIED]: true });
  expect(interceptors()).toEqual({});
});
