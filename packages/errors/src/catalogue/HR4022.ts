import { defineError } from '../define-error';

export const HR4022 = defineError<{ address: string }>({
  code: 'HR4022',
  title: 'The Temporal server wants TLS, and the client speaks plain text',
  disposition: 'report',
  head: ({ address }) => `The Temporal server at ${address} wants TLS, and this client speaks plain text.`,
  why: () => 'each side waits for words that the other never says; all that the SDK knows is that the time is up.',
  fix: () =>
    'turn TLS on: TEMPORAL_TLS=true, [profile.default.tls] in the configuration file, or connection: { tls: true }; an API key turns it on by itself.',
  example: { address: 'temporal.internal:7233' },
});
