import { expect, it } from 'vitest';
import { HR7016 } from '../../src';

it('says that a worker takes the task and never answers', () => {
  const { message } = HR7016.error({ workflowId: 'order-17', workflowType: 'order', attempt: 4 });
  expect(message).toBe(
    [
      '[HR7016] The workflow task of "order-17" (order) times out, now in attempt 4: a worker takes it and never answers.',
      '  Why:     the execution is open and does nothing, and the server is never told why.',
      '  Fix:     read the log of the worker at that time: it dies in the task, or the server refuses what it answers.',
      '  Docs:    https://handrail.dev/errors/HR7016        (offline: npx handrail explain HR7016)',
    ].join('\n'),
  );
});
