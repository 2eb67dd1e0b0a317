import type { ErrorDefinition, Problem } from '@handrail/errors/sandbox';
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
export type GuardPolicy = Pick<Policy, 'workflow' | 'activity' | 'sla'>;

/** A guard as a pure function: which problems, if any, does this call have? Its options are plain data by then. */
export interface Guard {
  /** Names the row: its code. */
  readonly name: string;
  readonly kinds: readonly CallKind[];
  readonly check: (call: GuardedCall, policy: GuardPolicy) => readonly Problem[];
}

/** What a row finds: the facts of each violation of its catalogue entry, apart from who the culprit is. */
type Findings<Facts> = readonly Omit<Facts, 'subject'>[] | Omit<Facts, 'subject'> | false | undefined;

/** A row of the guard table. */
export function guard<Facts extends { readonly subject: string }>(
  error: ErrorDefinition<Facts>,
  kinds: readonly CallKind[],
  find: (options: GuardedCall['options'], policy: GuardPolicy, call: GuardedCall) => Findings<Facts>,
): Guard {
  return {
    name: error.code,
    kinds,
    check(call, policy) {
      const found = find(call.options, policy, call);
      // Nearly always nothing, in code that runs for every call.
      if (!found) return [];
      return [found].flat().map((facts) => error.problem({ subject: subjectOf(call), ...(facts as object) } as Facts));
    },
  };
}

/** How messages name the culprit: `Activity "charge"`, `Child workflow "order"`. */
export function subjectOf({ kind, name }: Pick<GuardedCall, 'kind' | 'name'>): string {
  const words = kind === 'continueAsNew' ? 'continue-as-new of workflow' : kind.replace(/[A-Z]/, ' $&').toLowerCase();
  return `${words[0]?.toUpperCase()}${words.slice(1)} "${name}"`;
}
