import type { ExecutionFacts, Instant, QueueFacts } from '../facts';

// A poller is listed for five minutes after its last poll, and surely no longer than this.
const LONGEST_LISTED = 400_000;
// Below this nobody has to be told.
const NOTABLE = 5_000;

/** The server's time as far as it shows, and how far this machine's clock is off at least. */
export interface ServerTime {
  readonly now: Instant;
  readonly skewMilliseconds: number;
}

/**
 * Corrects this machine's clock by what the server's own times allow: what has happened does not lie in the future, what is
 * still to come does not lie in the past, and a poller that is listed has polled within the last minutes.
 */
export function serverTime(local: Instant, execution: ExecutionFacts, queues: readonly QueueFacts[]): ServerTime {
  const polls = queues.flatMap(({ pollers }) => pollers.flatMap(({ lastAccessTime }) => lastAccessTime ?? []));
  const past = [...polls, ...happened(execution)];
  const future = [...polls.map((poll) => poll + LONGEST_LISTED), ...toCome(execution)];
  const earliest = Math.max(-Infinity, ...past);
  const latest = Math.min(Infinity, ...future);
  if (local < earliest) return corrected(local, earliest);
  // How far it is ahead does not show. The moment of the last thing that happened makes nobody look gone who is not.
  return local > latest + NOTABLE && earliest > -Infinity
    ? corrected(local, earliest)
    : { now: local, skewMilliseconds: 0 };
}

function corrected(local: Instant, now: Instant): ServerTime {
  const skew = local - now;
  return { now, skewMilliseconds: Math.abs(skew) < NOTABLE ? 0 : skew };
}

function happened(execution: ExecutionFacts): Instant[] {
  const { startTime, closeTime, workflowTask, activities, history, children } = execution;
  return [
    startTime,
    closeTime,
    workflowTask?.startedTime,
    history?.lastEvent?.time,
    ...activities.flatMap(({ lastStartedTime, lastHeartbeatTime, lastAttemptCompleteTime }) => [
      lastStartedTime,
      lastHeartbeatTime,
      lastAttemptCompleteTime,
    ]),
    ...children.flatMap((child) => (child.execution === undefined ? [] : happened(child.execution))),
  ].filter((each) => each !== undefined);
}

// The server shows the time of a next attempt only while it lies ahead.
function toCome({ activities, children }: ExecutionFacts): Instant[] {
  return [
    ...activities.flatMap(({ state, nextAttemptTime }) =>
      state === 'SCHEDULED' && nextAttemptTime !== undefined ? [nextAttemptTime] : [],
    ),
    ...children.flatMap((child) => (child.execution === undefined ? [] : toCome(child.execution))),
  ];
}
