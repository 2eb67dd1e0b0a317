import { expect, it } from 'vitest';
import { HR7072 } from '../../src';

it('warns before the deadline', () => {
  const { message } = HR7072.error({
    workflowType: 'order',
    workflowId: 'order-1',
    severity: 'warning',
    distance: '12 minutes',
    verdict: 'Workflow "order-1" (order) waits for a signal.',
  });
  expect(message).toBe(
    [
      '[HR7072] Workflow "order" (order-1) will be out of its SLA in 12 minutes: Workflow "order-1" (order) waits for a signal.',
      '  Why:     whoever waits for it was promised a time.',
      `  Fix:     do what the verdict says; npx handrail why 'order-1' has all of it.`,
      '  Docs:    https://handrail.dev/errors/HR7072        (offline: npx handrail explain HR7072)',
    ].join('\n'),
  );
});

it('tells of the breach, and of whose it is', () => {
  const { message } = HR7072.error({
    workflowType: 'order',
    workflowId: 'order-1',
    severity: 'breach',
    distance: '2 minutes',
    verdict: 'Activity "charge" is retried.',
    owner: 'payments',
  });
  expect(message).toBe(
    [
      '[HR7072] Workflow "order" (order-1) is out of its SLA, for 2 minutes: Activity "charge" is retried.',
      '  Why:     whoever waits for it was promised a time; its owner is payments.',
      `  Fix:     do what the verdict says; npx handrail why 'order-1' has all of it.`,
      '  Docs:    https://handrail.dev/errors/HR7072        (offline: npx handrail explain HR7072)',
    ].join('\n'),
  );
});

it('tells that it goes on', () => {
  const { message } = HR7072.error({
    workflowType: 'order',
    workflowId: 'order-1',
    severity: 'still-breached',
    distance: '9 hours',
    verdict: 'Activity "charge" is retried.',
  });
  expect(message).toBe(
    [
      '[HR7072] Workflow "order" (order-1) is still out of its SLA, for 9 hours: Activity "charge" is retried.',
      '  Why:     whoever waits for it was promised a time.',
      `  Fix:     do what the verdict says; npx handrail why 'order-1' has all of it.`,
      '  Docs:    https://handrail.dev/errors/HR7072        (offline: npx handrail explain HR7072)',
    ].join('\n'),
  );
});
