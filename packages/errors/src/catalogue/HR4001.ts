import { defineError } from '../define-error';

export const HR4001 = defineError<{ address: string; encrypted?: boolean; reason: string; waited?: string }>({
  code: 'HR4001',
  title: 'The Temporal server cannot be reached',
  disposition: 'report',
  head: ({ address, encrypted, reason, waited }) =>
    `No connection to the Temporal server at ${address}${encrypted === undefined ? '' : encrypted ? ' (with TLS)' : ' (without TLS)'}${waited === undefined ? '' : ` within ${waited}`}: ${reason}`,
  why: () =>
    'the SDK gives the same message for a server that is down, a wrong name or port, a firewall, and TLS on one side only.',
  fix: ({ address, encrypted }) =>
    `check that a server listens at ${address} and ${encrypted === true ? 'speaks TLS (a development server does not; an API key turns TLS on)' : 'speaks plain text (a server that wants TLS looks the same as none)'}; for a development server run: npx handrail dev.`,
  example: {
    address: 'localhost:7233',
    encrypted: false,
    waited: '10 seconds',
    reason: 'Failed to connect before the deadline',
  },
});
