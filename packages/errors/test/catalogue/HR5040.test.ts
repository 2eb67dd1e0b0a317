import { expect, it } from 'vitest';
import { HR5040 } from '../../src';

it('says what becomes of an error that a handler throws, and how it ends the operation', () => {
  const { message } = HR5040.error({
    service: 'payments',
    operation: 'charge',
    error: 'TypeError: amount is not a number',
  });
  expect(message).toBe(
    [
      '[HR5040] The handler of Nexus operation "payments.charge" threw TypeError: amount is not a number, and is called again.',
      "  Why:     an error of no kind of Nexus' own counts as one that passes: the server repeats the request until the caller's scheduleToCloseTimeout, for ever without one, and the caller is told no more than that the operation timed out. After five such failures in a row the server holds back all requests of the caller's namespace to this endpoint for a minute.",
      "  Fix:     say what becomes of the operation: throw new OperationError('failed', message) where it has failed, new HandlerError('BAD_REQUEST', message) where the input is wrong, new HandlerError('UNAVAILABLE', message) where trying again helps; all are of nexus-rpc. ApplicationFailure.nonRetryable ends it, too.",
      '  Docs:    https://handrail.dev/errors/HR5040        (offline: npx handrail explain HR5040)',
    ].join('\n'),
  );
});
