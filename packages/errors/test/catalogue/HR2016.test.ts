import { expect, it } from 'vitest';
import { HR2016 } from '../../src';

it('says which SLA is longer than which timeout', () => {
  const { message } = HR2016.error({
    subject: 'Workflow "order"',
    sla: "'4 days'",
    field: 'workflowRunTimeout',
    limit: "'3 days'",
  });
  expect(message).toBe(
    [
      `[HR2016] Workflow "order" has sla: '4 days', not shorter than its workflowRunTimeout: '3 days'.`,
      '  Why:     the timeout would kill the execution before it could ever be late: nobody would be told, and nothing would be finished.',
      '  Fix:     remove workflowRunTimeout, or make it longer than the SLA.',
      '  Docs:    https://handrail.dev/errors/HR2016        (offline: npx handrail explain HR2016)',
    ].join('\n'),
  );
});
