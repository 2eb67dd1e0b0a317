// A server that goes away in the middle of a longer work.
import { TestWorkflowEnvironment } from '@handrail/testing';
import { Client, Connection } from '@temporalio/client';
import { expect, it } from 'vitest';
import { applyRepair, explainExecutions, planRepair, type RepairOutcome } from '../../src';

const COUNT = 60;

/** Runs a test against a server of its own that it may stop, with executions that nobody takes. */
async function withMany(test: (client: Client, stop: () => Promise<void>) => Promise<void>): Promise<void> {
  const environment = await TestWorkflowEnvironment.createLocal();
  const connection = await Connection.connect({ address: environment.address });
  const client = new Client({ connection });
  let isStopped = false;
  const stop = async () => {
    isStopped = true;
    await environment.teardown();
  };
  try {
    await Promise.all(
      Array.from({ length: COUNT }, async (_, index) => {
        const handle = await client.workflow.start('order', { workflowId: `order-${index}`, taskQueue: 'nobody' });
        await handle.signal('pay');
      }),
    );
    await expect.poll(async () => (await client.workflow.count()).count, { timeout: 20_000 }).toBe(COUNT);
    await test(client, stop);
  } finally {
    await connection.close();
    if (!isStopped) await environment.teardown();
  }
}

it('ends a table early, says what was not looked at, and throws nothing', { timeout: 120_000 }, async () => {
  await withMany(async (client, stop) => {
    let stopping: Promise<void> | undefined;
    const causes: string[] = [];
    const result = await explainExecutions(
      client,
      'TaskQueue = "nobody"',
      ({ cause }) => {
        causes.push(cause);
        if (causes.length === 5) stopping = stop();
      },
      { concurrency: 2, limits: { callMilliseconds: 500 } },
    );
    await stopping;
    expect(causes[0]).toBe('no-workflow-worker');
    expect(result.examined).toBe(causes.length);
    expect(result.examined).toBeLessThan(COUNT);
    expect(result.stoppedBy).toContain('could not be described');
    expect(result.notExamined[0]).toMatch(/^what comes after the first \d+ executions: /);
  });
});

it('does not take for repaired, or for well, what it could not look at', { timeout: 120_000 }, async () => {
  await withMany(async (client, stop) => {
    const handle = client.workflow.getHandle('order-0');
    await handle.terminate('by mistake');
    const plan = await planRepair(client, { query: 'WorkflowId = "order-1"' });
    // As if it had been planned for: nobody takes it, so that there is nothing to reset it to.
    const { runId } = await client.workflow.getHandle('order-1').describe();
    const repairs = Array.from({ length: 9 }, () => ({
      workflowId: 'order-1',
      runId,
      workflowType: 'order',
      cause: 'backoff' as const,
      headline: '',
      actions: [],
      repeats: [],
    }));
    await stop();
    const outcomes: RepairOutcome[] = await applyRepair(client, { ...plan, repairs }, { reason: 'a try' });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
    expect(outcomes[0]?.why).toContain('could not be described');
  });
});
