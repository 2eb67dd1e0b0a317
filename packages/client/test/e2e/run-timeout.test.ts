import { HEADER } from '@handrail/common/guards';
import { Client as RawClient } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Client, handrail } from '../../src';
import { createSchedule, DOORS } from '../support/doors';
import { freshProcessState } from '../support/process-state';
import { rigForFile } from '../support/rig';

const DAY = 86_400_000;

const rig = rigForFile();

beforeEach(() => {
  freshProcessState();
});

function attempt(options: object = {}, client: RawClient = new Client({ connection: rig.connection })) {
  return { client, taskQueue: rig.taskQueue, id: `run-timeout-${randomUUID()}`, options };
}

interface Started {
  readonly runTimeout: number | undefined;
  readonly executionTimeout: number | undefined;
  readonly header: unknown;
}

async function startedAttributes(workflowId: string): Promise<Started> {
  const history = await new RawClient({ connection: rig.connection }).workflow.getHandle(workflowId).fetchHistory();
  const attributes = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  const header = attributes?.header?.fields?.[HEADER];
  return {
    runTimeout: milliseconds(attributes?.workflowRunTimeout),
    executionTimeout: milliseconds(attributes?.workflowExecutionTimeout),
    header: header == null ? undefined : defaultPayloadConverter.fromPayload(header),
  };
}

// The server writes a timeout that is not set as zero.
function milliseconds(timeout: Parameters<typeof tsToMs>[0]): number | undefined {
  return timeout == null ? undefined : tsToMs(timeout) || undefined;
}

describe.each(['start', 'execute', 'signalWithStart', 'startUpdateWithStart', 'executeUpdateWithStart'] as const)(
  '%s',
  (name) => {
    it('gives a workflow without any timeout a run timeout of 21 days', async () => {
      const tried = attempt();
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 21 * DAY, executionTimeout: undefined });
    });

    it("leaves the user's run timeout alone", async () => {
      const tried = attempt({ workflowRunTimeout: '2 days' });
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 2 * DAY });
    });

    it('adds none to an execution timeout, which is a limit of its own', async () => {
      const tried = attempt({ workflowExecutionTimeout: '30 days' });
      await DOORS[name].enter(tried);
      // The server derives the run timeout from it.
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 30 * DAY, executionTimeout: 30 * DAY });
    });

    it("adds none to lifetime: 'unbounded'", async () => {
      const tried = attempt({ lifetime: 'unbounded' });
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: undefined, executionTimeout: undefined });
    });

    it("takes the policy's run timeout", async () => {
      const policy = { workflow: { runTimeout: '5 days' } } as const;
      const tried = attempt({}, new Client({ connection: rig.connection, policy }));
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 5 * DAY });
    });

    it('does the same as a plugin of the raw client', async () => {
      const tried = attempt({}, new RawClient({ connection: rig.connection, plugins: [handrail()] }));
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 21 * DAY });
    });

    it('marks the execution as started under Handrail, with the digest of the policy', async () => {
      const tried = attempt();
      await DOORS[name].enter(tried);
      expect(await startedAttributes(tried.id)).toMatchObject({
        header: { v: 1, policy: expect.stringMatching(/^[0-9a-f]{12}$/) as string },
      });
    });
  },
);

describe('a workflow with a cron schedule', () => {
  it('gets the run timeout for each of its runs, and is guarded like any other', async () => {
    const tried = attempt({ cronSchedule: '0 0 1 1 *' });
    await DOORS.start.enter(tried);
    expect(await startedAttributes(tried.id)).toMatchObject({ runTimeout: 21 * DAY });
    await tried.client.workflow.getHandle(tried.id).terminate();
    await expect(
      DOORS.start.enter(attempt({ cronSchedule: '0 0 1 1 *', workflowRunTimeout: '1 hour' })),
    ).rejects.toThrow('HR2003');
  });
});

describe('a schedule', () => {
  async function runTimeoutOf(scheduleId: string): Promise<number | undefined> {
    const { action } = await new RawClient({ connection: rig.connection }).schedule.getHandle(scheduleId).describe();
    return action.workflowRunTimeout;
  }

  it.each([
    ['a run timeout of 21 days by default', {}, 21 * DAY],
    ["the user's own", { workflowRunTimeout: '2 days' }, 2 * DAY],
    ["none with lifetime: 'unbounded'", { lifetime: 'unbounded' }, undefined],
    ['none beside an execution timeout', { workflowExecutionTimeout: '30 days' }, undefined],
  ])('is created with %s', async (_what, options, expected) => {
    const tried = attempt(options);
    await DOORS['schedule.create'].enter(tried);
    expect(await runTimeoutOf(tried.id)).toBe(expected);
    await tried.client.schedule.getHandle(tried.id).delete();
  });

  it('starts workflows with the timeout and the header', async () => {
    const tried = attempt();
    const handle = await createSchedule(tried);
    await handle.trigger();
    let workflowId: string | undefined;
    while (workflowId === undefined) {
      const { info } = await handle.describe();
      workflowId = info.recentActions[0]?.action.workflow.workflowId;
    }
    expect(await startedAttributes(workflowId)).toMatchObject({ runTimeout: 21 * DAY, header: { v: 1 } });
    await handle.delete();
  });

  it('gets the default run timeout in an update that takes its timeout away', async () => {
    const tried = attempt({ workflowRunTimeout: '2 days' });
    await DOORS['schedule.create'].enter(tried);
    const handle = tried.client.schedule.getHandle(tried.id);
    await handle.update((before) => ({ ...before, action: { ...before.action, workflowRunTimeout: undefined } }));
    expect(await runTimeoutOf(tried.id)).toBe(21 * DAY);
    await handle.delete();
  });

  it('that is unbounded stays so when something else is updated, although the server does not tell', async () => {
    const tried = attempt({ lifetime: 'unbounded' });
    await DOORS['schedule.create'].enter(tried);
    const handle = tried.client.schedule.getHandle(tried.id);
    await handle.update((before) => ({ ...before, state: { ...before.state, note: 'changed' } }));
    expect((await handle.describe()).state.note).toBe('changed');
    expect(await runTimeoutOf(tried.id)).toBeUndefined();
    await handle.delete();
  });

  it('keeps a short timeout that was waived when something else is updated', async () => {
    const tried = attempt({ workflowRunTimeout: '1 hour', waive: { HR2003: 'worthless after an hour' } });
    await DOORS['schedule.create'].enter(tried);
    const handle = tried.client.schedule.getHandle(tried.id);
    await handle.update((before) => ({ ...before, state: { ...before.state, note: 'changed' } }));
    expect((await handle.describe()).state.note).toBe('changed');
    await expect(
      handle.update((before) => ({ ...before, action: { ...before.action, workflowRunTimeout: '2 hours' } })),
    ).rejects.toThrow('HR2003');
    expect(await runTimeoutOf(tried.id)).toBe(DAY / 24);
    await handle.delete();
  });

  it('that the raw client created can be updated, and keeps having no timeout', async () => {
    const tried = attempt({}, new RawClient({ connection: rig.connection }));
    await createSchedule(tried);
    const handle = new Client({ connection: rig.connection }).schedule.getHandle(tried.id);
    await handle.update((before) => ({ ...before, state: { ...before.state, note: 'changed' } }));
    expect(await runTimeoutOf(tried.id)).toBeUndefined();
    await handle.delete();
  });

  it.each([
    ['spec.intervals[0].every', { spec: { intervals: [{ every: 0 }] } }],
    ['spec.intervals[0].offset', { spec: { intervals: [{ every: '1 hour', offset: '5 minutess' }] } }],
    ['spec.jitter', { spec: { intervals: [{ every: '1 hour' }], jitter: -1 } }],
    ['policies.catchupWindow', { spec: {}, policies: { catchupWindow: Number.NaN } }],
  ])('with a bad duration in %s is refused, at creation and in an update', async (field, change) => {
    const tried = attempt();
    const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: rig.taskQueue } as const;
    await expect(tried.client.schedule.create({ scheduleId: tried.id, action, ...change } as never)).rejects.toThrow(
      `[HR2010] Schedule "${tried.id}" has ${field}: `,
    );
    const handle = await createSchedule(tried);
    await expect(handle.update((before) => ({ ...before, ...change }) as never)).rejects.toThrow(
      `[HR2010] Schedule "${tried.id}" has ${field}: `,
    );
    await handle.delete();
  });

  it('lists what is wrong with its times and its action in one error', async () => {
    const tried = attempt();
    const error: unknown = await tried.client.schedule
      .create({
        scheduleId: tried.id,
        spec: { intervals: [{ every: 0 }] },
        action: {
          type: 'startWorkflow',
          workflowType: 'guarded',
          taskQueue: rig.taskQueue,
          workflowRunTimeout: '1 hour',
          retry: {},
        },
      })
      .catch((thrown: unknown) => thrown);
    expect((error as { problems: { code: string }[] }).problems.map(({ code }) => code)).toEqual([
      'HR2003',
      'HR2010',
      'HR2009',
    ]);
  });
});
