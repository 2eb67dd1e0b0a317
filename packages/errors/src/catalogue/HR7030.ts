import { defineError } from '../define-error';

export const HR7030 = defineError<{
  endpoint: string;
  service: string;
  operation: string;
  attempt: number;
  since: string;
  reason: string;
}>({
  code: 'HR7030',
  title: 'A Nexus operation gets no answer',
  disposition: 'report',
  head: ({ endpoint, service, operation, attempt, since, reason }) =>
    `Nexus operation "${service}.${operation}" at endpoint "${endpoint}" has been pending for ${since}, in attempt ${attempt}: ${reason}.`,
  why: () => 'the caller waits until the operation answers or its schedule-to-close timeout passes.',
  fix: () => 'start a worker with the service on the task queue of the endpoint, or correct the endpoint.',
  example: {
    endpoint: 'payments',
    service: 'charges',
    operation: 'charge',
    attempt: 4,
    since: '3 minutes',
    reason: 'no worker polls task queue "charges" for Nexus tasks',
  },
});
