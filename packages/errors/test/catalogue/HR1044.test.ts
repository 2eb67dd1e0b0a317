import { expect, it } from 'vitest';
import { HR1044 } from '../../src';

it('says who failed so, and what to pass', () => {
  const { message } = HR1044.error({ subject: 'Activity "charge"' });
  expect(message).toBe(
    [
      '[HR1044] Activity "charge" failed with an ApplicationFailure that has neither a message nor a type.',
      '  Why:     whoever is on call learns nothing from it, and no nonRetryableErrorTypes can name it. Of a text in the place of the options ApplicationFailure.create keeps nothing, without a word.',
      "  Fix:     pass an object, ApplicationFailure.create({ message: 'no such customer', type: 'NoSuchCustomer' }), or the texts to ApplicationFailure.nonRetryable('no such customer', 'NoSuchCustomer').",
      '  Docs:    https://handrail.dev/errors/HR1044        (offline: npx handrail explain HR1044)',
    ].join('\n'),
  );
});
