import { formatDuration, readDuration, showValue } from '@handrail/common/host';
import { HR7073 } from '@handrail/errors';

/** What a timer of Node.js can wait; beyond that it fires at once. */
export const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

// In round days.
const LONGEST_WAIT = '24 days';
const LONGEST_WAIT_MILLISECONDS = 24 * 86_400_000;

/** As {@link requireDuration}, for one that is waited for. */
export function requireWait(field: string, value: unknown, shortest = 1): number {
  const milliseconds = requireDuration(field, value, shortest);
  if (milliseconds > LONGEST_WAIT_MILLISECONDS) {
    throw HR7073.error({ field, value: showValue(value), reason: `is longer than ${LONGEST_WAIT}` });
  }
  return milliseconds;
}

/** Reads a duration of a monitor's options. */
export function requireDuration(field: string, value: unknown, shortest = 1): number {
  const { milliseconds, reason } = readDuration(value);
  if (milliseconds === undefined) throw HR7073.error({ field, value: showValue(value), reason });
  if (milliseconds < shortest) {
    throw HR7073.error({ field, value: showValue(value), reason: `is shorter than ${formatDuration(shortest)}` });
  }
  return milliseconds;
}
