import { expect, it } from 'vitest';
import { HR1016 } from '../../src';

it('says what the validator threw too late', () => {
  const { message } = HR1016.error({
    workflow: 'order',
    error: 'Error: the amount must be positive',
    place: 'src/workflows.ts:12',
  });
  expect(message).toBe(
    [
      '[HR1016] A validator of workflow "order" is asynchronous, so it cannot reject an update (src/workflows.ts:12): Error: the amount must be positive',
      '  Why:     a validator rejects by throwing before its update is accepted. What it throws later nobody awaits: the update is accepted all the same, and the workflow task fails and is retried until a fix is deployed.',
      '  Fix:     make the validator a plain function that looks at its arguments and at the state, and throws. What has to wait belongs into the handler, which can throw ApplicationFailure.nonRetryable.',
      '  Docs:    https://handrail.dev/errors/HR1016        (offline: npx handrail explain HR1016)',
    ].join('\n'),
  );
});

it('names the update of a validator that has not thrown yet', () => {
  expect(HR1016.problem({ workflow: 'order', update: 'pay' }).head).toBe(
    'The validator of update "pay" in workflow "order" is asynchronous, so it cannot reject an update.',
  );
});
