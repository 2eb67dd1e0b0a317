import { setHost } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../src/connection';
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

const connectionTo = (address = 'localhost:7233') =>
  ({ options: { address }, close: async () => undefined }) as unknown as Connection;
const open = (activityType: string, connection = connectionTo()) => {
  contexts.run({ info: { activityType } }, () => noteActivityConnection(connection));
  return connection;
};
const connect = (activityType: string, times: number) => {
  for (let count = 0; count < times; count++) open(activityType);
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

describe('in the course of days', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('tells of those that are closed as well, where they are made one upon the other', async () => {
    for (let count = 0; count < 5; count++) {
      vi.advanceTimersByTime(10_000);
      await open('hurries').close();
    }
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('tells of those that are left open, however slowly they become many', () => {
    for (let count = 0; count < 5; count++) {
      vi.advanceTimersByTime(86_400_000);
      open('leaks');
    }
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('says nothing of one that is closed each night, once or twice', async () => {
    for (let count = 0; count < 20; count++) {
      vi.advanceTimersByTime(86_400_000);
      const connection = open('nightly');
      await connection.close();
      await connection.close();
    }
    expect(warn).not.toHaveBeenCalled();
  });
});

it('says nothing of one connection to each of several servers, nor of one that is used again', () => {
  for (const tenant of ['a', 'b', 'c', 'd', 'e', 'f']) open('bills', connectionTo(`${tenant}.a1b2c.tmprl.cloud:7233`));
  const shared = connectionTo();
  for (let count = 0; count < 9; count++) open('shares', shared);
  expect(warn).not.toHaveBeenCalled();
});

it('counts a lazy connection once it has connected', async () => {
  const ensureConnected = vi.spyOn(sdk.Connection.prototype, 'ensureConnected').mockResolvedValue();
  try {
    await contexts.run({ info: { activityType: 'lazy' } }, async () => {
      const connections = Array.from({ length: 5 }, () => Connection.lazy());
      expect(warn).not.toHaveBeenCalled();
      for (const connection of [...connections, ...connections]) await connection.ensureConnected();
      expect(warn).toHaveBeenCalledTimes(1);
      for (const connection of connections) await connection.close();
    });
  } finally {
    ensureConnected.mockRestore();
  }
});

it('says nothing of connections of several activities, nor of those outside of activities', () => {
  for (const activityType of ['a', 'b', 'c', 'd', 'e', 'f']) connect(activityType, 1);
  for (let count = 0; count < 9; count++) noteActivityConnection(connectionTo());
  delete global[CONTEXTS];
  noteActivityConnection(connectionTo());
  expect(warn).not.toHaveBeenCalled();
});
