import { expect, it } from 'vitest';
import { HR4020 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4020.error({
    address: 'temporal-frontned.prod:7233',
    host: 'temporal-frontned.prod',
    reason: 'there is no such name',
  });
  expect(message).toBe(
    [
      '[HR4020] The host name "temporal-frontned.prod" of the Temporal server at temporal-frontned.prod:7233 does not resolve: there is no such name.',
      '  Why:     nothing was sent: the name is misspelt, or the name servers that this machine asks do not know it (a VPN that is down, a name of another cluster).',
      "  Fix:     correct the address (TEMPORAL_ADDRESS, the profile, connection.address, or --address on the command line), and look the name up on this very machine or in this very container: getent hosts 'temporal-frontned.prod'.",
      '  Docs:    https://handrail.dev/errors/HR4020        (offline: npx handrail explain HR4020)',
    ].join('\n'),
  );
});
