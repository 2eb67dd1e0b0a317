// What a call is given in the place of something else, of which the SDK sends nothing, without a word.
import { resolvePolicy, setHost } from '@handrail/common/host';
import { HandrailError } from '@handrail/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client, Connection, WithStartWorkflowOperation } from '../src';
import { openDoor } from '../src/internal/door';
import {
  checkDefinition,
  checkListOptions,
  checkNote,
  checkRunId,
  checkTrigger,
  checkUpdateOptions,
  checkWorkflow,
} from '../src/internal/given-arguments';
import { guardWorkflowHandle } from '../src/internal/guard-workflow-handle';

const door = { policy: resolvePolicy() };

/** The first line of what is thrown, or undefined. */
function headOf(act: () => void): string | undefined {
  try {
    act();
  } catch (error) {
    if (!HandrailError.isInstance(error)) throw error;
    return error.message.split('\n', 1)[0];
  }
  return undefined;
}

describe('a workflow', () => {
  it('is no class, and the message says how one of another language is started', () => {
    const check = () => checkWorkflow('workflow.start', class Order {}, door);
    expect(check).toThrow('[HR4038] workflow.start was called with the class Order in place of the workflow.\n');
    expect(check).toThrow('Where a worker in another language has a workflow of that name, pass the name as a string.');
  });

  it('is looked for where a schedule has it', () => {
    expect(headOf(() => checkWorkflow('schedule.create', class Order {}, door, 'action.workflowType'))).toBe(
      '[HR4038] schedule.create was called with the class Order as action.workflowType in place of the workflow.',
    );
  });

  it.each([['order'], [async function order() {}], [async () => {}], [class {}], [undefined]])(
    'may be %s',
    (workflow) => {
      expect(headOf(() => checkWorkflow('workflow.start', workflow, door))).toBeUndefined();
    },
  );

  it.each<[string, (client: Client, workflow: string) => Promise<unknown>]>([
    ['start', (client, workflow) => client.workflow.start(workflow, OPTIONS)],
    ['signalWithStart', (client, workflow) => client.workflow.signalWithStart(workflow, { ...OPTIONS, signal: 'go' })],
    [
      'executeUpdateWithStart',
      (client, workflow) =>
        client.workflow.executeUpdateWithStart('add', {
          startWorkflowOperation: new WithStartWorkflowOperation(workflow, {
            ...OPTIONS,
            workflowIdConflictPolicy: 'FAIL',
          }),
        }),
    ],
    [
      'schedule',
      (client, workflow) =>
        client.schedule.create({
          scheduleId: 'nightly',
          spec: {},
          action: { type: 'startWorkflow', workflowType: workflow, taskQueue: 'orders' },
        }),
    ],
  ])('is looked at before anything is sent: %s', async (_, call) => {
    const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
    await expect(call(client, class Order {} as never)).rejects.toThrow('[HR4038]');
  });
});

const OPTIONS = { taskQueue: 'orders', workflowId: 'order-17' };

describe('an update', () => {
  const check = (options: unknown) => headOf(() => checkUpdateOptions('workflow.executeUpdate', options, door));

  it.each<[string, unknown, string]>([
    [
      'an argument in the place of the options',
      { cents: 500 },
      '[HR2014] workflow.executeUpdate has options: an object, which has none of args, updateId and waitForStage, so that the update would be sent without arguments: pass the arguments as { args: [value] }.',
    ],
    [
      'args in the singular',
      { arg: [5] },
      '[HR2012] workflow.executeUpdate has an option arg that does not exist; did you mean args?',
    ],
    [
      'a list',
      [5],
      '[HR2014] workflow.executeUpdate has options: an array, which is no object: pass the arguments as { args: [value] }.',
    ],
  ])('is refused with %s', (_, options, head) => {
    expect(check(options)).toBe(head);
  });

  it.each([[undefined], [{}], [{ args: [{ cents: 500 }] }], [{ updateId: 'pay-1' }], [{ args: [], trace: 'x' }]])(
    'is sent with %j',
    (options) => {
      expect(check(options)).toBeUndefined();
    },
  );
});

describe('a list', () => {
  const check = (options: unknown) => headOf(() => checkListOptions('workflow.list', options, door));

  it.each<[string, unknown, string]>([
    [
      'a query that is no text',
      { query: { WorkflowType: 'order' } },
      "[HR2014] workflow.list has query: an object, which is no text, such as WorkflowType = 'order': everything would be listed.",
    ],
    [
      'a filter',
      { filter: "WorkflowType = 'order'" },
      '[HR2012] workflow.list has an option filter that does not exist; did you mean query?',
    ],
    [
      'a page size in words',
      { pageSize: 'ten' },
      "[HR2014] workflow.list has pageSize: 'ten', which is no whole number from 1 up.",
    ],
    [
      'a negative page size',
      { pageSize: -1 },
      '[HR2014] workflow.list has pageSize: -1, which is no whole number from 1 up.',
    ],
  ])('is refused with %s', (_, options, head) => {
    expect(check(options)).toBe(head);
  });

  it.each([[undefined], [{}], [{ query: "WorkflowType = 'order'", pageSize: 10 }], [{ pageSize: 0 }]])(
    'is read with %j',
    (options) => {
      expect(check(options)).toBeUndefined();
    },
  );
});

describe('a handle', () => {
  const check = (runId: unknown) => headOf(() => checkRunId('workflow.getHandle', runId, door));

  it('is refused with options in the place of the run id', () => {
    expect(check({ firstExecutionRunId: 'x' })).toBe(
      '[HR2014] workflow.getHandle has runId: an object, which is no run id: options come third, getHandle(workflowId, undefined, options).',
    );
    expect(check(5)).toBe('[HR2014] workflow.getHandle has runId: 5, which is no run id.');
    expect(headOf(() => checkRunId('workflow.result', {}, door))).toBe(
      '[HR2014] workflow.result has runId: an object, which is no run id: options come third, result(workflowId, undefined, options).',
    );
  });

  it('is made with a run id, and without one', () => {
    expect(check('0192a7c4-0000-7000-8000-000000000000')).toBeUndefined();
    expect(check(undefined)).toBeUndefined();
    expect(check('')).toBeUndefined();
  });
});

describe('a note for the history', () => {
  const check = (note: unknown) => headOf(() => checkNote('workflow.terminate', 'reason', note, door));

  it.each<[string, unknown, string]>([
    [
      'an object',
      { reason: 'hunter2' },
      '[HR2014] workflow.terminate has reason: a value of type object, which is no text, and would not be recorded.',
    ],
    [
      'an error',
      new Error('hunter2'),
      '[HR2014] workflow.terminate has reason: an error, which is no text, and would not be recorded: pass its message.',
    ],
  ])('is refused where it is %s', (_, note, head) => {
    expect(check(note)).toBe(head);
  });

  it('is recorded where it is a text', () => {
    expect(check('wrong customer')).toBeUndefined();
    expect(check(undefined)).toBeUndefined();
  });
});

it('a trigger takes its policy by itself', () => {
  const check = (overlap: unknown) => headOf(() => checkTrigger(overlap, door));
  expect(check({ overlap: 'ALLOW_ALL' })).toBe(
    "[HR2014] schedule.trigger has overlap: an object, which is no policy: pass it by itself, trigger('ALLOW_ALL').",
  );
  for (const overlap of [undefined, 'ALLOW_ALL', 6]) expect(check(overlap)).toBeUndefined();
});

describe('a definition', () => {
  const check = (operation: string, definition: unknown) => headOf(() => checkDefinition(operation, definition, door));

  it.each([
    ['workflow.signal', 'a signal', 'the signal, or what defineSignal'],
    ['workflow.query', 'a query', 'the query, or what defineQuery'],
    ['workflow.startUpdate', 'an update', 'the update, or what defineUpdate'],
    ['workflow.executeUpdate', 'an update', 'the update, or what defineUpdate'],
  ])('has a name: %s', (operation, field, meant) => {
    expect(check(operation, Promise.resolve('total'))).toBe(
      `[HR2014] ${operation} has ${field}: an object, which has no name: pass the name of ${meant} has given.`,
    );
    for (const right of ['total', { type: 'query', name: 'total' }, undefined])
      expect(check(operation, right)).toBeUndefined();
  });
});

describe('a signal or a query with options in the place of its arguments', () => {
  const warn = vi.fn();
  beforeEach(() => {
    delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
    setHost({ logger: { warn } as never });
  });
  afterEach(() => {
    setHost({});
    warn.mockClear();
  });
  const heads = () => warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0]);
  const send = vi.fn(async () => undefined);
  const call = async (method: 'signal' | 'query', ...args: unknown[]) => {
    const handle = guardWorkflowHandle(
      { workflowId: 'order-17', signal: send, query: send },
      openDoor(resolvePolicy(), {}),
    );
    await (Reflect.apply(handle[method], handle, args) as Promise<unknown>);
    expect(send).toHaveBeenLastCalledWith(...args);
  };

  it.each([
    ['signal', 'Signal'],
    ['query', 'Query'],
  ] as const)('HR4071 is told once: %s', async (method, kind) => {
    await call(method, 'addItem', { args: ['book'] });
    await call(method, { name: 'addItem' }, { args: ['book'] });
    expect(heads()).toEqual([`[HR4071] ${kind} "addItem" has { args: […] } as its one argument.`]);
  });

  it('is not one with arguments', async () => {
    await call('signal', 'addItem', 'book');
    await call('signal', 'addItem', { args: ['book'], at: 1 });
    await call('query', 'total');
    expect(heads()).toEqual([]);
  });
});
