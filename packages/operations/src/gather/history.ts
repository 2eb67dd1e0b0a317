import type { ExecutionFacts } from '../facts';
import type { HistoryFacts } from '../history-facts';
import type { ServerCalls } from '../internal/server-calls';
import { condenseHistory } from './condense-history';
import { type HistorySource, pagesFromEnd, pagesFromStart } from './history-pages';
import type { PlainEvent } from './plain-event';

const FIRST_PAGE = 10;
const SECOND_PAGE = 60;
const LATER_PAGES = 1_000;
const PAGES = [FIRST_PAGE, SECOND_PAGE, LATER_PAGES];
// An update that is open, a cancellation, an odd worker: mostly not far from the end.
const FEW_EVENTS = 200;

/** How much of a history is read at most. */
export interface HistoryLimits {
  /** @default 12000 */
  readonly events?: number;
}

/**
 * Reads a history from its end: a few events where that is enough, more where what is sought may lie far back, never more
 * than the limit. Where all of it is needed and that is more than a page, it is read from both ends at once, which takes half
 * the time.
 */
export async function readHistory(
  calls: ServerCalls,
  namespace: string,
  execution: ExecutionFacts,
  { events: mostEvents = 12_000 }: HistoryLimits,
): Promise<HistoryFacts | undefined> {
  const source = { calls, namespace, execution };
  const fromEnd = pagesFromEnd(source, ...PAGES);
  let events: PlainEvent[] = [];
  let history: HistoryFacts | undefined;
  let batches = 0;
  let pages = 0;
  for await (const page of fromEnd) {
    events = [...page, ...events];
    batches += PAGES[pages++] ?? LATER_PAGES;
    history = condenseHistory(events);
    const isEnough = events.length >= FEW_EVENTS && !needsMore(execution, history);
    if (isEnough || isWhole(events) || events.length >= mostEvents) break;
    if (events.length >= FEW_EVENTS && standsInHistoryAlone(execution)) {
      const left = execution.historyLength - events.length;
      const isLong = left * (batches / events.length) > LATER_PAGES;
      events = await readRest(source, events, fromEnd, { mostEvents, isLong });
      history = condenseHistory(events);
      break;
    }
  }
  if (history !== undefined && events.length >= mostEvents && !isWhole(events) && needsMore(execution, history)) {
    calls.noteMissing(
      `the history of "${execution.workflowId}" before event ${history.oldestEventRead}`,
      `not more than ${mostEvents} events are read`,
    );
  }
  return history;
}

/** The last events of a history, in order. */
export async function readEvents(
  calls: ServerCalls,
  namespace: string,
  execution: ExecutionFacts,
  mostEvents: number,
): Promise<PlainEvent[]> {
  const source = { calls, namespace, execution };
  const isLong = execution.historyLength > 2 * LATER_PAGES;
  return await readRest(source, [], pagesFromEnd(source, LATER_PAGES), { mostEvents, isLong });
}

/**
 * What lies before the events that were read already, together with them and without a gap to the end.
 *
 * @param isLong whether it is more than the server gives at once
 */
async function readRest(
  source: HistorySource & { readonly execution: Pick<ExecutionFacts, 'historyLength'> },
  newest: readonly PlainEvent[],
  fromEnd: AsyncIterator<PlainEvent[], void>,
  { mostEvents, isLong }: { readonly mostEvents: number; readonly isLong: boolean },
): Promise<PlainEvent[]> {
  const late = [newest];
  const early: PlainEvent[] = [];
  // Both ends meet, or the limit is reached from the end: what it cuts off is the beginning.
  const readsBoth = isLong && source.execution.historyLength <= mostEvents;
  let oldestLate = newest[0]?.eventId ?? Infinity;
  let lateCount = newest.length;
  const gap = () => oldestLate - (early.at(-1)?.eventId ?? 0) - 1;
  let largestPage = 0;
  const asked: { late?: Promise<boolean> | undefined; early?: Promise<boolean> | undefined } = {};
  const readFrom = async (end: keyof typeof asked, pages: AsyncIterator<PlainEvent[], void>) => {
    const other = end === 'late' ? 'early' : 'late';
    const ask = async () => {
      const { value: page } = await pages.next();
      if (!page) return false;
      largestPage = Math.max(largestPage, page.length);
      if (end === 'early') early.push(...page);
      else {
        late.unshift(page);
        lateCount += page.length;
        oldestLate = page[0]?.eventId ?? oldestLate;
      }
      return true;
    };
    for (;;) {
      // What the other end has asked for already may be all that is left.
      while (asked[other] !== undefined && gap() <= largestPage) await asked[other];
      if (gap() <= 0 || (end === 'late' && lateCount >= mostEvents)) return;
      asked[end] = ask();
      const isMore = await asked[end];
      asked[end] = undefined;
      if (!isMore) return;
    }
  };
  await Promise.all([
    readFrom('late', fromEnd),
    readsBoth ? readFrom('early', pagesFromStart(source, LATER_PAGES)) : undefined,
  ]);
  const events = late.flat();
  return gap() <= 0 ? [...early.filter(({ eventId }) => eventId < oldestLate), ...events] : events;
}

function isWhole(events: readonly PlainEvent[]): boolean {
  return events[0]?.eventId === 1;
}

/** Whether an answer may still lie in the part that was not read. */
function needsMore(execution: ExecutionFacts, history: HistoryFacts): boolean {
  const { status, workflowTask, isCancelRequested, childrenAtClose = 0 } = execution;
  // Where they were asked for decides where a reset goes back to.
  if (childrenAtClose > history.openChildren.length && status !== 'COMPLETED') return true;
  if (status === 'TIMED_OUT') return history.openActivities.length === 0 && history.timers.length === 0;
  if (status !== 'RUNNING') return history.close === undefined;
  if (workflowTask !== undefined && workflowTask.attempt > 1) {
    return (
      history.taskFailure === undefined && history.taskTimeout === undefined && history.lastTaskCompleted === undefined
    );
  }
  if (isCancelRequested && history.cancelRequest === undefined) return true;
  return standsInHistoryAlone(execution);
}

/** Whether nothing is pending: what is waited for, a timer, a signal or an update, is not in the description then. */
function standsInHistoryAlone(execution: ExecutionFacts): boolean {
  const { status, workflowTask, activities, children, nexusOperations } = execution;
  const pending = activities.length + children.length + nexusOperations.length;
  return status === 'RUNNING' && workflowTask === undefined && pending === 0;
}
