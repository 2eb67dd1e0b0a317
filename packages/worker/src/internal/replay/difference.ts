import type { HR8001 } from '@handrail/errors';
import { describeCommand, describeEvent, describeMachine, type Step } from './describe-step';
import { likelyChange } from './likely-change';
import { isLocalActivity, slotsOf, stepOfEvent } from './plain-step';

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

/** What a workflow task has sent so far: around local activities its code is activated several times. */
export function withEarlier(sent: Sent, earlier: Sent | undefined): Sent {
  const isSameTask = sent.historyLength !== undefined && sent.historyLength === earlier?.historyLength;
  return isSameTask ? { ...sent, commands: [...(earlier.commands ?? []), ...(sent.commands ?? [])] } : sent;
}

type Difference = Pick<Parameters<typeof HR8001.problem>[0], 'position' | 'history' | 'code' | 'patch' | 'change'>;

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
    const marker = events.find((event) => isNamed(event, 'patch', patch));
    return { ...placed(marker), ...patchRemoved(patch) };
  }
  const [, recorded, now] = /'([^']*)' does not match .*?'([^']*)'/s.exec(text) ?? [];
  if (recorded !== undefined && now !== undefined) return mismatch(text, recorded, now, events, sent);
  const local = /Missing associated machine for LocalActivity\((\d+)\)/.exec(text)?.[1];
  const { id, kind } = local === undefined ? eventIn(text) : markerIn(events, Number(local));
  const machine = /(?:^|: )([\w ]+?)(?:Machine)? machine does not handle/.exec(text)?.[1];
  const index = events.findIndex((event) => String(event['eventId']) === id);
  const commands = id === undefined ? undefined : commandsFrom(events, index, sent);
  const [command] = commands ?? [];
  // Of a task in which the code sent nothing, nothing was noted.
  const isSilent = /No command scheduled/.test(text) && commands === undefined;
  return {
    position: id === undefined ? UNNAMED : `event ${id}`,
    history: kind === undefined ? 'another step' : describeEvent(kind, events[index]),
    code:
      (command && describeCommand(command)) ??
      (machine === undefined ? 'does not come to it' : describeMachine(machine)),
    ...changeAt(events, index, isSilent ? [] : commands),
  };
}

/** The event that the core names: by its number and kind, or with all that is in it. */
function eventIn(text: string): { readonly id?: string | undefined; readonly kind?: string | undefined } {
  const [, id, kind, longId, longKind] =
    /HistoryEvent(?:\(id: (\d+), (\w+)\)| \{ event_id: (\d+),[^]*?event_type: (\w+))/.exec(text) ?? [];
  return { id: id ?? longId, kind: kind ?? longKind };
}

function markerIn(events: readonly Step[], sequence: number): ReturnType<typeof eventIn> {
  const marker = events.find((event) => isLocalActivity(event, sequence));
  return marker === undefined ? {} : { id: String(marker['eventId']), kind: 'MarkerRecorded' };
}

function changeAt(
  events: readonly Step[],
  index: number,
  commands: readonly Step[] | undefined,
): Pick<Difference, 'change'> {
  const change = likelyChange({ events, index, commands });
  return change === undefined ? {} : { change };
}

const UNNAMED = 'a step that the core does not name';

const PATCH = /patch marker encountered for change (.*?), but there is no corresponding change command/s;

function patchRemoved(patch: string): Omit<Difference, 'position'> {
  return { patch, history: `patch "${patch}"`, code: 'does not ask for it' };
}

function isNamed(event: Step, kind: string, name: string): boolean {
  const step = stepOfEvent(event);
  return step?.kind === kind && step.name === name;
}

/** Two steps of one kind that differ in a name: the core says both names, and not where. */
function mismatch(text: string, recorded: string, now: string, events: readonly Step[], sent: Sent): Difference {
  if (/recorded marker/i.test(text)) return localMismatch(recorded, now, events);
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
  const commands = commandsFrom(events, index, sent);
  const [command] = commands ?? [];
  return {
    ...placed(event),
    history: field.endsWith('Type') ? describeEvent(kind, event) : `${kind} with the id '${recorded}'`,
    code: field.endsWith('Type') ? ((command && describeCommand(command)) ?? code) : code,
    ...changeAt(events, index, commands),
  };
}

/** The core compares a local activity with its marker when it is asked for: nothing that the code sent later is of use. */
function localMismatch(recorded: string, now: string, events: readonly Step[]): Difference {
  const markers = events.filter((event) => isNamed(event, 'local activity', recorded));
  return {
    ...placed(markers.length === 1 ? markers[0] : undefined),
    history: `MarkerRecorded of local activity "${recorded}"`,
    code: `runs local activity "${now}"`,
    change: `local activity "${recorded}" was renamed to "${now}", or "${now}" was added before it`,
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

function commandAt(events: readonly Step[], index: number, sent: Sent): Step | undefined {
  return commandsFrom(events, index, sent)?.[0];
}

/** Commands follow the end of their workflow task in the history, in the order in which code sent them; those from an event on. */
function commandsFrom(
  events: readonly Step[],
  index: number,
  { commands, historyLength = 0 }: Sent,
): readonly Step[] | undefined {
  const isEnd = (event: Step) => Boolean(event['workflowTaskCompletedEventAttributes']);
  const start = events.findLastIndex((event, at) => at < index && isEnd(event));
  // Of earlier tasks the commands are gone, and of later ones they have not come.
  const own = events.findIndex((event) => isEnd(event) && Number(event['eventId']) > historyLength);
  if (start < 0 || (historyLength > 0 && start !== own)) return undefined;
  const before = events.slice(start + 1, index).reduce((sum, event) => sum + slotsOf(event), 0);
  return commands?.slice(before);
}

/** The events of a history; none of what is no history. */
export function eventsOf(history: unknown): readonly Step[] {
  const { events } = (history ?? {}) as { events?: unknown };
  return Array.isArray(events) ? (events as Step[]) : [];
}
