import { defineError } from '../define-error';

/** The settings by which the server terminates an execution in somebody's name. */
type Policy = 'parentClosePolicy' | 'the workflow id' | 'overlap';

export const HR4055 = defineError<{ workflowId: string; reason: string; by?: string; policy?: Policy }>({
  code: 'HR4055',
  title: 'The workflow execution was terminated',
  disposition: 'report',
  head: ({ workflowId, reason, by, policy }) => {
    const who = policy === undefined ? by : BY[policy];
    return `Workflow execution "${workflowId}" was terminated${who === undefined ? '' : ` by ${who}`}: ${reason}`;
  },
  why: () =>
    'a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
  fix: ({ policy }) =>
    policy === undefined
      ? 'ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.'
      : FIX[policy],
  example: { workflowId: 'order-17', reason: 'wrong customer', by: '"alice@laptop"' },
});

const BY: Record<Policy, string> = {
  parentClosePolicy: 'the end of its parent (parentClosePolicy)',
  'the workflow id': 'a later start with the same id',
  overlap: 'its schedule (overlap policy)',
};

const FIX: Record<Policy, string> = {
  parentClosePolicy:
    "let the parent wait for it (executeChild, or await child.result()); a child that is to outlive its parent is started with parentClosePolicy: 'ABANDON', one that is to tidy up with 'REQUEST_CANCEL'. TERMINATE is the default.",
  'the workflow id':
    "leave workflowIdConflictPolicy 'TERMINATE_EXISTING' (or workflowIdReusePolicy 'TERMINATE_IF_RUNNING') out of that start where the one that runs is to go on: 'USE_EXISTING' gives a handle of it, and without one the start fails.",
  overlap:
    "give the schedule another policies.overlap than 'TERMINATE_OTHER': 'SKIP' or 'BUFFER_ONE' let the one that runs end, 'CANCEL_OTHER' lets it tidy up.",
};
