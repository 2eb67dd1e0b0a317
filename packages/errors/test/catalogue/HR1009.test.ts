import { expect, it } from 'vitest';
import { HR1009 } from '../../src';

it('says what was rejected and that somebody must wait for it', () => {
  const { message } = HR1009.error({ workflow: 'order', error: 'the card was declined', place: 'src/workflows.ts:31' });
  expect(message).toBe(
    [
      '[HR1009] Workflow "order" leaves a promise unhandled that was rejected (src/workflows.ts:31): the card was declined',
      '  Why:     nobody would learn of what went wrong there. The workflow task is retried until a fix is deployed; the execution stays open.',
      '  Fix:     await the promise, or give it a catch that says what shall happen; to start work and await it later, keep the promise and await it in every path.',
      '  Docs:    https://handrail.dev/errors/HR1009        (offline: npx handrail explain HR1009)',
    ].join('\n'),
  );
});

it('tells of a continueAsNew that is not awaited', () => {
  const { head, fix } = HR1009.problem({ workflow: 'order', error: '', continueAsNew: true });
  expect(head).toBe('Workflow "order" does not await continueAsNew.');
  expect(fix).toBe('write await continueAsNew(…), outside of any catch: it works by throwing.');
});
