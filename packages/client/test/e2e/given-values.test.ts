// Values that the SDK itself fails on, in the words of its inner parts: each is named, and the class of the error stays.
import { codeOf } from '@handrail/errors';
import { Connection, ServiceError } from '@temporalio/client';
import { ValueError } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { Client, type ClientOptions } from '../../src';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const require = createRequire(import.meta.url);
const rig = rigForFile();
const nobody = `nobody-${randomUUID()}`;

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

const options = (others: object = {}) => ({ taskQueue: nobody, workflowId: `given-${randomUUID()}`, ...others });
const start = (others: object) => rig.client.workflow.start('guarded', options(others) as never);
const line = ({ message }: Error) => message.split('\n').find((each) => each.startsWith('[HR'));
const fix = ({ message }: Error) => /Fix: +(.*)/.exec(message)?.[1];

describe('a value of a start', () => {
  it.each<[string, object, RegExp, RegExp]>([
    [
      'a reuse policy that does not exist',
      { workflowIdReusePolicy: 'ALLOW_DUPLICTE' },
      /refused workflowIdReusePolicy 'ALLOW_DUPLICTE'/,
      /^write 'ALLOW_DUPLICATE'/,
    ],
    [
      'a conflict policy that does not exist',
      { workflowIdConflictPolicy: 'USE_EXISTNG' },
      /refused workflowIdConflictPolicy 'USE_EXISTNG'/,
      /^write 'USE_EXISTING'/,
    ],
    [
      'a constant that resembles none',
      { workflowIdReusePolicy: 'whatever-it-is' },
      /refused workflowIdReusePolicy 'whatever-it-is'/,
      /^write one of 'ALLOW_DUPLICATE', 'ALLOW_DUPLICATE_FAILED_ONLY', 'REJECT_DUPLICATE', 'TERMINATE_IF_RUNNING'/,
    ],
    [
      'search attributes without lists',
      { searchAttributes: { State: 'new' } },
      /refused searchAttributes/,
      /\['new'\]/,
    ],
    ['typed search attributes of another form', { typedSearchAttributes: { a: 1 } }, /typedSearchAttributes/, /pairs/],
    [
      'typed search attributes that are no pairs',
      { typedSearchAttributes: [['State', 'new']] },
      /refused typedSearchAttributes\[0\], which has no key: Cannot read/,
      /^pass a list of pairs/,
    ],
    ['half a priority', { priority: { priorityKey: 0.5 } }, /refused priorityKey 0\.5/, /a whole number from 1/],
    ['an override of the version', { versioningOverride: 'x' }, /refused versioningOverride/, /'AUTO_UPGRADE'/],
    ['a number as a task queue', { taskQueue: 5 }, /refused the task queue 5/, /as a text/],
    ['arguments that are no list', { args: 'abc' }, /refused args \(a string\)/, /args: \[value\]/],
  ])('is named: %s', async (_, others, head, remedy) => {
    const error = await failureOf(() => start(others));
    expect(codeOf(error)).toBe('HR4033');
    expect(line(error)).toMatch(head);
    expect(fix(error)).toMatch(remedy);
  });

  it('keeps the class of the error', async () => {
    expect(await failureOf(() => start({ workflowIdReusePolicy: 'x' }))).toBeInstanceOf(ValueError);
    expect(await failureOf(() => start({ taskQueue: 5 }))).toBeInstanceOf(ServiceError);
  });

  it('is left in peace where it is right', async () => {
    const handle = await start({
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      searchAttributes: {},
      typedSearchAttributes: [],
      priority: { priorityKey: 2 },
      versioningOverride: 'AUTO_UPGRADE',
      args: [],
    });
    await handle.terminate();
    expect(warnings).toEqual([]);
  });
});

describe('an option of another form than the SDK reads', () => {
  const create = (others: object) => {
    const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: nobody } as const;
    const spec = { intervals: [{ every: '1 day' }] };
    return rig.client.schedule.create({ scheduleId: `given-${randomUUID()}`, spec, action, ...others } as never);
  };

  it.each<[string, object, string]>([
    ['a text', { memo: 'a text' }, `[HR2014] Workflow "guarded" has memo: 'a text', which is not an object.`],
    ['a list', { memo: ['a'] }, '[HR2014] Workflow "guarded" has memo: an array, which is not an object with fields.'],
    [
      'a Map',
      { memo: new Map([['owner', 'payments']]) },
      '[HR2014] Workflow "guarded" has memo: an object, which is a Map, whose entries are no fields.',
    ],
    ['a word', { priority: 'high' }, `[HR2014] Workflow "guarded" has priority: 'high', which is not an object.`],
    ['a number', { priority: 1 }, '[HR2014] Workflow "guarded" has priority: 1, which is not an object.'],
    [
      'an object',
      { staticSummary: {} },
      '[HR2014] Workflow "guarded" has staticSummary: an object, which is not a text.',
    ],
    [
      'another name',
      { priority: { key: 1 } },
      '[HR2012] Workflow "guarded" has an option priority.key that does not exist; did you mean priority.priorityKey?',
    ],
  ])('is refused before anything is sent: %s', async (_, others, head) => {
    expect(line(await failureOf(() => start(others)))).toBe(head);
  });

  it.each<[string, object, string]>([
    ['its memo', { memo: 'a text' }, `has memo: 'a text', which is not an object with fields.`],
    ['its times', { spec: '0 12 * * *' }, `has spec: '0 12 * * *', which is not an object with fields.`],
    ['its policies', { policies: 'SKIP' }, `has policies: 'SKIP', which is not an object with fields.`],
    [
      'the memo of its action',
      { action: { type: 'startWorkflow', workflowType: 'guarded', taskQueue: nobody, memo: 'a text' } },
      `[HR2014] Scheduled workflow "guarded" has memo: 'a text', which is not an object.`,
    ],
  ])('is refused of a schedule: %s', async (_, others, head) => {
    const error = await failureOf(() => create(others));
    expect(codeOf(error)).toBe('HR2014');
    expect(line(error)).toContain(head);
  });

  it('is not one that is right', async () => {
    const handle = await start({
      memo: { owner: 'payments' },
      priority: { fairnessKey: 'acme' },
      staticSummary: 'of it',
    });
    await handle.terminate();
    const schedule = await create({ memo: {}, policies: {}, state: { note: 'on' } });
    await schedule.delete();
    expect(warnings).toEqual([]);
  });
});

describe('what is called without a definition', () => {
  const handle = () => rig.client.workflow.getHandle(`ghost-${randomUUID()}`);
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'signal',
      () => handle().signal(undefined as never),
      '[HR4037] workflow.signal was called without the definition of the signal.',
    ],
    [
      'query',
      () => handle().query(undefined as never),
      '[HR4037] workflow.query was called without the definition of the query.',
    ],
    [
      'update',
      () => handle().executeUpdate(undefined as never),
      '[HR4037] workflow.executeUpdate was called without the definition of the update.',
    ],
    [
      'signalWithStart',
      () => rig.client.workflow.signalWithStart('guarded', options() as never),
      '[HR4037] workflow.signalWithStart was called without signal.',
    ],
  ])('is named: %s', async (_, call, head) => {
    expect(line(await failureOf(call))).toBe(head);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['of an update', () => handle().executeUpdate('ping', { args: 'x' as never }), /refused args \(a string\)/],
    [
      'of signalWithStart',
      () => rig.client.workflow.signalWithStart('guarded', options({ signal: 'nudge', signalArgs: 'x' }) as never),
      /refused signalArgs \(a string\)/,
    ],
  ])('and so are arguments that are no list: %s', async (_, call, head) => {
    expect(line(await failureOf(call))).toMatch(head);
  });

  it('is not what has one: the failure is about something else', async () => {
    for (const call of [() => handle().signal('nudge'), () => handle().query('state')])
      expect(codeOf(await failureOf(call))).toBe('HR4008');
  });
});

describe('elsewhere', () => {
  it('a time of a schedule that is no Date', async () => {
    const spec = { intervals: [{ every: '1 day' }], startAt: '2026-01-01' };
    const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: nobody } as const;
    const create = () => rig.client.schedule.create({ scheduleId: `given-${randomUUID()}`, spec, action } as never);
    expect(line(await failureOf(create))).toMatch(
      /^\[HR2014\] Schedule "given-.*" has spec\.startAt: '2026-01-01', which is no Date: pass new Date\(/,
    );
  });

  it('a deadline that is a text', async () => {
    const error = await failureOf(() => rig.client.withDeadline('5 seconds' as never, () => start({})));
    expect(line(error)).toBe(
      "[HR2014] withDeadline has deadline: '5 seconds', which is no point in time: pass Date.now() + 5_000, or a Date.",
    );
  });

  it.each([undefined, 'dG9rZW4=', { workflowId: 'x' }])(
    'an activity that nothing says which it is: %s',
    async (activity) => {
      const error = await failureOf(() => rig.client.activity.complete(activity as never, 1));
      expect(line(error)).toMatch(/^\[HR4033\] activity\.complete: the SDK refused what says which activity it is/);
      expect(fix(error)).toMatch(/Buffer\.from\(text, 'base64'\)/);
    },
  );
});

describe('a schedule', () => {
  const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: nobody } as const;
  const intervals = [{ every: '1 day' }];
  const make = (others: object) =>
    rig.client.schedule.create({ scheduleId: 'given-times', spec: { intervals }, action, ...others } as never);

  it.each<[string, object, string]>([
    [
      'a negative number of actions',
      { state: { remainingActions: -1 } },
      '[HR2014] Schedule "given-times" has state.remainingActions: -1, which is no whole number from 0 up.',
    ],
    [
      'an end that is no Date',
      { spec: { intervals, endAt: new Date('soon') } },
      '[HR2014] Schedule "given-times" has spec.endAt: Invalid Date, which is a Date that is none.',
    ],
    [
      'a backfill without a start',
      { state: { backfill: [{ end: new Date(0) }] } },
      `[HR2014] The state.backfill[0] of schedule "given-times" has start: undefined, which is no Date: pass new Date('2026-01-31T09:00:00Z').`,
    ],
    [
      'a number as its id',
      { scheduleId: 5 },
      '[HR2014] Schedule "5" has scheduleId: 5, which is no text: the server would get none.',
    ],
  ])('is refused with %s', async (_, others, head) => {
    expect(line(await failureOf(() => make(others)))).toBe(head);
  });

  it('is told the range of an hour that ends before it begins', async () => {
    const error = await failureOf(() => make({ spec: { calendars: [{ hour: { start: 20, end: 6 } }] } }));
    expect(codeOf(error)).toBe('HR4036');
    expect(error).toBeInstanceOf(TypeError);
    expect(fix(error)).toMatch(/^give a range whose end is not before its start; one over midnight is two: hour: \[\{/);
  });

  it('is warned of what works otherwise than it reads', async () => {
    const given = {
      spec: { cronExpressions: ['*/30 * * * * *'] },
      action: { ...action, startDelay: '1 hour' },
      state: { remainingActions: 0 },
    };
    const handle = await make(given);
    await handle.delete();
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      `[HR2014] Schedule "given-times" has spec.cronExpressions[0]: '*/30 * * * * *', which has six fields, which are read as minute, hour, day, month, weekday and year: leave the year out, or write seven for seconds ('*/30 * * * * * *').`,
      '[HR2014] Schedule "given-times" has action.startDelay: a value, which is an option of a start: schedules have none of it, and the SDK drops it without a word.',
      '[HR2030] Schedule "given-times" will never start anything by itself: state.remainingActions is 0.',
    ]);
  });

  it('takes backfills, notes and ends that are right, and refuses those that are not', async () => {
    const handle = await make({ spec: { cronExpressions: ['*/30 * * * *'] }, state: { remainingActions: 3 } });
    const heads = [];
    for (const call of [
      () => handle.backfill(undefined as never),
      () => handle.backfill({ start: new Date(0) } as never),
      () => handle.pause({ note: 'x' } as never),
      () => handle.trigger('NOW' as never),
    ])
      heads.push(line(await failureOf(call)));
    expect(heads).toEqual([
      '[HR2014] The backfill of schedule "given-times" has options: undefined, which is no object of start and end: backfill({ start: new Date(…), end: new Date(…) }).',
      `[HR2014] The backfill of schedule "given-times" has end: undefined, which is no Date: pass new Date('2026-01-31T09:00:00Z').`,
      '[HR2014] schedule.pause has note: a value of type object, which is no text, and would not be recorded.',
      "[HR4033] schedule.trigger: the SDK refused overlap 'NOW': Invalid enum value: 'NOW'",
    ]);
    await handle.pause('for the night');
    await handle.backfill({ start: new Date(0), end: new Date(1_000) });
    await handle.update((before) => ({ ...before, spec: { intervals: [], endAt: new Date(0) } }));
    await handle.delete();
    expect(warnings).toEqual([]);
  });
});

it('names the fairness key that is too long', async () => {
  const error = await failureOf(() => start({ priority: { fairnessKey: 'x'.repeat(100) } }));
  expect(line(error)).toMatch(/refused priority\.fairnessKey \(too long\)/);
  expect(fix(error)).toBe('shorten it: the server takes at most 64 bytes.');
});

describe('a handle', () => {
  it('is not made of options in the place of a run id, nor ended for a reason that is no text', async () => {
    const { workflow } = rig.client;
    expect(line(await failureOf(async () => workflow.getHandle('x', { firstExecutionRunId: 'y' } as never)))).toBe(
      '[HR2014] workflow.getHandle has runId: an object, which is no run id: options come third, getHandle(workflowId, undefined, options).',
    );
    const handle = await start({});
    expect(line(await failureOf(() => handle.terminate(new Error('wrong customer') as never)))).toBe(
      '[HR2014] workflow.terminate has reason: an error, which is no text, and would not be recorded: pass its message.',
    );
    await workflow.getHandle(handle.workflowId, undefined, { followRuns: false }).terminate('wrong customer');
  });
});

describe('a list that would be of everything', () => {
  const client = () => rig.client;
  it.each<[string, () => unknown, string]>([
    [
      'workflow.list',
      () => client().workflow.list('WorkflowType = "guarded"' as never),
      '[HR2014] workflow.list has options: \'WorkflowType = "guarded"\', which is no object: pass the query as { query: … }, without which everything is listed.',
    ],
    [
      'schedule.list',
      () => client().schedule.list('x' as never),
      "[HR2014] schedule.list has options: 'x', which is no object: pass the query as { query: … }, without which everything is listed.",
    ],
    [
      'workflow.count',
      () => client().workflow.count({ query: 'x' } as never),
      '[HR2014] workflow.count has a query: an object, which is no text: pass the query itself, without which everything is counted.',
    ],
  ])('is refused before it is made: %s', async (_, call, head) => {
    expect(line(await failureOf(async () => await call()))).toBe(head);
  });

  it('is what was asked for, where it is asked for so', async () => {
    for await (const _ of client().workflow.list()) break;
    for await (const _ of client().workflow.list({ query: 'WorkflowType = "guarded"', pageSize: 1 })) break;
    for await (const _ of client().schedule.list()) break;
    await client().workflow.count();
    await client().workflow.count('WorkflowType = "guarded"');
    expect(warnings).toEqual([]);
  });
});

describe('a client that is made with', () => {
  it.each<[string, ClientOptions, RegExp]>([
    [
      'a promise of a connection',
      { connection: Connection.connect({ address: '127.0.0.1:1' }).catch(() => undefined) as never },
      /has connection: a promise, which has to be waited for/,
    ],
    [
      'an address as its connection',
      { connection: 'localhost:7233' as never },
      /has connection: 'localhost:7233', which is not a connection/,
    ],
    [
      'a condition of queries that does not exist',
      { workflow: { queryRejectCondition: 'OPEN' as never } },
      /has workflow\.queryRejectCondition: 'OPEN', which is none of NONE, NOT_OPEN, NOT_COMPLETED_CLEANLY/,
    ],
    ['a number as its namespace', { namespace: 5 as never }, /has namespace: 5, which is not a text/],
    [
      'a converter that is not there',
      { dataConverter: { payloadConverterPath: '/nowhere/converter.js' } },
      /has dataConverter\.payloadConverterPath: '\/nowhere\/converter\.js', which names no file/,
    ],
    [
      'a converter that exports none',
      { dataConverter: { payloadConverterPath: require.resolve('@temporalio/common') } },
      /which is a module without an export named payloadConverter/,
    ],
    [
      'a converter in the place of its path',
      { dataConverter: { failureConverterPath: { errorToFailure: 1 } as never } },
      /has dataConverter\.failureConverterPath: an object, which is not the path of a module/,
    ],
  ])('%s', (_, given, head) => {
    let error: unknown;
    try {
      void new Client({ connection: rig.connection, ...given });
    } catch (thrown) {
      error = thrown;
    }
    expect(codeOf(error)).toBe('HR2014');
    expect(line(error as Error)).toMatch(head);
  });

  it.each(['NOT_OPEN', 'QUERY_REJECT_CONDITION_NOT_OPEN', 2] as never[])('the condition %s', (queryRejectCondition) => {
    const { connection } = rig;
    expect(() => new Client({ connection, workflow: { queryRejectCondition } })).not.toThrow();
  });

  it('a converter that is one', () => {
    const payloadConverterPath = require.resolve('../fixtures/converters/partial.cjs');
    expect(() => new Client({ connection: rig.connection, dataConverter: { payloadConverterPath } })).not.toThrow();
  });
});
