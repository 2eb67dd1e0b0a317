import { decode } from '@temporalio/common/lib/encoding';
import type { Step } from './describe-step';

/** What a step of workflow code is, be it an event of a history or a command that the code sends. */
export interface PlainStep {
  readonly kind: Kind;
  /** Of the activity, the workflow, the patch, the operation, the signal or the update. */
  readonly name?: string;
  /** Of an activity or a child workflow. */
  readonly id?: string;
}

type Kind = (typeof KINDS)[number][0];

// How a kind is called, which attributes an event of it has, which command asks for it, and where both have its name.
const KINDS = [
  ['activity', 'activityTaskScheduled', 'scheduleActivity', 'activityType', 'activityId'],
  ['local activity', '', 'scheduleLocalActivity', 'activityType', 'activityId'],
  ['timer', 'timerStarted', 'startTimer', '', ''],
  [
    'child workflow',
    'startChildWorkflowExecutionInitiated',
    'startChildWorkflowExecution',
    'workflowType',
    'workflowId',
  ],
  ['patch', '', 'setPatchMarker', 'patchId', ''],
  ['Nexus operation', 'nexusOperationScheduled', 'scheduleNexusOperation', 'operation', ''],
  [
    'signal to another workflow',
    'signalExternalWorkflowExecutionInitiated',
    'signalExternalWorkflowExecution',
    'signalName',
    '',
  ],
  [
    'cancellation of another workflow',
    'requestCancelExternalWorkflowExecutionInitiated',
    'requestCancelExternalWorkflowExecution',
    '',
    '',
  ],
  ['change of search attributes', 'upsertWorkflowSearchAttributes', 'upsertWorkflowSearchAttributes', '', ''],
  ['change of the memo', 'workflowPropertiesModified', 'modifyWorkflowProperties', '', ''],
  ['cancellation of a timer', 'timerCanceled', 'cancelTimer', '', ''],
  ['cancellation of an activity', 'activityTaskCancelRequested', 'requestCancelActivity', '', ''],
  ['update', 'workflowExecutionUpdateAccepted', '', '', ''],
  ['continue-as-new', 'workflowExecutionContinuedAsNew', 'continueAsNewWorkflowExecution', '', ''],
  ['end of the workflow', 'workflowExecutionCompleted', 'completeWorkflowExecution', '', ''],
  ['failure of the workflow', 'workflowExecutionFailed', 'failWorkflowExecution', '', ''],
  ['cancelled end of the workflow', 'workflowExecutionCanceled', 'cancelWorkflowExecution', '', ''],
] as const;

/** With which a run ends. */
export const ENDS: ReadonlySet<Kind> = new Set<Kind>([
  'continue-as-new',
  'end of the workflow',
  'failure of the workflow',
  'cancelled end of the workflow',
]);

/** What an event says that workflow code has done; undefined for what happened to it. */
export function stepOfEvent(event: Step): PlainStep | undefined {
  const marker = markerOf(event);
  if (marker !== undefined) return marker;
  const row = KINDS.find(([, attributes]) => attributes !== '' && event[`${attributes}EventAttributes`] != null);
  return row && stepOf(row, event[`${row[1]}EventAttributes`] as Step);
}

/** What a command asks for; undefined for one that is none of workflow code's steps. */
export function stepOfCommand(command: Step): PlainStep | undefined {
  const row = KINDS.find(([, , name]) => name !== '' && command[name] != null);
  return row && stepOf(row, command[row[2]] as Step);
}

/** Whether they are alike as far as the core compares them, but for ids. */
export function isSameStep(one: PlainStep | undefined, other: PlainStep | undefined): boolean {
  return one !== undefined && one.kind === other?.kind && one.name === other.name;
}

/** `activity "charge"`, `a timer`: a step as part of a sentence. */
export function stepText({ kind, name }: PlainStep): string {
  if (name !== undefined) return `${kind} "${name}"`;
  return ENDS.has(kind) ? `the ${kind}` : `a ${kind}`;
}

/** How many commands of its workflow task an event stands for: a patch has the core change a search attribute as well. */
export function slotsOf(event: Step): number {
  const { searchAttributes } = (event['upsertWorkflowSearchAttributesEventAttributes'] ?? {}) as {
    readonly searchAttributes?: { readonly indexedFields?: object | null } | null;
  };
  return 'TemporalChangeVersion' in (searchAttributes?.indexedFields ?? {}) ? 0 : 1;
}

function stepOf([kind, , , nameField, idField]: (typeof KINDS)[number], attributes: Step): PlainStep {
  const request = attributes['acceptedRequest'] as { readonly input?: { readonly name?: unknown } | null } | null;
  const name = textOf(kind === 'update' ? request?.input?.name : attributes[nameField]);
  const id = textOf(attributes[idField]);
  return { kind, ...(name !== undefined && { name }), ...(id !== undefined && { id }) };
}

// Histories have `{ name }` where commands have the name itself.
function textOf(value: unknown): string | undefined {
  const text: unknown = typeof value === 'object' && value !== null ? (value as { name?: unknown }).name : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

interface Marker {
  readonly markerName?: string | null;
  readonly details?: Readonly<
    Record<string, { readonly payloads?: readonly { readonly data?: unknown }[] | null }>
  > | null;
}

/** The patch or the local activity that a marker of the core's is about. */
function markerOf(event: Step): (PlainStep & { readonly seq?: number }) | undefined {
  const marker = event['markerRecordedEventAttributes'] as Marker | null | undefined;
  if (marker == null) return undefined;
  const patch = jsonIn(marker, 'patch-data');
  const name = textOf(patch?.['id']);
  if (patch !== undefined) return { kind: 'patch', ...(name !== undefined && { name }) };
  const local = marker.markerName === 'core_local_activity' ? jsonIn(marker, 'data') : undefined;
  const activity = textOf(local?.['activity_type']);
  if (local === undefined) return undefined;
  return { kind: 'local activity', ...(activity !== undefined && { name: activity }), seq: Number(local['seq']) };
}

/** Whether an event is the marker of the local activity that the core gives this number. */
export function isLocalActivity(event: Step, sequence: number): boolean {
  return markerOf(event)?.seq === sequence;
}

function jsonIn({ details }: Marker, field: string): Step | undefined {
  const data = details?.[field]?.payloads?.[0]?.data;
  if (data == null) return undefined;
  try {
    // A history in JSON has bytes as base64.
    return JSON.parse(typeof data === 'string' ? atob(data) : decode(data as Uint8Array)) as Step;
  } catch {
    return undefined;
  }
}
