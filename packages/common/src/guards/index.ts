/**
 * What the doors need to guard a call: the guard table (every check of a call's options, each a pure function on merged
 * options), the baseline's budget, the wire's constants. Safe in the workflow sandbox.
 *
 * @module
 */
export type { CallKind, Guard, GuardedCall, GuardPolicy } from './guard';
export { ALL_KINDS } from './call-kinds';
export { subjectOf } from './guard';
export { guardTable } from './guard-table';
export type { Waivers } from './waivers';
export { type Baseline, type BaselineBudget, baselineBudget, type BaselineEntry } from '../baseline';
export { defaultGuardPolicy } from '../default-guard-policy';
export { defaultPolicy } from '../default-policy';
export { LONGEST_DURATION_MILLISECONDS, millisecondsOf, readDuration } from '../duration';
export { type Finding, FINDING_SINK, type FindingSinks, type Loss } from '../finding';
export { isArray, isRecord } from '../is-record';
export { callSiteKey, inspectCall, inspectSnapshot, type Strictness, type Verdict } from '../inspect-call';
export { type OptionsSnapshot, snapshotOptions, UNREADABLE, type UnreadableOption } from '../snapshot-options';
export { toApplicationFailure } from '../to-application-failure';
export { APPLIED, HEADER, type HeaderContent, POLICY_IDENTIFIER, SLA_PATCH, SLA_TIMER } from '../wire';
export { showValue } from '../show-value';
