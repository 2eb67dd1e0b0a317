// What the handlers of Nexus operations return and throw, and what a worker does not have, told to whoever calls them.
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';

interface Rpc {
  operation(): unknown;
  service(name: string, operations: object): unknown;
  serviceHandler(service: unknown, handlers: object): NonNullable<WorkerOptions['nexusServices']>[number];
  OperationError: new (state: string, message: string) => Error;
}

interface Nexus {
  WorkflowRunOperationHandler: new (start: () => Promise<unknown>) => unknown;
  getClient(): unknown;
}

// What the SDK brings along; nothing else here needs it.
const require = createRequire(import.meta.url);
const ofTheWorker = createRequire(require.resolve('@temporalio/worker'));
const { operation, service, serviceHandler, OperationError } = ofTheWorker('nexus-rpc') as Rpc;
const { WorkflowRunOperationHandler, getClient } = ofTheWorker('@temporalio/nexus') as Nexus;

let calls = 0;
const handlers = {
  bigint: async () => {
    calls += 1;
    return { receipt: { total: 5n } };
  },
  aFunction: async () => () => 1,
  large: async () => 'x'.repeat(3_000_000),
  aDate: async () => ({ at: new Date(0) }),
  text: async () => {
    // Told of its first failure, the caller does not wait for the second.
    if (calls++ > 0) throw new OperationError('failed', 'enough');
    throw 'no money';
  },
  blinks: async () => {
    if (calls++ < 1) throw new Error('the bank is away');
    return 'paid';
  },
  breaks: async () => {
    if (calls++ < 2) throw new Error('the bank is away');
    return 'paid';
  },
  declines: async () => {
    throw new OperationError('failed', 'declined');
  },
  noWorkflow: new WorkflowRunOperationHandler(async () => ({ receipt: 1 })),
  byHand: { start: async () => ({ token: 'order-1' }), cancel: async () => undefined },
  takes: async (_: unknown, input: unknown) => input,
};
const names = Object.keys(handlers);
const pay = service('pay', Object.fromEntries(names.map((name) => [name, operation()])));

const taskQueue = `nexus-${randomUUID()}`;
const endpoint = `pay-${randomUUID()}`;
const rig = rigForTests({
  workflows: new URL('../workflows/calling-once.ts', import.meta.url),
  workerPackage,
  taskQueue,
  activities: { callsNexus: async () => getClient() },
  workerOptions: { nexusServices: [serviceHandler(pay, handlers)] },
});

beforeAll(async () => {
  await rig.connection.operatorService.createNexusEndpoint({
    spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue } } },
  });
  // Until the endpoint is known everywhere, the workflow task that calls it is tried again.
  await call('takes');
});

beforeEach(() => {
  beginWorkerLog();
  calls = 0;
});

async function call(name: string, serviceName = 'pay', input?: unknown): Promise<unknown> {
  const args = [endpoint, serviceName, name, input];
  return await rig.client.workflow.execute('callsOperation', { taskQueue, workflowId: randomUUID(), args });
}

/** The failures of an operation, from the outside to the inside. */
async function chainOf(name: string, serviceName?: string): Promise<Error[]> {
  const error: unknown = await call(name, serviceName).catch((thrown: unknown) => thrown);
  expect(error, name).toBeInstanceOf(WorkflowFailedError);
  const chain: Error[] = [];
  for (let current = (error as Error).cause; current instanceof Error; current = current.cause) chain.push(current);
  return chain;
}

const logged = (code: string) => workerLog.filter((line) => line.includes(`[${code}]`));

it.each([
  [
    'bigint',
    'HR3001',
    /^\[HR3001\] The result of Nexus operation "pay\.bigint" cannot be serialised: result\.receipt\.total: bigint\./,
  ],
  [
    'aFunction',
    'HR3001',
    /^\[HR3001\] The result of Nexus operation "pay\.aFunction" cannot be serialised: result: a function\./,
  ],
  [
    'large',
    'HR3002',
    /^\[HR3002\] The result of Nexus operation "pay\.large" has a payload of 2\.86 MiB, over the limit/,
  ],
  [
    'noWorkflow',
    'HR5026',
    /^\[HR5026\] The handler of Nexus operation "pay\.noWorkflow" is to start a workflow, and returned something else/,
  ],
  [
    'byHand',
    'HR5042',
    /^\[HR5042\] The start method of Nexus operation "pay\.byHand" returned an object with the field token, which is no result/,
  ],
])(
  'a handler whose result cannot be sent fails the operation at once, for its effect has happened: %s',
  async (name, code, message) => {
    const root = (await chainOf(name)).at(-1);
    expect(root).toBeInstanceOf(ApplicationFailure);
    expect(root).toMatchObject({ type: code, nonRetryable: true });
    expect(root!.message).toMatch(message);
    if (name === 'bigint') expect(calls).toBe(1);
  },
);

it('a result that changes on its way is told of', async () => {
  expect(await call('aDate')).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  expect(logged('HR3005')[0]).toContain('The result of Nexus operation "pay.aDate" does not arrive as it is sent');
});

it('what is thrown and is no error says so, and is tried again as before', async () => {
  await chainOf('text');
  expect(calls).toBe(2);
  await expect.poll(() => logged('HR5021')).not.toEqual([]);
});

it.each([
  [
    'chrage',
    'pay',
    /\[HR5025\] The worker of task queue "nexus-.*" has no Nexus operation "chrage" in service "pay"\.\n/,
  ],
  ['take', 'pay', /has no Nexus operation "take" in service "pay"; did you mean "takes"\?\n/],
  [
    'takes',
    'pays',
    /\[HR5025\] The worker of task queue "nexus-.*" has no Nexus service "pays"; did you mean "pay"\?\n/,
  ],
])('what the worker does not have is told to the caller, with what it has: %s of %s', async (name, of, message) => {
  const texts = (await chainOf(name, of)).map((each) => each.message);
  expect(texts.join('\n')).toMatch(message);
  expect(texts.join('\n')).toContain(`It has: ${of === 'pay' ? [...names].sort().join(', ') : 'pay'}.`);
});

it('a function of @temporalio/nexus in an activity says whose it is', async () => {
  const error: unknown = await rig.client.workflow
    .execute('callsOnce', { taskQueue, workflowId: randomUUID(), args: ['callsNexus'] })
    .catch((thrown: unknown) => thrown);
  expect(((error as Error).cause as Error).cause).toMatchObject({
    message: expect.stringMatching(
      /^Not in a Nexus handler context\n\[HR5027\] Activity "callsNexus" calls a function/,
    ),
    type: 'ReferenceError',
  });
});

it('nothing is said of what is as it should be', async () => {
  expect(await call('takes', 'pay', { n: 1 })).toEqual({ n: 1 });
  const chain = await chainOf('declines');
  expect(chain.map(({ message }) => message).join('\n')).toContain('declined');
  expect(workerLog.filter((line) => line.includes('[HR'))).toEqual([]);
});

it('an error of no kind of Nexus’ own is told of when the request comes again, and no sooner (HR5040)', async () => {
  expect(await call('blinks')).toBe('paid');
  expect(workerLog.join('\n')).not.toContain('[HR5040]');
  calls = 0;
  expect(await call('breaks')).toBe('paid');
  expect(workerLog.filter((line) => line.includes('[HR5040]'))).toEqual([
    expect.stringContaining('Nexus operation "pay.breaks" threw Error: the bank is away'),
  ]);
});
