import { expect, it } from 'vitest';
import { HR2005 } from '../../src';

it('says how long one attempt may run, and how not to lose it', () => {
  const { message } = HR2005.error({ subject: 'Activity "exportLedger"', duration: '5 hours' });
  expect(message).toBe(
    [
      '[HR2005] Activity "exportLedger" may run 5 hours in one attempt.',
      '  Why:     each deploy or crash throws the attempt away; the longer one is, the less likely it is ever to finish.',
      '  Fix:     split the work into smaller activities or page through it with a cursor in the heartbeat details, so that a retry resumes where it stopped.',
      '  Docs:    https://handrail.dev/errors/HR2005        (offline: npx handrail explain HR2005)',
    ].join('\n'),
  );
});
