import { expect, it } from 'vitest';
import { HR1004 } from '../../src';

it('names the export and what it is', () => {
  const { message } = HR1004.error({ workflowType: 'order', kind: 'an object' });
  expect(message).toBe(
    [
      '[HR1004] The export "order" of the workflow bundle is an object, not a workflow function.',
      '  Why:     the workflow task fails and is retried until a fix is deployed; the execution stays open, and nothing of it is lost.',
      '  Fix:     export the workflow function itself as order, and deploy.',
      '  Docs:    https://handrail.dev/errors/HR1004        (offline: npx handrail explain HR1004)',
    ].join('\n'),
  );
});
