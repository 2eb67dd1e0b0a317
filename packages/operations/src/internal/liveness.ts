import type { ActivityFacts, Instant } from '../facts';
import { FRESH_MILLISECONDS, type Situation } from '../situation';

/** What pollers, heartbeats and histories say of the process behind an identity. */
export interface Liveness {
  readonly state: 'alive' | 'gone' | 'unknown';
  /** Its last sign of life that is known. */
  readonly lastSeen?: Instant | undefined;
  /** Why it cannot be told. */
  readonly why?: string | undefined;
}

/**
 * Whether a worker lives. A process has one identity on all of its queues, so that a sign of life on any of them counts. A
 * worker whose activity slots are all taken does not poll for activities, so that silence there proves nothing; silence on a
 * workflow queue does, since workflow tasks take seconds.
 */
export function livenessOf(situation: Situation, identity: string): Liveness {
  const { facts } = situation;
  const { now, queues, workers } = facts;
  const polls = queues.flatMap(({ type, name, pollers }) =>
    pollers
      .filter((poller) => poller.identity === identity)
      .map(({ lastAccessTime = 0 }) => ({ type, queue: name, lastAccessTime })),
  );
  const taken = activitiesOf(situation, identity);
  const lastSeen = latest([
    ...polls.map(({ lastAccessTime }) => lastAccessTime),
    ...taken.flatMap(({ lastStartedTime, lastHeartbeatTime }) => [lastStartedTime, lastHeartbeatTime]),
  ]);
  if (lastSeen !== undefined && now - lastSeen <= FRESH_MILLISECONDS) return { state: 'alive', lastSeen };

  const own = workers.filter((worker) => worker.identity === identity);
  const beat = latest(own.map(({ heartbeatTime }) => heartbeatTime));
  if (beat !== undefined) {
    const isAlive = now - beat <= FRESH_MILLISECONDS && own.some(({ status }) => status !== 'SHUTDOWN');
    return { state: isAlive ? 'alive' : 'gone', lastSeen: latest([lastSeen, beat]) };
  }
  if (!queues.some(({ type }) => type === 'workflow')) {
    return { state: 'unknown', lastSeen, why: 'the pollers of its queues could not be read' };
  }
  const unread = taken.find(
    ({ taskQueue, isPaused = false }) =>
      !isPaused && !queues.some(({ type, name }) => type === 'activity' && name === taskQueue),
  );
  if (unread !== undefined) {
    return { state: 'unknown', lastSeen, why: `the pollers of task queue "${unread.taskQueue}" could not be read` };
  }
  const pollsForWorkflows =
    polls.some(({ type }) => type === 'workflow') ||
    (situation.execution.history?.workflowWorkers.includes(identity) ?? false);
  if (pollsForWorkflows) return { state: 'gone', lastSeen };

  if (hadFreeSlots(situation, taken, polls)) return { state: 'gone', lastSeen };
  return {
    state: 'unknown',
    lastSeen,
    why: 'it polls for activities only, and does not do that while all of its slots are taken',
  };
}

// Two clocks of one server agree better than this.
const SAME_MOMENT = 1_000;

/**
 * Whether a worker that polls for activities only, and has not done so lately, had a free slot: then it would poll if it
 * lived. A poll shows when it begins and when it ends, also when it ends with the process. A worker whose last slot was
 * taken shows the poll that brought it that task, and nothing after it.
 */
function hadFreeSlots(
  { facts }: Situation,
  taken: readonly Taken[],
  polls: readonly { readonly queue: string; readonly lastAccessTime: Instant }[],
): boolean {
  const lastTaken = latest(taken.map(({ lastStartedTime }) => lastStartedTime));
  const lastPoll = latest(polls.map(({ lastAccessTime }) => lastAccessTime));
  if (lastTaken === undefined || lastPoll === undefined) return false;
  if (lastPoll > lastTaken + SAME_MOMENT) return true;
  // Another poll of it was open when it took the task, unless it took that from a backlog.
  const hasBacklog = facts.queues.some(
    ({ name, type, backlogCount }) =>
      type === 'activity' && backlogCount > 0 && polls.some(({ queue }) => queue === name),
  );
  return lastPoll < lastTaken - SAME_MOMENT && !hasBacklog;
}

interface Taken {
  readonly taskQueue: string;
  readonly isPaused?: boolean;
  readonly lastStartedTime?: Instant | undefined;
  readonly lastHeartbeatTime?: Instant | undefined;
}

function activitiesOf({ facts, execution }: Situation, identity: string): Taken[] {
  return [
    ...execution.activities.filter((activity) => isStarted(activity) && activity.lastWorkerIdentity === identity),
    ...facts.runningElsewhere
      .filter((activity) => activity.identity === identity)
      .map(({ taskQueue, startedTime, lastHeartbeatTime }) => ({
        taskQueue,
        lastStartedTime: startedTime,
        lastHeartbeatTime,
      })),
  ];
}

/** Whether a worker has it in its hands. */
export function isStarted({ state }: ActivityFacts): boolean {
  return state === 'STARTED' || state === 'CANCEL_REQUESTED' || state === 'PAUSE_REQUESTED';
}

export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce<Instant | undefined>(
    (best, each) => (each !== undefined && each > 0 && (best === undefined || each > best) ? each : best),
    undefined,
  );
}
