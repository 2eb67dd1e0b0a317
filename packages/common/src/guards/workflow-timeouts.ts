import { HR2003, HR2009, HR2016 } from '@handrail/errors/sandbox';
import { millisecondsOf, showDuration } from '../duration';
import { formatDuration } from '../format-duration';
import { WORKFLOW_STARTS } from './call-kinds';
import { guard } from './guard';
import { WORKFLOW_LIMITS } from './option-names';

/** HR2003: a short workflow timeout kills healthy executions in an outage. */
export const longWorkflowTimeouts = guard(
  HR2003,
  [...WORKFLOW_STARTS, 'continueAsNew'],
  (options, { workflow: { shortestTimeout } }) =>
    WORKFLOW_LIMITS.filter((field) => millisecondsOf(options[field]) < shortestTimeout).map((field) => ({
      field,
      value: showDuration(options[field]),
      shortest: formatDuration(shortestTimeout),
    })),
);

/** HR2009: a workflow retry starts from nothing and repeats what was done. */
export const noWorkflowRetry = guard(HR2009, WORKFLOW_STARTS, ({ retry }) => retry != null && {});

/** HR2016: an execution that is killed before its deadline is never out of its SLA. */
export const slaBeforeTimeouts = guard(HR2016, WORKFLOW_STARTS, (options) =>
  WORKFLOW_LIMITS.filter((field) => millisecondsOf(options[field]) <= millisecondsOf(options['sla'])).map((field) => ({
    sla: showDuration(options['sla']),
    field,
    limit: showDuration(options[field]),
  })),
);
