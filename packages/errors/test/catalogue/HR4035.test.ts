import { expect, it } from 'vitest';
import { HR4035 } from '../../src';

it('shows the query and what the server says', () => {
  const { message } = HR4035.error({
    query: '"Foo = \'x\'"',
    reason: "3 INVALID_ARGUMENT: invalid query: invalid expression: column name 'Foo' is not a valid search attribute",
    remedy: 'name a search attribute that exists (temporal operator search-attribute list)',
  });
  expect(message).toBe(
    [
      "[HR4035] The list query \"Foo = 'x'\" is not valid: 3 INVALID_ARGUMENT: invalid query: invalid expression: column name 'Foo' is not a valid search attribute",
      '  Why:     nothing was listed.',
      '  Fix:     name a search attribute that exists (temporal operator search-attribute list).',
      '  Docs:    https://handrail.dev/errors/HR4035        (offline: npx handrail explain HR4035)',
    ].join('\n'),
  );
});

it('and where', () => {
  const { message } = HR4035.error({
    query: '"WorkflowType = \'x"',
    reason: "3 INVALID_ARGUMENT: invalid query: malformed SQL query: syntax error at position 43 near 'x'",
    remedy: 'name a search attribute that exists (temporal operator search-attribute list)',
    position: 43,
  });
  expect(message).toBe(
    [
      "[HR4035] The list query \"WorkflowType = 'x\" is not valid: 3 INVALID_ARGUMENT: invalid query: malformed SQL query: syntax error at position 43 near 'x'",
      '  Why:     nothing was listed; the server counts in a statement of its own, position 43 there.',
      '  Fix:     name a search attribute that exists (temporal operator search-attribute list).',
      '  Docs:    https://handrail.dev/errors/HR4035        (offline: npx handrail explain HR4035)',
    ].join('\n'),
  );
});
