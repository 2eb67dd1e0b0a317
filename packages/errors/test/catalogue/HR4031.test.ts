import { expect, it } from 'vitest';
import { HR4031 } from '../../src';

it('names the limit of a call that failed', () => {
  const { message } = HR4031.error({
    subject: 'namespace "shop"',
    cause: 'RPS_LIMIT',
    scope: 'NAMESPACE',
    reason: '8 RESOURCE_EXHAUSTED: namespace rate limit exceeded',
    final: true,
  });
  expect(message).toBe(
    [
      '[HR4031] The Temporal server refused a call of namespace "shop" (RPS_LIMIT, NAMESPACE): 8 RESOURCE_EXHAUSTED: namespace rate limit exceeded',
      '  Why:     the SDK repeats such a call up to ten times, with pauses of seconds and without a word: it only looks slow until it fails.',
      '  Fix:     make fewer calls (start in batches, list instead of describing one by one), or raise the limit: frontend.namespaceRPS, on Temporal Cloud the actions per second of the namespace.',
      '  Docs:    https://handrail.dev/errors/HR4031        (offline: npx handrail explain HR4031)',
    ].join('\n'),
  );
});

it('and of calls that only get slow', () => {
  const { message } = HR4031.error({
    subject: 'this process at localhost:7233',
    cause: 'CONCURRENT_LIMIT',
    scope: 'NAMESPACE',
    reason: 'namespace concurrent poller limit exceeded',
    final: false,
  });
  expect(message).toBe(
    [
      '[HR4031] The Temporal server slows down the calls of this process at localhost:7233 (CONCURRENT_LIMIT, NAMESPACE): namespace concurrent poller limit exceeded',
      '  Why:     the SDK repeats such a call up to ten times, with pauses of seconds and without a word: it only looks slow until it fails.',
      '  Fix:     keep fewer calls open at a time (result() and update polls wait on the server), or raise frontend.namespaceCount.',
      '  Docs:    https://handrail.dev/errors/HR4031        (offline: npx handrail explain HR4031)',
    ].join('\n'),
  );
});

it('also where the server does not name it', () => {
  const { message } = HR4031.error({
    subject: 'namespace "shop"',
    final: true,
    reason: '8 RESOURCE_EXHAUSTED: slow down',
  });
  expect(message).toBe(
    [
      '[HR4031] The Temporal server refused a call of namespace "shop": 8 RESOURCE_EXHAUSTED: slow down',
      '  Why:     the SDK repeats such a call up to ten times, with pauses of seconds and without a word: it only looks slow until it fails.',
      '  Fix:     make fewer calls, or raise the limit on the server.',
      '  Docs:    https://handrail.dev/errors/HR4031        (offline: npx handrail explain HR4031)',
    ].join('\n'),
  );
});
