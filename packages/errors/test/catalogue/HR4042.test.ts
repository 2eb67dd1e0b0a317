import { expect, it } from 'vitest';
import { HR4042 } from '../../src';

it('shows the nearest name and those that there are', () => {
  const { message } = HR4042.error({
    workflowId: 'order-17',
    query: 'statuss',
    registered: ['status', 'total'],
    nearest: 'status',
  });
  expect(message).toBe(
    [
      '[HR4042] Workflow execution "order-17" has no handler for query "statuss". Did you mean "status"?',
      '  Why:     it has status, total; a handler that is set later than the first await is missing until then.',
      '  Fix:     use the definition that the workflow exports (handle.query(statusQuery)) instead of its name, and call setHandler before the first await.',
      '  Docs:    https://handrail.dev/errors/HR4042        (offline: npx handrail explain HR4042)',
    ].join('\n'),
  );
});

it('or that there are none', () => {
  const { message } = HR4042.error({
    workflowId: 'order-17',
    query: 'status',
    registered: [],
  });
  expect(message).toBe(
    [
      '[HR4042] Workflow execution "order-17" has no handler for query "status".',
      '  Why:     it has no query handlers at all, or had not set them yet when it was asked.',
      '  Fix:     use the definition that the workflow exports (handle.query(statusQuery)) instead of its name, and call setHandler before the first await.',
      '  Docs:    https://handrail.dev/errors/HR4042        (offline: npx handrail explain HR4042)',
    ].join('\n'),
  );
});
