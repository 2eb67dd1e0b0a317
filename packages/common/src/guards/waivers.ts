import { HR2011, type Problem } from '@handrail/errors/sandbox';
import { showValue } from '../show-value';
import { type CallKind, type Guard, type GuardedCall, subjectOf } from './guard';

/** The guards that a call may switch off for itself, each with a reason. */
export const WAIVABLE = ['HR2001', 'HR2003', 'HR2004', 'HR2005', 'HR2006', 'HR2007', 'HR2008', 'HR2009'] as const;

/** Reasons by code: `waive: { HR2003: 'the report is worthless after an hour' }`. */
export type Waivers = { readonly [Code in (typeof WAIVABLE)[number]]?: string };

const ALL_KINDS: readonly CallKind[] = [
  'activity',
  'localActivity',
  'standaloneActivity',
  'workflow',
  'scheduledWorkflow',
  'childWorkflow',
  'continueAsNew',
];

/** HR2011: a waiver needs a code that can be waived and a reason in words. */
export const validWaivers: Guard = {
  name: 'HR2011',
  kinds: ALL_KINDS,
  check(call): Problem[] {
    const { waive } = call.options;
    if (waive === undefined) return [];
    const subject = subjectOf(call);
    if (typeof waive !== 'object' || waive === null || Array.isArray(waive)) {
      return [HR2011.problem({ subject, code: showValue(waive), reason: 'a waiver is an object of reasons by code' })];
    }
    return Object.entries(waive).flatMap(([code, reason]) => {
      if (!isWaivable(code)) return [HR2011.problem({ subject, code, reason: 'there is no such guard to waive' })];
      return isReason(reason) ? [] : [HR2011.problem({ subject, code, reason: 'the reason is empty' })];
    });
  },
};

/** The call's valid waivers; what is wrong with others is {@link validWaivers}' business. */
export function waiversOf(call: GuardedCall): ReadonlyMap<string, string> {
  const { waive } = call.options;
  if (typeof waive !== 'object' || waive === null) return new Map();
  return new Map(
    Object.entries(waive).filter((entry): entry is [string, string] => isWaivable(entry[0]) && isReason(entry[1])),
  );
}

function isWaivable(code: string): boolean {
  return (WAIVABLE as readonly string[]).includes(code);
}

function isReason(reason: unknown): boolean {
  return typeof reason === 'string' && reason.trim() !== '';
}
