import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1030 = defineError<ReachedHazard>({
  code: 'HR1030',
  title: 'Workflow code reaches the network',
  disposition: 'report',
  head: reaches,
  why: () => 'the sandbox has no network, and a replay would ask again and get another answer.',
  fix: () => 'make the request in an activity and call it through proxyActivities.',
  example: {
    from: 'charge()',
    hazard: 'fetch',
    chain: ['charge (src/workflows/order.ts:12)', 'post (src/lib/http.ts:8)', 'fetch'],
    may: false,
  },
});
