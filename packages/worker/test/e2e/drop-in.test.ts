import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { PayloadCodec } from '@temporalio/common';
import * as sdk from '@temporalio/worker';
import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { handrail, Worker } from '../../src';
import { failedTasks } from '../support/failed-tasks';

const require = createRequire(import.meta.url);
const workflow = (name: string) => new URL(`../workflows/${name}.ts`, import.meta.url);
const greet = async (name: string) => `Hello, ${name}!`;

// Refuses in every execution, whoever started it.
const strict = { workflow: { startedElsewhere: 'enforce' } } as const;

it('runs workflows and activities as before', async () => {
  await runWorker(
    { workflows: workflow('greet'), activities: { greet }, workerPackage },
    async ({ client, taskQueue }) => {
      const result = await client.workflow.execute('greet', { args: ['Ada'], workflowId: randomUUID(), taskQueue });
      expect(result).toBe('Hello, Ada!');
    },
  );
});

it('runs local activities', async () => {
  await runWorker(
    { workflows: workflow('local-activity'), activities: { greet }, workerPackage },
    async ({ client, taskQueue }) => {
      const result = await client.workflow.execute('localActivity', {
        args: ['Ada'],
        workflowId: randomUUID(),
        taskQueue,
      });
      expect(result).toBe('Hello, Ada!');
    },
  );
});

it("calls the user's sinks", async () => {
  const lines: string[] = [];
  const sinks = { report: { line: { fn: (_info: unknown, text: string) => void lines.push(text) } } };
  await runWorker(
    { workflows: workflow('reporting'), workerOptions: { sinks }, workerPackage },
    async ({ client, taskQueue }) => {
      await client.workflow.execute('reporting', { args: ['done'], workflowId: randomUUID(), taskQueue });
      expect(lines).toEqual(['done']);
    },
  );
});

it("guards what the user's workflow interceptors make of a call", async () => {
  await runWorker(
    {
      workflows: workflow('long-activity'),
      activities: { greet },
      policy: strict,
      workerOptions: {
        interceptors: { workflowModules: [require.resolve('../workflows/adding-heartbeats.interceptor.ts')] },
      },
      workerPackage,
    },
    async ({ client, taskQueue }) => {
      const result = await client.workflow.execute('longActivity', {
        args: ['Ada'],
        workflowId: randomUUID(),
        taskQueue,
      });
      expect(result).toBe('Hello, Ada!');
    },
  );
});

it("guards what a user's workflow interceptor calls before the workflow runs", async () => {
  await runWorker(
    {
      workflows: workflow('greet'),
      activities: { greet },
      workerOptions: { interceptors: { workflowModules: [require.resolve('../workflows/hasty.interceptor.ts')] } },
      workerPackage,
    },
    async ({ client, taskQueue }) => {
      const handle = await client.workflow.start('greet', { args: ['Ada'], workflowId: randomUUID(), taskQueue });
      await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
      await handle.terminate();
    },
  );
});

it("uses the user's payload converter and codec", async () => {
  const seen: number[] = [];
  const codec: PayloadCodec = {
    encode: async (payloads) => {
      seen.push(payloads.length);
      return payloads;
    },
    decode: async (payloads) => payloads,
  };
  const dataConverter = {
    payloadConverterPath: require.resolve('../workflows/shouting.payload-converter.cjs'),
    payloadCodecs: [codec],
  };
  await runWorker(
    {
      workflows: workflow('greet'),
      activities: { greet },
      workerOptions: { dataConverter },
      clientOptions: { dataConverter },
      workerPackage,
    },
    async ({ client, taskQueue }) => {
      const result = await client.workflow.execute('greet', { args: ['Ada'], workflowId: randomUUID(), taskQueue });
      expect(result).toBe('HELLO, ADA!');
      expect(seen).not.toEqual([]);
    },
  );
});

it('runs beside other plugins, each of whose hooks is called once', async () => {
  const calls: string[] = [];
  const other: sdk.WorkerPlugin & sdk.BundlerPlugin = {
    name: 'other',
    configureBundler: (options) => (calls.push('configureBundler'), options),
    configureWorker: (options) => (calls.push('configureWorker'), options),
    runWorker: (worker, next) => (calls.push('runWorker'), next(worker)),
  };
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const worker = await Worker.create({
      connection: rig.nativeConnection,
      taskQueue: `${rig.taskQueue}-other`,
      workflowsPath: require.resolve('../workflows/greet.ts'),
      activities: { greet },
      plugins: [handrail(), other, handrail()],
    });
    await worker.runUntil(async () => undefined);
    expect(calls).toEqual(['configureWorker', 'configureBundler', 'runWorker']);
  });
});

it('makes workers of a subclass, through its own static methods', async () => {
  class Mine extends Worker {
    static override async create(options: sdk.WorkerOptions): Promise<sdk.Worker> {
      return await super.create({ ...options, identity: 'mine' });
    }
    get isMine(): boolean {
      return true;
    }
  }
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const worker = await Mine.create({
      connection: rig.nativeConnection,
      taskQueue: `${rig.taskQueue}-mine`,
      activities: { greet },
    });
    expect(worker).toBeInstanceOf(Mine);
    expect(worker).toBeInstanceOf(sdk.Worker);
    expect((worker as Mine).isMine).toBe(true);
    expect(worker.options.identity).toBe('mine');
    await worker.runUntil(async () => undefined);
  });
});

it('replays histories one by one and in a row', async () => {
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const { client, taskQueue, bundle } = rig;
    const workflowId = randomUUID();
    await client.workflow.execute('greet', { args: ['Ada'], workflowId, taskQueue });
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: bundle, policy: {} }, history);
    const results = Worker.runReplayHistories({ workflowsPath: require.resolve('../workflows/greet.ts') }, [
      { workflowId, history },
      { workflowId: 'again', history },
    ]);
    const replayed: string[] = [];
    for await (const { workflowId: id, error } of results) {
      expect(error).toBeUndefined();
      replayed.push(id);
    }
    expect(replayed).toEqual([workflowId, 'again']);
  });
});

it('leaves a replay half-way when the caller does', async () => {
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const { client, taskQueue, bundle } = rig;
    const workflowId = randomUUID();
    await client.workflow.execute('greet', { args: ['Ada'], workflowId, taskQueue });
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const histories = [1, 2, 3].map((each) => ({ workflowId: String(each), history }));
    for await (const { workflowId: id } of Worker.runReplayHistories({ workflowBundle: bundle }, histories)) {
      expect(id).toBe('1');
      break;
    }
  });
});

it('works as a plugin with raw imports, given to the connection alone', async () => {
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const connection = await sdk.NativeConnection.connect({ address: rig.address, plugins: [handrail(strict)] });
    try {
      const worker = await sdk.Worker.create({
        connection,
        taskQueue: `${rig.taskQueue}-plugin`,
        workflowsPath: require.resolve('../workflows/long-activity.ts'),
        activities: { greet },
      });
      await worker.runUntil(async () => {
        const handle = await rig.client.workflow.start('longActivity', {
          args: ['Ada'],
          workflowId: randomUUID(),
          taskQueue: `${rig.taskQueue}-plugin`,
        });
        await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
        const [message] = await failedTasks(handle);
        expect(message).toContain(
          `Inspect: ${developmentUi(rig.address)}/namespaces/default/workflows/${handle.workflowId}`,
        );
        await handle.terminate();
      });
    } finally {
      await connection.close();
    }
  });
});

it("never changes the user's options", async () => {
  await runWorker({ workflows: workflow('greet'), activities: { greet }, workerPackage }, async (rig) => {
    const plugins: sdk.WorkerPlugin[] = [];
    const options = Object.freeze({
      connection: rig.nativeConnection,
      taskQueue: `${rig.taskQueue}-frozen`,
      activities: Object.freeze({ greet }),
      plugins: Object.freeze(plugins) as sdk.WorkerPlugin[],
      policy: {},
    });
    for (const _ of [1, 2]) await (await Worker.create(options)).runUntil(async () => undefined);
    expect(plugins).toEqual([]);
  });
});

// Where `temporal server start-dev` serves the UI of a server.
function developmentUi(address: string): string {
  return `http://localhost:${Number(address.split(':')[1]) + 1_000}`;
}
