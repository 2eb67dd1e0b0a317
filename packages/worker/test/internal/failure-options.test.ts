import { headLine } from '@handrail/errors';
import { expect, it } from 'vitest';
import { misspeltFailure } from '../../src/internal/failure-options';

const said = (options: object) => misspeltFailure('The failure', options).map(headLine);
const MEANT = (field: string, meant: string) =>
  `[HR2012] The failure has an option ${field} that does not exist; did you mean ${meant}?`;

it.each([
  ['retryable', 'nonRetryable'],
  ['nonretryable', 'nonRetryable'],
  ['detail', 'details'],
  ['msg', 'message'],
  ['errorType', 'type'],
  ['retryAfter', 'nextRetryDelay'],
])('HR2012 tells of %s, which create drops', (field, meant) => {
  expect(said({ message: 'declined', [field]: 'x' })).toEqual(
    // What is given as well is not what was meant.
    field === 'msg' ? [] : [MEANT(field, meant)],
  );
  expect(said({ [field]: 'x' })).toEqual([MEANT(field, meant)]);
});

it('HR2018 asks where a key may be somebody else’s', () => {
  expect(said({ message: 'declined', code: 'E7' })).toEqual([
    '[HR2018] The failure has an option code that nothing reads; was type meant?',
  ]);
});

it('says nothing of what is right, or of fields of its own', () => {
  const options = {
    message: 'declined',
    type: 'Declined',
    nonRetryable: true,
    details: [{ retryable: 1 }],
    nextRetryDelay: '1 minute',
    cause: new Error('402'),
    category: undefined,
    retryable: undefined,
  };
  expect(said(options)).toEqual([]);
  expect(said({ message: 'declined', orderId: 'order-17' })).toEqual([]);
});
