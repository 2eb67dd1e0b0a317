import fc from 'fast-check';
import { msToNumber } from '@temporalio/common/lib/time';
import { describe, expect, it } from 'vitest';
import { faultOfDuration, inWords, readDuration } from '../../src/options/duration.js';

function asTheSdkDoes(text: string): number | undefined {
  try {
    return msToNumber(text as never);
  } catch {
    return undefined;
  }
}

const units = fc.constantFrom(
  ...['', 'ms', 'msec', 'msecs', 'millisecond', 'milliseconds', 's', 'sec', 'secs', 'second', 'seconds'],
  ...['m', 'min', 'mins', 'minute', 'minutes', 'h', 'hr', 'hrs', 'hour', 'hours', 'd', 'day', 'days'],
  ...['w', 'week', 'weeks', 'y', 'yr', 'yrs', 'year', 'years', 'mo', 'month', 'months', 'moon', 'S', 'HOURS', 'Days'],
);
const amounts = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toFixed(3)),
  fc.constantFrom('.5', '-.5', '1.', '.', '-', '', '1e3', '1_000', '+1', '--1'),
);

describe('readDuration', () => {
  it('reads texts as the SDK does', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom('', ' ', '  ', '\t'),
        units,
        fc.constantFrom('', ' '),
        (amount, gap, unit, end) => {
          const text = `${amount}${gap}${unit}${end}`;
          expect(readDuration(text)).toBe(asTheSdkDoes(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes any text for a duration that the SDK takes for one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readDuration(text)).toBe(asTheSdkDoes(text));
      }),
    );
  });

  it('reads a text of a hundred characters and none that is longer', () => {
    expect(readDuration('5'.padStart(100, '0'))).toBe(5);
    expect(readDuration('5'.padStart(101, '0'))).toBeUndefined();
    expect(asTheSdkDoes('5'.padStart(101, '0'))).toBeUndefined();
  });

  it.each([true, null, undefined, {}, 5n])('reads no duration in %s', (value) => {
    expect(readDuration(value)).toBeUndefined();
  });
});

describe('faultOfDuration', () => {
  const timeout = (value: unknown) => faultOfDuration(value, { zero: false, negative: false });
  const timer = (value: unknown) => faultOfDuration(value, { zero: true, negative: true });

  it('lets a good timeout pass', () => {
    expect([timeout(1), timeout('1 day'), timeout('100 years')]).toEqual([undefined, undefined, undefined]);
  });

  it('says what is wrong with a bad one', () => {
    expect([timeout('soon'), timeout(NaN), timeout(-1), timeout(0), timeout('101 years')]).toEqual([
      'is not a duration',
      'is not a number',
      'is negative',
      'is zero',
      'is over 100 years',
    ]);
  });

  it('lets a timer wait for no time at all', () => {
    expect([timer(0), timer(-1), timer('never')]).toEqual([undefined, undefined, 'is not a duration']);
  });
});

describe('inWords', () => {
  it('takes the largest unit that makes a whole number', () => {
    const durations = [86_400_000, 172_800_000, 5_400_000, 3_600_000, 90_000, 1_000, 1_500, 1, 0.5];
    expect(durations.map(inWords)).toEqual([
      '1 day',
      '2 days',
      '90 minutes',
      '1 hour',
      '90 seconds',
      '1 second',
      '1500 milliseconds',
      '1 millisecond',
      '0.5 milliseconds',
    ]);
  });
});
