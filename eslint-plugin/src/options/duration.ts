// How the SDK reads durations, without the SDK: a test compares the two.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units that the SDK knows, by the shortest spelling of each. */
const UNITS: readonly [spellings: RegExp, milliseconds: number][] = [
  [/^(?:milliseconds?|msecs?|ms)?$/i, 1],
  [/^(?:seconds?|secs?|s)$/i, SECOND],
  [/^(?:minutes?|mins?|m)$/i, MINUTE],
  [/^(?:hours?|hrs?|h)$/i, HOUR],
  [/^(?:days?|d)$/i, DAY],
  [/^(?:weeks?|w)$/i, 7 * DAY],
  [/^(?:years?|yrs?|y)$/i, 365.25 * DAY],
];

const LONGEST_TEXT = 100;

/** The milliseconds of a duration; undefined for what the SDK does not take for one. */
export function readDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > LONGEST_TEXT) return undefined;
  const [, amount, unit = ''] = /^(-?\d*\.?\d+) *([a-z]*)$/i.exec(value) ?? [];
  const milliseconds = UNITS.find(([spellings]) => spellings.test(unit))?.[1];
  return amount === undefined || milliseconds === undefined ? undefined : Number.parseFloat(amount) * milliseconds;
}

/** `'100 years'` as the SDK reads it: what the server can hold. */
const LONGEST = 100 * 365.25 * DAY;

/** Why a duration is refused, as a clause that follows "which"; undefined for a good one. */
export function faultOfDuration(
  value: unknown,
  allows: { readonly zero: boolean; readonly negative: boolean },
): string | undefined {
  const milliseconds = readDuration(value);
  if (milliseconds === undefined) return 'is not a duration';
  if (Number.isNaN(milliseconds)) return 'is not a number';
  if (milliseconds < 0) return allows.negative ? undefined : 'is negative';
  if (milliseconds === 0) return allows.zero ? undefined : 'is zero';
  return milliseconds > LONGEST ? 'is over 100 years' : undefined;
}

const WORDS: readonly [unit: string, milliseconds: number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
  ['millisecond', 1],
];

/** Milliseconds in words, in the largest unit that makes a whole number: `3 hours`, `90 minutes`. */
export function inWords(milliseconds: number): string {
  const [unit, size] = WORDS.find(([, each]) => milliseconds >= each && milliseconds % each === 0) ?? [
    'millisecond',
    1,
  ];
  const count = milliseconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
