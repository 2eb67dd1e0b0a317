import { createRequire } from 'node:module';
import { Connection } from '@temporalio/client';
import * as sdk from '@temporalio/worker';
import { codeOf, HandrailError } from '@handrail/errors';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { keepWorkerLog } from '../../../../test-support/worker-log';
import { NativeConnection, Worker, type WorkerOptions } from '../../src';

const require = createRequire(import.meta.url);
const activities = { charge: async () => undefined };

let connection: NativeConnection;
beforeAll(async () => {
  await keepWorkerLog();
  connection = await NativeConnection.connect({ address: inject('temporalAddress') });
});
afterAll(() => connection.close());

async function rejection(options: Partial<WorkerOptions>): Promise<Error> {
  const error: unknown = await Worker.create({ connection, taskQueue: 'orders', activities, ...options }).then(
    async (worker) => {
      await worker.runUntil(async () => undefined);
      throw new Error('the worker was created and ran');
    },
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('something else than an error was thrown', { cause: error });
}

it('names a workflowsPath that does not exist (HR1020)', async () => {
  const error = await rejection({ workflowsPath: '/nowhere/workflows.ts' });
  expect(HandrailError.isInstance(error)).toBe(true);
  expect(error.message).toContain("[HR1020] workflowsPath is '/nowhere/workflows.ts', which does not exist.");
  expect(error.message).toContain(`The working directory is ${process.cwd()}; what exists of the path is /.`);
});

it('gives the import chain of a module that the sandbox does not have (HR1021)', async () => {
  const error = await rejection({ workflowsPath: require.resolve('../workflows/importing-activities.ts') });
  expect(error.message).toContain(
    '[HR1021] Workflow code imports what the sandbox does not have: packages/worker/test/workflows/importing-activities.ts → packages/worker/test/workflows/report.activities.ts → fs/promises.',
  );
});

it('names the dynamic import that keeps a bundle from loading (HR1023)', async () => {
  const error = await rejection({ workflowsPath: require.resolve('../workflows/dynamic-import.ts') });
  expect(error.message).toContain(
    '[HR1023] Workflow code has a dynamic import(): packages/worker/test/workflows/dynamic-import.ts → ./greet.',
  );
});

it('says what is missing of a worker that has nothing to run, in an error of the same class (HR5005)', async () => {
  const error = await rejection({ activities: {} });
  expect(error).toBeInstanceOf(TypeError);
  expect(codeOf(error)).toBe('HR5005');
  expect(error.message).toContain(
    '[HR5005] The worker of task queue "orders" has nothing to run: no workflows, no Nexus services and no activities.',
  );
});

it('names the entries where none of the activities is a function', async () => {
  const error = await rejection({ activities: { charge: undefined, refund: 'refund' } });
  expect(error.message).toContain('no activity that is a function (charge, refund).');
});

it("refuses a client's connection (HR5006)", async () => {
  const client = await Connection.connect({ address: inject('temporalAddress') });
  try {
    const error = await rejection({ connection: client as unknown as sdk.NativeConnection });
    expect(error.message).toContain('is given a Connection of the client package where it needs a NativeConnection.');
  } finally {
    await client.close();
  }
});

it('refuses anything else as a connection, in an error of the same class (HR5006)', async () => {
  const error = await rejection({ connection: { address: 'localhost' } as unknown as sdk.NativeConnection });
  expect(error).toBeInstanceOf(TypeError);
  expect(codeOf(error)).toBe('HR5006');
});

it('names a namespace that does not exist, in an error of the same class (HR5008)', async () => {
  const error = await rejection({ namespace: 'prod-typo' });
  expect(error).toBeInstanceOf(sdk.TransportError);
  expect(error.message).toContain(
    '[HR5008] The worker of task queue "orders" polls in the namespace "prod-typo", which the server does not have.',
  );
});

it.each([[undefined, 'undefined'] as const, ['', "''"] as const])(
  'asks for a task queue in the place of %j (HR5009)',
  async (taskQueue, shown) => {
    const error = await rejection({ taskQueue: taskQueue as string });
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain(
      `[HR5009] Worker.create was given taskQueue: ${shown}; a worker needs the name of a task queue.`,
    );
  },
);

it('passes on an error that it does not know as it is', async () => {
  const plugin = {
    name: 'other',
    configureWorker: () => {
      throw new RangeError('what another plugin says');
    },
  };
  const error = await rejection({ plugins: [plugin] });
  expect([error.constructor, error.message]).toEqual([RangeError, 'what another plugin says']);
});

it('lists every bad field of a policy (HR9001)', async () => {
  const error = await rejection({
    policy: { mode: 'strict' as 'warn', activity: { heartbeatFrom: '3 weekz' as '3w' } },
  });
  expect(error.message).toContain("mode is 'strict'");
  expect(error.message).toContain("activity.heartbeatFrom is '3 weekz'");
});

it('links to the docs of the policy', async () => {
  const policy = { links: { docs: 'https://docs.example' } };
  expect((await rejection({ policy, activities: {} })).message).toContain('https://docs.example/errors/HR5005');
});

it.each([
  [{ maxConcurrentActivityTaskExecutions: 0 }, 'has maxConcurrentActivityTaskExecutions: 0, which', 'from 1 up'],
  [{ maxConcurrentActivityTaskExecutions: -1 }, 'has maxConcurrentActivityTaskExecutions: -1, which', 'from 1 up'],
  [{ maxConcurrentActivityTaskExecutions: '10' }, "has maxConcurrentActivityTaskExecutions: '10', which", 'correct'],
  [{ shutdownGraceTime: 'soon' }, "has shutdownGraceTime: 'soon', which", 'a duration such as'],
  [
    { activities: { __temporal_x: async () => 1 } },
    'has an option that is not valid: Cannot use activity name',
    'another name',
  ],
  [{ taskQueue: 5 }, 'has taskQueue: 5, which', 'give a text'],
])('names the option whose value is not valid (HR5015): %j', async (options, head, fix) => {
  const error = await rejection(options as never);
  expect(codeOf(error)).toBe('HR5015');
  expect(error.message).toContain(head);
  expect(error.message).toContain(fix);
});

it.each([
  [{ bundlerOptions: { ignoreModule: [] } }, 'bundlerOptions.ignoreModules'],
  [{ interceptors: { activities: [] } }, 'interceptors.activity'],
  [{ dataConverter: { payloadCodec: [] } }, 'dataConverter.payloadCodecs'],
  [{ workflows: '/nowhere' }, 'workflowsPath'],
])('names a misspelt option, also within another (HR2012): %j', async (options, meant) => {
  const error = await rejection(options as never);
  expect(codeOf(error)).toBe('HR2012');
  expect(error.message).toContain(`did you mean ${meant}?`);
});
