import { HR2011 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { ALL_KINDS } from './call-kinds';
import { guard, type GuardedCall } from './guard';

/** Reasons by code of a guard: `waive: { HR2003: 'the report is worthless after an hour' }`. */
export type Waivers = { readonly [Code in `HR200${1 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`]?: string };

/** The guards that a call may switch off for itself. */
const WAIVABLE = /^HR200[13-9]$/;

/** HR2011: a waiver needs a code that can be waived and a reason in words. */
export const validWaivers = guard(HR2011, ALL_KINDS, ({ waive }) => {
  if (waive === undefined) return false;
  const codes = isRecord(waive) ? Object.keys(waive) : [];
  if (!codes[0]) return { code: showValue(waive), reason: 'a waiver names guard and reason', waivable: true as const };
  return codes.flatMap((code) => {
    const reason = faultOf(waive, code);
    return reason ? { code, reason, ...(!WAIVABLE.test(code) && { waivable: true as const }) } : [];
  });
});

/** The reason for which a call waives a guard; what is wrong with a waiver that is not valid is {@link validWaivers}' business. */
export function waiverOf({ options: { waive } }: GuardedCall, code: string): string | undefined {
  return faultOf(waive, code) ? undefined : (waive as Record<string, string>)[code];
}

function faultOf(waive: unknown, code: string): string | undefined {
  const reason = isRecord(waive) ? waive[code] : undefined;
  if (!WAIVABLE.test(code)) return 'it cannot be waived';
  if (typeof reason !== 'string') return 'the reason is ' + showValue(reason);
  return reason.trim() ? undefined : 'the reason is empty';
}
