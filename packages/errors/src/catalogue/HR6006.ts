import { defineError } from '../define-error';

export const HR6006 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6006',
  title: 'A repetition answers differently',
  disposition: 'report',
  head: ({ activity, story, detail }) =>
    `Activity "${activity}" answers a repetition differently: ${story}; ${detail}.`,
  why: () =>
    'the workflow decides by the result. The one it gets is often that of a retry, because the first was lost.',
  fix: () => 'store the result with the effect, under the same key, and return the stored one on a repetition.',
  example: {
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'the first run returns a result, the repeat undefined',
  },
});
