import { expect, it } from 'vitest';
import { HR1013 } from '../../src';

it('names the signal and the one that was meant', () => {
  const { message } = HR1013.error({
    workflow: 'order',
    signal: 'aprove',
    registered: ['approve', 'cancel'],
    nearest: 'approve',
  });
  expect(message).toBe(
    [
      '[HR1013] Workflow "order" has received signal "aprove", and has no handler for it so far. Did the sender mean "approve"?',
      '  Why:     whoever sent it was told that all is well. It waits for a handler that may never come, and is lost when the execution ends (there are handlers for approve, cancel).',
      '  Fix:     correct the name where it is sent, or set the handler: setHandler(definition, …) at the beginning of the workflow, before its first await. A handler that is set later still gets the signal.',
      '  Docs:    https://handrail.dev/errors/HR1013        (offline: npx handrail explain HR1013)',
    ].join('\n'),
  );
});

it('guesses nothing where there is no handler at all', () => {
  const { message } = HR1013.error({ workflow: 'order', signal: 'approve', registered: [] });
  expect(message).toBe(
    [
      '[HR1013] Workflow "order" has received signal "approve", and has no handler for it so far.',
      '  Why:     whoever sent it was told that all is well. It waits for a handler that may never come, and is lost when the execution ends.',
      '  Fix:     correct the name where it is sent, or set the handler: setHandler(definition, …) at the beginning of the workflow, before its first await. A handler that is set later still gets the signal.',
      '  Docs:    https://handrail.dev/errors/HR1013        (offline: npx handrail explain HR1013)',
    ].join('\n'),
  );
});
