import { defineError } from '../define-error';

export const HR1042 = defineError<{ workflow: string }>({
  code: 'HR1042',
  title: 'A workflow throws an error that is its own cause',
  disposition: 'task-failure',
  head: ({ workflow }) => `Workflow "${workflow}" throws an error whose causes lead back to the error itself.`,
  why: () =>
    'the SDK follows the causes of what it sends for ever, and runs out of stack. The workflow task is retried until a fix is deployed; the execution stays open.',
  fix: () =>
    'look for where a cause is assigned (error.cause = …, or { cause }), and give it the error that came before, never one that has this error among its own causes.',
  example: { workflow: 'order' },
});
