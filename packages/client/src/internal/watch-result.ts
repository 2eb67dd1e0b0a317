import { BoundedSet, formatDuration, logProblem } from '@handrail/common/host';
import { HR4062 } from '@handrail/errors';
import type { Call, ErrorPlace } from './failure';
import { lookUpsOf } from './look-ups';

/** A worker that polls takes a task up at once. */
const PATIENCE_MILLISECONDS = 10_000;

// PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED, …_STARTED
const SCHEDULED = 1;
const STARTED = 2;

/** The queues of which nothing more is to be found out: a worker was seen on them, or it was said that there is none. */
const settled = new BoundedSet(1_000);

/** The task queues of executions that were started here. */
const taskQueues = new Map<string, string>();
const MOST_EXECUTIONS = 1_000;

/** Remembers the task queue that a start names. */
export function noteTaskQueue(place: ErrorPlace, options: object): void {
  try {
    const { workflowId, taskQueue } = options as { readonly workflowId?: unknown; readonly taskQueue?: unknown };
    if (typeof workflowId !== 'string' || typeof taskQueue !== 'string') return;
    taskQueues.set(keyOf(place, workflowId), taskQueue);
    if (taskQueues.size <= MOST_EXECUTIONS) return;
    const [oldest] = taskQueues.keys();
    if (oldest !== undefined) taskQueues.delete(oldest);
  } catch {
    // A getter throws, which is about to be reported.
  }
}

/** Waits for a result, and says once for each task queue where no worker is there to bring it about. */
export async function watchingResult<T>(place: ErrorPlace, call: Call, wait: () => Promise<T>): Promise<T> {
  const { workflowId } = call;
  if (workflowId === undefined) return await wait();
  // Where the queue is not known, all results of the client count as those of one.
  const queue = keyOf(place, taskQueues.get(keyOf(place, workflowId)) ?? '');
  if (settled.has(queue)) return await wait();
  const timer = setTimeout(() => {
    void warn(place, { ...call, workflowId }, queue);
  }, PATIENCE_MILLISECONDS);
  timer.unref();
  try {
    const result = await wait();
    settled.add(queue);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

function keyOf({ address, namespace }: ErrorPlace, name: string): string {
  return `${address} ${namespace} ${name}`;
}

async function warn(place: ErrorPlace, { workflowId, runId }: Call & { workflowId: string }, queue: string) {
  try {
    if (settled.has(queue) || !mayLook(queue)) return;
    const lookUps = lookUpsOf(place.connection, place.namespace);
    const { executionConfig, pendingWorkflowTask } = (await lookUps.describe(workflowId, runId)) ?? {};
    const taskQueue = executionConfig?.taskQueue?.name;
    const state = Number(pendingWorkflowTask?.state);
    if (!taskQueue || (state !== SCHEDULED && state !== STARTED)) return;
    const pollers = state === STARTED ? 1 : await lookUps.pollers(taskQueue);
    if (pollers === undefined) return;
    if (pollers > 0) settled.add(queue);
    if (!settled.add(keyOf(place, taskQueue)) || pollers > 0) return;
    const problem = HR4062.problem({ workflowId, taskQueue, waited: formatDuration(PATIENCE_MILLISECONDS) });
    logProblem(problem, place.context({ workflowId }), { where: taskQueue });
  } catch {
    // A warning must not end the process.
  }
}

const LOOK_MILLISECONDS = 60_000;
const MOST_LOOKS = 10;

let looks: readonly { readonly queue: string; readonly at: number }[] = [];

/** A queue is looked at once a minute, and few of a process are: what waits is well nearly always, and the look-ups are for failures. */
function mayLook(queue: string): boolean {
  const now = performance.now();
  looks = looks.filter(({ at }) => now - at < LOOK_MILLISECONDS);
  if (looks.length >= MOST_LOOKS || looks.some((look) => look.queue === queue)) return false;
  looks = [...looks, { queue, at: now }];
  return true;
}
