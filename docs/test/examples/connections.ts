import { certificatePath } from '../support/servers';
import type { Scenarios } from '../support/scenario';

const trusted = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: certificatePath('authority.pem') };

/** HR4001–HR4006 and HR4020–HR4026: how a client comes to its server. */
export const connections: Scenarios = {
  HR4001: {
    wrong: { replace: { wrong: { 'localhost:7233': { server: 'dead' } } } },
    right: { environment: trusted, replace: { right: { 'temporal-frontend:7233': { server: 'tls' } } } },
  },
  HR4002: {
    environment: { ...trusted, KEY: 'key-of-nobody' },
    replace: {
      both: {
        'shop.a1b2c.tmprl.cloud:7233': { server: 'refusing' },
        'eu-west-1.aws.api.temporal.io:7233': { server: 'tls' },
        'shop.a1b2c': '@namespace',
      },
    },
  },
  HR4003: {
    wrong: {},
    right: { environment: trusted, replace: { right: { 'temporal.internal:7233': { server: 'tls' } } } },
  },
  HR4004: { replace: { right: { "'shop'": "'@namespace'" } } },
  HR4005: {
    replace: {
      right: {
        'temporal.internal:7233': { server: 'mutual' },
        eyJhbGciOi: 'key-of-nobody',
        '/etc/temporal/client.pem': certificatePath('self-signed.pem'),
        '/etc/temporal/client.key': certificatePath('self-signed.key'),
      },
    },
    environment: trusted,
  },
  HR4006: {
    replace: { right: { 'temporal.internal:7233': { server: 'tls' } } },
    also: { wrong: { HR4003: 'https:// turns no TLS on' } },
  },
  HR4020: {
    environment: trusted,
    replace: {
      wrong: { 'temporal-frontned.prod': 'temporal-frontned.invalid' },
      right: { 'temporal-frontend.prod:7233': { server: 'tls' } },
    },
  },
  HR4021: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
  HR4022: { replace: { both: { 'temporal.internal:7233': { server: 'tls' } } } },
  HR4023: {
    trusted: false,
    replace: {
      both: {
        'temporal.internal:7233': { server: 'untrusted' },
        "'ca.pem'": JSON.stringify(certificatePath('authority.pem')),
      },
    },
  },
  HR4024: {
    replace: {
      both: {
        'shop.a1b2c.tmprl.cloud:7233': { server: 'mutual' },
        'clientCertPair:':
          'serverRootCACertificate: readFileSync("packages/client/test/fixtures/certificates/authority.pem"), clientCertPair:',
        "'client.pem'": JSON.stringify(certificatePath('self-signed.pem')),
        "'client.key'": JSON.stringify(certificatePath('self-signed.key')),
      },
    },
  },
  HR4025: { replace: { both: { 'localhost:8233': { server: 'web' }, 'localhost:7233': { server: 'plain' } } } },
  HR4026: {
    replace: { wrong: { 'localhost:7233': { server: 'silent' } }, right: { 'localhost:7233': { server: 'plain' } } },
  },
};
