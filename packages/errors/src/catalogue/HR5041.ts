import { defineError } from '../define-error';

export const HR5041 = defineError<{
  service: string;
  operation: string;
  error: 'HandlerError' | 'OperationError';
  /** What was given, quoted. */
  given: string;
  known: readonly string[];
  suggestion?: string;
}>({
  code: 'HR5041',
  title: 'A Nexus error is of a kind that does not exist',
  disposition: 'report',
  head: ({ service, operation, error, given, suggestion }) =>
    `The handler of Nexus operation "${service}.${operation}" gives ${error} the ${error === 'HandlerError' ? 'type' : 'state'} ${given}, which does not exist${suggestion === undefined ? '.' : `; did you mean '${suggestion}'?`}`,
  why: ({ error }) =>
    error === 'HandlerError'
      ? 'its constructor throws a TypeError, which counts as an error that passes: the request is repeated, and the caller is told nothing but that the operation timed out.'
      : 'whatever is not canceled counts as failed: a cancellation reaches its caller as a failure, and where the state was left out the message stands in its place and is lost.',
  fix: ({ error, known, suggestion }) =>
    `write new ${error}('${suggestion ?? known[0] ?? ''}', message). There are: ${known.join(', ')}.`,
  example: {
    service: 'payments',
    operation: 'charge',
    error: 'OperationError',
    given: "'cancelled'",
    known: ['failed', 'canceled'],
    suggestion: 'canceled',
  },
});
