import { Client, type Connection } from '@temporalio/client';
import { setTimeout as wait } from 'node:timers/promises';

type Replay = (history: unknown, workflowId: string) => Promise<void>;

interface StartRequest {
  readonly workflowId?: string;
  readonly taskQueue?: { readonly name?: string };
  readonly operations?: readonly { readonly startWorkflow?: StartRequest }[];
}

const STARTING_METHODS = [
  'startWorkflowExecution',
  'signalWithStartWorkflowExecution',
  'executeMultiOperation',
] as const;

const VISIBILITY_LIMIT_MILLISECONDS = 15_000;

/** Notes which workflows a connection starts on a task queue, below everything that a test could be about. */
export function recordStarts({ workflowService }: Connection, taskQueue: string): ReadonlySet<string> {
  const started = new Set<string>();
  const service = workflowService as unknown as Record<string, (request: StartRequest) => Promise<unknown>>;
  for (const method of STARTING_METHODS) {
    const original = service[method]!;
    service[method] = async function (this: unknown, request) {
      const response = await original.call(this, request);
      for (const id of startsIn(request, taskQueue)) started.add(id);
      return response;
    };
  }
  return started;
}

/** Replays every history on the task queue: of what was started directly, of children, and of later runs. */
export async function replayAll(
  connection: Connection,
  namespace: string,
  taskQueue: string,
  started: ReadonlySet<string>,
  replay: Replay,
): Promise<void> {
  const { workflow } = new Client({ connection, namespace });
  for (const { workflowId, runId } of await listExecutions(workflow, taskQueue, started)) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    try {
      await replay(history, workflowId);
    } catch (cause) {
      throw new Error(`The history of workflow "${workflowId}" (run ${runId}) does not replay: ${String(cause)}`, {
        cause,
      });
    }
  }
}

interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

// The list is only eventually complete: wait until it has what is known to be there.
async function listExecutions(
  workflow: Client['workflow'],
  taskQueue: string,
  started: ReadonlySet<string>,
): Promise<Execution[]> {
  const deadline = performance.now() + VISIBILITY_LIMIT_MILLISECONDS;
  for (;;) {
    const executions: Execution[] = [];
    for await (const { workflowId, runId } of workflow.list({ query: `TaskQueue = "${taskQueue}"` }))
      executions.push({ workflowId, runId });
    const missing = [...started].filter((id) => !executions.some(({ workflowId }) => workflowId === id));
    if (missing.length === 0) return executions;
    if (performance.now() > deadline)
      throw new Error(`The server never listed these workflows: ${missing.join(', ')}.`);
    await wait(50);
  }
}

function startsIn(request: StartRequest, taskQueue: string): string[] {
  return [request, ...(request.operations ?? []).map(({ startWorkflow }) => startWorkflow)].flatMap((start) =>
    start?.workflowId && start.taskQueue?.name === taskQueue ? [start.workflowId] : [],
  );
}
