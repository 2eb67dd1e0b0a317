// What `readDescription` reads of an execution, by the numbers of Temporal's API, which are permanent.
import { failure, named, payloads, time, version } from './shapes';
import { shape } from './wire-format';

const versioning = shape({
  behavior: [1, 'whole'],
  versioningOverride: [
    3,
    shape({
      behavior: [1, 'whole'],
      pinned: [3, shape({ version: [2, version] })],
      autoUpgrade: [4, 'flag'],
      pinnedVersion: [9, 'text'],
    }),
  ],
  version: [5, 'text'],
  deploymentVersion: [7, version],
});

const info = shape({
  execution: [1, shape({ workflowId: [1, 'text'], runId: [2, 'text'] })],
  type: [2, named],
  startTime: [3, time],
  closeTime: [4, time],
  status: [5, 'whole'],
  historyLength: [6, 'whole'],
  executionTime: [9, time],
  taskQueue: [13, 'text'],
  historySizeBytes: [15, 'whole'],
  mostRecentWorkerVersionStamp: [16, shape({ buildId: [1, 'text'], useVersioning: [3, 'flag'] })],
  firstRunId: [21, 'text'],
  versioningInfo: [22, versioning],
});

const activity = shape({
  activityId: [1, 'text'],
  activityType: [2, named],
  state: [3, 'whole'],
  heartbeatDetails: [4, payloads],
  lastHeartbeatTime: [5, time],
  lastStartedTime: [6, time],
  attempt: [7, 'whole'],
  maximumAttempts: [8, 'whole'],
  scheduledTime: [9, time],
  lastFailure: [11, failure],
  lastWorkerIdentity: [12, 'text'],
  currentRetryInterval: [16, time],
  lastAttemptCompleteTime: [17, time],
  nextAttemptScheduleTime: [18, time],
  paused: [19, 'flag'],
  pauseInfo: [
    23,
    shape({
      pauseTime: [1, time],
      manual: [2, shape({ identity: [1, 'text'], reason: [2, 'text'] })],
      rule: [4, shape({ ruleId: [1, 'text'], identity: [2, 'text'], reason: [3, 'text'] })],
    }),
  ],
  activityOptions: [
    24,
    shape({
      taskQueue: [1, named],
      scheduleToCloseTimeout: [2, time],
      scheduleToStartTimeout: [3, time],
      startToCloseTimeout: [4, time],
      heartbeatTimeout: [5, time],
    }),
  ],
  lastDeploymentVersion: [25, version],
});

/** An answer to the question for an execution. */
export const description = shape({
  executionConfig: [1, shape({ taskQueue: [1, named], defaultWorkflowTaskTimeout: [4, time] })],
  workflowExecutionInfo: [2, info],
  pendingActivities: [3, activity, 'many'],
  pendingChildren: [
    4,
    shape({
      workflowId: [1, 'text'],
      runId: [2, 'text'],
      workflowTypeName: [3, 'text'],
      initiatedId: [4, 'whole'],
      parentClosePolicy: [5, 'whole'],
    }),
    'many',
  ],
  pendingWorkflowTask: [
    5,
    shape({
      state: [1, 'whole'],
      scheduledTime: [2, time],
      originalScheduledTime: [3, time],
      startedTime: [4, time],
      attempt: [5, 'whole'],
    }),
  ],
  pendingNexusOperations: [
    7,
    shape({
      endpoint: [1, 'text'],
      service: [2, 'text'],
      operation: [3, 'text'],
      scheduleToCloseTimeout: [5, time],
      scheduledTime: [6, time],
      state: [7, 'whole'],
      attempt: [8, 'whole'],
      lastAttemptFailure: [10, failure],
      nextAttemptScheduleTime: [11, time],
      scheduledEventId: [13, 'whole'],
      blockedReason: [14, 'text'],
      operationToken: [15, 'text'],
    }),
    'many',
  ],
  workflowExtendedInfo: [
    8,
    shape({
      executionExpirationTime: [1, time],
      runExpirationTime: [2, time],
      cancelRequested: [3, 'flag'],
      pauseInfo: [8, shape({ identity: [1, 'text'], pausedTime: [2, time], reason: [3, 'text'] })],
    }),
  ],
});
