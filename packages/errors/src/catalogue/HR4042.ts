import { defineError } from '../define-error';

export const HR4042 = defineError<{
  workflowId: string;
  query: string;
  registered: readonly string[];
  nearest?: string;
}>({
  code: 'HR4042',
  title: 'The workflow has no handler for this query',
  disposition: 'report',
  head: ({ workflowId, query, nearest }) =>
    `Workflow execution "${workflowId}" has no handler for query "${query}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
  why: ({ registered }) =>
    registered.length === 0
      ? 'it has no query handlers at all, or had not set them yet when it was asked.'
      : `it has ${registered.join(', ')}; a handler that is set later than the first await is missing until then.`,
  fix: () =>
    'use the definition that the workflow exports (handle.query(statusQuery)) instead of its name, and call setHandler before the first await.',
  example: { workflowId: 'order-17', query: 'statuss', registered: ['status', 'total'], nearest: 'status' },
});
