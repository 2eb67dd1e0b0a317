import { expect, it } from 'vitest';
import { HR6005 } from '../../src';

it('says with what every retry fails', () => {
  const { message } = HR6005.error({
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'every retry fails: Error: duplicate key value violates unique constraint',
  });
  expect(message).toBe(
    [
      '[HR6005] Activity "charge" cannot be retried: the activity ends, its completion is lost; it is retried; every retry fails: Error: duplicate key value violates unique constraint.',
      '  Why:     the effect may have landed, but the workflow sees failures until its retries or its patience end.',
      '  Fix:     treat what an earlier attempt has left (its row, its claim) as progress to continue from, not as an error; give claims an expiry.',
      '  Docs:    https://handrail.dev/errors/HR6005        (offline: npx handrail explain HR6005)',
    ].join('\n'),
  );
});
