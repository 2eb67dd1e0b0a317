import { ApplicationFailure } from '@handrail/activity';
import { createGuardHost, resolvePolicy, setHost } from '@handrail/common/host';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inspectThrownFailure } from '../../src/internal/thrown-failures';

const warn = vi.fn();
beforeEach(() => {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn } as never });
});
afterEach(() => {
  setHost({});
  warn.mockClear();
});

function told(error: unknown, attempt = 1, more: object = {}): (string | undefined)[] {
  const host = createGuardHost({ policy: resolvePolicy() });
  inspectThrownFailure(error, { activityType: 'charge', attempt, context: {}, ...more }, host);
  return warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0]);
}

const create = (options: object) => ApplicationFailure.create(options);
const SUBJECT = 'The failure of activity "charge" has';

it('HR2014 says that there is one category', () => {
  const failure = create({ message: 'no', category: 'benign' });
  expect(told(failure)).toEqual([`[HR2014] ${SUBJECT} category: 'benign', which is none: the only one is 'BENIGN'.`]);
  expect(failure.category).toBeUndefined();
});

it('HR2014 says of a cause that is no error what to give', () => {
  expect(told(create({ message: 'no', cause: 'timeout' }))).toEqual([
    `[HR2014] ${SUBJECT} cause: 'timeout', which is no error: give new Error(text), whose stack is sent as well.`,
  ]);
});

it('HR2035 and HR2010 tell of delays that are hardly meant', () => {
  expect(told(create({ message: 'no', nextRetryDelay: '30' }))).toEqual([
    `[HR2035] ${SUBJECT} nextRetryDelay: '30' without a unit, which is read as 30 milliseconds.`,
  ]);
  warn.mockClear();
  const seconds = Math.floor(Date.now() / 1_000) + 61;
  const failure = create({ message: 'no', nextRetryDelay: seconds });
  expect(told(failure)).toEqual([
    `[HR2010] ${SUBJECT} nextRetryDelay: ${String(seconds).slice(0, 5)}…, which is a point in time, in seconds.`,
  ]);
  expect(failure.nextRetryDelay).toBe(seconds);
});

it('HR2014 says that a delay is not read of a failure that is not retried', () => {
  expect(told(create({ message: 'no', nonRetryable: true, nextRetryDelay: '5 minutes' }))).toEqual([
    `[HR2014] ${SUBJECT} nextRetryDelay: '5 minutes', which is not read: with nonRetryable no attempt follows, so keep one of them.`,
  ]);
  warn.mockClear();
  expect(told(create({ message: 'no', nonRetryable: false, nextRetryDelay: '5 minutes' }))).toEqual([]);
});

class CardDeclined extends Error {
  readonly nonRetryable = true;
}

it('HR5045 tells of a field of failures on another error, once the activity is tried again', () => {
  expect(told(new CardDeclined('no'))).toEqual([]);
  expect(told(new CardDeclined('no'), 2)).toEqual([
    '[HR5045] Activity "charge" threw CardDeclined with the field nonRetryable, which only an ApplicationFailure has.',
  ]);
});

it('HR5045 is silent where a retry policy or a failure converter makes something of the field', () => {
  expect(told(new CardDeclined('no'), 2, { finalTypes: ['CardDeclined'] })).toEqual([]);
  expect(told(new CardDeclined('no'), 2, { ownConverter: true })).toEqual([]);
  expect(told(new CardDeclined('no'), 2, { finalTypes: ['Busy'], ownConverter: false })).toHaveLength(1);
});

it.each([
  ['a failure with all its options', () => create({ message: 'no', type: 'T', nonRetryable: true, details: ['x'] })],
  ['a key of somebody else’s', () => create({ message: 'no', orderId: 'o-1' })],
  ['a delay with a unit', () => create({ message: 'no', nextRetryDelay: '30 milliseconds' })],
  ['a delay in milliseconds', () => create({ message: 'no', nextRetryDelay: 30 })],
  ['a delay of 21 days', () => create({ message: 'no', nextRetryDelay: 1_814_400_000 })],
  ['the category that there is', () => create({ message: 'no', category: 'BENIGN' })],
  ['a cause', () => create({ message: 'no', cause: new Error('timeout') })],
  ['an error that says it may be tried again', () => Object.assign(new Error('no'), { nonRetryable: false })],
  ['fields of other libraries', () => Object.assign(new Error('no'), { retryable: false, type: 'card_error' })],
])('says nothing of what is right: %s', (_, make) => {
  expect(told(make(), 2)).toEqual([]);
});
