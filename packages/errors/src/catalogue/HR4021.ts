import { defineError } from '../define-error';

export const HR4021 = defineError<{ address: string; because?: 'API key' }>({
  code: 'HR4021',
  title: 'The Temporal server speaks no TLS, and the client does',
  disposition: 'report',
  head: ({ address, because }) =>
    `The Temporal server at ${address} speaks no TLS, and this client does${because === undefined ? '' : ` (an ${because} turns it on)`}.`,
  why: () => 'each side waits for words that the other never says; all that the SDK knows is that the time is up.',
  fix: ({ because }) =>
    because === undefined
      ? 'turn TLS off for this server (no TEMPORAL_TLS, tls: false), or correct the address; a development server speaks plain text.'
      : 'leave the API key out for this server (unset TEMPORAL_API_KEY; a development server takes none), or correct the address.',
  example: { address: 'localhost:7233', because: 'API key' },
});
