import { expect, it } from 'vitest';
import { HR2009 } from '../../src';

it('says what a workflow retry repeats', () => {
  const { message } = HR2009.error({ subject: 'Workflow "order"' });
  expect(message).toBe(
    [
      '[HR2009] Workflow "order" has a retry policy.',
      '  Why:     a workflow retry starts again from nothing: every completed step, payments included, runs a second time, and a bug is repeated rather than fixed.',
      '  Fix:     remove the retry policy and let the activities retry; a failing workflow task resumes by itself once a fix is deployed.',
      '  Docs:    https://handrail.dev/errors/HR2009        (offline: npx handrail explain HR2009)',
    ].join('\n'),
  );
});
