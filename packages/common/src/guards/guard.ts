import type { Problem } from '@handrail/errors/sandbox';
import type { Policy } from '../policy';
import type { UnreadableOption } from '../snapshot-options';

/** What a guarded call starts or schedules. */
export type CallKind =
  | 'activity'
  | 'localActivity'
  | 'standaloneActivity'
  | 'nexusOperation'
  | 'workflow'
  | 'scheduledWorkflow'
  | 'childWorkflow'
  | 'continueAsNew'
  | 'timer';

/** One call with its merged options (call over proxy over policy), as a door hands it to the guards. */
export interface GuardedCall {
  readonly kind: CallKind;
  /** The activity's or workflow's type; the function that makes a timer. */
  readonly name: string;
  /** `workflowType/activityType` or `workflowType`: how a baseline names the place. */
  readonly where: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What `snapshotOptions` could not read. A door that does not give it leaves the reading to `inspectCall`. */
  readonly unreadable?: readonly UnreadableOption[];
}

/** The part of a policy that guards read; its JSON is what the workflow bundle carries. */
export type GuardPolicy = Pick<Policy, 'workflow' | 'activity' | 'links'>;

/** A guard as a pure function: which problems, if any, does this call have? Its options are plain data by then. */
export interface Guard {
  /** Names the row: its code. */
  readonly name: string;
  readonly kinds: readonly CallKind[];
  readonly check: (call: GuardedCall, policy: GuardPolicy) => readonly Problem[];
}

/** Every kind there is, for guards that apply to all. */
export const ALL_KINDS: readonly CallKind[] = [
  'activity',
  'localActivity',
  'standaloneActivity',
  'nexusOperation',
  'workflow',
  'scheduledWorkflow',
  'childWorkflow',
  'continueAsNew',
  'timer',
];

/** How messages name the culprit: `Activity "charge"`. */
export function subjectOf({ kind, name }: Pick<GuardedCall, 'kind' | 'name'>): string {
  return `${SUBJECTS[kind]} "${name}"`;
}

const SUBJECTS: Record<CallKind, string> = {
  activity: 'Activity',
  localActivity: 'Local activity',
  standaloneActivity: 'Standalone activity',
  nexusOperation: 'Nexus operation',
  workflow: 'Workflow',
  scheduledWorkflow: 'Scheduled workflow',
  childWorkflow: 'Child workflow',
  continueAsNew: 'Continue-as-new of workflow',
  timer: 'Timer',
};
