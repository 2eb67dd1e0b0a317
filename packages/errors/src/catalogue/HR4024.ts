import { defineError } from '../define-error';

export const HR4024 = defineError<{ address: string; given: boolean; reason: string }>({
  code: 'HR4024',
  title: 'The Temporal server does not accept the client certificate',
  disposition: 'report',
  head: ({ address, given, reason }) =>
    given
      ? `The Temporal server at ${address} does not accept the client certificate: ${reason}`
      : `The Temporal server at ${address} wants a client certificate, and this client has none: ${reason}`,
  why: () => 'the server lets nobody in without a certificate of an authority that it trusts (mutual TLS).',
  fix: ({ given }) =>
    given
      ? 'check that the certificate has not expired (openssl x509 -noout -dates -in FILE), and that the server trusts its authority; on Temporal Cloud upload the authority to the namespace.'
      : 'give one as tls.clientCertPair (TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH), or use the address for API keys.',
  example: { address: 'shop.a1b2c.tmprl.cloud:7233', given: false, reason: 'tlsv13 alert certificate required' },
});
