import { HR2014, type Problem } from '@handrail/errors';
import { showValue } from '../show-value';

/** That an option has a value which the SDK would fail on, or take for something else (HR2014). */
export function badValue(subject: string, field: string, value: unknown, reason: string): Problem {
  return HR2014.problem({ subject, field, value: showValue(value), reason });
}
