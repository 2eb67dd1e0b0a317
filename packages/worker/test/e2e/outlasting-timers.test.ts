import type { WorkflowHandle, WorkflowStartOptions } from '@handrail/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';

const DAY_MILLISECONDS = 24 * 3_600_000;
const workflows = new URL('../workflows/long-wait.ts', import.meta.url);

beforeEach(beginWorkerLog);

/** Starts the timer, lets the workflow end, and gives what the worker has said of it until then. */
async function heads(
  how: 'sleep' | 'condition',
  days: number,
  options: Partial<WorkflowStartOptions> = {},
  executions = 1,
): Promise<string[]> {
  await runWorker({ workflows, workerPackage, policy: { links: { ui: 'https://ui.example.com' } } }, async (rig) => {
    for (let execution = 0; execution < executions; execution++) await waitOnce(rig, how, days, options);
  });
  return reported();
}

function reported(): string[] {
  return workerLog.flatMap((line) => line.match(/\[HR2017\] .*/) ?? []);
}

async function timersOf(handle: WorkflowHandle): Promise<number> {
  return (await handle.fetchHistory()).events?.filter((event) => event.timerStartedEventAttributes).length ?? 0;
}

async function waitOnce({ client, taskQueue }: Rig, how: string, days: number, options: object): Promise<void> {
  const handle = await client.workflow.start('longWait', {
    ...options,
    workflowId: `long-wait-${randomUUID()}`,
    taskQueue,
    args: [how, days * DAY_MILLISECONDS],
  });
  await eventually(() => timersOf(handle)).toBe(1);
  await handle.signal('finish');
  await handle.result();
}

it.each(['sleep', 'condition'] as const)(
  'warns of a wait (%s) that ends after the default run timeout, once for all executions',
  async (how) => {
    expect(await heads(how, 30, {}, 2)).toEqual([
      '[HR2017] Workflow "longWait" starts a timer of 30 days, which its workflowRunTimeout of 21 days cuts off.',
    ]);
    expect(workerLog.find((line) => line.includes('HR2017'))).toMatch(
      /Inspect: https:\/\/ui\.example\.com\/.*\/workflows\/long-wait-/,
    );
  },
);

it('names the execution timeout where continue-as-new would not help', async () => {
  expect(await heads('sleep', 30, { workflowExecutionTimeout: '25 days' })).toEqual([
    '[HR2017] Workflow "longWait" starts a timer of 30 days, which its workflowExecutionTimeout of 25 days cuts off.',
  ]);
});

it.each<[string, number, Partial<WorkflowStartOptions>]>([
  ['a wait that ends before the run does', 20, {}],
  ['a run without an end', 400, { lifetime: 'unbounded' }],
  ['a run that lasts longer', 30, { workflowRunTimeout: '31 days' }],
])('is silent about %s', async (_what, days, options) => {
  expect(await heads('sleep', days, options)).toEqual([]);
});

it.each(['met', 'cancelled'] as const)(
  'is silent about a timer that is cancelled (%s) before it gets to the server',
  async (how) => {
    await runWorker({ workflows, workerPackage }, async ({ client, taskQueue }) => {
      const args = [how, 30 * DAY_MILLISECONDS];
      await client.workflow.execute('noWait', { workflowId: `no-wait-${randomUUID()}`, taskQueue, args });
    });
    expect(reported()).toEqual([]);
  },
);

it('is silent about the timer of an SLA, which no line of the workflow has started', async () => {
  await runWorker({ workflows, workerPackage }, async ({ client, taskQueue }) => {
    const handle = await client.workflow.start('extended', {
      workflowId: `extended-${randomUUID()}`,
      taskQueue,
      args: [90 * DAY_MILLISECONDS],
      sla: '5 days',
    });
    await eventually(() => timersOf(handle)).toBeGreaterThan(0);
    await handle.signal('finish');
    await handle.result();
  });
  expect(reported()).toEqual([]);
});
