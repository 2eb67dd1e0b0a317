import { BoundedSet, formatDuration, logProblem, readField } from '@handrail/common/host';
import { HR4064 } from '@handrail/errors';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { Call, ErrorPlace } from './failure';
import { type HistoryEvent, lookUpsOf } from './look-ups';

/** A workflow that sleeps for less is well even without skipping. */
const PATIENCE_MILLISECONDS = 3_000;
const LAST_EVENTS = 50;

const told = new BoundedSet(1_000);

/**
 * Waits for a result, and says (HR4064) where a timer makes it wait in real time: on a connection of a time-skipping environment by
 * another client than the environment's, which alone lets time be skipped.
 */
export async function watchingTime<T>(
  place: ErrorPlace,
  client: object,
  call: Call,
  wait: () => Promise<T>,
): Promise<T> {
  if (!isWithoutSkipping(place.connection, client)) return await wait();
  const timer = setTimeout(() => {
    void warn(place, call);
  }, PATIENCE_MILLISECONDS);
  timer.unref();
  try {
    return await wait();
  } finally {
    clearTimeout(timer);
  }
}

// The SDK gives both the service of the test server.
function isWithoutSkipping(connection: unknown, client: object): boolean {
  return readField(connection, 'testService') != null && readField(client, 'testService') == null;
}

async function warn(place: ErrorPlace, { workflowId, runId }: Call): Promise<void> {
  try {
    if (workflowId === undefined) return;
    const events = await lookUpsOf(place.connection, place.namespace).lastEvents(workflowId, runId, LAST_EVENTS);
    const milliseconds = longestTimer(events);
    if (milliseconds === undefined || !told.add(`${place.address} ${place.namespace}`)) return;
    const problem = HR4064.problem({ workflowId, timer: formatDuration(milliseconds) });
    logProblem(problem, place.context({ workflowId }));
  } catch {
    // A warning must not end the process.
  }
}

/** The longest of the timers that have not ended. */
function longestTimer(events: readonly HistoryEvent[]): number | undefined {
  const ended = new Set(
    events.map((event) => (event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes)?.timerId),
  );
  const open = events.flatMap(({ timerStartedEventAttributes: started }) =>
    started == null || ended.has(started.timerId) ? [] : [optionalTsToMs(started.startToFireTimeout) ?? 0],
  );
  const longest = Math.max(0, ...open);
  return longest > PATIENCE_MILLISECONDS ? longest : undefined;
}
