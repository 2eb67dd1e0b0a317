import { expect, it } from 'vitest';
import { HR5022 } from '../../src';

it('says that nobody has asked for it', () => {
  const { message } = HR5022.error({ activityType: 'charge' });
  expect(message).toBe(
    [
      '[HR5022] Activity "charge" threw a CancelledFailure, and nobody has asked it to stop.',
      '  Why:     the server takes it for a failure of type CancelledFailure, and tries the activity again: it is cancelled only where its workflow, or the shutdown of its worker, has asked for that.',
      "  Fix:     to give up for good throw ApplicationFailure.nonRetryable('given up', 'GivenUp'). Where it comes from a call of a client's (the result of a workflow that was cancelled), catch it there, and say what it means to this activity.",
      '  Docs:    https://handrail.dev/errors/HR5022        (offline: npx handrail explain HR5022)',
    ].join('\n'),
  );
});
