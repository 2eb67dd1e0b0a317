import { expect, it } from 'vitest';
import { HR4034 } from '../../src';

it('says how to create one that is unknown', () => {
  const { message } = HR4034.error({
    name: 'OrderState',
    namespace: 'default',
    mistake: 'unknown',
    reason: '3 INVALID_ARGUMENT: Namespace default has no mapping defined for search attribute OrderState',
  });
  expect(message).toBe(
    [
      '[HR4034] Search attribute "OrderState" does not exist in namespace "default".',
      '  Why:     nothing was started or changed: attributes exist per namespace and must be created before they are used.',
      "  Fix:     correct the name, or create it: temporal operator search-attribute create --namespace 'default' --name 'OrderState' --type Keyword (on Temporal Cloud: tcld namespace search-attributes add, or the web console).",
      '  Docs:    https://handrail.dev/errors/HR4034        (offline: npx handrail explain HR4034)',
    ].join('\n'),
  );
});

it('which was meant, and which there are', () => {
  const { message } = HR4034.error({
    name: 'OrderSate',
    namespace: 'default',
    mistake: 'unknown',
    reason: '3 INVALID_ARGUMENT: Namespace default has no mapping defined for search attribute OrderState',
    nearest: 'OrderState',
    existing: ['Customer', 'OrderState'],
    type: 'Int',
  });
  expect(message).toBe(
    [
      '[HR4034] Search attribute "OrderSate" does not exist in namespace "default". Did you mean "OrderState"?',
      '  Why:     nothing was started or changed: attributes exist per namespace and must be created before they are used (there are Customer, OrderState).',
      "  Fix:     correct the name, or create it: temporal operator search-attribute create --namespace 'default' --name 'OrderSate' --type Int (on Temporal Cloud: tcld namespace search-attributes add, or the web console).",
      '  Docs:    https://handrail.dev/errors/HR4034        (offline: npx handrail explain HR4034)',
    ].join('\n'),
  );
});

it('that a value is of another type', () => {
  const { message } = HR4034.error({
    name: 'OrderState',
    namespace: 'default',
    mistake: 'type',
    reason: '3 INVALID_ARGUMENT: invalid value for search attribute OrderState of type Keyword: [5]',
    type: 'Keyword',
  });
  expect(message).toBe(
    [
      '[HR4034] Search attribute "OrderState" is of type Keyword, and the value is not: 3 INVALID_ARGUMENT: invalid value for search attribute OrderState of type Keyword: [5]',
      '  Why:     nothing was started or changed.',
      '  Fix:     give a value of its type (typedSearchAttributes with defineSearchAttributeKey checks it at compile time): a list of several values only for KeywordList.',
      '  Docs:    https://handrail.dev/errors/HR4034        (offline: npx handrail explain HR4034)',
    ].join('\n'),
  );
});

it("that it is the server's own", () => {
  const { message } = HR4034.error({
    name: 'WorkflowType',
    namespace: 'default',
    mistake: 'system',
    reason: "3 INVALID_ARGUMENT: WorkflowType attribute can't be set in SearchAttributes",
  });
  expect(message).toBe(
    [
      '[HR4034] Search attribute "WorkflowType" is kept by the server, and cannot be set: 3 INVALID_ARGUMENT: WorkflowType attribute can\'t be set in SearchAttributes',
      '  Why:     nothing was started or changed.',
      '  Fix:     leave it out; for a value of your own create an attribute with another name.',
      '  Docs:    https://handrail.dev/errors/HR4034        (offline: npx handrail explain HR4034)',
    ].join('\n'),
  );
});

it('that a value is too large', () => {
  const { message } = HR4034.error({
    name: 'OrderState',
    namespace: 'default',
    mistake: 'size',
    reason: '3 INVALID_ARGUMENT: search attribute OrderState value size 3004 exceeds size limit 2048',
  });
  expect(message).toBe(
    [
      '[HR4034] Search attribute "OrderState" was refused: 3 INVALID_ARGUMENT: search attribute OrderState value size 3004 exceeds size limit 2048',
      '  Why:     nothing was started or changed.',
      '  Fix:     shorten the value: search attributes are for finding executions, data belongs into arguments or memo.',
      '  Docs:    https://handrail.dev/errors/HR4034        (offline: npx handrail explain HR4034)',
    ].join('\n'),
  );
});
