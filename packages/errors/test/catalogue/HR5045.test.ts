import { expect, it } from 'vitest';
import { HR5045 } from '../../src';

it('says where the field belongs', () => {
  const { message } = HR5045.error({ subject: 'Activity "charge"', error: 'CardDeclined', field: 'nonRetryable' });
  expect(message).toBe(
    [
      '[HR5045] Activity "charge" threw CardDeclined with the field nonRetryable, which only an ApplicationFailure has.',
      '  Why:     the SDK does not read it: the retry policy alone says whether the activity is tried again.',
      "  Fix:     throw ApplicationFailure.fromError(error, { nonRetryable: true }), or ApplicationFailure.create({ message: error.message, type: 'CardDeclined', nonRetryable: true }).",
      "           Or name the class where the activity is called: retry: { nonRetryableErrorTypes: ['CardDeclined'] }.",
      '  Docs:    https://handrail.dev/errors/HR5045        (offline: npx handrail explain HR5045)',
    ].join('\n'),
  );
});

it('says of a delay that the retry policy counts', () => {
  const problem = HR5045.problem({ subject: 'Activity "charge"', error: 'Busy', field: 'nextRetryDelay' });
  expect(problem.why).toBe('the SDK does not read it: the next attempt comes when the retry policy says.');
  expect(problem.fix).toBe(
    "throw ApplicationFailure.fromError(error, { nextRetryDelay: error.nextRetryDelay }), or ApplicationFailure.create({ message: error.message, type: 'Busy', nextRetryDelay: error.nextRetryDelay }).",
  );
});

it.each(['Error', 'TypeError', 'AxiosError', 'StripeCardError', 'DOMException'])(
  'does not make each %s final, which may be anything',
  (error) => {
    const problem = HR5045.problem({ subject: 'Activity "charge"', error, field: 'nonRetryable' });
    expect(problem.fix).toBe(
      'throw ApplicationFailure.fromError(error, { nonRetryable: true }), or ApplicationFailure.create({ message: error.message, nonRetryable: true }).',
    );
  },
);
