import { defineError } from '../define-error';

export const HR4026 = defineError<{ address: string; encrypted: boolean }>({
  code: 'HR4026',
  title: 'What listens at the address never answers',
  disposition: 'report',
  head: ({ address, encrypted }) =>
    `What listens at ${address} takes connections and never answers${encrypted ? ' (with TLS and without)' : ' (without TLS and with)'}.`,
  why: () => 'the connection is open, so every call waits for its deadline, and one without a deadline waits for ever.',
  fix: () =>
    'look at what stands between: a load balancer without healthy servers behind it, a port forwarding whose other end is gone, a server that hangs.',
  example: { address: 'temporal.internal:7233', encrypted: false },
});
