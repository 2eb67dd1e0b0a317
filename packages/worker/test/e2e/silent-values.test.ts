// What workflow code returns or throws, and neither JSON nor a log can hold.
import { codeOf } from '@handrail/errors';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/payloads.ts', import.meta.url);
const noReplay = 'some of the histories end in failed workflow tasks';

const activities = { charge: async () => 'charged' };
const rig = rigForTests({ workflows, workerPackage, noReplay, activities });

beforeEach(beginWorkerLog);

const start = (workflow: string) =>
  rig.client.workflow.start(workflow, { taskQueue: rig.taskQueue, workflowId: randomUUID() });

it('a function as the result of a workflow is told by the worker, and by whoever reads it', async () => {
  const handle = await start('returningFunction');
  const error = await failureOf(() => handle.result());
  expect(error).toBeInstanceOf(SyntaxError);
  expect(codeOf(error)).toBe('HR3010');
  expect(error.message).toContain('[HR3010] workflow.result got a payload that has no content.');
  expect(workerLog.join('\n')).toContain(
    '[HR3001] The result in workflow "returningFunction" cannot be serialised: result: a function or a symbol.',
  );
});

it('a class that is thrown fails the task with what was thrown, not with a sink that cannot log it', async () => {
  const handle = await start('throwingClass');
  await eventually(() => failedTasks(handle)).not.toEqual([]);
  const [message = ''] = await failedTasks(handle);
  expect(message).toMatch(
    /^\[HR1010\] Workflow "throwingClass" threw a value that is no Error: class ApplicationFailure/,
  );
  await handle.terminate();
});

it('a local activity that the worker does not have is named, with where it has to be', async () => {
  const handle = await start('missingLocally');
  await eventually(() => failedTasks(handle)).not.toEqual([]);
  const [message = ''] = await failedTasks(handle);
  expect(message).toContain("Local activity of type 'chargeCard' not registered on worker");
  expect(message).toContain('register it with the worker that runs the workflow');
  await handle.terminate();
});
