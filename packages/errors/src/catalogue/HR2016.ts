import { defineError } from '../define-error';
import { notShorter } from '../internal/not-shorter';

export const HR2016 = defineError<{ subject: string; sla: string; field: string; limit: string }>({
  code: 'HR2016',
  title: 'An SLA is not shorter than a timeout of the workflow',
  disposition: 'refuse',
  head: notShorter('sla', 'sla'),
  why: () =>
    'the timeout would kill the execution before it could ever be late: nobody would be told, and nothing would be finished.',
  fix: ({ field }) => `remove ${field}, or make it longer than the SLA.`,
  example: { subject: 'Workflow "order"', sla: "'4 days'", field: 'workflowRunTimeout', limit: "'3 days'" },
});
