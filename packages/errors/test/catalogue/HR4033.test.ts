import { expect, it } from 'vitest';
import { HR4033 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4033.error({
    operation: 'workflow.describe',
    what: 'the run id',
    value: "'order-17'",
    reason: '3 INVALID_ARGUMENT: Invalid RunId.',
    remedy: 'pass the run id that a start or a description gave (a UUID), or none for the latest run',
  });
  expect(message).toBe(
    [
      "[HR4033] workflow.describe: the Temporal server refused the run id 'order-17': 3 INVALID_ARGUMENT: Invalid RunId.",
      '  Why:     nothing was done, and the same call will always be refused.',
      '  Fix:     pass the run id that a start or a description gave (a UUID), or none for the latest run.',
      '  Docs:    https://handrail.dev/errors/HR4033        (offline: npx handrail explain HR4033)',
    ].join('\n'),
  );
});
