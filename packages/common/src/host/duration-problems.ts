import { HR2010, HR2035, type Problem } from '@handrail/errors';
import { type AllowedDurations, readDuration } from '../duration';
import { pointInSeconds, unitless } from '../odd-duration';
import { showValue } from '../show-value';

/** What of a duration cannot be read (HR2010), or is read as another than was meant: digits without a unit (HR2035), a point in time. */
export function durationProblems(
  subject: string,
  field: string,
  value: unknown,
  allow: AllowedDurations = {},
): Problem[] {
  const { milliseconds, reason, suggestion } = readDuration(value, allow);
  if (milliseconds === undefined) {
    const facts = { subject, field, value: showValue(value), reason };
    return [HR2010.problem({ ...facts, ...(suggestion !== undefined && { suggestion }) })];
  }
  const digits = unitless(value);
  if (digits !== undefined) return [HR2035.problem({ subject, field, value: digits })];
  const moment = pointInSeconds(subject, field, value);
  return moment === undefined ? [] : [moment];
}
