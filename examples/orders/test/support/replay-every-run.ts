import { type Client, WorkflowNotFoundError } from '@handrail/client';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

/**
 * Replays the latest run of a workflow and, back along continue-as-new, each run before it.
 *
 * @returns how many runs there were: none where the workflow was never started.
 */
export async function replayEveryRun(
  client: Client,
  workflowId: string,
  replay: (history: History) => Promise<void>,
): Promise<number> {
  let runs = 0;
  let runId = await latestRun(client, workflowId);
  while (runId !== undefined) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    await replay(history);
    runs += 1;
    const [started] = history.events ?? [];
    runId = started?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs;
}

async function latestRun(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).runId;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
