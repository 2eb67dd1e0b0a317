import { BoundedSet, formatDuration, logProblem } from '@handrail/common/host';
import { HR4062 } from '@handrail/errors';
import type { Call, ErrorPlace } from './failure';
import { lookUpsOf } from './look-ups';

/** A worker that polls takes a task up at once. */
const PATIENCE_MILLISECONDS = 10_000;

// PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED
const SCHEDULED = 1;

/** The queues of which it was said. */
const said = new BoundedSet(100);

/** Waits for a result, and says once for each task queue where no worker is there to bring it about. */
export async function watchingResult<T>(place: ErrorPlace, call: Call, wait: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    void warn(place, call);
  }, PATIENCE_MILLISECONDS);
  timer.unref();
  try {
    return await wait();
  } finally {
    clearTimeout(timer);
  }
}

async function warn(place: ErrorPlace, { workflowId, runId }: Call): Promise<void> {
  try {
    if (workflowId === undefined) return;
    const lookUps = lookUpsOf(place.connection, place.namespace);
    const { executionConfig, pendingWorkflowTask } = (await lookUps.describe(workflowId, runId)) ?? {};
    const taskQueue = executionConfig?.taskQueue?.name;
    if (!taskQueue || Number(pendingWorkflowTask?.state) !== SCHEDULED || (await lookUps.pollers(taskQueue)) !== 0)
      return;
    if (!said.add(`${place.namespace} ${taskQueue}`)) return;
    const problem = HR4062.problem({ workflowId, taskQueue, waited: formatDuration(PATIENCE_MILLISECONDS) });
    logProblem(problem, place.context({ workflowId }), { where: taskQueue });
  } catch {
    // A warning must not end the process.
  }
}
