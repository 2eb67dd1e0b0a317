import { expect, it } from 'vitest';
import { HR7060 } from '../../src';

it('says why it could not be told', () => {
  const { message } = HR7060.error({
    workflowId: 'order-17',
    reason: 'the task queue could not be described (permission denied)',
  });
  expect(message).toBe(
    [
      '[HR7060] Could not tell why workflow "order-17" does not go on: the task queue could not be described (permission denied).',
      '  Why:     a guess would send you the wrong way.',
      '  Fix:     read what was ruled out and what was not examined; where permissions are missing, look with an account that has them.',
      '  Docs:    https://handrail.dev/errors/HR7060        (offline: npx handrail explain HR7060)',
    ].join('\n'),
  );
});
