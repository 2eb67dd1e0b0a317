// Runs before anything is installed or built, on any version of Node: plain syntax, nothing imported. The wording is the
// catalogue's (packages/errors/src/catalogue/HR9030.ts); a test compares the two.

export const REQUIRED_NODE = '20.19';

/** What to say about a version of Node; undefined where it will do. */
export function nodeVersionProblem(found) {
  const at = found.split('.').map(Number);
  const required = REQUIRED_NODE.split('.').map(Number);
  if (at[0] > required[0] || (at[0] === required[0] && at[1] >= required[1])) return undefined;
  return [
    '[HR9030] Node ' + found + ' is too old; Handrail needs Node ' + REQUIRED_NODE + ' or later.',
    '  Why:     the SDK and the tools use functions that older versions do not have, and would fail half-way.',
    '  Fix:     install Node 22 or 24 (from https://nodejs.org, or with a version manager: nvm install 22), then run the command again.',
    '  Docs:    https://handrail.dev/errors/HR9030        (offline: npx handrail explain HR9030)',
  ].join('\n');
}

/** Ends the process with the message where this version of Node is too old. */
export function requireNode() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}
