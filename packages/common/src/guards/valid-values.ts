import { HR2014 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { retryPolicyFaults } from '../retry-policy-faults';
import { showValue } from '../show-value';
import { ALL_KINDS } from './call-kinds';
import { guard } from './guard';

/**
 * HR2014: a retry policy on which the SDK throws after the interceptors, where a `catch` takes it for the activity's own
 * failure; a lifetime that is none, and would leave the default run timeout in place; an SLA with a cron schedule.
 */
export const validValues = guard(HR2014, ALL_KINDS, ({ retry, lifetime, sla, cronSchedule }) => {
  const faults = isRecord(retry)
    ? retryPolicyFaults(retry).map(({ field, reason }) => fault('retry.' + field, retry[field], reason))
    : retry == null
      ? []
      : [fault('retry', retry, 'is not an object')];
  return [
    ...faults,
    ...(lifetime == null || lifetime === 'unbounded' ? [] : [fault('lifetime', lifetime, "is not 'unbounded'")]),
    // One deadline cannot hold for runs without end. Those of a schedule have one each.
    ...(sla != null && cronSchedule ? [fault('cronSchedule', cronSchedule, 'cannot have an sla')] : []),
  ];
});

function fault(field: string, value: unknown, reason: string) {
  return { field, value: showValue(value), reason };
}
