import { ApplicationFailure } from '@handrail/activity';
import { handrail } from '@handrail/worker';
import * as rawClient from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import { attributesOf } from '../support/history';
import { proceed } from '../workflows/reporting';

const workflows = new URL('../workflows/reporting.ts', import.meta.url);
let failures = 0;
const activities = {
  charge: async () => 'charged',
  async failTwice() {
    failures += 1;
    if (failures < 3) throw ApplicationFailure.retryable('not yet');
    return 'at last';
  },
};
const base = { workflows, activities } satisfies RunWorkerOptions;

it('warns once for each call site, however often it is passed and in however many executions', async () => {
  await runWorker(base, async (rig) => {
    for (let run = 0; run < 2; run++) {
      const handle = await start(rig, 'warned');
      await handle.signal(proceed);
      await handle.result();
      expect(warnings('HR2008')).toEqual(['[HR2008] Activity "charge" sets maximumAttempts: 1.']);
    }
  });
});

it('is silent while replaying: an execution that lost its cache does not warn again of what it has done', async () => {
  await runWorker({ ...base, workerOptions: { maxCachedWorkflows: 0 } }, async (rig) => {
    const handle = await start(rig, 'warned');
    await waitForActivities(handle, 2);
    expect(warnings('HR2008')).toHaveLength(1);
  });
  // Nor does the replay of the whole history at the end.
  expect(warnings('HR2008')).toHaveLength(1);
});

it('says in the log what was warned of, why it matters, and which execution it was', async () => {
  await runWorker({ ...base, policy: { links: { ui: 'https://ui.example.com' } } }, async (rig) => {
    const handle = await start(rig, 'warned');
    await handle.signal(proceed);
    await handle.result();
    const line = workerLog.find((each) => each.includes('[HR2008]'))!;
    expect(line).toMatch(/^WARN \[HR2008\]/);
    expect(line).toContain('  Why:     one attempt does not mean at most one effect');
    expect(line).toContain('  Fix:     make the activity idempotent');
    expect(line).toContain('  Docs:    https://handrail.dev/errors/HR2008');
    expect(line).toContain(`  Inspect: https://ui.example.com/namespaces/default/workflows/${handle.workflowId}/`);
    for (const part of [
      "code: 'HR2008'",
      "where: 'warned/charge'",
      "sdkComponent: 'workflow'",
      "workflowType: 'warned'",
    ])
      expect(line).toContain(part);
  });
});

it('logs a waived guard once for each call site, with the reason', async () => {
  await runWorker(base, async (rig) => {
    await (await start(rig, 'waiving')).result();
    expect(warnings('HR2001')).toEqual([
      '[HR2001] Activity "charge" sets scheduleToStartTimeout: \'1 minute\'. Waived: the queue belongs to one host',
    ]);
  });
});

it('tells of what is only warned of in a call that is refused for something else', async () => {
  await runWorker(base, async (rig) => {
    const handle = await start(rig, 'refusedAndWarned');
    await failedTask(handle);
    // The task is retried all the while, and each time the sink has it anew.
    await expect.poll(() => warnings('HR2008')).toEqual(['[HR2008] Activity "charge" sets maximumAttempts: 1.']);
    await handle.terminate();
  });
});

it('reports a local activity once, though its retries pass the interceptors again', async () => {
  failures = 0;
  await runWorker(base, async (rig) => {
    const handle = await start(rig, 'backingOff');
    expect(await handle.result()).toBe('at last');
    expect(await attributesOf(handle, 'timerStartedEventAttributes')).toHaveLength(2);
    expect(warnings('HR2007')).toHaveLength(1);
  });
});

it('only warns in executions that were started elsewhere, and enforces where the policy says so', async () => {
  await runWorker({ ...base, clientPackage: rawClient }, async (rig) => {
    const handle = await start(rig, 'breaking', ['1 minute']);
    expect(await handle.result()).toBe('done');
    expect(warnings('HR2001')).toHaveLength(1);
  });
  const policy = { workflow: { startedElsewhere: 'enforce' } } as const;
  await runWorker({ ...base, clientPackage: rawClient, policy }, async (rig) => {
    const handle = await start(rig, 'breaking', ['1 minute']);
    expect(await failedTask(handle)).toMatch(/^\[HR2001\]/);
    await handle.terminate();
  });
});

it('only warns in mode "warn"', async () => {
  await runWorker({ ...base, policy: { mode: 'warn' } }, async (rig) => {
    const handle = await start(rig, 'breaking', ['1 minute', '2 minutes', '1 minute']);
    expect(await handle.result()).toBe('done');
    expect(warnings('HR2001')).toHaveLength(2);
  });
});

it.each([{}, { maxCachedWorkflows: 0 }])(
  'tolerates as many call sites as the baseline counts, with and without a cache (worker options %j)',
  async (workerOptions) => {
    const file = join(mkdtempSync(join(tmpdir(), 'handrail-baseline-')), 'baseline.json');
    const entries = [{ code: 'HR2001', where: 'breaking/charge', count: 1 }];
    writeFileSync(file, JSON.stringify({ version: 1, entries }));
    await runWorker({ ...base, policy: { mode: { baseline: file } }, workerOptions }, async (rig) => {
      const tolerated = await start(rig, 'breaking', ['1 minute', '1 minute']);
      expect(await tolerated.result()).toBe('done');
      const refused = await start(rig, 'breaking', ['1 minute', '2 minutes']);
      expect(await failedTask(refused)).toMatch(
        /^\[HR2001\] Activity "charge" sets scheduleToStartTimeout: '2 minutes'/,
      );
      expect(await attributesOf(refused, 'activityTaskCompletedEventAttributes')).toHaveLength(1);
      await refused.terminate();
    });
  },
);

it('only warns of a short timeout of a child in a test environment', async () => {
  const plugins = [handrail(undefined, { testEnvironment: true })];
  await runWorker({ ...base, workerPackage: rawWorker, workerOptions: { plugins } }, async (rig) => {
    const handle = await start(rig, 'shortChild');
    expect(await handle.result()).toBe('leaf');
    expect(warnings('HR2003')).toHaveLength(1);
  });
});

it('refuses a short timeout of a child', async () => {
  await runWorker(base, async (rig) => {
    const handle = await start(rig, 'shortChild');
    expect(await failedTask(handle)).toMatch(/^\[HR2003\] Child workflow "leaf" sets workflowRunTimeout: '1 minute'/);
    await handle.terminate();
  });
});

function start({ client, taskQueue }: Rig, workflow: string, ...args: unknown[]) {
  return client.workflow.start(workflow, { args, workflowId: randomUUID(), taskQueue });
}

type Handle = Awaited<ReturnType<typeof start>>;

async function failedTask(handle: Handle): Promise<string> {
  for (;;) {
    const [failed] = await attributesOf(handle, 'workflowTaskFailedEventAttributes');
    if (failed) return failed.failure?.message ?? '';
    await wait(20);
  }
}

async function waitForActivities(handle: Handle, count: number): Promise<void> {
  await expect
    .poll(async () => (await attributesOf(handle, 'activityTaskCompletedEventAttributes')).length, { timeout: 20_000 })
    .toBe(count);
}

function warnings(code: string): string[] {
  return workerLog
    .filter((line) => line.startsWith(`WARN [${code}]`))
    .map((line) =>
      line
        .slice('WARN '.length)
        .split('\n', 1)[0]!
        .replace(/ \{ code: .*$/, ''),
    );
}
