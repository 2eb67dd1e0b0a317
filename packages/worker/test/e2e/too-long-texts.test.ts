// An error whose message is a whole page: the bare SDK can send it to no server, so that an activity seems to time out, and a
// workflow task to hang, without a word of what has failed.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/too-long-texts.ts', import.meta.url);
const noReplay = 'one of the histories ends in a failed workflow task';
const LONG = 45_000;
const activities = {
  ask: async () => {
    throw new Error(`502 <html>${'x'.repeat(3_000_000)}</html>`);
  },
};

beforeEach(beginWorkerLog);

it(
  'is told all the same, by an activity and by a workflow',
  async () => {
    await runWorker(
      { workflows, activities, noReplay, workerPackage: handrailWorker },
      async ({ client, taskQueue }) => {
        const start = (workflow: string) =>
          client.workflow.start(workflow, { taskQueue, workflowId: randomUUID(), args: [] });
        const asking = await start('asksForPage');
        expect(await asking.result()).toMatch(/^502 <html>x/);
        const throwing = await start('throwsPage');
        await eventually(() => failedTasks(throwing)).toEqual([
          expect.stringMatching(/^\[HR1010\] Workflow "throwsPage" threw Error: 502 <html>x/),
        ]);
        await throwing.terminate();
      },
    );
  },
  LONG,
);
