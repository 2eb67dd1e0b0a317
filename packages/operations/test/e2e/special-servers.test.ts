// What only a server with other settings shows, and what an account with few rights sees.
import { TestWorkflowEnvironment } from '@handrail/testing';
import { type Client, Client as SdkClient, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { checkSla, explainExecution, type OperationsClient, planRepair, readBacklog } from '../../src';
import { activities } from '../support/activities';
import { isActivity, isIdle, isTaskAttempt, later, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const stuck = fileURLToPath(new URL('../workflows/stuck.ts', import.meta.url));
const STARTED = 2;

async function withServer<T>(
  settings: readonly string[],
  test: (environment: TestWorkflowEnvironment) => Promise<T>,
): Promise<T> {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { extraArgs: settings.flatMap((setting) => ['--dynamic-config-value', setting]) },
  });
  try {
    return await test(environment);
  } finally {
    await environment.teardown();
  }
}

it('says that the server ended an execution for the length of its history', async () => {
  await withServer(
    ['limit.historyCount.error=40', 'limit.historyCount.warn=20'],
    async ({ client, nativeConnection }) => {
      const worker = await Worker.create({
        connection: nativeConnection,
        taskQueue: 'orders',
        workflowsPath: stuck,
        activities,
      });
      await worker.runUntil(async () => {
        const handle = await client.workflow.start('busy', { workflowId: 'order-17', taskQueue: 'orders', args: [50] });
        await handle.result().catch(() => {});
        const explanation = await explainExecution(client, 'order-17');
        expect(explanation).toMatchObject({ cause: 'closed-terminated', healthy: false });
        expect(explanation.headline).toContain(
          'by the server, because of a limit: Workflow history count exceeds limit',
        );
        expect(explanation.also.map(({ cause }) => cause)).toEqual(['history-limit']);
      });
    },
  );
});

it('tells which build id a task is for, where workers are versioned by sets of them', async () => {
  const settings = ['frontend.workerVersioningDataAPIs=true', 'frontend.workerVersioningWorkflowAPIs=true'];
  await withServer(settings, async ({ client, nativeConnection }) => {
    const addDefault = async (buildId: string) =>
      await client.taskQueue.updateBuildIdCompatibility('orders', { operation: 'addNewIdInNewDefaultSet', buildId });
    await addDefault('1.0');
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue: 'orders',
      workflowsPath: stuck,
      buildId: '1.0',
      useVersioning: true,
    });
    await worker.runUntil(async () => {
      await client.workflow.start('awaitSignal', { workflowId: 'order-1', taskQueue: 'orders' });
      await expect
        .poll(async () => (await explainExecution(client, 'order-1')).cause, { timeout: 20_000 })
        .toBe('signal-wait');
      await addDefault('2.0');
      await client.workflow.start('awaitSignal', { workflowId: 'order-2', taskQueue: 'orders' });
      await expect
        .poll(async () => (await explainExecution(client, 'order-2')).cause, { timeout: 20_000 })
        .toBe('version-unpolled');
      const { headline, remedy } = await explainExecution(client, 'order-2');
      expect(headline).toContain('for a worker of build id "2.0", the default of the queue');
      expect(remedy[1]?.command).toContain('update-build-ids promote-set --task-queue orders --build-id 1.0');
      const backlog = async () => await readBacklog(client, { taskQueues: ['orders'], types: ['workflow'] });
      await expect.poll(async () => (await backlog()).queues[0]?.verdict, { timeout: 20_000 }).toBe('starved');
    });
  });
});

it('asks the workers themselves where the server collects their heartbeats', async () => {
  const settings = ['frontend.WorkerHeartbeatsEnabled=true', 'frontend.ListWorkersEnabled=true'];
  await withServer(settings, async ({ client, nativeConnection }) => {
    const workflows = await Worker.create({ connection: nativeConnection, taskQueue: 'orders', workflowsPath: stuck });
    const busy = await Worker.create({
      connection: nativeConnection,
      taskQueue: 'payments',
      activities,
      identity: 'activity-worker',
      maxConcurrentActivityTaskExecutions: 1,
      shutdownGraceTime: 0,
      shutdownForceTime: 1_000,
    });
    const running = [workflows.run(), busy.run()];
    const calls = [
      { name: 'hold', taskQueue: 'payments' },
      { name: 'hold', taskQueue: 'payments' },
    ];
    await client.workflow.start('callActivities', { workflowId: 'order-17', taskQueue: 'orders', args: [calls] });
    const service = client.workflowService;
    for (;;) {
      const { pendingActivities } = await service.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: 'order-17' },
      });
      if (pendingActivities?.some(({ state }) => state === STARTED)) break;
    }
    const now = () => Date.now() + 5_000;
    // The server counts a backlog a moment later than it has one.
    await expect
      .poll(() => explainExecution(client, 'order-17', { now }), { timeout: 20_000 })
      .toMatchObject({ cause: 'queue-backlog', healthy: false });
    workflows.shutdown();
    busy.shutdown();
    await Promise.all(running.map((run) => run.catch(() => {})));
  });
});

describe('with few rights', () => {
  const rig = new ServerRig(WORKER_PACKAGES[0]![1]);

  /** The same client, to which the server refuses some calls. */
  function refusing(...methods: readonly string[]): OperationsClient {
    const { connection, options } = rig.client;
    const workflowService = new Proxy(rig.client.workflowService, {
      get: (service, name) =>
        methods.includes(String(name))
          ? () =>
              Promise.reject(
                Object.assign(new Error('7 PERMISSION_DENIED: Request unauthorized.'), {
                  code: 7,
                  details: 'Request unauthorized.',
                }),
              )
          : (Reflect.get(service, name) as unknown),
    });
    return { connection, options, workflowService } as Pick<Client, 'connection' | 'options' | 'workflowService'>;
  }

  it('does not tell what it needs the pollers for, and says so', async () => {
    const queue = newQueue();
    const { stop } = await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [{ name: 'hold' }]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    // That it took the activity a moment ago is a sign of life.
    expect(await explainExecution(refusing('describeTaskQueue'), id)).toMatchObject({ cause: 'activity-running' });
    const explanation = await explainExecution(refusing('describeTaskQueue'), id, { now: later(75) });
    expect(explanation).toMatchObject({ cause: 'unknown', healthy: false, code: 'HR7060' });
    expect(explanation.notExamined).toContain(
      `task queue "${queue}" (activity): DescribeTaskQueue: permission denied (Request unauthorized.)`,
    );
    await stop();
  });

  it('tells what needs no pollers', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('throwTypeError', queue);
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    expect(await explainExecution(refusing('describeTaskQueue', 'listWorkflowExecutions'), id)).toMatchObject({
      cause: 'workflow-task-failing',
    });
  });

  it('does not tell a wait without the history', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('awaitSignal', queue);
    await rig.until(id, 'nothing pending', isIdle);
    const explanation = await explainExecution(refusing('getWorkflowExecutionHistoryReverse'), id);
    expect(explanation).toMatchObject({ cause: 'unknown' });
    expect(explanation.notExamined.join('\n')).toContain('GetWorkflowExecutionHistoryReverse: permission denied');
  });

  it('tells a wait without asking the worker', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('awaitSignal', queue);
    await rig.until(id, 'nothing pending', isIdle);
    const explanation = await explainExecution(refusing('queryWorkflow'), id);
    expect(explanation).toMatchObject({ cause: 'signal-wait', healthy: true });
    expect(explanation.notExamined.join('\n')).toContain('permission denied');
  });

  it('knows nothing where it may not even describe the execution', async () => {
    const id = await rig.start('succeed', newQueue());
    const explanation = await explainExecution(refusing('describeWorkflowExecution'), id);
    expect(explanation).toMatchObject({ cause: 'unknown', runId: null, code: 'HR7060' });
  });

  it('says that nobody knows what is late, where executions may not be listed', async () => {
    await expect(checkSla(refusing('listWorkflowExecutions'))).rejects.toThrow(
      '[HR7076] The executions with an SLA in namespace "default" cannot be listed: ListWorkflowExecutions: permission denied (Request unauthorized.)',
    );
    const plan = await planRepair(refusing('listWorkflowExecutions'), { query: 'WorkflowType = "order"' });
    expect(plan).toMatchObject({ repairs: [], examined: 0, untold: 0 });
    expect(plan.notExamined.join()).toContain('ListWorkflowExecutions: permission denied');
  });

  it('names what a repair and a look at the queues have not seen, where executions may not be described', async () => {
    const queue = newQueue();
    const id = await rig.start('succeed', queue);
    const query = `WorkflowId = "${id}"`;
    await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 10_000 }).toBe(1);
    const client = refusing('describeWorkflowExecution');
    const plan = await planRepair(client, { query });
    expect(plan).toMatchObject({ repairs: [], refused: [], examined: 1, untold: 1 });
    expect(plan.notExamined.at(-1)).toMatch(
      /^1 executions whose verdict is unknown, such as: .*DescribeWorkflowExecution: permission denied .*[^.]$/,
    );
    expect((await readBacklog(client)).notExamined).toContain(
      'the task queues of pending activities: DescribeWorkflowExecution: permission denied (Request unauthorized.)',
    );
  });
});

it('is unknown, and does not throw, where the server has gone away', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { Client: ClientClass } = await import('@temporalio/client');
  const client = new ClientClass({ connection });
  await connection.close();
  const explanation = await explainExecution(client, `order-${randomUUID()}`, { limits: { callMilliseconds: 500 } });
  expect(explanation).toMatchObject({ cause: 'unknown', healthy: false });
});

it(
  'says that the server refuses calls because of a rate limit, also where the connection repeats them',
  { timeout: 90_000 },
  async () => {
    await withServer(['frontend.namespaceRPS=4', 'frontend.namespaceBurstRatio=1'], async ({ address }) => {
      const repeating = await Connection.connect({ address });
      const plain = await Connection.connect({ address, interceptors: [] });
      const request = { namespace: 'default', execution: { workflowId: 'order-17' } };
      let isOver = false;
      const flood = Array.from({ length: 4 }, async () => {
        while (!isOver) await plain.workflowService.describeWorkflowExecution(request).catch(() => {});
      });
      try {
        for (const connection of [plain, repeating]) {
          const client = new SdkClient({ connection });
          await expect
            .poll(() => explainExecution(client, 'order-17', { limits: { callMilliseconds: 500 } }), {
              timeout: 30_000,
            })
            .toMatchObject({ cause: 'rate-limited', healthy: false, code: 'HR7050' });
        }
      } finally {
        isOver = true;
        await Promise.all(flood);
        await Promise.all([repeating.close(), plain.close()]);
      }
    });
  },
);
