import { defineError } from '../define-error';

export const HR5035 = defineError<{
  workflow: string;
  /** For how long it has been at work. */
  time: string;
  /** After which time it is broken off. */
  limit: string;
}>({
  code: 'HR5035',
  title: 'Workflow code is about to be broken off',
  disposition: 'warn',
  head: ({ workflow, time, limit }) =>
    `Workflow "${workflow}" has been at work for ${time} without yielding; after ${limit} its workflow task is broken off.`,
  why: () =>
    'nothing else goes on in its thread meanwhile. On Node 20 and 22, breaking off what runs in a CancellationScope or a handler ends the whole process, without a word of which workflow it was: "async hook stack has become corrupted".',
  fix: () =>
    [
      'look for a loop without an await, or with one that never leaves the workflow, for a catch that swallows CancelledFailure, and for a regular expression or JSON of great size (HR1008).',
      'Until a fix is deployed, Node 24, or NODE_OPTIONS=--experimental-async-context-frame on Node 22, keeps the process alive.',
    ].join('\n'),
  example: { workflow: 'order', time: '4 seconds', limit: '5 seconds' },
});
