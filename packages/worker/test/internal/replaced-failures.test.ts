// HR3012: what is sent where a failure converter makes nothing.
import {
  ApplicationFailure,
  CancelledFailure,
  DefaultFailureConverter,
  defaultPayloadConverter,
  type FailureConverter,
} from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { converterProblem, failureFault, replacedFailure, threw } from '../../src/internal/replaced-failures';

class CardDeclined extends Error {}

const failureOf = (error: unknown) => new DefaultFailureConverter().errorToFailure(error, defaultPayloadConverter);

describe('what can be sent', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a failure', failureOf(new Error('x')), undefined],
    ['one with causes', failureOf(new Error('x', { cause: new Error('y') })), undefined],
    ['a bare one', { message: 'x' }, undefined],
    ['nothing', undefined, 'returned undefined'],
    ['null', null, 'returned null'],
    ['a text', 'x', 'returned a string'],
    ['a promise', Promise.resolve({}), 'returned a promise'],
    ['the error itself', new Error('x'), 'returned the error itself'],
    ['a list', [], 'returned an array'],
    ['a message that is none', { message: Symbol('x') }, 'returned a failure whose message is a symbol'],
    [
      'a type that is a class',
      failureOf(ApplicationFailure.create({ type: CardDeclined as never })),
      'returned a failure whose type is a function',
    ],
    ['a type', failureOf(ApplicationFailure.create({ type: 'CardDeclined' })), undefined],
    ['one in a cause', { message: 'x', cause: { message: 5 } }, 'returned a failure whose message is a number'],
  ])('is told apart from what cannot: %s', (_, failure, fault) => {
    expect(failureFault(failure)).toBe(fault);
  });
});

describe('what is sent in its place', () => {
  const replaced = (error: unknown) => {
    const converter = {} as FailureConverter;
    const problem = converterProblem(error, 'returned undefined', { converter, path: '/app/converter.js' });
    return replacedFailure(error, problem, { links: {} });
  };

  it('is of the same type, and tried again as it would have been', () => {
    const error = ApplicationFailure.create({
      message: 'card 4111 declined',
      type: 'CardDeclined',
      nonRetryable: true,
      nextRetryDelay: '5 seconds',
      details: [{ card: '4111' }],
    });
    const failure = replaced(error);
    const { applicationFailureInfo: original } = failureOf(error);
    expect(failure.applicationFailureInfo).toEqual({ ...original, details: undefined });
  });

  it('stays a cancellation', () => {
    expect(replaced(new CancelledFailure('x', ['4111'])).canceledFailureInfo).toBeDefined();
  });

  it('shows nothing of what the converter may have hidden', () => {
    const error = ApplicationFailure.create({ message: '4111', details: ['4111'], cause: new Error('4111') });
    error.stack = 'at 4111';
    expect(JSON.stringify(replaced(error))).not.toContain('4111');
  });

  it('says which converter it was, and what it did', () => {
    expect(replaced(new CardDeclined()).message).toMatch(
      /^\[HR3012\] errorToFailure of the failure converter \/app\/converter\.js returned undefined for an error of type CardDeclined\.\n/,
    );
    class Redacting extends DefaultFailureConverter {}
    const problem = converterProblem(1, threw(new TypeError('no key')), {
      converter: new Redacting(),
      path: undefined,
    });
    expect(problem.head).toBe(
      'errorToFailure of the failure converter Redacting threw TypeError (no key) for an error of type number.',
    );
  });
});
