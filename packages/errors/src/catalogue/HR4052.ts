import { defineError } from '../define-error';

export const HR4052 = defineError<{
  workflowId: string;
  workflowType?: string;
  /** Message and class or type of the innermost cause. */
  rootCause: string;
  /** What failed inside, from the outside in: `child workflow "ship"`, `activity "charge" (id 1, 3 attempts, MAXIMUM_ATTEMPTS_REACHED)`. */
  path: readonly string[];
  /** The Nexus operation that no answer came of in time; what its handler threw is not recorded. */
  unanswered?: string;
  /** The Nexus operation that was started and did not end in time, and what does its work: `workflow "charge-17"`. */
  outlasting?: { operation: string; work: string };
  /** The Nexus service whose definition does not have the operation that was called. */
  undefinedIn?: string;
}>({
  code: 'HR4052',
  title: 'The workflow execution failed',
  disposition: 'report',
  head: ({ workflowId, workflowType, rootCause, path }) =>
    `Workflow ${workflowType === undefined ? '' : `"${workflowType}" `}execution "${workflowId}" failed${path.length === 0 ? '' : ` in ${path.join(', in ')}`}: ${rootCause}`,
  why: ({ path }) =>
    path.length === 0
      ? 'the workflow code itself threw it; the execution is closed and is not retried.'
      : 'the workflow code did not handle it; the execution is closed and is not retried.',
  fix: ({ path, unanswered, outlasting, undefinedIn }) =>
    undefinedIn !== undefined
      ? `call an operation that the definition of service "${undefinedIn}" has, by the name under which it stands there: executeOperation('charge', …) of service('payments', { charge: operation() }).`
      : outlasting !== undefined
        ? `look at ${outlasting.work} that ${outlasting.operation} has started: it took longer than the scheduleToCloseTimeout of its caller or a timeout of its own lets it. Where it may take that long, raise that timeout.`
        : unanswered !== undefined
          ? `look into the log of the worker that handles ${unanswered}: an error that its handler throws is tried again until the caller's scheduleToCloseTimeout, and its text stays there (HR5040). A handler ends the operation, and tells its caller why, by throwing OperationError, or HandlerError of a type that is not tried again. Where that log says nothing, the handler may still have been at work (HR5043), or no worker polls the task queue of the endpoint.`
          : path.length === 0
            ? 'look at its input and history (Inspect); where it may be repeated, start it again with the same id.'
            : 'mend the cause, then start it again with the same id, or reset it to before the failure: temporal workflow reset --type LastWorkflowTask --workflow-id <id>.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    rootCause: 'card declined (CardDeclined)',
    path: ['activity "charge" (id 1, 3 attempts, MAXIMUM_ATTEMPTS_REACHED)'],
  },
});
