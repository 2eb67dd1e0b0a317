import { defineError } from '../define-error';

export const HR4008 = defineError<{
  workflowId: string;
  runId?: string;
  namespace: string;
  closed: boolean;
  /** How and when it ended, as far as the server tells. */
  ended?: { readonly status: string; readonly at?: string };
  /** Where the handle asks for one chain of runs, and the id belongs to another by now. */
  otherChain?: boolean;
}>({
  code: 'HR4008',
  title: 'There is no such workflow execution, or it is closed',
  disposition: 'report',
  head: ({ workflowId, runId, namespace, closed, ended, otherChain }) => {
    const name = `Workflow execution "${workflowId}"${runId === undefined ? '' : ` (run ${runId})`}`;
    if (closed) {
      const how = ended === undefined ? '' : ` (${ended.status}${ended.at === undefined ? '' : ` at ${ended.at}`})`;
      return `${name} is closed${how}.`;
    }
    if (otherChain === true) return `${name} is of another chain of runs than the one that this handle was made for.`;
    return `${name} does not exist in namespace "${namespace}".`;
  },
  why: ({ closed, otherChain }) =>
    closed
      ? 'a closed execution takes no signals, updates or cancellation any more.'
      : otherChain === true
        ? 'the id was used again: the call would have reached an execution that you do not know.'
        : 'it was never started here, has another id, or its history is past the retention period.',
  fix: ({ closed, otherChain }) =>
    closed
      ? 'look up its result or status, or start a new one; signalWithStart does whichever is needed.'
      : otherChain === true
        ? 'make a handle for the execution that has the id now (getHandle(workflowId)), or treat yours as ended.'
        : 'check id, namespace and server; where it may not have been started yet, use signalWithStart or an update with start.',
  example: { workflowId: 'order-17', namespace: 'default', closed: false },
});
