import { defineError } from '../define-error';

export const HR4028 = defineError<{ operation: string; reason: string; reads: boolean }>({
  code: 'HR4028',
  title: 'The call ran out of time',
  disposition: 'report',
  head: ({ operation, reason }) => `${operation} had no answer when its deadline came: ${reason}`,
  why: ({ reads }) =>
    reads
      ? 'only the waiting has ended; the execution goes on.'
      : 'only the waiting has ended: the server may have done, or may still do, what was asked.',
  fix: ({ reads }) =>
    reads
      ? 'ask again later, or give it more time (withDeadline).'
      : 'repeat it with the same id, which makes that safe, and give it more time (withDeadline); the deadline is a point in time, not a duration.',
  example: {
    operation: 'workflow.start',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 1.501s,remote_addr=127.0.0.1:7233',
    reads: false,
  },
});
