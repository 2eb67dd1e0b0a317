import { expect, it } from 'vitest';
import { HR4054 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4054.error({
    workflowId: 'order-17',
    what: 'the result of the workflow is too large',
    reason: 'BadScheduleActivityAttributes: CompleteWorkflowExecutionCommandAttributes.Result exceeds size limit.',
    remedy: 'return a reference instead of the data (2 MiB is the limit of one value), then start it again',
  });
  expect(message).toBe(
    [
      '[HR4054] The server itself terminated workflow execution "order-17", because the result of the workflow is too large: BadScheduleActivityAttributes: CompleteWorkflowExecutionCommandAttributes.Result exceeds size limit.',
      '  Why:     nobody asked for it: a limit of the server was passed; no code of the workflow ran, and nothing was compensated.',
      '  Fix:     return a reference instead of the data (2 MiB is the limit of one value), then start it again.',
      '  Docs:    https://handrail.dev/errors/HR4054        (offline: npx handrail explain HR4054)',
    ].join('\n'),
  );
});
