import { HR2003, HR2009, type Problem } from '@handrail/errors/sandbox';
import { formatDuration, readDuration } from '../duration';
import { showDuration } from './activity-timeouts';
import { type Guard, subjectOf } from './guard';

const TIMEOUTS = ['workflowExecutionTimeout', 'workflowRunTimeout'] as const;

/** HR2003: a short workflow timeout kills healthy executions in an outage. */
export const longWorkflowTimeouts: Guard = {
  name: 'HR2003',
  kinds: ['workflow', 'scheduledWorkflow', 'childWorkflow', 'continueAsNew'],
  check(call, policy): Problem[] {
    const { shortestTimeout } = policy.workflow;
    return TIMEOUTS.flatMap((field) => {
      const value = call.options[field];
      const { milliseconds } = readDuration(value);
      if (milliseconds === undefined || milliseconds >= shortestTimeout) return [];
      const shortest = formatDuration(shortestTimeout);
      return [HR2003.problem({ subject: subjectOf(call), field, value: showDuration(value), shortest })];
    });
  },
};

/** HR2009: a workflow retry starts from nothing and repeats what was done. */
export const noWorkflowRetry: Guard = {
  name: 'HR2009',
  kinds: ['workflow', 'scheduledWorkflow', 'childWorkflow', 'continueAsNew'],
  check: (call) => (call.options['retry'] == null ? [] : [HR2009.problem({ subject: subjectOf(call) })]),
};
