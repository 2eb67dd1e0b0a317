import { bundleWorkflowCode } from '@handrail/worker';
import { guardTable } from '@handrail/common/guards';
import { DefaultLogger } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import { doorOutcome } from '../support/door-outcome';
import { doorRows, headLineOf } from '../support/door-rows';

// A test of the tests: with its row taken out of the guard table, every door test of `guarded-doors.test.ts` must fail.

const workflows = new URL('../workflows/doors.ts', import.meta.url);
const activities = { charge: async () => 'charged' };

let intact: string;
beforeAll(async () => {
  const logger = new DefaultLogger('ERROR');
  ({ code: intact } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(workflows), logger }));
});

it('has door tests for every row of the guard table', () => {
  expect([...new Set(doorRows.map(({ code }) => code))].sort()).toEqual(guardTable.map(({ name }) => name).sort());
});

describe.each(doorRows)('without its row, $code $options', (row) => {
  it('is found at no door', async () => {
    const workerOptions = { workflowBundle: { code: withoutRow(intact, row.code) } };
    const noReplay = 'The server has refused some of these calls, others have failed in the SDK.';
    await runWorker({ workflows, activities, workerOptions, noReplay }, async ({ client, taskQueue }) => {
      const outcomes = await Promise.all(
        row.doors.map(async (door) => ({ door, ...(await doorOutcome(client, taskQueue, door, row.options)) })),
      );
      for (const { door, refusal } of outcomes) {
        expect(refusal ?? '', door).not.toContain(headLineOf(row, door));
        expect(workerLog.join('\n'), door).not.toContain(headLineOf(row, door));
      }
    });
  });
});

/** The bundle with one row that applies to no kind of call. */
function withoutRow(code: string, row: string): string {
  const shape = /\{\s*name:\s*(\w+)\.code,\s*(\w+):\s*(\w+),/g;
  expect(code.match(shape)).toHaveLength(1);
  return code.replace(shape, `{name:$1.code,$2:$1.code==="${row}"?[]:$3,`);
}
