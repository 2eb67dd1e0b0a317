import { msToNumber } from '@temporalio/common/lib/time';
import { nearestName } from './nearest-name';

/**
 * A duration: milliseconds as a number, or a string as the SDK reads it (`'30 seconds'`, `'5m'`, `'1.5 hours'`).
 *
 * The SDK's own `Duration` is `any` under `node16` and `bundler` module resolution, because the types of its `ms`
 * dependency do not resolve there; this one is checked everywhere.
 */
export type HandrailDuration = number | DurationString;

// prettier-ignore
type Unit =
  | 'years' | 'year' | 'yrs' | 'yr' | 'y'
  | 'months' | 'month' | 'mo'
  | 'weeks' | 'week' | 'w'
  | 'days' | 'day' | 'd'
  | 'hours' | 'hour' | 'hrs' | 'hr' | 'h'
  | 'minutes' | 'minute' | 'mins' | 'min' | 'm'
  | 'seconds' | 'second' | 'secs' | 'sec' | 's'
  | 'milliseconds' | 'millisecond' | 'msecs' | 'msec' | 'ms';

type AnyCase<T extends string> = Capitalize<T> | Uppercase<T> | T;

/** A duration in words: a number, optionally a space, and a unit in any of its spellings. */
export type DurationString = `${number}` | `${number}${AnyCase<Unit>}` | `${number} ${AnyCase<Unit>}`;

/** What reading a duration gives: the milliseconds, or why it is none (a clause that follows "which"). */
export type ReadDuration =
  | { readonly milliseconds: number }
  | { readonly milliseconds?: undefined; readonly reason: string; readonly suggestion?: string };

/** Durations that mean something in one place and not in another. */
export interface AllowedDurations {
  /** A delay of no time at all; a timeout of zero is none. */
  readonly zero?: boolean;
  /** A timer until a point in time that has passed fires at once. */
  readonly negative?: boolean;
}

/** `'100 years'` as the SDK reads it. The server cuts longer timeouts down to 100 years of 365 days without a word. */
export const LONGEST_DURATION_MILLISECONDS = 3_155_760_000_000;

// Below a nanosecond nothing is left of it on the wire, and none at all means "no timeout" there.
const SHORTEST_DURATION_MILLISECONDS = 1e-6;

/**
 * Reads a duration given as number, string or compiled protobuf (`{ seconds, nanos }`, what the SDK makes of it before
 * a client interceptor sees it). Never throws.
 */
export function readDuration(value: unknown, allow: AllowedDurations = {}): ReadDuration {
  const milliseconds = toMilliseconds(value);
  if (milliseconds === undefined) {
    const suggestion = typeof value === 'string' ? nearestDuration(value) : undefined;
    const isFit = suggestion !== undefined && readDuration(suggestion).milliseconds !== undefined;
    return { reason: 'is not a duration', ...(isFit && { suggestion: `'${suggestion}'` }) };
  }
  if (Number.isNaN(milliseconds)) return { reason: 'is not a number' };
  if (milliseconds < 0 && !allow.negative) return { reason: 'is negative' };
  if (Math.abs(milliseconds) < SHORTEST_DURATION_MILLISECONDS && !allow.zero) return { reason: 'is zero' };
  if (milliseconds > LONGEST_DURATION_MILLISECONDS) return { reason: 'is longer than the server can hold (100 years)' };
  return { milliseconds };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Milliseconds in words, exactly: `3 hours`, `1 minute 30 seconds`, `1.5 seconds`, `250 milliseconds`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return Number.isNaN(milliseconds) ? 'no number' : 'for ever';
  if (milliseconds < 0) return `minus ${formatDuration(-milliseconds)}`;
  if (milliseconds < 1_000) return plural(milliseconds, 'millisecond');
  const words: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) words.push(plural(count, unit));
    rest -= count * size;
  }
  if (rest > 0) words.push(plural(Number((rest / 1_000).toFixed(6)), 'second'));
  return words.join(' ');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function toMilliseconds(value: unknown): number | undefined {
  // A value from user code may throw wherever it is touched: a getter, a proxy, a `valueOf`.
  try {
    if (typeof value === 'number') return value;
    if (typeof value === 'string') return msToNumber(value);
    if (typeof value !== 'object' || value === null || !('seconds' in value || 'nanos' in value)) return undefined;
    const { seconds, nanos } = value as { seconds?: unknown; nanos?: unknown };
    const milliseconds = Number(seconds ?? 0) * 1_000 + Number(nanos ?? 0) / 1_000_000;
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
  } catch {
    return undefined;
  }
}

const UNIT_NAMES = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

// A typing slip keeps the number and most of the unit: '3 weekz', '1 minutess', ' 5 min '. Whoever knows Go writes
// several parts: '1h30m'.
function nearestDuration(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 60) return undefined;
  const parts = /^(?:\d+(?:\.\d+)? ?[a-z]+ ?)+$/i.test(trimmed) ? trimmed.match(/\d+(?:\.\d+)? ?[a-z]+/gi) : null;
  if (parts !== null && parts.length > 1) return sumOf(parts);
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(trimmed);
  if (match === null) return undefined;
  const [, amount, word = ''] = match;
  const unit = nearestUnit(word.toLowerCase());
  if (unit !== undefined) return plural(Number(amount), unit);
  return toMilliseconds(trimmed) === undefined ? undefined : trimmed;
}

function nearestUnit(word: string): string | undefined {
  if (word.length < 3) return undefined;
  const unit = UNIT_NAMES.find((name) => word.startsWith(name) || name.startsWith(word.slice(0, 3)));
  return unit ?? nearestName(word, [...UNIT_NAMES, ...UNIT_NAMES.map((name) => `${name}s`)])?.replace(/s$/, '');
}

function sumOf(parts: readonly string[]): string | undefined {
  const sum = parts.reduce((total, part) => total + (toMilliseconds(part) ?? Number.NaN), 0);
  if (!(sum > 0)) return undefined;
  for (const [unit, size] of [...UNITS, ['second', 1_000] as const]) {
    if (sum % size === 0) return plural(sum / size, unit);
  }
  return plural(sum, 'millisecond');
}
