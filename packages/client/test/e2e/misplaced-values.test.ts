// Values that stand where another one belongs, or have the form of another option: what the SDK makes of them is silence, a
// connection to somewhere else, or words of JavaScript's. Next to each stands what is right, and must pass.
import { codeOf } from '@handrail/errors';
import { Connection as RawConnection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { failureOf } from '../../../../test-support/payload-report';
import { Client, Connection, WorkflowClient } from '../../src';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const rig = rigForFile();
const address = inject('temporalAddress');

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

const options = (others: object = {}) => ({ taskQueue: 'nobody', workflowId: `misplaced-${randomUUID()}`, ...others });
const line = ({ message }: Error) => message.split('\n').find((each) => each.startsWith('[HR'));
const fix = ({ message }: Error) => /Fix: +(.*)/.exec(message)?.[1];

describe('a connection', () => {
  const own = Connection.lazy({ address });
  const SECRET = 'eyJhbGciOiJIUzI1NiJ9.secret';

  it.each<[string, () => unknown, string, RegExp]>([
    ['an address by itself', () => Connection.connect(address as never), 'HR2014', /pass \{ address: '127\.0\.0\.1/],
    ['an empty address', () => Connection.connect({ address: '' }), 'HR4006', /server is '', which/],
    [
      'a port that does not exist',
      () => Connection.connect({ address: 'localhost:72333', connectTimeout: 200 }),
      'HR4006',
      /72333/,
    ],
    [
      'a promise of a key',
      () => Connection.connect({ address, tls: false, apiKey: Promise.resolve(SECRET) as never }),
      'HR4005',
      /apiKey is a promise/,
    ],
    [
      'a key with Bearer',
      () => Connection.connect({ address, tls: false, apiKey: `Bearer ${SECRET}` }),
      'HR4005',
      /apiKey begins with "Bearer"/,
    ],
    [
      'a key with a line break',
      () => Connection.connect({ address, tls: false, apiKey: `${SECRET}\n` }),
      'HR4005',
      /apiKey holds a line break/,
    ],
    [
      'a header with a line break',
      () => Connection.connect({ address, metadata: { 'x-auth': `${SECRET}\n` } }),
      'HR4005',
      /metadata\['x-auth'\] holds/,
    ],
    [
      'a name of a header with a space',
      () => Connection.connect({ address, metadata: { 'x auth': 'ok' } }),
      'HR4005',
      /metadata\['x auth'\] has a name/,
    ],
    [
      'a later key with a line break',
      () => own.withApiKey(`${SECRET}\n`, () => Promise.resolve()),
      'HR4005',
      /apiKey holds/,
    ],
    [
      'a later header with a line break',
      () => own.withMetadata({ 'x-auth': `${SECRET}\n` }, () => Promise.resolve()),
      'HR4005',
      /x-auth/,
    ],
    [
      'a new key with a line break',
      async () => {
        await Promise.resolve();
        own.setApiKey(`${SECRET}\n`);
      },
      'HR4005',
      /apiKey holds/,
    ],
  ])('refuses %s, and shows no secret', async (_, connect, code, words) => {
    const error = await failureOf(connect as () => Promise<unknown>);
    expect(codeOf(error)).toBe(code);
    expect(line(error)).toMatch(words);
    expect(`${error.message}${error.stack}`).not.toContain('secret');
  });

  it('takes what is right', async () => {
    const metadata = { 'x-auth': 'token', 'trace-bin': Buffer.from([1]) };
    const connection = await Connection.connect({ address, tls: false, apiKey: SECRET, metadata });
    const info = () => connection.workflowService.getSystemInfo({});
    await connection.withApiKey(SECRET, () => connection.withMetadata({ 'x-request': '1' }, info));
    connection.setApiKey(() => SECRET);
    await info();
    await connection.close();
    expect(warnings).toEqual([]);
  });
});

it('hides a key that spoils each call of a connection of the SDK', async () => {
  const connection = RawConnection.lazy({ address, apiKey: () => 'hunter2\n', tls: false });
  const error = await failureOf(() => new Client({ connection }).workflow.count());
  expect(codeOf(error)).toBe('HR4005');
  expect(`${error.stack}${(error.cause as Error).stack}`).not.toContain('hunter2');
  await connection.close();
});

describe('a client', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['a connection in place of its options', () => new Client(rig.connection as never), /pass \{ connection \}/],
    [
      'a connection in place of its options, one kind',
      () => new WorkflowClient(rig.connection as never),
      /pass \{ connection \}/,
    ],
    [
      'the options of a connection',
      () => new Client({ connection: { address } as never }),
      /connection: an object, which is not a connection/,
    ],
    [
      'an empty namespace',
      () => new Client({ connection: rig.connection, namespace: '' }),
      /namespace: '', which is empty/,
    ],
  ])('refuses %s', async (_, make, words) => {
    const error = await failureOf(async () => make());
    expect(codeOf(error)).toBe('HR2014');
    expect(line(error)).toMatch(words);
  });

  it('takes a connection of the SDK, a lazy one, and one of the user’s own', () => {
    for (const connection of [rig.connection, RawConnection.lazy({ address }), { workflowService: {} } as never]) {
      expect(new Client({ connection, namespace: 'default' })).toBeInstanceOf(Client);
    }
  });
});

describe('a call', () => {
  const handle = () => rig.client.workflow.getHandle('nobody');
  const withStart = (startWorkflowOperation: unknown) =>
    rig.client.workflow.executeUpdateWithStart('pay', { args: [], startWorkflowOperation } as never);

  it.each<[string, () => unknown, string, RegExp, RegExp]>([
    [
      'an argument in place of an update’s options',
      () => handle().executeUpdate('pay', 'hunter2' as never),
      'HR2014',
      /executeUpdate has options: a string/,
      /./,
    ],
    [
      'arguments in place of an update’s options',
      () => handle().startUpdate('pay', ['hunter2'] as never),
      'HR2014',
      /has options: an array, .*\{ args: \[value\] \}/,
      /./,
    ],
    [
      'an argument in place of a start’s options',
      () => rig.client.workflow.start('guarded', 'hunter2' as never),
      'HR4033',
      /its options \(a string\)/,
      /after the workflow/,
    ],
    [
      'a number as an id',
      () => rig.client.workflow.start('guarded', options({ workflowId: 17 }) as never),
      'HR4033',
      /workflow id, which is no text: 17/,
      /String\(id\)/,
    ],
    [
      'an object as an id',
      () => rig.client.workflow.getHandle({ workflowId: 'x' } as never).describe(),
      'HR4033',
      /workflow id, which is no text: an object/,
      /pass the id itself: handle\.workflowId/,
    ],
    [
      'the options of an operation',
      () => withStart(options()),
      'HR4033',
      /no WithStartWorkflowOperation/,
      /new WithStartWorkflowOperation/,
    ],
    [
      'a text for a Datetime',
      () =>
        rig.client.workflow.start(
          'guarded',
          options({
            typedSearchAttributes: [
              { key: defineSearchAttributeKey('Due', SearchAttributeType.DATETIME), value: 'soon' },
            ],
          }) as never,
        ),
      'HR4033',
      /typedSearchAttributes/,
      /pass a Date/,
    ],
    [
      'a bigint as a result',
      () => rig.client.activity.complete({ workflowId: 'x', activityId: '1' }, { total: 5n }),
      'HR3001',
      /result\.total: bigint/,
      /String\(price\)/,
    ],
    [
      'a bigint in a heartbeat',
      () => rig.client.activity.heartbeat({ workflowId: 'x', activityId: '1' }, { total: 5n }),
      'HR3001',
      /details\.total: bigint/,
      /String\(price\)/,
    ],
  ])('names %s', async (_, call, code, head, remedy) => {
    const error = await failureOf(call as () => Promise<unknown>);
    expect(codeOf(error)).toBe(code);
    expect(line(error)).toMatch(head);
    expect(fix(error)).toMatch(remedy);
    expect(error.message).not.toMatch(/hunter2|workflows\/undefined/);
  });
});

describe('a schedule', () => {
  const create = (spec: unknown) =>
    rig.client.schedule.create({
      scheduleId: `misplaced-${randomUUID()}`,
      spec: spec as never,
      action: { type: 'startWorkflow', workflowType: 'guarded', taskQueue: 'nobody' },
    });

  it.each<[string, unknown, RegExp, RegExp]>([
    [
      'a cron expression by itself',
      { cronExpressions: '0 12 * * *' },
      /cronExpressions is a string, not a list/,
      /cronExpressions: \[/,
    ],
    ['a calendar by itself', { calendars: { hour: 3 } }, /calendars is an object/, /calendars: \[/],
    ['an interval by itself', { intervals: { every: '1 hour' } }, /intervals is an object/, /intervals: \[/],
    ['an interval as a text', { intervals: ['1 hour'] }, /intervals\[0\] is a string/, /every: '1 hour'/],
    ['an interval without every', { intervals: [{ offset: '1 minute' }] }, /intervals\[0\] has no every/, /how often/],
    [
      'an offset beyond its interval',
      { intervals: [{ every: '1 hour', offset: '2 hours' }] },
      /phase cannot be greater/,
      /shorter than every/,
    ],
    ['a short name of a day', { calendars: [{ dayOfWeek: 'MON' }] }, /dayOfWeek: 'MON'/, /'MONDAY' to 'SUNDAY'/],
    ['an hour too late', { calendars: [{ hour: 25 }] }, /hour: '25'/, /0 to 23/],
    [
      'a time zone that is none',
      { cronExpressions: ['0 12 * * *'], timezone: 'Europe/Berln' },
      /Europe\/Berln/,
      /did you mean timezone: 'Europe\/Berlin'/,
    ],
    [
      'a time zone that is a folder of them',
      { cronExpressions: ['0 12 * * *'], timezone: 'Pacific' },
      /the time zone 'Pacific' is not known/,
      /IANA/,
    ],
    ['a cron expression too short', { cronExpressions: ['* * *'] }, /5-7 fields/, /five fields/],
  ])('names %s, with the remedy for it', async (_, spec, head, remedy) => {
    const error = await failureOf(() => create(spec));
    expect(codeOf(error)).toBe('HR4036');
    expect(line(error)).toMatch(head);
    expect(fix(error)).toMatch(remedy);
  });

  it.each<[string, object, RegExp]>([
    [
      'another type',
      { type: 'start-workflow' },
      /\[HR2014\] .* has action\.type: 'start-workflow', which is not 'startWorkflow'/,
    ],
    [
      'an argument by itself',
      { args: 'o-1' },
      /\[HR2014\] .* has action\.args: 'o-1', which is not a list of arguments/,
    ],
  ])('refuses %s in its action', async (_, action, head) => {
    const given = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: 'nobody', ...action };
    const spec = { intervals: [{ every: '1 hour' as const }] };
    const error = await failureOf(() =>
      rig.client.schedule.create({ scheduleId: randomUUID(), spec, action: given as never }),
    );
    expect(line(error)).toMatch(head);
  });

  it('tells of what belongs into its action, and of a catch-up window that the server makes longer', async () => {
    const scheduleId = `misplaced-${randomUUID()}`;
    const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: 'nobody', args: ['o-1'] } as const;
    const spec = { intervals: [{ every: '1 hour' as const }] };
    const misplaced = { scheduleId, spec, action, workflowId: 'order-1' };
    expect(line(await failureOf(() => rig.client.schedule.create(misplaced)))).toBe(
      `[HR2012] Schedule "${scheduleId}" has an option workflowId that does not exist; did you mean action.workflowId?`,
    );
    for (const catchupWindow of ['10 seconds', '1 second'] as const) {
      const id = `${scheduleId}-${catchupWindow}`;
      const handle = await rig.client.schedule.create({ scheduleId: id, spec, action, policies: { catchupWindow } });
      await handle.delete();
      const heads = warnings.map(({ message }) => message.split('\n', 1)[0]).filter((each) => each?.includes('HR2010'));
      expect(heads).toEqual(
        catchupWindow === '10 seconds'
          ? []
          : [
              `[HR2010] Schedule "${id}" has policies.catchupWindow: '1 second', which is less than the server takes, which makes 10 seconds of it.`,
            ],
      );
    }
  });

  it('says what an update function has to return', async () => {
    const handle = await create({
      intervals: [{ every: '1 hour', offset: '1 minute' }],
      skip: [{ dayOfWeek: 'SUNDAY' }],
    });
    for (const update of [() => undefined, {}, async (previous: object) => previous] as never[]) {
      const error = await failureOf(() => handle.update(update));
      expect(codeOf(error)).toBe('HR4033');
      expect(fix(error)).toMatch(/\.\.\.previous/);
    }
    const [start, end] = [new Date('2026-01-02T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];
    const reversed = await failureOf(() =>
      handle.backfill([
        { start: end, end: start },
        { start, end },
      ]),
    );
    expect(line(reversed)).toBe(
      `[HR2014] The backfill[1] of schedule "${handle.scheduleId}" has end: 2026-01-01T00:00:00.000Z, which lies before its start, 2026-01-02T00:00:00.000Z: nothing would be run.`,
    );
    expect(codeOf(await failureOf(() => handle.backfill({ start: 'now', end } as never)))).toBe('HR2014');
    await handle.backfill({ start: end, end: start });
    await handle.update((previous) => ({ ...previous, spec: { cronExpressions: ['0 12 * * 1-5'] } }));
    await handle.delete();
  });
});

describe('a list query', () => {
  it.each([
    ["Status = 'Running'", /did you mean ExecutionStatus\?/],
    ["WorkflowType == 'order'", /single =/],
    ["WorkflowId IN 'a'", /parentheses/],
    ["WorkflowType = 'order' AND", /nothing follows/],
    ["WorkflowType = 'a == b' OR )", /compare names/],
  ])('is corrected where it follows another habit: %s', async (query, remedy) => {
    const error = await failureOf(() => rig.client.workflow.count(query));
    expect(codeOf(error)).toBe('HR4035');
    expect(fix(error)).toMatch(remedy);
  });
});

describe('the start of a workflow', () => {
  it('is told of another name for its arguments, and of headers', async () => {
    const misspelt = options({ args: undefined, arguments: ['o-1'] });
    expect(line(await failureOf(() => rig.client.workflow.start('guarded', misspelt)))).toBe(
      '[HR2012] Workflow "guarded" has an option arguments that does not exist; did you mean args?',
    );
    const handle = await rig.client.workflow.start('guarded', options({ headers: { tenant: 'acme' } }));
    await handle.terminate();
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toContain(
      '[HR2018] Workflow "guarded" has an option headers that nothing reads; was memo meant?',
    );
  });
});
