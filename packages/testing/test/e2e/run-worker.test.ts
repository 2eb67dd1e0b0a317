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
