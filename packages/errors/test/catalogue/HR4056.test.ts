import { expect, it } from 'vitest';
import { HR4056 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4056.error({
    workflowId: 'order-17',
  });
  expect(message).toBe(
    [
      '[HR4056] Workflow execution "order-17" was cancelled.',
      '  Why:     somebody asked for it (handle.cancel(), the CLI, or the parent that ended) and the workflow code let it happen.',
      '  Fix:     treat it as an outcome of its own: error.cause instanceof CancelledFailure tells it.',
      '  Docs:    https://handrail.dev/errors/HR4056        (offline: npx handrail explain HR4056)',
    ].join('\n'),
  );
});
