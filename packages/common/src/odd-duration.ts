import { HR2010, type Problem } from '@handrail/errors/sandbox';

/** Of a text without a unit that a duration is read from: the number, where nobody means so few milliseconds by it. */
export function unitless(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return undefined;
  const milliseconds = Number(value);
  return milliseconds > 0 && milliseconds < FEWEST_MEANT ? value.trim() : undefined;
}

// '500' may well be what an environment variable gives in milliseconds.
const FEWEST_MEANT = 100;

/**
 * HR2010 of a time of about now in seconds since 1970, which is read as a duration of three weeks. It is only warned of: what is left
 * until some day may be as many milliseconds.
 */
export function pointInSeconds(subject: string, field: string, given: unknown): Problem | undefined {
  if (!isEpochSeconds(given)) return undefined;
  // It is another number at each attempt, and each would be told of anew.
  const value = `${String(given).slice(0, 5)}…`;
  const facts = { subject, field, value, reason: 'is a point in time, in seconds', unit: 'seconds' } as const;
  return { ...HR2010.problem(facts), disposition: 'warn' };
}

function isEpochSeconds(value: unknown): boolean {
  const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return false;
  // Three weeks in milliseconds are some day's seconds, too, and a round number.
  return seconds % 60_000 !== 0 && Math.abs(seconds - Date.now() / 1_000) < NEAR_SECONDS;
}

const NEAR_SECONDS = 3_600;
