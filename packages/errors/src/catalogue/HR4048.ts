import { defineError } from '../define-error';

export const HR4048 = defineError<{ workflowId: string; update: string }>({
  code: 'HR4048',
  title: 'The workflow has no handler for this update',
  disposition: 'report',
  head: ({ workflowId, update }) => `Workflow execution "${workflowId}" has no handler for update "${update}".`,
  why: () =>
    'the name is misspelt, the workers run older code, or the handler is set only after the first await; nothing was recorded.',
  fix: () =>
    'use the definition that the workflow exports (handle.executeUpdate(payUpdate)) instead of its name, and call setHandler before the first await.',
  example: { workflowId: 'order-17', update: 'pya' },
});
