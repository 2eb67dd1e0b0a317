import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { codeOf } from '@handrail/errors';
import { Context } from '@temporalio/activity';
import * as sdk from '@temporalio/worker';
import { expect, it } from 'vitest';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import * as workerPackage from '../../src';
import { handrail } from '../../src';

const require = createRequire(import.meta.url);
const workflows = new URL('../workflows/greet.ts', import.meta.url);

// Starts a workflow through the client of its worker, with an option that a guard refuses.
async function greet(taskQueue: string): Promise<string> {
  const { client } = Context.current();
  try {
    await client.workflow.start('greet', { taskQueue, workflowId: randomUUID(), workflowRunTimeout: '1 minute' });
    return 'started';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

// The same for what no interceptor sees: an option that the SDK throws on.
async function greetBadly(taskQueue: string): Promise<string> {
  const { client } = Context.current();
  try {
    await client.workflow.start('greet', {
      taskQueue,
      workflowId: randomUUID(),
      workflowRunTimeout: '3 weekz' as '3w',
    });
    return 'started';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

it('guards the client that activities take from their context', async () => {
  await runWorker({ workflows, activities: { greet }, workerPackage }, async (rig) => {
    expect(await result(rig.client, rig.taskQueue)).toBe('HR2003');
  });
});

it('guards it for what interceptors do not see, too', async () => {
  await runWorker({ workflows, activities: { greet: greetBadly }, workerPackage }, async (rig) => {
    expect(await result(rig.client, rig.taskQueue)).toBe('HR2010');
  });
});

it("keeps the deprecated form of the user's client interceptors working", async () => {
  const calls: string[] = [];
  const calling = () => ({
    startWithDetails: ((input: never, next: (input: never) => unknown) => {
      calls.push('startWithDetails');
      return next(input);
    }) as never,
  });
  // The SDK declares a list, and takes what it declared before as well.
  const workerOptions = { interceptors: { client: { workflow: { calls: [calling] } as never } } };
  await runWorker({ workflows, activities: { greet }, workerOptions, workerPackage }, async (rig) => {
    expect(await result(rig.client, rig.taskQueue)).toBe('HR2003');
    expect(calls).toEqual(['startWithDetails']);
  });
});

it('guards it once where the connection has the plugin, too', async () => {
  await runWorker({ workflows, activities: { greet }, workerPackage }, async (rig) => {
    const connection = await sdk.NativeConnection.connect({ address: rig.address, plugins: [handrail()] });
    try {
      const taskQueue = `${rig.taskQueue}-plugin`;
      const worker = await sdk.Worker.create({
        connection,
        taskQueue,
        workflowsPath: require.resolve('../workflows/greet.ts'),
        activities: { greet },
        plugins: [handrail()],
        interceptors: { client: { workflow: [{}] } },
      });
      await worker.runUntil(async () => expect(await result(rig.client, taskQueue)).toBe('HR2003'));
      // The user's, that of the guards, that of the payloads, and the one that notes what Nexus operations start.
      expect(worker.options.interceptors.client?.workflow).toHaveLength(4);
      const { interceptors } = (worker.client?.workflow as { options: { interceptors: unknown[] } }).options;
      expect(interceptors).toHaveLength(4);
      expect(worker.options.loadedDataConverter.payloadCodecs).toHaveLength(1);
    } finally {
      await connection.close();
    }
  });
});

async function result(client: Rig['client'], taskQueue: string): Promise<unknown> {
  return await client.workflow.execute('greet', { args: [taskQueue], workflowId: randomUUID(), taskQueue });
}
