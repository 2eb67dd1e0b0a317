import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { readBacklog, readSlaCounts } from '../../src';
import { newQueue, ServerRig } from '../support/server-rig';

let bindAddress: string;
beforeAll(async () => {
  bindAddress = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: { metrics: { prometheus: { bindAddress } } },
  });
});
const rig = new ServerRig(() => import('@temporalio/worker'));
const metrics = () => [`http://${bindAddress}/metrics`];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What is said of a queue, once it is this. */
async function backlogOf(queue: string, type: 'workflow' | 'activity', verdict: string, more: object = {}) {
  const read = async () => {
    const { queues, notExamined } = await readBacklog(rig.client, { taskQueues: [queue], types: [type], ...more });
    expect(notExamined).toEqual([]);
    return queues[0];
  };
  await expect.poll(async () => (await read())?.verdict, { timeout: 30_000, interval: 200 }).toBe(verdict);
  return await read();
}

/** Waits until the server has seen a worker poll. */
async function untilPolled(queue: string): Promise<void> {
  const pollers = async () => {
    const { queues } = await readBacklog(rig.client, { taskQueues: [queue], types: ['workflow'] });
    return queues[0]?.pollers;
  };
  await expect.poll(pollers, { timeout: 30_000, interval: 100 }).toBe(1);
}

it('idle: a worker polls, and there is nothing to do', async () => {
  const queue = newQueue();
  await rig.run(queue);
  await untilPolled(queue);
  const backlog = await backlogOf(queue, 'workflow', 'idle', { metrics: metrics() });
  expect(backlog).toMatchObject({
    backlogCount: 0,
    pollers: 1,
    versions: [],
    workers: { processes: 1, slotsUsed: 0, scheduleToStart: null },
  });
  expect(backlog?.headline).toBe(`Task queue "${queue}" (workflow) has nothing to do.`);
});

it('healthy: tasks come and go, at rates that the server measures', async () => {
  const queue = newQueue();
  await rig.run(queue);
  for (let count = 0; count < 10; count++)
    await rig.client.workflow.execute('succeed', { workflowId: randomUUID(), taskQueue: queue });
  const backlog = await backlogOf(queue, 'workflow', 'healthy', { metrics: metrics() });
  expect(backlog?.addedPerSecond).toBeGreaterThan(0);
  expect(backlog?.takenPerSecond).toBeGreaterThan(0);
  expect(backlog?.workers?.scheduleToStart?.tasks).toBeGreaterThanOrEqual(10);
});

it('under-provisioned: the slots are taken, as the workers say and the server cannot', async () => {
  const queue = newQueue();
  await rig.run(queue, { maxConcurrentActivityTaskExecutions: 1 });
  await rig.start('callActivities', queue, {}, [{ name: 'hold' }, { name: 'hold' }, { name: 'hold' }]);
  const backlog = await backlogOf(queue, 'activity', 'under-provisioned', { metrics: metrics() });
  expect(backlog).toMatchObject({ backlogCount: 2, workers: { processes: 1, slotsUsed: 1, slotsFree: 0 } });
  expect(backlog?.headline).toMatch(/^Task queue ".*" \(activity\) has 1 worker without a free slot: 2 tasks wait, /);

  // Two minutes later it has not polled. The server alone would take it for gone.
  const now = () => Date.now() + 120_000;
  expect((await backlogOf(queue, 'activity', 'starved', { now }))?.pollers).toBe(0);
  expect((await backlogOf(queue, 'activity', 'under-provisioned', { now, metrics: metrics() }))?.pollers).toBe(0);
});

it('starved: workers of a deployment version poll, and none is current', async () => {
  const queue = newQueue();
  const version = { deploymentName: `payments-${randomUUID()}`, buildId: '1' };
  await rig.run(queue, {
    maxConcurrentActivityTaskExecutions: 1,
    workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' },
  });
  await untilPolled(queue);
  await rig.start('awaitSignal', queue);
  const starved = await backlogOf(queue, 'workflow', 'starved');
  expect(starved).toMatchObject({ pollers: 1, versions: [`${version.deploymentName}.1`] });
  expect(starved?.headline).toContain(
    'has no worker for its tasks, which go to a worker without versioning (no deployment version is current): 1 task waits',
  );

  await rig.connection.workflowService.setWorkerDeploymentCurrentVersion({
    namespace: 'default',
    deploymentName: version.deploymentName,
    buildId: version.buildId,
    ignoreMissingTaskQueues: true,
  });
  expect((await backlogOf(queue, 'workflow', 'healthy'))?.versions).toEqual([`${version.deploymentName}.1`]);

  // Activities go to the same version, whose worker is there, and busy.
  await rig.start('callActivities', queue, {}, [{ name: 'hold' }, { name: 'hold' }, { name: 'hold' }]);
  expect(await backlogOf(queue, 'activity', 'under-provisioned')).toMatchObject({ pollers: 1 });
});

it('goes on without the metrics of a worker that does not answer, and says so', async () => {
  const port = await freePort();
  const report = await readBacklog(rig.client, {
    taskQueues: [newQueue()],
    metrics: [`http://user:secret@127.0.0.1:${port}/metrics?token=secret`, 'nonsense', `http://${bindAddress}/other`],
  });
  expect(report.queues.map(({ workers }) => workers)).toEqual([null, null]);
  expect(new Set(report.notExamined)).toEqual(
    new Set([
      'worker metrics at "nonsense": Invalid URL',
      `worker metrics at http://127.0.0.1:${port}/metrics: connect ECONNREFUSED 127.0.0.1:${port}`,
      `worker metrics at http://${bindAddress}/other: it answers 404`,
    ]),
  );
});

it('counts open executions that are out of their SLA or near it', async () => {
  const name = `Deadline${randomUUID().slice(0, 8)}`;
  // Who names an attribute has SLAs: it is misspelt, or not there yet.
  expect(await readSlaCounts(rig.client, { policy: { sla: { deadlineAttribute: name } } })).toMatchObject({
    notExamined: [
      expect.stringMatching(/^executions near their deadline: ListWorkflowExecutions: invalid \(/),
      expect.stringMatching(/^late executions: ListWorkflowExecutions: invalid \(/),
    ],
  });
  // One that does not answer may have some all the same.
  expect(await readSlaCounts(rig.client, { limits: { calls: 0 } })).toMatchObject({
    notExamined: [
      'executions near their deadline: not more than 0 calls are made for one look',
      'late executions: not more than 0 calls are made for one look',
    ],
  });
  const DATETIME = 6;
  await rig.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { [name]: DATETIME },
  });
  const key = defineSearchAttributeKey(name, 'DATETIME');
  const start = (type: string, minutes: number) =>
    rig.start(type, newQueue(), {
      typedSearchAttributes: new TypedSearchAttributes([{ key, value: new Date(Date.now() + minutes * 60_000) }]),
    });
  await Promise.all([
    start('order', -1),
    start('order', -5),
    start('refund', -1),
    start('refund', 5),
    start('mail', 60),
  ]);
  const counts = async () => {
    const found = await readSlaCounts(rig.client, { policy: { sla: { deadlineAttribute: name } } });
    return { late: Object.fromEntries(found?.late ?? []), near: Object.fromEntries(found?.near ?? []) };
  };
  await expect.poll(counts, { timeout: 20_000 }).toEqual({ late: { order: 2, refund: 1 }, near: { refund: 1 } });
});
