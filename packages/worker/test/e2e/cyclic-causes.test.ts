// An error that is its own cause: the SDK's failure converter follows causes for ever, and the thread of the workflow cannot send
// the log line about it, so that the raw worker never completes the task and cannot be stopped.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/failing.ts', import.meta.url);
const noReplay = 'the histories end in failed workflow tasks';
const LONG = 45_000;

beforeEach(beginWorkerLog);

describe.each([false, true])('an error that is its own cause, with debugMode: %j', (debugMode) => {
  it.each(['plain', 'mutual', 'failure'])(
    'fails the workflow task with HR1042, and the worker goes on: %s',
    async (kind) => {
      const options = {
        workflows,
        activities: {},
        noReplay,
        workerPackage: handrailWorker,
        workerOptions: { debugMode },
      };
      await runWorker(options, async ({ client, taskQueue }) => {
        const start = (workflow: string, args: unknown[]) =>
          client.workflow.start(workflow, { taskQueue, workflowId: randomUUID(), args });
        const handle = await start('causesItself', [kind]);
        await eventually(() => failedTasks(handle)).toEqual([
          expect.stringMatching(
            /^\[HR1042\] Workflow "causesItself" throws an error whose causes lead back to the error itself\./,
          ),
        ]);
        expect(workerLog.filter((line) => line.includes('[HR1042]'))).not.toEqual([]);
        const other = await start('throwsPlainError', []);
        await eventually(() => failedTasks(other)).toEqual([expect.stringMatching(/^\[HR1010\] /)]);
      });
    },
    LONG,
  );
});
