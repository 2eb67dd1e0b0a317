import { expect, it } from 'vitest';
import { HR1030 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1030.error({
    from: 'charge()',
    hazard: 'fetch',
    chain: ['charge (src/workflows/order.ts:12)', 'post (src/lib/http.ts:8)', 'fetch'],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1030] charge() reaches fetch: charge (src/workflows/order.ts:12) → post (src/lib/http.ts:8) → fetch.',
      '  Why:     the sandbox has no network, and a replay would ask again and get another answer.',
      '  Fix:     make the request in an activity and call it through proxyActivities.',
      '  Docs:    https://handrail.dev/errors/HR1030        (offline: npx handrail explain HR1030)',
    ].join('\n'),
  );
});

it('says that a way is likely only', () => {
  const { head } = HR1030.problem({ from: 'charge()', hazard: 'fetch', chain: [], may: true });
  expect(head).toBe('charge() may reach fetch.');
});
