import { defineError } from '../define-error';

export const HR6005 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6005',
  title: 'A retry can never succeed',
  disposition: 'report',
  head: ({ activity, story, detail }) => `Activity "${activity}" cannot be retried: ${story}; ${detail}.`,
  why: () => 'the effect may have landed, but the workflow sees failures until its retries or its patience end.',
  fix: () =>
    'treat what an earlier attempt has left (its row, its claim) as progress to continue from, not as an error; give claims an expiry.',
  example: {
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'every retry fails: Error: duplicate key value violates unique constraint',
  },
});
