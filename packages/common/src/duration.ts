import { msToNumber } from '@temporalio/common/lib/time';
import { compiledMilliseconds } from './compiled-duration';
import { formatDuration } from './format-duration';
import { nearestDuration } from './nearest-duration';
import { showValue } from './show-value';

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
  | { readonly milliseconds: number; readonly reason?: undefined; readonly suggestion?: undefined }
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

// Nobody waits for as long as the calendar counts: sleep(Date.now() + 60_000) was meant to end in a minute.
const NEAR_MILLISECONDS = 4e10;

/**
 * Reads a duration given as number, string or compiled protobuf (`{ seconds, nanos }`, what the SDK makes of it before
 * a client interceptor sees it). Never throws.
 */
export function readDuration(value: unknown, allow: AllowedDurations = {}): ReadDuration {
  const milliseconds = toMilliseconds(value);
  if (milliseconds == null) return { reason: 'is not a duration', ...nearestDuration(value) };
  const reason = faultOf(milliseconds, allow, value);
  return reason ? { reason } : { milliseconds };
}

function faultOf(milliseconds: number, { zero, negative }: AllowedDurations, given: unknown): string | false {
  if (isNaN(milliseconds)) return 'is not a number';
  if (milliseconds < 0) return !negative && 'is negative';
  if (milliseconds < SHORTEST_DURATION_MILLISECONDS) return !zero && 'is zero';
  // Of what has a unit it is NaN: '57 years' are no point in time.
  if (Math.abs((given as number) - Date.now()) < NEAR_MILLISECONDS) return 'is a point in time';
  return milliseconds > LONGEST_DURATION_MILLISECONDS && 'is over 100 years';
}

/** The milliseconds of a duration; NaN, which compares with nothing, for what is none. */
export function millisecondsOf(value: unknown): number {
  return readDuration(value).milliseconds ?? NaN;
}

/**
 * A duration as its author wrote it where that is known; what the SDK compiled it to is put in words. What is no valid
 * duration is shown as well.
 */
export function showDuration(value: unknown): string {
  const milliseconds = toMilliseconds(value);
  if (typeof value === 'string' || milliseconds == null) return showValue(value);
  const words = formatDuration(milliseconds);
  // The question is none in workflow bundles, which know no compiled durations.
  return compiledMilliseconds(value) === undefined ? `${value as number} (${words})` : words;
}

function toMilliseconds(value: unknown): number | undefined {
  // A value from user code may throw wherever it is touched: a getter, a proxy, a `valueOf`.
  try {
    // The SDK's function gives numbers back as they are.
    if (/number|string/.test(typeof value)) return msToNumber(value);
    return compiledMilliseconds(value);
  } catch {
    return undefined;
  }
}
