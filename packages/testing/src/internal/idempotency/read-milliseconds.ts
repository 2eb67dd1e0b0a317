import { msToNumber } from '@temporalio/common/lib/time';
import { badOption } from './bad-option';

/** A duration option in milliseconds. */
export function readMilliseconds(option: string, value: string | number): number {
  let milliseconds = Number.NaN;
  try {
    milliseconds = msToNumber(value);
  } catch {
    // Said below, with the value.
  }
  if (!(milliseconds > 0)) throw badOption(option, value, "a duration: '24 hours'");
  return milliseconds;
}
