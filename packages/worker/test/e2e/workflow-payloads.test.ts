import { deflateSync, inflateSync } from 'node:zlib';
import type { WorkflowHandle } from '@temporalio/client';
import * as sdk from '@temporalio/worker';
import { Client as RawClient } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { reportPayloadCases } from '../../../../test-support/payload-report';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/payloads.ts', import.meta.url);
const report = reportPayloadCases('workflows');
const activities = { take: async (value: unknown) => typeof value, produce: async () => 'ok' };

beforeEach(beginWorkerLog);

async function start(rig: Rig, door: string, mistake: string): Promise<WorkflowHandle> {
  const options = { taskQueue: rig.taskQueue, workflowId: `payload-${randomUUID()}`, args: [door, mistake] };
  return await rig.client.workflow.start('sending', options);
}

/** The first failure of a workflow task of an execution that goes on failing until it is fixed. */
async function firstFailure(rig: Rig, door: string, mistake: string): Promise<string> {
  const handle = await start(rig, door, mistake);
  await eventually(() => failedTasks(handle)).not.toEqual([]);
  const [message = ''] = await failedTasks(handle);
  await handle.terminate();
  return message;
}

const headOf = (message: string): string => message.split('\n', 1)[0] ?? '';

const withHandrail = <T>(test: (rig: Rig) => Promise<T>, options: object = {}) =>
  runWorker({ workflows, activities, workerPackage, ...options }, test);
const withSdk = <T>(test: (rig: Rig) => Promise<T>) =>
  runWorker(
    { workflows, activities, workerPackage: sdk, clientPackage: { Client: RawClient }, noReplay: 'only to compare' },
    test,
  );

describe('a value of workflow code that cannot be serialised', () => {
  it.each([
    [
      'activity',
      'bigint',
      /^\[HR3001\] An argument of an activity that workflow "sending" calls .*cannot be serialised: value\.items\[0\]\.price: bigint\.$/,
    ],
    ['child', 'bigint', /value\.items\[0\]\.price: bigint\.$/],
    [
      'signal',
      'bigint',
      /^\[HR3001\] An argument of a signal that workflow "sending" sends cannot be serialised: value\.items\[0\]\.price: bigint\.$/,
    ],
    [
      'continueAsNew',
      'bigint',
      /^\[HR3001\] An argument with which workflow "sending" continues as new cannot be serialised: value\.items\[0\]\.price: bigint\.$/,
    ],
    [
      'result',
      'bigint',
      /^\[HR3001\] The result of workflow "sending" cannot be serialised: result\.items\[0\]\.price: bigint\.$/,
    ],
    // Bounded: JSON takes the square of the depth to give up, and a task has five seconds.
    ['result', 'deep', /: result\.tree: nested deeper than JSON can follow\.$/],
    ['result', 'getter', /: result\.price: a getter or toJSON that throws, or a BigInt object\.$/],
    ['result', 'circle', /: result\.lines\[0\]\.order: a circular reference\.$/],
  ])('fails the task with its path: %s, %s', async (door, mistake, head) => {
    const message = await withHandrail((rig) => firstFailure(rig, door, mistake));
    expect(headOf(message)).toMatch(head);
    expect(message).toContain('/errors/HR3001');
    expect(message).not.toContain('4111');
    const raw = await withSdk((rig) => firstFailure(rig, door, mistake));
    report({ mistake: `workflow: ${mistake}, ${door}`, raw: headOf(raw), ours: headOf(message) });
  });
});

describe('a value of workflow code that is too large', () => {
  it.each([
    ['activity', 'The call of activity "take"', 'args[0].photo'],
    ['child', 'The start of child workflow "sending"', 'args[1].photo'],
    ['continueAsNew', 'Continue-as-new of workflow "sending"', 'args[1].photo'],
    ['signal', 'Signal "nudge"', 'args[0].photo'],
    ['result', 'The result', 'result.photo'],
  ])('fails the task, where the server would end the execution: %s', async (door, subject, path) => {
    const message = await withHandrail((rig) => firstFailure(rig, door, 'large'));
    expect(headOf(message)).toBe(
      `[HR3002] ${subject} in workflow "sending" has a payload of 3 MiB, over the limit of 2 MiB that servers have: ${path} is a string of 3,145,728 characters (3 MiB).`,
    );
    const raw = await withSdk(async (rig) => {
      const handle = await start(rig, door, 'large');
      return String(await handle.result().catch((error: unknown) => (error as { cause?: unknown }).cause ?? error));
    });
    report({ mistake: `workflow: 3 MiB, ${door}`, raw: headOf(raw), ours: headOf(message) });
  });

  it('passes where a codec makes it small enough', async () => {
    type Payloads = { data: Uint8Array }[];
    const through = (change: (data: Uint8Array) => Uint8Array) => async (payloads: Payloads) =>
      payloads.map((payload) => ({ ...payload, data: change(payload.data) }));
    const dataConverter = { payloadCodecs: [{ encode: through(deflateSync), decode: through(inflateSync) }] };
    await withHandrail(async (rig) => expect(await (await start(rig, 'activity', 'large')).result()).toBe('object'), {
      workerOptions: { dataConverter },
      clientOptions: { dataConverter },
    });
  });
});

it('says nothing of values that are plain and small', async () => {
  await withHandrail(async (rig) => {
    for (const door of ['activity', 'child', 'continueAsNew', 'result']) {
      await (await start(rig, door, 'none')).result();
    }
  });
  expect(workerLog.filter((line) => /HR30/.test(line))).toEqual([]);
});
