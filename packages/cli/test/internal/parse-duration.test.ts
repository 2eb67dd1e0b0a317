import { expect, it } from 'vitest';
import { parseDuration } from '../../src/internal/parse-duration';

it.each([
  ['30 seconds', 30_000],
  ['5m', 300_000],
  ['1.5 hours', 5_400_000],
])('reads %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(['', '60', '1.5', 'soon', '-5 minutes', '0s'])('refuses %j', (text) => {
  expect(() => parseDuration(text)).toThrow("a duration such as '30 seconds' or '2 hours' is wanted");
});
