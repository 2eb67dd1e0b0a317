import { expect, it } from 'vitest';
import { isoTime, spokenTime } from '../../src/internal/spoken-time';

it.each([
  [0, 'less than a second'],
  [-5, 'less than a second'],
  [1_000, '1 second'],
  [61_000, '1 minute 1 second'],
  [3_600_000, '1 hour'],
  [3_601_000, '1 hour'],
  [90_061_000, '1 day 1 hour'],
  [1_209_600_000, '14 days'],
])('says %i milliseconds as %j', (milliseconds, text) => {
  expect(spokenTime(milliseconds)).toBe(text);
});

it('writes moments to the second, and those beyond all calendars as never', () => {
  expect(isoTime(Date.UTC(2026, 2, 1, 12, 0, 0, 999))).toBe('2026-03-01T12:00:00Z');
  expect(isoTime(Number.POSITIVE_INFINITY)).toBe('never');
  expect(isoTime(1e20)).toBe('never');
});
