import { expect, it } from 'vitest';
import { HR7018 } from '../../src';

it('says who paused an execution, and why', () => {
  const { message } = HR7018.error({
    workflowId: 'order-17',
    workflowType: 'order',
    since: '2 hours',
    by: 'anna@laptop',
    reason: 'provider is down',
  });
  expect(message).toBe(
    [
      '[HR7018] Workflow "order-17" (order) was paused 2 hours ago by anna@laptop: provider is down.',
      '  Why:     a paused execution does nothing until somebody unpauses it, while its timeouts run on.',
      '  Fix:     unpause it once the reason is gone.',
      '  Docs:    https://handrail.dev/errors/HR7018        (offline: npx handrail explain HR7018)',
    ].join('\n'),
  );
});
