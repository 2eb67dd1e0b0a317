/** Reads a whole number of things. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1_000_000) throw new Error('a number from 1 to 1000000 is wanted');
  return count;
}

/** Reads a number of seconds. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds < 0.1 || seconds > 86_400)
    throw new Error('seconds from 0.1 to 86400 are wanted');
  return seconds;
}
