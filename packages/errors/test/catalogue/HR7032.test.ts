import { expect, it } from 'vitest';
import { HR7032 } from '../../src';

it('gives the size of the history and the limit', () => {
  const { message } = HR7032.error({
    workflowId: 'order-17',
    size: '45,000 events',
    limit: 'the server ends executions at 51,200 events',
  });
  expect(message).toBe(
    [
      '[HR7032] The history of workflow "order-17" has 45,000 events, and the server ends executions at 51,200 events.',
      '  Why:     at the limit the server terminates the execution, without running any of its code; before that every replay gets slower.',
      '  Fix:     let the workflow continue as new: it keeps its id and starts with an empty history.',
      '  Docs:    https://handrail.dev/errors/HR7032        (offline: npx handrail explain HR7032)',
    ].join('\n'),
  );
});
