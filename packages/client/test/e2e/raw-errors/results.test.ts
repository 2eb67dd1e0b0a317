import { codeOf } from '@handrail/errors';
import {
  type Client,
  Client as RawClient,
  WorkflowContinuedAsNewError,
  WorkflowFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { Context } from '@temporalio/activity';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Client as OurClient } from '../../../src';
import { freshProcessState } from '../../support/process-state';
import { expectEnriched, failureOf, headLineOf, rawHead, reportCases } from '../../support/raw-errors';
import { rigForFile } from '../../support/rig';

const rig = rigForFile({
  workflows: new URL('../../workflows/raw-errors.ts', import.meta.url),
  activities: {
    decline: () => Promise.reject(new Error('card declined')),
    // Until the worker shuts down.
    hang: () => Context.current().cancelled,
  },
  // Else the worker does not send the result that is too large.
  policy: { payload: { refuseAbove: '100 MiB' } },
  noReplay: 'one of these workflows is ended by the server before its last task is recorded',
});
const report = reportCases('results');

beforeEach(() => {
  freshProcessState();
});

const clients = () => ({
  raw: new RawClient({ connection: rig.connection }),
  ours: new OurClient({ connection: rig.connection, policy: { links: { ui: 'https://ui.example.com' } } }),
});

async function started(client: Client, workflow: string, options: object = {}): Promise<WorkflowHandle> {
  return await client.workflow.start(workflow, {
    taskQueue: rig.taskQueue,
    workflowId: `result-${randomUUID()}`,
    ...options,
  });
}

const short = { waive: { HR2003: 'a test' } };

interface Ending {
  readonly code: string;
  readonly head: RegExp;
  readonly end: (client: Client) => Promise<unknown>;
}

const ENDINGS: Record<string, Ending> = {
  'an activity that fails': {
    code: 'HR4052',
    head: /^\[HR4052\] Workflow "failing" execution "result-\S+" failed in activity "decline" \(id 1, 2 attempts, MAXIMUM_ATTEMPTS_REACHED\): card declined$/,
    end: async (client) => await (await started(client, 'failing')).result(),
  },
  'an activity that times out': {
    code: 'HR4052',
    head: /failed in activity "hang" \(id 1, 2 attempts, MAXIMUM_ATTEMPTS_REACHED\): activity StartToClose timeout, which is startToCloseTimeout of 1 second$/,
    end: async (client) => await (await started(client, 'hanging')).result(),
  },
  'a child that fails': {
    code: 'HR4052',
    head: /^\[HR4052\] Workflow "parent" execution "result-\S+" failed in child workflow "failing" \("\S+", \w+\), in activity "decline" \(id 1, MAXIMUM_ATTEMPTS_REACHED\): card declined$/,
    end: async (client) => await (await started(client, 'parent')).result(),
  },
  'a workflow that fails on purpose': {
    code: 'HR4052',
    head: /^\[HR4052\] Workflow "refusing" execution "result-\S+" failed: no stock \(OutOfStock\)$/,
    end: async (client) => await (await started(client, 'refusing')).result(),
  },
  'a run timeout': {
    code: 'HR4053',
    head: /^\[HR4053\] Workflow "sleeping" execution "result-\S+" reached its workflowRunTimeout of 1 second\.$/,
    end: async (client) =>
      await (await started(client, 'sleeping', { workflowRunTimeout: '1 second', ...short })).result(),
  },
  'an execution timeout': {
    code: 'HR4053',
    head: /reached its workflowExecutionTimeout of 1 second\.$/,
    end: async (client) =>
      await (await started(client, 'sleeping', { workflowExecutionTimeout: '1 second', ...short })).result(),
  },
  'a result that is too large': {
    code: 'HR4054',
    head: /^\[HR4054\] The server itself terminated workflow execution "result-\S+", because the result of the workflow is too large: BadScheduleActivityAttributes: CompleteWorkflowExecutionCommandAttributes\.Result exceeds size limit\.$/,
    end: async (client) => await (await started(client, 'tooMuch')).result(),
  },
  'a termination': {
    code: 'HR4055',
    head: /^\[HR4055\] Workflow execution "result-\S+" was terminated by "\S+": wrong customer$/,
    end: async (client) => {
      const handle = await started(client, 'sleeping');
      await handle.terminate('wrong customer');
      return await handle.result();
    },
  },
  "a termination in the server's words": {
    code: 'HR4055',
    head: /was terminated by "\S+": Workflow history count exceeds limit\.$/,
    end: async (client) => {
      const handle = await started(client, 'sleeping');
      await handle.terminate('Workflow history count exceeds limit.');
      return await handle.result();
    },
  },
  'a later start that takes the id': {
    code: 'HR4055',
    head: /was terminated by a later start with the same id: TerminateIfRunning WorkflowIdReusePolicy$/,
    end: async (client) => {
      const handle = await started(client, 'sleeping');
      const { runId } = await handle.describe();
      const { workflowId } = handle;
      await started(client, 'sleeping', { workflowId, workflowIdConflictPolicy: 'TERMINATE_EXISTING' });
      return await client.workflow.getHandle(workflowId, runId).result();
    },
  },
  'a cancellation': {
    code: 'HR4056',
    head: /^\[HR4056\] Workflow execution "result-\S+" was cancelled\.$/,
    end: async (client) => {
      const handle = await started(client, 'sleeping');
      await handle.cancel();
      return await handle.result();
    },
  },
};

describe.each(Object.entries(ENDINGS))('the result of %s', (mistake, { code, head, end }) => {
  it(`is ${code}, with the causes as they were and a link to the execution`, async () => {
    const { raw, ours } = clients();
    const before = (await failureOf(() => end(raw))) as WorkflowFailedError;
    const after = (await failureOf(() => end(ours))) as WorkflowFailedError;
    expectEnriched(after, before, code, head);
    expect(after).toBeInstanceOf(WorkflowFailedError);
    expect(after.retryState).toBe(before.retryState);
    expect((after.cause as { message?: string }).message).toBe((before.cause as { message?: string }).message);
    expect(after.cause instanceof CancelledFailure).toBe(before.cause instanceof CancelledFailure);
    expect(after.message).toMatch(/Inspect: https:\/\/ui\.example\.com\/namespaces\/default\/workflows\/result-/);
    report({ mistake: `the result of ${mistake}`, raw: rawHead(before), ours: headLineOf(after) });
  });
});

it('says the same of execute(), and keeps the whole chain of causes', async () => {
  const { ours } = clients();
  const options = { taskQueue: rig.taskQueue, workflowId: `result-${randomUUID()}` };
  const error = await failureOf(() => ours.workflow.execute('failing', options));
  expect(codeOf(error)).toBe('HR4052');
  expect(error.cause).toBeInstanceOf(ActivityFailure);
  expect((error.cause as Error).cause).toBeInstanceOf(ApplicationFailure);
});

it('leaves continue-as-new alone, which is no failure', async () => {
  const { ours } = clients();
  const handle = await started(ours, 'continuing', { followRuns: false });
  const error = await failureOf(() => handle.result());
  expect(error).toBeInstanceOf(WorkflowContinuedAsNewError);
  expect(codeOf(error)).toBeUndefined();
});
