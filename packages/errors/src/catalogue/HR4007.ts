import { defineError } from '../define-error';

export const HR4007 = defineError<{ workflowId: string; workflowType: string }>({
  code: 'HR4007',
  title: 'The workflow id is taken',
  disposition: 'report',
  head: ({ workflowId, workflowType }) =>
    `Workflow "${workflowType}" was not started: an execution with the id "${workflowId}" is running, or has run and may not be repeated.`,
  why: () => 'an id belongs to one open execution at a time; that makes a start safe to repeat.',
  fix: () =>
    "treat it as done where this start is a repetition; else use another workflowId, workflowIdConflictPolicy: 'USE_EXISTING' for a running execution, or another workflowIdReusePolicy for a closed one.",
  example: { workflowId: 'order-17', workflowType: 'order' },
});
