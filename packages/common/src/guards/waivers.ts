import { HR2011, type Problem } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { ALL_KINDS, type Guard, type GuardedCall, subjectOf } from './guard';

/** The guards that a call may switch off for itself, each with a reason. */
export const WAIVABLE = ['HR2001', 'HR2003', 'HR2004', 'HR2005', 'HR2006', 'HR2007', 'HR2008', 'HR2009'] as const;

/** Reasons by code: `waive: { HR2003: 'the report is worthless after an hour' }`. */
export type Waivers = { readonly [Code in (typeof WAIVABLE)[number]]?: string };

/** HR2011: a waiver needs a code that can be waived and a reason in words. */
export const validWaivers: Guard = {
  name: 'HR2011',
  kinds: ALL_KINDS,
  check(call): Problem[] {
    const { waive } = call.options;
    if (waive === undefined) return [];
    const subject = subjectOf(call);
    const bad = (code: string, reason: string) => HR2011.problem({ subject, code, reason });
    if (!isRecord(waive)) return [bad(showValue(waive), 'a waiver is an object of reasons by code')];
    const entries = Object.entries(waive);
    if (entries.length === 0) return [bad('nothing', 'a waiver names a guard and the reason')];
    return entries.flatMap(([code, reason]) => {
      if (!isWaivable(code)) return [bad(code, 'there is no such guard to waive')];
      if (isReason(reason)) return [];
      return [bad(code, typeof reason === 'string' ? 'the reason is empty' : `the reason is ${showValue(reason)}`)];
    });
  },
};

/** The call's valid waivers; what is wrong with others is {@link validWaivers}' business. */
export function waiversOf(call: GuardedCall): ReadonlyMap<string, string> {
  const { waive } = call.options;
  if (!isRecord(waive)) return new Map();
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
