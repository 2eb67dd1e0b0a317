// What handlers, validators and waits of workflow code do not do, and whose handler it was that threw.
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const rig = rigForTests({
  workflows: new URL('../workflows/handlers.ts', import.meta.url),
  activities: { charge: async () => 'charged' },
  noReplay: 'some of the histories end in failed workflow tasks',
  workerPackage: handrailWorker,
});

beforeEach(beginWorkerLog);

const start = (workflow: string) =>
  rig.client.workflow.start(workflow, { taskQueue: rig.taskQueue, workflowId: randomUUID() });

/** The head lines that the worker's log has of a workflow. */
const heads = (workflow: string) =>
  workerLog
    .filter((line) => line.includes(`workflowType: '${workflow}'`))
    .flatMap((line) => /\[HR\d{4}\] [^\n]*/.exec(line)?.[0] ?? []);

async function headOfFailure(handle: Awaited<ReturnType<typeof start>>): Promise<string | undefined> {
  await eventually(() => failedTasks(handle)).not.toEqual([]);
  const [message] = await failedTasks(handle);
  await handle.terminate();
  return message?.split('\n', 1)[0];
}

describe('an update whose validator', () => {
  it.each([
    [
      'saysNo',
      '[HR1070] The validator of update "pay" in workflow "saysNo" returned false, which rejects nothing: the update was accepted.',
    ],
    [
      'returnsAnError',
      '[HR1070] The validator of update "pay" in workflow "returnsAnError" returned an error, which rejects nothing: the update was accepted.',
    ],
    [
      'validatesLater',
      '[HR1016] The validator of update "pay" in workflow "validatesLater" is asynchronous, so it cannot reject an update.',
    ],
  ])('%s is accepted, which is told', async (workflow, head) => {
    const handle = await start(workflow);
    expect(await handle.executeUpdate('pay', { args: [-1] })).toBe('paid -1');
    await handle.signal('finish');
    await handle.result();
    expect(heads(workflow)).toEqual([head]);
  });

  it.each([['saysYes'], ['parses'], ['rejects']])('%s does what it should', async (workflow) => {
    const handle = await start(workflow);
    expect(await handle.executeUpdate('pay', { args: [1] })).toBe('paid 1');
    if (workflow === 'rejects') {
      await expect(handle.executeUpdate('pay', { args: [-1] })).rejects.toBeInstanceOf(WorkflowUpdateFailedError);
    }
    await handle.signal('finish');
    await handle.result();
    expect(heads(workflow)).toEqual([]);
  });
});

describe('the options of setHandler', () => {
  it.each([
    ['guardsASignal', '[HR2014] The handler of signal "approve" has validator: a function, which only updates have.'],
    [
      'misspellsItsValidator',
      '[HR2018] The handler of update "pay" has an option validater that nothing reads; was validator meant?',
    ],
    ['describesItsHandlers', undefined],
  ])('of %s', async (workflow, head) => {
    const handle = await start(workflow);
    await handle.signal('finish');
    await handle.result();
    expect(heads(workflow)).toEqual(head === undefined ? [] : [head]);
  });
});

describe('a condition whose function returns', () => {
  it.each([
    ['waitsForAPromise', true],
    ['waitsForATrigger', true],
    ['waitsForAnObject', false],
  ])('what %s', async (workflow, isTold) => {
    expect(await (await start(workflow)).result()).toBe('went on');
    expect(heads(workflow)).toEqual(
      isTold
        ? [
            `[HR1071] Workflow "${workflow}" waits with condition for a function that returned a promise, which counts as true at once.`,
          ]
        : [],
    );
  });
});

describe('a handler that throws', () => {
  it.each([
    ['throwsOnSignal', 'Error: bad amount', 'signal "approve"'],
    ['throwsAfterSignal', 'Error: bad amount', 'signal "approve"'],
    // Of this one the SDK cuts off the stack.
    ['throwsOnAnySignal', 'Error: unknown signal approve', 'signal "approve"'],
  ])('is named: that of %s', async (workflow, error, handler) => {
    const handle = await start(workflow);
    await handle.signal('approve');
    const head = await headOfFailure(handle);
    expect(head).toContain(`[HR1010] Workflow "${workflow}" threw ${error} (`);
    expect(head).toMatch(new RegExp(`handler of ${handler}\\)$`));
  });

  it('of an update, too', async () => {
    const handle = await start('throwsOnUpdate');
    void handle.executeUpdate('pay', { args: [1] }).catch(() => undefined);
    expect(await headOfFailure(handle)).toMatch(
      /^\[HR1010\] Workflow "throwsOnUpdate" threw Error: bad amount \(.*handlers\.ts:\d+, handler of update "pay"\)$/,
    );
  });

  it('a TemporalFailure reaches the caller as the SDK sends it', async () => {
    const handle = await start('refusesAnUpdate');
    const error = await handle.executeUpdate('pay', { args: [1] }).catch((thrown: unknown) => thrown as Error);
    expect((error as WorkflowUpdateFailedError).cause?.stack).toMatch(/^ApplicationFailure: the card was declined/);
    expect(JSON.stringify((error as WorkflowUpdateFailedError).cause)).not.toContain('[update pay]');
    await handle.signal('finish');
    await handle.result();
  });
});

describe('a duration that is a point in time', () => {
  it.each([
    ['sleepsUntil', 'Timer "sleep" has duration'],
    ['waitsUntil', 'Timer "condition" has timeout'],
    ['setsATimeoutUntil', 'Timer "timer" has duration'],
  ])('is refused: %s', async (workflow, subject) => {
    const handle = await start(workflow);
    await eventually(async () => (await failedTasks(handle)).length > 0).toBe(true);
    expect(await headOfFailure(handle)).toMatch(
      new RegExp(`^\\[HR2010\\] ${subject}: \\d{13}, which is a point in time\\.$`),
    );
    expect(heads(workflow)).toHaveLength(1);
  });

  it('is none where it is what is left until then', async () => {
    await (await start('sleepsForWhatIsLeft')).result();
    expect(heads('sleepsForWhatIsLeft')).toEqual([]);
  });
});

it('tells of an option that a local activity does not have', async () => {
  const workflow = 'givesALocalActivityAHeartbeat';
  expect(await (await start(workflow)).result()).toBe('charged');
  expect(heads(workflow)).toEqual([
    '[HR2014] Local activity "charge" has heartbeatTimeout: a string, which only activities have.',
  ]);
});
