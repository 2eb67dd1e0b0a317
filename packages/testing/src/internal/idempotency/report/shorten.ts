/** A text on one line, cut at the end. */
export function shorten(text: string, length = 72): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** A key, cut in the middle: two keys often begin alike and differ in their last characters. */
export function shortenKey(key: string, length = 36): string {
  const line = key.replaceAll(/\s+/g, ' ');
  const half = Math.floor((length - 1) / 2);
  return line.length > length ? `${line.slice(0, length - 1 - half)}…${line.slice(-half)}` : line;
}
