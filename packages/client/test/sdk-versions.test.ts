import { codeOf } from '@handrail/errors';
import type * as sdkClient from '@temporalio/client';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { Client, handrail, WorkflowClient } from '../src';

// The repository keeps the oldest supported release under an alias.
const old = createRequire(new URL('../../../compatibility/package.json', import.meta.url))(
  '@sdk-1.22/client',
) as typeof sdkClient;

function refusal(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

it('refuses a connection of another SDK version, with both versions and where they are', async () => {
  const connection = old.Connection.lazy();
  const error = refusal(() => new Client({ connection }));
  expect(codeOf(error)).toBe('HR4012');
  expect(error.message).toMatch(
    /^\[HR4012\] Two versions of the Temporal SDK are in use: @handrail\/client has @temporalio\/client 1\.24\.\d+ \(\S*node_modules\/@temporalio\/client\), the connection has @temporalio\/client 1\.22\.0 \(\S*node_modules\/@temporalio\/client\)\./,
  );
  expect(error.message).not.toContain(`(${process.cwd()}`);
  await connection.close();
});

it('refuses it at every client, and in the plugin of a raw client', async () => {
  const connection = old.Connection.lazy();
  expect(codeOf(refusal(() => new WorkflowClient({ connection })))).toBe('HR4012');
  expect(codeOf(refusal(() => new old.Client({ connection, plugins: [handrail() as never] })))).toBe('HR4012');
  await connection.close();
});

it('takes connections that are none of the SDK: they cannot be of another version', () => {
  const connection = { ...new Client().connection, plugins: [] };
  expect(new Client({ connection: connection as never }).connection).toBe(connection);
});
