import { defineError } from '../define-error';

export const HR1012 = defineError<{ workflow: string; query: string; does: readonly string[] }>({
  code: 'HR1012',
  title: 'A query handler does more than read',
  disposition: 'refuse',
  head: ({ workflow, query, does }) =>
    `The handler of query "${query}" in workflow "${workflow}" ${does.join(' and ')}, which a query must not.`,
  why: () =>
    'a query leaves no trace in the history, so nothing can come of what it starts. Without this check the worker would stop working on any workflow, without a word.',
  fix: () =>
    'let the handler only return what the workflow knows. What waits, changes the workflow or starts something is an update: defineUpdate, and handle.executeUpdate() in the client.',
  example: { workflow: 'order', query: 'total', does: ['calls activity "price"'] },
});
