/** The name of a class with its article; undefined for what is no name that may stand in a message. */
export function withArticle(name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[\p{L}_$][\p{L}\p{N}_$]{0,59}$/u.test(name) || name === 'Object') return undefined;
  return `${/^[AEIOU]/i.test(name) && !/^U(?:ni[^mn]|rl|int)/i.test(name) ? 'an' : 'a'} ${name}`;
}
