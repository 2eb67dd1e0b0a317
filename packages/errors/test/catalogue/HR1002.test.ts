import { expect, it } from 'vitest';
import { HR1002 } from '../../src';

it('names what depends on garbage collection, and what to hold instead', () => {
  const { message } = HR1002.error({ workflow: 'order', name: 'WeakRef', place: 'src/lib/cache.ts:4' });
  expect(message).toBe(
    [
      '[HR1002] Workflow "order" uses WeakRef, whose result depends on garbage collection (src/lib/cache.ts:4).',
      '  Why:     a replay would collect at other moments and take another path. The workflow task is retried until a fix is deployed.',
      '  Fix:     hold the object itself, or its id.',
      '  Docs:    https://handrail.dev/errors/HR1002        (offline: npx handrail explain HR1002)',
    ].join('\n'),
  );
});

it('names who reaches it where lint finds it', () => {
  const { head, fix } = HR1002.problem({
    from: 'order()',
    hazard: 'FinalizationRegistry',
    chain: ['a (src/a.ts:1)', 'FinalizationRegistry'],
    may: true,
  });
  expect(head).toBe('order() may reach FinalizationRegistry: a (src/a.ts:1) → FinalizationRegistry.');
  expect(fix).toBe('clean up in a finally block, or in a CancellationScope.nonCancellable.');
});
