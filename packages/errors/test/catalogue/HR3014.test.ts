import { expect, it } from 'vitest';
import { HR3014 } from '../../src';

it('says how long the message is', () => {
  const { message } = HR3014.error({ subject: 'Activity "charge"', characters: 50000 });
  expect(message).toBe(
    [
      '[HR3014] Activity "charge" failed with a message of 50,000 characters.',
      '  Why:     while it is tried again, the server keeps about 2,000 characters, and shows "Failure exceeds size limit." in the place of the message. Each failure that is recorded stands in the history, which is read whole at each replay.',
      '  Fix:     throw what tells the fault, such as the status and the first line of an answer, and write the rest to the log: log.warn(…) of @handrail/activity.',
      '  Docs:    https://handrail.dev/errors/HR3014        (offline: npx handrail explain HR3014)',
    ].join('\n'),
  );
});
