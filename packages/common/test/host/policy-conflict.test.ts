import type { Logger } from '@temporalio/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { notePolicy, reportForeignPolicy, reportPolicyConflict, resolvePolicy, setHost } from '../../src/host';

const POLICIES = Symbol.for('handrail.policies');
const warn = vi.fn();

beforeEach(() => {
  delete (globalThis as { [POLICIES]?: unknown })[POLICIES];
  setHost({ logger: { warn } as unknown as Logger });
});
afterEach(() => {
  setHost({});
  warn.mockClear();
});

const strict = resolvePolicy();
const lenient = resolvePolicy({ activity: { heartbeatFrom: '3 hours' } });

it('names both holders and what differs', () => {
  reportPolicyConflict({ name: 'the workflow bundle', policy: strict }, { name: 'the worker', policy: lenient });
  expect(warn).toHaveBeenCalledWith(
    expect.stringContaining(
      '[HR5002] The workflow bundle and the worker apply different policies: activity.heartbeatFrom is 2 hours against 3 hours.',
    ),
    { code: 'HR5002' },
  );
});

it('says it once for a pair of policies, whichever way round', () => {
  reportPolicyConflict({ name: 'a', policy: strict }, { name: 'b', policy: lenient });
  reportPolicyConflict({ name: 'c', policy: lenient }, { name: 'd', policy: strict });
  expect(warn).toHaveBeenCalledTimes(1);
});

it('is silent between policies that lead to the same verdicts', () => {
  reportPolicyConflict({ name: 'a', policy: strict }, { name: 'b', policy: resolvePolicy({ mode: 'enforce' }) });
  expect(warn).not.toHaveBeenCalled();
});

it('notices a client and a worker of one process that disagree, whichever came first', () => {
  notePolicy('worker', { name: 'the worker of task queue "orders"', policy: lenient });
  notePolicy('client', { name: 'a client', policy: strict });
  expect(warn.mock.calls[0]?.[0]).toContain('A client and the worker of task queue "orders" apply different policies');
});

it('has nothing against two workers, or two clients, with policies of their own', () => {
  notePolicy('worker', { name: 'one worker', policy: lenient });
  notePolicy('worker', { name: 'another worker', policy: strict });
  expect(warn).not.toHaveBeenCalled();
});

const worker = { name: 'the worker of task queue "orders"', policy: strict };

it('says once that an execution was started under a policy that only its digest is known of', () => {
  reportForeignPolicy('0123456789ab', 'the client that started workflow "order-1"', worker);
  reportForeignPolicy('0123456789ab', 'the client that started workflow "order-2"', worker);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toContain(
    '[HR5002] The client that started workflow "order-1" and the worker of task queue "orders" apply different policies.\n',
  );
});

it('names what differs where the process has met that policy', () => {
  notePolicy('client', { name: 'a client', policy: lenient });
  reportForeignPolicy(lenient.digest, 'the client that started workflow "order-1"', worker);
  expect(warn.mock.calls[0]?.[0]).toContain('activity.heartbeatFrom is 3 hours against 2 hours');
});

it("is silent where the starter has the worker's policy, and the bundle another", () => {
  reportForeignPolicy(strict.digest, 'the client that started workflow "order-1"', worker);
  expect(warn).not.toHaveBeenCalled();
});
