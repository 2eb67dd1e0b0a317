import { defineError } from '../define-error';

export const HR1044 = defineError<{ subject: string }>({
  code: 'HR1044',
  title: 'A failure says neither what happened nor of which type it is',
  disposition: 'report',
  head: ({ subject }) => `${subject} failed with an ApplicationFailure that has neither a message nor a type.`,
  why: () =>
    'whoever is on call learns nothing from it, and no nonRetryableErrorTypes can name it. Of a text in the place of the options ApplicationFailure.create keeps nothing, without a word.',
  fix: () =>
    "pass an object, ApplicationFailure.create({ message: 'no such customer', type: 'NoSuchCustomer' }), or the texts to ApplicationFailure.nonRetryable('no such customer', 'NoSuchCustomer').",
  example: { subject: 'Activity "charge"' },
});
