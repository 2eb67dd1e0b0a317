import { expect, it } from 'vitest';
import { HR4022 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4022.error({
    address: 'temporal.internal:7233',
  });
  expect(message).toBe(
    [
      '[HR4022] The Temporal server at temporal.internal:7233 wants TLS, and this client speaks plain text.',
      '  Why:     each side waits for words that the other never says; all that the SDK knows is that the time is up.',
      '  Fix:     turn TLS on: TEMPORAL_TLS=true, [profile.default.tls] in the configuration file, or connection: { tls: true }; an API key turns it on by itself.',
      '  Docs:    https://handrail.dev/errors/HR4022        (offline: npx handrail explain HR4022)',
    ].join('\n'),
  );
});
