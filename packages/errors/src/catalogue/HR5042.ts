import { defineError } from '../define-error';

export const HR5042 = defineError<{ service: string; operation: string; returned: string }>({
  code: 'HR5042',
  title: 'The handler of a Nexus operation gives no result of one',
  disposition: 'refuse',
  head: ({ service, operation, returned }) =>
    `The start method of Nexus operation "${service}.${operation}" returned ${returned}, which is no result of an operation.`,
  why: () =>
    'the SDK reads from it whether the operation is done and what came of it: of anything else the caller gets undefined, or no more than its field value, and where nothing is returned, or a token that is no text, the request fails and is repeated.',
  fix: () =>
    'return HandlerStartOperationResult.sync(value) or HandlerStartOperationResult.async(token) of nexus-rpc, with a text as the token; of a TemporalOperationHandler TemporalOperationResult.sync(value), or what client.startWorkflow gives. An operation that answers at once is shorter as a plain function: charge: async (context, input) => value.',
  example: { service: 'payments', operation: 'charge', returned: 'an object with the field token' },
});
