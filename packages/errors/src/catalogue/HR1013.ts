import { defineError } from '../define-error';

export const HR1013 = defineError<{
  workflow: string;
  signal: string;
  /** The signals that have a handler. */
  registered: readonly string[];
  nearest?: string;
}>({
  code: 'HR1013',
  title: 'A signal has no handler',
  disposition: 'warn',
  head: ({ workflow, signal, nearest }) =>
    `Workflow "${workflow}" has received signal "${signal}", and has no handler for it so far.${nearest === undefined ? '' : ` Did the sender mean "${nearest}"?`}`,
  why: ({ registered }) =>
    `whoever sent it was told that all is well. It waits for a handler that may never come, and is lost when the execution ends${registered.length === 0 ? '' : ` (there are handlers for ${registered.join(', ')})`}.`,
  fix: () =>
    'correct the name where it is sent, or set the handler: setHandler(definition, …) at the beginning of the workflow, before its first await. A handler that is set later still gets the signal.',
  example: { workflow: 'order', signal: 'aprove', registered: ['approve', 'cancel'], nearest: 'approve' },
});
