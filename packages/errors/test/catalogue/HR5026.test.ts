import { expect, it } from 'vitest';
import { HR5026 } from '../../src';

it('says what the handler has to return', () => {
  const { message } = HR5026.error({ service: 'pay', operation: 'charge', returned: 'undefined' });
  expect(message).toBe(
    [
      '[HR5026] The handler of Nexus operation "pay.charge" is to start a workflow, and returned undefined.',
      '  Why:     the SDK tells the caller that a workflow does the work: without one the operation stays open until its timeouts are over, for ever where it has none.',
      "  Fix:     return what startWorkflow gives: new WorkflowRunOperationHandler(async (context, input) => await startWorkflow(context, 'order', { workflowId, args: [input] })). An operation that answers by itself is a plain function: async (context, input) => result.",
      '  Docs:    https://handrail.dev/errors/HR5026        (offline: npx handrail explain HR5026)',
    ].join('\n'),
  );
});
