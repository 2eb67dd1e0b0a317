import { codeOf } from '@handrail/errors';
import { type Client, type ClientOptions, Client as RawClient, type WorkflowStartOptions } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Client as OurClient } from '../../../src';
import { freshProcessState } from '../../support/process-state';
import { expectEnriched, failureOf, headLineOf, rawHead, reportCases } from '../../support/raw-errors';
import { rigForFile } from '../../support/rig';

const rig = rigForFile({ workflows: new URL('../../workflows/raw-errors.ts', import.meta.url) });
const report = reportCases('starts');

beforeEach(() => {
  freshProcessState();
});

const start = (options: object, workflow: unknown = 'answering') => {
  return async ({ workflow: workflows }: Client) => {
    const given = { taskQueue: 'nobody', workflowId: `start-${randomUUID()}`, ...options };
    const handle = await workflows.start(workflow as string, given as WorkflowStartOptions);
    await handle.terminate('a test');
  };
};
const schedule = (options: object) => async (client: Client) => {
  const action = { type: 'startWorkflow', workflowType: 'answering', taskQueue: 'nobody' };
  const handle = await client.schedule.create({
    scheduleId: `schedule-${randomUUID()}`,
    spec: { calendars: [{ year: 2099 }] },
    action,
    ...options,
  } as never);
  await handle.delete();
};
const list = (query: string) => async (client: Client) => {
  for await (const _ of client.workflow.list({ query })) break;
};
const long = 'x'.repeat(1_001);

interface Mistake {
  readonly code: string;
  readonly head: RegExp | string;
  readonly wrong: (client: Client, Class: new (options: ClientOptions) => Client) => Promise<unknown>;
  /** The nearest call that is right, and must not be refused. */
  readonly right: (client: Client) => Promise<unknown>;
}

const MISTAKES: Record<string, Mistake> = {
  'a workflow id that is too long': {
    code: 'HR4033',
    head: /refused the id \(too long\) 'x+\.\.\.': 3 INVALID_ARGUMENT: WorkflowId length exceeds limit\.$/,
    wrong: start({ workflowId: long }),
    right: start({ workflowId: `${randomUUID()}${'x'.repeat(964)}` }),
  },
  'a workflow type that is too long': {
    code: 'HR4033',
    head: /refused the workflow type \(too long\)/,
    wrong: start({}, long),
    right: start({}, 'x'.repeat(1_000)),
  },
  'a task queue whose name is too long': {
    code: 'HR4033',
    head: /refused the task queue \(too long\)/,
    wrong: start({ taskQueue: long }),
    right: start({ taskQueue: 'x'.repeat(1_000) }),
  },
  "a task queue that is the server's": {
    code: 'HR4033',
    head: "workflow.start: the Temporal server refused the task queue (reserved) '/_sys/orders/1': 3 INVALID_ARGUMENT: task queue name cannot start with reserved prefix /_sys/",
    wrong: start({ taskQueue: '/_sys/orders/1' }),
    right: start({ taskQueue: '/sys/orders/1' }),
  },
  'a workflow id that is cut in the middle of a character': {
    code: 'HR4033',
    head: /refused a text that is not Unicode/,
    wrong: start({ workflowId: 'order-\uD83D' }),
    right: start({ workflowId: `order-\u{1F600}-${randomUUID()}` }),
  },
  'two policies for one id that contradict each other': {
    code: 'HR4033',
    head: /refused the combination of workflowIdReusePolicy and workflowIdConflictPolicy/,
    wrong: start({ workflowIdReusePolicy: 'TERMINATE_IF_RUNNING', workflowIdConflictPolicy: 'FAIL' }),
    right: start({ workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'FAIL' }),
  },
  'a priority below one': {
    code: 'HR4033',
    head: 'workflow.start: the SDK refused priorityKey -1: priorityKey must be a positive integer',
    wrong: start({ priority: { priorityKey: -1 } }),
    right: start({ priority: { priorityKey: 1 } }),
  },
  'arguments that are no list': {
    code: 'HR4033',
    head: 'workflow.start: the SDK refused args (a string): values.map is not a function',
    wrong: start({ args: 'order-17' }),
    right: start({ args: ['order-17'] }),
  },
  'cronSchedule in words': {
    code: 'HR4036',
    head: `Workflow "answering" has times that are not valid, cronSchedule 'each day': 3 INVALID_ARGUMENT: invalid CronSchedule.`,
    wrong: start({ cronSchedule: 'each day' }),
    right: start({ cronSchedule: '0 3 1 1 *' }),
  },
  'a search attribute that does not exist': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "OrderState" does not exist in namespace "default"\./,
    wrong: start({ searchAttributes: { OrderState: ['new'] } }),
    right: start({ searchAttributes: {} }),
  },
  'a search attribute of another type': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "TemporalChangeVersion" is of type KeywordList, and the value is not: 3 /,
    wrong: start({ searchAttributes: { TemporalChangeVersion: [5] } }),
    right: start({ searchAttributes: { TemporalChangeVersion: ['5'] } }),
  },
  'a search attribute that the server keeps': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "WorkflowType" is kept by the server/,
    wrong: start({ searchAttributes: { WorkflowType: ['order'] } }),
    right: start({ searchAttributes: { BuildIds: ['order'] } }),
  },
  'a search attribute whose value is too large': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "TemporalChangeVersion" was refused: .* exceeds size limit 2048$/,
    wrong: start({ searchAttributes: { TemporalChangeVersion: ['x'.repeat(3_000)] } }),
    right: start({ searchAttributes: { TemporalChangeVersion: ['x'.repeat(1_500)] } }),
  },
  'a memo that is too large': {
    code: 'HR4032',
    head: 'workflow.start carries more than the Temporal server takes: 3 INVALID_ARGUMENT: Memo size exceeds limit.',
    wrong: start({ memo: { report: 'x'.repeat(2_100_000) } }),
    right: start({ memo: { report: 'x'.repeat(10_000) } }),
  },
  'no task queue': {
    code: 'HR4037',
    head: 'workflow.start was called without taskQueue.',
    wrong: start({ taskQueue: '' }),
    right: start({ taskQueue: 'q' }),
  },
  'no workflow id': {
    code: 'HR4037',
    head: 'workflow.start was called without workflowId.',
    wrong: start({ workflowId: undefined }),
    right: start({}),
  },
  'no options at all': {
    code: 'HR4037',
    head: 'workflow.start was called without its options.',
    wrong: (client) => client.workflow.start('answering', undefined as never),
    right: start({}),
  },
  'a workflow function that is undefined': {
    code: 'HR4038',
    head: 'workflow.start was called with undefined in place of the workflow.',
    wrong: (client) => client.workflow.start(undefined as never as string, { taskQueue: 'q', workflowId: 'w' }),
    right: start({}),
  },
  'a workflow function without a name': {
    code: 'HR4038',
    head: 'workflow.start was called with a function without a name in place of the workflow.',
    wrong: (client) => client.workflow.start((() => async () => {})(), { taskQueue: 'q', workflowId: 'w' }),
    right: start({}, async function answering() {}),
  },
  'a schedule without an action': {
    code: 'HR4037',
    head: 'schedule.create was called without action.',
    wrong: schedule({ action: undefined }),
    right: schedule({}),
  },
  'a schedule whose action has no task queue': {
    code: 'HR4037',
    head: 'schedule.create was called without action.taskQueue.',
    wrong: schedule({ action: { type: 'startWorkflow', workflowType: 'answering' } }),
    right: schedule({}),
  },
  'a schedule with a cron expression in words': {
    code: 'HR4036',
    head: /has times that are not valid, spec .*each day.*: CronString does not have 5-7 fields$/,
    wrong: schedule({ spec: { cronExpressions: ['each day'] } }),
    right: schedule({ spec: { cronExpressions: ['0 3 1 1 *'] } }),
  },
  'a schedule in a time zone that does not exist': {
    code: 'HR4036',
    head: /: unknown time zone Mars\/Base$/,
    wrong: schedule({ spec: { timezone: 'Mars/Base', calendars: [{ hour: 3 }] } }),
    right: schedule({ spec: { timezone: 'Europe/Berlin', calendars: [{ hour: 3 }] } }),
  },
  'a schedule at an hour that does not exist': {
    code: 'HR4036',
    head: /Invalid CalendarSpec component for field hour: '25'/,
    wrong: schedule({ spec: { calendars: [{ hour: 25 }] } }),
    right: schedule({ spec: { calendars: [{ hour: 23 }] } }),
  },
  'a schedule with an offset beyond its interval': {
    code: 'HR4036',
    head: /phase cannot be greater than Interval$/,
    wrong: schedule({ spec: { intervals: [{ every: '1 hour', offset: '2 hours' }] } }),
    right: schedule({ spec: { intervals: [{ every: '2 hours', offset: '1 hour' }] } }),
  },
  'a schedule whose action has an unknown search attribute': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "OrderState" does not exist/,
    wrong: schedule({
      action: {
        type: 'startWorkflow',
        workflowType: 'answering',
        taskQueue: 'nobody',
        searchAttributes: { OrderState: [5] },
      },
    }),
    right: schedule({}),
  },
  'a list by a column that does not exist': {
    code: 'HR4035',
    head: /column name 'WorkflowTyp' is not a valid search attribute$/,
    wrong: list("WorkflowTyp = 'order'"),
    right: list("WorkflowType = 'order'"),
  },
  'a list with a text that is not quoted': {
    code: 'HR4035',
    head: /did you forget to quote 'shipping'\?\)$/,
    wrong: list('WorkflowType = shipping'),
    right: list("WorkflowType = 'order'"),
  },
  'a list with a quote that is left open': {
    code: 'HR4035',
    head: /syntax error at position \d+ near 'order'$/,
    wrong: list("WorkflowType = 'order"),
    right: list("WorkflowType = 'order'"),
  },
  'a list with an order': {
    code: 'HR4035',
    head: /operation is not supported: 'order by' clause$/,
    wrong: list("WorkflowType = 'order' ORDER BY StartTime"),
    right: list("WorkflowType = 'order'"),
  },
  'a list with LIKE': {
    code: 'HR4035',
    head: /invalid operator 'like'/,
    wrong: list("WorkflowId LIKE '%x%'"),
    right: list("WorkflowId STARTS_WITH 'x'"),
  },
  'a list by a status that does not exist': {
    code: 'HR4035',
    head: /invalid ExecutionStatus value 'Runing'$/,
    wrong: list("ExecutionStatus = 'Runing'"),
    right: list("ExecutionStatus = 'Running'"),
  },
  'a count by a time in words': {
    code: 'HR4035',
    head: /unable to parse datetime 'yesterday'$/,
    wrong: (client) => client.workflow.count("StartTime > 'yesterday'"),
    right: (client) => client.workflow.count("StartTime > '2026-01-31T08:00:00Z'"),
  },
  'histories of a list that is not valid': {
    code: 'HR4035',
    head: /column name 'Foo'/,
    wrong: async (client) => {
      for await (const _ of client.workflow.list({ query: "Foo = 'x'" }).intoHistories()) break;
    },
    right: async (client) => {
      for await (const _ of client.workflow.list({ query: "WorkflowId = 'nobody'" }).intoHistories()) break;
    },
  },
  'a list of schedules by a column that does not exist': {
    code: 'HR4035',
    head: /no mapping defined for search attribute Foo$/,
    wrong: async (client) => {
      for await (const _ of client.schedule.list({ query: "Foo = 'x'" })) break;
    },
    right: async (client) => {
      for await (const _ of client.schedule.list()) break;
    },
  },
  'a namespace that does not exist': {
    code: 'HR4004',
    head: /^\[HR4004\] Namespace "defalt" does not exist on the Temporal server at \S+\. Did you mean "default"\?$/,
    wrong: (_client, Class) => new Class({ connection: rig.connection, namespace: 'defalt' }).workflow.count(),
    right: (client) => client.workflow.count(),
  },
};

const clients = () => ({
  raw: new RawClient({ connection: rig.connection }),
  // Else what is too large is HR3002 before the server sees it.
  ours: new OurClient({ connection: rig.connection, policy: { payload: { refuseAbove: '100 MiB' } } }),
});

describe.each(Object.entries(MISTAKES))('%s', (mistake, { code, head, wrong, right }) => {
  it(`is ${code}, and stays the SDK's error`, async () => {
    const { raw, ours } = clients();
    const before = await failureOf(() => wrong(raw, RawClient));
    const after = await failureOf(() => wrong(ours, OurClient));
    expectEnriched(after, before, code, head);
    report({ mistake, raw: rawHead(before), ours: headLineOf(after) });
  });

  it('its right twin goes through', async () => {
    await right(clients().ours);
  });
});

describe('an id that is taken', () => {
  it('tells of the open execution that has it, and of the policies', async () => {
    const { raw, ours } = clients();
    const options = { taskQueue: 'nobody', workflowId: `taken-${randomUUID()}` };
    const handle = await ours.workflow.start('answering', options);
    const { firstExecutionRunId } = handle;
    const before = await failureOf(() => raw.workflow.start('refund', options));
    const after = await failureOf(() =>
      ours.workflow.start('refund', { ...options, workflowIdConflictPolicy: 'FAIL' }),
    );
    expectEnriched(
      after,
      before,
      'HR4007',
      new RegExp(
        `^\\[HR4007\\] Workflow "refund" was not started: the id "${options.workflowId}" belongs to an open execution of "answering" \\(run ${firstExecutionRunId}, since 20\\S+Z\\)\\.$`,
      ),
    );
    expect(after.message).toContain('(workflowIdConflictPolicy is FAIL)');
    expect(after.message).toContain('use another workflowId: this one is of "answering"');
    report({ mistake: 'an id that is taken', raw: rawHead(before), ours: headLineOf(after) });
    await handle.terminate('a test');
    const closed = await failureOf(() =>
      ours.workflow.start('answering', { ...options, workflowIdReusePolicy: 'REJECT_DUPLICATE' }),
    );
    expect(headLineOf(closed)).toMatch(
      /belongs to a closed \(TERMINATED\) execution of "answering" \(run \S+, ended 20\S+Z\)\.$/,
    );
    expect(closed.message).not.toContain('USE_EXISTING');
  });

  it('names the most likely attribute that was meant, and creates none', async () => {
    const { ours } = clients();
    await rig.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: { HandrailCustomer: 2 },
    });
    await expect
      .poll(async () => codeOf(await failureOf(() => start({ searchAttributes: { HandrailCustomr: ['x'] } })(ours))))
      .toBe('HR4034');
    await expect
      .poll(async () =>
        headLineOf(await failureOf(() => start({ searchAttributes: { HandrailCustomr: ['x'] } })(ours))),
      )
      .toContain('Did you mean "HandrailCustomer"?');
  });
});
