import { expect, test } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';

const workflows = new URL('../workflows/greeting.ts', import.meta.url);
const activities = { greet: async (name: string) => `Hello, ${name}!` };

test('the rig runs a workflow on the shared server and replays what it made', async () => {
  const result = await runWorker({ workflows, activities }, ({ client, taskQueue }) =>
    client.workflow.execute('greeting', { workflowId: `greeting-${taskQueue}`, taskQueue, args: ['Ada'] }),
  );

  expect(result).toBe('Hello, Ada!');
});

test('the rig finds a run that does not replay, a later one of a chain, too', async () => {
  const running = runWorker(
    { workflows: new URL('../workflows/unfaithful.ts', import.meta.url) },
    ({ client, taskQueue }) =>
      client.workflow.execute('unfaithful', { workflowId: `unfaithful-${taskQueue}`, taskQueue, args: [1] }),
  );

  await expect(running).rejects.toThrow(/^The history of workflow "unfaithful-queue-.*" \(run .*\) does not replay: /);
});
