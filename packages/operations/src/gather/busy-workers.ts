import { filterText } from '@handrail/common/host';
import type { ExecutionFacts, QueueFacts, RunningActivity, RunningWorkflowTask, WorkerFacts } from '../facts';
import { isFresh } from '../situation';
import { type Asked, describeExecution } from './describe-execution';
import type { Session } from './session';
import { toInstant } from './wire';

// Enough to find one that a worker has in its hands.
const MOST_NEIGHBOURS = 15;

/** What other executions show of the workers of a queue. */
export interface Neighbourhood {
  readonly runningElsewhere: readonly RunningActivity[];
  readonly workflowTasksElsewhere: readonly RunningWorkflowTask[];
  readonly workers: readonly WorkerFacts[];
}

const NOTHING: Neighbourhood = { runningElsewhere: [], workflowTasksElsewhere: [], workers: [] };

/**
 * Looks for workers that are alive and busy, which do not poll: among the other executions of the same workflow queue, and
 * in the workers' own heartbeats where the server collects them. Only where a task waits and the pollers do not tell why.
 */
export async function gatherNeighbourhood(
  session: Session,
  execution: ExecutionFacts,
  queues: readonly QueueFacts[],
  now: number,
): Promise<Neighbourhood> {
  const doubtful = doubtfulQueues(execution, queues, now);
  if (doubtful.size === 0) return NOTHING;
  const [neighbours, workers] = await Promise.all([
    session.shared
      .get(`neighbours ${execution.taskQueue}`, session.calls, (calls) =>
        describeNeighbours({ calls, namespace: session.namespace }, execution.taskQueue),
      )
      .then((found) => found.filter(({ runId }) => runId !== execution.runId)),
    Promise.all(
      [...doubtful].map((queue) =>
        session.shared.get(`workers ${queue}`, session.calls, (calls) =>
          listWorkers({ calls, namespace: session.namespace }, queue),
        ),
      ),
    ),
  ]);
  return {
    workers: workers.flat(),
    runningElsewhere: neighbours.flatMap(({ workflowId, activities }) =>
      activities.flatMap(
        ({ activityId, activityType, state, taskQueue, lastWorkerIdentity, lastStartedTime, lastHeartbeatTime }) =>
          state === 'STARTED' && lastWorkerIdentity !== undefined && doubtful.has(taskQueue)
            ? [
                {
                  workflowId,
                  activityId,
                  activityType,
                  taskQueue,
                  identity: lastWorkerIdentity,
                  startedTime: lastStartedTime,
                  lastHeartbeatTime,
                },
              ]
            : [],
      ),
    ),
    workflowTasksElsewhere: neighbours.flatMap(({ workflowId, taskQueue, workflowTask }) =>
      workflowTask?.state === 'STARTED' && workflowTask.startedTime !== undefined
        ? [{ workflowId, taskQueue, attempt: workflowTask.attempt, startedTime: workflowTask.startedTime }]
        : [],
    ),
  };
}

/** Queues on which something waits, or is held by a worker that does not poll. */
function doubtfulQueues(execution: ExecutionFacts, queues: readonly QueueFacts[], now: number): Set<string> {
  const names = new Set<string>();
  const executions = [execution];
  for (let each = executions.pop(); each !== undefined; each = executions.pop()) {
    const { workflowTask: task, taskQueue: workflowQueue } = each;
    // Without a poller nobody takes workflow tasks: slots for those never stay full for long.
    const isPolled = queues.some(
      ({ type, name, pollers }) =>
        type === 'workflow' && name === workflowQueue && pollers.some((poller) => isFresh(poller, now)),
    );
    if (task?.state === 'SCHEDULED' && task.attempt === 1 && isPolled) names.add(workflowQueue);
    for (const {
      state,
      taskQueue,
      nextAttemptTime,
      lastWorkerIdentity,
      heartbeatMilliseconds = 0,
    } of each.activities) {
      const isWaiting = state === 'SCHEDULED' && nextAttemptTime === undefined;
      const isSilent = state === 'STARTED' && heartbeatMilliseconds === 0 && !polls(queues, lastWorkerIdentity, now);
      if (isWaiting || isSilent) names.add(taskQueue);
    }
    executions.push(...[...each.children, ...each.nexusOperations].flatMap(({ execution: other }) => other ?? []));
  }
  return names;
}

function polls(queues: readonly QueueFacts[], identity: string | undefined, now: number): boolean {
  return queues.some(({ pollers }) => pollers.some((poller) => poller.identity === identity && isFresh(poller, now)));
}

async function describeNeighbours({ calls, namespace }: Asked, taskQueue: string): Promise<ExecutionFacts[]> {
  const list = await calls.tryAsk('other executions of this task queue', 'ListWorkflowExecutions', (service) =>
    service.listWorkflowExecutions({
      namespace,
      pageSize: MOST_NEIGHBOURS + 1,
      query: `TaskQueue = ${filterText(taskQueue)} AND ExecutionStatus = "Running"`,
    }),
  );
  const described = await Promise.all(
    (list?.executions ?? []).map(async ({ execution: other }) => {
      const answer = await describeExecution({ calls, namespace }, other?.workflowId ?? '', other?.runId ?? '');
      return answer.ok ? [answer.value] : [];
    }),
  );
  return described.flat();
}

const WORKER_STATUSES = ['UNKNOWN', 'RUNNING', 'SHUTTING_DOWN', 'SHUTDOWN'] as const;

/** The workers' own heartbeats. Most servers do not collect them, which is nothing to report. */
async function listWorkers({ calls, namespace }: Asked, taskQueue: string): Promise<WorkerFacts[]> {
  const answer = await calls.ask('ListWorkers', (service) =>
    service.listWorkers({ namespace, pageSize: 100, query: `TaskQueue = ${filterText(taskQueue)}` }),
  );
  if (!answer.ok) return [];
  return (answer.value.workersInfo ?? []).map(({ workerHeartbeat: beat }) => ({
    identity: beat?.workerIdentity ?? '',
    taskQueue: beat?.taskQueue ?? taskQueue,
    status: WORKER_STATUSES[beat?.status ?? 0] ?? 'UNKNOWN',
    heartbeatTime: toInstant(beat?.heartbeatTime),
    activitySlotsUsed: beat?.activityTaskSlotsInfo?.currentUsedSlots ?? 0,
    activitySlotsAvailable: beat?.activityTaskSlotsInfo?.currentAvailableSlots ?? 0,
    workflowSlotsAvailable: beat?.workflowTaskSlotsInfo?.currentAvailableSlots ?? 0,
  }));
}
