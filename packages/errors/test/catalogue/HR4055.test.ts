import { expect, it } from 'vitest';
import { HR4055 } from '../../src';

it('says who did it', () => {
  const { message } = HR4055.error({
    workflowId: 'order-17',
    reason: 'wrong customer',
    by: '"alice@laptop"',
  });
  expect(message).toBe(
    [
      '[HR4055] Workflow execution "order-17" was terminated by "alice@laptop": wrong customer',
      '  Why:     a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
      '  Fix:     ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.',
      '  Docs:    https://handrail.dev/errors/HR4055        (offline: npx handrail explain HR4055)',
    ].join('\n'),
  );
});

it('where that is known', () => {
  const { message } = HR4055.error({
    workflowId: 'order-17',
    reason: 'wrong customer',
  });
  expect(message).toBe(
    [
      '[HR4055] Workflow execution "order-17" was terminated: wrong customer',
      '  Why:     a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
      '  Fix:     ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.',
      '  Docs:    https://handrail.dev/errors/HR4055        (offline: npx handrail explain HR4055)',
    ].join('\n'),
  );
});
