import { expect, it } from 'vitest';
import { readSize } from '../src/size';

it.each([
  [131_072, 131_072],
  ['131072 B', 131_072],
  ['128 KiB', 131_072],
  ['128KiB', 131_072],
  ['1.5 MiB', 1_572_864],
  ['2 GiB', 2_147_483_648],
])('reads %j as %d bytes', (value, bytes) => {
  expect(readSize(value)).toBe(bytes);
});

it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '', '5', '5 KB', '5 kib', '-5 KiB', '5 KiB ', '0 B', '0.3 B', '1e3 B', null, {}])(
  'does not take %j for a size',
  (value) => {
    expect(readSize(value)).toBeUndefined();
  },
); // prettier-ignore
