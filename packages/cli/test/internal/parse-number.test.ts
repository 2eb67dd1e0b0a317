import { expect, it } from 'vitest';
import { parseCount, parseSeconds } from '../../src/internal/parse-number';

it('reads counts and seconds', () => {
  expect(parseCount('1000')).toBe(1_000);
  expect(parseSeconds('0.5')).toBe(0.5);
});

it.each(['0', '-1', '1.5', 'many', '', '1e3'])('refuses %j as a count', (text) => {
  expect(() => parseCount(text)).toThrow('a number from 1 to 1000000 is wanted');
});

it.each(['0', '-1', 'soon', '', '100000'])('refuses %j as seconds', (text) => {
  expect(() => parseSeconds(text)).toThrow('seconds from 0.1 to 86400 are wanted');
});
