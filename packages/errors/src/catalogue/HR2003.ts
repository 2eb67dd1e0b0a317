import { defineError } from '../define-error';

export const HR2003 = defineError<{ subject: string; field: string; value: string; shortest: string }>({
  code: 'HR2003',
  title: 'A workflow timeout is shorter than the policy allows',
  disposition: 'refuse',
  head: ({ subject, field, value, shortest }) =>
    `${subject} sets ${field}: ${value}, less than the ${shortest} that the policy allows.`,
  why: () =>
    'a workflow that times out is killed without running its own cleanup: an outage of a few hours would end healthy executions half-way.',
  fix: ({ field }) => `remove ${field} and set an sla for a business deadline, or add waive: { HR2003: 'the reason' }.`,
  example: { subject: 'Workflow "order"', field: 'workflowExecutionTimeout', value: "'10 minutes'", shortest: '1 day' },
});
