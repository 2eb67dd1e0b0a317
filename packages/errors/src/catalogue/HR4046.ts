import { defineError } from '../define-error';

export const HR4046 = defineError<{ workflowId: string; update: string; reason: string }>({
  code: 'HR4046',
  title: 'The update was rejected by its validator',
  disposition: 'report',
  head: ({ workflowId, update, reason }) =>
    `Update "${update}" of workflow execution "${workflowId}" was rejected by its validator: ${reason}`,
  why: () => 'the handler never ran and the history shows nothing: it is as if the update had not been sent.',
  fix: () => 'send what the validator accepts; a rejection is an answer, not a fault of the workflow.',
  example: { workflowId: 'order-17', update: 'pay', reason: 'amount must be > 0' },
});
