import { defineError } from '../define-error';

export const HR4029 = defineError<{ operation: string; reason: string }>({
  code: 'HR4029',
  title: 'The call was cancelled by this process',
  disposition: 'report',
  head: ({ operation, reason }) => `${operation} was cancelled before it had an answer: ${reason}`,
  why: () =>
    'an abort signal (withAbortSignal), or the end of the connection, stopped the waiting; it cancels no workflow, and what was asked may have been done.',
  fix: () =>
    'expect this error where you abort (isGrpcCancelledError tells it); to cancel the workflow itself call handle.cancel().',
  example: { operation: 'workflow.result', reason: '1 CANCELLED: Cancelled on client' },
});
