import { codeOf } from '@handrail/errors';
import { resolveTemporalServer } from '@handrail/testing/server';
import { type Client as SdkClient, Connection as RawConnection, Client as RawClient } from '@temporalio/client';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { setHost } from '@handrail/common/host';
import type { Logger } from '@temporalio/common';
import { Client, Connection, handrail, makeGrpcRetryInterceptor, defaultGrpcRetryOptions } from '../../../src';
import { deadAddress } from '../../support/odd-servers';
import { freshProcessState, type Warning } from '../../support/process-state';
import { recordCalls } from '../../support/sent-calls';
import { expectBlock, expectEnriched, failureOf, headLineOf, rawHead, reportCases } from '../../support/raw-errors';

const report = reportCases('silent');

let warnings: Warning[];
let counted: string[];

beforeEach(() => {
  warnings = freshProcessState();
  counted = [];
  setHost({
    logger: {
      warn: (message: string, { code }: { code?: unknown } = {}) => void warnings.push({ message, code }),
    } as unknown as Logger,
    metricMeter: {
      createCounter: (name: string) => ({
        add: (value: number, tags: object) => void counted.push(`${name} ${value} ${JSON.stringify(tags)}`),
      }),
    } as never,
  });
});

/** A server that answers few calls a second. */
async function strictServer(): Promise<{ address: string; stop(): void }> {
  const server = await resolveTemporalServer();
  if (server.kind === 'running') throw new Error('a server that is not ours cannot be made strict');
  const address = await deadAddress();
  const limits = ['frontend.namespaceRPS=3', 'frontend.namespaceBurstRatio=1'];
  const child = spawn(server.path, [
    ...['server', 'start-dev', '--headless', '--log-level', 'never', '--port', address.split(':')[1] ?? ''],
    ...limits.flatMap((limit) => ['--dynamic-config-value', limit]),
  ]);
  return { address, stop: () => void child.kill() };
}

describe('a server that limits the rate of calls', () => {
  let server: Awaited<ReturnType<typeof strictServer>>;
  beforeAll(async () => {
    server = await strictServer();
    const connection = await RawConnection.connect({ address: server.address, connectTimeout: '30 seconds' });
    await connection.close();
  });
  afterAll(() => {
    server.stop();
  });

  const manyCalls = (client: SdkClient) =>
    Promise.allSettled(Array.from({ length: 12 }, () => client.workflow.getHandle('ghost').describe()));

  it.each([
    ['the mirrored Connection', () => Connection.connect({ address: server.address })],
    ['the plugin', () => RawConnection.connect({ address: server.address, plugins: [handrail(), handrail()] })],
  ])('is told of once, and counted every time, by %s', async (_by, connect) => {
    const connection = await connect();
    const results = await manyCalls(new Client({ connection }));
    await connection.close();
    expect(results.every((result) => result.status === 'rejected' && codeOf(result.reason) === 'HR4008')).toBe(true);
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      `[HR4031] The Temporal server slows down the calls of this process at ${server.address} (RPS_LIMIT, NAMESPACE): namespace rate limit exceeded`,
    ]);
    expect(new Set(counted)).toEqual(
      new Set(['handrail_client_rate_limited_total 1 {"cause":"RPS_LIMIT","scope":"NAMESPACE"}']),
    );
    expect(counted.length).toBeGreaterThan(1);
  });

  it('is the error in the end (HR4031)', async () => {
    const connection = await RawConnection.connect({ address: server.address, interceptors: [] });
    const failed = async (client: SdkClient): Promise<Error> => {
      const results = await manyCalls(client);
      return results.flatMap((result) =>
        result.status === 'rejected' && (result.reason as Error).name === 'ServiceError'
          ? [result.reason as Error]
          : [],
      )[0]!;
    };
    const before = await failed(new RawClient({ connection }));
    const after = await failed(new Client({ connection }));
    expectEnriched(
      after,
      before,
      'HR4031',
      'The Temporal server refused a call of namespace "default" (RPS_LIMIT, NAMESPACE): 8 RESOURCE_EXHAUSTED: namespace rate limit exceeded',
    );
    report({ mistake: 'too many calls', raw: rawHead(before), ours: headLineOf(after) });
    await connection.close();
  });

  it('is not told of where nothing is limited', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    await manyCalls(new Client({ connection }));
    await connection.close();
    expect([warnings, counted]).toEqual([[], []]);
  });
});

describe('a message of more than 4 MiB', () => {
  // For a server with other limits: else the values are looked at before, and are HR3002.
  const roomy = { payload: { warnAbove: '100 MiB', refuseAbove: '100 MiB' } } as const;
  const large = 'x'.repeat(5_000_000);
  const start = (client: SdkClient) =>
    client.workflow.start('order', { taskQueue: 'nobody', workflowId: `large-${randomUUID()}`, args: [large] });

  it('is sent once, not ten times over 39 seconds (HR4032)', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const error = await failureOf(() => start(new Client({ connection, policy: roomy })));
    await connection.close();
    expectBlock(
      error,
      'HR4032',
      /^\[HR4032\] workflow\.start sends a message of 500\d{4} bytes, and 4194304 are allowed: 8 RESOURCE_EXHAUSTED: grpc: received message larger than max/,
    );
    expect(warnings).toEqual([]);
    report({
      mistake: 'arguments of 5 MB',
      raw: '(39 seconds of silence) ServiceError: Failed to start Workflow ← Error: 8 RESOURCE_EXHAUSTED: grpc: received message larger than max',
      ours: headLineOf(error),
    });
  });

  it('leaves the retries of the user as they are', async () => {
    const attempts: number[] = [];
    const standard = defaultGrpcRetryOptions();
    const own = makeGrpcRetryInterceptor({
      delayFunction: () => 1,
      retryableDecider: (attempt, status) => {
        if (status.code !== 0) attempts.push(attempt);
        return attempt < 3 && standard.retryableDecider(attempt, status);
      },
    });
    const connection = await Connection.connect({ address: inject('temporalAddress'), interceptors: [own] });
    await failureOf(() => start(new Client({ connection, policy: roomy })));
    await connection.close();
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('names a single value that is too large, too', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const error = await failureOf(() =>
      new Client({ connection, policy: roomy }).workflow.start('order', {
        taskQueue: 'nobody',
        workflowId: `large-${randomUUID()}`,
        memo: { report: 'x'.repeat(2_500_000) },
      }),
    );
    await connection.close();
    expect(codeOf(error)).toBe('HR4032');
  });
});

describe('an update that no worker takes', () => {
  it('is told of once it has waited for longer than a worker needs (HR4049)', { timeout: 60_000 }, async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const client = new Client({ connection });
    const handle = await client.workflow.start('order', { taskQueue: 'ordes', workflowId: `update-${randomUUID()}` });
    const update = client.withDeadline(Date.now() + 40_000, () => handle.executeUpdate('pay')).catch(() => undefined);
    await expect.poll(() => warnings.length, { timeout: 35_000, interval: 250 }).toBe(1);
    await handle.terminate('a test');
    await update;
    await connection.close();
    expect(warnings[0]?.message.split('\n', 1)[0]).toBe(
      `[HR4049] Update "pay" of workflow execution "${handle.workflowId}" was not accepted: no worker polls task queue "ordes".`,
    );
    expect(counted).toEqual(['handrail_client_updates_waiting_total 1 {"code":"HR4049","task_queue":"ordes"}']);
    report({
      mistake: 'an update without a worker and without a deadline',
      raw: '(silence for ever)',
      ours: warnings[0]?.message.split('\n', 1)[0] ?? '',
    });
  });
});

it('asks the server nothing where nothing fails', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const sent = recordCalls(connection);
  const client = new Client({ connection });
  const handle = await client.workflow.start('order', { taskQueue: 'nobody', workflowId: `quiet-${randomUUID()}` });
  await handle.signal('nudge');
  await handle.describe();
  await handle.fetchHistory();
  await client.workflow.count();
  await handle.terminate('a test');
  await connection.close();
  expect(sent).toEqual([
    'startWorkflowExecution',
    'signalWorkflowExecution',
    'describeWorkflowExecution',
    'getWorkflowExecutionHistory',
    'countWorkflowExecutions',
    'terminateWorkflowExecution',
  ]);
});

it('never hides an error where the questions about it have no answer', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const client = new Client({ connection });
  const options = { taskQueue: 'nobody', workflowId: `mute-${randomUUID()}` };
  const handle = await client.workflow.start('order', options);
  const { workflowService } = connection;
  for (const answer of [() => Promise.reject(new Error('no')), () => new Promise(() => undefined), () => null]) {
    Object.assign(workflowService, { describeWorkflowExecution: answer });
    const error = await failureOf(() => client.workflow.start('order', options));
    expect(headLineOf(error)).toMatch(
      /^\[HR4007\] Workflow "order" was not started: an execution with the id .* is running/,
    );
  }
  Reflect.deleteProperty(workflowService, 'describeWorkflowExecution');
  await handle.terminate('a test');
  await connection.close();
});
