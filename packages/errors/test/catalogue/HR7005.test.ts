import { expect, it } from 'vitest';
import { HR7005 } from '../../src';

it('says that an execution was cancelled', () => {
  const { message } = HR7005.error({ workflowId: 'order-17', workflowType: 'order', ago: '2 hours' });
  expect(message).toBe(
    [
      '[HR7005] Workflow "order-17" (order) was cancelled 2 hours ago.',
      '  Why:     a cancelled execution is over; activities that it had left to run may still end.',
      '  Fix:     nothing, if it was meant; else start it again.',
      '  Docs:    https://handrail.dev/errors/HR7005        (offline: npx handrail explain HR7005)',
    ].join('\n'),
  );
});
