import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import * as workerPackage from '../../src';
import * as clientPackage from '@temporalio/client';

it('runs workflows and activities as before', async () => {
  await runWorker(
    {
      workflows: new URL('../workflows/greet.ts', import.meta.url),
      activities: { greet: async (name: string) => `Hello, ${name}!` },
      workerPackage,
      clientPackage,
    },
    async ({ client, taskQueue }) => {
      expect(await client.workflow.execute('greet', { args: ['Ada'], workflowId: taskQueue, taskQueue })).toBe(
        'Hello, Ada!',
      );
    },
  );
});
