import { expect, it } from 'vitest';
import { HR4028 } from '../../src';

it('warns that the call may have been carried out', () => {
  const { message } = HR4028.error({
    operation: 'workflow.start',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 1.501s,remote_addr=127.0.0.1:7233',
    reads: false,
  });
  expect(message).toBe(
    [
      '[HR4028] workflow.start had no answer when its deadline came: 4 DEADLINE_EXCEEDED: Deadline exceeded after 1.501s,remote_addr=127.0.0.1:7233',
      '  Why:     only the waiting has ended: the server may have done, or may still do, what was asked.',
      '  Fix:     repeat it with the same id, which makes that safe, and give it more time (withDeadline); the deadline is a point in time, not a duration.',
      '  Docs:    https://handrail.dev/errors/HR4028        (offline: npx handrail explain HR4028)',
    ].join('\n'),
  );
});

it('unless it only reads', () => {
  const { message } = HR4028.error({
    operation: 'workflow.result',
    reason: '4 DEADLINE_EXCEEDED: Deadline exceeded after 1.501s,remote_addr=127.0.0.1:7233',
    reads: true,
  });
  expect(message).toBe(
    [
      '[HR4028] workflow.result had no answer when its deadline came: 4 DEADLINE_EXCEEDED: Deadline exceeded after 1.501s,remote_addr=127.0.0.1:7233',
      '  Why:     only the waiting has ended; the execution goes on.',
      '  Fix:     ask again later, or give it more time (withDeadline).',
      '  Docs:    https://handrail.dev/errors/HR4028        (offline: npx handrail explain HR4028)',
    ].join('\n'),
  );
});
