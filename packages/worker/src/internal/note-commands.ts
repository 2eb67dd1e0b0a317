import type { EffectivePolicy } from '@handrail/common';
import type { PayloadCall, ValueSlot } from '@handrail/common/host';
import type { Payload } from '@temporalio/common';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { Activated } from './watch-activations';
import type { Command } from './workflow-creator';

/** What a payload belongs to in the workflow code that made it. */
interface Note {
  readonly what: string;
  readonly info: WorkflowInfo;
  readonly path: readonly (string | number)[];
  readonly isReplaying: boolean;
}

// By the payload's bytes: the SDK copies all around them on their way to the codecs.
const notes = new WeakMap<Uint8Array, Note>();

// Only what might be worth a word is noted.
const SMALLEST_NOTED = 16 * 1_024;

/** Lets the size limit name the activity, child or signal that a workflow's payload belongs to: codecs see payloads only. */
export function noteCommands({ info, activation, commands }: Activated): void {
  for (const command of commands) noteCommand(command, info, activation.isReplaying === true);
}

/** The call that these payloads of workflow code belong to; undefined where a user's codec has changed them. */
export function notedCall(payloads: readonly Payload[], { links }: EffectivePolicy): PayloadCall | undefined {
  const [note] = payloads.flatMap(({ data }) => (data && notes.get(data)) ?? []);
  if (note === undefined) return undefined;
  const { what, info, isReplaying } = note;
  const { namespace, workflowId, runId, workflowType } = info;
  return {
    subject: `${what} in workflow "${workflowType}"`,
    where: `${workflowType}/${what}`,
    slots: payloads.map((payload, index) => slotOf(payload, note.path, index)),
    replayed: isReplaying,
    context: { links, inspect: { namespace, workflowId, runId } },
  };
}

function noteCommand(command: Command, info: WorkflowInfo, isReplaying: boolean): void {
  visitPayloads(command, ({ what, content, path, payload: { data } }) => {
    if (data == null || data.length < SMALLEST_NOTED) return;
    notes.set(data, { what: what(content), info, path, isReplaying });
  });
}

/** A payload of a command. What it belongs to is put into words only where it is needed. */
interface Visited extends Pick<Kind, 'what'> {
  readonly content: Record<string, unknown>;
  readonly path: readonly (string | number)[];
  readonly payload: Payload;
}

/** Shows every payload of a command. */
export function visitPayloads(command: Command, take: (visited: Visited) => void): void {
  for (const name in command) {
    const content = command[name] as Record<string, unknown> | null | undefined;
    const kind = KINDS.get(name);
    if (content == null || kind === undefined) continue;
    const { what, lists } = kind;
    for (const [field, called] of Object.entries(lists)) {
      for (const [key, payload] of payloadsOf(content[field])) {
        take({ what, content, path: called === 'result' || called === 'input' ? [called] : [called, key], payload });
      }
    }
  }
}

/** How a kind of command is named, and where its payloads stand: a field, and what users call it. */
interface Kind {
  readonly what: (content: Record<string, unknown>) => string;
  readonly lists: Readonly<Record<string, string>>;
}

const named = (what: string, field: string) => (content: Record<string, unknown>) =>
  `${what} "${String(content[field])}"`;

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['scheduleActivity', { what: named('The call of activity', 'activityType'), lists: { arguments: 'args' } }],
  [
    'scheduleLocalActivity',
    { what: named('The call of local activity', 'activityType'), lists: { arguments: 'args' } },
  ],
  [
    'startChildWorkflowExecution',
    { what: named('The start of child workflow', 'workflowType'), lists: { input: 'args', memo: 'memo' } },
  ],
  ['signalExternalWorkflowExecution', { what: named('Signal', 'signalName'), lists: { args: 'args' } }],
  [
    'continueAsNewWorkflowExecution',
    { what: named('Continue-as-new of workflow', 'workflowType'), lists: { arguments: 'args', memo: 'memo' } },
  ],
  ['scheduleNexusOperation', { what: named('The call of Nexus operation', 'operation'), lists: { input: 'input' } }],
  ['completeWorkflowExecution', { what: () => 'The result', lists: { result: 'result' } }],
  ['respondToQuery', { what: () => 'The answer to a query', lists: { succeeded: 'result' } }],
  ['updateResponse', { what: () => 'The answer to an update', lists: { completed: 'result' } }],
  ['modifyWorkflowProperties', { what: () => 'A change of the memo', lists: { upsertedMemo: 'memo' } }],
  ['failWorkflowExecution', { what: () => 'The failure', lists: { failure: 'details' } }],
]);

/** The payloads of a field, each by its place: in a list, or under its name in a memo. */
function payloadsOf(value: unknown): [key: string | number, payload: Payload][] {
  if (Array.isArray(value)) return [...(value as Payload[]).entries()];
  if (typeof value !== 'object' || value === null) return [];
  const { data, response, fields, applicationFailureInfo } = value as Holder;
  if (data instanceof Uint8Array) return [['', value]];
  if (applicationFailureInfo !== undefined) return [...(applicationFailureInfo?.details?.payloads ?? []).entries()];
  if (response !== undefined) return [['', response]];
  return Object.entries(fields ?? (value as Record<string, Payload>)).filter(([, each]) => isPayload(each));
}

interface Holder {
  readonly data?: unknown;
  readonly response?: Payload;
  readonly fields?: Record<string, Payload>;
  readonly applicationFailureInfo?: {
    readonly details?: { readonly payloads?: readonly Payload[] | null } | null;
  } | null;
}

function isPayload(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'metadata' in value;
}

function slotOf({ data }: Payload, given: Note['path'], index: number): ValueSlot {
  const [name = 'args', place] = given;
  const path = typeof place === 'number' ? [name, index] : given;
  try {
    return { path, value: JSON.parse(new TextDecoder().decode(data ?? undefined)) as unknown };
  } catch {
    return { path, value: data };
  }
}
