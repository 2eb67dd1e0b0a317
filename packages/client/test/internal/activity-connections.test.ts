import { setHost } from '@handrail/common/host';
import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteActivityConnection } from '../../src/internal/activity-connections';

const CONTEXTS = Symbol.for('__temporal_activity_context_storage__');
const global = globalThis as Record<symbol, unknown>;
const warn = vi.fn();
let contexts: AsyncLocalStorage<unknown>;

beforeEach(() => {
  contexts = new AsyncLocalStorage();
  global[CONTEXTS] = contexts;
  setHost({ logger: { warn } as never });
});
afterEach(() => {
  delete global[CONTEXTS];
  setHost({});
  warn.mockClear();
});

const connect = (activityType: string, times: number) => {
  for (let count = 0; count < times; count++) contexts.run({ info: { activityType } }, () => noteActivityConnection());
};

it('HR4070 tells once of an activity that connects in each attempt', () => {
  connect('notify', 4);
  expect(warn).not.toHaveBeenCalled();
  connect('notify', 4);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toMatch(
    /^\[HR4070\] Activity "notify" has opened 5 connections to the Temporal server\.\n/,
  );
});

it('says nothing of connections that are shared, nor of those outside of activities', () => {
  for (const activityType of ['a', 'b', 'c', 'd', 'e', 'f']) connect(activityType, 1);
  for (let count = 0; count < 9; count++) noteActivityConnection();
  delete global[CONTEXTS];
  noteActivityConnection();
  expect(warn).not.toHaveBeenCalled();
});
