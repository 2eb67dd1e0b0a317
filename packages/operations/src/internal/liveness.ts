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
  const polls = queues.flatMap(({ type, pollers }) =>
    pollers.filter((poller) => poller.identity === identity).map(({ lastAccessTime = 0 }) => ({ type, lastAccessTime })),
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
    const isAlive = now - beat <= FRESH_MILLISECONDS * 2 && own.some(({ status }) => status !== 'SHUTDOWN');
    return { state: isAlive ? 'alive' : 'gone', lastSeen: latest([lastSeen, beat]) };
  }
  if (!queues.some(({ type }) => type === 'workflow')) {
    return { state: 'unknown', lastSeen, why: 'the pollers of its queues could not be read' };
  }
  const pollsForWorkflows =
    polls.some(({ type }) => type === 'workflow') ||
    (situation.execution.history?.workflowWorkers.includes(identity) ?? false);
  if (pollsForWorkflows) return { state: 'gone', lastSeen };

  // It had a free slot after its last task, polled for another one, and has not polled since.
  const lastTaken = latest(taken.map(({ lastStartedTime }) => lastStartedTime));
  const lastPoll = latest(polls.map(({ lastAccessTime }) => lastAccessTime));
  if (lastTaken !== undefined && lastPoll !== undefined && lastPoll > lastTaken) return { state: 'gone', lastSeen };
  return {
    state: 'unknown',
    lastSeen,
    why: 'it polls for activities only, and does not do that while all of its slots are taken',
  };
}

interface Taken {
  readonly lastStartedTime?: Instant | undefined;
  readonly lastHeartbeatTime?: Instant | undefined;
}

function activitiesOf({ facts, execution }: Situation, identity: string): Taken[] {
  return [
    ...execution.activities.filter((activity) => isStarted(activity) && activity.lastWorkerIdentity === identity),
    ...facts.runningElsewhere
      .filter((activity) => activity.identity === identity)
      .map(({ startedTime, lastHeartbeatTime }) => ({ lastStartedTime: startedTime, lastHeartbeatTime })),
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
