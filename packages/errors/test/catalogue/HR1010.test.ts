import { expect, it } from 'vitest';
import { HR1010 } from '../../src';

it('says what was thrown, and both ways on: deploy a fix, or fail on purpose', () => {
  const { message } = HR1010.error({
    workflow: 'order',
    error: 'Error: no such customer',
    place: 'src/workflows.ts:20',
  });
  expect(message).toBe(
    [
      '[HR1010] Workflow "order" threw Error: no such customer (src/workflows.ts:20)',
      '  Why:     only a TemporalFailure fails an execution. Any other error counts as a mistake in the code: the workflow task is retried until a fix is deployed, and the execution waits.',
      '  Fix:     if it is a mistake in the code, correct it and deploy: the execution goes on by itself.',
      "           To fail the execution on purpose, throw ApplicationFailure.nonRetryable('why', 'Type'), or name the class in workflowFailureErrorTypes.",
      '  Docs:    https://handrail.dev/errors/HR1010        (offline: npx handrail explain HR1010)',
    ].join('\n'),
  );
});
