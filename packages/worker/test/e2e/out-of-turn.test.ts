// Workers, connections and runtimes that are begun or ended in the wrong order: what it is, in the class of the SDK.
import { codeOf } from '@handrail/errors';
import { Client, Connection } from '@temporalio/client';
import { IllegalStateError } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { beginWorkerLog, keepWorkerLog, workerLog } from '../../../../test-support/worker-log';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '../../src';

const activities = { charge: async () => undefined };
const address = inject('temporalAddress');

let connection: NativeConnection;
beforeAll(async () => {
  await keepWorkerLog();
  connection = await NativeConnection.connect({ address });
});
afterAll(() => connection.close());

const make = (options: Partial<WorkerOptions> = {}) =>
  Worker.create({ connection, taskQueue: `turn-${randomUUID()}`, activities, ...options });

async function thrownBy(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const expectTurn = (error: Error, head: string) => {
  expect(error).toBeInstanceOf(IllegalStateError);
  expect(codeOf(error)).toBe('HR5018');
  expect(error.message).toContain(`[HR5018] ${head}`);
};

it('a worker that is run twice, or shut down too early or twice', async () => {
  const worker = await make({ taskQueue: 'turns' });
  expectTurn(
    await thrownBy(() => worker.shutdown()),
    'The worker of task queue "turns" cannot be shut down: it is INITIALIZED.',
  );
  const running = worker.run();
  expectTurn(await thrownBy(() => worker.run()), 'The worker of task queue "turns" is run a second time.');
  worker.shutdown();
  await running;
  expectTurn(
    await thrownBy(() => worker.shutdown()),
    'The worker of task queue "turns" cannot be shut down: it is STOPPED.',
  );
});

it('a connection that is closed while a worker uses it, or used when it is closed', async () => {
  const own = await NativeConnection.connect({ address });
  const worker = await make({ connection: own });
  expectTurn(await thrownBy(() => own.close()), 'A connection is closed while workers use it.');
  await worker.runUntil(async () => undefined);
  await own.close();
  expectTurn(
    await thrownBy(() => make({ connection: own, taskQueue: 'turns' })),
    'The worker of task queue "turns" is given a connection that has been closed.',
  );
});

it('a runtime that is installed when there is one', async () => {
  expectTurn(await thrownBy(() => Runtime.install({})), 'Runtime.install is called ');
});

it('a worker whose time for the shutdown is over, with the activities that it leaves behind', async () => {
  const own = await NativeConnection.connect({ address });
  const taskQueue = `turn-${randomUUID()}`;
  let end = (): void => undefined;
  let begin = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const deaf = async () => {
    begin();
    await over;
  };
  const workflowsPath = fileURLToPath(new URL('../workflows/calling-once.ts', import.meta.url));
  const worker = await make({ connection: own, taskQueue, workflowsPath, activities: { deaf }, shutdownForceTime: 1 });
  void worker.run().catch(() => undefined);
  const client = new Client({ connection: await Connection.connect({ address }) });
  const started = await client.workflow.start('callsOnce', { taskQueue, workflowId: randomUUID(), args: ['deaf'] });
  await begun;
  beginWorkerLog();
  worker.shutdown();
  // The run may hang then, at times even when the activity has ended: it is not waited for.
  const logged = () => workerLog.find((line) => line.includes('[HR5019]'));
  await expect.poll(logged).toBeDefined();
  end();
  await started.terminate();
  await client.connection.close();
  expect(logged()).toContain(
    `[HR5019] The worker of task queue "${taskQueue}" has ended while activity "deaf" (workflow "${started.workflowId}", attempt 1) was still running: shutdownForceTime is over.`,
  );
});

it('says nothing of the right order', async () => {
  const own = await NativeConnection.connect({ address });
  const worker = await make({ connection: own });
  const running = worker.run();
  worker.shutdown();
  await running;
  await own.close();
});

describe('what a worker is given', () => {
  it.each<[string, object, string]>([
    [
      'a sink that is the function itself',
      { sinks: { metrics: { count: () => undefined } } },
      'has sinks.metrics.count: a function, which is not of the form { fn: (info, …) => … }.',
    ],
    ['sinks that are a function', { sinks: () => undefined }, 'has sinks: a function, which is no object with sinks.'],
  ])('is named where it is silently dropped: %s', async (_, options, words) => {
    const error = await thrownBy(() => make(options));
    expect(codeOf(error)).toBe('HR2014');
    expect(error.message).toContain(words);
  });

  it.each<[string, object, string]>([
    ['Nexus services that are none', { nexusServices: [{}] }, 'has nexusServices, which is not valid'],
    [
      'a converter module without the export',
      { dataConverter: { payloadConverterPath: fileURLToPath(import.meta.resolve('@temporalio/common')) } },
      'export an instance by this name, not the class: export const payloadConverter = new MyConverter().',
    ],
  ])('is named where the SDK fails inside: %s', async (_, options, words) => {
    const error = await thrownBy(() => make(options));
    expect(codeOf(error)).toBe('HR5015');
    expect(error.message).toContain(words);
  });

  it('is left in peace where it is right', async () => {
    const worker = await make({ sinks: { metrics: { count: { fn: () => undefined } } } });
    await worker.runUntil(async () => undefined);
  });
});

describe('a history that does not begin with a start', () => {
  const workflowsPath = fileURLToPath(new URL('../workflows/greet.ts', import.meta.url));
  it.each([[{ events: [{ eventId: '1', eventType: 'EVENT_TYPE_TIMER_STARTED' }] }], [{ events: [{ eventId: 1 }] }]])(
    'is refused before the core dies of it',
    async (history) => {
      const error = await thrownBy(() => Worker.runReplayHistory({ workflowsPath }, history));
      expect(codeOf(error)).toBe('HR8003');
      expect(error.message).toContain(
        'This is no workflow history: its first event is not the start of an execution, but event 1',
      );
    },
  );
});
