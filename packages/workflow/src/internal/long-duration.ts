/**
 * Durations of two hours or more, as far as TypeScript can tell them from shorter ones by their text.
 *
 * TypeScript cannot compare the number in a string, so these are patterns of leading digits and a unit, spelt as the SDK's
 * `Duration` allows. Every pattern is tried on every proxy: to keep them few, a unit is recognised by a letter that no
 * shorter one has (the `y` of `day` and `year`). Left to run time: variables, sums, leading zeros, less than a tenth of a
 * day, and numbers of milliseconds other than whole hours and days.
 *
 * @module
 */

export type LongDuration = Hours | Minutes | Seconds | Milliseconds | Days | Weeks | RoundMilliseconds;

type From1To9 = 1 | From2To9;
type From2To9 = 2 | 3 | 4 | 5 | 6 | 7 | From8To9;
type From8To9 = 8 | 9;

// In a template type a placeholder that another one follows takes a single character: in a row of `${bigint}` each is one
// digit, except for the last where text follows it.
type AtLeast2 = `${From2To9}` | `1${bigint}`;
type AtLeast120 = `${`1${From2To9}` | `${From2To9}${bigint}` | `${bigint}${bigint}${bigint}`}${bigint}`;
type AtLeast7200 =
  `${`7${From2To9}${bigint}` | `${From8To9}${bigint}${bigint}` | `${bigint}${bigint}${bigint}${bigint}`}${bigint}`;
type AtLeastATenth = `${From1To9 | `${'' | 0}.${From1To9}`}`;

// `${number}` is any digits that remain, a fraction and the blanks before the unit.
type Rest = '' | ' ' | number;

type Hours = `${AtLeast2}${string}${'h' | 'H'}${string}`;
type Minutes = `${AtLeast120}${string}${'m' | 'M' | `${'min' | 'Min' | 'MIN'}${string}`}`;
type Seconds = `${AtLeast7200}${Rest}${'s' | 'S'}${string}`;
type Milliseconds = `${AtLeast7200}${bigint}${bigint}${bigint}${string}`;
type Days = `${AtLeastATenth}${Rest}${'d' | 'D'}`;
type Weeks = `${AtLeastATenth}${string}${'w' | 'W' | 'y' | 'Y'}${string}`;

// There are no patterns of numbers: 2 to 24 hours, then whole days up to 30.
// prettier-ignore
type RoundMilliseconds =
  | 7_200_000 | 10_800_000 | 14_400_000 | 18_000_000 | 21_600_000 | 25_200_000 | 28_800_000 | 32_400_000
  | 36_000_000 | 39_600_000 | 43_200_000 | 46_800_000 | 50_400_000 | 54_000_000 | 57_600_000 | 61_200_000
  | 64_800_000 | 68_400_000 | 72_000_000 | 75_600_000 | 79_200_000 | 82_800_000 | 86_400_000
  | 172_800_000 | 259_200_000 | 345_600_000 | 432_000_000 | 518_400_000 | 604_800_000 | 691_200_000 | 777_600_000
  | 864_000_000 | 950_400_000 | 1_036_800_000 | 1_123_200_000 | 1_209_600_000 | 1_296_000_000 | 1_382_400_000
  | 1_468_800_000 | 1_555_200_000 | 1_641_600_000 | 1_728_000_000 | 1_814_400_000 | 1_900_800_000 | 1_987_200_000
  | 2_073_600_000 | 2_160_000_000 | 2_246_400_000 | 2_332_800_000 | 2_419_200_000 | 2_505_600_000 | 2_592_000_000;
