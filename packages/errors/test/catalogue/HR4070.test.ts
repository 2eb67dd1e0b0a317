import { expect, it } from 'vitest';
import { HR4070 } from '../../src';

it('says which client there is already', () => {
  const { message } = HR4070.error({ activityType: 'notify', connections: 5 });
  expect(message).toBe(
    [
      '[HR4070] Activity "notify" has opened 5 connections to the Temporal server.',
      '  Why:     each costs handshakes, sockets and memory, which one that is never closed holds on to; under load the attempts run into the limits of the system or of the server, and fail.',
      "  Fix:     take the client that the worker has already: import { getClient } from '@handrail/activity', and getClient().workflow.start(…). Where it has to be another server or namespace, connect once for the process, and share the client.",
      '  Docs:    https://handrail.dev/errors/HR4070        (offline: npx handrail explain HR4070)',
    ].join('\n'),
  );
});
