import { expect, it } from 'vitest';
import { HR1012 } from '../../src';

it('names the query and what its handler starts', () => {
  const { message } = HR1012.error({
    workflow: 'order',
    query: 'total',
    does: ['calls activity "price"', 'starts a timer'],
  });
  expect(message).toBe(
    [
      '[HR1012] The handler of query "total" in workflow "order" calls activity "price" and starts a timer, which a query must not.',
      '  Why:     a query leaves no trace in the history, so nothing can come of what it starts. Without this check the worker would stop working on any workflow, without a word.',
      '  Fix:     let the handler only return what the workflow knows. What waits, changes the workflow or starts something is an update: defineUpdate, and handle.executeUpdate() in the client.',
      '  Docs:    https://handrail.dev/errors/HR1012        (offline: npx handrail explain HR1012)',
    ].join('\n'),
  );
});
