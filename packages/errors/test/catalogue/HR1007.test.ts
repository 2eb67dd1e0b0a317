import { expect, it } from 'vitest';
import { HR1007 } from '../../src';

it('names the workflow, and the default that Handrail has', () => {
  const { message } = HR1007.error({ workflow: 'order', place: 'src/workflows.ts:12' });
  expect(message).toBe(
    [
      '[HR1007] Workflow "order" calls an activity with neither startToCloseTimeout nor scheduleToCloseTimeout (src/workflows.ts:12).',
      '  Why:     the SDK refuses the call when it is made, not where the proxy is. The workflow task is retried until a fix is deployed.',
      "  Fix:     import proxyActivities from '@handrail/workflow', which has a default of one minute, or set startToCloseTimeout where the proxy is made.",
      '  Docs:    https://handrail.dev/errors/HR1007        (offline: npx handrail explain HR1007)',
    ].join('\n'),
  );
});
