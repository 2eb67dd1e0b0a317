import { expect, it } from 'vitest';
import { HR4053 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4053.error({
    workflowId: 'order-17',
    workflowType: 'order',
    timeout: 'workflowRunTimeout of 1 day',
  });
  expect(message).toBe(
    [
      '[HR4053] Workflow "order" execution "order-17" reached its workflowRunTimeout of 1 day.',
      '  Why:     the server closed it where it stood: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
      '  Fix:     find out what it waited for (Inspect shows the last event), start it again with a longer timeout; for a deadline that the workflow itself shall act on, use a timer or an SLA instead.',
      '  Docs:    https://handrail.dev/errors/HR4053        (offline: npx handrail explain HR4053)',
    ].join('\n'),
  );
});
