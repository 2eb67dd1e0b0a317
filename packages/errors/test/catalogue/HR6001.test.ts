import { expect, it } from 'vitest';
import { HR6001 } from '../../src';

it('says by which schedule what happens twice', () => {
  const { message } = HR6001.error({
    activity: 'charge',
    story: 'the activity ends, its completion is lost; it is retried',
    detail: 'transfers[id=t-2]: more than one clean run leaves',
  });
  expect(message).toBe(
    [
      '[HR6001] Activity "charge" takes effect more than once: the activity ends, its completion is lost; it is retried; transfers[id=t-2]: more than one clean run leaves.',
      '  Why:     Temporal runs activities at least once. In production the money moves, the mail goes out or the row appears twice.',
      '  Fix:     make the effect and the record of it one atomic step, or send the receiver a key that is the same in every attempt and comes in the arguments.',
      '  Docs:    https://handrail.dev/errors/HR6001        (offline: npx handrail explain HR6001)',
    ].join('\n'),
  );
});
