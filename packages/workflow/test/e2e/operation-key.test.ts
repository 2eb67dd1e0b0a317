import { operationKeyFor, type OperationScope } from '@handrail/common';
import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';

const workflows = new URL('../workflows/operation-keys.ts', import.meta.url);

it('is the same in every run of a chain, and another one for another occurrence', async () => {
  const keys: string[] = [];
  const activities = { note: async (key: string) => void keys.push(key) };
  await runWorker({ workflows, activities }, async ({ client, taskQueue }) => {
    const workflowId = `keys-${taskQueue}`;
    const { key, info } = (await client.workflow.execute('keysOfTwoRuns', { workflowId, taskQueue })) as {
      key: string;
      info: OperationScope;
    };
    expect(keys).toEqual([key, operationKeyFor(info, 'charge', 1), key, operationKeyFor(info, 'charge', 2)]);
    expect(key).toBe(operationKeyFor(info, 'charge'));
  });
});

it('is the same after a reset', async () => {
  const keys: string[] = [];
  const activities = { note: async (key: string) => void keys.push(key) };
  await runWorker({ workflows, activities }, async ({ client, taskQueue, connection, namespace }) => {
    const workflowId = `reset-${taskQueue}`;
    const handle = await client.workflow.start('keysOfTwoRuns', { workflowId, taskQueue, args: [2] });
    await handle.result();
    await connection.workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution: { workflowId, runId: handle.firstExecutionRunId },
      // Typed as a Long, which a small number stands for as well.
      workflowTaskFinishEventId: 4 as never,
      requestId: taskQueue,
      reason: 'test',
    });
    await client.workflow.getHandle(workflowId).result();
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
  });
});

it('fails the workflow task where it is made of nothing, and no catch goes on', async () => {
  await runWorker({ workflows, noReplay: 'its tasks fail' }, async ({ client, taskQueue }) => {
    const handle = await client.workflow.start('namelessKey', { workflowId: `nameless-${taskQueue}`, taskQueue });
    let message: string | null | undefined;
    while (message === undefined) {
      const { events } = await handle.fetchHistory();
      message = events?.map((event) => event.workflowTaskFailedEventAttributes?.failure?.message).find(Boolean);
    }
    expect(message).toContain("[HR6012] The id of an operation key is '', which names nothing.");
    await handle.terminate();
  });
});
