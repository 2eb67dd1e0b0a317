import { expect, it } from 'vitest';
import { HR7050 } from '../../src';

it('names the call that was refused', () => {
  const { message } = HR7050.error({
    namespace: 'default',
    call: 'DescribeWorkflowExecution',
    reason: 'namespace rate limit exceeded',
  });
  expect(message).toBe(
    [
      '[HR7050] The server refused DescribeWorkflowExecution for namespace "default": namespace rate limit exceeded.',
      '  Why:     the SDK tries again without a word, so that starts and signals get slow in place of failing.',
      '  Fix:     find who sends so many calls, spread them, or have the limit of the namespace raised.',
      '  Docs:    https://handrail.dev/errors/HR7050        (offline: npx handrail explain HR7050)',
    ].join('\n'),
  );
});
