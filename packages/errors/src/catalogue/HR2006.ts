import { defineError } from '../define-error';

export const HR2006 = defineError<{ subject: string; heartbeat: string; field: string; limit: string }>({
  code: 'HR2006',
  title: 'A heartbeat timeout can never fire',
  disposition: 'refuse',
  head: ({ subject, heartbeat, field, limit }) =>
    `${subject} has heartbeatTimeout: ${heartbeat}, not shorter than its ${field}: ${limit}.`,
  why: () =>
    'the attempt times out before a missed heartbeat could be noticed, so the heartbeat timeout protects nothing.',
  fix: () => "set heartbeatTimeout to a small part of that, such as '30 seconds'.",
  example: {
    subject: 'Activity "charge"',
    heartbeat: "'5 minutes'",
    field: 'startToCloseTimeout',
    limit: "'1 minute'",
  },
});
