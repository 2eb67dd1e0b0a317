import { defineError } from '../define-error';

export const HR4059 = defineError<{ workflowId: string; updateId: string }>({
  code: 'HR4059',
  title: 'There is no such update',
  disposition: 'report',
  head: ({ workflowId, updateId }) => `Workflow execution "${workflowId}" knows no update with the id "${updateId}".`,
  why: () =>
    'it was never accepted (a validator rejected it, or no worker took it before the call ended), or belongs to another run of the workflow.',
  fix: () => 'send the update again with this updateId: one that was accepted is not carried out twice within its run.',
  example: { workflowId: 'cart-17', updateId: 'checkout-1' },
});
