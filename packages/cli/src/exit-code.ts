/** What every command ends with, and nothing else. */
export const ExitCode = {
  /** It did what it was asked, and nothing needs attention. */
  Fine: 0,
  /** It looked and found something. */
  Found: 1,
  /** It could not look. */
  CouldNotLook: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** For the help of every command. */
export const EXIT_CODES_HELP = `Exit codes:
  0  fine
  1  looked and found something
  2  could not look`;
