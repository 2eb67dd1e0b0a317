const PLAIN = /^[\w@%+:,./][\w@%+=:,./-]*$/;

/** An argument as a POSIX shell takes it literally. Ids may hold any character. */
export function shellQuote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
