import { diagnose } from '../../src/diagnose';
import type { CauseSlug } from '../../src/explanation';
import type {
  ActivityFacts,
  ChildFacts,
  ExecutionFacts,
  Facts,
  FailureFacts,
  PollerFacts,
  QueueFacts,
  WorkflowTaskFacts,
} from '../../src/facts';
import type { HistoryFacts } from '../../src/history-facts';

/** The moment of looking in all made-up facts. */
export const NOW = Date.UTC(2026, 2, 1, 12);

const SECOND = 1_000;

export const ago = (seconds: number): number => NOW - seconds * SECOND;
export const ahead = (seconds: number): number => NOW + seconds * SECOND;

/** A history of an execution that has done a step and waits. */
export function history(more: Partial<HistoryFacts> = {}): HistoryFacts {
  return {
    oldestEventRead: 1,
    lastTaskCompleted: {
      eventId: 4,
      type: 'WORKFLOW_TASK_COMPLETED',
      time: ago(600),
      identity: 'worker-1',
      buildId: 'b1',
    },
    workflowWorkers: ['worker-1'],
    idleTasks: { count: 0 },
    suggestsContinueAsNew: false,
    timers: [],
    updates: [],
    expiredActivities: [],
    completedActivities: [],
    calls: [],
    openActivities: [],
    openOperations: [],
    openChildren: [],
    ...more,
  };
}

/** An execution that waits for a signal. */
export function execution(more: Partial<ExecutionFacts> = {}): ExecutionFacts {
  return {
    workflowId: 'order-17',
    runId: '0199a3b4-0000-7000-8000-000000000001',
    workflowType: 'order',
    taskQueue: 'orders',
    status: 'RUNNING',
    startTime: ago(700),
    executionTime: ago(700),
    historyLength: 4,
    historySizeBytes: 800,
    isCancelRequested: false,
    activities: [],
    children: [],
    nexusOperations: [],
    versioning: {},
    history: history(),
    ...more,
  };
}

export function poller(identity = 'worker-1', secondsAgo = 10, more: Partial<PollerFacts> = {}): PollerFacts {
  return { identity, lastAccessTime: ago(secondsAgo), ...more };
}

export function queue(more: Partial<QueueFacts> = {}): QueueFacts {
  return {
    name: 'orders',
    type: 'workflow',
    pollers: [poller()],
    backlogCount: 0,
    backlogAgeMilliseconds: 0,
    addRate: 0,
    dispatchRate: 0,
    ...more,
  };
}

/** A started activity without heartbeats, with a worker that polls. */
export function activity(more: Partial<ActivityFacts> = {}): ActivityFacts {
  return {
    activityId: '1',
    activityType: 'charge',
    taskQueue: 'orders',
    state: 'STARTED',
    attempt: 1,
    maximumAttempts: 0,
    scheduledTime: ago(300),
    lastStartedTime: ago(300),
    startToCloseMilliseconds: 3_600_000,
    lastWorkerIdentity: 'worker-1',
    hasHeartbeatDetails: false,
    isPaused: false,
    ...more,
  };
}

/** An activity that lies in its queue. */
export function waitingActivity(more: Partial<ActivityFacts> = {}): ActivityFacts {
  return activity({ state: 'SCHEDULED', lastStartedTime: undefined, lastWorkerIdentity: undefined, ...more });
}

export function failure(message = 'provider is down', more: Partial<FailureFacts> = {}): FailureFacts {
  return { message, ...more };
}

export function workflowTask(more: Partial<WorkflowTaskFacts> = {}): WorkflowTaskFacts {
  return { state: 'SCHEDULED', attempt: 1, scheduledTime: ago(180), originalScheduledTime: ago(180), ...more };
}

export function child(more: Partial<ExecutionFacts> = {}): ChildFacts {
  const of = execution({ workflowId: 'child-1', runId: '0199a3b4-0000-7000-8000-00000000000c', ...more });
  return { workflowId: of.workflowId, runId: of.runId, workflowType: of.workflowType, execution: of };
}

/** Facts with live workers on the queue "orders" for workflow tasks and activities. */
export function facts(of: Partial<ExecutionFacts> = {}, more: Partial<Facts> = {}): Facts {
  return {
    now: NOW,
    namespace: 'default',
    execution: execution(of),
    queues: [queue(), queue({ type: 'activity' })],
    runningElsewhere: [],
    queuesOfType: [],
    workflowTasksElsewhere: [],
    workers: [],
    nexusEndpoints: [],
    notExamined: [],
    ...more,
  };
}

/** All that is found to be the matter, the root first. */
export function causesOf(given: Facts): CauseSlug[] {
  return diagnose(given).map(({ cause }) => cause);
}
