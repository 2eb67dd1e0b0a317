import { defineError } from '../define-error';

export const HR4057 = defineError<{ operation: string }>({
  code: 'HR4057',
  title: 'A WithStartWorkflowOperation was used twice',
  disposition: 'report',
  head: ({ operation }) => `${operation} was called with a WithStartWorkflowOperation that has been used before.`,
  why: () => 'it stands for one start: its workflowHandle() belongs to the first call. Nothing was sent now.',
  fix: () => 'make a new WithStartWorkflowOperation for each call, also for each retry of your own.',
  example: { operation: 'workflow.executeUpdateWithStart' },
});
