import type { WorkflowHandle } from '@temporalio/client';

/** The messages with which an execution's workflow tasks have failed so far. */
export async function failedTasks(handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? []);
}
