import { expect, it } from 'vitest';
import { HR7030 } from '../../src';

it('says why a Nexus operation gets no answer', () => {
  const { message } = HR7030.error({
    endpoint: 'payments',
    service: 'charges',
    operation: 'charge',
    attempt: 4,
    since: '3 minutes',
    reason: 'no worker polls task queue "charges" for Nexus tasks',
  });
  expect(message).toBe(
    [
      '[HR7030] Nexus operation "charges.charge" at endpoint "payments" has been pending for 3 minutes, in attempt 4: no worker polls task queue "charges" for Nexus tasks.',
      '  Why:     the caller waits until the operation answers or its schedule-to-close timeout passes.',
      '  Fix:     start a worker with the service on the task queue of the endpoint, or correct the endpoint.',
      '  Docs:    https://handrail.dev/errors/HR7030        (offline: npx handrail explain HR7030)',
    ].join('\n'),
  );
});
