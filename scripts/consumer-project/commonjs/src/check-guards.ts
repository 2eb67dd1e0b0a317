// That defaults and refusals in workflow code hold with the SDK that is installed, down to its native part.
import assert from 'node:assert/strict';
import { codeOf } from '@handrail/errors';
import type { Client, WorkflowHandle } from '@handrail/client';
import { breaking, greeting } from './workflows';

/** @throws where a default does not reach the server, or a broken guard does anything but fail the workflow task. */
export async function checkGuards(client: Client, taskQueue: string): Promise<void> {
  const defaulted = await client.workflow.start(greeting, { taskQueue, workflowId: 'defaulted', args: ['you'] });
  await defaulted.result();
  const scheduled = (await eventsOf(defaulted)).flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
  assert.deepEqual(
    scheduled.map(({ startToCloseTimeout }) => Number(startToCloseTimeout?.seconds)),
    [60],
  );

  const refused = await client.workflow.start(breaking, { taskQueue, workflowId: 'breaking' });
  const failure = await firstTaskFailure(refused);
  assert.match(failure.message, /^\[HR2004\] Activity "greet" may run 3 hours/);
  assert.equal(codeOf(failure), 'HR2004');
  assert.equal((await refused.describe()).status.name, 'RUNNING');
  await refused.terminate();
}

async function firstTaskFailure(handle: WorkflowHandle): Promise<Error> {
  for (;;) {
    const failed = (await eventsOf(handle)).flatMap((event) => event.workflowTaskFailedEventAttributes ?? []);
    if (failed[0]) return new Error(failed[0].failure?.message ?? '');
    const { status } = await handle.describe();
    assert.equal(status.name, 'RUNNING', 'the execution ended, though only its task should have failed');
  }
}

async function eventsOf(handle: WorkflowHandle) {
  return (await handle.fetchHistory()).events ?? [];
}
