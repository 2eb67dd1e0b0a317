import { expect, it } from 'vitest';
import { HR3012 } from '../../src';

it('names the converter, what it did, and the kind of error', () => {
  const { message } = HR3012.error({ converter: 'Redacting', did: 'returned undefined', error: 'CardDeclined' });
  expect(message).toBe(
    [
      '[HR3012] errorToFailure of the failure converter Redacting returned undefined for an error of type CardDeclined.',
      '  Why:     the SDK dies of it: the worker stops, and the next worker that gets the task stops, too. This failure is sent in its place, with the type of the error and without its text, which the converter may be there to hide.',
      '  Fix:     return a failure for every error, at once and not as a promise: let the converter extend DefaultFailureConverter, change what super.errorToFailure(error, payloadConverter) returns, and return that.',
      '  Docs:    https://handrail.dev/errors/HR3012        (offline: npx handrail explain HR3012)',
    ].join('\n'),
  );
});

it.each([
  [
    { did: 'threw TypeError (no key)', error: 'Error' },
    'errorToFailure of the failure converter threw TypeError (no key) for an error of type Error.',
    'return a failure for every error, at once and not as a promise: let the converter extend DefaultFailureConverter, change what super.errorToFailure(error, payloadConverter) returns, and return that.',
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR3012.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
