import { headLine } from '@handrail/errors';
import { asyncLocalStorage } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { droppedOptionsOf, noteFailureOptions } from '../../src/internal/failure-options';

const own = ApplicationFailure.create;
beforeAll(noteFailureOptions);
afterAll(() => {
  ApplicationFailure.create = own;
});

/** What is said of a failure that an activity has made. */
function said(make: () => unknown): string[] {
  const failure = asyncLocalStorage.run({} as never, make);
  return droppedOptionsOf(failure, 'The failure').map(headLine);
}

const create = (options: object) => ApplicationFailure.create(options);
const MEANT = (field: string, meant: string) =>
  `[HR2012] The failure has an option ${field} that does not exist; did you mean ${meant}?`;

it.each([
  ['retryable', 'nonRetryable'],
  ['nonretryable', 'nonRetryable'],
  ['detail', 'details'],
  ['msg', 'message'],
  ['errorType', 'type'],
  ['retryAfter', 'nextRetryDelay'],
])('HR2012 tells of %s, of which nothing is left on the failure', (field, meant) => {
  expect(said(() => create({ message: 'declined', [field]: 'x' }))).toEqual(
    // What is given as well is not what was meant.
    field === 'msg' ? [] : [MEANT(field, meant)],
  );
  expect(said(() => create({ [field]: 'x' }))).toEqual([MEANT(field, meant)]);
});

it('tells of it in the cause of what is thrown', () => {
  const thrown = () => new Error('no payment', { cause: create({ message: 'declined', retryable: false }) });
  expect(said(thrown)).toEqual([MEANT('retryable', 'nonRetryable')]);
});

it('HR2018 asks where a key may be somebody else’s', () => {
  expect(said(() => create({ message: 'declined', code: 'E7' }))).toEqual([
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
  expect(said(() => create(options))).toEqual([]);
  expect(said(() => create({ message: 'declined', orderId: 'order-17' }))).toEqual([]);
});

it('says nothing of classes that read fields of their own', () => {
  class Declined extends ApplicationFailure {
    static override create(options: object): Declined {
      return super.create({ message: 'declined', ...options }) as Declined;
    }
  }
  expect(said(() => Declined.create({ retryable: true } as object))).toEqual([]);
});

it('minds no odd error, and nothing that stands in the place of create', () => {
  const odd = Object.defineProperty(new Error('no'), 'cause', {
    get() {
      throw new Error('closed');
    },
  });
  const circle = new Error('no');
  circle.cause = circle;
  for (const error of [odd, circle, undefined, 'declined']) expect(said(() => error)).toEqual([]);
  const noting = ApplicationFailure.create;
  ApplicationFailure.create = (() => undefined) as never;
  noteFailureOptions();
  expect(asyncLocalStorage.run({} as never, () => create({ retryable: 1 }))).toBeUndefined();
  ApplicationFailure.create = noting;
});

it('notes nothing outside of activities, and the method does what it did', () => {
  const failure = create({ message: 'declined', type: 'Declined', retryable: false });
  expect(droppedOptionsOf(failure, 'The failure')).toEqual([]);
  expect(failure).toMatchObject({ message: 'declined', type: 'Declined', nonRetryable: false });
  expect(() => create(undefined as never)).toThrow(TypeError);
  const noting = ApplicationFailure.create;
  noteFailureOptions();
  expect(ApplicationFailure.create).toBe(noting);
});
