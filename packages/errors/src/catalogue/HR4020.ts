import { defineError } from '../define-error';

export const HR4020 = defineError<{ address: string; host: string; reason: string }>({
  code: 'HR4020',
  title: 'The host name of the Temporal server does not resolve',
  disposition: 'report',
  head: ({ address, host, reason }) =>
    `The host name "${host}" of the Temporal server at ${address} does not resolve: ${reason}.`,
  why: () =>
    'nothing was sent: the name is misspelt, or the name servers that this machine asks do not know it (a VPN that is down, a name of another cluster).',
  fix: ({ host }) =>
    `correct the address (TEMPORAL_ADDRESS, the profile, connection.address, or --address on the command line), and look the name up on this very machine or in this very container: getent hosts '${host}'.`,
  example: { address: 'temporal-frontned.prod:7233', host: 'temporal-frontned.prod', reason: 'there is no such name' },
});
