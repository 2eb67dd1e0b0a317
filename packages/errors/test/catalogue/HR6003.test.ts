import { expect, it } from 'vitest';
import { HR6003 } from '../../src';

it('says what is missing though success is reported', () => {
  const { message } = HR6003.error({
    activity: 'charge',
    story: 'the worker dies after effect 1 (claims.add); the activity is retried',
    detail: 'transfers[id=t-1]: less than one clean run leaves',
  });
  expect(message).toBe(
    [
      '[HR6003] Activity "charge" loses an effect: the worker dies after effect 1 (claims.add); the activity is retried; transfers[id=t-1]: less than one clean run leaves.',
      '  Why:     the workflow goes on as if all had happened. Nobody retries what is reported as done.',
      '  Fix:     record that an effect is done after it, or in the same transaction; where a record of an unfinished attempt is found, finish the work instead of returning.',
      '  Docs:    https://handrail.dev/errors/HR6003        (offline: npx handrail explain HR6003)',
    ].join('\n'),
  );
});
