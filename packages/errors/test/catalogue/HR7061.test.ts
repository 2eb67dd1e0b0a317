import { expect, it } from 'vitest';
import { HR7061 } from '../../src';

it('shows the query and what the server says of it', () => {
  const { message } = HR7061.error({
    query: `'WorkflowTyp = "order"'`,
    reason: "invalid query: column name 'WorkflowTyp' is not a valid search attribute",
  });
  expect(message).toBe(
    [
      `[HR7061] The server does not understand the query 'WorkflowTyp = "order"': invalid query: column name 'WorkflowTyp' is not a valid search attribute`,
      '  Why:     nothing was looked at.',
      '  Fix:     write it as a list filter, with text in quotes: WorkflowType = "order" AND ExecutionStatus = "Running". Custom search attributes have to be registered in the namespace.',
      '  Docs:    https://handrail.dev/errors/HR7061        (offline: npx handrail explain HR7061)',
    ].join('\n'),
  );
});
