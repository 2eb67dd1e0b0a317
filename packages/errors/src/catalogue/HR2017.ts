import { defineError } from '../define-error';

export const HR2017 = defineError<{
  workflowType: string;
  timer: string;
  field: 'workflowRunTimeout' | 'workflowExecutionTimeout';
  limit: string;
}>({
  code: 'HR2017',
  title: 'A timer outlasts its run',
  disposition: 'warn',
  head: ({ workflowType, timer, field, limit }) =>
    `Workflow "${workflowType}" starts a timer of ${timer}, which its ${field} of ${limit} cuts off.`,
  why: () =>
    'the server ends a run that times out before the timer fires: nothing after the wait ever happens, not even its cleanup.',
  fix: ({ field }) =>
    field === 'workflowRunTimeout'
      ? "start it with lifetime: 'unbounded' or a longer workflowRunTimeout, or wait in steps and continue as new between them: a new run has the whole timeout again."
      : 'start it without a workflowExecutionTimeout, or with a longer one; continue-as-new does not renew it.',
  example: { workflowType: 'subscription', timer: '30 days', field: 'workflowRunTimeout', limit: '21 days' },
});
