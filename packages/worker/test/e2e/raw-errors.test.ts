// What a worker's user reads of each mistake in the history: with the SDK alone, and with Handrail.
import { ApplicationFailure, type WorkflowHandle } from '@temporalio/client';
import * as rawWorker from '@temporalio/worker';
import { mkdirSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import type { Rig } from '../../../../test-support/run-worker';
import * as handrailWorker from '../../src';

/** What each mistake is called in the report, the workflow that makes it, and the code that it gets. */
const MISTAKES: readonly (readonly [mistake: string, workflow: string, code: string])[] = [
  ['fetch in workflow code', 'usesFetch', 'HR1001'],
  ['process in workflow code', 'usesProcess', 'HR1001'],
  ['Buffer in workflow code', 'usesBuffer', 'HR1001'],
  ['setInterval in workflow code', 'usesSetInterval', 'HR1001'],
  ['globalThis.fetch in workflow code', 'usesFetchOfTheGlobal', 'HR1001'],
  ['new WeakRef', 'holdsWeakly', 'HR1002'],
  ['a workflow type that nothing exports', 'notExported', 'HR1003'],
  ['an export that is no function', 'notAFunction', 'HR1004'],
  ['a duration with a slip', 'hasBadDuration', 'HR2010'],
  ['a timer of NaN', 'sleepsForNaN', 'HR2010'],
  ['a negative timeout', 'hasNegativeTimeout', 'HR2010'],
  ['a bad retry policy', 'hasBadRetryPolicy', 'HR2014'],
  ['a bigint in an activity’s argument', 'sendsBigInt', 'HR3001'],
  ['a circular argument', 'sendsCircle', 'HR3001'],
  ['a bigint in the workflow’s result', 'returnsBigInt', 'HR3001'],
  ['a rejected promise that nobody awaits', 'losesPromise', 'HR1009'],
  ['a plain error thrown in a workflow', 'throwsPlainError', 'HR1010'],
  ['a string thrown in a workflow', 'throwsString', 'HR1010'],
  ['continueAsNew that is not awaited', 'forgetsToAwait', 'HR1009'],
  ['an endless loop', 'spins', 'HR1008'],
  ['an argument of 2.5 MB', 'sendsTooMuch', 'HR3002'],
  ['a workflow result of 2.5 MB', 'returnsTooMuch', 'HR3002'],
  ['a function as an argument', 'sendsFunction', 'HR5011'],
  ['an activity that is not registered', 'callsUnregistered', 'HR5010'],
  ['an activity result with a bigint', 'callsBadResult', 'HR3001'],
  ['an activity result of 2.5 MB', 'callsLargeResult', 'HR3002'],
  ['failure details with a bigint', 'callsBadDetails', 'HR3001'],
  ['a text in the place of an activity’s failure', 'callsEmptyFailure', 'HR1044'],
  ['failure details that are no list', 'callsUnlistedDetails', 'HR2014'],
  ['a text in the place of a workflow’s failure', 'failsWithText', 'HR1044'],
  ['a child whose id is taken', 'startsTakenChild', 'HR1043'],
  ['upsertMemo without an object', 'upsertsNothing', 'HR1014'],
  ['a patch without an id', 'patchesNothing', 'HR8004'],
];

const activities = {
  charge: async (what: unknown) => {
    if (what === 'bad result') return { total: 1n };
    if (what === 'large result') return 'x'.repeat(2_500_000);
    if (what === 'empty failure') throw ApplicationFailure.create('declined' as never);
    if (what === 'unlisted details')
      throw ApplicationFailure.create({ message: 'declined', details: { a: 1 } as never });
    if (what === 'bad details') throw ApplicationFailure.create({ message: 'declined', details: [{ total: 1n }] });
    return 'charged';
  },
  slow: () => wait(3_000),
};

const report: { mistake: string; raw: string; ours: string }[] = [];
afterAll(() => {
  mkdirSync('.cache/reports', { recursive: true });
  writeFileSync('.cache/reports/raw-errors-workflow.json', `${JSON.stringify(report, undefined, 2)}\n`);
});

const workflows = new URL('../workflows/raw-mistakes.ts', import.meta.url);
const noReplay = 'the histories end in failed workflow tasks';

const ours = rigForTests({ workflows, activities, noReplay, workerPackage: handrailWorker });
const raw = rigForTests({ workflows, activities, noReplay, workerPackage: rawWorker });

describe.each(MISTAKES)('%s', (mistake, workflow, code) => {
  it(`is told in the history by the head line of ${code}`, async () => {
    const head = await headOf(ours, workflow);
    // Such details end a raw worker, and the tests with it.
    const before = workflow === 'callsBadDetails' ? '(the worker dies)' : await headOf(raw, workflow);
    report.push({ mistake, raw: before, ours: head });
    expect(head).toMatch(new RegExp(`^\\[${code}\\] `));
    expect(before).not.toMatch(/\[HR\d{4}\]/);
  });
});

/** The first line of what the history, or a pending activity, shows of the mistake. */
async function headOf({ client, taskQueue }: Rig, workflow: string): Promise<string> {
  const handle = await client.workflow.start(workflow, { taskQueue, workflowId: randomUUID() });
  for (let tries = 0; tries < 150; tries += 1) {
    const message = await failureOf(handle);
    if (message !== undefined) {
      await handle.terminate().catch(() => undefined);
      const lines = message.split('\n');
      return lines.find((line) => /^\[HR\d{4}\] /.test(line)) ?? lines[0] ?? '';
    }
    await wait(100);
  }
  throw new Error(`${workflow} shows no failure`);
}

async function failureOf(handle: WorkflowHandle): Promise<string | undefined> {
  const { events } = await handle.fetchHistory();
  for (const event of events ?? []) {
    const failed =
      event.workflowTaskFailedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.workflowExecutionFailedEventAttributes;
    if (failed?.failure) return failed.failure.message || '(a failure without a message)';
    if (event.workflowExecutionCompletedEventAttributes) return '(nothing: the execution completes)';
    if (event.workflowExecutionTerminatedEventAttributes) {
      return `(terminated) ${event.workflowExecutionTerminatedEventAttributes.reason ?? ''}`;
    }
    if (event.workflowTaskTimedOutEventAttributes) return '(the workflow task times out)';
  }
  const { raw: described } = await handle.describe();
  return described.pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure?.message ?? undefined;
}
