import { type ErrorContext, HR8003 } from '@handrail/errors';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { historyFault, type HistoryFault } from './history-fault';
import { payloadFault } from './payload-fault';

/**
 * The history as the SDK takes it, from what a user has of it: the server's, its JSON, whose event ids may be numbers as well,
 * or what JSON.stringify makes of a fetched one.
 *
 * @param workflowId whose history it is, where several are replayed
 * @throws HandrailError HR8003 for what is no history, or lacks something of it
 */
export function readHistory(given: unknown, context: ErrorContext, workflowId?: string): unknown {
  const whose = workflowId === undefined ? {} : { workflowId };
  const fault = historyFault(given);
  if (fault !== undefined) throw HR8003.error({ ...fault, ...whose }, context);
  const history = given as { readonly events: readonly Event[] };
  if (!history.events.some(({ eventType }) => typeof eventType === 'string')) return endable(history);
  const json = { events: history.events.map((event) => ({ ...event, eventId: String(event['eventId']) })) };
  try {
    return endable(historyFromJSON(json));
  } catch (error) {
    const decoded = firstPayloadFault(json.events);
    const again = decoded === undefined ? fromStringified(json) : undefined;
    if (again !== undefined) return endable(again);
    throw HR8003.error({ ...(decoded ?? unreadable(json.events, error)), ...whose }, { ...context, cause: error });
  }
}

/**
 * The replay of nothing but a start never ends. With the workflow task that the server schedules next it ends like any other whose code
 * has not run.
 */
function endable(history: { readonly events?: readonly object[] | null }): object {
  const { events } = history;
  if (events?.length !== 1) return history;
  const task = { eventId: 2, eventType: WORKFLOW_TASK_SCHEDULED, workflowTaskScheduledEventAttributes: { attempt: 1 } };
  return { ...history, events: [...events, task] };
}

// EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
const WORKFLOW_TASK_SCHEDULED = 5;

/** What JSON.stringify makes of a fetched history is no JSON of the server's: times are objects in it. All else is the same. */
function fromStringified(history: object): Parameters<typeof endable>[0] | undefined {
  try {
    return historyFromJSON(JSON.parse(historyToJSON(history)));
  } catch {
    return undefined;
  }
}

type Event = Readonly<Record<string, unknown>>;

function firstPayloadFault(events: readonly Event[]): HistoryFault | undefined {
  for (const event of events) {
    const fault = payloadFault(event, `event ${String(event['eventId'])} of it`);
    if (fault !== undefined) return { kind: 'damaged', ...fault };
  }
  return undefined;
}

// The reader does not say which event it was.
function unreadable(events: readonly Event[], error: unknown): HistoryFault {
  const event = events.find((each) => {
    try {
      historyFromJSON({ events: [each] });
      return false;
    } catch {
      return true;
    }
  });
  // The reader's words hold paths and types, and no values but texts that are no constants.
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '').slice(0, LONGEST) : 'for no reason';
  return { kind: 'damaged', problem: `event ${String(event?.['eventId'])} of it cannot be read: ${reason}` };
}

const LONGEST = 200;
