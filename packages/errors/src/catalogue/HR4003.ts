import { defineError } from '../define-error';

export const HR4003 = defineError<{ address: string; exposed: string }>({
  code: 'HR4003',
  title: 'Secrets would cross the network in plain text',
  disposition: 'refuse',
  head: ({ address, exposed }) =>
    `The connection to ${address} is not encrypted and would carry ${exposed} in plain text.`,
  why: () => 'whoever can listen on the way reads them, and an API key lets them do whatever it allows.',
  fix: () =>
    "turn TLS on (TEMPORAL_TLS=true, tls in the profile, connection: { tls: true }, or --tls on the command line), or, where the network itself is encrypted, give the reason: connect({ waive: { HR4003: 'the reason' } }), or --plain-text 'the reason' on the command line.",
  example: { address: 'temporal.internal:7233', exposed: 'the API key and payloads' },
});
