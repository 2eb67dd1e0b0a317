import type { HistoryFacts } from './history-facts';

/** Milliseconds since the epoch, by the server's clock. */
export type Instant = number;

/** What was asked of the server and could not be had, in the words of a report. */
export interface NotExamined {
  readonly what: string;
  readonly why: string;
}

/** Everything that a diagnosis looks at: plain data, so that it can be written to a file and diagnosed again. */
export interface Facts {
  /** The time of looking. */
  readonly now: Instant;
  readonly namespace: string;
  /** Given where commands must name the server. */
  readonly address?: string | undefined;
  readonly execution: ExecutionFacts;
  /** The task queues that were looked at. */
  readonly queues: readonly QueueFacts[];
  /** Activities of other executions that a worker is running, on queues where a task waits. */
  readonly runningElsewhere: readonly RunningActivity[];
  /** Other executions on a workflow queue whose workflow task is in a worker's hands. */
  readonly workflowTasksElsewhere: readonly RunningWorkflowTask[];
  /** What workers say of themselves, on servers that collect it. */
  readonly workers: readonly WorkerFacts[];
  readonly nexusEndpoints: readonly NexusEndpointFacts[];
  /** Of an execution that no worker has ever taken: on which task queues the newest ones of its type are. */
  readonly queuesOfType: readonly string[];
  readonly notExamined: readonly NotExamined[];
}

export type ExecutionStatus =
  | 'RUNNING'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELED'
  | 'TERMINATED'
  | 'CONTINUED_AS_NEW'
  | 'TIMED_OUT'
  | 'PAUSED'
  | 'UNKNOWN';

export interface ExecutionFacts {
  readonly workflowId: string;
  readonly runId: string;
  /** The run that began the chain of runs which this one belongs to; undefined where the server does not say. */
  readonly firstRunId?: string | undefined;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly status: ExecutionStatus;
  readonly startTime: Instant;
  /** When its first workflow task is due: later than the start with a delay, a cron schedule or a retry. */
  readonly executionTime?: Instant | undefined;
  readonly closeTime?: Instant | undefined;
  /** When its run or execution timeout ends it, whichever is first. */
  readonly expiresAt?: Instant | undefined;
  /** Which of the two that is. */
  readonly expiresBy?: 'run timeout' | 'execution timeout' | undefined;
  readonly historyLength: number;
  readonly historySizeBytes: number;
  readonly isCancelRequested: boolean;
  readonly pause?:
    { readonly identity: string; readonly reason: string; readonly since?: Instant | undefined } | undefined;
  readonly workflowTask?: WorkflowTaskFacts | undefined;
  /** How long a worker may take for a workflow task. */
  readonly taskTimeoutMilliseconds?: number | undefined;
  readonly activities: readonly ActivityFacts[];
  readonly children: readonly ChildFacts[];
  /** Of a closed execution: how many children it had not heard the end of. */
  readonly childrenAtClose?: number | undefined;
  readonly nexusOperations: readonly NexusOperationFacts[];
  readonly versioning: VersioningFacts;
  /** Missing where it could not be read. */
  readonly history?: HistoryFacts | undefined;
  /** What a worker told of itself when it was asked. */
  readonly insight?: Insight | undefined;
  /** Of a closed run that was asked for: the newest run of its id, where that is another one. */
  readonly nextRun?: ExecutionFacts | undefined;
}

export interface WorkflowTaskFacts {
  readonly state: 'SCHEDULED' | 'STARTED';
  readonly attempt: number;
  readonly scheduledTime?: Instant | undefined;
  /** Of the first in a row of workflow tasks that only keep a local activity going. */
  readonly originalScheduledTime?: Instant | undefined;
  readonly startedTime?: Instant | undefined;
}

export type ActivityState = 'SCHEDULED' | 'STARTED' | 'CANCEL_REQUESTED' | 'PAUSED' | 'PAUSE_REQUESTED' | 'UNKNOWN';

export interface ActivityFacts {
  readonly activityId: string;
  readonly activityType: string;
  readonly taskQueue: string;
  readonly state: ActivityState;
  readonly attempt: number;
  /** 0 for without end. */
  readonly maximumAttempts: number;
  readonly scheduledTime?: Instant | undefined;
  readonly lastStartedTime?: Instant | undefined;
  readonly lastHeartbeatTime?: Instant | undefined;
  readonly lastAttemptCompleteTime?: Instant | undefined;
  /** Only while it lies ahead. */
  readonly nextAttemptTime?: Instant | undefined;
  readonly retryIntervalMilliseconds?: number | undefined;
  readonly startToCloseMilliseconds?: number | undefined;
  readonly scheduleToCloseMilliseconds?: number | undefined;
  readonly scheduleToStartMilliseconds?: number | undefined;
  readonly heartbeatMilliseconds?: number | undefined;
  readonly lastFailure?: FailureFacts | undefined;
  readonly lastWorkerIdentity?: string | undefined;
  readonly hasHeartbeatDetails: boolean;
  readonly heartbeatDetails?: string | undefined;
  readonly isPaused: boolean;
  readonly pause?: PauseFacts | undefined;
  /** `name:build` of the deployment version that it was last given to. */
  readonly deploymentVersion?: DeploymentVersion | undefined;
}

export interface PauseFacts {
  readonly since?: Instant | undefined;
  readonly identity?: string | undefined;
  readonly reason?: string | undefined;
  /** The rule that paused it, where it was none by hand. */
  readonly rule?: string | undefined;
}

export interface ChildFacts {
  /** Whether it is to go on when its parent ends: the parent may well do something else meanwhile. */
  readonly isAbandoned?: boolean | undefined;
  readonly workflowId: string;
  /** Empty until the server has started it. */
  readonly runId: string;
  readonly workflowType: string;
  /** The event by which its parent asked for it. */
  readonly initiatedEventId?: number | undefined;
  /** Missing where it was not looked at; `whyNot` says why. */
  readonly execution?: ExecutionFacts | undefined;
  readonly whyNot?: string | undefined;
}

export interface NexusOperationFacts {
  readonly endpoint: string;
  readonly service: string;
  readonly operation: string;
  readonly state: 'SCHEDULED' | 'BACKING_OFF' | 'STARTED' | 'BLOCKED' | 'UNKNOWN';
  readonly attempt: number;
  readonly scheduledTime?: Instant | undefined;
  readonly scheduledEventId?: number | undefined;
  readonly nextAttemptTime?: Instant | undefined;
  readonly lastFailure?: FailureFacts | undefined;
  readonly scheduleToCloseMilliseconds?: number | undefined;
  readonly blockedReason?: string | undefined;
  /** The workflow that works on it, where its handler has started one. */
  readonly handler?: { readonly namespace: string; readonly workflowId: string } | undefined;
  /** Of the handler's workflow, where it could be looked at. */
  readonly execution?: ExecutionFacts | undefined;
}

export interface NexusEndpointFacts {
  readonly name: string;
  /** Missing where the endpoint leads to another server. */
  readonly target?: { readonly namespace: string; readonly taskQueue: string } | undefined;
  readonly exists: boolean;
}

export interface DeploymentVersion {
  readonly deploymentName: string;
  readonly buildId: string;
}

export interface VersioningFacts {
  /** Who did its last workflow task, where workers are versioned as they were before there were deployments. */
  readonly begunBy?: { readonly buildId: string; readonly isVersioned: boolean } | undefined;
  readonly behavior?: 'PINNED' | 'AUTO_UPGRADE' | undefined;
  readonly version?: DeploymentVersion | undefined;
  readonly override?:
    { readonly kind: 'pinned'; readonly version: DeploymentVersion } | { readonly kind: 'auto-upgrade' } | undefined;
}

/** What the tasks of a queue are of. */
export type QueueType = 'workflow' | 'activity' | 'nexus';

export interface QueueFacts {
  readonly name: string;
  readonly type: QueueType;
  /** Given where it is another one than the execution's. */
  readonly namespace?: string | undefined;
  readonly pollers: readonly PollerFacts[];
  readonly backlogCount: number;
  readonly backlogAgeMilliseconds: number;
  readonly addRate: number;
  readonly dispatchRate: number;
  readonly currentVersion?: DeploymentVersion | undefined;
  readonly ramp?: RampFacts | undefined;
  /**
   * Of workers that are versioned as they were before there were deployments: which build ids are compatible with each other.
   * The last one of a set is its newest, the last set the default. Missing where there are none, or they could not be read.
   */
  readonly buildIdSets?: readonly (readonly string[])[] | undefined;
  readonly rateLimit?: { readonly perSecond: number; readonly source: 'API' | 'WORKER' | 'SYSTEM' } | undefined;
}

/** A share of a queue's tasks that goes elsewhere than to the current version. */
export interface RampFacts {
  /** Undefined for workers without versioning. */
  readonly version: DeploymentVersion | undefined;
  /** More than 0, and 100 at most. */
  readonly percentage: number;
}

export interface PollerFacts {
  readonly identity: string;
  readonly lastAccessTime?: Instant | undefined;
  readonly ratePerSecond?: number | undefined;
  /** Of a versioned worker. */
  readonly version?: DeploymentVersion | undefined;
  /** Of a worker that is versioned as it was before there were deployments. */
  readonly legacyBuildId?: string | undefined;
}

export interface RunningActivity {
  readonly workflowId: string;
  readonly activityId: string;
  readonly activityType: string;
  readonly taskQueue: string;
  readonly identity: string;
  readonly startedTime?: Instant | undefined;
  readonly lastHeartbeatTime?: Instant | undefined;
}

export interface RunningWorkflowTask {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly attempt: number;
  readonly startedTime: Instant;
}

export interface WorkerFacts {
  readonly identity: string;
  readonly taskQueue: string;
  readonly status: 'RUNNING' | 'SHUTTING_DOWN' | 'SHUTDOWN' | 'UNKNOWN';
  readonly heartbeatTime?: Instant | undefined;
  readonly activitySlotsUsed?: number | undefined;
  readonly activitySlotsAvailable?: number | undefined;
  readonly workflowSlotsAvailable?: number | undefined;
}

/** What workflow code says of itself through the queries that every worker answers. */
export interface Insight {
  /** Where in the source it waits: the innermost lines of its stack traces. */
  readonly waitsAt: readonly string[];
  readonly signals: readonly string[];
  /** Whether it told where it waits, and there was nothing. */
  readonly waitsNowhere?: boolean | undefined;
  /** Whether it told of its handlers at all. */
  readonly isDefinitionKnown: boolean;
  readonly updates: readonly string[];
  readonly currentDetails?: string | undefined;
}

/** A failure of the server's, without the payloads. */
export interface FailureFacts {
  readonly message: string;
  readonly stack?: string | undefined;
  /** An `ApplicationFailure`'s type. */
  readonly type?: string | undefined;
  readonly timeoutType?: TimeoutType | undefined;
  readonly isNonRetryable?: boolean | undefined;
  /** Its message is in a payload that a codec has made unreadable here. */
  readonly isEncoded?: boolean | undefined;
  /** The server refused the command itself. */
  readonly isServerFailure?: boolean | undefined;
  readonly activity?:
    { readonly type: string; readonly id: string; readonly retryState?: string | undefined } | undefined;
  readonly child?: { readonly workflowId: string; readonly workflowType: string } | undefined;
  readonly nexusOperation?:
    { readonly endpoint: string; readonly service: string; readonly operation: string } | undefined;
  /** The code of a failure that Handrail raised. */
  readonly code?: string | undefined;
  readonly cause?: FailureFacts | undefined;
}

export type TimeoutType = 'START_TO_CLOSE' | 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'HEARTBEAT';
