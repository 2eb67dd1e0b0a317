import { HR2014 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { retryPolicyFaults } from '../retry-policy-faults';
import { showValue } from '../show-value';
import { ALL_KINDS, type Guard, subjectOf } from './guard';

/** HR2014: the SDK throws on it after the interceptors, where a `catch` takes it for the activity's own failure. */
export const validRetryPolicy: Guard = {
  name: 'HR2014',
  kinds: ALL_KINDS,
  check(call) {
    const subject = subjectOf(call);
    const { retry } = call.options;
    if (retry == null) return [];
    if (!isRecord(retry)) {
      return [HR2014.problem({ subject, field: 'retry', value: showValue(retry), reason: 'is not an object' })];
    }
    return retryPolicyFaults(retry).map(({ field, value, reason }) =>
      HR2014.problem({ subject, field: `retry.${field}`, value: showValue(value), reason }),
    );
  },
};
