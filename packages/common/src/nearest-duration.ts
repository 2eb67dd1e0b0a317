import { nearestName } from './nearest-name';

const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'year'];

/**
 * The duration that a string was most likely meant to be, quoted. A typing slip keeps the number and most of the unit:
 * `'3 weekz'`, `'1 minutes '`. Not in workflow bundles, which have no room for it.
 */
export function nearestDuration(value: unknown): { readonly suggestion: string } | undefined {
  if (typeof value !== 'string') return undefined;
  const [, amount, word = ''] = /^\s*([1-9]\d?)\s*([a-z]+)\s*$/i.exec(value) ?? [];
  const singular = word.toLowerCase().replace(/s$/, '');
  const unit = nearestName(singular, UNITS);
  return unit === undefined ? undefined : { suggestion: `'${amount} ${unit}${amount === '1' ? '' : 's'}'` };
}
