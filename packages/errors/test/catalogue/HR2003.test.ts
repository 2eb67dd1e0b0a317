import { expect, it } from 'vitest';
import { HR2003 } from '../../src';

it('names the workflow, the field, its value and what the policy allows', () => {
  const { message } = HR2003.error({
    subject: 'Workflow "order"',
    field: 'workflowExecutionTimeout',
    value: "'10 minutes'",
    shortest: '1 day',
  });
  expect(message).toBe(
    [
      '[HR2003] Workflow "order" sets workflowExecutionTimeout: \'10 minutes\', less than the 1 day that the policy allows.',
      '  Why:     a workflow that times out is killed without running its own cleanup: an outage of a few hours would end healthy executions half-way.',
      "  Fix:     remove workflowExecutionTimeout and set an sla for a business deadline, or add waive: { HR2003: 'the reason' }.",
      '  Docs:    https://handrail.dev/errors/HR2003        (offline: npx handrail explain HR2003)',
    ].join('\n'),
  );
});
