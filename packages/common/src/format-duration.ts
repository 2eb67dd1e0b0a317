const UNITS: readonly [unit: string, milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/** Milliseconds in words, exactly: `3 hours`, `1 minute 30 seconds`, `1.5 seconds`, `250 milliseconds`. */
export function formatDuration(milliseconds: number): string {
  if (!isFinite(milliseconds)) return String(milliseconds);
  if (milliseconds < 0) return `-${formatDuration(-milliseconds)}`;
  let rest = milliseconds;
  const words = UNITS.flatMap(([unit, size]) => {
    // Seconds and what is below them make one number.
    const count = size > 1_000 ? Math.floor(rest / size) : Number((rest / size).toFixed(6));
    if (size > 1 ? count < 1 : count === 0) return [];
    rest -= count * size;
    return plural(count, unit);
  });
  return words.join(' ') || '0 milliseconds';
}

/** `1 day`, `2 days`. */
function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
