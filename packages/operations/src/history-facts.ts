import type { FailureFacts, Instant } from './facts';

/** What the end of a history tells, condensed. All lists hold what is still open. */
export interface HistoryFacts {
  /** 1 where all of the history was read. */
  readonly oldestEventRead: number;
  /** Undefined where the beginning was not read. */
  readonly start?: StartFacts | undefined;
  readonly lastEvent?: EventPlace | undefined;
  /** The last event that is not about a workflow task. */
  readonly lastProgress?: EventPlace | undefined;
  readonly lastSignal?: (EventPlace & { readonly name: string }) | undefined;
  readonly lastTaskCompleted?: CompletedTask | undefined;
  /** The first failure of a workflow task since the last one that completed; later attempts leave no event. */
  readonly taskFailure?: TaskFailure | undefined;
  /**
   * The last workflow task since the last one that completed which the server has started over, through nobody's fault: what
   * came in meanwhile, such as a hundred signals, had to go first.
   */
  readonly taskRestart?: EventPlace | undefined;
  /** The last timeout of a workflow task since the last one that completed. */
  readonly taskTimeout?: (Omit<EventPlace, 'type'> & { readonly type: TaskTimeoutType }) | undefined;
  /** Who has taken workflow tasks: workers that poll workflow queues. */
  readonly workflowWorkers: readonly string[];
  /** Workflow tasks at the end that did nothing, one after the other. */
  readonly idleTasks: { readonly count: number; readonly since?: Instant | undefined };
  readonly suggestsContinueAsNew: boolean;
  readonly cancelRequest?: EventPlace | undefined;
  readonly timers: readonly TimerFacts[];
  readonly updates: readonly UpdateFacts[];
  /** A local activity that failed and is waiting to be tried again by a timer. */
  readonly failedLocalActivity?: LocalActivityFacts | undefined;
  /** Activities that no worker took in time, with nothing but workflow tasks after them. */
  readonly expiredActivities: readonly ExpiredActivity[];
  /** Activities that completed in the part that was read. */
  readonly completedActivities: readonly CompletedActivity[];
  /** What it has asked others for that was done, or may be: a reset to before that asks for it again. */
  readonly calls: readonly CallOfOthers[];
  /** Of a closed execution: what it was waiting for when it was closed. */
  readonly openActivities: readonly OpenActivity[];
  readonly openChildren: readonly OpenChild[];
  readonly openOperations: readonly OpenOperation[];
  /** A workflow task at the end that nobody had finished. */
  readonly openTask?: { readonly state: 'SCHEDULED' | 'STARTED'; readonly since: Instant } | undefined;
  readonly close?: CloseFacts | undefined;
}

/** How a run came to be. */
export interface StartFacts {
  /** Under a retry policy of the workflow. */
  readonly attempt: number;
  readonly cronSchedule?: string | undefined;
  /** The run before it: one that continued as new, failed and is tried again, or was the last of a cron schedule. */
  readonly continuedRunId?: string | undefined;
  /** How the run before it failed. */
  readonly lastFailure?: FailureFacts | undefined;
}

export interface EventPlace {
  readonly eventId: number;
  readonly type: string;
  readonly time: Instant;
}

export interface CompletedTask extends EventPlace {
  readonly identity: string;
  readonly buildId?: string | undefined;
}

export interface TaskFailure extends EventPlace {
  /** Its name without the prefix: `NON_DETERMINISTIC_ERROR`. */
  readonly cause: string;
  readonly failure: FailureFacts;
  readonly identity: string;
  readonly buildId?: string | undefined;
}

export type TaskTimeoutType = 'START_TO_CLOSE' | 'SCHEDULE_TO_START' | 'OTHER';

export interface TimerFacts {
  readonly timerId: string;
  readonly startedTime: Instant;
  readonly dueTime: Instant;
  readonly eventId: number;
}

export interface UpdateFacts {
  readonly updateId: string;
  readonly name: string;
  readonly acceptedTime: Instant;
  readonly eventId: number;
}

export interface LocalActivityFacts {
  readonly eventId: number;
  readonly time: Instant;
  readonly activityType?: string | undefined;
  readonly attempt?: number | undefined;
  readonly failure: FailureFacts;
}

export interface ExpiredActivity extends EventPlace {
  readonly activityId?: string | undefined;
  readonly activityType?: string | undefined;
  readonly taskQueue?: string | undefined;
  /** The workflow task that had asked for it. */
  readonly scheduledBy?: number | undefined;
}

export interface CompletedActivity {
  readonly eventId: number;
  readonly activityType: string;
  /** The workflow task that had asked for it: a reset to that one or to an earlier one runs it again. */
  readonly scheduledBy: number;
}

export interface CallOfOthers {
  readonly kind: 'child workflow' | 'nexus operation' | 'signal';
  /** The type of the child, the operation behind its service, or the signal that it sends to another execution. */
  readonly name: string;
  /** The workflow task that had asked for it. */
  readonly scheduledBy: number;
}

export interface OpenActivity {
  readonly activityId: string;
  readonly activityType: string;
  readonly taskQueue: string;
  readonly since: Instant;
}

export interface OpenOperation {
  /** Its service and its own name. */
  readonly name: string;
  readonly since: Instant;
}

export interface OpenChild {
  readonly workflowId: string;
  readonly since: Instant;
  /** The workflow task that had asked for it: a reset to that one or to an earlier one starts it again. */
  readonly scheduledBy: number;
  /** Whether it goes on when its parent ends. */
  readonly isAbandoned: boolean;
}

/** How an execution ended. */
export interface CloseFacts extends EventPlace {
  readonly failure?: FailureFacts | undefined;
  readonly retryState?: string | undefined;
  /** Of a termination. */
  readonly reason?: string | undefined;
  readonly identity?: string | undefined;
  /** The run that follows: by continue-as-new, a retry or a cron schedule. */
  readonly newRunId?: string | undefined;
  /** The cause of the workflow task failure right before, which is the server's reason for a termination of its own. */
  readonly taskFailureCause?: string | undefined;
  /** The other execution that could not be started, signalled or cancelled right before. */
  readonly refusedBy?: { readonly eventId: number; readonly text: string; readonly workflowId: string } | undefined;
  /**
   * Where a reset goes back to: the workflow task that had asked for the activity or child which failed, so that it is tried
   * again, or for a child that ended with the execution, of whose end a later run would never hear; else the last workflow
   * task that had completed.
   */
  readonly resetEventId?: number | undefined;
  /** What `resetEventId` lies before, where that is not the end of the history. */
  readonly resetBefore?: 'what failed' | 'a child that ended with it' | undefined;
}
