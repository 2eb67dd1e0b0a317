import { defineError } from '../define-error';

export const HR1044 = defineError<{
  subject: string;
  /** The class of the error, where it is no ApplicationFailure: `TypeError`. */
  error?: string;
  /** What its message is, where it is no text: `a symbol`. */
  message?: string;
}>({
  code: 'HR1044',
  title: 'A failure says neither what happened nor of which type it is',
  disposition: 'report',
  head: ({ subject, error, message }) =>
    error === undefined
      ? `${subject} failed with an ApplicationFailure that has neither a message nor a type.`
      : `${subject} failed with ${/^[AEIO]/.test(error) ? 'an' : 'a'} ${error} ${message === undefined ? 'that has no message' : `whose message is ${message}`}.`,
  why: ({ error }) =>
    error === undefined
      ? EMPTY
      : 'whoever is on call learns nothing from it: neither the history nor the log says what happened.',
  fix: ({ error, message }) =>
    error === undefined
      ? CREATE
      : message === undefined
        ? "give it a text, new Error('no such customer'), or a class of its own that tells by its name what happened."
        : 'give it a text: new Error(`card declined: ${response.status}`). An object as message becomes "[object Object]"; it fits into the details of ApplicationFailure.create({ message, details: [object] }).',
  example: { subject: 'Activity "charge"' },
});

const EMPTY =
  'whoever is on call learns nothing from it, and no nonRetryableErrorTypes can name it. Of a text in the place of the options ApplicationFailure.create keeps nothing, without a word.';

const CREATE =
  "pass an object, ApplicationFailure.create({ message: 'no such customer', type: 'NoSuchCustomer' }), or the texts to ApplicationFailure.nonRetryable('no such customer', 'NoSuchCustomer').";
