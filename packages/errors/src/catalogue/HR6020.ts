import { defineError } from '../define-error';

export const HR6020 = defineError<{ namespace: string; address: string }>({
  code: 'HR6020',
  title: 'A rehearsal is refused outside of tests',
  disposition: 'refuse',
  head: ({ namespace, address }) =>
    `A rehearsal may not run activities again in namespace "${namespace}" at ${address}: that is not this machine, and the namespace is not in allowNamespaces.`,
  why: () =>
    'a rehearsal makes the server repeat activities that have succeeded. Where one is not idempotent, real money moves twice.',
  fix: () =>
    "run it against a server on this machine, or name an integration environment's namespace: rehearsal({ allowNamespaces: ['integration'] }). Never a production one.",
  example: { namespace: 'payments', address: 'temporal.example.com:7233' },
});
