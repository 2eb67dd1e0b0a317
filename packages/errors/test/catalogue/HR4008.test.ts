import { expect, it } from 'vitest';
import { HR4008 } from '../../src';

it('tells an execution that does not exist', () => {
  const { message } = HR4008.error({
    workflowId: 'order-17',
    namespace: 'default',
    closed: false,
  });
  expect(message).toBe(
    [
      '[HR4008] Workflow execution "order-17" does not exist in namespace "default".',
      '  Why:     it was never started here, has another id, or its history is past the retention period.',
      '  Fix:     check id, namespace and server; where it may not have been started yet, use signalWithStart or an update with start.',
      '  Docs:    https://handrail.dev/errors/HR4008        (offline: npx handrail explain HR4008)',
    ].join('\n'),
  );
});

it('from one that is closed', () => {
  const { message } = HR4008.error({
    workflowId: 'order-17',
    namespace: 'default',
    closed: true,
    runId: 'f3a',
  });
  expect(message).toBe(
    [
      '[HR4008] Workflow execution "order-17" (run f3a) is closed.',
      '  Why:     a closed execution takes no signals, updates or cancellation any more.',
      '  Fix:     look up its result or status, or start a new one; signalWithStart does whichever is needed.',
      '  Docs:    https://handrail.dev/errors/HR4008        (offline: npx handrail explain HR4008)',
    ].join('\n'),
  );
});

it('and says how and when it ended', () => {
  const { message } = HR4008.error({
    workflowId: 'order-17',
    namespace: 'default',
    closed: true,
    ended: {
      status: 'COMPLETED',
      at: '2026-01-31T08:00:00.000Z',
    },
  });
  expect(message).toBe(
    [
      '[HR4008] Workflow execution "order-17" is closed (COMPLETED at 2026-01-31T08:00:00.000Z).',
      '  Why:     a closed execution takes no signals, updates or cancellation any more.',
      '  Fix:     look up its result or status, or start a new one; signalWithStart does whichever is needed.',
      '  Docs:    https://handrail.dev/errors/HR4008        (offline: npx handrail explain HR4008)',
    ].join('\n'),
  );
});

it('tells an id that was used again', () => {
  const { message } = HR4008.error({
    workflowId: 'order-17',
    namespace: 'default',
    closed: false,
    otherChain: true,
  });
  expect(message).toBe(
    [
      '[HR4008] Workflow execution "order-17" is of another chain of runs than the one that this handle was made for.',
      '  Why:     the id was used again: the call would have reached an execution that you do not know.',
      '  Fix:     make a handle for the execution that has the id now (getHandle(workflowId)), or treat yours as ended.',
      '  Docs:    https://handrail.dev/errors/HR4008        (offline: npx handrail explain HR4008)',
    ].join('\n'),
  );
});
