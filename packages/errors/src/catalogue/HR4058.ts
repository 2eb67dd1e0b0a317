import { defineError } from '../define-error';

export const HR4058 = defineError<{ workflowId: string; update: string }>({
  code: 'HR4058',
  title: 'The workflow ended before its update was complete',
  disposition: 'report',
  head: ({ workflowId, update }) =>
    `Workflow execution "${workflowId}" ended before its update "${update}" was complete.`,
  why: () =>
    'the update was accepted, and what its handler had done until then has happened; the rest of it never will.',
  fix: () =>
    'let the workflow wait for its handlers before it returns or continues as new: await condition(allHandlersFinished); where it was terminated, ask why.',
  example: { workflowId: 'cart-17', update: 'checkout' },
});
