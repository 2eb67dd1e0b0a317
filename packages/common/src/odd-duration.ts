/** Of a text without a unit that a duration is read from: the number, where nobody means so few milliseconds by it. */
export function unitless(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return undefined;
  const milliseconds = Number(value);
  return milliseconds > 0 && milliseconds < FEWEST_MEANT ? value.trim() : undefined;
}

// '500' may well be what an environment variable gives in milliseconds.
const FEWEST_MEANT = 100;

/** Whether this is a time of about now in seconds since 1970, which is read as a duration of weeks. */
export function isEpochSeconds(value: unknown): boolean {
  const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return false;
  // 21 days in milliseconds are some day's seconds, too, and a round number.
  return seconds % 60_000 !== 0 && Math.abs(seconds - Date.now() / 1_000) < NEAR_SECONDS;
}

const NEAR_SECONDS = 86_400;

/** As it is shown. It is another number at each attempt, and each would be told of anew. */
export function showEpochSeconds(value: unknown): string {
  return `${String(value).slice(0, 5)}…`;
}
