/**
 * What is run in a project, as it stands in its README: an npm script with arguments (`workflow my-lock`), or any other line
 * (`NODE_ENV=production node lib/worker.js`), which sees the programs of the project's dependencies as a script does.
 * @param {string} line
 * @param {Record<string, string>} scripts those of the project's package.json
 */
export function projectCommand(line, scripts) {
  const [name, ...args] = line.trim().split(/\s+/);
  if (Object.hasOwn(scripts, name)) return ['npm', ['run', name, ...(args.length > 0 ? ['--', ...args] : [])]];
  return ['npm', ['exec', '--call', line]];
}
