import { defineError } from '../define-error';

const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not among those that are trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not among those that are trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not among those that are trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not among those that are trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other names',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
};

const AUTHORITY =
  'give the authority that signed it as tls.serverRootCACertificate (TEMPORAL_TLS_SERVER_CA_CERT_PATH); do not turn verification off.';

const GIVEN =
  'what tls.serverRootCACertificate holds (TEMPORAL_TLS_SERVER_CA_CERT_PATH) has not signed it, and is trusted alone: give the authority that has, or leave the option out where a public one has, as for Temporal Cloud; do not turn verification off.';

const FIXES: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID:
    'connect by a name that the certificate has, or set tls.serverNameOverride (TEMPORAL_TLS_SERVER_NAME) to one.',
  CERT_HAS_EXPIRED: 'renew the certificate on the server; where it is new, check the clock of this machine.',
  CERT_NOT_YET_VALID: 'check the clock of this machine, and the dates of the certificate.',
};

export const HR4023 = defineError<{
  address: string;
  code: string;
  certificate: string;
  /** Whether the options of the connection name an authority. */
  given?: boolean;
}>({
  code: 'HR4023',
  title: 'The certificate of the Temporal server is not trusted',
  disposition: 'report',
  head: ({ address, code, certificate }) =>
    `The certificate of the Temporal server at ${address} is not trusted: ${REASONS[code] ?? code} (${certificate}).`,
  why: () =>
    'whoever sits on the way could pretend to be the server; the SDK therefore says nothing to it, not even why.',
  fix: ({ code, given }) => FIXES[code] ?? (given === true ? GIVEN : AUTHORITY),
  example: {
    address: 'temporal.internal:7233',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    certificate:
      'for DNS:temporal.internal, issued by temporal.internal, valid from Jan  1 00:00:00 2026 GMT to Jan  1 00:00:00 2027 GMT',
  },
});
