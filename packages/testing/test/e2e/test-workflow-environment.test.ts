import * as sdk from '@temporalio/testing';
import { Client } from '@handrail/client';
import { Worker } from '@handrail/worker';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { TestWorkflowEnvironment } from '../../src/test-workflow-environment';
import { temporaryDirectory } from '../support/temporary-directory';
import { keepWorkerLog, workerLog } from '../../../../test-support/worker-log';

beforeAll(async () => {
  await keepWorkerLog();
});

test('it is the same class to instanceof, both ways', async () => {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  onTestFinished(() => environment.teardown());

  expect(environment).toBeInstanceOf(TestWorkflowEnvironment);
  expect(environment).toBeInstanceOf(sdk.TestWorkflowEnvironment);
});

test('it can be extended, and the static methods make instances of the subclass', async () => {
  class OrdersEnvironment extends TestWorkflowEnvironment {
    readonly purpose = 'orders';
  }
  const environment = await OrdersEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  onTestFinished(() => environment.teardown());

  expect(environment).toBeInstanceOf(OrdersEnvironment);
  expect((environment as OrdersEnvironment).purpose).toBe('orders');
});

test('a server that the user names is used - and one that is not there is explained', async () => {
  const creation = TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path: '/nowhere/temporal' } },
  });

  await expect(creation).rejects.toThrow(
    `Failed to start ephemeral server: ephemeral server executable does not exist: /nowhere/temporal
[HR9018] The development server of the test environment did not start: ephemeral server executable does not exist: /nowhere/temporal.`,
  );
});

test('a server that does not answer in time is explained', async () => {
  const program = join(temporaryDirectory(), 'sleeper');
  await writeFile(program, '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 });
  // Below the ports that systems lend to whoever asks for any.
  const creation = TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: program }, port: 25_997 },
  });

  await expect(creation).rejects.toThrow(
    '[HR9018] The time-skipping server of the test environment did not start: ephemeral server at 127.0.0.1:25997 did not start within 5s.\n',
  );
});

test('a port that a server has already is refused: that server would be taken for the one of the environment', async () => {
  const port = Number(inject('temporalAddress').split(':')[1]);
  for (const create of ['createLocal', 'createTimeSkipping'] as const)
    await expect(TestWorkflowEnvironment[create]({ server: { port } })).rejects.toThrow(
      `[HR9013] Port ${port}, wanted for the server of the test environment, is in use.\n`,
    );
});

test('its client guards what the SDK throws on before any interceptor, and changes of schedules', async () => {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  onTestFinished(() => environment.teardown());
  const { schedule, workflow } = environment.client;

  const options = { taskQueue: 'orders', workflowId: `order-${Date.now()}`, startDelay: '3 weekz' };
  await expect(workflow.start('order', options as never)).rejects.toThrow('[HR2010]');

  const action = { type: 'startWorkflow', workflowType: 'order', taskQueue: 'orders' } as const;
  const handle = await schedule.create({ scheduleId: `schedule-${Date.now()}`, spec: {}, action });
  onTestFinished(() => handle.delete());
  const update = handle.update((before) => ({ ...before, action: { ...action, lifetime: 'forever' as never } }));
  await expect(update).rejects.toThrow('[HR2014]');
});

test("the caller's options stay as they are", async () => {
  const options = { address: inject('temporalAddress'), plugins: [] };
  const environment = await TestWorkflowEnvironment.createFromExistingServer(options);
  onTestFinished(() => environment.teardown());

  expect(options).toEqual({ address: inject('temporalAddress'), plugins: [] });
});

describe('in an environment', () => {
  let environment: sdk.TestWorkflowEnvironment;

  beforeAll(async () => {
    environment = await TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  });
  afterAll(() => environment.teardown());

  test('a workflow timeout that is too short only warns, for children, too - tests are short', async () => {
    const taskQueue = 'short-timeouts';
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath: require.resolve('../workflows/short-child.ts'),
    });
    const handle = await worker.runUntil(async () => {
      const started = await environment.client.workflow.start('parent', {
        workflowId: taskQueue,
        taskQueue,
        workflowRunTimeout: '2 hours',
      });
      await started.result();
      return started;
    });
    await Worker.runReplayHistory(
      { workflowsPath: require.resolve('../workflows/short-child.ts') },
      await handle.fetchHistory(),
    );

    expect(workerLog.join('\n')).toContain('[HR2003] Child workflow "child" sets workflowRunTimeout');
  });

  test('that holds for clients and workers with a policy of their own, too', async () => {
    const taskQueue = 'own-policy';
    const policy = { links: { ui: 'https://temporal.example.com' } };
    const client = new Client({ connection: environment.connection, policy });
    const workflowsPath = require.resolve('../workflows/short-child.ts');
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath,
      policy,
    });
    const handle = await worker.runUntil(async () => {
      const started = await client.workflow.start('parent', {
        workflowId: taskQueue,
        taskQueue,
        workflowRunTimeout: '2 hours',
      });
      await started.result();
      return started;
    });

    await Worker.runReplayHistory({ workflowsPath }, await handle.fetchHistory());
  });

  test('every other guard stands', async () => {
    const start = environment.client.workflow.start('parent', {
      workflowId: 'no-waiver',
      taskQueue: 'nobody',
      waive: { HR2003: '' },
    });

    await expect(start).rejects.toThrow('[HR2011]');
  });
});

test('a policy can be given', async () => {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({
    address: inject('temporalAddress'),
    policy: { workflow: { runTimeout: '30 days' } },
  });
  onTestFinished(() => environment.teardown());
  const handle = await environment.client.workflow.start('parent', { workflowId: 'thirty-days', taskQueue: 'nobody' });
  const { raw } = await handle.describe();

  expect(Number(raw.executionConfig?.workflowRunTimeout?.seconds)).toBe(30 * 24 * 3_600);
});

describe('what becomes of an environment', () => {
  const create = () => TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  // Before the first worker of the process there is no other log than the console.
  const told = () => [...warnings, ...workerLog].filter((line) => line.includes('[HR5018]'));
  const warnings: string[] = [];
  beforeAll(() => {
    vi.spyOn(console, 'warn').mockImplementation((text: unknown) => void warnings.push(String(text)));
  });
  afterAll(() => void vi.restoreAllMocks());

  test('is made by one of its methods, and awaited', async () => {
    expect(() => Reflect.construct(TestWorkflowEnvironment, [])).toThrow(
      '[HR2014] new TestWorkflowEnvironment has options: undefined, which does not make an environment: await TestWorkflowEnvironment.createLocal() or createTimeSkipping().',
    );
    const environment = await create();
    const worker = (connection: unknown) => Worker.create({ taskQueue: 'orders', connection: connection as never });
    await expect(worker(environment)).rejects.toThrow(
      /^\[HR5006\] The worker of task queue "orders" is given a TestWorkflowEnvironment where it needs a NativeConnection\.[^]*environment\.nativeConnection/,
    );
    await environment.teardown();
  });

  test('sleeps for what is a duration', async () => {
    const environment = await create();
    await environment.sleep(0);
    await environment.sleep('1 ms');
    await expect(environment.sleep('1 dayy' as never)).rejects.toThrow(
      "[HR2010] sleep of the test environment has duration: '1 dayy', which is not a duration.",
    );
    await expect(environment.sleep(undefined as never)).rejects.toThrow(
      'has duration: undefined, which is not a duration.',
    );
    await environment.teardown();
  });

  test('ends once, and after its workers', async () => {
    const before = told().length;
    const environment = await create();
    await environment.teardown();
    expect(told()).toHaveLength(before);
    await environment.teardown();
    expect(told().join('\n')).toContain('[HR5018] teardown() of a test environment is called a second time.');
    const other = await create();
    const worker = await Worker.create({
      taskQueue: 'torn-down',
      connection: other.nativeConnection,
      activities: { charge: async () => 1 },
    });
    await worker.runUntil(async () => {
      await other.teardown();
    });
    expect(told().join('\n')).toContain('[HR5018] A test environment is torn down while workers use its connection.');
    await other.nativeConnection.close();
  });
});
