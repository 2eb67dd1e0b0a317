import { defineError } from '../define-error';

export const HR4008 = defineError<{ workflowId: string; runId?: string; namespace: string; closed: boolean }>({
  code: 'HR4008',
  title: 'There is no such workflow execution, or it is closed',
  disposition: 'report',
  head: ({ workflowId, runId, namespace, closed }) =>
    `Workflow execution "${workflowId}"${runId === undefined ? '' : ` (run ${runId})`} ${closed ? 'is closed' : `does not exist in namespace "${namespace}"`}.`,
  why: ({ closed }) =>
    closed
      ? 'a closed execution takes no signals, updates or cancellation any more.'
      : 'it was never started here, has another id, or its history is past the retention period.',
  fix: ({ closed }) =>
    closed
      ? 'look up its result or status, or start a new one; signalWithStart does whichever is needed.'
      : 'check id, namespace and server; where it may not have been started yet, use signalWithStart or an update with start.',
  example: { workflowId: 'order-17', namespace: 'default', closed: false },
});
