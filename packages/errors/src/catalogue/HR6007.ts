import { defineError } from '../define-error';

export const HR6007 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6007',
  title: 'The key sent outside differs between attempts',
  disposition: 'report',
  head: ({ activity, story, detail }) =>
    `Activity "${activity}" sends another key with every attempt: ${story}; ${detail}.`,
  why: () =>
    'the receiver cannot recognise a repetition. That nothing happened twice here is luck: something else prevented it.',
  fix: () =>
    'make the key in workflow code or from the arguments; never from the attempt, the time, a task token or a random number in the activity.',
  example: {
    activity: 'charge',
    story: 'the worker dies after effect 1 (POST /v1/charges); the activity is retried',
    detail: 'POST /v1/charges was sent the key 5f0c… and then 91be…',
  },
});
