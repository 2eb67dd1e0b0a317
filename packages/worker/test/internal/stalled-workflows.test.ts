import { setHost } from '@handrail/common/host';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStalledWorkflows } from '../../src/internal/stalled-workflows';
import type { WorkflowCreator } from '../../src/internal/workflow-creator';

let logged: string[];
let answers: (() => void)[];

beforeEach(() => {
  logged = [];
  answers = [];
  setHost({ logger: { warn: (message: string) => void logged.push(message) } as never });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  setHost({});
});

const infoOf = (workflowType: string) =>
  ({ workflowType, namespace: 'default', workflowId: 'w-1', runId: 'r-1', taskQueue: 'orders' }) as WorkflowInfo;

async function activator(isolateExecutionTimeoutMs = 5_000) {
  const threads = [{}, {}] as const;
  const creator = {
    thread: 0,
    async createWorkflow() {
      return {
        workerThreadClient: threads[this.thread],
        activate: () => new Promise<object>((resolve) => answers.push(() => resolve({}))),
        getAndResetSinkCalls: async () => [],
      };
    },
  };
  watchStalledWorkflows({ workflowCreator: creator, options: { isolateExecutionTimeoutMs } } as unknown as Worker, {
    ui: 'https://ui.example.com',
  });
  return async (workflowType: string, thread = 0) => {
    creator.thread = thread;
    const workflow = await (creator as WorkflowCreator).createWorkflow({ info: infoOf(workflowType) });
    void workflow.activate({});
  };
}

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  await setImmediate();
  await setImmediate();
}

const HEAD =
  '[HR5035] Workflow "order" has been at work for 4 seconds without yielding; after 5 seconds its workflow task is broken off.';

it('names a workflow that does not yield before it is broken off, once', async () => {
  const activate = await activator();
  await activate('order');
  await pass(3_999);
  expect(logged).toEqual([]);
  await pass(1);
  await pass(60_000);
  expect(logged).toHaveLength(1);
  expect(logged[0]!.split('\n')[0]).toBe(HEAD);
  expect(logged[0]).toContain('Inspect: https://ui.example.com/namespaces/default/workflows/w-1/r-1/history');
});

it('says nothing of those that wait behind it in the same thread, nor of those in another', async () => {
  const activate = await activator();
  await activate('order');
  await activate('refund');
  await activate('ship', 1);
  answers[2]!();
  await pass(4_000);
  expect(logged.map((each) => each.split('\n')[0])).toEqual([HEAD]);
});

it('counts from the moment when those before it were done', async () => {
  const activate = await activator();
  await activate('refund');
  await activate('order');
  await pass(3_000);
  answers[0]!();
  await setImmediate();
  await pass(3_999);
  expect(logged).toEqual([]);
  await pass(1);
  expect(logged.map((each) => each.split('\n')[0])).toEqual([HEAD]);
});

it('says nothing where the answer was there, and this process was too busy to read it', async () => {
  const activate = await activator();
  await activate('order');
  vi.advanceTimersByTime(4_000);
  answers[0]!();
  await setImmediate();
  await setImmediate();
  expect(logged).toEqual([]);
});

it('leaves debug mode alone, which has no limit', async () => {
  const activate = await activator(4_294_967_295);
  await activate('order');
  await pass(60_000);
  expect(logged).toEqual([]);
});
