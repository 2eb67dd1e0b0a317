import { defineError } from '../define-error';

export const HR4053 = defineError<{
  workflowId: string;
  workflowType?: string;
  /** Which timeout, with its value where it is known: `workflowRunTimeout of 1 hour`. */
  timeout: string;
}>({
  code: 'HR4053',
  title: 'The workflow execution timed out',
  disposition: 'report',
  head: ({ workflowId, workflowType, timeout }) =>
    `Workflow ${workflowType === undefined ? '' : `"${workflowType}" `}execution "${workflowId}" reached its ${timeout}.`,
  why: () =>
    'the server closed it where it stood: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
  fix: () =>
    'find out what it waited for (Inspect shows the last event), start it again with a longer timeout; for a deadline that the workflow itself shall act on, use a timer or an SLA instead.',
  example: { workflowId: 'order-17', workflowType: 'order', timeout: 'workflowRunTimeout of 1 day' },
});
