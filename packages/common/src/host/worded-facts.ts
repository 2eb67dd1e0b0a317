import { formatDuration } from '../format-duration';
import { nearestDuration } from '../nearest-duration';

// Not what a user has written, which stands in quotes.
const SECONDS = /(?<!['\w.-])(-?(?:\d[\d.]*(?:e[+-]?\d+)?|Infinity)|NaN) seconds\b(?!')/g;

/**
 * Facts from workflow code with durations in words: `3 hours` for `10800 seconds`, as bundles have it; and with the duration that is most
 * like a text that is none.
 */
export function wordedFacts(facts: object): object {
  const worded = Object.entries(facts).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? value.replace(SECONDS, (_, seconds: string) => inWords(Number(seconds))) : value,
  ]);
  return { ...suggested(facts), ...(Object.fromEntries(worded) as object) };
}

function suggested({ value, reason }: { readonly value?: unknown; readonly reason?: unknown }): object | undefined {
  if (reason !== 'is not a duration') return undefined;
  const text = /^'(.*)'$/.exec(String(value))?.[1];
  return nearestDuration(text);
}

function inWords(seconds: number): string {
  // Fractions of a second have lost their last digits.
  return formatDuration(Number((seconds * 1_000).toFixed(6)));
}
