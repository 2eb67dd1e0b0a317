import { formatDuration } from '../format-duration';

// Not what a user has written, which stands in quotes.
const SECONDS = /(?<!['\w.-])(-?(?:\d[\d.]*(?:e[+-]?\d+)?|Infinity)|NaN) seconds\b(?!')/g;

/** Facts from workflow code with durations in words: `3 hours` for `10800 seconds`, as bundles have it. */
export function wordedFacts(facts: object): object {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value.replace(SECONDS, (_, seconds: string) => inWords(Number(seconds))) : value,
    ]),
  );
}

function inWords(seconds: number): string {
  // Fractions of a second have lost their last digits.
  return formatDuration(Number((seconds * 1_000).toFixed(6)));
}
