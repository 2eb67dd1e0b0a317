import { expect, it } from 'vitest';
import { HR5043 } from '../../src';

it('says that the request is repeated, and what is for work that takes longer', () => {
  const { message } = HR5043.error({ service: 'payments', operation: 'charge' });
  expect(message).toBe(
    [
      '[HR5043] The handler of Nexus operation "payments.charge" still runs, and the deadline of its request has passed.',
      '  Why:     the server has given the request up, after some ten seconds, and repeats it: what this handler does happens again beside it, and what it returns nobody gets.',
      "  Fix:     let a workflow do what takes longer: new WorkflowRunOperationHandler(async (context, input) => await startWorkflow(context, 'charge', { workflowId, args: [input] })). Give what a handler calls a timeout of a few seconds, or context.abortSignal.",
      '  Docs:    https://handrail.dev/errors/HR5043        (offline: npx handrail explain HR5043)',
    ].join('\n'),
  );
});
