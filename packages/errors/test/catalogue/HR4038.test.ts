import { expect, it } from 'vitest';
import { HR4038 } from '../../src';

it('suspects the import where there is nothing', () => {
  const { message } = HR4038.error({
    operation: 'workflow.start',
    given: 'undefined',
  });
  expect(message).toBe(
    [
      '[HR4038] workflow.start was called with undefined in place of the workflow.',
      '  Why:     the workflow type is the name of the function: without one there is nothing that a worker could be asked for.',
      "  Fix:     check the import: the name is not exported there, or two modules import each other (then import the type only, and pass the name: start<typeof order>('order', …)).",
      '  Docs:    https://handrail.dev/errors/HR4038        (offline: npx handrail explain HR4038)',
    ].join('\n'),
  );
});

it('asks for a name elsewhere', () => {
  const { message } = HR4038.error({
    operation: 'workflow.start',
    given: 'a function without a name',
  });
  expect(message).toBe(
    [
      '[HR4038] workflow.start was called with a function without a name in place of the workflow.',
      '  Why:     the workflow type is the name of the function: without one there is nothing that a worker could be asked for.',
      "  Fix:     pass the exported workflow function itself, or its name as a string: start<typeof order>('order', …).",
      '  Docs:    https://handrail.dev/errors/HR4038        (offline: npx handrail explain HR4038)',
    ].join('\n'),
  );
});
