import { expect, it } from 'vitest';
import { HR7004 } from '../../src';

it('says who terminated an execution, and why', () => {
  const { message } = HR7004.error({
    workflowId: 'order-17',
    workflowType: 'order',
    ago: '2 hours',
    by: 'anna@laptop',
    reason: 'duplicate order',
  });
  expect(message).toBe(
    [
      '[HR7004] Workflow "order-17" (order) was terminated 2 hours ago by anna@laptop: duplicate order.',
      '  Why:     termination ends an execution without running any of its code: nothing was compensated for.',
      '  Fix:     read the reason. Where it was a mistake, reset the execution: it goes on from its last workflow task.',
      '  Docs:    https://handrail.dev/errors/HR7004        (offline: npx handrail explain HR7004)',
    ].join('\n'),
  );
});
