import { expect, it } from 'vitest';
import { HR2015 } from '../../src';

it('names the word that is no lifetime, and the one that is', () => {
  const { message } = HR2015.error({ subject: 'Workflow "customer"', value: "'forever'" });
  expect(message).toBe(
    [
      `[HR2015] Workflow "customer" has lifetime: 'forever'; the only lifetime is 'unbounded'.`,
      '  Why:     taken for no lifetime at all it would leave the default run timeout in place, and a workflow meant to live on would be killed after weeks.',
      "  Fix:     write lifetime: 'unbounded' for a workflow that never ends, or set workflowRunTimeout, or leave both out.",
      '  Docs:    https://handrail.dev/errors/HR2015        (offline: npx handrail explain HR2015)',
    ].join('\n'),
  );
});
