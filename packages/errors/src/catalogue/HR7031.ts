import { defineError } from '../define-error';

export const HR7031 = defineError<{ workflowId: string; updateName: string; updateId: string; since: string }>({
  code: 'HR7031',
  title: 'An update was accepted and does not complete',
  disposition: 'report',
  head: ({ workflowId, updateName, updateId, since }) =>
    `Workflow "${workflowId}" accepted update "${updateName}" (id ${updateId}) ${since} ago and has not completed it.`,
  why: () => 'whoever sent it waits, and the workflow cannot close cleanly while a handler is at work.',
  fix: () => 'see where the handler waits, and send or repair what it waits for.',
  example: { workflowId: 'order-17', updateName: 'approve', updateId: '7d3f', since: '3 minutes' },
});
