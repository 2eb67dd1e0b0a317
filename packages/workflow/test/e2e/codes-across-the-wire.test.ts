import { Client } from '@handrail/client';
import { codeOf } from '@handrail/errors';
import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';

const workflows = new URL('../workflows/failures.ts', import.meta.url);

it('carries the code of a refusal from an activity through its workflow and the parent to the client', async () => {
  const activities = {
    // A client that refuses what an activity asks of it.
    async startBadly() {
      await client().workflow.start('order', { workflowId: 'never', taskQueue: 'q', workflowRunTimeout: '1 minute' });
    },
  };
  let client = (): Client => expect.fail('not connected');
  await runWorker({ workflows, activities }, async (rig) => {
    client = () => new Client({ connection: rig.connection });
    const { taskQueue } = rig;
    const error: unknown = await rig.client.workflow
      .execute('parent', { workflowId: randomUUID(), taskQueue })
      .catch((reason: unknown) => reason);
    expect(codeOf(error)).toBe('HR2003');
    const child = (error as Error).cause;
    const activity = (child as Error).cause;
    const refusal = (activity as Error).cause;
    expect([child, activity, refusal]).toEqual([
      expect.any(ChildWorkflowFailure),
      expect.any(ActivityFailure),
      expect.any(ApplicationFailure),
    ]);
    expect(refusal).toMatchObject({ type: 'HR2003', details: ['HR2003'], nonRetryable: false });
    expect((refusal as Error).message).toMatch(
      /^\[HR2003\] Workflow "order" sets workflowRunTimeout: 1 minute, less than/,
    );
  });
});
