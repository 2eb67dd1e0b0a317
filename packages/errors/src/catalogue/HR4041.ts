import { defineError } from '../define-error';

export const HR4041 = defineError<{
  workflowId: string;
  /** What was asked: `Query "status"`. */
  what: string;
  /** The head line of the failure of its workflow task, as far as the history tells. */
  failure?: string;
}>({
  code: 'HR4041',
  title: 'The workflow task of the execution fails again and again',
  disposition: 'report',
  head: ({ workflowId, what, failure }) =>
    `${what} cannot be answered: the workflow task of execution "${workflowId}" fails again and again${failure === undefined ? '.' : `: ${failure}`}`,
  why: () =>
    'its code throws, or no longer fits its history; the server tries for ever, and until that is mended the execution neither goes on nor answers.',
  fix: () =>
    'mend the workflow code and deploy it: the execution resumes where it stands. npx handrail why <workflowId> shows the failure and the next step.',
  example: { workflowId: 'order-17', what: 'Query "status"', failure: 'Buffer is not defined' },
});
