/**
 * Replaces the last part of a file, from the line that begins with `marker` on; what stands above it is written by hand. The
 * marker says that the part is generated.
 */
export function replaceRegion(text, marker, region) {
  const at = text.indexOf(marker);
  const own = (at === -1 ? text : text.slice(0, at)).trim();
  return `${own === '' ? '' : `${own}\n\n`}${region}`;
}
