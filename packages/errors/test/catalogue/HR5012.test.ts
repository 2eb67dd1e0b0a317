import { expect, it } from 'vitest';
import { HR5012 } from '../../src';

it('names the worker and the package that the plugin has to come from', () => {
  expect(HR5012.error({ taskQueue: 'orders' }).message).toBe(
    [
      '[HR5012] The worker of task queue "orders" is given the handrail() plugin of @handrail/client, which has no guards for workflow code.',
      '  Why:     workflows and activities would run as without Handrail, and nothing would say so.',
      "  Fix:     import { handrail } from '@handrail/worker' for the worker and its connection: that plugin holds the client's part, too.",
      '  Docs:    https://handrail.dev/errors/HR5012        (offline: npx handrail explain HR5012)',
    ].join('\n'),
  );
});
