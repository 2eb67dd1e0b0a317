import { defineError } from '../define-error';

export const HR6003 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6003',
  title: 'An activity reports success, and an effect is missing',
  disposition: 'report',
  head: ({ activity, story, detail }) => `Activity "${activity}" loses an effect: ${story}; ${detail}.`,
  why: () => 'the workflow goes on as if all had happened. Nobody retries what is reported as done.',
  fix: () =>
    'record that an effect is done after it, or in the same transaction; where a record of an unfinished attempt is found, finish the work instead of returning.',
  example: {
    activity: 'charge',
    story: 'the worker dies after effect 1 (claims.add); the activity is retried',
    detail: 'transfers[id=t-1]: less than one clean run leaves',
  },
});
