import { expect, it } from 'vitest';
import { HR1073 } from '../../src';

it('names what is lost', () => {
  const { message } = HR1073.error({ workflow: 'order', work: ['child workflow "sendReceipt"'] });
  expect(message).toBe(
    [
      '[HR1073] Workflow "order" ends in the same task in which it begins child workflow "sendReceipt": that never runs.',
      '  Why:     the server closes the execution before it acts on what else the task asked for: not even a child with parentClosePolicy ABANDON is started, and nobody is told.',
      "  Fix:     await it before the workflow returns: an activity until it is done, a child at least until it has started (await startChild(…), with parentClosePolicy: 'ABANDON' where it is to outlive its parent).",
      '  Docs:    https://handrail.dev/errors/HR1073        (offline: npx handrail explain HR1073)',
    ].join('\n'),
  );
});

it('or all that is', () => {
  const { head } = HR1073.problem({ workflow: 'order', work: ['activity "log"', 'activity "mail"'] });
  expect(head).toBe(
    'Workflow "order" ends in the same task in which it begins activity "log", activity "mail": these never run.',
  );
});
