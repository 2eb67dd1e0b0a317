// What the bare SDK says to nobody, or dies of: told in the worker's log and to the caller, while the worker goes on.
import { codeOf } from '@handrail/errors';
import { DefaultLogger } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as handrailWorker from '../../src';
import { eventually } from '../support/eventually';

const workflows = new URL('../workflows/silent.ts', import.meta.url);
const noReplay = 'some of the histories end in failed workflow tasks';
const policy = { links: { ui: 'https://ui.example.com' } };
const sinks = {
  metrics: {
    count: { fn: () => undefined },
    fail: {
      fn: () => {
        throw new Error('connect ECONNREFUSED');
      },
    },
  },
};

beforeAll(() => {
  // That of the mirror, which translates the SDK's own lines.
  handrailWorker.Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      workerLog.push(`${level} ${message} ${inspect(meta)}`),
    ),
  });
});

const activities = { charge: async () => 'charged' };
const rig = rigForTests({
  workflows,
  activities,
  noReplay,
  workerPackage: handrailWorker,
  workerOptions: { sinks },
  policy,
});

beforeEach(beginWorkerLog);

async function start(workflow: string) {
  const { client, taskQueue } = rig;
  return await client.workflow.start(workflow, { taskQueue, workflowId: randomUUID() });
}

/** Started, and with no workflow task under way, to which a query would be attached. */
async function startIdle(workflow: string) {
  const handle = await start(workflow);
  await eventually(async () => {
    const { events } = await handle.fetchHistory();
    return events?.at(-1)?.workflowTaskCompletedEventAttributes;
  }).toBeTruthy();
  return handle;
}

const logged = (code: string) => workerLog.filter((line) => line.includes(`[${code}]`));

describe('a query handler that does more than read', () => {
  it.each([
    ['queriesAnActivity', 'calls activity "charge"'],
    ['queriesATimer', 'starts a timer'],
  ])('of %s tells the caller what it does, and the worker goes on', async (workflow, deed) => {
    const handle = await startIdle(workflow);
    for (let asked = 0; asked < 2; asked += 1) {
      const error = await handle.query('total').catch((thrown: unknown) => thrown as Error);
      expect(codeOf(error)).toBe('HR1012');
      expect((error as Error).name).toBe('QueryNotRegisteredError');
      expect((error as Error).message).toMatch(
        new RegExp(
          `^\\[HR1012\\] The handler of query "total" in workflow "${workflow}" ${deed}, which a query must not\\.`,
        ),
      );
      expect((error as Error).message).toContain(`/workflows/${handle.workflowId}/`);
    }
    // Nothing of what the handler began is left: the execution ends as if nobody had asked.
    await handle.signal('finish');
    await handle.result();
    const { events } = await handle.fetchHistory();
    expect(events?.some((event) => event.workflowTaskFailedEventAttributes)).toBe(false);
    expect(logged('HR1012')).toHaveLength(1);
  });

  it('is not one that reads', async () => {
    const handle = await startIdle('onlyReads');
    expect(await handle.query('total')).toBe(500);
    expect(logged('HR1012')).toEqual([]);
    await handle.terminate();
  });
});

it('tells the caller of a query whose result cannot be serialised', async () => {
  const handle = await start('answersWithBigInt');
  const error = await handle.query('total').catch((thrown: unknown) => thrown as Error);
  expect(codeOf(error)).toBe('HR3001');
  expect((error as Error).message).toContain(
    '[HR3001] The result of query "total" in workflow "answersWithBigInt" cannot be serialised: result.cents: bigint.',
  );
  expect(logged('HR3001')).toHaveLength(1);
  // Not by a failed task: that would stand still until the query is gone.
  const { events } = await handle.fetchHistory();
  expect(events?.some((event) => event.workflowTaskFailedEventAttributes)).toBe(false);
  await handle.signal('finish');
  await handle.result();
});

it.each([
  ['signalsNobody', 'Unable to signal external workflow because it was not found: "order-gone"'],
  ['cancelsNobody', 'Unable to cancel external workflow because not found: "order-gone"'],
])('says of a workflow that is not there which it is: %s', async (workflow, message) => {
  const handle = await start(workflow);
  const error = await handle.result().catch((thrown: unknown) => thrown);
  expect((error as Error).cause).toMatchObject({ type: 'ExternalWorkflowExecutionNotFound', message });
});

it('tells of a signal that workflow code sends with options in the place of its arguments', async () => {
  const handle = await start('signalsWithOptions');
  await handle.result().catch(() => undefined);
  expect(logged('HR4071')).toEqual([
    expect.stringContaining(
      '[HR4071] Signal "addItem", which workflow "signalsWithOptions" sends, has { args: […] } as its one argument.',
    ),
  ]);
});

it('names the updates of which one has an answer that cannot be serialised', async () => {
  const handle = await start('answersUpdatesWithBigInt');
  const first = handle.executeUpdate('first').catch(() => undefined);
  const price = handle.executeUpdate('price').catch(() => undefined);
  await eventually(() => logged('HR3001')[0]).toMatch(
    /The answer of workflow "answersUpdatesWithBigInt" to update "(?:first" or "price|price" or "first|price)" cannot be serialised: value\.cents: bigint\./,
  );
  await handle.terminate();
  await Promise.all([first, price]);
});

it.each([
  ['usesFetchByAnotherName', 'HR1001', 'uses fetch, which workflow code does not have'],
  ['lacksItsOwnFunction', 'HR1010', 'threw TypeError: get is not a function'],
])('tells what the sandbox lacks from what the code itself does: %s', async (workflow, code, words) => {
  const handle = await start(workflow);
  await eventually(() => logged(code)[0]).toContain(
    `Workflow "${workflow}" ${words} (packages/worker/test/workflows/silent.ts:`,
  );
  expect(workerLog.join('\n')).not.toContain(code === 'HR1001' ? '[HR1010]' : '[HR1001]');
  await handle.terminate();
});

describe('a signal without a handler', () => {
  it('is told once, with the name that was meant', async () => {
    const handle = await start('hearsApprovals');
    await handle.signal('aprove');
    await handle.signal('aprove');
    await handle.signal('finish');
    await handle.result();
    await expect.poll(() => logged('HR1013')).toHaveLength(1);
    expect(logged('HR1013')[0]).toMatch(
      /^WARN \[HR1013\] Workflow "hearsApprovals" has received signal "aprove", and has no handler for it so far\. Did the sender mean "approve"\?/,
    );
    expect(logged('HR1013')[0]).toContain(`workflowId: '${handle.workflowId}'`);
  });

  it.each([
    ['hearsApprovals', 'approve', undefined],
    ['hearsAnything', 'whatever', 'whatever'],
  ])('is not one that %s', async (workflow, signal, result) => {
    const handle = await start(workflow);
    await handle.signal(signal);
    if (result === undefined) await handle.signal('finish');
    expect((await handle.result()) ?? undefined).toBe(result);
    expect(logged('HR1013')).toEqual([]);
  });

  it('is not told of while a handler may be set yet, behind an activity', async () => {
    const { client, taskQueue } = rig;
    const handle = await client.workflow.signalWithStart('hearsLate', {
      taskQueue,
      workflowId: randomUUID(),
      signal: 'approve',
    });
    expect(await handle.result()).toBe('approved');
    expect(logged('HR1013')).toEqual([]);
  });

  it('is told of once the activity is over and no handler was set', async () => {
    const { client, taskQueue } = rig;
    const handle = await client.workflow.signalWithStart('hearsLate', {
      taskQueue,
      workflowId: randomUUID(),
      signal: 'somethingElse',
    });
    await expect.poll(() => logged('HR1013')).toHaveLength(1);
    expect(logged('HR1013')[0]).toContain('has received signal "somethingElse", and has no handler for it so far.');
    await handle.terminate();
  });
});

it('says in the log what the server has refused, and how to mend it', async () => {
  const handle = await start('setsUnknownAttribute');
  await expect.poll(() => logged('HR1015'), { timeout: 10_000 }).toHaveLength(1);
  const [line] = logged('HR1015');
  expect(line).toMatch(
    /^WARN \[HR1015\] The server refuses what workflow "setsUnknownAttribute" asks for: BadSearchAttributes: .*NoSuchAttribute/,
  );
  expect(line).toContain("search-attribute create --namespace 'default' --name 'NoSuchAttribute'");
  expect(line).toContain(`workflowId: '${handle.workflowId}'`);
  await handle.terminate();
});

describe('a sink', () => {
  it.each([
    [
      'callsNoSink',
      /referenced an unregistered external sink \[HR5014\] Sink "metrics\.cuont" is called by workflow code/,
    ],
    ['callsBadSink', /threw an error \[HR5014\] Sink "metrics\.fail" threw: connect ECONNREFUSED/],
  ])('that fails is told by its name: %s', async (workflow, text) => {
    await (await start(workflow)).result();
    await expect.poll(() => logged('HR5014').join('\n')).toMatch(text);
  });

  it('that works is not', async () => {
    await (await start('callsGoodSink')).result();
    expect(logged('HR5014')).toEqual([]);
  });
});

it('says that an execution never ends whose workflow threw nothing', async () => {
  const handle = await start('throwsNothing');
  await expect
    .poll(() => logged('HR1010').join('\n'))
    .toMatch(
      /Workflow failed \[HR1010\] Workflow "throwsNothing" threw null or undefined, which the SDK takes for no error: the execution never ends/,
    );
  await handle.terminate();
});
