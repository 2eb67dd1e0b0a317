import { expect, it } from 'vitest';
import { HR4047 } from '../../src';

it('says that the handler ran', () => {
  const { message } = HR4047.error({
    workflowId: 'order-17',
    update: 'pay',
    reason: 'declined (Declined)',
    ran: true,
  });
  expect(message).toBe(
    [
      '[HR4047] Update "pay" of workflow execution "order-17" was accepted, and its handler failed: declined (Declined)',
      '  Why:     what the handler did before it failed has happened, and the same updateId gives this same answer for ever.',
      '  Fix:     look at the cause below; to try again send a new update (another updateId) once what it depends on is mended. The execution itself goes on.',
      '  Docs:    https://handrail.dev/errors/HR4047        (offline: npx handrail explain HR4047)',
    ].join('\n'),
  );
});

it('or that this is not known', () => {
  const { message } = HR4047.error({
    workflowId: 'order-17',
    update: 'pay',
    reason: 'declined (Declined)',
    ran: false,
  });
  expect(message).toBe(
    [
      '[HR4047] Update "pay" of workflow execution "order-17" failed, in its handler or its validator: declined (Declined)',
      '  Why:     whether the handler ran cannot be told from here.',
      '  Fix:     look at the cause below; to try again send a new update (another updateId) once what it depends on is mended. The execution itself goes on.',
      '  Docs:    https://handrail.dev/errors/HR4047        (offline: npx handrail explain HR4047)',
    ].join('\n'),
  );
});
