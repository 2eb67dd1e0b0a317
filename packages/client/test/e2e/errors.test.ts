import { codeOf, HandrailError } from '@handrail/errors';
import {
  Client as RawClient,
  NamespaceNotFoundError,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Client, guardClient, handrail } from '../../src';
import { createSchedule } from '../support/doors';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const rig = rigForFile();

let warnings: Warning[];

beforeEach(() => {
  warnings = freshProcessState();
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('nothing was thrown');
  return error;
}

const UI = { links: { ui: 'https://ui.example.com' } };

describe('the errors of a mirrored client keep their class and say what to do', () => {
  it('when the id is taken, with a link to the execution that has it, whatever its characters', async () => {
    const client = new Client({ connection: rig.connection, policy: UI });
    const workflowId = `order/17 ü%2F? #${randomUUID()}`;
    const start = () => client.workflow.start('guarded', { taskQueue: rig.taskQueue, workflowId });
    const handle = await start();
    await handle.result();
    const options = { taskQueue: rig.taskQueue, workflowId, workflowIdReusePolicy: 'REJECT_DUPLICATE' } as const;
    const error = await failure(client.workflow.start('guarded', options));
    expect(error).toBeInstanceOf(WorkflowExecutionAlreadyStartedError);
    expect(codeOf(error)).toBe('HR4007');
    const link = /Inspect: (\S+)/.exec(error.message)?.[1] ?? '';
    const { firstExecutionRunId } = handle;
    expect(link).toBe(
      `https://ui.example.com/namespaces/default/workflows/${encodeURIComponent(workflowId.replaceAll('%', '%25'))}/${firstExecutionRunId}/history`,
    );
    // The Temporal UI decodes twice what stands behind a percent sign; see docs/test/e2e/inspect-links.test.ts.
    expect(decodeURIComponent(link.split('/').at(-3) ?? '').replaceAll('%25', '%')).toBe(workflowId);
  });

  it('when the namespace does not exist, at every door', async () => {
    const client = new Client({ connection: rig.connection, namespace: 'shpo' });
    const options = { taskQueue: 'orders', workflowId: 'order-17' };
    for (const call of [
      () => client.workflow.start('guarded', options),
      () => client.workflow.signalWithStart('guarded', { ...options, signal: 'nudge' }),
      () => client.workflow.getHandle('order-17').describe(),
      () => client.workflow.getHandle('order-17').result(),
      () => createSchedule({ client, taskQueue: 'orders', id: 'nightly', options: {} }),
      () => client.schedule.getHandle('nightly').describe(),
    ]) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(NamespaceNotFoundError);
      expect(error.message).toContain('[HR4004] Namespace "shpo" does not exist on the Temporal server at ');
    }
  });

  it('when the execution does not exist, in every call to its handle', async () => {
    const { workflow } = new Client({ connection: rig.connection, policy: UI });
    const handle = workflow.getHandle('ghost', 'f91b1a30-8a3e-4f4b-9d6f-2f8f7f5b9a11');
    for (const call of [
      () => handle.describe(),
      () => handle.signal('nudge'),
      () => handle.query('state'),
      () => handle.cancel(),
      () => handle.terminate(),
      () => handle.executeUpdate('ping'),
      () => handle.result(),
    ]) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(WorkflowNotFoundError);
      expect(codeOf(error)).toBe('HR4008');
      expect(error.message).toContain(
        'Inspect: https://ui.example.com/namespaces/default/workflows/ghost/f91b1a30-8a3e-4f4b-9d6f-2f8f7f5b9a11/history',
      );
    }
  });

  it('when the execution is closed', async () => {
    const client = new Client({ connection: rig.connection });
    const workflowId = `closed-${randomUUID()}`;
    const handle = await client.workflow.start('guarded', { taskQueue: rig.taskQueue, workflowId });
    await handle.result();
    const error = await failure(handle.signal('nudge'));
    expect(error.message).toContain(`[HR4008] Workflow execution "${workflowId}" is closed (COMPLETED at 20`);
  });

  it('when a schedule exists, and when it does not', async () => {
    const client = new Client({ connection: rig.connection, policy: UI });
    const attempt = { client, taskQueue: rig.taskQueue, id: `nightly/${randomUUID()}`, options: {} };
    const handle = await createSchedule(attempt);
    const taken = await failure(createSchedule(attempt));
    expect(taken).toBeInstanceOf(ScheduleAlreadyRunning);
    expect(taken.message).toContain(`[HR4013] A schedule with the id "${attempt.id}" exists already.`);
    expect(taken.message).toContain(
      `Inspect: https://ui.example.com/namespaces/default/schedules/${encodeURIComponent(attempt.id)}`,
    );
    await handle.delete();
    for (const call of [
      () => handle.describe(),
      () => handle.pause(),
      () => handle.unpause(),
      () => handle.trigger(),
      () => handle.backfill({ start: new Date(0), end: new Date(1) }),
      () => handle.update((before) => before),
      () => handle.delete(),
    ]) {
      const missing = await failure(call());
      expect(missing).toBeInstanceOf(ScheduleNotFoundError);
      expect(missing.message).toContain(`[HR4014] Schedule "${attempt.id}" does not exist in namespace "default".`);
    }
  });
});

describe('a waiver', () => {
  const waive = { HR2003: 'worthless after an hour' };

  it.each(['workflow.start', 'schedule.create'] as const)('lets %s pass and is logged once', async (door) => {
    const client = new Client({ connection: rig.connection });
    for (let index = 0; index < 2; index++) {
      const id = `waived-${randomUUID()}`;
      const options = { taskQueue: rig.taskQueue, workflowRunTimeout: '1 hour', waive } as const;
      if (door === 'workflow.start') await client.workflow.start('guarded', { ...options, workflowId: id });
      else {
        const action = { type: 'startWorkflow', workflowType: 'guarded', ...options } as const;
        const handle = await client.schedule.create({ scheduleId: id, spec: {}, action });
        await handle.delete();
      }
    }
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(/^\[HR2003\] .* Waived: worthless after an hour$/);
  });
});

describe('guardClient', () => {
  it('gives a raw client with the plugin what interceptors cannot do', async () => {
    const raw = new RawClient({ connection: rig.connection, plugins: [handrail()] });
    const options = { taskQueue: rig.taskQueue, workflowId: `raw-${randomUUID()}` };
    const bad = { ...options, workflowTaskTimeout: '3 weekz' } as const;
    expect(await failure(raw.workflow.start('guarded', bad as never))).toBeInstanceOf(TypeError);

    expect(guardClient(guardClient(raw))).toBe(raw);
    const error = await failure(raw.workflow.start('guarded', bad as never));
    expect(error).toSatisfy(HandrailError.isInstance);
    expect(codeOf(error)).toBe('HR2010');
    expect(codeOf(await failure(raw.workflow.getHandle('ghost').result()))).toBe('HR4008');
  });

  it('leaves a client without the plugin as it is', () => {
    const raw = new RawClient({ connection: rig.connection });
    const before = Object.getOwnPropertyNames(raw.workflow);
    expect(guardClient(raw)).toBe(raw);
    expect(Object.getOwnPropertyNames(raw.workflow)).toEqual(before);
  });
});

it('refuses with one error that lists everything, before the TypeError of the SDK', async () => {
  const client = new Client({ connection: rig.connection });
  const error = await failure(
    client.workflow.start('guarded', {
      taskQueue: rig.taskQueue,
      workflowId: `many-${randomUUID()}`,
      workflowRunTimeout: '1 minute',
      workflowTaskTimeout: '1 minutess',
      workflowExecutionTimeot: '2 days',
      lifetime: 'forever',
      waive: { HR2003: '' },
      retry: { maximumAttempts: 0 },
    } as never),
  );
  expect((error as HandrailError).problems.map(({ code }) => code).sort()).toEqual([
    'HR2003',
    'HR2009',
    'HR2010',
    'HR2011',
    'HR2012',
    'HR2014',
    'HR2014',
  ]);
});

it('only warns of short timeouts in a test environment', async () => {
  const plugin = handrail({}, { testEnvironment: true });
  const client = new RawClient({ connection: rig.connection, plugins: [plugin] });
  const options = { taskQueue: rig.taskQueue, workflowId: `test-${randomUUID()}`, workflowRunTimeout: '1 minute' };
  await client.workflow.start('guarded', options as never);
  expect(warnings.map(({ code }) => code)).toEqual(['HR2003']);
});
