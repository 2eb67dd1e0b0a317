import { expect, it } from 'vitest';
import { resolvePolicy } from '../../src/host';
import { policyDifferences } from '../../src/host/policy-differences';

it('finds none between a policy and itself, and none between no policy and an empty one', () => {
  expect(policyDifferences(resolvePolicy(), resolvePolicy({}))).toEqual([]);
});

it('names each field with both values, sorted', () => {
  const left = resolvePolicy({ workflow: { runTimeout: '30 days' }, activity: { retry: { maximumAttempts: 3 } } });
  expect(policyDifferences(left, resolvePolicy({ mode: 'warn' }))).toEqual([
    { field: 'activity.retry.maximumAttempts', left: '3', right: 'not set' },
    { field: 'mode', left: '"enforce"', right: '"warn"' },
    { field: 'workflow.runTimeout', left: '30 days', right: '21 days' },
  ]);
});

it('passes over what changes no verdict: links, and being a test environment', () => {
  const left = resolvePolicy({ links: { docs: 'https://docs.example' } }, { testEnvironment: true });
  expect(policyDifferences(left, resolvePolicy())).toEqual([]);
});

it('passes over fields whose difference is meant', () => {
  expect(policyDifferences(resolvePolicy({ mode: 'warn' }), resolvePolicy(), ['mode'])).toEqual([]);
});

it('cuts a long value short', () => {
  const baseline = [{ code: 'HR2004', where: 'a-workflow-with-a-long-name/an-activity-with-a-long-name', count: 1 }];
  const [difference] = policyDifferences({ ...resolvePolicy(), baseline }, resolvePolicy());
  expect(difference?.left).toHaveLength(60);
  expect(difference?.left).toMatch(/\.\.\.$/);
});
