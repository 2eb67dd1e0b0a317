import type { Failure } from './failure';
import { oneLine } from './grpc-error';

type Asked = Pick<Failure, 'call' | 'lookUps'>;

/** The task queue of an execution and how many workers poll it, as far as the server tells. */
export async function whoPolls({ call, lookUps }: Asked): Promise<{ taskQueue?: string; pollers?: number }> {
  const { workflowId, runId } = call;
  if (workflowId === undefined) return {};
  const description = await lookUps.describe(workflowId, runId);
  const taskQueue = description?.executionConfig?.taskQueue?.name ?? undefined;
  if (taskQueue === undefined) return {};
  const pollers = await lookUps.pollers(taskQueue);
  return { taskQueue, ...(pollers !== undefined && { pollers }) };
}

const LAST_EVENTS = 10;

/** Why the last workflow task of an execution failed, where it did and none has succeeded since. */
export async function failingTask({ call, lookUps }: Asked): Promise<{ failure?: string }> {
  const { workflowId, runId } = call;
  if (workflowId === undefined) return {};
  for (const event of await lookUps.lastEvents(workflowId, runId, LAST_EVENTS)) {
    if (event.workflowTaskCompletedEventAttributes) return {};
    const failed = event.workflowTaskFailedEventAttributes;
    if (failed) return { failure: oneLine(failed.failure?.message?.split('\n', 1)[0] ?? '') || 'no message' };
  }
  return {};
}
