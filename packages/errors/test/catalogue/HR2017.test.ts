import { expect, it } from 'vitest';
import { HR2017 } from '../../src';

it('names the timer and the timeout that cuts it off, and the ways to wait longer than a run may last', () => {
  const { message } = HR2017.error({
    workflowType: 'subscription',
    timer: '30 days',
    field: 'workflowRunTimeout',
    limit: '21 days',
  });
  expect(message).toBe(
    [
      '[HR2017] Workflow "subscription" starts a timer of 30 days, which its workflowRunTimeout of 21 days cuts off.',
      '  Why:     the server ends a run that times out before the timer fires: nothing after the wait ever happens, not even its cleanup.',
      "  Fix:     start it with lifetime: 'unbounded' or a longer workflowRunTimeout, or wait in steps and continue as new between them: a new run has the whole timeout again.",
      '  Docs:    https://handrail.dev/errors/HR2017        (offline: npx handrail explain HR2017)',
    ].join('\n'),
  );
});

it('knows that an execution timeout spans continue-as-new', () => {
  const { fix } = HR2017.problem({
    workflowType: 'subscription',
    timer: '30 days',
    field: 'workflowExecutionTimeout',
    limit: '25 days',
  });
  expect(fix).toBe(
    'start it without a workflowExecutionTimeout, or with a longer one; continue-as-new does not renew it.',
  );
});
