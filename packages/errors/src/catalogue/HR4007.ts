import { defineError } from '../define-error';

export const HR4007 = defineError<{
  workflowId: string;
  workflowType: string;
  /** The execution that has the id, as far as the server tells. */
  holder?: {
    readonly workflowType: string;
    readonly runId: string;
    readonly status: string;
    readonly open: boolean;
    readonly since: string;
  };
  /** The policies of the start that are not the default. */
  policies?: string;
}>({
  code: 'HR4007',
  title: 'The workflow id is taken',
  disposition: 'report',
  head: ({ workflowId, workflowType, holder }) =>
    holder === undefined
      ? `Workflow "${workflowType}" was not started: an execution with the id "${workflowId}" is running, or has run and may not be repeated.`
      : `Workflow "${workflowType}" was not started: the id "${workflowId}" belongs to ${holder.open ? 'an open' : `a closed (${holder.status})`} execution of "${holder.workflowType}" (run ${holder.runId}, ${holder.open ? 'since' : 'ended'} ${holder.since}).`,
  why: ({ holder, policies }) =>
    `an id belongs to one open execution at a time; that makes a start safe to repeat${holder?.open === false ? ', and this start does not allow a closed one to be repeated' : ''}${policies === undefined ? '' : ` (${policies})`}.`,
  fix: ({ workflowType, holder }) =>
    [
      ...(holder !== undefined && holder.workflowType !== workflowType
        ? [`use another workflowId: this one is of "${holder.workflowType}", so its result is not the one you want`]
        : ['treat it as done where this start is a repetition; else use another workflowId']),
      ...(holder?.open === false ? [] : ["workflowIdConflictPolicy: 'USE_EXISTING' for a running execution"]),
      ...(holder?.open === true ? [] : ['another workflowIdReusePolicy for a closed one']),
    ].join(', or ') + '.',
  example: { workflowId: 'order-17', workflowType: 'order' },
});
