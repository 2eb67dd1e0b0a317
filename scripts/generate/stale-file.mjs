/**
 * What keeps a generated file from being what it should be, with the first line that differs; undefined where nothing does.
 *
 * @param {string} path
 * @param {string | undefined} current - the file's text, where there is a file
 * @param {string | undefined} text - what it should be; undefined where there must be no file
 */
export function describeStaleFile(path, current, text) {
  if (current === text) return undefined;
  if (text === undefined) return `  ${path}: must not exist`;
  if (current === undefined) return `  ${path}: is missing`;
  const [before, after] = [current.split('\n'), text.split('\n')];
  const differing = after.findIndex((line, index) => line !== before[index]);
  const at = differing === -1 ? after.length : differing;
  return [
    `  ${path}:${at + 1}`,
    `    is:        ${before[at] ?? '(end of file)'}`,
    `    should be: ${after[at] ?? '(end of file)'}`,
  ].join('\n');
}
