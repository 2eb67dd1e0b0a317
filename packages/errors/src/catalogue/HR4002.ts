import { defineError } from '../define-error';

export const HR4002 = defineError<{
  address: string;
  namespace?: string;
  reason: string;
  /** What can be seen from here to be wrong, in whole clauses. */
  hints?: readonly string[];
}>({
  code: 'HR4002',
  title: 'The Temporal server does not accept the credentials',
  disposition: 'report',
  head: ({ address, namespace, reason }) =>
    `The Temporal server at ${address} refused access${namespace === undefined ? '' : ` to namespace "${namespace}"`}: ${reason}`,
  why: ({ hints = [] }) =>
    hints.length === 0
      ? 'the server was reached, so address and TLS are right; what is wrong is the API key, the client certificate or their rights.'
      : `the server was reached, so address and TLS are right; ${hints.join('; ')}.`,
  fix: () =>
    'check that the API key is whole and has not expired, that it may use this namespace, and that the address belongs to the kind of credentials (API key or certificate).',
  example: {
    address: 'eu-west-1.aws.api.temporal.io:7233',
    namespace: 'shop.a1b2c',
    reason: '7 PERMISSION_DENIED: Request unauthorized.',
  },
});
