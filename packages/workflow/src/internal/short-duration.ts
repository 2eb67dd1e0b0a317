type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type UpTo59 = Digit | `${1 | 2 | 3 | 4 | 5}${Digit}`;

/**
 * The durations under an hour that people write most, in full: the compiler finds a string among many faster than it tries
 * one pattern.
 */
export type ShortDuration =
  `${UpTo59}${' second' | ' seconds' | 's' | ' minute' | ' minutes' | ' min' | ' mins' | 'm'}` | '1 hour' | '1h';
