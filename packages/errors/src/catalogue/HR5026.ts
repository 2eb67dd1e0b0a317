import { defineError } from '../define-error';

export const HR5026 = defineError<{ service: string; operation: string; returned: string }>({
  code: 'HR5026',
  title: 'A Nexus operation starts no workflow',
  disposition: 'report',
  head: ({ service, operation, returned }) =>
    `The handler of Nexus operation "${service}.${operation}" is to start a workflow, and returned ${returned}.`,
  why: () =>
    'the SDK tells the caller that a workflow does the work: without one the operation stays open until its timeouts are over, for ever where it has none.',
  fix: () =>
    "return what startWorkflow gives: new WorkflowRunOperationHandler(async (context, input) => await startWorkflow(context, 'order', { workflowId, args: [input] })). An operation that answers by itself is a plain function: async (context, input) => result.",
  example: { service: 'payments', operation: 'charge', returned: 'no handle of a workflow' },
});
