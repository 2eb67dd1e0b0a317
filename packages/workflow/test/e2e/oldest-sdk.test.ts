// The workflow runtime in a bundle and a worker of the oldest supported release of the SDK.
import type * as sdkClient from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type * as sdkWorker from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { attributesOf, secondsOf } from '../support/history';

const require = createRequire(import.meta.url);
const requireOld = createRequire(new URL('../../../../compatibility/package.json', import.meta.url));
const { NativeConnection, Worker, DefaultLogger, Runtime } = requireOld('@sdk-1.22/worker') as typeof sdkWorker;
const { Client, Connection } = requireOld('@sdk-1.22/client') as typeof sdkClient;

const HEADER = { handrail: defaultPayloadConverter.toPayload({ v: 1 })! };
const taskQueue = `oldest-${randomUUID()}`;

let connection: sdkClient.Connection;
let native: sdkWorker.NativeConnection;
let client: sdkClient.Client;
let worker: sdkWorker.Worker;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => {}) });
  const address = inject('temporalAddress');
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  // What the plugin of a client would do.
  client = new Client({
    connection,
    interceptors: { workflow: [{ startWithDetails: (input, next) => next({ ...input, headers: HEADER }) }] },
  });
  worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('../workflows/oldest.ts', import.meta.url)),
    activities: { charge: async () => 'charged' },
    interceptors: { workflowModules: [require.resolve('@handrail/workflow/interceptors')] },
    bundlerOptions: {
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, alias: { ...(config.resolve?.alias as object), ...oldPackages() } },
      }),
    },
  });
});

afterAll(async () => {
  await native.close();
  await connection.close();
});

it('gives defaults and refuses as in the newest release', async () => {
  await worker.runUntil(async () => {
    const defaulted = await client.workflow.start('defaulted', { workflowId: randomUUID(), taskQueue });
    expect(await defaulted.result()).toBe('charged charged');
    const scheduled = await attributesOf(defaulted, 'activityTaskScheduledEventAttributes');
    expect(scheduled.map(({ startToCloseTimeout }) => secondsOf(startToCloseTimeout))).toEqual([60, 3_600]);

    const breaking = await client.workflow.start('breaking', { workflowId: randomUUID(), taskQueue });
    const failures = () => attributesOf(breaking, 'workflowTaskFailedEventAttributes');
    await expect.poll(async () => (await failures()).length, { timeout: 20_000 }).toBe(1);
    expect((await failures())[0]?.failure?.message).toMatch(/^\[HR2004\] Activity "charge" may run 3 hours/);
    expect((await breaking.describe()).status.name).toBe('RUNNING');
    await breaking.terminate();
  });
});

function oldPackages(): Record<string, string> {
  const workflow = dirname(requireOld.resolve('@sdk-1.22/workflow/package.json'));
  const common = dirname(createRequire(`${workflow}/package.json`).resolve('@temporalio/common/package.json'));
  return { '@temporalio/workflow': workflow, '@temporalio/common': common };
}
