/** The type of a value, in words: what it says is not shown. */
export function typeInWords(value: unknown): string {
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
