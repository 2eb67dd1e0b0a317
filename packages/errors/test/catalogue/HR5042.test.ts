import { expect, it } from 'vitest';
import { HR5042 } from '../../src';

it('says what a start method has to give', () => {
  const { message } = HR5042.error({
    service: 'payments',
    operation: 'charge',
    returned: 'an object with the field token',
  });
  expect(message).toBe(
    [
      '[HR5042] The start method of Nexus operation "payments.charge" returned an object with the field token, which is no result of an operation.',
      '  Why:     the SDK reads from it whether the operation is done and what came of it: of anything else the caller gets undefined, or no more than its field value, and where nothing is returned, or a token that is no text, the request fails and is repeated.',
      '  Fix:     return HandlerStartOperationResult.sync(value) or HandlerStartOperationResult.async(token) of nexus-rpc, with a text as the token; of a TemporalOperationHandler TemporalOperationResult.sync(value), or what client.startWorkflow gives. An operation that answers at once is shorter as a plain function: charge: async (context, input) => value.',
      '  Docs:    https://handrail.dev/errors/HR5042        (offline: npx handrail explain HR5042)',
    ].join('\n'),
  );
});
