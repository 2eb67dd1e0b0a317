import { expect, it } from 'vitest';
import { HR4021 } from '../../src';

it('names an API key as the reason', () => {
  const { message } = HR4021.error({
    address: 'localhost:7233',
    because: 'API key',
  });
  expect(message).toBe(
    [
      '[HR4021] The Temporal server at localhost:7233 speaks no TLS, and this client does (an API key turns it on).',
      '  Why:     each side waits for words that the other never says; all that the SDK knows is that the time is up.',
      '  Fix:     leave the API key out for this server (unset TEMPORAL_API_KEY; a development server takes none), or correct the address.',
      '  Docs:    https://handrail.dev/errors/HR4021        (offline: npx handrail explain HR4021)',
    ].join('\n'),
  );
});

it('or only that TLS is on', () => {
  const { message } = HR4021.error({
    address: 'localhost:7233',
  });
  expect(message).toBe(
    [
      '[HR4021] The Temporal server at localhost:7233 speaks no TLS, and this client does.',
      '  Why:     each side waits for words that the other never says; all that the SDK knows is that the time is up.',
      '  Fix:     turn TLS off for this server (no TEMPORAL_TLS, tls: false), or correct the address; a development server speaks plain text.',
      '  Docs:    https://handrail.dev/errors/HR4021        (offline: npx handrail explain HR4021)',
    ].join('\n'),
  );
});
