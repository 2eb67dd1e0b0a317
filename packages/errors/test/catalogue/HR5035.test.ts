import { expect, it } from 'vitest';
import { HR5035 } from '../../src';

it('says which workflow may end the process, and how to keep it alive', () => {
  const { message } = HR5035.error({ workflow: 'order', time: '4 seconds', limit: '5 seconds' });
  expect(message).toBe(
    [
      '[HR5035] Workflow "order" has been at work for 4 seconds without yielding; after 5 seconds its workflow task is broken off.',
      '  Why:     nothing else goes on in its thread meanwhile. On Node 20 and 22, breaking off what runs in a CancellationScope or a handler ends the whole process, without a word of which workflow it was: "async hook stack has become corrupted".',
      '  Fix:     look for a loop without an await, or with one that never leaves the workflow, for a catch that swallows CancelledFailure, and for a regular expression or JSON of great size (HR1008).',
      '           Until a fix is deployed, Node 24, or NODE_OPTIONS=--experimental-async-context-frame on Node 22, keeps the process alive.',
      '  Docs:    https://handrail.dev/errors/HR5035        (offline: npx handrail explain HR5035)',
    ].join('\n'),
  );
});
