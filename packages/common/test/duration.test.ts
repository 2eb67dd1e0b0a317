import { msToNumber } from '@temporalio/common/lib/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_DURATION_MILLISECONDS, readDuration } from '../src/duration';
import { formatDuration } from '../src/format-duration';

describe('readDuration', () => {
  it.each([
    [60_000, 60_000],
    ['5', 5],
    ['30 seconds', 30_000],
    ['5m', 300_000],
    ['1.5 hours', 5_400_000],
    ['2 Days', 172_800_000],
    ['100 years', LONGEST_DURATION_MILLISECONDS],
    [{ seconds: 90, nanos: 500_000_000 }, 90_500],
    [{ seconds: { toString: () => '1814400' } }, 1_814_400_000],
    [{ nanos: 1_000_000 }, 1],
  ])('reads %o as %d milliseconds', (value, milliseconds) => {
    expect(readDuration(value)).toEqual({ milliseconds });
  });

  it.each([
    ['3 weekz', 'is not a duration', "'3 weeks'"],
    ['PT5M', 'is not a duration', "'5 minutes'"],
    ['PT1H30M', 'is not a duration', "'90 minutes'"],
    ['P1DT12H', 'is not a duration', "'36 hours'"],
    ['P1D', 'is not a duration', "'1 day'"],
    ['P1M', 'is not a duration', undefined],
    ['PT0S', 'is not a duration', undefined],
    ['1h30m', 'is not a duration', "'90 minutes'"],
    ['1 hour and 30 seconds', 'is not a duration', "'3630 seconds'"],
    ['2 days, 3 hours', 'is not a duration', "'51 hours'"],
    ['1 day soon', 'is not a duration', undefined],
    ['1 month', 'is not a duration', "'30 days'"],
    ['1 minutes ', 'is not a duration', "'1 minute'"],
    [' 5 day', 'is not a duration', "'5 days'"],
    ['2 hourss', 'is not a duration', "'2 hours'"],
    [' 5m', 'is not a duration', "'5 minutes'"],
    ['5 sec.', 'is not a duration', "'5 seconds'"],
    ['3 mont', 'is not a duration', undefined],
    ['0 weekz', 'is not a duration', undefined],
    ['', 'is not a duration', undefined],
    ['three days', 'is not a duration', undefined],
    ['1e20', 'is not a duration', undefined],
    ['9'.repeat(200), 'is not a duration', undefined],
    ['-1s', 'is negative', undefined],
    [-1, 'is negative', undefined],
    [Number.NEGATIVE_INFINITY, 'is negative', undefined],
    [0, 'is zero', undefined],
    ['0s', 'is zero', undefined],
    [{ seconds: 0, nanos: 0 }, 'is zero', undefined],
    [Number.NaN, 'is not a number', undefined],
    [1e20, 'is over 100 years', undefined],
    [Number.POSITIVE_INFINITY, 'is over 100 years', undefined],
    ['101 years', 'is over 100 years', undefined],
    [true, 'is not a duration', undefined],
    [60_000n, 'is not a duration', undefined],
    [[5], 'is not a duration', undefined],
    [{ seconds: 'soon' }, 'is not a duration', undefined],
    [{ minutes: 5 }, 'is not a duration', undefined],
    [undefined, 'is not a duration', undefined],
  ])('does not take %o: it %s', (value, reason, suggestion) => {
    expect(readDuration(value)).toEqual(suggestion === undefined ? { reason } : { reason, suggestion });
  });

  it('takes less than a nanosecond for zero, since nothing of it is left on the wire', () => {
    expect(readDuration(1e-7)).toEqual({ reason: 'is zero' });
  });

  it('takes zero where waiting for no time is fine', () => {
    expect(readDuration(0, { zero: true })).toEqual({ milliseconds: 0 });
  });

  it('takes what throws when it is touched for no duration', () => {
    const seconds = { valueOf: () => expect.fail('not caught'), toString: () => expect.fail('not caught') };
    expect(readDuration({ seconds }).milliseconds).toBeUndefined();
    expect(readDuration({ seconds: Symbol('x') }).milliseconds).toBeUndefined();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(readDuration(proxy).milliseconds).toBeUndefined();
  });

  const text = fc.oneof(
    fc.string(),
    fc.tuple(fc.double({ noNaN: true }), fc.constantFrom('', ' ', '  '), fc.constantFrom('', 's', 'ms', 'Min', 'weeks', 'y', 'mo', 'x'))
      .map((parts) => parts.join('')),
    fc.tuple(fc.nat(), fc.constantFrom(' seconds', 'h', ' DAYS', 'm ', ' mins')).map((parts) => parts.join('')),
  ); // prettier-ignore

  it('agrees with the SDK on every string', () => {
    fc.assert(
      fc.property(text, (value) => {
        const expected = readBySdk(value);
        const read = readDuration(value, { zero: true });
        if (expected === undefined) expect(read).toMatchObject({ reason: 'is not a duration' });
        else if (expected < 0) expect(read).toEqual({ reason: 'is negative' });
        else if (read.reason === 'is a point in time') expect(Math.abs(expected - Date.now())).toBeLessThan(4e10);
        else if (expected > LONGEST_DURATION_MILLISECONDS) expect(read.milliseconds).toBeUndefined();
        else expect(read).toEqual({ milliseconds: expected });
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows a point in time by its number, and not by what has a unit', () => {
    const now = Date.now();
    for (const value of [now, now + 60_000, String(now), now - 31_536_000_000]) {
      expect(readDuration(value)).toEqual({ reason: 'is a point in time' });
    }
    for (const value of ['57 years', now - 60_000_000_000, now + 60_000_000_000, 20 * 86_400_000]) {
      expect(readDuration(value).reason).toBeUndefined();
    }
    expect(readDuration({ seconds: Math.round(now / 1_000), nanos: 0 }).reason).toBeUndefined();
  });

  it('suggests nothing that it would not take itself', () => {
    const slip = fc.tuple(
      fc.double({ min: 0.1, max: 500, noNaN: true }).map((amount) => amount.toFixed(1)),
      fc.constantFrom('', ' ', '  ', '\t'),
      fc.string({ unit: fc.constantFrom(...'adehiklmnorstuwyz '), maxLength: 9 }),
      fc.constantFrom('', ' ', '30m', ' 5 s'),
    );
    fc.assert(
      fc.property(slip, (parts) => {
        const read = readDuration(parts.join(''));
        const suggestion = read.milliseconds === undefined ? read.suggestion : undefined;
        if (suggestion === undefined) return;
        expect(suggestion).toMatch(/^'.+'$/);
        expect(readDuration(suggestion.slice(1, -1)).milliseconds).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }), (value) => {
        expect(() => readDuration(value)).not.toThrow();
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [10_800_000, '3 hours'],
    [86_400_000, '1 day'],
    [1_814_400_000, '21 days'],
    [5_400_000, '1 hour 30 minutes'],
    [90_000, '1 minute 30 seconds'],
    [1_000, '1 second'],
    [1_500, '1.5 seconds'],
    [250, '250 milliseconds'],
    [1, '1 millisecond'],
    [0.5, '0.5 milliseconds'],
    [0, '0 milliseconds'],
    [86_399_999, '23 hours 59 minutes 59.999 seconds'],
    [100_000_000, '1 day 3 hours 46 minutes 40 seconds'],
    [-60_000, '-1 minute'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NaN, 'NaN'],
  ])('words %d as %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });

  it('is exact: two durations that differ by a millisecond read differently', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3_000_000_000 }), (milliseconds) => {
        expect(formatDuration(milliseconds)).not.toBe(formatDuration(milliseconds + 1));
      }),
    );
  });
});

function readBySdk(text: string): number | undefined {
  try {
    return msToNumber(text as never);
  } catch {
    return undefined;
  }
}
