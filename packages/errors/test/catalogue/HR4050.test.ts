import { expect, it } from 'vitest';
import { HR4050 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4050.error({
    operation: 'activity.complete',
    activity: 'activity "charge-1" of workflow "order-17"',
  });
  expect(message).toBe(
    [
      '[HR4050] activity.complete found no open activity "charge-1" of workflow "order-17".',
      '  Why:     it has been completed, has failed or timed out, its workflow is closed, or it never existed; what was reported now is lost.',
      '  Fix:     give the activity a heartbeat and a start-to-close timeout that cover the outside work, report each result once, and check the ids or the task token.',
      '  Docs:    https://handrail.dev/errors/HR4050        (offline: npx handrail explain HR4050)',
    ].join('\n'),
  );
});
