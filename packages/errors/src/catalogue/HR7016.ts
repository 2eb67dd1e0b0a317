import { defineError } from '../define-error';

export const HR7016 = defineError<{ workflowId: string; workflowType: string; attempt: number }>({
  code: 'HR7016',
  title: 'The workflow task of an execution times out again and again',
  disposition: 'report',
  head: ({ workflowId, workflowType, attempt }) =>
    `The workflow task of "${workflowId}" (${workflowType}) times out, now in attempt ${attempt}: a worker takes it and never answers.`,
  why: () => 'the execution is open and does nothing, and the server is never told why.',
  fix: () => 'read the log of the worker at that time: it dies in the task, or the server refuses what it answers.',
  example: { workflowId: 'order-17', workflowType: 'order', attempt: 4 },
});
