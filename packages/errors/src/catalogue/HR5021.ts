import { defineError } from '../define-error';

export const HR5021 = defineError<{
  /** Who has thrown it: `Activity "charge"`. */
  subject: string;
  /** In words: `'no money'`, `undefined`, `an object with the fields status, body`, `the class CompleteAsyncError`. */
  value: string;
  kind: 'text' | 'nothing' | 'object' | 'class' | 'other';
  /** Of a class. */
  name?: string;
}>({
  code: 'HR5021',
  title: 'What is thrown is no error',
  disposition: 'report',
  head: ({ subject, value }) => `${subject} threw ${value}, which is no error.`,
  why: ({ kind }) => WHY[kind],
  fix: ({ kind, name = 'Error' }) => {
    if (kind === 'class') return `make one: throw new ${name}(${name === 'CompleteAsyncError' ? '' : '…'}).`;
    if (kind === 'nothing')
      return 'throw or reject with an error that says what happened: Promise.reject(new Error(…)). A callback that reports no error may have been passed on as one.';
    return "throw an Error, or where the caller shall tell it from others ApplicationFailure.create({ message: 'card declined', type: 'CardDeclined', details: [{ status }] }).";
  },
  example: { subject: 'Activity "charge"', value: 'an object with the fields status, body', kind: 'object' },
});

const NO_TYPE =
  'it is tried again like any error, and no nonRetryableErrorTypes can name it; there is no stack that says where it comes from.';

const WHY = {
  text: NO_TYPE,
  other: NO_TYPE,
  nothing: `nobody learns what happened: ${NO_TYPE}`,
  object: 'its fields are not sent: the history and the workflow get neither a text nor a stack.',
  class:
    'the SDK looks for an instance: the class is taken for a failure like any other, and what it stands for does not happen.',
} as const;
