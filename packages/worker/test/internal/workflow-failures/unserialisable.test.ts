import { headLine } from '@handrail/errors';
import { expect, it } from 'vitest';
import { unserialisableAnswer } from '../../../src/internal/workflow-failures/unserialisable';

const BEHIND_THE_HANDLER = `ValueError: Unable to convert
    at toPayload (/app/node_modules/@temporalio/common/src/converter/payload-converter.ts:181:11)
    at Activator.completeQuery (/app/node_modules/@temporalio/workflow/src/internals.ts:1436:34)`;

const headOf = (message: string, stack = BEHIND_THE_HANDLER) => {
  const problem = unserialisableAnswer({ message, stack, type: 'ValueError' }, 'total', { workflowType: 'order' });
  return problem && headLine(problem);
};

it('says which part of the result of a query cannot be serialised', () => {
  expect(headOf('Unable to convert [object Object] to payload at .items.1.price: bigint')).toBe(
    '[HR3001] The result of query "total" in workflow "order" cannot be serialised: result.items[1].price: bigint.',
  );
  expect(headOf('Unable to convert 1 to payload at : bigint')).toBe(
    '[HR3001] The result of query "total" in workflow "order" cannot be serialised: result: bigint.',
  );
});

it('says it of what a converter of the user’s own refuses', () => {
  expect(headOf('no Money at .price: object')).toBe(
    '[HR3001] The result of query "total" in workflow "order" cannot be serialised: result: a value that its payload converter refuses.',
  );
});

it('leaves alone what a handler itself throws, whatever its text', () => {
  const stack = 'ValueError: Unable to convert\n    at total (/app/src/order.ts:12:9)';
  expect(headOf('Unable to convert 1 to payload at : bigint', stack)).toBeUndefined();
  expect(headOf('no such order', '')).toBeUndefined();
});
