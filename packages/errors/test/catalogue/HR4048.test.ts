import { expect, it } from 'vitest';
import { HR4048 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4048.error({
    workflowId: 'order-17',
    update: 'pya',
  });
  expect(message).toBe(
    [
      '[HR4048] Workflow execution "order-17" has no handler for update "pya".',
      '  Why:     the name is misspelt, the workers run older code, or the handler is set only after the first await; nothing was recorded.',
      '  Fix:     use the definition that the workflow exports (handle.executeUpdate(payUpdate)) instead of its name, and call setHandler before the first await.',
      '  Docs:    https://handrail.dev/errors/HR4048        (offline: npx handrail explain HR4048)',
    ].join('\n'),
  );
});
