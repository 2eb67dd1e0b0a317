import { expect, it } from 'vitest';
import { HR4023 } from '../../src';

it('shows the certificate, and what to do about an unknown authority', () => {
  const { message } = HR4023.error({
    address: 'temporal.internal:7233',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    certificate:
      'for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT',
  });
  expect(message).toBe(
    [
      '[HR4023] The certificate of the Temporal server at temporal.internal:7233 is not trusted: it is self-signed (for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT).',
      '  Why:     whoever sits on the way could pretend to be the server; the SDK therefore says nothing to it, not even why.',
      '  Fix:     give the authority that signed it as tls.serverRootCACertificate (TEMPORAL_TLS_SERVER_CA_CERT_PATH); do not turn verification off.',
      '  Docs:    https://handrail.dev/errors/HR4023        (offline: npx handrail explain HR4023)',
    ].join('\n'),
  );
});

it('about other names', () => {
  const { message } = HR4023.error({
    address: '10.0.0.7:7233',
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    certificate:
      'for DNS:temporal.internal, issued by Shop CA, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT',
  });
  expect(message).toBe(
    [
      '[HR4023] The certificate of the Temporal server at 10.0.0.7:7233 is not trusted: it is for other names (for DNS:temporal.internal, issued by Shop CA, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT).',
      '  Why:     whoever sits on the way could pretend to be the server; the SDK therefore says nothing to it, not even why.',
      '  Fix:     connect by a name that the certificate has, or set tls.serverNameOverride (TEMPORAL_TLS_SERVER_NAME) to one.',
      '  Docs:    https://handrail.dev/errors/HR4023        (offline: npx handrail explain HR4023)',
    ].join('\n'),
  );
});

it('about dates', () => {
  const { message } = HR4023.error({
    address: 'temporal.internal:7233',
    code: 'CERT_HAS_EXPIRED',
    certificate:
      'for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT',
  });
  expect(message).toBe(
    [
      '[HR4023] The certificate of the Temporal server at temporal.internal:7233 is not trusted: it has expired (for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT).',
      '  Why:     whoever sits on the way could pretend to be the server; the SDK therefore says nothing to it, not even why.',
      '  Fix:     renew the certificate on the server; where it is new, check the clock of this machine.',
      '  Docs:    https://handrail.dev/errors/HR4023        (offline: npx handrail explain HR4023)',
    ].join('\n'),
  );
});

it('and keeps a code that has no words', () => {
  const { message } = HR4023.error({
    address: 'temporal.internal:7233',
    code: 'CERT_REVOKED',
    certificate:
      'for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT',
  });
  expect(message).toBe(
    [
      '[HR4023] The certificate of the Temporal server at temporal.internal:7233 is not trusted: CERT_REVOKED (for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT).',
      '  Why:     whoever sits on the way could pretend to be the server; the SDK therefore says nothing to it, not even why.',
      '  Fix:     give the authority that signed it as tls.serverRootCACertificate (TEMPORAL_TLS_SERVER_CA_CERT_PATH); do not turn verification off.',
      '  Docs:    https://handrail.dev/errors/HR4023        (offline: npx handrail explain HR4023)',
    ].join('\n'),
  );
});

it('says that the authority that was given is trusted alone', () => {
  const problem = HR4023.problem({
    address: 'shop.a1b2c.tmprl.cloud:7233',
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    certificate: 'for DNS:*.a1b2c.tmprl.cloud',
    given: true,
  });
  expect(problem.fix).toBe(
    'what tls.serverRootCACertificate holds (TEMPORAL_TLS_SERVER_CA_CERT_PATH) has not signed it, and is trusted alone: give the authority that has, or leave the option out where a public one has, as for Temporal Cloud; do not turn verification off.',
  );
});
