import { defineError } from '../define-error';

export const HR7029 = defineError<{ workflowId: string; childId: string; cause: string; headline: string }>({
  code: 'HR7029',
  title: 'A child workflow is stuck, and its parent with it',
  disposition: 'report',
  head: ({ workflowId, childId, cause, headline }) =>
    `Workflow "${workflowId}" waits for workflow "${childId}", which is stuck (${cause}): ${headline}`,
  why: () => 'the parent goes on when the child does, and not before.',
  fix: () => 'do what the verdict of the child says.',
  example: {
    workflowId: 'order-17',
    childId: 'shipment-17',
    cause: 'no-workflow-worker',
    headline: 'No worker polls task queue "shipping".',
  },
});
