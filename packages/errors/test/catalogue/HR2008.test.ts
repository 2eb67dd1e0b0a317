import { expect, it } from 'vitest';
import { HR2008 } from '../../src';

it('says that one attempt is not at most one effect', () => {
  const { message } = HR2008.error({ subject: 'Activity "charge"' });
  expect(message).toBe(
    [
      '[HR2008] Activity "charge" sets maximumAttempts: 1.',
      '  Why:     one attempt does not mean at most one effect: a failed attempt may have taken effect, and a region failover may dispatch it again.',
      '  Fix:     make the activity idempotent (a key made in workflow code) and let it retry; throw ApplicationFailure.nonRetryable for errors that a retry cannot cure.',
      '  Docs:    https://handrail.dev/errors/HR2008        (offline: npx handrail explain HR2008)',
    ].join('\n'),
  );
});
