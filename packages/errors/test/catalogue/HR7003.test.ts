import { expect, it } from 'vitest';
import { HR7003 } from '../../src';

it('says what an execution that ran out of time was waiting for', () => {
  const { message } = HR7003.error({
    workflowId: 'order-17',
    workflowType: 'order',
    ago: '2 hours',
    waitingFor: 'activity "charge"',
  });
  expect(message).toBe(
    [
      '[HR7003] Workflow "order-17" (order) timed out 2 hours ago while it waited for activity "charge".',
      '  Why:     a timeout ends an execution without running any of its code: nothing was compensated for.',
      '  Fix:     repair what it waited for, raise or remove the workflow timeout, then reset the execution or start it again.',
      '  Docs:    https://handrail.dev/errors/HR7003        (offline: npx handrail explain HR7003)',
    ].join('\n'),
  );
});
