import { HR2010, HR2035 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { pointInSeconds, unitless } from '../odd-duration';
import { ALL_KINDS } from './call-kinds';
import { guard, type Guard, subjectOf } from './guard';
import { optionNamesOf, RETRY_INTERVALS } from './option-names';

/** HR2035: a text of digits, of which hardly anybody means the milliseconds. */
export const unitlessDurations = guard(HR2035, ALL_KINDS, (options, _policy, { kind }) => {
  const [timeouts, delays] = optionNamesOf(kind);
  return [
    ...unitlessIn(options, [...timeouts, ...delays]),
    ...(isRecord(options['retry']) ? unitlessIn(options['retry'], RETRY_INTERVALS, 'retry.') : []),
  ];
});

/** HR2010: a point in time in seconds, which is read as a duration of weeks. */
export const epochDurations: Guard = {
  name: HR2010.code,
  kinds: ALL_KINDS,
  check(call) {
    const [timeouts, delays] = optionNamesOf(call.kind);
    return [...timeouts, ...delays].flatMap(
      (field) => pointInSeconds(subjectOf(call), field, call.options[field]) ?? [],
    );
  },
};

function unitlessIn(options: Readonly<Record<string, unknown>>, fields: readonly string[], prefix = '') {
  return fields.flatMap((field) => {
    const value = unitless(options[field]);
    return value === undefined ? [] : { field: prefix + field, value };
  });
}
