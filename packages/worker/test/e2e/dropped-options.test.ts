// Options of activities that the SDK drops: workflow bundles carry no table of all options, so the worker's process looks.
import { randomUUID } from 'node:crypto';
import { beforeEach, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';

const workflows = new URL('../workflows/failing.ts', import.meta.url);

beforeEach(beginWorkerLog);

it('warns of options of an activity that nothing reads, once for each (HR2018), and runs it', async () => {
  const activities = { hurriedly: async () => undefined };
  await runWorker({ workflows, activities, workerPackage: handrailWorker }, async ({ client, taskQueue }) => {
    const run = () => client.workflow.execute('hurries', { taskQueue, workflowId: randomUUID() });
    await run();
    await run();
    await eventually(() => workerLog.flatMap((line) => /\[HR2018\] .*/.exec(line)?.[0] ?? [])).toEqual([
      '[HR2018] Activity "hurriedly" has an option timeout that nothing reads; was startToCloseTimeout meant?',
      '[HR2018] Activity "hurriedly" has an option priorty that nothing reads; was priority meant?',
    ]);
  });
});
