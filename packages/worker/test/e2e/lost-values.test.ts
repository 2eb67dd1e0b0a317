// What the SDK takes without a word and drops: told by the worker, or to whoever looks at the failure.
import { codeOf } from '@handrail/errors';
import {
  ApplicationFailure,
  type WorkflowFailedError,
  type WorkflowHandleWithFirstExecutionRunId as WorkflowHandle,
} from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/lost.ts', import.meta.url);
const noReplay = 'some of the histories end in failed workflow tasks';

const FAILURES: Readonly<Record<string, () => unknown>> = {
  text: () => ApplicationFailure.create('no such customer' as never),
  'details as a text': () => ApplicationFailure.create({ message: 'declined', details: 'because' as never }),
  'details as an object': () => ApplicationFailure.create({ message: 'declined', details: { why: 1 } as never }),
  'a type that is a number': () => ApplicationFailure.create({ message: 'declined', type: 402 as never }),
  'nonRetryable as a text': () => ApplicationFailure.create({ message: 'declined', nonRetryable: 'false' as never }),
  'overrides as a text': () => ApplicationFailure.fromError(new Error('declined'), 'Declined' as never),
  'a misspelt override': () => ApplicationFailure.fromError(new Error('declined'), { nonRetriable: true } as object),
  right: () => ApplicationFailure.create({ message: 'declined', type: 'Declined', details: ['because'] }),
  'a type alone': () => ApplicationFailure.create({ type: 'Declined' }),
};

const activities = {
  charge: async (mistake?: string) => {
    const failure = mistake === undefined ? undefined : FAILURES[mistake];
    if (failure !== undefined) throw failure();
  },
};

const policy = { links: { ui: 'https://ui.example.com' } };
const rig = rigForTests({ workflows, workerPackage, noReplay, activities, policy });

beforeEach(beginWorkerLog);

const start = (workflow: string, ...args: unknown[]): Promise<WorkflowHandle> =>
  rig.client.workflow.start(workflow, { taskQueue: rig.taskQueue, workflowId: `lost-${randomUUID()}`, args });
const run = async (workflow: string, ...args: unknown[]) => await (await start(workflow, ...args)).result();
const heads = () => workerLog.flatMap((line) => /\[HR\d{4}\] .*/.exec(line)?.[0] ?? []);

async function failureOfTask(workflow: string, ...args: unknown[]): Promise<string> {
  const handle = await start(workflow, ...args);
  await eventually(() => failedTasks(handle)).not.toEqual([]);
  const [message = ''] = await failedTasks(handle);
  await handle.terminate();
  return message;
}

describe('an option of another form than the SDK reads', () => {
  it.each<[string, unknown[], string]>([
    [
      'memoOfChild',
      ['a text'],
      'Child workflow "child" has memo: a text or a list, which is not an object with fields.',
    ],
    ['memoOfChild', [5], 'Child workflow "child" has memo: a number, which is not an object.'],
    [
      'memoOfNextRun',
      [['a', 'list']],
      'Continue-as-new of workflow "memoOfNextRun" has memo: a text or a list, which is not an object with fields.',
    ],
    ['optionOfChild', ['priority', 'high'], 'Child workflow "child" has priority: a string, which is not an object.'],
    ['optionOfActivity', ['priority', 1], 'Activity "charge" has priority: a number, which is not an object.'],
    [
      'optionOfChild',
      ['staticSummary', { of: 'it' }],
      'Child workflow "child" has staticSummary: an object, which is not a text.',
    ],
    ['optionOfActivity', ['summary', 5], 'Activity "charge" has summary: a number, which is not a text.'],
    [
      'optionsOfChild',
      ['text'],
      'Child workflow "child" has options: a text or a list, which is not an object with options: arguments go into it as a list, { args: [order] }.',
    ],
    [
      'changesMemo',
      ['packed'],
      'upsertMemo in workflow "changesMemo" has memo: a text or a list, which is not an object with fields.',
    ],
    [
      'proxiesActivities',
      [],
      'Activity "charge" has options: an object, which has the activity itself as an option: pass the activities as the type, proxyActivities<typeof activities>({ … }).',
    ],
  ])('is told by %s(%j)', async (workflow, args, head) => {
    await run(workflow, ...args);
    await eventually(heads).toContain(`[HR2014] ${head}`);
    expect(heads()).toHaveLength(1);
  });

  it.each<[string, unknown[]]>([
    ['memoOfChild', [{ state: 'new' }]],
    ['memoOfChild', [{}]],
    ['memoOfChild', [{ 1: 'a', 2: 'b' }]],
    ['optionOfChild', ['priority', { priorityKey: 1 }]],
    ['optionOfChild', ['staticSummary', 'of it']],
    ['optionOfActivity', ['summary', undefined]],
    ['memoOfNextRun', [{ state: 'new' }]],
    ['changesMemo', [{ state: 'packed', total: 5 }]],
    ['proxiesRight', []],
  ])('is not one that %s(%j) has', async (workflow, args) => {
    await run(workflow, ...args);
    expect(heads()).toEqual([]);
  });
});

describe('options that are none', () => {
  it.each([
    ['proxiesText', 'proxyActivities'],
    ['proxiesLocallyText', 'proxyLocalActivities'],
  ])('of %s are told as such, not as a missing timeout', async (workflow, call) => {
    const message = await failureOfTask(workflow);
    expect(message).toMatch(
      new RegExp(
        `^\\[HR1014\\] Workflow "${workflow}" hands ${call} what it cannot use \\(packages/worker/test/workflows/lost\\.ts:\\d+\\): what stands in the place of its options is not an object\\.\\n`,
      ),
    );
    expect(message).toContain(`or nothing at all: ${call}({ startToCloseTimeout: '1 minute' })`);
  });

  it('of proxyActivities(null) are told with what to pass', async () => {
    expect(await failureOfTask('proxiesNull')).toContain('pass an object with options, or nothing at all');
  });
});

describe('upsertMemo', () => {
  it('without an object says what to pass', async () => {
    const message = await failureOfTask('changesMemo', null);
    expect(message).toMatch(/^\[HR1014\] Workflow "changesMemo" hands upsertMemo what it cannot use/);
    expect(message).toContain("pass an object with the fields that change: upsertMemo({ state: 'packed' })");
  });

  it('without a field says why the server refuses it', async () => {
    const handle = await start('changesMemo', 5);
    await eventually(() => workerLog.join('\n')).toContain('[HR1015] The server refuses what workflow "changesMemo"');
    expect(workerLog.join('\n')).toContain('a Map, a number and an empty object have none');
    await handle.terminate();
  });
});

describe('a patch', () => {
  it.each<[string, unknown[], string]>([
    ['patchesNothing', [], 'calls patched with undefined'],
    ['patches', [5], 'calls patched with 5'],
    ['patches', [{ id: 'charge' }], 'calls patched with an object'],
    ['deprecatesNothing', [], 'calls deprecatePatch with undefined'],
  ])('whose id is no text fails the task before the history has it: %s(%j)', async (workflow, args, does) => {
    const handle = await start(workflow, ...args);
    await eventually(() => failedTasks(handle)).not.toEqual([]);
    const [message = ''] = await failedTasks(handle);
    expect(message).toContain(`[HR8004] Workflow "${workflow}" ${does}, and the id of a patch is a text.\n`);
    expect(message).toContain(`/workflows/${handle.workflowId}/`);
    const { events } = await handle.fetchHistory();
    expect(events?.some((event) => event.markerRecordedEventAttributes)).toBe(false);
    expect(heads().filter((head) => head.startsWith('[HR8004]'))).toHaveLength(1);
    await handle.terminate();
  });

  it.each(['charge-in-euros', ''])('with the id "%s" is recorded', async (id) => {
    expect(await run('patches', id)).toBe(true);
    expect(heads()).toEqual([]);
  });

  it('is only told of where the execution was started without Handrail', async () => {
    const { Client } = await import('@temporalio/client');
    const client = new Client({ connection: rig.connection });
    const handle = await client.workflow.start('patches', {
      taskQueue: rig.taskQueue,
      workflowId: randomUUID(),
      args: [7],
    });
    expect(await handle.result()).toBe(true);
    expect(heads()).toEqual(['[HR8004] Workflow "patches" calls patched with 7, and the id of a patch is a text.']);
  });
});

describe('a failure of a workflow', () => {
  it('that was given a text says that nothing is left of it', async () => {
    const error = await failureOf(() => run('failsWith', 'no such customer'));
    const { cause } = error as WorkflowFailedError;
    expect(codeOf(cause)).toBe('HR1044');
    expect(cause?.message).toMatch(
      /^\[HR1044\] Workflow "failsWith" failed with an ApplicationFailure that has neither a message nor a type\.\n/,
    );
    expect(cause).toBeInstanceOf(ApplicationFailure);
  });

  it('that was given nothing says what to pass', async () => {
    const message = await failureOfTask('failsWithNothing');
    expect(message).toMatch(
      /^\[HR1014\] Workflow "failsWithNothing" hands ApplicationFailure\.create what it cannot use/,
    );
    expect(message).toContain("ApplicationFailure.create({ message: 'no such customer', type: 'NoSuchCustomer' })");
  });

  it('whose details are no list is told by its details, not by a promise that nobody awaits', async () => {
    const message = await failureOfTask('failsWith', { message: 'declined', details: 'because' });
    expect(message).toMatch(/^\[HR1014\] Workflow "failsWith" hands ApplicationFailure what it cannot use/);
    expect(message).toContain('pass its details as a list, also for a single one: details: [value]');
  });

  it.each([{ message: 'declined' }, { type: 'Declined' }, { details: ['because'] }])(
    'is left alone where it says something: %j',
    async (options) => {
      const { cause } = (await failureOf(() => run('failsWith', options))) as WorkflowFailedError;
      expect(codeOf(cause)).toBeUndefined();
    },
  );
});

describe('a failure of an activity', () => {
  const causeOf = async (mistake: string) => {
    const { cause } = (await failureOf(() => run('failsInActivity', mistake))) as WorkflowFailedError;
    return cause?.cause as ApplicationFailure;
  };

  it('that was given a text says that nothing is left of it', async () => {
    const { message } = await causeOf('text');
    expect(message).toMatch(/^\[HR1044\] Activity "charge" failed with an ApplicationFailure that has neither/);
  });

  it('whose details are no list says so, and the worker lives on', async () => {
    const { message, details } = await causeOf('details as a text');
    expect(message).toMatch(
      /^declined\n\[HR2014\] The failure of activity "charge" has details: 'because', which is not a list: nothing of it is sent\.\n/,
    );
    expect(details).toEqual([]);
    expect((await causeOf('details as an object')).message).toContain('has details: an object, which is not a list');
  });

  it.each([
    [
      'nonRetryable as a text',
      `[HR2014] The failure of activity "charge" has nonRetryable: 'false', which is neither true nor false: whatever is not empty counts as true.`,
    ],
    [
      'overrides as a text',
      '[HR2014] The failure of activity "charge" has overrides: a text or a list, which is not an object with fields.',
    ],
    [
      'a misspelt override',
      '[HR2012] The failure of activity "charge" has an option nonRetriable that does not exist; did you mean nonRetryable?',
    ],
  ])('with %s is told once, and thrown on', async (mistake, head) => {
    expect((await causeOf(mistake)).message).toBe('declined');
    await eventually(heads).toEqual([head]);
  });

  it('with a type that is a number is told so in the failure, whose type is its text', async () => {
    const head = `[HR2014] The failure of activity "charge" has type: 402, which is not a text: give the name of a class, type: 'CardDeclined'.`;
    const { message, type } = await causeOf('a type that is a number');
    expect(message).toMatch(/^declined\n\[HR2014\] /);
    expect(message).toContain(head);
    expect(type).toBe('402');
  });

  it.each(['right', 'a type alone'])('is left alone where it is %s', async (mistake) => {
    expect(codeOf(await causeOf(mistake))).toBeUndefined();
    expect(heads()).toEqual([]);
  });
});

describe('a child whose id is taken', () => {
  it('by another child of the same workflow fails it with both, and what to do', async () => {
    const handle = await start('startsTakenChild');
    const error = (await failureOf(() => handle.result())) as WorkflowFailedError;
    expect(codeOf(error)).toBe('HR1043');
    expect(error.cause?.message).toMatch(
      new RegExp(
        `^Workflow execution already started\\n\\[HR1043\\] Workflow "startsTakenChild" could not start child workflow "waits": the id "${handle.workflowId}/child" belongs to an open execution of "waits" that it has started itself \\(run [\\w-]+, since \\d{4}-.*Z\\)\\.\\n`,
      ),
    );
    expect(error.cause?.message).toContain('or wait for the first child before the next is started');
    expect(error.cause?.message).toContain(encodeURIComponent(`${handle.workflowId}/child`));
  });

  it('is told where something has come in meanwhile, so that its workflow task is done anew', async () => {
    const other = await start('waits');
    const service = rig.nativeConnection.workflowService;
    const asking = vi.spyOn(service, 'describeWorkflowExecution').mockImplementationOnce(async (request) => {
      await rig.client.workflow.getHandle(parentId).signal('comes in meanwhile');
      return (await rig.connection.workflowService.describeWorkflowExecution(request)) as never;
    });
    const parentId = `lost-${randomUUID()}`;
    const handle = await rig.client.workflow.start('startsTakenChild', {
      taskQueue: rig.taskQueue,
      workflowId: parentId,
      args: [other.workflowId],
    });
    const { cause } = (await failureOf(() => handle.result())) as WorkflowFailedError;
    asking.mockRestore();
    expect(await failedTasks(handle)).toEqual(['UnhandledCommand']);
    expect(cause?.message).toContain(`run ${other.firstExecutionRunId}, since `);
    await other.terminate();
  });

  it('by an execution of its own is named with its run, also below another failure', async () => {
    const other = await start('waits');
    const id = other.workflowId;
    for (const workflow of ['startsTakenChild', 'wrapsTakenChild']) {
      const { cause } = (await failureOf(() => run(workflow, id))) as WorkflowFailedError;
      const told = workflow === 'wrapsTakenChild' ? cause?.cause : cause;
      expect(told).toMatchObject({ message: expect.stringContaining(`run ${other.firstExecutionRunId}, since `) });
      expect(told).toMatchObject({ message: expect.stringContaining(`getExternalWorkflowHandle('${id}')`) });
    }
    // Who catches the error hears the SDK's own words.
    expect(await run('minds', id)).toBe('Workflow execution already started');
    await other.terminate();
  });
});
