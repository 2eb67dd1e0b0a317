import { defineError } from '../define-error';

export const HR7074 = defineError<{ sink: string; notificationId: string; reason: string }>({
  code: 'HR7074',
  title: 'A notice of an SLA could not be delivered',
  disposition: 'report',
  head: ({ sink, notificationId, reason }) =>
    `The notice ${notificationId} could not be delivered to ${sink}: ${reason}`,
  why: () =>
    'nobody knows of the late execution yet. The notice stays due, and the next check delivers it under the same id.',
  fix: ({ sink }) => `see whether ${sink} answers, and whether its address and secret are right.`,
  example: { sink: 'the webhook https://alerts.example.com', notificationId: 'sla_5c1e0f', reason: 'it answered 503' },
});
