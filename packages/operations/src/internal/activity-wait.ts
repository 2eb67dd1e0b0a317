import type { ActivityFacts, FailureFacts, Instant, QueueFacts, RunningActivity } from '../facts';
import { freshPollers, queueOf, type Situation } from '../situation';
import { expectedForActivity } from './expected-version';
import { isStarted, livenessOf, type Liveness } from './liveness';
import { HANDOVER_MILLISECONDS, isPassing } from './workflow-task-state';

/** What an activity that no worker has taken waits for. */
export interface ActivityWait {
  readonly kind:
    | 'none'
    /** On its way to a worker. */
    | 'moving'
    | 'no-worker'
    | 'wrong-version'
    | 'backlog'
    | 'cannot-tell';
  readonly since?: Instant | undefined;
  readonly queue?: QueueFacts | undefined;
  /** Live workers that have activities of this queue in their hands. */
  readonly holders: readonly Holder[];
  readonly why?: string | undefined;
}

export interface Holder {
  readonly identity: string;
  readonly activityType: string;
  readonly workflowId: string;
  readonly startedTime?: Instant | undefined;
  readonly liveness: Liveness;
}

/** For how long what was taken shows in the rate of a queue. */
export const RATE_WINDOW_MILLISECONDS = 40_000;

const NONE: ActivityWait = { kind: 'none', holders: [] };

/** Tells a queue without workers from one whose workers are busy. */
export function waitOf(situation: Situation, activity: ActivityFacts): ActivityWait {
  const { facts } = situation;
  if (!isWaiting(activity, facts.now) && !isLostAndBackingOff(activity, facts.now)) return NONE;
  const since = activity.scheduledTime === undefined ? undefined : Math.min(activity.scheduledTime, facts.now);
  const waited = since === undefined ? 0 : facts.now - since;
  const queue = queueOf(situation, 'activity', activity.taskQueue);
  const holders = holdersOf(situation, activity.taskQueue);
  const wait = { since, queue, holders };
  const isDue = isWaiting(activity, facts.now);

  if (queue === undefined) {
    if (!isDue) return NONE;
    if (waited <= HANDOVER_MILLISECONDS) return { kind: 'moving', ...wait };
    return { kind: 'cannot-tell', ...wait, why: `the pollers of task queue "${activity.taskQueue}" could not be read` };
  }
  const fresh = freshPollers(queue, facts.now);
  const alive = holders.filter(({ liveness }) => liveness.state === 'alive');
  if (fresh.length === 0) {
    if (alive.length > 0) return isDue ? { kind: 'backlog', ...wait, holders: alive } : NONE;
    const doubtful = holders.find(({ liveness }) => liveness.state === 'unknown');
    if (doubtful === undefined) return { kind: 'no-worker', ...wait };
    if (!isDue) return NONE;
    return {
      kind: 'cannot-tell',
      ...wait,
      why: `worker ${doubtful.identity}, which has an activity of task queue "${queue.name}", is gone or has no free slot: ${doubtful.liveness.why ?? 'it shows no sign of life'}`,
    };
  }
  if (!isDue) return NONE;
  const expected = expectedForActivity(situation.execution, queue);
  const fitting = fresh.filter((poller) => expected.accepts(poller));
  if (fitting.length === 0) return { kind: 'wrong-version', ...wait };
  if (waited <= HANDOVER_MILLISECONDS || isPassing(queue, waited)) return { kind: 'moving', ...wait };
  if (queue.backlogCount > 0) {
    const hasPolledSince = fitting.some(({ lastAccessTime = 0 }) => since !== undefined && lastAccessTime >= since);
    const isLimited = queue.rateLimit !== undefined && queue.rateLimit.source !== 'SYSTEM';
    // What was taken before the backlog began counts in the rate for a while.
    const isTaking = queue.dispatchRate > 0 && queue.backlogAgeMilliseconds > RATE_WINDOW_MILLISECONDS;
    if (hasPolledSince || alive.length > 0 || isLimited || isTaking) {
      return { kind: 'backlog', ...wait, holders: alive };
    }
  }
  // That its last attempt failed is known, and says more.
  if (activity.lastFailure !== undefined && !isNobodysFault(activity.lastFailure)) return NONE;
  return {
    kind: 'cannot-tell',
    ...wait,
    why: `${fitting[0]?.identity ?? 'a worker'} polled task queue "${queue.name}" a short while ago and has not taken the activity: it is gone, or all of its slots are taken; after 70 seconds of silence it is gone`,
  };
}

/** Whether it lies in its queue, to be taken now. */
export function isWaiting({ state, nextAttemptTime, isPaused }: ActivityFacts, now: Instant): boolean {
  return state === 'SCHEDULED' && !isPaused && (nextAttemptTime === undefined || nextAttemptTime <= now);
}

/** Whether it will be tried again later. */
export function isBackingOff({ state, nextAttemptTime, isPaused }: ActivityFacts, now: Instant): boolean {
  return state === 'SCHEDULED' && !isPaused && nextAttemptTime !== undefined && nextAttemptTime > now;
}

// What ended with its worker, in silence or with its last word, ends so again where no worker is left.
function isLostAndBackingOff(activity: ActivityFacts, now: Instant): boolean {
  const { timeoutType, type } = activity.lastFailure ?? {};
  const isLost = timeoutType === 'START_TO_CLOSE' || timeoutType === 'HEARTBEAT' || type === WORKER_SHUTDOWN;
  return isBackingOff(activity, now) && isLost;
}

/** What the SDK's workers fail activities with that have not ended when they stop. */
export const WORKER_SHUTDOWN = 'WorkerShutdown';

// What they fail an attempt with that somebody has reset or paused.
const ENDED_BY_HAND = new Set(['ActivityReset', 'ActivityPause']);

/** Whether an attempt ended because its worker was stopped, or because somebody wanted it: the next one may well succeed. */
export function isNobodysFault(failure: FailureFacts | undefined): boolean {
  const { type = '' } = failure ?? {};
  return type === WORKER_SHUTDOWN || ENDED_BY_HAND.has(type);
}

function holdersOf(situation: Situation, taskQueue: string): Holder[] {
  const { facts, execution } = situation;
  const own = execution.activities.flatMap((activity): Omit<RunningActivity, 'activityId'>[] =>
    isStarted(activity) && activity.taskQueue === taskQueue && activity.lastWorkerIdentity
      ? [
          {
            workflowId: execution.workflowId,
            activityType: activity.activityType,
            taskQueue,
            identity: activity.lastWorkerIdentity,
            startedTime: activity.lastStartedTime,
          },
        ]
      : [],
  );
  const others = facts.runningElsewhere.filter((each) => each.taskQueue === taskQueue);
  const slots = facts.workers
    .filter(
      (worker) =>
        worker.taskQueue === taskQueue && worker.activitySlotsUsed !== undefined && worker.activitySlotsUsed > 0,
    )
    .map(({ identity }) => ({ workflowId: '', activityType: '', identity, startedTime: undefined }));
  return [...own, ...others, ...slots].map(({ workflowId, activityType, identity, startedTime }) => ({
    workflowId,
    activityType,
    identity,
    startedTime,
    liveness: livenessOf(situation, identity),
  }));
}
