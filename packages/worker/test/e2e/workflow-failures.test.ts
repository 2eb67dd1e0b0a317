// Mistakes in workflow code, made for real: what the Temporal UI shows of the failed workflow task, and what the log says.
import * as rawWorker from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';

interface Failure {
  readonly message?: string | null;
  readonly stackTrace?: string | null;
  readonly cause?: Failure | null;
}

const workflows = new URL('../workflows/failing.ts', import.meta.url);
const policy = { links: { ui: 'https://ui.example.com' } };
const noReplay = 'the histories end in failed workflow tasks';

describe.each([
  ['with the mirrored worker', { workerPackage: handrailWorker, policy }],
  [
    'with the SDK’s worker and the plugin',
    { workerPackage: rawWorker, workerOptions: { plugins: [handrailWorker.handrail(policy)] } },
  ],
])('a failed workflow task %s', (_, options) => {
  const rig = rigForTests({ workflows, activities: {}, noReplay, ...options });

  it.each([
    [
      'fetches',
      /^\[HR1001\] Workflow "fetches" uses fetch, which workflow code does not have \(packages\/worker\/test\/workflows\/failing\/http\.ts:3\)\.$/,
      /call an activity/,
    ],
    ['buffers', /^\[HR1001\] Workflow "buffers" uses Buffer, /, /Uint8Array/],
    ['holdsWeakly', /^\[HR1002\] Workflow "holdsWeakly" uses WeakRef, /, /hold the object itself/],
    ['spins', /^\[HR1008\] Workflow "spins" ran for 5 seconds without yielding/, /a loop without an await/],
    [
      'losesPromise',
      /^\[HR1009\] Workflow "losesPromise" leaves a promise unhandled .*: Error: the card was declined$/,
      /await the promise/,
    ],
    ['forgetsToAwait', /^\[HR1009\] Workflow "forgetsToAwait" does not await continueAsNew/, /await continueAsNew/],
    [
      'throwsPlainError',
      /^\[HR1010\] Workflow "throwsPlainError" threw Error: no such customer \(packages\/worker\/test\/workflows\/failing\.ts:\d+\)$/,
      /ApplicationFailure\.nonRetryable/,
    ],
    ['throwsBug', /^\[HR1010\] Workflow "throwsBug" threw TypeError: Cannot read properties of undefined/, /deploy/],
    [
      'throwsString',
      /^\[HR1010\] Workflow "throwsString" threw a value that is no Error: no such customer/,
      /ApplicationFailure/,
    ],
    [
      'throwsBgu',
      /^\[HR1003\] Workflow type "throwsBgu" is not in the bundle of the worker on task queue "[^"]+"/,
      /export a function named throwsBgu/,
    ],
    [
      'notAFunction',
      /^\[HR1004\] The export "notAFunction" of the workflow bundle is an object, not a workflow function\.$/,
      /export the workflow function itself/,
    ],
    [
      'setsNoHandler',
      /^\[HR1014\] Workflow "setsNoHandler" hands setHandler what it cannot use \(packages\/worker\/test\/workflows\/failing\.ts:\d+\): Expected handler/,
      /pass a function/,
    ],
    ['setsHandlerByName', /^\[HR1014\] .* hands setHandler what it cannot use/, /what defineSignal, defineQuery or/],
    ['setsNoDefinition', /^\[HR1014\] .* hands setHandler what it cannot use/, /circular import/],
    ['waitsForValue', /^\[HR1014\] .* hands condition what it cannot use/, /condition\(\(\) => ready\)/],
    ['upsertsNoList', /^\[HR1014\] .* hands upsertSearchAttributes what it cannot use/, /pass a list/],
    ['startsNothing', /^\[HR1014\] .* hands executeChild what it cannot use/, /pass the workflow function or its name/],
    [
      'startsWithBadArguments',
      /^\[HR1014\] .* hands startChild or executeChild what it cannot use: values\.map/,
      /pass args as a list/,
    ],
    [
      'cancelsSomehow',
      /^\[HR1014\] .* hands cancellationType what it cannot use: Invalid enum value: 'SOMEHOW'$/,
      /pass one of its constants: ABANDON, TRY_CANCEL, WAIT_CANCELLATION_COMPLETED/,
    ],
    [
      'IsAClass',
      /^\[HR1004\] The export "IsAClass" of the workflow bundle is a class, not a workflow function\.$/,
      /export the workflow/,
    ],
    ['breaksGuard', /^\[HR2004\] Activity "charge" may run 3 hours without a heartbeat\.$/, /heartbeatTimeout/],
  ])('of %s begins with its code and says what to do', async (workflow, head, fix) => {
    const failure = await failureOf(workflow);
    const [first, ...rest] = (failure.message ?? '').split('\n');
    expect(first).toMatch(head);
    expect(rest.join('\n')).toMatch(fix);
    expect(rest.join('\n')).toMatch(/ {2}Docs: {4}https:\/\/handrail\.dev\/errors\/HR\d{4}/);
    expect(rest.join('\n')).toMatch(/ {2}Inspect: https:\/\/ui\.example\.com\/namespaces\/default\/workflows\//);
    const code = /HR\d{4}/.exec(first ?? '')?.[0] ?? '';
    await expect
      .poll(() =>
        workerLog.filter((line) => line.startsWith(`WARN [${code}]`) && line.includes(`workflowType: '${workflow}'`)),
      )
      .toHaveLength(1);
  });

  it('keeps the original failure as its cause', async () => {
    const failure = await failureOf('throwsPlainError');
    expect(failure.cause?.message).toBe('no such customer');
    expect(failure.stackTrace).toContain('failing.ts');
  });

  it('does not touch what fails the execution on purpose', async () => {
    const { client, taskQueue } = rig;
    const handle = await client.workflow.start('failsOnPurpose', { workflowId: randomUUID(), taskQueue });
    await expect(handle.result()).rejects.toMatchObject({
      cause: { message: 'no such customer', type: 'NoSuchCustomer' },
    });
    const { events } = await handle.fetchHistory();
    expect(events?.some((event) => event.workflowTaskFailedEventAttributes)).toBe(false);
  });

  async function failureOf(workflow: string): Promise<Failure> {
    const { client, taskQueue } = rig;
    const handle = await client.workflow.start(workflow, { workflowId: randomUUID(), taskQueue });
    let failure: Failure | null | undefined;
    await expect
      .poll(
        async () => {
          const { events } = await handle.fetchHistory();
          failure = events?.flatMap((event) => event.workflowTaskFailedEventAttributes ?? [])[0]?.failure;
          return failure;
        },
        { timeout: 30_000 },
      )
      .toBeTruthy();
    await handle.terminate();
    return failure!;
  }
});
