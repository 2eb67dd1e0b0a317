import type { HR8001 } from '@handrail/errors';
import { decode } from '@temporalio/common/lib/encoding';
import { describeCommand, describeEvent, describeMachine, type Step } from './describe-step';

/** What is known of an execution whose code and history part. */
export interface Parting {
  readonly history: unknown;
  /** The commands that the code sent in the workflow task that was replayed last; undefined where they are not known. */
  readonly commands: readonly Step[] | undefined;
  /** How many events the history had when that task was started, where it is known. */
  readonly historyLength?: number | undefined;
}

/** What the code has sent last. */
export type Sent = Omit<Parting, 'history'>;
type Difference = Pick<Parameters<typeof HR8001.problem>[0], 'position' | 'history' | 'code' | 'patch'>;

/** What counts in the dump of a failure that the core prints: its message, which stands there in quotes. */
export function detailsIn(dump: string): string | undefined {
  return /message: "((?:[^"\\]|\\.)*)"/s
    .exec(dump)?.[1]
    ?.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Where code and history part, by the core's words, the history, and what the code has sent. */
export function differenceOf(text: string, { history, ...sent }: Parting): Difference {
  const events = eventsOf(history);
  const patch = PATCH.exec(text)?.[1];
  if (patch !== undefined) {
    return { ...placed(events.find((event) => patchIn(event) === patch)), ...patchRemoved(patch) };
  }
  const [, recorded, now] = /'([^']*)' does not match .*?'([^']*)'/s.exec(text) ?? [];
  if (recorded !== undefined && now !== undefined) return mismatch(text, recorded, now, events, sent);
  const [, id, kind] = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(text) ?? [];
  const machine = /(\w+?)(?:Machine)? machine does not handle/.exec(text)?.[1];
  const index = events.findIndex((event) => String(event['eventId']) === id);
  const command = id === undefined ? undefined : commandAt(events, index, sent);
  return {
    position: id === undefined ? UNNAMED : `event ${id}`,
    history: kind === undefined ? 'another step' : describeEvent(kind, events[index]),
    code:
      (command && describeCommand(command)) ??
      (machine === undefined ? 'does not come to it' : describeMachine(machine)),
  };
}

const UNNAMED = 'a step that the core does not name';

const PATCH = /patch marker encountered for change (.*?), but there is no corresponding change command/s;

function patchRemoved(patch: string): Omit<Difference, 'position'> {
  return { patch, history: `patch "${patch}"`, code: 'does not ask for it' };
}

/** The id in the marker that a patch leaves in a history. */
function patchIn(event: Step): string | undefined {
  const marker = event['markerRecordedEventAttributes'] as {
    readonly markerName?: string | null;
    readonly details?: Readonly<
      Record<string, { readonly payloads?: readonly { readonly data?: unknown }[] | null }>
    > | null;
  } | null;
  const data = marker?.details?.['patch-data']?.payloads?.[0]?.data;
  if (data == null) return undefined;
  try {
    // A history in JSON has bytes as base64.
    const text = typeof data === 'string' ? atob(data) : decode(data as Uint8Array);
    return (JSON.parse(text) as { readonly id?: string }).id;
  } catch {
    return undefined;
  }
}

/** Two steps of one kind that differ in a name: the core says both names, and not where. */
function mismatch(text: string, recorded: string, now: string, events: readonly Step[], sent: Sent): Difference {
  const row = NAMED.find(([words]) => words.test(text));
  const code = `has '${now}'`;
  if (row === undefined) return { position: UNNAMED, history: `'${recorded}'`, code };
  const [, attributes, field, kind] = row;
  const named = (step: unknown) => nameIn((step as Step | null | undefined)?.[field]);
  const candidates = [...events.entries()].filter(([, event]) => named(event[attributes]) === recorded);
  const matching = candidates.find(([index]) => {
    const command = commandAt(events, index, sent);
    return command !== undefined && Object.values(command).some((content) => named(content) === now);
  });
  // Without the commands, that it is the only one of its name is as good.
  const [index, event] = matching ?? (candidates.length === 1 ? (candidates[0] ?? []) : []);
  if (index === undefined) return { position: UNNAMED, history: `${kind} '${recorded}'`, code };
  const command = commandAt(events, index, sent);
  return {
    ...placed(event),
    history: field.endsWith('Type') ? describeEvent(kind, event) : `${kind} with the id '${recorded}'`,
    code: field.endsWith('Type') ? ((command && describeCommand(command)) ?? code) : code,
  };
}

const CHILD = 'startChildWorkflowExecutionInitiatedEventAttributes';
const ACTIVITY = 'activityTaskScheduledEventAttributes';

/** By the core's words, where a history has the name: the attributes of an event, their field, and how the event is called. */
const NAMED: readonly (readonly [words: RegExp, attributes: string, field: string, kind: string])[] = [
  [/child workflow type/i, CHILD, 'workflowType', 'StartChildWorkflowExecutionInitiated'],
  [/child workflow id/i, CHILD, 'workflowId', 'StartChildWorkflowExecutionInitiated'],
  [/activity type of scheduled event/i, ACTIVITY, 'activityType', 'ActivityTaskScheduled'],
  [/activity id of scheduled event/i, ACTIVITY, 'activityId', 'ActivityTaskScheduled'],
  [/operation/i, 'nexusOperationScheduledEventAttributes', 'operation', 'NexusOperationScheduled'],
];

function placed(event: Step | undefined): Pick<Difference, 'position'> {
  return { position: event === undefined ? UNNAMED : `event ${String(event['eventId'])}` };
}

// Histories have `{ name }` where commands have the name itself.
function nameIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly name?: unknown }).name : value;
}

/** Commands follow the end of their workflow task in the history, in the order in which code sent them. */
function commandAt(events: readonly Step[], index: number, { commands, historyLength = 0 }: Sent): Step | undefined {
  const isEnd = (event: Step) => Boolean(event['workflowTaskCompletedEventAttributes']);
  const start = events.findLastIndex((event, at) => at < index && isEnd(event));
  // Of earlier tasks the commands are gone, and of later ones they have not come.
  const own = events.findIndex((event) => isEnd(event) && Number(event['eventId']) > historyLength);
  return start < 0 || (historyLength > 0 && start !== own) ? undefined : commands?.[index - start - 1];
}

/** The events of a history; none of what is no history. */
export function eventsOf(history: unknown): readonly Step[] {
  const { events } = (history ?? {}) as { events?: unknown };
  return Array.isArray(events) ? (events as Step[]) : [];
}
