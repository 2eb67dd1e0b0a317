import { expect, it } from 'vitest';
import { HR4024 } from '../../src';

it('tells a missing certificate', () => {
  const { message } = HR4024.error({
    address: 'shop.a1b2c.tmprl.cloud:7233',
    given: false,
    reason: 'tlsv13 alert certificate required',
  });
  expect(message).toBe(
    [
      '[HR4024] The Temporal server at shop.a1b2c.tmprl.cloud:7233 wants a client certificate, and this client has none: tlsv13 alert certificate required',
      '  Why:     the server lets nobody in without a certificate of an authority that it trusts (mutual TLS).',
      '  Fix:     give one as tls.clientCertPair (TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH), or use the address for API keys.',
      '  Docs:    https://handrail.dev/errors/HR4024        (offline: npx handrail explain HR4024)',
    ].join('\n'),
  );
});

it('from one that is refused', () => {
  const { message } = HR4024.error({
    address: 'shop.a1b2c.tmprl.cloud:7233',
    given: true,
    reason: 'tlsv1 alert unknown ca',
  });
  expect(message).toBe(
    [
      '[HR4024] The Temporal server at shop.a1b2c.tmprl.cloud:7233 does not accept the client certificate: tlsv1 alert unknown ca',
      '  Why:     the server lets nobody in without a certificate of an authority that it trusts (mutual TLS).',
      '  Fix:     check that the certificate has not expired (openssl x509 -noout -dates -in FILE), and that the server trusts its authority; on Temporal Cloud upload the authority to the namespace.',
      '  Docs:    https://handrail.dev/errors/HR4024        (offline: npx handrail explain HR4024)',
    ].join('\n'),
  );
});
