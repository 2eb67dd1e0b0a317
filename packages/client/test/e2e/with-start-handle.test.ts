import { HandrailError } from '@handrail/errors';
import { WithStartWorkflowOperation, WorkflowIdConflictPolicy } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Client } from '../../src';
import { rigForFile } from '../support/rig';
import { guarded, ping } from '../workflows/guarded';

const rig = rigForFile();

const operation = (options: object = {}) =>
  new WithStartWorkflowOperation(guarded, {
    taskQueue: rig.taskQueue,
    workflowId: `with-start-${randomUUID()}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    ...options,
  });

it('lets whoever waits for the handle of a refused start know, whether they asked before or after', async () => {
  const client = new Client({ connection: rig.connection });
  const startWorkflowOperation = operation({ workflowRunTimeout: '1 minute' });
  const call = client.workflow.executeUpdateWithStart(ping, { startWorkflowOperation });
  const asked = startWorkflowOperation.workflowHandle();
  const refusal = { code: 'HR2003' };
  await expect(call).rejects.toSatisfy(HandrailError.isInstance);
  await expect(asked).rejects.toMatchObject(refusal);
  await expect(startWorkflowOperation.workflowHandle()).rejects.toMatchObject(refusal);
});

it('gives the handle of the start for which an operation was used again after its options were mended', async () => {
  const client = new Client({ connection: rig.connection });
  const startWorkflowOperation = operation({ workflowRunTimeout: '1 wekk' });
  const call = () => client.workflow.executeUpdateWithStart(ping, { startWorkflowOperation });
  await expect(call()).rejects.toMatchObject({ code: 'HR2010' });
  await expect(startWorkflowOperation.workflowHandle()).rejects.toMatchObject({ code: 'HR2010' });
  Object.assign(startWorkflowOperation.options, { workflowRunTimeout: '1 week' });
  const started = call();
  const handle = await startWorkflowOperation.workflowHandle();
  await started;
  await expect(handle.result()).resolves.toBe('done');
  // The SDK takes it once only; the handle stays that of the workflow that it has started.
  await expect(call()).rejects.toMatchObject({ message: expect.stringContaining('HR4057') as string });
  await expect(startWorkflowOperation.workflowHandle()).resolves.toMatchObject({ workflowId: handle.workflowId });
});

it('gives the handle of a workflow that was started although its update failed', async () => {
  const client = new Client({ connection: rig.connection });
  const startWorkflowOperation = operation();
  const unknown = client.workflow.executeUpdateWithStart('unknown', { startWorkflowOperation });
  await expect(unknown).rejects.toThrow();
  const handle = await startWorkflowOperation.workflowHandle();
  await expect(handle.result()).resolves.toBe('done');
});

it('leaves no rejection unhandled where nobody asks for the handle', async () => {
  const client = new Client({ connection: rig.connection });
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const startWorkflowOperation = operation({ workflowRunTimeout: '1 minute' });
    await expect(client.workflow.executeUpdateWithStart(ping, { startWorkflowOperation })).rejects.toThrow('HR2003');
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('unhandledRejection', note);
  }
  expect(unhandled).toEqual([]);
});
