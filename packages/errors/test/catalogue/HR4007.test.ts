import { expect, it } from 'vitest';
import { HR4007 } from '../../src';

it('names type and id, and the ways to go on', () => {
  const { message } = HR4007.error({ workflowId: 'order-17', workflowType: 'order' });
  expect(message).toBe(
    [
      '[HR4007] Workflow "order" was not started: an execution with the id "order-17" is running, or has run and may not be repeated.',
      '  Why:     an id belongs to one open execution at a time; that makes a start safe to repeat.',
      "  Fix:     treat it as done where this start is a repetition; else use another workflowId, workflowIdConflictPolicy: 'USE_EXISTING' for a running execution, or another workflowIdReusePolicy for a closed one.",
      '  Docs:    https://handrail.dev/errors/HR4007        (offline: npx handrail explain HR4007)',
    ].join('\n'),
  );
});
