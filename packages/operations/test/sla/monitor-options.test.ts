import { describe, expect, it } from 'vitest';
import { requireDuration, requireWait } from '../../src/sla/monitor-options';

describe('a duration that is waited for', () => {
  it.each([
    ['1 minute', 60_000],
    ['24 days', 24 * 86_400_000],
    [100, 100],
  ])('%s', (value, milliseconds) => {
    expect(requireWait('every', value, 100)).toBe(milliseconds);
  });

  it.each([
    ['25 days', "[HR7073] The SLA monitor has every: '25 days', which is longer than 24 days."],
    [2 ** 31, '[HR7073] The SLA monitor has every: 2147483648, which is longer than 24 days.'],
    [99, '[HR7073] The SLA monitor has every: 99, which is shorter than 100 milliseconds.'],
    ['soon', "[HR7073] The SLA monitor has every: 'soon', which is not a duration."],
  ])('%s is refused: a timer of Node.js would fire at once', (value, message) => {
    expect(() => requireWait('every', value, 100)).toThrow(message);
  });
});

it('another duration may be as long as one likes', () => {
  expect(requireDuration('warnBefore', '90 days')).toBe(90 * 86_400_000);
});
