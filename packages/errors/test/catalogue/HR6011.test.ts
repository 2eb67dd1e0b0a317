import { expect, it } from 'vitest';
import { HR6011 } from '../../src';

it('names the activity and both ways out', () => {
  const { message } = HR6011.error({ activity: 'refund' });
  expect(message).toBe(
    [
      '[HR6011] Activity "refund" is registered, but has no idempotency check.',
      '  Why:     Temporal runs it at least once, like every activity, and nobody has shown what a second time does.',
      "  Fix:     add refund: { args, distinct, world } to describeIdempotency, or refund: { exempt: 'why' } where it needs none.",
      '  Docs:    https://handrail.dev/errors/HR6011        (offline: npx handrail explain HR6011)',
    ].join('\n'),
  );
});
