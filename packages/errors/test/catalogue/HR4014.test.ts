import { expect, it } from 'vitest';
import { HR4014 } from '../../src';

it('names schedule and namespace', () => {
  const { message } = HR4014.error({ scheduleId: 'nightly-report', namespace: 'default' });
  expect(message).toBe(
    [
      '[HR4014] Schedule "nightly-report" does not exist in namespace "default".',
      '  Why:     it was deleted, was never created here, or has another id.',
      '  Fix:     check id, namespace and server; temporal schedule list shows what is there.',
      '  Docs:    https://handrail.dev/errors/HR4014        (offline: npx handrail explain HR4014)',
    ].join('\n'),
  );
});
