import { expect, it } from 'vitest';
import { HR4003 } from '../../src';

it('names the address and what is exposed, and offers TLS and the waiver', () => {
  const { message } = HR4003.error({ address: 'temporal.internal:7233', exposed: 'the API key and payloads' });
  expect(message).toBe(
    [
      '[HR4003] The connection to temporal.internal:7233 is not encrypted and would carry the API key and payloads in plain text.',
      '  Why:     whoever can listen on the way reads them, and an API key lets them do whatever it allows.',
      "  Fix:     turn TLS on (TEMPORAL_TLS=true, tls in the profile, connection: { tls: true }, or --tls on the command line), or, where the network itself is encrypted, give the reason: connect({ waive: { HR4003: 'the reason' } }), or --plain-text 'the reason' on the command line.",
      '  Docs:    https://handrail.dev/errors/HR4003        (offline: npx handrail explain HR4003)',
    ].join('\n'),
  );
});
