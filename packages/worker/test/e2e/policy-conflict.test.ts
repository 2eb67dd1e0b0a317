import { randomUUID } from 'node:crypto';
import { Client } from '@handrail/client';
import { afterEach, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';

const workflows = new URL('../workflows/greet.ts', import.meta.url);
const activities = { greet: async (name: string) => `Hello, ${name}!` };

const POLICIES = Symbol.for('handrail.policies');
const forgetPolicies = () => delete (globalThis as { [POLICIES]?: unknown })[POLICIES];
afterEach(forgetPolicies);

it('is said once of a client and a worker of one process, and stops nothing', async () => {
  await runWorker({ workflows, activities, workerPackage }, async ({ connection, taskQueue }) => {
    const client = new Client({ connection, policy: { activity: { heartbeatFrom: '3 hours' } } });
    for (const name of ['Ada', 'Grace']) {
      const result = await client.workflow.execute('greet', { args: [name], workflowId: randomUUID(), taskQueue });
      expect(result).toBe(`Hello, ${name}!`);
    }
    expect(conflicts()).toEqual([
      expect.stringContaining(
        `[HR5002] The client of namespace "default" and the worker of task queue "${taskQueue}" apply different policies: activity.heartbeatFrom is 3 hours against 2 hours.`,
      ),
    ]);
  });
});

it('is said once of a client in another process, whose policy only left its digest on the executions', async () => {
  await runWorker({ workflows, activities, workerPackage }, async ({ connection, taskQueue }) => {
    const client = new Client({ connection, policy: { activity: { heartbeatFrom: '4 hours' } } });
    forgetPolicies();
    workerLog.length = 0;
    const ids = [randomUUID(), randomUUID()];
    for (const workflowId of ids) await client.workflow.execute('greet', { args: ['Ada'], workflowId, taskQueue });
    expect(conflicts()).toEqual([
      expect.stringContaining(
        `[HR5002] The client that started workflow "${ids[0]}" and the worker of task queue "${taskQueue}" apply different policies.`,
      ),
    ]);
  });
});

it('is not said where both have the same policy', async () => {
  const policy = { activity: { heartbeatFrom: '3 hours' } } as const;
  await runWorker({ workflows, activities, policy, workerPackage }, async ({ client, taskQueue }) => {
    await client.workflow.execute('greet', { args: ['Ada'], workflowId: randomUUID(), taskQueue });
    expect(conflicts()).toEqual([]);
  });
});

function conflicts(): string[] {
  return workerLog.filter((line) => line.includes('[HR5002]'));
}
