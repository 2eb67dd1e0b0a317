const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A span of time as a person says it, in its two largest units: `3 minutes 5 seconds`. */
export function spokenTime(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds / 1_000)) * 1_000;
  if (whole === 0) return 'less than a second';
  const first = UNITS.findIndex(([, size]) => whole >= size);
  let rest = whole;
  const words = UNITS.slice(first, first + 2).flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return words.join(' ');
}

/** A moment as it stands in evidence: ISO 8601, to the second. */
export function isoTime(instant: number): string {
  // What lies beyond the range of dates is the server's way to say "never".
  if (!Number.isFinite(instant) || Math.abs(instant) > 8.64e15) return 'never';
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
