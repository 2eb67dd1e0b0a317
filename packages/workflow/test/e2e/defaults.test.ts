import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import * as rawClient from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { attributesOf, secondsOf } from '../support/history';

const workflows = new URL('../workflows/defaults.ts', import.meta.url);
const activities = { charge: async () => 'charged' };

async function run({ client, taskQueue }: Rig, workflow: string, ...args: unknown[]): Promise<WorkflowHandle> {
  const handle = await client.workflow.start(workflow, { args, workflowId: randomUUID(), taskQueue });
  await handle.result();
  return handle;
}

it('gives an activity the start-to-close timeout of the policy where neither proxy nor call sets a timeout', async () => {
  await runWorker({ workflows, activities }, async (rig) => {
    const handle = await run(rig, 'activities', [
      [null, null],
      [{}, null],
      [{ startToCloseTimeout: '2 minutes' }, null],
      [{ scheduleToCloseTimeout: '2 hours', startToCloseTimeout: '3 minutes' }, null],
      [{ scheduleToCloseTimeout: '1 hour' }, null],
      [{}, { scheduleToCloseTimeout: '1 hour' }],
      [{}, { startToCloseTimeout: '5 minutes' }],
      [{}, { scheduleToCloseTimeout: '1 hour', startToCloseTimeout: '5 minutes' }],
      [{ startToCloseTimeout: '2 minutes' }, { scheduleToCloseTimeout: '1 hour' }],
      [{ startToCloseTimeout: '2 minutes' }, { startToCloseTimeout: null }],
      [{ scheduleToCloseTimeout: '1 hour' }, { scheduleToCloseTimeout: null }],
      [{}, { summary: 'with other options' }],
    ]);
    const scheduled = await attributesOf(handle, 'activityTaskScheduledEventAttributes');
    // The server fills in a start-to-close timeout from the schedule-to-close timeout, and the other way round.
    expect(scheduled.map((each) => secondsOf(each.startToCloseTimeout))).toEqual([
      60, 60, 120, 180, 3_600, 3_600, 300, 300, 120, 60, 60, 60,
    ]);
  });
});

it("reads a proxy's options at each call, as the SDK does", async () => {
  await runWorker({ workflows, activities }, async (rig) => {
    const { events } = await (await run(rig, 'changed')).fetchHistory();
    const scheduled = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(
      scheduled.map(({ activityTaskScheduledEventAttributes, userMetadata }) => [
        secondsOf(activityTaskScheduledEventAttributes?.startToCloseTimeout),
        userMetadata?.summary && defaultPayloadConverter.fromPayload(userMetadata.summary),
      ]),
    ).toEqual([
      [120, 'first'],
      [180, 'second'],
      [240, 'second'],
    ]);
  });
});

it('takes timeout and retry policy from the policy, and lets every value of the call win', async () => {
  const policy = {
    activity: { startToCloseTimeout: '30 seconds', retry: { maximumAttempts: 7, initialInterval: 200 } },
  };
  await runWorker({ workflows, activities, policy }, async (rig) => {
    const handle = await run(rig, 'activities', [
      [null, null],
      [{ retry: { maximumAttempts: 3 } }, null],
      [{ startToCloseTimeout: '10 seconds' }, { retry: { maximumAttempts: 4 } }],
    ]);
    const scheduled = await attributesOf(handle, 'activityTaskScheduledEventAttributes');
    expect(
      scheduled.map(({ startToCloseTimeout, retryPolicy }) => [
        secondsOf(startToCloseTimeout),
        retryPolicy?.maximumAttempts,
        secondsOf(retryPolicy?.initialInterval),
      ]),
    ).toEqual([
      [30, 7, 0.2],
      [30, 3, 1],
      [10, 4, 1],
    ]);
  });
});

it('gives a default to local activities, and to what is scheduled below the proxies', async () => {
  await runWorker({ workflows, activities }, async (rig) => {
    expect(await (await run(rig, 'localActivity')).result()).toBe('charged');
    const handle = await run(rig, 'scheduled');
    const [scheduled] = await attributesOf(handle, 'activityTaskScheduledEventAttributes');
    expect(secondsOf(scheduled?.startToCloseTimeout)).toBe(60);
  });
});

it('gives a run timeout to children that outlive their parent and have no other end', async () => {
  const policy = { workflow: { runTimeout: '30 days' } } as const;
  await runWorker({ workflows, activities, policy }, async (rig) => {
    const handle = await run(rig, 'children', [
      {},
      { parentClosePolicy: 'REQUEST_CANCEL' },
      { parentClosePolicy: 'ABANDON' },
      { parentClosePolicy: 2 },
      { parentClosePolicy: 'ABANDON', workflowRunTimeout: '2 days' },
      { parentClosePolicy: 'ABANDON', workflowExecutionTimeout: '3 days' },
      { parentClosePolicy: 'ABANDON', lifetime: 'unbounded' },
    ]);
    const started = await attributesOf(handle, 'startChildWorkflowExecutionInitiatedEventAttributes');
    expect(
      started.map((each) => [secondsOf(each.workflowRunTimeout), secondsOf(each.workflowExecutionTimeout)]),
    ).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [2_592_000, undefined],
      [2_592_000, undefined],
      [172_800, undefined],
      // The server cuts the run timeout down to the execution timeout.
      [259_200, 259_200],
      [undefined, undefined],
    ]);
  });
});

it('keeps its own options to itself', async () => {
  await runWorker({ workflows, activities }, async (rig) => {
    const waive = { HR2001: 'a reason that must not travel' };
    const handle = await run(rig, 'activities', [[{ waive, scheduleToStartTimeout: '1 minute' }, { waive }]]);
    const child = await run(rig, 'children', [{ lifetime: 'unbounded', parentClosePolicy: 'ABANDON', waive }]);
    for (const each of [handle, child]) {
      const history = JSON.stringify((await each.fetchHistory()).events?.slice(2));
      expect(history).not.toContain('must not travel');
      expect(history).not.toContain('unbounded');
    }
  });
});

it('marks every run of an execution, and every child, as started under Handrail', async () => {
  await runWorker({ workflows, activities }, async (rig) => {
    const handle = await run(rig, 'headers');
    const last = await runs(rig, handle.workflowId);
    expect(last).toEqual([true, true, true]);
    const nested = await run(rig, 'nested', 2);
    const started = await attributesOf(nested, 'startChildWorkflowExecutionInitiatedEventAttributes');
    expect(started.map(hasHeader)).toEqual([true]);
    const [{ workflowId } = { workflowId: '' }] = started;
    const grandchildren = await attributesOf(
      rig.client.workflow.getHandle(workflowId!),
      'startChildWorkflowExecutionInitiatedEventAttributes',
    );
    expect(grandchildren.map(hasHeader)).toEqual([true]);
  });
});

it('leaves what a raw execution starts unmarked, as a part of it', async () => {
  await runWorker({ workflows, activities, clientPackage: rawClient }, async (rig) => {
    const handle = await run(rig, 'headers');
    expect(await runs(rig, handle.workflowId)).toEqual([false, false, false]);
    const nested = await run(rig, 'nested', 1);
    const started = await attributesOf(nested, 'startChildWorkflowExecutionInitiatedEventAttributes');
    expect(started.map(hasHeader)).toEqual([false]);
  });
});

/** Whether each run of an execution has the header, the first run first. */
async function runs({ client }: Rig, workflowId: string): Promise<boolean[]> {
  const found: boolean[] = [];
  let runId: string | null | undefined = (await client.workflow.getHandle(workflowId).describe()).runId;
  while (runId) {
    const handle: WorkflowHandle = client.workflow.getHandle(workflowId, runId, { followRuns: false });
    const [started]: { header?: Parameters<typeof hasHeader>[0]['header']; continuedExecutionRunId?: string | null }[] =
      await attributesOf(handle, 'workflowExecutionStartedEventAttributes');
    found.unshift(hasHeader(started ?? {}));
    runId = started?.continuedExecutionRunId;
  }
  return found;
}

function hasHeader({ header }: { header?: { fields?: Record<string, object> | null } | null }): boolean {
  const payload = header?.fields?.['handrail'];
  if (payload === undefined) return false;
  expect(defaultPayloadConverter.fromPayload(payload as never)).toEqual({
    v: 1,
    policy: expect.any(String) as unknown,
  });
  return true;
}
