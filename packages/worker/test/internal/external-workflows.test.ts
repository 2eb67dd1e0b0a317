import { expect, it } from 'vitest';
import { externalWorkflows } from '../../src/internal/external-workflows';
import type { Failure } from '../../src/internal/workflow-creator';

const SIGNAL = 'Unable to signal external workflow because it was not found';
const CANCEL = 'Unable to cancel external workflow because not found';

const signal = (seq: number, workflowId: string) => ({
  signalExternalWorkflowExecution: { seq, workflowExecution: { workflowId } },
});
const cancel = (seq: number, workflowId: string) => ({
  requestCancelExternalWorkflowExecution: { seq, workflowExecution: { workflowId } },
});
const failed = (message: string, cause?: Failure): Failure => ({
  message,
  applicationFailureInfo: { type: 'ExternalWorkflowExecutionNotFound' },
  ...(cause && { cause }),
});

/** What a failure says that leaves an execution with these commands, of whose calls these could not reach anybody. */
function said(
  commands: readonly Readonly<Record<string, unknown>>[],
  jobs: readonly object[],
  failure: Failure,
): string | null | undefined {
  const externals = externalWorkflows();
  externals.noteCalled({ successful: { commands } });
  externals.noteResolved({ jobs });
  externals.nameMissing(failure);
  return failure.message;
}

const lost = { resolveSignalExternalWorkflow: { seq: 1, failure: {} } };

it('names the workflow that could not be signalled', () => {
  expect(said([signal(1, 'order-1')], [lost], failed(SIGNAL))).toBe(`${SIGNAL}: "order-1"`);
});

it('names the one that could not be cancelled, and not the one that could be signalled', () => {
  const jobs = [
    { resolveSignalExternalWorkflow: { seq: 1 } },
    { resolveRequestCancelExternalWorkflow: { seq: 1, failure: {} } },
  ];
  expect(said([signal(1, 'order-1'), cancel(1, 'order-2')], jobs, failed(CANCEL))).toBe(`${CANCEL}: "order-2"`);
});

it('names a child', () => {
  const command = { signalExternalWorkflowExecution: { seq: 1, childWorkflowId: 'child-1', workflowExecution: null } };
  expect(said([command], [lost], failed(SIGNAL))).toBe(`${SIGNAL}: "child-1"`);
});

it('names it in the cause of a failure of the user’s', () => {
  const cause = failed(SIGNAL);
  expect(said([signal(1, 'order-1')], [lost], failed('no order', cause))).toBe('no order');
  expect(cause.message).toBe(`${SIGNAL}: "order-1"`);
});

it('names none where it may have been another', () => {
  const both = [lost, { resolveSignalExternalWorkflow: { seq: 2, failure: {} } }];
  expect(said([signal(1, 'order-1'), signal(2, 'order-2')], both, failed(SIGNAL))).toBe(SIGNAL);
});

it('leaves alone what a child has failed with, and other texts', () => {
  const cause = failed(SIGNAL);
  said([signal(1, 'order-1')], [lost], { message: 'Child Workflow execution failed', cause });
  expect(cause.message).toBe(SIGNAL);
  expect(said([signal(1, 'order-1')], [lost], failed(`${SIGNAL}!`))).toBe(`${SIGNAL}!`);
  expect(said([signal(1, 'order-1')], [], failed(SIGNAL))).toBe(SIGNAL);
});
