import { codeOf } from '@handrail/errors';
import type { WorkflowHandle } from '@temporalio/client';
import { WorkflowUpdateStage } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { type Attempt, pay } from '../workflows/swallowing';

const workflows = new URL('../workflows/swallowing.ts', import.meta.url);
const activities = { charge: async () => 'charged', refund: async () => 'refunded' };

const attempts: Attempt[] = ['compensate', 'ignore', 'catch later', 'all settled', 'after a timer'];

// With 'Error' the SDK fails the execution for whatever a workflow throws; Handrail's refusal still fails only the task.
it.each([{}, { workflowFailureErrorTypes: { '*': ['Error'] } }])(
  'fails the workflow task and sends no command, whatever the workflow does with the error (worker options %j)',
  async (workerOptions: Partial<WorkerOptions>) => {
    await runWorker({ workflows, activities, workerOptions }, async ({ client, taskQueue }) => {
      const check = async (attempt: Attempt): Promise<void> => {
        const handle = await client.workflow.start('swallowing', {
          args: [attempt],
          workflowId: randomUUID(),
          taskQueue,
        });
        const failure = await failedTask(handle);
        expect(failure?.message, attempt).toMatch(
          /^\[HR2001\] Activity "charge" sets scheduleToStartTimeout: 5000 \(5 seconds\)\./,
        );
        expect(codeOf(failure), attempt).toBe('HR2001');
        const { status } = await handle.describe();
        expect(status.name, attempt).toBe('RUNNING');
        expect(await scheduled(handle), attempt).toEqual([]);
        await handle.terminate();
      };
      await Promise.all(attempts.map(check));
    });
  },
);

it('leaves an update pending whose handler swallows the error', async () => {
  await runWorker({ workflows, activities }, async ({ client, taskQueue }) => {
    const handle = await client.workflow.start('updating', { workflowId: randomUUID(), taskQueue });
    const update = handle
      .startUpdate(pay, { waitForStage: WorkflowUpdateStage.ACCEPTED })
      .then((started) => started.result())
      .catch((error: unknown) => error);
    expect((await failedTask(handle))?.message).toMatch(/^\[HR2001\]/);
    expect(await Promise.race([update, wait(500, 'pending')])).toBe('pending');
    await handle.terminate();
    await update;
  });
});

it('words the whole error: what, how to mend it, where to read on and where to look', async () => {
  await runWorker(
    { workflows, activities, policy: { links: { ui: 'https://ui.example.com' } } },
    async ({ client, taskQueue }) => {
      const workflowId = `a/b ${randomUUID()}`;
      const handle = await client.workflow.start('swallowing', { args: ['ignore'], workflowId, taskQueue });
      const { runId } = await handle.describe();
      expect((await failedTask(handle))?.message?.split('\n')).toEqual([
        '[HR2001] Activity "charge" sets scheduleToStartTimeout: 5000 (5 seconds).',
        "  Fix:     remove scheduleToStartTimeout and watch the task queue's backlog instead; for a host-specific queue or re-routing, add waive: { HR2001: 'the reason' }.",
        '  Docs:    https://handrail.dev/errors/HR2001        (offline: npx handrail explain HR2001)',
        `  Inspect: https://ui.example.com/namespaces/default/workflows/${encodeURIComponent(workflowId)}/${runId}/history`,
      ]);
      await handle.terminate();
    },
  );
});

async function failedTask(handle: WorkflowHandle) {
  for (;;) {
    const { events } = await handle.fetchHistory();
    const attributes = events?.find((event) => event.workflowTaskFailedEventAttributes);
    if (attributes) return attributes.workflowTaskFailedEventAttributes?.failure;
    await wait(20);
  }
}

async function scheduled(handle: WorkflowHandle): Promise<unknown[]> {
  const { events = [] } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
}
