import { defineError } from '../define-error';

export const HR5043 = defineError<{ service: string; operation: string }>({
  code: 'HR5043',
  title: 'The handler of a Nexus operation outlasts its request',
  disposition: 'warn',
  head: ({ service, operation }) =>
    `The handler of Nexus operation "${service}.${operation}" still runs, and the deadline of its request has passed.`,
  why: () =>
    'the server has given the request up, after some ten seconds, and repeats it: what this handler does happens again beside it, and what it returns nobody gets.',
  fix: () =>
    "let a workflow do what takes longer: new WorkflowRunOperationHandler(async (context, input) => await startWorkflow(context, 'charge', { workflowId, args: [input] })). Give what a handler calls a timeout of a few seconds, or context.abortSignal.",
  example: { service: 'payments', operation: 'charge' },
});
