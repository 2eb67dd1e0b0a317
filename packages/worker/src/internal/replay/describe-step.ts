import { formatDuration } from '@handrail/common/host';
import { stepOfEvent, stepText } from './plain-step';

/** One step of an execution, as a history event or as a command that code sends: its kind and its attributes. */
export type Step = Readonly<Record<string, unknown>>;

/** `TimerStarted (5 seconds)`, `ActivityTaskScheduled "charge"`: what an event of a history is about. */
export function describeEvent(kind: string, event: Step | undefined): string {
  const attributes = event && Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value);
  const detail = detailOf((attributes?.[1] ?? {}) as Step);
  const step = detail === '' && event !== undefined ? stepOfEvent(event) : undefined;
  if (step?.name === undefined) return `${kind}${detail}`;
  return kind === 'MarkerRecorded' ? `${kind} of ${stepText(step)}` : `${kind} "${step.name}"`;
}

/** `schedules activity "charge"`, `starts a timer (5 seconds)`: what a command of workflow code does. */
export function describeCommand(command: Step): string | undefined {
  for (const [kind, words] of COMMANDS) {
    const attributes = command[kind];
    if (typeof attributes === 'object' && attributes !== null) return `${words}${detailOf(attributes as Step)}`;
  }
  return undefined;
}

/** What the core calls the code's side of a mismatch, where nothing else is known of it. */
export function describeMachine(machine: string): string {
  // `Child workflow` in some of its words, `ChildWorkflow` in others.
  const name = machine.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/Machine$/, '');
  return MACHINES[name] ?? `does something else (${machine})`;
}

const COMMANDS: readonly (readonly [kind: string, words: string])[] = [
  ['scheduleActivity', 'schedules activity'],
  ['scheduleLocalActivity', 'runs local activity'],
  ['startTimer', 'starts a timer'],
  ['startChildWorkflowExecution', 'starts child workflow'],
  ['setPatchMarker', 'asks for patch'],
  ['continueAsNewWorkflowExecution', 'continues as new'],
  ['completeWorkflowExecution', 'completes the workflow'],
  ['failWorkflowExecution', 'fails the workflow'],
  ['cancelWorkflowExecution', 'ends the workflow as cancelled'],
  ['cancelTimer', 'cancels a timer'],
  ['requestCancelActivity', 'cancels an activity'],
  ['signalExternalWorkflowExecution', 'signals another workflow'],
  ['requestCancelExternalWorkflowExecution', 'cancels another workflow'],
  ['cancelChildWorkflowExecution', 'cancels a child workflow'],
  ['upsertWorkflowSearchAttributes', 'upserts search attributes'],
  ['modifyWorkflowProperties', 'changes the memo'],
  ['scheduleNexusOperation', 'starts Nexus operation'],
];

const MACHINES: Readonly<Record<string, string>> = {
  Activity: 'schedules an activity',
  LocalActivity: 'runs a local activity',
  Timer: 'starts a timer',
  ChildWorkflow: 'starts a child workflow',
  Patch: 'asks for a patch',
  Version: 'asks for a patch',
  ContinueAsNewWorkflow: 'continues as new',
  CompleteWorkflow: 'completes the workflow',
  FailWorkflow: 'fails the workflow',
  CancelWorkflow: 'ends the workflow as cancelled',
  CancelExternal: 'cancels another workflow',
  SignalExternal: 'signals another workflow',
  UpsertSearchAttributes: 'upserts search attributes',
  ModifyWorkflowProperties: 'changes the memo',
  NexusOperation: 'starts a Nexus operation',
};

// Names and durations tell steps of one kind apart; payloads stay out of messages.
function detailOf(attributes: Step): string {
  const { activityType, workflowType, patchId, operation, startToFireTimeout } = attributes;
  const name = nameOf(activityType) ?? nameOf(workflowType) ?? nameOf(patchId) ?? nameOf(operation);
  if (name !== undefined) return ` "${name}"`;
  const milliseconds = millisecondsOf(startToFireTimeout);
  return milliseconds === undefined ? '' : ` (${formatDuration(milliseconds)})`;
}

// Histories have `{ name }` where commands have the name itself.
function nameOf(value: unknown): string | undefined {
  const name: unknown = typeof value === 'object' && value !== null ? (value as { name?: unknown }).name : value;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function millisecondsOf(duration: unknown): number | undefined {
  if (typeof duration !== 'object' || duration === null) return undefined;
  const { seconds, nanos } = duration as { seconds?: unknown; nanos?: unknown };
  const milliseconds = Number(seconds ?? 0) * 1_000 + Number(nanos ?? 0) / 1e6;
  return Number.isFinite(milliseconds) ? milliseconds : undefined;
}
