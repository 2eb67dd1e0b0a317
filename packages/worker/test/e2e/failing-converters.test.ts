// A payload converter of the user's own that cannot read what has come: which value it was, and which converter, on each side.
import { codeOf } from '@handrail/errors';
import type { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/lost.ts', import.meta.url);
const noReplay = 'some of the histories end in failed workflow tasks';
const payloadConverterPath = createRequire(import.meta.url).resolve('../workflows/money.payload-converter.cjs');
const dataConverter = { payloadConverterPath };

const activities = {
  charge: async (what?: unknown) => (what === 'makes a price' ? { currency: 'DEM', cents: 500 } : undefined),
};

const rig = rigForTests({
  workflows,
  workerPackage,
  noReplay,
  activities,
  workerOptions: { dataConverter },
  clientOptions: { dataConverter },
});

beforeEach(beginWorkerLog);

const FRESH = { currency: 'EUR', cents: 500 };
const GONE = { currency: 'DEM', cents: 500 };
const PLACE = String.raw`\(packages/worker/test/workflows/money\.payload-converter\.cjs:\d+(?::\d+)?\)`;

const start = (workflow: string, args: unknown[], others: object = {}) =>
  rig.client.workflow.start(workflow, {
    taskQueue: rig.taskQueue,
    workflowId: `converter-${randomUUID()}`,
    args,
    ...others,
  });

describe('in the client', () => {
  it('names the call, the converter and the encoding, and keeps class and cause', async () => {
    const handle = await start('makesPrice', []);
    const error = await failureOf(() => handle.result());
    expect(error).toBeInstanceOf(TypeError);
    expect(codeOf(error)).toBe('HR3011');
    expect(error.message).toMatch(
      new RegExp(
        `^there is no rate for DEM\n\\[HR3011\\] fromPayload of the payload converter MoneyConverter ${PLACE} threw while it read what workflow\\.result got \\(encoding json/money\\): TypeError: there is no rate for DEM\n`,
      ),
    );
    expect(error.message).toContain('let the converter return undefined for an encoding that is not its own');
    expect(error.message).toContain(handle.workflowId);
  });

  it('says that it was a memo', async () => {
    const handle = await start('waits', [], { memo: { price: GONE } });
    const error = await failureOf(() => handle.describe());
    expect(error.message).toMatch(
      /\[HR3011\] fromPayload of the payload converter MoneyConverter .* while it read a memo for workflow\.describe /,
    );
    await handle.terminate();
  });

  it('says nothing of what it can read', async () => {
    const handle = await start('takes', [FRESH], { memo: { price: FRESH } });
    expect(await handle.result()).toEqual(FRESH);
    expect((await handle.describe()).memo).toEqual({ price: FRESH });
  });
});

describe('in the worker', () => {
  it('names the argument of the activity, which was not called', async () => {
    const error = (await failureOf(
      async () => await (await start('passesOn', ['DEM'])).result(),
    )) as WorkflowFailedError;
    const failure = error.cause?.cause as ApplicationFailure;
    expect(codeOf(failure)).toBe('HR3011');
    expect(failure.message).toMatch(
      new RegExp(
        `\\[HR3011\\] fromPayload of the payload converter MoneyConverter ${PLACE} threw while it read args\\[1\\] of activity "charge" \\(encoding json/money\\): there is no rate for DEM\n`,
      ),
    );
    expect(failure.type).toBe('TypeError');
    expect(workerLog.join('\n')).toContain('[HR3011]');
  });

  it('says nothing of what it can read', async () => {
    await (await start('passesOn', ['EUR'])).result();
    expect(workerLog.filter((line) => line.includes('[HR'))).toEqual([]);
  });
});

describe('in workflow code', () => {
  it.each<[string, string, unknown[]]>([
    ['takes', 'the arguments', [GONE]],
    ['readsResult', 'the result of an activity, or the details of its failure,', []],
  ])('of %s names what it was: %s', async (workflow, what, args) => {
    const handle = await start(workflow, args);
    await eventually(() => failedTasks(handle)).not.toEqual([]);
    const [message = ''] = await failedTasks(handle);
    expect(message).toMatch(
      new RegExp(
        `^\\[HR3011\\] fromPayload of the payload converter MoneyConverter ${PLACE} threw while it read ${what} in workflow "${workflow}": TypeError: there is no rate for DEM\n`,
      ),
    );
    await handle.terminate();
  });
});
