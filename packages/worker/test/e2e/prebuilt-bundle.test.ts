import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PolicyInput } from '@handrail/common';
import type { WorkflowHandle } from '@temporalio/client';
import * as sdk from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { bundleWorkflowCode, handrail, NativeConnection, Worker, type WorkerOptions } from '../../src';
import { failedTasks } from '../support/failed-tasks';

const require = createRequire(import.meta.url);
const workflowsPath = require.resolve('../workflows/long-activity.ts');
const greet = async (name: string) => `Hello, ${name}!`;
const logger = new sdk.DefaultLogger('ERROR', () => undefined);

// Refuses in every execution, whoever started it.
const policy = { workflow: { startedElsewhere: 'enforce' } } as const;

const POLICIES = Symbol.for('handrail.policies');

let folder: string;
let guarded: sdk.WorkflowBundle;
let raw: sdk.WorkflowBundle;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-bundles-'));
  guarded = await bundleWorkflowCode({ workflowsPath, policy, logger });
  raw = await sdk.bundleWorkflowCode({ workflowsPath, logger });
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  // Else the policies of one test would be compared with those of the next.
  delete (globalThis as { [POLICIES]?: unknown })[POLICIES];
});

it('enforces its policy, as code and as a file, and nothing is said', async () => {
  await withServer(policy, async (rig) => {
    const codePath = join(folder, 'guarded.js');
    writeFileSync(codePath, guarded.code);
    for (const workflowBundle of [guarded, { codePath }]) {
      await running(rig, { workflowBundle, policy }, async (handle) => {
        await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
      });
    }
    expect(warnings()).toEqual([]);
  });
});

it('runs without guards when it was built without Handrail, and says so (HR5001)', async () => {
  await withServer(policy, async (rig) => {
    const codePath = join(folder, 'raw.js');
    writeFileSync(codePath, raw.code);
    await running(rig, { workflowBundle: { codePath }, policy }, async (handle) => {
      expect(await handle.result()).toBe('Hello, Ada!');
    });
    expect(warnings()).toEqual([
      expect.stringContaining(
        `[HR5001] The worker of task queue "${rig.taskQueue}-bundle" was given the workflow bundle ${codePath}, which was built without Handrail: its workflows run without guards.`,
      ),
    ]);
  });
});

it('is guarded when it was built by the raw function with the plugin', async () => {
  await withServer(policy, async (rig) => {
    const workflowBundle = await sdk.bundleWorkflowCode({ workflowsPath, logger, plugins: [handrail(policy)] });
    await running(rig, { workflowBundle, policy }, async (handle) => {
      await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
    });
  });
});

it('says in which fields its policy differs from that of the worker (HR5002), once, and runs', async () => {
  const own = { ...policy, activity: { startToCloseTimeout: '2 minutes' } } as const;
  await withServer(own, async (rig) => {
    for (const _ of [1, 2]) {
      await running(rig, { workflowBundle: guarded, policy: own }, async (handle) => {
        await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
      });
    }
    expect(warnings()).toEqual([
      expect.stringContaining(
        `[HR5002] A prebuilt workflow bundle and the worker of task queue "${rig.taskQueue}-bundle" apply different policies: activity.startToCloseTimeout is 1 minute against 2 minutes.`,
      ),
    ]);
  });
});

it('is softened by HANDRAIL_MODE=warn of the process that runs it', async () => {
  vi.stubEnv('HANDRAIL_MODE', 'warn');
  await withServer(policy, async (rig) => {
    const codePath = join(folder, 'softened.js');
    writeFileSync(codePath, guarded.code);
    for (const workflowBundle of [guarded, { codePath }]) {
      await running(rig, { workflowBundle, policy }, async (handle) => {
        expect(await handle.result()).toBe('Hello, Ada!');
      });
    }
    expect(warnings('HR2')).toContainEqual(expect.stringContaining('[HR2004]'));
    expect(warnings()).not.toContainEqual(expect.stringContaining('[HR5002]'));
  });
});

it('is held to its own mode without HANDRAIL_MODE, whatever that of the worker is', async () => {
  const own = { ...policy, mode: 'warn' } as const;
  await withServer(own, async (rig) => {
    await running(rig, { workflowBundle: guarded, policy: own }, async (handle) => {
      await eventually(() => failedTasks(handle)).toContainEqual(expect.stringContaining('[HR2004]'));
    });
    expect(warnings()).toContainEqual(expect.stringContaining('mode is "enforce" against "warn"'));
  });
});

it('links to the UI of the server that its worker is connected to, which no build knows', async () => {
  await withServer(policy, async (rig) => {
    const nativeConnection = await NativeConnection.connect({ address: rig.address });
    await running({ ...rig, nativeConnection }, { workflowBundle: guarded, policy }, async (handle) => {
      await eventually(() => failedTasks(handle)).toContainEqual(
        expect.stringContaining(`Inspect: ${developmentUi(rig.address)}/namespaces/default/workflows/`),
      );
    });
    await nativeConnection.close();
  });
});

it('has no link where the UI of the server is not known, for a link into nothing is worse than none', async () => {
  await withServer(policy, async (rig) => {
    await running(rig, { workflowBundle: guarded, policy }, async (handle) => {
      await eventually(() => failedTasks(handle)).toContainEqual(expect.not.stringContaining('Inspect:'));
    });
  });
});

it('keeps the address of a UI that its build was told of', async () => {
  const own = { ...policy, links: { ui: 'https://temporal.example' } };
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, policy: own, logger });
  await withServer(policy, async (rig) => {
    await running(rig, { workflowBundle, policy }, async (handle) => {
      await eventually(() => failedTasks(handle)).toContainEqual(
        expect.stringContaining('Inspect: https://temporal.example/namespaces/default/workflows/'),
      );
    });
  });
});

it('names a bundle file that does not exist (HR1020)', async () => {
  const codePath = join(folder, 'nowhere.js');
  await expect(Worker.create({ taskQueue: 'orders', workflowBundle: { codePath } })).rejects.toThrow(
    `[HR1020] workflowBundle.codePath is '${codePath}', which does not exist.`,
  );
});

function developmentUi(address: string): string {
  return `http://localhost:${Number(address.split(':')[1]) + 1_000}`;
}

// The client has the policy of the worker, so that what is said is said of the bundle.
async function withServer(own: PolicyInput, test: (rig: Rig) => Promise<void>): Promise<void> {
  await runWorker({ workflows: new URL('../workflows/greet.ts', import.meta.url), policy: own, workerPackage }, test);
}

async function running(
  { client, nativeConnection, taskQueue }: Rig,
  options: Partial<WorkerOptions>,
  test: (handle: WorkflowHandle) => Promise<void>,
): Promise<void> {
  const own = { taskQueue: `${taskQueue}-bundle`, workflowId: randomUUID() };
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue: own.taskQueue,
    activities: { greet },
    ...options,
  });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start('longActivity', { args: ['Ada'], ...own });
    try {
      await test(handle);
    } finally {
      await handle.terminate().catch(() => undefined);
    }
  });
}

/** By default those of the worker itself: what a guard refuses is logged with the workflow task that fails. */
function warnings(codes = 'HR5'): string[] {
  return workerLog.filter((line) => line.startsWith(`WARN [${codes}`));
}
