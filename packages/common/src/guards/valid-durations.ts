import { HR2010, type Problem } from '@handrail/errors/sandbox';
import { readDuration } from '../duration';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { ALL_KINDS, type Guard, subjectOf } from './guard';
import { optionNamesOf, RETRY_INTERVALS } from './option-names';

/** HR2010: what the SDK throws on half-way, or the server takes for "no timeout". */
export const validDurations: Guard = {
  name: 'HR2010',
  kinds: ALL_KINDS,
  check(call) {
    const subject = subjectOf(call);
    const { timeouts, delays } = optionNamesOf(call.kind);
    const { options } = call;
    const { retry } = options;
    return [
      ...timeouts.flatMap((field) => badDuration(subject, field, options[field], false)),
      ...delays.flatMap((field) => badDuration(subject, field, options[field], true)),
      ...(isRecord(retry)
        ? RETRY_INTERVALS.flatMap((field) => badDuration(subject, `retry.${field}`, retry[field], false))
        : []),
    ];
  },
};

/** The problem with a duration, if it has one; a duration that is not set has none. */
export function badDuration(subject: string, field: string, value: unknown, zero: boolean): Problem[] {
  if (value == null) return [];
  const read = readDuration(value, { zero });
  if (read.milliseconds !== undefined) return [];
  const { reason, suggestion } = read;
  return [
    HR2010.problem({
      subject,
      field,
      value: showValue(value),
      reason,
      ...(suggestion !== undefined && { suggestion }),
    }),
  ];
}
