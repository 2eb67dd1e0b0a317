import { codeOf } from '@handrail/errors';
import { type Client, Client as RawClient, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { begunEarly } from '../../../../../test-support/begun-early';
import { Client as OurClient } from '../../../src';
import { freshProcessState } from '../../support/process-state';
import {
  expectBlock,
  expectEnriched,
  failureOf,
  headLineOf,
  isOutOfTime,
  rawHead,
  reportCases,
} from '../../support/raw-errors';
import { rigForFile } from '../../support/rig';

const rig = rigForFile({
  workflows: new URL('../../workflows/raw-errors.ts', import.meta.url),
  noReplay: 'some of these workflows fail their tasks',
});
const report = reportCases('handles');

beforeEach(() => {
  freshProcessState();
});

const clients = () => ({
  raw: new RawClient({ connection: rig.connection }),
  ours: new OurClient({ connection: rig.connection }),
});

async function started(client: Client, workflow = 'answering', taskQueue = rig.taskQueue): Promise<WorkflowHandle> {
  return await client.workflow.start(workflow, { taskQueue, workflowId: `handle-${randomUUID()}` });
}

// The SDK sends what was refused again and again, for some forty seconds.
const tooManyUpdates = begunEarly(async () => {
  const { ours } = clients();
  const handle = await started(ours);
  await handle.query('status');
  const updates = Array.from({ length: 12 }, () =>
    handle.startUpdate('wait', { waitForStage: 'ACCEPTED' }).then(
      () => undefined,
      (error: unknown) => error as Error,
    ),
  );
  const errors = await Promise.all(updates.map((update) => ours.withDeadline(Date.now() + 8_000, () => update)));
  await handle.terminate('a test');
  return errors.filter((error) => error !== undefined);
});

interface Mistake {
  readonly code: string;
  readonly head: RegExp;
  readonly wrong: (handle: WorkflowHandle, client: Client) => Promise<unknown>;
  /** The nearest call that is right, and must not be refused. */
  readonly right: (handle: WorkflowHandle, client: Client) => Promise<unknown>;
}

const soon = (client: Client, call: () => Promise<unknown>) => client.withDeadline(Date.now() + 1_500, call);

const MISTAKES: Record<string, Mistake> = {
  'a query by a name that no handler has': {
    code: 'HR4042',
    head: /^\[HR4042\] Workflow execution "handle-\S+" has no handler for query "statuss"\. Did you mean "status"\?$/,
    wrong: (handle) => handle.query('statuss'),
    right: (handle) => handle.query('status'),
  },
  'a query whose handler throws': {
    code: 'HR4043',
    head: /^\[HR4043\] The handler of query "boom" in workflow execution "handle-\S+" threw: items are not loaded$/,
    wrong: (handle) => handle.query('boom'),
    right: (handle) => handle.query('status'),
  },
  'a query whose handler throws without a message': {
    code: 'HR4043',
    head: /threw: (?:an error without a message|Error)$/,
    wrong: (handle) => handle.query('nameless'),
    right: (handle) => handle.query('status'),
  },
  'a query whose handler is asynchronous': {
    code: 'HR4044',
    head: /^\[HR4044\] The handler of query "slow" in workflow execution "handle-\S+" returned a promise\.$/,
    wrong: (handle) => handle.query('slow'),
    right: (handle) => handle.query('status'),
  },
  'an update that its validator rejects': {
    code: 'HR4046',
    head: /^\[HR4046\] Update "pay" of workflow execution "handle-\S+" was rejected by its validator: amount must be > 0$/,
    wrong: (handle) => handle.executeUpdate('pay', { args: [-1] }),
    right: (handle) => handle.executeUpdate('pay', { args: [1] }),
  },
  'an update whose handler fails': {
    code: 'HR4047',
    head: /^\[HR4047\] Update "pay" of workflow execution "handle-\S+" was accepted, and its handler failed: declined \(Declined\)$/,
    wrong: (handle) => handle.executeUpdate('pay', { args: [5_000] }),
    right: (handle) => handle.executeUpdate('pay', { args: [1_000] }),
  },
  'an update whose result is asked for later': {
    code: 'HR4047',
    head: /was accepted, and its handler failed: declined \(Declined\)$/,
    wrong: async (handle) =>
      await (await handle.startUpdate('pay', { args: [5_000], waitForStage: 'ACCEPTED' })).result(),
    right: async (handle) => await (await handle.startUpdate('pay', { args: [5], waitForStage: 'ACCEPTED' })).result(),
  },
  'an update that no handler has': {
    code: 'HR4048',
    head: /^\[HR4048\] Workflow execution "handle-\S+" has no handler for update "pya"\.$/,
    wrong: (handle) => handle.executeUpdate('pya', { args: [1] }),
    right: (handle) => handle.executeUpdate('pay', { args: [1] }),
  },
  'an update that takes longer than its deadline': {
    code: 'HR4049',
    head: /^\[HR4049\] Update "wait" of workflow execution "handle-\S+" was accepted and is not complete yet: (4 DEADLINE_EXCEEDED|1 CANCELLED)/,
    wrong: (handle, client) => soon(client, () => handle.executeUpdate('wait')),
    right: (handle, client) =>
      client.withDeadline(Date.now() + 10_000, () => handle.executeUpdate('pay', { args: [1] })),
  },
  'an update id that is not known': {
    code: 'HR4059',
    head: /^\[HR4059\] Workflow execution "handle-\S+" knows no update with the id "checkout-1"\.$/,
    wrong: (handle) => handle.getUpdateHandle('checkout-1').result(),
    right: async (handle) => {
      await handle.executeUpdate('pay', { args: [1], updateId: 'pay-1' });
      return await handle.getUpdateHandle('pay-1').result();
    },
  },
  'an update id that is too long': {
    code: 'HR4033',
    head: /refused the update id \(too long\) 'x+\.\.\.'/,
    wrong: (handle) => handle.executeUpdate('pay', { args: [1], updateId: 'x'.repeat(1_001) }),
    right: (handle) => handle.executeUpdate('pay', { args: [1], updateId: 'x'.repeat(1_000) }),
  },
  'an update whose workflow ends first': {
    code: 'HR4058',
    head: /^\[HR4058\] Workflow execution "handle-\S+" ended before its update "wait" was complete\.$/,
    wrong: async (handle) => {
      const update = await handle.startUpdate('wait', { waitForStage: 'ACCEPTED' });
      await handle.signal('finish');
      return await update.result();
    },
    // What is complete stays known after the end.
    right: async (handle) => {
      const update = await handle.startUpdate('pay', { args: [1], waitForStage: 'ACCEPTED' });
      await handle.signal('finish');
      return await update.result();
    },
  },
  'a run id that is none, in a description': {
    code: 'HR4033',
    head: /^\[HR4033\] workflow\.describe: the Temporal server refused the run id 'order': 3 INVALID_ARGUMENT: Invalid RunId\.$/,
    wrong: ({ workflowId }, client) => client.workflow.getHandle(workflowId, 'order').describe(),
    right: ({ workflowId }, client) => client.workflow.getHandle(workflowId).describe(),
  },
  'a run id that is none, in a history': {
    code: 'HR4033',
    head: /^\[HR4033\] workflow\.fetchHistory: the Temporal server refused the run id 'order'/,
    wrong: ({ workflowId }, client) => client.workflow.getHandle(workflowId, 'order').fetchHistory(),
    right: ({ workflowId }, client) => client.workflow.getHandle(workflowId).fetchHistory(),
  },
  'an id that is undefined': {
    code: 'HR4033',
    head: /refused the workflow id \(missing\)/,
    wrong: (_handle, client) => client.workflow.getHandle(undefined as never).describe(),
    right: (handle) => handle.describe(),
  },
  'a signal without a name': {
    code: 'HR4033',
    head: /refused the name of the signal \(missing\)/,
    wrong: (handle) => handle.signal(''),
    right: (handle) => handle.signal('unheard'),
  },
  'a history of an execution that does not exist': {
    code: 'HR4008',
    head: /^\[HR4008\] Workflow execution "ghost" does not exist in namespace "default"\.$/,
    wrong: (_handle, client) => client.workflow.getHandle('ghost').fetchHistory(),
    right: (handle) => handle.fetchHistory(),
  },
  'a handle for another chain of runs': {
    code: 'HR4008',
    head: /is of another chain of runs than the one that this handle was made for\.$/,
    wrong: ({ workflowId }, client) =>
      client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: randomUUID() }).cancel(),
    right: async ({ workflowId }, client) => {
      const { runId } = await client.workflow.getHandle(workflowId).describe();
      await client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: runId }).cancel();
    },
  },
  'a signal to a closed execution': {
    code: 'HR4008',
    head: /^\[HR4008\] Workflow execution "handle-\S+" is closed \(COMPLETED at 20\S+Z\)\.$/,
    wrong: async (handle) => {
      await handle.signal('finish');
      await handle.result();
      await handle.signal('finish');
    },
    right: async (handle) => {
      await handle.signal('finish');
      await handle.result();
      await handle.query('status');
    },
  },
  'a result that is waited for until a deadline': {
    code: 'HR4028',
    head: /^\[HR4028\] workflow\.result had no answer when its deadline came/,
    wrong: (handle, client) => client.withDeadline(Date.now() + 300, () => handle.result()),
    right: async (handle, client) => {
      await handle.signal('finish');
      await client.withDeadline(Date.now() + 10_000, () => handle.result());
    },
  },
  'a call that is aborted': {
    code: 'HR4029',
    head: /^\[HR4029\] workflow\.result was cancelled before it had an answer: 1 CANCELLED: Cancelled on client$/,
    wrong: (handle, client) => {
      const controller = new AbortController();
      const result = client.withAbortSignal(controller.signal, () => handle.result());
      setTimeout(() => {
        controller.abort();
      }, 100);
      return result;
    },
    right: async (handle, client) => {
      const controller = new AbortController();
      await handle.signal('finish');
      await client.withAbortSignal(controller.signal, () => handle.result());
      controller.abort();
    },
  },
  'an operation that starts twice': {
    code: 'HR4057',
    head: /^\[HR4057\] workflow\.executeUpdateWithStart was called with a WithStartWorkflowOperation that has been used before\.$/,
    wrong: async (_handle, client) => {
      const start = withStart();
      await client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: start });
      await client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: start });
    },
    right: async (_handle, client) => {
      await client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: withStart() });
      await client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: withStart() });
    },
  },
  'an update with start that its validator rejects': {
    code: 'HR4046',
    head: /^\[HR4046\] Update "pay" of workflow execution "with-start-\S+" was rejected by its validator: amount must be > 0$/,
    wrong: (_handle, client) =>
      client.workflow.executeUpdateWithStart('pay', { args: [-1], startWorkflowOperation: withStart() }),
    right: (_handle, client) =>
      client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: withStart() }),
  },
  'an update with start whose start has an unknown search attribute': {
    code: 'HR4034',
    head: /^\[HR4034\] Search attribute "OrderState" does not exist/,
    wrong: (_handle, client) =>
      client.workflow.executeUpdateWithStart('pay', {
        args: [1],
        startWorkflowOperation: withStart({ searchAttributes: { OrderState: ['new'] } }),
      }),
    right: (_handle, client) =>
      client.workflow.executeUpdateWithStart('pay', {
        args: [1],
        startWorkflowOperation: withStart({ searchAttributes: { BuildIds: ['new'] } }),
      }),
  },
  'an update with start without the start': {
    code: 'HR4037',
    head: /^\[HR4037\] workflow\.executeUpdateWithStart was called without startWorkflowOperation\.$/,
    wrong: (_handle, client) => client.workflow.executeUpdateWithStart('pay', { args: [1] } as never),
    right: (_handle, client) =>
      client.workflow.executeUpdateWithStart('pay', { args: [1], startWorkflowOperation: withStart() }),
  },
  'a reset to an event that does not exist': {
    code: 'HR4060',
    head: /^\[HR4060\] Workflow execution "handle-\S+" cannot be reset to event 9999: 3 INVALID_ARGUMENT/,
    wrong: ({ workflowId }, client) => reset(client, workflowId, 9_999),
    right: async ({ workflowId }, client) => {
      await client.workflow.getHandle(workflowId).query('status');
      await reset(client, workflowId, 4);
    },
  },
  'a reset into the middle of a workflow task': {
    code: 'HR4060',
    head: /^\[HR4060\] Workflow execution "handle-\S+" cannot be reset to event 2: 3 INVALID_ARGUMENT/,
    wrong: ({ workflowId }, client) => reset(client, workflowId, 2),
    right: async ({ workflowId }, client) => {
      await client.workflow.getHandle(workflowId).query('status');
      await reset(client, workflowId, 4);
    },
  },
  'a namespace of a raw call that does not exist': {
    code: 'HR4004',
    head: /^\[HR4004\] Namespace "defalt" does not exist/,
    wrong: (_handle, client) => client.workflowService.describeNamespace({ namespace: 'defalt' }),
    right: (_handle, client) => client.workflowService.describeNamespace({ namespace: 'default' }),
  },
  'a standalone activity on a server that has none': {
    code: 'HR4030',
    head: /^\[HR4030\] The Temporal server at \S+ does not offer activity\.start: 12 UNIMPLEMENTED: unknown method/,
    wrong: (_handle, client) =>
      client.activity.start('charge', { id: randomUUID(), taskQueue: 'q', startToCloseTimeout: '1 minute' }),
    // What the server has in its place: an activity within a workflow.
    right: (_handle, client) => client.workflow.execute('continuing', { ...inQueue(), args: [false] }),
  },
  'a feature that is turned off': {
    code: 'HR4030',
    head: /does not offer taskQueue\.getBuildIdCompatability: 7 PERMISSION_DENIED: .* is disabled on this namespace/,
    wrong: (_handle, client) => client.taskQueue.getBuildIdCompatability('q'),
    right: (_handle, client) => client.workflowService.describeTaskQueue(queueOf(client)),
  },
};

const inQueue = () => ({ taskQueue: rig.taskQueue, workflowId: `with-start-${randomUUID()}` });

const queueOf = ({ options }: Client) => ({ namespace: options.namespace, taskQueue: { name: rig.taskQueue } });

function withStart(options: object = {}) {
  return new WithStartWorkflowOperation('answering', {
    ...inQueue(),
    workflowIdConflictPolicy: 'FAIL',
    ...options,
  });
}

async function reset({ workflowService }: Client, workflowId: string, eventId: number): Promise<void> {
  await workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
    workflowTaskFinishEventId: eventId as never,
    reason: 'a test',
    requestId: randomUUID(),
  });
}

describe.each(Object.entries(MISTAKES))('%s', (mistake, { code, head, wrong, right }) => {
  it(`is ${code}, and stays the SDK's error`, async () => {
    const { raw, ours } = clients();
    const before = await failureOf(async () => wrong(await started(raw), raw));
    const after = await failureOf(async () => wrong(await started(ours), ours));
    // A plain error has no class to keep.
    if (Object.getPrototypeOf(before) === Error.prototype && !('code' in before)) {
      expectBlock(after, code, head);
      expect((after.cause as Error).message).toBe(before.message);
    } else expectEnriched(after, before, code, head);
    expect(isOutOfTime(after)).toBe(isOutOfTime(before));
    report({ mistake, raw: rawHead(before), ours: headLineOf(after) });
  });

  it('its right twin goes through', async () => {
    const { ours } = clients();
    await right(await started(ours), ours);
  });
});

describe('a query', () => {
  it('that no worker can answer names the queue that nobody polls (HR4040)', async () => {
    const { raw, ours } = clients();
    const handle = await started(ours, 'answering', 'ordes');
    const before = await failureOf(() => soon(raw, () => raw.workflow.getHandle(handle.workflowId).query('status')));
    const after = await failureOf(() => soon(ours, () => handle.query('status')));
    expectEnriched(
      after,
      before,
      'HR4040',
      `Query "status" of workflow execution "${handle.workflowId}" had no answer: no worker polls task queue "ordes".`,
    );
    report({ mistake: 'a query without a worker', raw: rawHead(before), ours: headLineOf(after) });
  });

  it('of an execution whose workflow task fails shows that failure (HR4041)', { timeout: 90_000 }, async () => {
    const { ours, raw } = clients();
    const handle = await started(ours, 'unwritten');
    await expect
      .poll(async () => (await handle.fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes))
      .toBe(true);
    const asked = () => soon(ours, () => handle.query('status'));
    const after = await failureOf(asked);
    expectBlock(
      after,
      'HR4041',
      `Query "status" cannot be answered: the workflow task of execution "${handle.workflowId}" fails again and again: [HR1010] Workflow "unwritten" threw Error: not written yet (packages/client/test/workflows/raw-errors.ts:101)`,
    );
    const update = await failureOf(() => ours.withDeadline(Date.now() + 5_000, () => handle.executeUpdate('pay')));
    expect(headLineOf(update)).toMatch(/^\[HR4041\] Update "pay" cannot be answered: .*: not written yet \(\S+\)$/);
    const before = await failureOf(() => soon(raw, () => raw.workflow.getHandle(handle.workflowId).query('status')));
    report({ mistake: 'a query of an execution whose task fails', raw: rawHead(before), ours: headLineOf(after) });
    await handle.terminate('a test');
  });

  it('that the client itself wants to be rejected says so (HR4045)', async () => {
    const { ours } = clients();
    const handle = await started(ours);
    await handle.terminate('a test');
    const { connection } = rig;
    const options = { connection, workflow: { queryRejectCondition: 'NOT_OPEN' } } as const;
    const before = await failureOf(() => new RawClient(options).workflow.getHandle(handle.workflowId).query('status'));
    const after = await failureOf(() => new OurClient(options).workflow.getHandle(handle.workflowId).query('status'));
    expectEnriched(
      after,
      before,
      'HR4045',
      `Query "status" was rejected: workflow execution "${handle.workflowId}" is TERMINATED.`,
    );
    report({ mistake: 'a query that is rejected', raw: rawHead(before), ours: headLineOf(after) });
  });
});

describe('an update', () => {
  it('that no worker takes names the queue that nobody polls (HR4049)', async () => {
    const { raw, ours } = clients();
    const handle = await started(ours, 'answering', 'ordes');
    const before = await failureOf(() =>
      soon(raw, () => raw.workflow.getHandle(handle.workflowId).executeUpdate('pay')),
    );
    const after = await failureOf(() => soon(ours, () => handle.executeUpdate('pay')));
    expectEnriched(
      after,
      before,
      'HR4049',
      `Update "pay" of workflow execution "${handle.workflowId}" was not accepted: no worker polls task queue "ordes".`,
    );
    report({ mistake: 'an update without a worker', raw: rawHead(before), ours: headLineOf(after) });
  });

  it('whose handler throws what is no failure of Temporal shows why it hangs (HR4041)', async () => {
    const { ours } = clients();
    const handle = await started(ours);
    await handle.query('status');
    const after = await failureOf(() => ours.withDeadline(Date.now() + 3_000, () => handle.executeUpdate('broken')));
    expect(headLineOf(after)).toMatch(
      /^\[HR4041\] Update "broken" cannot be answered: .*: x is not a function \(\S+, handler of update "broken"\)$/,
    );
    await handle.terminate('a test');
  });
});

it('keeps a handle whole that is spread', async () => {
  const { ours } = clients();
  const spread = { ...(await started(ours)) };
  expect(Object.keys(spread)).toEqual(
    expect.arrayContaining(['fetchHistory', 'executeUpdate', 'startUpdate', 'getUpdateHandle', 'result', 'query']),
  );
  expect(await spread.executeUpdate('pay', { args: [7] })).toBe(7);
  const twice = { ...(await ours.schedule.getHandle('nobody')) };
  expect(codeOf(await failureOf(() => twice.describe()))).toBe('HR4014');
});

describe('an update beyond the number of those in flight', () => {
  it('says how many there may be (HR4039)', async () => {
    const refused = await tooManyUpdates();
    expect(refused.map(codeOf)).toContain('HR4039');
    const error = refused.find((each) => codeOf(each) === 'HR4039')!;
    expectBlock(
      error,
      'HR4039',
      /takes no more updates: 8 RESOURCE_EXHAUSTED: limit on number of concurrent in-flight updates/,
    );
  });
});
