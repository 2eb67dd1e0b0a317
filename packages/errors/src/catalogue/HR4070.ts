import { defineError } from '../define-error';

export const HR4070 = defineError<{ activityType: string; connections: number }>({
  code: 'HR4070',
  title: 'An activity connects to the server again and again',
  disposition: 'warn',
  head: ({ activityType, connections }) =>
    `Activity "${activityType}" has opened ${connections} connections to the Temporal server.`,
  why: () =>
    'each costs handshakes, sockets and memory, which one that is never closed holds on to; under load the attempts run into the limits of the system or of the server, and fail.',
  fix: () =>
    "take the client that the worker has already: import { getClient } from '@handrail/activity', and getClient().workflow.start(…). Where it has to be another server or namespace, connect once for the process, and share the client.",
  example: { activityType: 'notify', connections: 5 },
});
