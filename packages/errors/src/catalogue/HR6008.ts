import { defineError } from '../define-error';

export const HR6008 = defineError<{ activity: string; reason: string; remedy: string }>({
  code: 'HR6008',
  title: 'The idempotency of an activity could not be judged',
  disposition: 'report',
  head: ({ activity, reason }) => `Activity "${activity}" could not be judged: ${reason}.`,
  why: () => 'a check that has not seen the effects would pass whatever the activity does.',
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    activity: 'charge',
    reason: 'the clean run changed nothing that the world "memory" shows',
    remedy:
      "give the world the fakes that the activity really uses, or declare effects: 'none' for one that only reads",
  },
});
