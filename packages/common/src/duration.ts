import { msToNumber } from '@temporalio/common/lib/time';

/**
 * A duration: milliseconds as a number, or a string as the SDK reads it (`'30 seconds'`, `'5m'`, `'1.5 hours'`).
 *
 * The SDK's own `Duration` is `any` under `node16` and `bundler` module resolution, because the types of its `ms`
 * dependency do not resolve there; this one is checked everywhere.
 */
export type HandrailDuration = number | DurationString;

type Unit =
  | 'years' | 'year' | 'yrs' | 'yr' | 'y'
  | 'months' | 'month' | 'mo'
  | 'weeks' | 'week' | 'w'
  | 'days' | 'day' | 'd'
  | 'hours' | 'hour' | 'hrs' | 'hr' | 'h'
  | 'minutes' | 'minute' | 'mins' | 'min' | 'm'
  | 'seconds' | 'second' | 'secs' | 'sec' | 's'
  | 'milliseconds' | 'millisecond' | 'msecs' | 'msec' | 'ms'; // prettier-ignore

type AnyCase<T extends string> = Capitalize<T> | Uppercase<T> | T;

/** A duration in words: a number, optionally a space, and a unit in any of its spellings. */
export type DurationString = `${number}` | `${number}${AnyCase<Unit>}` | `${number} ${AnyCase<Unit>}`;

/** What reading a duration gives: the milliseconds, or why it is none (a clause that follows "which"). */
export type ReadDuration =
  | { readonly milliseconds: number }
  | { readonly milliseconds?: undefined; readonly reason: string; readonly suggestion?: string };

/** Go's `time.Duration`, in which the server holds every timeout, ends after about 292 years. */
export const LONGEST_DURATION_MILLISECONDS = 9_223_372_036_000;

/**
 * Reads a duration given as number, string or compiled protobuf (`{ seconds, nanos }`, what the SDK makes of it before
 * a client interceptor sees it). Never throws.
 */
export function readDuration(value: unknown, allow: { readonly zero?: boolean } = {}): ReadDuration {
  const milliseconds = toMilliseconds(value);
  if (milliseconds === undefined) {
    const suggestion = typeof value === 'string' ? nearestDuration(value) : undefined;
    return { reason: 'is not a duration', ...(suggestion !== undefined && { suggestion }) };
  }
  if (Number.isNaN(milliseconds)) return { reason: 'is not a number' };
  if (milliseconds < 0) return { reason: 'is negative' };
  if (milliseconds === 0 && !allow.zero) return { reason: 'is zero' };
  if (milliseconds > LONGEST_DURATION_MILLISECONDS) return { reason: 'is longer than the server can hold (292 years)' };
  return { milliseconds };
}

/** Milliseconds in words, in the largest unit that needs no more than two decimals: `3 hours`, `1.5 days`, `90 seconds`. */
export function formatDuration(milliseconds: number): string {
  for (const [unit, size] of UNITS) {
    const amount = milliseconds / size;
    if (amount >= 1 && Number.isInteger(Math.round(amount * 1e6) / 1e4)) {
      return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
    }
  }
  return `${milliseconds} milliseconds`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const UNIT_NAMES = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

function toMilliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    try {
      return msToNumber(value as never);
    } catch {
      return undefined;
    }
  }
  if (typeof value === 'object' && value !== null && ('seconds' in value || 'nanos' in value)) {
    const { seconds, nanos } = value as { seconds?: unknown; nanos?: unknown };
    return Number(seconds ?? 0) * 1_000 + Number(nanos ?? 0) / 1_000_000;
  }
  return undefined;
}

// A typing slip keeps the number and the beginning of the unit: '3 weekz', '1 minutess', ' 5 min '.
function nearestDuration(text: string): string | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return undefined;
  const [, amount, word = ''] = match;
  const lower = word.toLowerCase();
  const unit = UNIT_NAMES.find(
    (name) => lower.startsWith(name) || (lower.length >= 3 && name.startsWith(lower.slice(0, 3))),
  );
  if (word === '' || unit === undefined) return msParses(text.trim()) ? `'${text.trim()}'` : undefined;
  return `'${amount} ${unit}${amount === '1' ? '' : 's'}'`;
}

function msParses(text: string): boolean {
  return toMilliseconds(text) !== undefined;
}
