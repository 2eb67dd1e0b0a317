import { codeOf } from '@handrail/errors';
import { Context, heartbeat } from '@temporalio/activity';
import { Client as RawClient, WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import * as sdk from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { headLineOf, rawHead, reportPayloadCases } from '../../../../test-support/payload-report';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';

const require = createRequire(import.meta.url);
const workflows = new URL('../workflows/payloads.ts', import.meta.url);
const report = reportPayloadCases('activities');

beforeEach(beginWorkerLog);

const MEBIBYTE = 1_048_576;
let attempts = 0;

// What an activity does with its effect done.
const MISTAKES: Readonly<Record<string, () => unknown>> = {
  'bigint in the result': () => ({ receipt: { total: 5n, card: '4111111111111111' } }),
  'circular result': () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    return circle;
  },
  'a function as the result': () => () => 1,
  'result over 2 MiB': () => ({ pages: ['x'.repeat(3 * MEBIBYTE)] }),
  'details with a bigint': () => {
    throw ApplicationFailure.create({
      message: 'card declined',
      type: 'CardDeclined',
      nonRetryable: true,
      details: ['d1', { amount: 5n }],
    });
  },
  'details with a bigint in the cause': () => {
    const cause = ApplicationFailure.create({ message: 'inner', details: [{ amount: 5n }] });
    throw ApplicationFailure.create({ message: 'outer', nonRetryable: true, cause });
  },
  'a frozen failure with a bigint in its details': () => {
    throw Object.freeze(
      ApplicationFailure.create({ message: 'frozen', type: 'Frozen', nonRetryable: true, details: [5n] }),
    );
  },
  'a heartbeat with a bigint': async () => {
    heartbeat({ cursor: 5n });
    await setTimeout(10_000, undefined, { signal: Context.current().cancellationSignal }).catch(() => undefined);
    return await Context.current().cancelled;
  },
  'a Date in the result': () => ({ paidAt: new Date(0) }),
  nothing: () => ({ ok: true }),
};

const activities = {
  produce: async (mistake: string): Promise<unknown> => {
    attempts++;
    return await MISTAKES[mistake]!();
  },
};

async function run(rig: Rig, mistake: string): Promise<WorkflowFailedError> {
  attempts = 0;
  const { client, taskQueue } = rig;
  const error: unknown = await client.workflow
    .execute('producing', { taskQueue, workflowId: `payload-${randomUUID()}`, args: [mistake] })
    .catch((thrown: unknown) => thrown);
  expect(error, mistake).toBeInstanceOf(WorkflowFailedError);
  return error as WorkflowFailedError;
}

const withHandrail = <T>(test: (rig: Rig) => Promise<T>, options: object = {}) =>
  runWorker({ workflows, activities, workerPackage, ...options }, test);

// The SDK alone, the raw half of the table.
const withSdk = <T>(test: (rig: Rig) => Promise<T>) =>
  runWorker(
    { workflows, activities, workerPackage: sdk, clientPackage: { Client: RawClient }, noReplay: 'only to compare' },
    test,
  );

describe('the result of an activity', () => {
  it.each([
    ['bigint in the result', 'HR3001', 'cannot be serialised: result.receipt.total: bigint.'],
    ['circular result', 'HR3001', 'cannot be serialised: result.self: a circular reference to result.'],
    ['a function as the result', 'HR3001', 'cannot be serialised: result: a function.'],
    [
      'result over 2 MiB',
      'HR3002',
      'has a payload of 3 MiB, over the limit of 2 MiB that servers have: result.pages[0] is a string of 3,145,728 characters (3 MiB).',
    ],
  ])('fails without a retry, with the path: %s', async (mistake, code, head) => {
    const error = await withHandrail((rig) => run(rig, mistake));
    expect(attempts).toBe(1);
    expect(headLineOf(error)).toBe(`[${code}] The result of activity "produce" ${head}`);
    const { cause } = error.cause as ActivityFailure;
    expect(error.cause).toBeInstanceOf(ActivityFailure);
    expect((error.cause as ActivityFailure).retryState).toBe(RetryState.NON_RETRYABLE_FAILURE);
    expect(cause).toMatchObject({ type: code, nonRetryable: true });
    expect(cause!.message).toContain('its effect has happened');
    expect(cause!.message).not.toContain('4111111111111111');
    // With the SDK alone the workflow tries to read a function's payload for ever.
    const raw =
      mistake === 'a function as the result'
        ? 'none: the workflow task fails for ever: Unexpected end of JSON input'
        : rawHead(await withSdk((rig) => run(rig, mistake)));
    report({ mistake: `activity: ${mistake}`, raw, ours: headLineOf(error) });
  });

  it('passes where it is what it should be, without a word', async () => {
    const result = await withHandrail(({ client, taskQueue }) =>
      client.workflow.execute('producing', { taskQueue, workflowId: `payload-${randomUUID()}`, args: ['nothing'] }),
    );
    expect(result).toEqual({ ok: true });
    expect(workerLog.filter((line) => line.includes('HR3'))).toEqual([]);
  });

  it('is warned of once where it changes on its way', async () => {
    await withHandrail(async ({ client, taskQueue }) => {
      for (let count = 0; count < 2; count++) {
        const options = { taskQueue, workflowId: `payload-${randomUUID()}`, args: ['a Date in the result'] };
        await client.workflow.execute('producing', options);
      }
    });
    const warnings = workerLog.filter((line) => line.includes('[HR3005]'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(
      'The result of activity "produce" does not arrive as it is sent: result.paidAt is a Date and arrives as a string.',
    );
  });
});

describe('a failure whose details cannot be serialised, of which a worker dies with the SDK alone', () => {
  it.each([
    ['details with a bigint', 'card declined', 'CardDeclined', 'details[1].amount: bigint'],
    ['details with a bigint in the cause', 'outer', null, 'cause.details[0].amount: bigint'],
    ['a frozen failure with a bigint in its details', 'frozen', 'Frozen', 'details[0]: bigint'],
  ])('arrives as what it is, with a line in the place of the detail: %s', async (mistake, message, type, fault) => {
    await withHandrail(async (rig) => {
      const error = await run(rig, mistake);
      const failure = (error.cause as ActivityFailure).cause as ApplicationFailure;
      expect(failure.message.split('\n', 1)[0]).toBe(message);
      expect(failure).toMatchObject({ nonRetryable: true, ...(type !== null && { type }) });
      expect(headLineOf(error)).toBe(`[HR3001] The failure of activity "produce" cannot be serialised: ${fault}.`);
      expect(codeOf(failure)).toBe('HR3001');
      if (mistake === 'details with a bigint') expect(failure.details).toEqual(['d1', headLineOf(error)]);
      // The worker lives.
      const options = { taskQueue: rig.taskQueue, workflowId: `payload-${randomUUID()}`, args: ['nothing'] };
      expect(await rig.client.workflow.execute('producing', options)).toEqual({ ok: true });
      report({
        mistake: `activity: ${mistake}`,
        raw: 'the worker dies: IllegalStateError: Workflow execution context should have been disposed first',
        ours: headLineOf(error),
      });
    });
  });
});

it('names what of a heartbeat cannot be serialised, in the log and in the failure', async () => {
  const error = await withHandrail((rig) => run(rig, 'a heartbeat with a bigint'));
  const head = '[HR3001] A heartbeat of activity "produce" cannot be serialised: details.cursor: bigint.';
  expect(headLineOf(error)).toBe(head);
  expect((error.cause?.cause as Error).message.split('\n', 1)[0]).toBe('HEARTBEAT_DETAILS_CONVERSION_FAILED');
  expect(workerLog.filter((line) => line.includes(head))).not.toEqual([]);
  const raw = await withSdk((rig) => run(rig, 'a heartbeat with a bigint'));
  report({ mistake: 'activity: a heartbeat with a bigint', raw: rawHead(raw), ours: head });
});

it('leaves values to a converter of the user that has a form for them', async () => {
  const payloadConverterPath = require.resolve('../workflows/bigint.payload-converter.cjs');
  const dataConverter = { payloadConverterPath };
  await withHandrail(
    async (rig) => {
      const options = {
        taskQueue: rig.taskQueue,
        workflowId: `payload-${randomUUID()}`,
        args: ['bigint in the result'],
      };
      expect(await rig.client.workflow.execute('producing', options)).toMatchObject({ receipt: { total: '5n' } });
      const error = await run(rig, 'circular result');
      expect(attempts).toBe(1);
      expect(headLineOf(error)).toContain('result.self: a circular reference to result.');
    },
    { workerOptions: { dataConverter }, clientOptions: { dataConverter } },
  );
  expect(workerLog.filter((line) => line.includes('HR3005'))).toEqual([]);
});
