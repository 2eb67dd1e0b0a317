import { expect, it } from 'vitest';
import { HR5021 } from '../../src';

it('says what was thrown, and what to throw', () => {
  const { message } = HR5021.error({
    subject: 'Activity "charge"',
    value: 'an object with the fields status, body',
    kind: 'object',
  });
  expect(message).toBe(
    [
      '[HR5021] Activity "charge" threw an object with the fields status, body, which is no error.',
      '  Why:     its fields are not sent: the history and the workflow get neither a text nor a stack.',
      "  Fix:     throw an Error, or where the caller shall tell it from others ApplicationFailure.create({ message: 'card declined', type: 'CardDeclined', details: [{ status }] }).",
      '  Docs:    https://handrail.dev/errors/HR5021        (offline: npx handrail explain HR5021)',
    ].join('\n'),
  );
});

it.each([
  [
    { subject: 'Activity "charge"', value: "'no money'", kind: 'text' },
    'Activity "charge" threw \'no money\', which is no error.',
    "throw an Error, or where the caller shall tell it from others ApplicationFailure.create({ message: 'card declined', type: 'CardDeclined', details: [{ status }] }).",
  ],
  [
    { subject: 'Activity "charge"', value: 'undefined', kind: 'nothing' },
    'Activity "charge" threw undefined, which is no error.',
    'throw or reject with an error that says what happened: Promise.reject(new Error(…)). A callback that reports no error may have been passed on as one.',
  ],
  [
    { subject: 'Activity "charge"', value: 'the class CompleteAsyncError', kind: 'class', name: 'CompleteAsyncError' },
    'Activity "charge" threw the class CompleteAsyncError, which is no error.',
    'make one: throw new CompleteAsyncError().',
  ],
  [
    { subject: 'Nexus operation "pay.charge"', value: '42', kind: 'other' },
    'Nexus operation "pay.charge" threw 42, which is no error.',
    "throw an Error, or where the caller shall tell it from others ApplicationFailure.create({ message: 'card declined', type: 'CardDeclined', details: [{ status }] }).",
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5021.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
