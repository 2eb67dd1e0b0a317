import { expect, it } from 'vitest';
import { HR6020 } from '../../src';

it('names the namespace and the server', () => {
  const { message } = HR6020.error({ namespace: 'payments', address: 'temporal.example.com:7233' });
  expect(message).toBe(
    [
      '[HR6020] A rehearsal may not run activities again in namespace "payments" at temporal.example.com:7233: that is not this machine, and the namespace is not in allowNamespaces.',
      '  Why:     a rehearsal makes the server repeat activities that have succeeded. Where one is not idempotent, real money moves twice.',
      "  Fix:     run it against a server on this machine, or name an integration environment's namespace: rehearsal({ allowNamespaces: ['integration'] }). Never a production one.",
      '  Docs:    https://handrail.dev/errors/HR6020        (offline: npx handrail explain HR6020)',
    ].join('\n'),
  );
});
