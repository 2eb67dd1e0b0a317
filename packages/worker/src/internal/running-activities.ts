import { type Context, CompleteAsyncError } from '@temporalio/activity';
import type { EffectivePolicy } from '@handrail/common';
import { createGuardHost, formatDuration, type GuardHost, logProblem } from '@handrail/common/host';
import { type ErrorContext, HR5013, HR5019, HR5023, HR5028, HR5030, HR5033, type Problem } from '@handrail/errors';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** How long an activity may go on after it was told to stop, before that is told: most that tidy up are done by then. */
const PATIENCE_MILLISECONDS = 3_000;

/** How long an activity may keep its process from doing anything else. */
const LONGEST_STEP_MILLISECONDS = 2_000;

/** Up to here an activity may well heartbeat for its cursor or its cancellation only: the next attempt is not far. */
const LONG_ATTEMPT_MILLISECONDS = 120_000;

/** How long a workflow task lasts by default: what takes longer keeps it open. */
const WORKFLOW_TASK_MILLISECONDS = 10_000;

/** By then the waits between the attempts of a local activity take as long. */
const MANY_ATTEMPTS = 5;

/** One attempt of an activity, from its call to its end. */
interface Attempt {
  readonly context: Context;
  lastHeartbeat?: number;
  ended?: 'here' | 'elsewhere';
  heartbeatTimer?: NodeJS.Timeout;
  taskTimer?: NodeJS.Timeout;
  stopTimer?: NodeJS.Timeout;
}

/** The activities that a worker runs, and what is told of them while they do. */
export interface RunningActivities {
  readonly interceptors: ActivityInterceptorsFactory;
  /** What is to be said of a worker that was killed; undefined where nothing runs. */
  killed(): Problem | undefined;
}

/**
 * Watches the activities of a worker: one that goes on after it was told to stop (HR5019), one that does not heartbeat (HR5023),
 * does so when it has ended (HR5013) or, where it may take long, without a heartbeatTimeout (HR5033), one that blocks the process (HR5028), a local one that
 * holds up its workflow (HR5030). It only tells; nothing is stopped.
 */
export function watchRunningActivities(taskQueue: string, policy: EffectivePolicy): RunningActivities {
  const host = createGuardHost({ policy });
  const running = new Set<Attempt>();
  let shutdownTimer: NodeJS.Timeout | undefined;

  const stopProblem = (attempts: readonly Attempt[], reason: 'cancelled' | 'shutdown' | 'killed'): Problem =>
    HR5019.problem({
      taskQueue,
      reason,
      activities: attempts.map(({ context }) => describe(context)),
      seconds: PATIENCE_MILLISECONDS / 1_000,
    });

  const onStop = (attempt: Attempt): void => {
    if (attempt.ended !== undefined) return;
    if (isShutdown(attempt)) {
      // One line for all that hold the worker up.
      shutdownTimer ??= setTimeout(() => {
        shutdownTimer = undefined;
        const left = [...running].filter(isShutdown);
        if (left.length > 0) logProblem(stopProblem(left, 'shutdown'), { links: policy.links }, { taskQueue });
      }, PATIENCE_MILLISECONDS).unref();
      return;
    }
    attempt.stopTimer = later(attempt, PATIENCE_MILLISECONDS, () => {
      tell(host, stopProblem([attempt], 'cancelled'), attempt);
    });
  };

  return {
    killed: () => (running.size === 0 ? undefined : stopProblem([...running], 'killed')),
    interceptors: (context) => {
      const attempt: Attempt = { context };
      watchHeartbeatsOf(attempt, host);
      return {
        inbound: {
          async execute(input, next) {
            running.add(attempt);
            expectHeartbeats(attempt, host);
            expectSoon(attempt, host);
            context.cancelled.catch(() => onStop(attempt));
            try {
              return await inOneStep(() => next(input), attempt, host);
            } catch (error) {
              if (error instanceof CompleteAsyncError) attempt.ended = 'elsewhere';
              throw error;
            } finally {
              running.delete(attempt);
              attempt.ended ??= 'here';
              clearTimeout(attempt.heartbeatTimer);
              clearTimeout(attempt.taskTimer);
              clearTimeout(attempt.stopTimer);
            }
          },
        },
      };
    },
  };
}

function isShutdown({ context: { cancellationSignal } }: Attempt): boolean {
  const { aborted, reason } = cancellationSignal as { readonly aborted: boolean; readonly reason?: unknown };
  return aborted && reason instanceof Error && reason.message === 'WORKER_SHUTDOWN';
}

function describe({ info: { activityType, attempt, workflowExecution } }: Context): {
  readonly activityType: string;
  readonly attempt: number;
  readonly workflowId?: string;
} {
  const workflowId = workflowExecution?.workflowId;
  return { activityType, attempt, ...(workflowId !== undefined && { workflowId }) };
}

/** Calls a function, and tells where it took long until it gave way for the first time. */
function inOneStep<T>(call: () => T, attempt: Attempt, host: GuardHost): T {
  const begin = performance.now();
  try {
    return call();
  } finally {
    const milliseconds = performance.now() - begin;
    if (milliseconds >= LONGEST_STEP_MILLISECONDS) {
      const culprit = `Activity "${attempt.context.info.activityType}"`;
      tell(host, HR5028.problem({ culprit, seconds: Math.round(milliseconds / 1_000) }), attempt);
    }
  }
}

// A local activity has no heartbeats, and one that is both may call it all the same.
function watchHeartbeatsOf(attempt: Attempt, host: GuardHost): void {
  const { context } = attempt;
  const { isLocal, activityType, heartbeatTimeoutMs: timeout = 0, startToCloseTimeoutMs: longest = 0 } = context.info;
  if (isLocal) return;
  const { heartbeat } = context;
  const watched = (details?: unknown): void => {
    if (
      timeout <= 0 &&
      longest > LONG_ATTEMPT_MILLISECONDS &&
      attempt.lastHeartbeat === undefined &&
      attempt.ended === undefined
    )
      tell(host, HR5033.problem({ activityType }), attempt);
    attempt.lastHeartbeat = performance.now();
    if (attempt.ended !== undefined) {
      const completedElsewhere = attempt.ended === 'elsewhere';
      tell(host, HR5013.problem({ call: 'heartbeat', ended: activityType, completedElsewhere }), attempt);
    }
    heartbeat(details);
  };
  // Plainly assigned, as the payload checks do.
  (context as { heartbeat: Context['heartbeat'] }).heartbeat = watched;
}

function expectHeartbeats(attempt: Attempt, host: GuardHost): void {
  const { activityType, isLocal, heartbeatTimeoutMs: timeout = 0 } = attempt.context.info;
  if (isLocal || timeout <= 0) return;
  const wait = (milliseconds: number): void => {
    attempt.heartbeatTimer = later(attempt, milliseconds, look);
  };
  const look = (): void => {
    const { lastHeartbeat } = attempt;
    const silent = lastHeartbeat === undefined ? timeout : performance.now() - lastHeartbeat;
    // Timers are not exact.
    if (silent < timeout - 1) return wait(timeout - silent);
    const facts = { activityType, timeout: formatDuration(timeout), before: lastHeartbeat !== undefined };
    tell(host, HR5023.problem(facts), attempt);
  };
  wait(timeout);
}

/** A local activity goes on within a workflow task. */
function expectSoon(attempt: Attempt, host: GuardHost): void {
  const { activityType, isLocal, workflowType: workflow, attempt: number } = attempt.context.info;
  if (!isLocal) return;
  const facts = { activityType, ...(workflow !== undefined && { workflow }), attempt: number };
  if (number >= MANY_ATTEMPTS) tell(host, HR5030.problem(facts), attempt);
  attempt.taskTimer = later(attempt, WORKFLOW_TASK_MILLISECONDS, () => {
    tell(host, HR5030.problem({ ...facts, running: formatDuration(WORKFLOW_TASK_MILLISECONDS) }), attempt);
  });
}

/** Node.js takes a longer time for none at all. */
const LONGEST_TIMER = 2_147_483_647;

function later(attempt: Attempt, milliseconds: number, act: () => void): NodeJS.Timeout {
  return setTimeout(
    () => {
      if (attempt.ended === undefined) act();
    },
    Math.min(milliseconds, LONGEST_TIMER),
  ).unref();
}

function tell(host: GuardHost, problem: Problem, { context: { info } }: Attempt): void {
  const { activityType, namespace, workflowExecution } = info;
  const inspect: ErrorContext['inspect'] = workflowExecution && {
    namespace: namespace ?? 'default',
    ...workflowExecution,
  };
  host.judge({ ...problem, disposition: 'warn' }, activityType, inspect && { inspect });
}
