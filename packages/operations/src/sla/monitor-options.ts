import { formatDuration, readDuration, showValue } from '@handrail/common/host';
import { HR7073 } from '@handrail/errors';

/** Reads a duration of a monitor's options. */
export function requireDuration(field: string, value: unknown, shortest = 1): number {
  const { milliseconds, reason } = readDuration(value);
  if (milliseconds === undefined) throw HR7073.error({ field, value: showValue(value), reason });
  if (milliseconds < shortest) {
    throw HR7073.error({ field, value: showValue(value), reason: `is shorter than ${formatDuration(shortest)}` });
  }
  return milliseconds;
}
