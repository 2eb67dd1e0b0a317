import { defineError } from '../define-error';

export const HR6004 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6004',
  title: 'A retry leaves a half-done or mixed state',
  disposition: 'report',
  head: ({ activity, story, detail }) =>
    `Activity "${activity}" leaves a state that no clean run leaves: ${story}; ${detail}.`,
  why: () => 'the parts of the state contradict each other, and nothing will put them right.',
  fix: () =>
    'put what belongs together into one transaction, or let the retry bring every part to its end; compare a version before overwriting what a later call may have written.',
  example: {
    activity: 'charge',
    story: 'the worker dies after effect 2 (bank.transfer); the activity is retried',
    detail: 'orders.o1.status: not what one clean run leaves',
  },
});
