import { defineError } from '../define-error';

export const HR3014 = defineError<{
  /** Whose failure it is: `Activity "charge"`. */
  subject: string;
  characters: number;
}>({
  code: 'HR3014',
  title: 'The message of a failure is very long',
  disposition: 'warn',
  head: ({ subject, characters }) =>
    `${subject} failed with a message of ${characters.toLocaleString('en')} characters.`,
  why: () =>
    'while it is tried again, the server keeps about 2,000 characters, and shows "Failure exceeds size limit." in the place of the message. Each failure that is recorded stands in the history, which is read whole at each replay.',
  fix: () =>
    'throw what tells the fault, such as the status and the first line of an answer, and write the rest to the log: log.warn(…) of @handrail/activity.',
  example: { subject: 'Activity "charge"', characters: 50_000 },
});
