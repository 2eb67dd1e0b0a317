import { nearestName } from './nearest-name';

const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'year'];

/**
 * The duration that a string was most likely meant to be, quoted. A typing slip keeps the number and most of the unit:
 * `'3 weekz'`, `'1 minutes '`; elsewhere durations have several parts or are written as ISO 8601: `'1h30m'`, `'PT5M'`. Not in
 * workflow bundles, which have no room for it: the worker's process adds it to what they report.
 */
export function nearestDuration(value: unknown): { readonly suggestion: string } | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const text = value.trim().toLowerCase().replace(/\.$/, '');
  const found = misspelt(text) ?? inParts(text) ?? inMonths(text);
  if (found === undefined) return undefined;
  const [amount, unit] = found;
  return { suggestion: `'${amount} ${unit}${amount === 1 ? '' : 's'}'` };
}

const LONGEST = 60;

type Found = readonly [amount: number, unit: string];

function misspelt(text: string): Found | undefined {
  const [, amount, word = ''] = /^([1-9]\d?)\s*([a-z]+)$/.exec(text) ?? [];
  const unit = nearestName(word.replace(/s$/, ''), UNITS);
  return unit === undefined ? undefined : [Number(amount), unit];
}

const PARTS: readonly (readonly [words: RegExp, unit: string, milliseconds: number])[] = [
  [/^d(?:ays?)?$/, 'day', 86_400_000],
  [/^h(?:(?:ou)?rs?)?$/, 'hour', 3_600_000],
  [/^m(?:in(?:ute)?s?)?$/, 'minute', 60_000],
  [/^s(?:ec(?:ond)?s?)?$/, 'second', 1_000],
  [/^(?:ms|milliseconds?)$/, 'millisecond', 1],
];

/** As one number of the shortest unit that it has. In ISO 8601 months would be M, too, but stand before the T. */
function inParts(text: string): Found | undefined {
  const [, days = '', time = ''] = /^p(\d{1,4}d)?(?:t((?:\d{1,6}[hms])+))?$/.exec(text) ?? [];
  const given = days + time || text;
  if (!/^(?:\d{1,6}\s*[a-z]+(?:\s*,?\s*(?:and\s+)?(?=\d)|$))+$/.test(given)) return undefined;
  let milliseconds = 0;
  let shortest = PARTS[0];
  for (const [, amount, word = ''] of given.matchAll(/(\d+)\s*([a-z]+)/g)) {
    const part = PARTS.find(([words]) => words.test(word));
    if (part === undefined || shortest === undefined) return undefined;
    milliseconds += Number(amount) * part[2];
    if (part[2] < shortest[2]) shortest = part;
  }
  if (milliseconds === 0 || shortest === undefined) return undefined;
  const [, unit, length] = shortest;
  return [milliseconds / length, unit];
}

function inMonths(text: string): Found | undefined {
  const amount = /^([1-9]\d?)\s*(?:months?|mos?)$/.exec(text)?.[1];
  return amount === undefined ? undefined : [Number(amount) * 30, 'day'];
}
