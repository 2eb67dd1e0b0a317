import { defineError } from '../define-error';
import { notShorter } from '../internal/not-shorter';

export const HR2006 = defineError<{ subject: string; heartbeat: string; field: string; limit: string }>({
  code: 'HR2006',
  title: 'A heartbeat timeout can never fire',
  disposition: 'refuse',
  head: notShorter('heartbeatTimeout', 'heartbeat'),
  why: () =>
    'the attempt times out before a missed heartbeat could be noticed, so the heartbeat timeout protects nothing.',
  fix: () => 'set heartbeatTimeout to a small part of that, such as a tenth.',
  example: {
    subject: 'Activity "charge"',
    heartbeat: "'5 minutes'",
    field: 'startToCloseTimeout',
    limit: "'1 minute'",
  },
});
