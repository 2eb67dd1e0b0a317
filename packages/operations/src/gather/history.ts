import type { ExecutionFacts } from '../facts';
import type { HistoryFacts } from '../history-facts';
import type { ServerCalls } from '../internal/server-calls';
import { condenseHistory } from './condense-history';
import { type PlainEvent, readEvent } from './plain-event';

// The server counts batches, of one to some twenty events.
const FIRST_PAGE = 10;
const SECOND_PAGE = 60;
const LATER_PAGES = 1_000;
// An update that is open, a cancellation, an odd worker: mostly not far from the end.
const FEW_EVENTS = 200;

/** How much of a history is read at most. */
export interface HistoryLimits {
  /** @default 12000 */
  readonly events?: number;
}

/**
 * Reads a history from its end: a few events where that is enough, more where what is sought may lie far back, never more
 * than the limit.
 */
export async function readHistory(
  calls: ServerCalls,
  namespace: string,
  execution: ExecutionFacts,
  { events: mostEvents = 12_000 }: HistoryLimits,
): Promise<HistoryFacts | undefined> {
  const { workflowId, runId } = execution;
  let events: PlainEvent[] = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  let history: HistoryFacts | undefined;
  let pageSize = FIRST_PAGE;
  do {
    const token = nextPageToken;
    const maximumPageSize = pageSize;
    const page = await calls.tryAsk(`the history of "${workflowId}"`, 'GetWorkflowExecutionHistoryReverse', (service) =>
      service.getWorkflowExecutionHistoryReverse({
        namespace,
        execution: { workflowId, runId },
        maximumPageSize,
        nextPageToken: token,
      }),
    );
    if (page === undefined) return history;
    events = [...(page.history?.events ?? []).map(readEvent).reverse(), ...events];
    nextPageToken = page.nextPageToken ?? new Uint8Array();
    history = condenseHistory(events);
    pageSize = pageSize === FIRST_PAGE ? SECOND_PAGE : LATER_PAGES;
  } while (
    nextPageToken.length > 0 &&
    events.length < mostEvents &&
    (events.length < FEW_EVENTS || needsMore(execution, history))
  );
  if (nextPageToken.length > 0 && needsMore(execution, history)) {
    calls.noteMissing(
      `the history of "${workflowId}" before event ${history.oldestEventRead}`,
      `not more than ${mostEvents} events are read`,
    );
  }
  return history;
}

/** The last events of a history, in order. */
export async function readEvents(
  calls: ServerCalls,
  namespace: string,
  { workflowId, runId }: ExecutionFacts,
  mostEvents: number,
): Promise<PlainEvent[]> {
  let events: PlainEvent[] = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const token = nextPageToken;
    const page = await calls.tryAsk(`the history of "${workflowId}"`, 'GetWorkflowExecutionHistoryReverse', (service) =>
      service.getWorkflowExecutionHistoryReverse({
        namespace,
        execution: { workflowId, runId },
        maximumPageSize: LATER_PAGES,
        nextPageToken: token,
      }),
    );
    if (page === undefined) return events;
    events = [...(page.history?.events ?? []).map(readEvent).reverse(), ...events];
    nextPageToken = page.nextPageToken ?? new Uint8Array();
  } while (nextPageToken.length > 0 && events.length < mostEvents);
  return events;
}

/** Whether an answer may still lie in the part that was not read. */
function needsMore(execution: ExecutionFacts, history: HistoryFacts): boolean {
  const { status, workflowTask, isCancelRequested, activities, children, nexusOperations } = execution;
  if (status === 'TIMED_OUT') return history.openActivities.length === 0 && history.timers.length === 0;
  if (status !== 'RUNNING') return history.close === undefined;
  if (workflowTask !== undefined && workflowTask.attempt > 1) {
    return (
      history.taskFailure === undefined && history.taskTimeout === undefined && history.lastTaskCompleted === undefined
    );
  }
  if (isCancelRequested && history.cancelRequest === undefined) return true;
  const hasPending = workflowTask !== undefined || activities.length + children.length + nexusOperations.length > 0;
  // Timers and updates stand in the history alone.
  return !hasPending;
}
