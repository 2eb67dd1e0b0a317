/** The id or name of something in a list of which each line is one: it may hold a line end, and then read like another line. */
export function oneLine(text: string): string {
  return text.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
