// Readers of the values that protobuf messages hold: 64-bit numbers, times, durations.
import type { Instant } from '../facts';

interface Long {
  toNumber(): number;
}

type Whole = number | Long | { readonly low: number; readonly high: number } | null | undefined;

interface Seconds {
  readonly seconds?: Whole;
  readonly nanos?: number | null;
}

// The server writes "never" as the year 1.
const EARLIEST = 0;

export function toNumber(value: Whole): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'number') return value;
  if ('toNumber' in value) return value.toNumber();
  return value.high * 2 ** 32 + (value.low >>> 0);
}

/** Undefined for a time that is not set. */
export function toInstant(time: Seconds | null | undefined): Instant | undefined {
  if (time === null || time === undefined) return undefined;
  const milliseconds = toNumber(time.seconds) * 1_000 + (time.nanos ?? 0) / 1e6;
  return milliseconds <= EARLIEST ? undefined : milliseconds;
}

/** Undefined for a duration that is not set, which the server writes as zero. */
export function toMilliseconds(duration: Seconds | null | undefined): number | undefined {
  if (duration === null || duration === undefined) return undefined;
  const milliseconds = toNumber(duration.seconds) * 1_000 + (duration.nanos ?? 0) / 1e6;
  return milliseconds <= 0 ? undefined : milliseconds;
}

/** Undefined for an empty string, which is how protobuf says that nothing is set. */
export function toText(text: string | null | undefined): string | undefined {
  return text === null || text === undefined || text === '' ? undefined : text;
}
