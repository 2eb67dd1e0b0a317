import { expect, it } from 'vitest';
import { HR5041 } from '../../src';

it('names the kinds that there are', () => {
  const { message } = HR5041.error({
    service: 'payments',
    operation: 'charge',
    error: 'OperationError',
    given: "'cancelled'",
    known: ['failed', 'canceled'],
    suggestion: 'canceled',
  });
  expect(message).toBe(
    [
      "[HR5041] The handler of Nexus operation \"payments.charge\" gives OperationError the state 'cancelled', which does not exist; did you mean 'canceled'?",
      '  Why:     whatever is not canceled counts as failed: a cancellation reaches its caller as a failure, and where the state was left out the message stands in its place and is lost.',
      "  Fix:     write new OperationError('canceled', message). There are: failed, canceled.",
      '  Docs:    https://handrail.dev/errors/HR5041        (offline: npx handrail explain HR5041)',
    ].join('\n'),
  );
});

it('says what becomes of an error whose constructor throws', () => {
  const facts = {
    service: 'pay',
    operation: 'charge',
    error: 'HandlerError',
    given: "'OOPS'",
    known: ['INTERNAL'],
  } as const;
  const problem = HR5041.problem(facts);
  expect(problem.head).toBe(
    `The handler of Nexus operation "pay.charge" gives HandlerError the type 'OOPS', which does not exist.`,
  );
  expect(problem.why).toMatch(/^its constructor throws a TypeError, which counts as an error that passes/);
  expect(problem.fix).toBe("write new HandlerError('INTERNAL', message). There are: INTERNAL.");
});
