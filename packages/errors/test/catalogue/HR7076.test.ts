import { expect, it } from 'vitest';
import { HR7076 } from '../../src';

it('says that nobody knows what is late, and which right is missing', () => {
  const reason = 'ListWorkflowExecutions: permission denied (Request unauthorized.)';
  expect(HR7076.error({ namespace: 'payments', reason }).message).toBe(
    [
      `[HR7076] The executions with an SLA in namespace "payments" cannot be listed: ${reason}`,
      '  Why:     which of them are late is not known, and nobody is told.',
      '  Fix:     give the account that looks the right to read namespace "payments"; a monitor looks again by itself.',
      '  Docs:    https://handrail.dev/errors/HR7076        (offline: npx handrail explain HR7076)',
    ].join('\n'),
  );
});

it('says where to look while the server is away', () => {
  const { message } = HR7076.error({ namespace: 'payments', reason: 'ListWorkflowExecutions: unavailable' });
  expect(message).toContain(
    'Fix:     see whether the server answers: temporal operator cluster health; a monitor looks again by itself.',
  );
});
