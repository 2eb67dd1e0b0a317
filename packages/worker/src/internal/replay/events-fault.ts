import { showValue } from '@handrail/common/host';
import type { HistoryFault } from './history-fault';

/**
 * What is wrong with the events of a history, before the core sees them: it fails on what is missing in words of its machines, and
 * of one that does not begin with the start of an execution its thread dies, and the replay never ends.
 */
export function eventsFault(events: readonly unknown[]): HistoryFault | undefined {
  return spellingFault(events) ?? beginningFault(events) ?? orderFault(events) ?? jsonFault(events);
}

/** An event of a history, of the server's as of its JSON. */
type Event = Readonly<Record<string, unknown>>;

const WRITE =
  'write it with temporal workflow show --workflow-id … --output json, or with historyToJSON(history) of @handrail/common/lib/proto-utils';

function damaged(problem: string, remedy?: string): HistoryFault {
  return { kind: 'damaged', problem, ...(remedy !== undefined && { remedy }) };
}

// What is not a form of the server's JSON, or has lost something on its way.
function spellingFault(events: readonly unknown[]): HistoryFault | undefined {
  const index = events.findIndex((event) => typeof event !== 'object' || event === null);
  if (index !== -1) return damaged(`its event ${index + 1} is ${showValue(events[index])}`, WRITE);
  const [first = {}] = events as readonly Event[];
  const other = Object.keys(first).find((key) => key !== 'eventId' && /^event_?id$/i.test(key));
  if (first['eventId'] === undefined && other !== undefined) {
    return damaged(`its events have ${other} where eventId is read`, WRITE);
  }
  if (first['eventId'] === undefined) {
    const start = Object.keys(first).slice(0, 3).join(', ');
    return damaged(`its events have no eventId${start === '' ? '' : ` (the first has ${start})`}`, WRITE);
  }
  if (typeof first['eventId'] === 'string' && typeof first['eventType'] === 'number') {
    return damaged(`its constants are numbers, eventType: ${first['eventType']}, where JSON has their names`, WRITE);
  }
  const lost = isLongWithoutClass(first['eventId']) ? lostBytes(events, 'events') : undefined;
  if (lost === undefined) return undefined;
  return damaged(`JSON.stringify has made objects of its bytes (${lost})`, WRITE);
}

function beginningFault(events: readonly unknown[]): HistoryFault | undefined {
  const [first = {}] = events as readonly Event[];
  const last = (events.at(-1) ?? {}) as Event;
  const attributes = first['workflowExecutionStartedEventAttributes'] as { workflowType?: unknown } | null | undefined;
  if (attributes == null) {
    if (isReversed(events)) {
      return damaged('its events stand in reverse order', 'turn them: { events: history.events.toReversed() }');
    }
    const isNamedStart = [1, 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', 'WorkflowExecutionStarted'].includes(
      first['eventType'] as string,
    );
    if (isNamedStart)
      return damaged('its first event, the start, has no workflowExecutionStartedEventAttributes', WRITE);
    const id = idOf(first);
    const kind = kindOf(first);
    const found = `${id === undefined ? '' : `, but event ${id}`}${kind === undefined ? '' : ` (${kind})`}`;
    return {
      problem: `its first event is not the start of an execution${found}`,
      ...(id !== undefined &&
        id > 1 && {
          remedy: `take all of it: fetchHistory() reads every page, from event 1 to ${String(idOf(last))}`,
        }),
    };
  }
  const { name } = Object(attributes.workflowType) as { readonly name?: unknown };
  if (typeof name === 'string' && name !== '') return undefined;
  return damaged('its first event does not say of which workflow type it is (workflowType.name)', WRITE);
}

function orderFault(events: readonly unknown[]): HistoryFault | undefined {
  for (const [index, event] of (events as readonly Event[]).entries()) {
    const id = idOf(event);
    const expected = index + 1;
    if (id === expected) continue;
    if (id === undefined) return damaged(`event ${expected} of it has no eventId that is a number`, WRITE);
    if (id < expected)
      return damaged(
        `event ${id} of it follows event ${expected - 1}`,
        'put its events in the order of their eventId, each once',
      );
    const missing =
      id - 1 === expected ? `event ${expected} of it is missing` : `events ${expected} to ${id - 1} of it are missing`;
    return damaged(missing, 'take it whole: a replay cannot leave events out, and may end early');
  }
  return undefined;
}

// The SDK reads JSON by the names of its constants; what it does not know becomes none, on which the core fails.
function jsonFault(events: readonly unknown[]): HistoryFault | undefined {
  const isJson = (events as readonly Event[]).some(({ eventType }) => typeof eventType === 'string');
  if (!isJson) return undefined;
  for (const event of events as readonly Event[]) {
    const { eventId, eventType } = event;
    const which = `event ${String(eventId)} of it`;
    const attributes = attributesOf(event);
    if (attributes === undefined) return damaged(`${which} has no attributes`, WRITE);
    const kind = attributes.slice(0, -ATTRIBUTES.length);
    if (typeof eventType !== 'string') return damaged(`${which} has no eventType`, WRITE);
    if (plain(eventType) === plain(kind)) continue;
    const meant = `EVENT_TYPE_${kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    return damaged(
      `${which} has eventType ${showValue(eventType)} beside ${attributes}`,
      `correct it: eventType: '${meant}'`,
    );
  }
  return undefined;
}

const ATTRIBUTES = 'EventAttributes';

function attributesOf(event: Event): string | undefined {
  return Object.keys(event).find((key) => key.endsWith(ATTRIBUTES) && event[key] != null);
}

function kindOf(event: Event): string | undefined {
  const attributes = attributesOf(event)?.slice(0, -ATTRIBUTES.length);
  if (attributes !== undefined) return attributes.charAt(0).toUpperCase() + attributes.slice(1);
  const { eventType } = event;
  if (typeof eventType !== 'string' || eventType.length > 80) return undefined;
  const words = eventType.replace(/^EVENT_TYPE_/, '');
  return words === eventType
    ? eventType
    : words.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function plain(name: string): string {
  return name
    .replace(/^EVENT_TYPE_/, '')
    .replaceAll('_', '')
    .toLowerCase();
}

/** The number of an event, be it a number, a text or the server's 64 bits. */
function idOf({ eventId }: Event): number | undefined {
  const id = isLongWithoutClass(eventId) ? eventId.low : Number(eventId);
  return eventId != null && Number.isSafeInteger(id) ? id : undefined;
}

function isReversed(events: readonly unknown[]): boolean {
  const last = (events.at(-1) ?? {}) as Event;
  return events.length > 1 && last['workflowExecutionStartedEventAttributes'] != null;
}

// What JSON.parse or a structured clone leave of the class of 64 bits.
function isLongWithoutClass(value: unknown): value is { readonly low: number } {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value && !('toNumber' in value);
}

/** Where bytes of a payload have become an object of numbers; undefined where all are bytes. */
function lostBytes(value: unknown, path: string, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > DEEPEST) return undefined;
  const fields = value as Event;
  if (depth > 0 && (isBufferJson(fields) || isIndexed(fields))) return path;
  for (const [key, each] of Object.entries(fields)) {
    const found = lostBytes(each, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const DEEPEST = 30;

function isBufferJson({ type, data }: Event): boolean {
  return type === 'Buffer' && Array.isArray(data);
}

function isIndexed(fields: Event): boolean {
  return (
    !Array.isArray(fields) &&
    '0' in fields &&
    Object.entries(fields).every(([key, each]) => /^\d+$/.test(key) && typeof each === 'number')
  );
}
