import { expect, it } from 'vitest';
import { HR6006 } from '../../src';

it('says how the answers differ', () => {
  const { message } = HR6006.error({
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'the first run returns a result, the repeat undefined',
  });
  expect(message).toBe(
    [
      '[HR6006] Activity "charge" answers a repetition differently: the activity ends, its completion is lost; it is retried; the first run returns a result, the repeat undefined.',
      '  Why:     the workflow decides by the result. The one it gets is often that of a retry, because the first was lost.',
      '  Fix:     store the result with the effect, under the same key, and return the stored one on a repetition.',
      '  Docs:    https://handrail.dev/errors/HR6006        (offline: npx handrail explain HR6006)',
    ].join('\n'),
  );
});
