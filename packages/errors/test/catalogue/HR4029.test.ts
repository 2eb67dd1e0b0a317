import { expect, it } from 'vitest';
import { HR4029 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4029.error({
    operation: 'workflow.result',
    reason: '1 CANCELLED: Cancelled on client',
  });
  expect(message).toBe(
    [
      '[HR4029] workflow.result was cancelled before it had an answer: 1 CANCELLED: Cancelled on client',
      '  Why:     an abort signal (withAbortSignal), or the end of the connection, stopped the waiting; it cancels no workflow, and what was asked may have been done.',
      '  Fix:     expect this error where you abort (isGrpcCancelledError tells it); to cancel the workflow itself call handle.cancel().',
      '  Docs:    https://handrail.dev/errors/HR4029        (offline: npx handrail explain HR4029)',
    ].join('\n'),
  );
});
