import { HR2010, HR2035 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { isEpochSeconds, showEpochSeconds, unitless } from '../odd-duration';
import { ALL_KINDS } from './call-kinds';
import { guard } from './guard';
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
export const epochDurations = guard(HR2010, ALL_KINDS, (options, _policy, { kind }) => {
  const [timeouts, delays] = optionNamesOf(kind);
  return [...timeouts, ...delays].flatMap((field) =>
    isEpochSeconds(options[field])
      ? { field, value: showEpochSeconds(options[field]), reason: 'is a point in time, in seconds' }
      : [],
  );
});

function unitlessIn(options: Readonly<Record<string, unknown>>, fields: readonly string[], prefix = '') {
  return fields.flatMap((field) => {
    const value = unitless(options[field]);
    return value === undefined ? [] : { field: prefix + field, value };
  });
}
