import { expect, it } from 'vitest';
import { HR1042 } from '../../src';

it('says where the SDK runs out of stack', () => {
  const { message } = HR1042.error({ workflow: 'order' });
  expect(message).toBe(
    [
      '[HR1042] Workflow "order" throws an error whose causes lead back to the error itself.',
      '  Why:     the SDK follows the causes of what it sends for ever, and runs out of stack. The workflow task is retried until a fix is deployed; the execution stays open.',
      '  Fix:     look for where a cause is assigned (error.cause = …, or { cause }), and give it the error that came before, never one that has this error among its own causes.',
      '  Docs:    https://handrail.dev/errors/HR1042        (offline: npx handrail explain HR1042)',
    ].join('\n'),
  );
});
