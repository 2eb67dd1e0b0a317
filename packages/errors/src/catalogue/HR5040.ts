import { defineError } from '../define-error';

export const HR5040 = defineError<{ service: string; operation: string; error: string }>({
  code: 'HR5040',
  title: 'The handler of a Nexus operation throws, and is called again',
  disposition: 'warn',
  head: ({ service, operation, error }) =>
    `The handler of Nexus operation "${service}.${operation}" threw ${error}, and is called again.`,
  why: () =>
    "an error of no kind of Nexus' own counts as one that passes: the server repeats the request until the caller's scheduleToCloseTimeout, for ever without one, and the caller is told no more than that the operation timed out. After five such failures in a row the server holds back all requests of the caller's namespace to this endpoint for a minute.",
  fix: () =>
    "say what becomes of the operation: throw new OperationError('failed', message) where it has failed, new HandlerError('BAD_REQUEST', message) where the input is wrong, new HandlerError('UNAVAILABLE', message) where trying again helps; all are of nexus-rpc. ApplicationFailure.nonRetryable ends it, too.",
  example: { service: 'payments', operation: 'charge', error: 'TypeError: amount is not a number' },
});
