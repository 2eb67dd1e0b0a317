// HR1072 and HR1080: workflow interceptors that lose a call, or get none, each tried on a server.
import { ApplicationFailure } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

let declines = false;

const rig = rigForTests({
  workflows: new URL('../workflows/intercepted.ts', import.meta.url),
  activities: {
    charge: async () => {
      if (declines) throw ApplicationFailure.nonRetryable('the card was declined');
      return 'charged';
    },
  },
  noReplay: 'one of the histories ends in failed workflow tasks',
  workerPackage: handrailWorker,
  workerOptions: {
    interceptors: {
      workflowModules: [fileURLToPath(new URL('../workflows/losing.interceptor.ts', import.meta.url))],
    },
  },
});

beforeEach(beginWorkerLog);

const start = (workflow: string) =>
  rig.client.workflow.start(workflow, { taskQueue: rig.taskQueue, workflowId: randomUUID() });

const heads = () => workerLog.flatMap((line) => /\[HR1072\] [^\n]*/.exec(line)?.[0] ?? []);

const SUBJECT = '[HR1072] Method';

it.each([
  [
    'losesItsResult',
    undefined,
    `${SUBJECT} execute of interceptor Losing (inbound[0]) called next, and returned undefined in the place of what next gave (workflow "losesItsResult").`,
  ],
  [
    'neverRuns',
    undefined,
    `${SUBJECT} execute of interceptor Losing (inbound[0]) returned undefined without having called next (workflow "neverRuns").`,
  ],
  [
    'losesSignals',
    'charged',
    `${SUBJECT} handleSignal of interceptor Losing (inbound[0]) returned undefined without having called next (workflow "losesSignals").`,
  ],
  [
    'losesResults',
    undefined,
    `${SUBJECT} scheduleActivity of interceptor Losing (outbound[0]) called next, and returned undefined in the place of what next gave (workflow "losesResults").`,
  ],
  [
    'awaitsNothing',
    undefined,
    `${SUBJECT} scheduleActivity of interceptor Losing (outbound[0]) called next, and returned undefined in the place of what next gave (workflow "awaitsNothing").`,
  ],
  ['answersItself', 'from a cache', undefined],
  ['handsOn', 'charged', undefined],
])('%s', async (workflow, result, head) => {
  const handle = await start(workflow);
  await handle.signal('finish').catch(() => undefined);
  expect((await handle.result()) ?? undefined).toBe(result);
  await expect.poll(heads).toEqual(head === undefined ? [] : [head]);
});

it('says of interceptors that nothing calls what was meant (HR1080)', async () => {
  const handles = await Promise.all(['isMisspelt', 'isAClass', 'handsOn'].map(start));
  await Promise.all(handles.map((handle) => handle.signal('finish')));
  expect(await Promise.all(handles.map((handle) => handle.result()))).toEqual(['charged', 'charged', 'charged']);
  await expect
    .poll(() => workerLog.flatMap((line) => /\[HR1080\] [^\n]*/.exec(line)?.[0] ?? []).sort())
    .toEqual([
      '[HR1080] Interceptor inbound[0] of workflow "isAClass" is the class Losing, which nothing calls.',
      '[HR1080] Interceptor inbound[0] of workflow "isMisspelt" has a method execut, which nothing calls; did you mean execute?',
    ]);
});

it('losesAnswers to queries', async () => {
  const handle = await start('losesAnswers');
  await handle.query('state').catch(() => undefined);
  await expect
    .poll(heads)
    .toEqual([
      `${SUBJECT} handleQuery of interceptor Losing (inbound[0]) called next, and returned undefined in the place of what next gave (workflow "losesAnswers").`,
    ]);
  await handle.signal('finish');
  await handle.result();
});

it('listens to nothing that workflow code has forgotten', async () => {
  declines = true;
  const handle = await start('forgetsACharge');
  await eventually(async () => (await failedTasks(handle))[0] ?? '').toMatch(/^\[HR1009\] /);
  await handle.terminate();
  declines = false;
});
