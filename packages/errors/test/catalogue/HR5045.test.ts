import { expect, it } from 'vitest';
import { HR5045 } from '../../src';

it('says where the field belongs', () => {
  const { message } = HR5045.error({ subject: 'Activity "charge"', error: 'CardDeclined', field: 'nonRetryable' });
  expect(message).toBe(
    [
      '[HR5045] Activity "charge" threw CardDeclined with the field nonRetryable, which only an ApplicationFailure has.',
      '  Why:     the SDK does not read it: the retry policy alone says whether the activity is tried again.',
      "  Fix:     throw ApplicationFailure.fromError(error, { nonRetryable }), or ApplicationFailure.create({ message, type: 'CardDeclined', nonRetryable }).",
      "           Or name the class where the activity is called: retry: { nonRetryableErrorTypes: ['CardDeclined'] }.",
      '  Docs:    https://handrail.dev/errors/HR5045        (offline: npx handrail explain HR5045)',
    ].join('\n'),
  );
});

it('says of a delay that the retry policy counts', () => {
  const problem = HR5045.problem({ subject: 'Activity "charge"', error: 'Busy', field: 'nextRetryDelay' });
  expect(problem.why).toBe('the SDK does not read it: the next attempt comes when the retry policy says.');
  expect(problem.fix).toBe(
    "throw ApplicationFailure.fromError(error, { nextRetryDelay }), or ApplicationFailure.create({ message, type: 'Busy', nextRetryDelay }).",
  );
});
