import { expect, it } from 'vitest';
import { HR6007 } from '../../src';

it('shows both keys', () => {
  const { message } = HR6007.error({
    activity: 'charge',
    story: 'the worker dies after effect 1 (POST /v1/charges); the activity is retried',
    detail: 'POST /v1/charges was sent the key 5f0c… and then 91be…',
  });
  expect(message).toBe(
    [
      '[HR6007] Activity "charge" sends another key with every attempt: the worker dies after effect 1 (POST /v1/charges); the activity is retried; POST /v1/charges was sent the key 5f0c… and then 91be….',
      '  Why:     the receiver cannot recognise a repetition. That nothing happened twice here is luck: something else prevented it.',
      '  Fix:     make the key in workflow code or from the arguments; never from the attempt, the time, a task token or a random number in the activity.',
      '  Docs:    https://handrail.dev/errors/HR6007        (offline: npx handrail explain HR6007)',
    ].join('\n'),
  );
});
