/**
 * Compares what a compiler says about a type test with what the test expects of it: the exact message of each error, in a
 * comment on the line above it.
 *
 * ```ts
 * // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
 * const { charge } = proxyActivities({ startToCloseTimeout: '3 hours' });
 * ```
 *
 * @param {string} text - the test's source
 * @param {{ line: number, message: string }[]} errors - all that the compiler says about it
 * @returns {{ expected: number, faults: string[] }}
 */
export function compareWithExpectations(text, errors) {
  const expected = readExpectations(text);
  const left = [...errors];
  const faults = [];
  for (const { line, message } of expected) {
    const index = left.findIndex((error) => error.line === line && error.message === message);
    if (index >= 0) {
      left.splice(index, 1);
      continue;
    }
    const other = left.findIndex((error) => error.line === line);
    const [actual] = other >= 0 ? left.splice(other, 1) : [];
    faults.push(`line ${line + 1}:\n    expected: ${message}\n    actual:   ${actual?.message ?? '(it compiles)'}`);
  }
  for (const { line, message } of left) faults.push(`line ${line + 1}:\n    unexpected: ${message}`);
  return { expected: expected.length, faults };
}

function readExpectations(text) {
  const lines = text.split('\n');
  return lines.flatMap((content, index) => {
    const match = /^\s*\/\/ @ts-expect-error (.*)$/.exec(content);
    return match === null ? [] : [{ line: index + 1, message: match[1].trim() }];
  });
}
