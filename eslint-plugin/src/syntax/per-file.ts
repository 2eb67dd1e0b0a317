import type { SourceCode } from './nodes.js';

/**
 * What several rules ask of a file: worked out once for each, and kept as long as its tree. By file, and not by node: the garbage
 * collector asks each entry of a weak map again and again.
 *
 * @param make what else it is given has to be the same for all of a file
 */
export function perFile<More extends readonly unknown[], T>(
  make: (sourceCode: SourceCode, ...more: More) => T,
): (sourceCode: SourceCode, ...more: More) => T {
  const made = new WeakMap<object, { readonly value: T }>();
  return (sourceCode, ...more) => {
    let kept = made.get(sourceCode.ast);
    if (kept === undefined) made.set(sourceCode.ast, (kept = { value: make(sourceCode, ...more) }));
    return kept.value;
  };
}
