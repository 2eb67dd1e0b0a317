import { expect, it } from 'vitest';
import { HR6004 } from '../../src';

it('says which part of the state contradicts the rest', () => {
  const { message } = HR6004.error({
    activity: 'charge',
    story: 'the worker dies after effect 2 (bank.transfer); the activity is retried',
    detail: 'orders.o1.status: not what one clean run leaves',
  });
  expect(message).toBe(
    [
      '[HR6004] Activity "charge" leaves a state that no clean run leaves: the worker dies after effect 2 (bank.transfer); the activity is retried; orders.o1.status: not what one clean run leaves.',
      '  Why:     the parts of the state contradict each other, and nothing will put them right.',
      '  Fix:     put what belongs together into one transaction, or let the retry bring every part to its end; compare a version before overwriting what a later call may have written.',
      '  Docs:    https://handrail.dev/errors/HR6004        (offline: npx handrail explain HR6004)',
    ].join('\n'),
  );
});
