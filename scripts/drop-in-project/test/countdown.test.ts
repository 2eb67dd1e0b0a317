import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { countdown } from '../src/workflows';

it('days pass in no time', async () => {
  const environment = await TestWorkflowEnvironment.createTimeSkipping();
  try {
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: 'countdown',
      workflowsPath: require.resolve('../src/workflows'),
    });
    const answer = await worker.runUntil(
      environment.client.workflow.execute(countdown, { workflowId: 'countdown', taskQueue: 'countdown', args: [3] }),
    );
    assert.equal(answer, 'over');
  } finally {
    await environment.teardown();
  }
});
