// Interceptors of a worker that forget what they stand for: told in its log, or by the activity that fails of it.
import { codeOf } from '@handrail/errors';
import { Client as RawClient, type WorkflowFailedError } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { headLineOf } from '../../../../test-support/payload-report';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/payloads.ts', import.meta.url);

beforeEach(beginWorkerLog);

let ran = 0;
const activities = {
  produce: async (what: string) => {
    ran += 1;
    return what === 'nothing' ? undefined : what;
  },
};

async function withInterceptor(factory: unknown, test: (rig: Rig) => Promise<void>): Promise<void> {
  ran = 0;
  const workerOptions = { interceptors: { activity: [factory as ActivityInterceptorsFactory] } };
  await runWorker({ workflows, activities, workerPackage, workerOptions }, test);
}

const produce = async ({ connection, taskQueue }: Rig, what: string): Promise<unknown> =>
  await new RawClient({ connection }).workflow
    .execute('producing', { taskQueue, workflowId: randomUUID(), args: [what] })
    .catch((error: unknown) => (error as WorkflowFailedError).cause?.cause);

const logged = (code: string) => workerLog.filter((line) => line.includes(`[${code}]`));

describe('an interceptor of activities', () => {
  it('that does not return the result is told once, while the activity runs', async () => {
    const factory = () => ({
      inbound: {
        async execute(input: never, next: (input: never) => Promise<unknown>) {
          await next(input);
        },
      },
    });
    await withInterceptor(factory, async (rig) => {
      for (const what of ['a', 'b']) expect((await produce(rig, what)) ?? undefined).toBeUndefined();
    });
    expect(ran).toBe(2);
    expect(logged('HR5016')).toHaveLength(1);
    expect(logged('HR5016')[0]).toContain(
      '[HR5016] Method execute of interceptor interceptors.activity[0] called next, and returned undefined in the place of what next gave.',
    );
  });

  it('that does not call next is told: the activity has not run', async () => {
    await withInterceptor(
      () => ({ inbound: { execute: async () => undefined } }),
      async (rig) => void (await produce(rig, 'a')),
    );
    expect(ran).toBe(0);
    expect(logged('HR5016')[0]).toContain('returned undefined without having called next.');
  });

  it.each<[string, unknown, string]>([
    ['returns nothing', () => undefined, 'Interceptor factory interceptors.activity[0] returned undefined.'],
    [
      'is asynchronous',
      async () => ({ inbound: {} }),
      'Interceptor factory interceptors.activity[0] returned a promise: it is not waited for.',
    ],
    [
      'returns the interceptor itself',
      () => ({ execute: async () => undefined }),
      'Interceptor factory interceptors.activity[0] returned an interceptor, not an object that has it as inbound or outbound.',
    ],
    [
      'calls next without its input',
      () => ({ inbound: { execute: async (_: unknown, next: () => Promise<unknown>) => await next() } }),
      'Method execute of interceptor interceptors.activity[0] called next with undefined in the place of its input.',
    ],
  ])('whose factory %s is named by the activity that fails of it', async (_, factory, head) => {
    await withInterceptor(factory, async (rig) => {
      const failure = (await produce(rig, 'a')) as Error;
      expect(codeOf(failure)).toBe('HR5016');
      expect(failure.message.split('\n').find((line) => line.startsWith('[HR5016]'))).toBe(`[HR5016] ${head}`);
      expect(headLineOf(failure)).toBe('');
    });
    expect(ran).toBe(0);
  });

  it('that does what it should is left in peace, also with a result of nothing', async () => {
    class Counting {
      #count = 0;
      async execute(input: never, next: (input: never) => Promise<unknown>): Promise<unknown> {
        this.#count += 1;
        return await next(input);
      }
      get count(): number {
        return this.#count;
      }
    }
    const counting = new Counting();
    const seen: unknown[] = [];
    const factory = ({ info }: { info: { activityType: string } }) => ({
      inbound: counting,
      outbound: { getLogAttributes: (input: object) => (seen.push(info.activityType), input) },
    });
    await withInterceptor(factory, async (rig) => {
      expect(await produce(rig, 'a')).toBe('a');
      expect((await produce(rig, 'nothing')) ?? undefined).toBeUndefined();
    });
    expect(counting.count).toBe(2);
    expect(seen).toContain('produce');
    expect(logged('HR5016')).toEqual([]);
  });
});

describe('lists of interceptors', () => {
  it.each([
    [
      { activity: () => ({}) },
      'interceptors.activity: a function, which is not a list, each entry a function that makes interceptors.',
    ],
    [{ activity: [{}] }, 'interceptors.activity[0]: an object, which is not a function that makes interceptors.'],
    [
      { workflowModules: './tracing' },
      "interceptors.workflowModules: './tracing', which is not a list, each entry the path of a module.",
    ],
    [
      { workflowModules: [() => ({})] },
      'interceptors.workflowModules[0]: a function, which is not the path of a module.',
    ],
  ])('are checked when the worker is made: %s', async (interceptors, head) => {
    const error: unknown = await runWorker(
      {
        workflows,
        activities,
        workerPackage: { ...workerPackage, bundleWorkflowCode: bundled },
        workerOptions: { interceptors } as never,
      },
      async () => undefined,
    ).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toContain(head);
    expect(codeOf(error)).toBe('HR2014');
  });
});

// What the worker is given must not reach the bundle before.
const bundled: typeof workerPackage.bundleWorkflowCode = ({ workflowInterceptorModules: _, ...options }) =>
  workerPackage.bundleWorkflowCode(options);

describe('a module of workflow interceptors', () => {
  it.each([
    [
      'is no function',
      'exports.interceptors = { inbound: [] };',
      'exports "interceptors" as something else than a function: ',
    ],
    [
      'returns nothing',
      'exports.interceptors = () => undefined;',
      'makes something else than interceptors: Cannot read properties of undefined',
    ],
    [
      'returns no lists',
      'exports.interceptors = () => ({ inbound: { execute: 1 } });',
      'makes something else than interceptors: ',
    ],
  ])('whose export %s fails each workflow with what is wrong', async (_, text, head) => {
    const file = join(mkdtempSync(join(tmpdir(), 'handrail-interceptors-')), 'tracing.js');
    writeFileSync(file, text);
    const noReplay = 'the histories end in failed workflow tasks';
    const workerOptions = { interceptors: { workflowModules: [file] } };
    await runWorker(
      { workflows, activities, workerPackage, workerOptions, noReplay },
      async ({ connection, taskQueue }) => {
        const { workflow } = new RawClient({ connection });
        const handle = await workflow.start('producing', { taskQueue, workflowId: randomUUID(), args: ['a'] });
        await eventually(() => failedTasks(handle)).not.toEqual([]);
        const [message = ''] = await failedTasks(handle);
        expect(message).toContain(`[HR1017] Interceptor module ${file} ${head}`);
        await handle.terminate();
      },
    );
  });
});
