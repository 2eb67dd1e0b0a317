import { defineError } from '../define-error';

export const HR6001 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6001',
  title: 'An activity takes effect more than once',
  disposition: 'report',
  head: ({ activity, story, detail }) => `Activity "${activity}" takes effect more than once: ${story}; ${detail}.`,
  why: () =>
    'Temporal runs activities at least once. In production the money moves, the mail goes out or the row appears twice.',
  fix: () =>
    'make the effect and the record of it one atomic step, or send the receiver a key that is the same in every attempt and comes in the arguments.',
  example: {
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'transfers[id=t-2]: more than one clean run leaves',
  },
});
