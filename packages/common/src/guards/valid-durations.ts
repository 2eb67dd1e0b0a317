import { HR2010 } from '@handrail/errors/sandbox';
import { compiledMilliseconds } from '../compiled-duration';
import { type AllowedDurations, readDuration, showDuration } from '../duration';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { ALL_KINDS } from './call-kinds';
import { guard } from './guard';
import { optionNamesOf, RETRY_INTERVALS } from './option-names';

/** HR2010: what the SDK throws on half-way, or the server takes for "no timeout". */
export const validDurations = guard(HR2010, ALL_KINDS, (options, _policy, { kind }) => {
  const [timeouts, delays] = optionNamesOf(kind);
  const { retry } = options;
  return [
    ...badDurations(options, timeouts),
    // `sleep(deadline - Date.now())` is how one waits for a point in time, past or not.
    ...badDurations(options, delays, { zero: true, negative: kind === 'timer' }),
    ...(isRecord(retry) ? badDurations(retry, RETRY_INTERVALS, {}, 'retry.') : []),
  ];
});

function badDurations(
  options: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  allow?: AllowedDurations,
  prefix = '',
) {
  return fields.flatMap((field) => {
    const value = options[field];
    const { reason, suggestion } = readDuration(value, allow);
    return value == null || !reason
      ? []
      : {
          field: prefix + field,
          value: compiledMilliseconds(value) === undefined ? showValue(value) : showDuration(value),
          reason,
          ...(suggestion && { suggestion }),
        };
  });
}
