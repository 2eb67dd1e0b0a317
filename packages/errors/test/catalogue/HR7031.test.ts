import { expect, it } from 'vitest';
import { HR7031 } from '../../src';

it('names the update that does not complete', () => {
  const { message } = HR7031.error({
    workflowId: 'order-17',
    updateName: 'approve',
    updateId: '7d3f',
    since: '3 minutes',
  });
  expect(message).toBe(
    [
      '[HR7031] Workflow "order-17" accepted update "approve" (id 7d3f) 3 minutes ago and has not completed it.',
      '  Why:     whoever sent it waits, and the workflow cannot close cleanly while a handler is at work.',
      '  Fix:     see where the handler waits, and send or repair what it waits for.',
      '  Docs:    https://handrail.dev/errors/HR7031        (offline: npx handrail explain HR7031)',
    ].join('\n'),
  );
});
