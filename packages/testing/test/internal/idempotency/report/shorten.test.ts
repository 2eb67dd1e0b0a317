import { expect, it } from 'vitest';
import { shorten, shortenKey } from '../../../../src/internal/idempotency/report/shorten';

it('cuts a text at its end', () => {
  expect(shorten('a long\n  sentence about it', 12)).toBe('a long sent…');
});

it('cuts a key in the middle, since keys differ at their ends', () => {
  const run = '0196a000-0000-7000-8000-00000000000';
  expect([`${run}1:1`, `${run}3:1`].map((key) => shortenKey(key))).toEqual([
    '0196a000-0000-7000…00-000000000001:1',
    '0196a000-0000-7000…00-000000000003:1',
  ]);
});

it('leaves a UUID whole', () => {
  expect(shortenKey('0196a000-0000-7000-8000-000000000001')).toBe('0196a000-0000-7000-8000-000000000001');
});
