import { defineError } from '../define-error';

const FIXES = {
  refused: (address: string) =>
    `start the server, or correct host and port (TEMPORAL_ADDRESS, the profile, connection.address, or --address on the command line, is ${address}; inside a container localhost is the container itself); for a development server run: npx handrail dev.`,
  unreachable: (address: string) =>
    `check the port, and firewall, VPN and security groups between this machine and ${address}.`,
  late: (address: string) =>
    `raise connectTimeout, and look at the load of this machine and of the server at ${address}.`,
  tls: (address: string) =>
    `check that client and server at ${address} have a version of TLS in common, and whether the server wants a client certificate (tls.clientCertPair).`,
  proxy: (address: string) =>
    `check the proxy, or list the host of ${address} in no_proxy where it is reached directly.`,
  unknown: (address: string) =>
    `check that a server listens at ${address}, and that both sides agree on TLS; for a development server run: npx handrail dev.`,
} as const;

export const HR4001 = defineError<{
  address: string;
  encrypted?: boolean;
  reason: string;
  waited?: string;
  cause?: keyof typeof FIXES;
  /** What `TEMPORAL_ADDRESS` says, where that is another server. */
  unread?: string;
}>({
  code: 'HR4001',
  title: 'The Temporal server cannot be reached',
  disposition: 'report',
  head: ({ address, encrypted, reason, waited }) =>
    `No connection to the Temporal server at ${address}${encrypted === undefined ? '' : encrypted ? ' (with TLS)' : ' (without TLS)'}${waited === undefined ? '' : ` within ${waited}`}: ${reason}`,
  why: () =>
    'no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
  fix: ({ address, cause = 'unknown', unread }) =>
    cause === 'refused' && unread !== undefined
      ? `TEMPORAL_ADDRESS is ${unread}, and was not used: only connect() reads it, and an address that is given wins over it. For that server make the client with await connect(); for one at ${address} start it: npx handrail dev.`
      : FIXES[cause](address),
  example: {
    address: 'localhost:7233',
    encrypted: false,
    waited: '10 seconds',
    reason: 'nothing listens there (ECONNREFUSED)',
    cause: 'refused',
  },
});
