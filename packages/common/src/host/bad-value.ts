import { HR2014, type Problem } from '@handrail/errors';
import { showValue } from '../show-value';
import { hideSecrets } from './remove-secrets';

/** That an option has a value which the SDK would fail on, or take for something else (HR2014). */
export function badValue(subject: string, field: string, value: unknown, reason: string): Problem {
  return HR2014.problem({ subject, field, value: showValue(value), reason });
}

/** That what should be an object of options is none (HR2014): the SDK reads from a text what it would read from `{}`. */
export function noOptions(subject: string, options: unknown, remedy: string): Problem[] {
  if (options == null || typeof options === 'object') return [];
  const value = hideSecrets(showValue(options));
  return [HR2014.problem({ subject, field: 'options', value, reason: `is no object: ${remedy}` })];
}

/** As {@link noOptions}, of what may be an argument that was meant to be sent, and is not shown. */
export function noCallOptions(subject: string, options: unknown, remedy: string): Problem[] {
  if (options == null || (typeof options === 'object' && !Array.isArray(options))) return [];
  const value = Array.isArray(options) ? 'an array' : `a ${typeof options}`;
  return [HR2014.problem({ subject, field: 'options', value, reason: `is no object: ${remedy}` })];
}
