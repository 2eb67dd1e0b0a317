import { expect, it } from 'vitest';
import { HR5025 } from '../../src';

it('says what the worker has', () => {
  const { message } = HR5025.error({
    service: 'pay',
    operation: 'chrage',
    taskQueue: 'payments',
    known: ['charge', 'refund'],
    suggestion: 'charge',
  });
  expect(message).toBe(
    [
      '[HR5025] The worker of task queue "payments" has no Nexus operation "chrage" in service "pay"; did you mean "charge"?',
      '  Why:     the operation fails for its caller at once, and is not tried again.',
      '  Fix:     give the caller the same version of the service as the worker: an operation has to be in nexus.service(…) on both sides, and in the handlers here.',
      '           It has: charge, refund.',
      '  Docs:    https://handrail.dev/errors/HR5025        (offline: npx handrail explain HR5025)',
    ].join('\n'),
  );
});

it.each([
  [
    { service: 'pay', taskQueue: 'payments', known: [] },
    'The worker of task queue "payments" has no Nexus service "pay".',
    'add it to the worker, nexusServices: [nexus.serviceHandler(pay, { … })], and deploy; or point the endpoint at the task queue of the worker that has it.\nThe worker of "payments" has no services at all.',
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5025.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
