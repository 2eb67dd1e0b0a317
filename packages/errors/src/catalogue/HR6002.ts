import { defineError } from '../define-error';

export const HR6002 = defineError<{ activity: string; story: string; detail: string }>({
  code: 'HR6002',
  title: 'A legitimate call takes no effect',
  disposition: 'report',
  head: ({ activity, story, detail }) => `Activity "${activity}" swallows a legitimate call: ${story}; ${detail}.`,
  why: () =>
    'what tells repetitions apart also takes a new call for an old one: it reports success or is refused for good, and the customer gets nothing.',
  fix: () =>
    'make the key from what the call is about (an operation id in the arguments), not from the workflow id, the activity id, the customer or the amount.',
  example: {
    activity: 'charge',
    story: 'the activity ends; then the distinct call comes from the same workflow run',
    detail: 'the distinct call reports success, but transfers[id=t-1] is missing',
  },
});
