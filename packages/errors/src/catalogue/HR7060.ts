import { defineError } from '../define-error';

export const HR7060 = defineError<{ workflowId: string; reason: string }>({
  code: 'HR7060',
  title: 'Why an execution does not go on could not be told',
  disposition: 'report',
  head: ({ workflowId, reason }) => `Could not tell why workflow "${workflowId}" does not go on: ${reason}.`,
  why: () => 'a guess would send you the wrong way.',
  fix: () =>
    'read what was ruled out and what was not examined; where permissions are missing, look with an account that has them.',
  example: { workflowId: 'order-17', reason: 'the task queue could not be described (permission denied)' },
});
