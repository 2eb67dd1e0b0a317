import { HR2010, type Problem } from '@handrail/errors/sandbox';
import { type AllowedDurations, readDuration } from '../duration';
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
    // `sleep(deadline - Date.now())` is how one waits for a point in time, past or not.
    const delay = { zero: true, negative: call.kind === 'timer' };
    return [
      ...timeouts.flatMap((field) => badDuration(subject, field, options[field], {})),
      ...delays.flatMap((field) => badDuration(subject, field, options[field], delay)),
      ...(isRecord(retry)
        ? RETRY_INTERVALS.flatMap((field) => badDuration(subject, `retry.${field}`, retry[field], {}))
        : []),
    ];
  },
};

function badDuration(subject: string, field: string, value: unknown, allow: AllowedDurations): Problem[] {
  if (value == null) return [];
  const read = readDuration(value, allow);
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
