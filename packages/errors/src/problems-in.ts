import { catalogue } from './catalogue';
import type { ErrorDefinition } from './define-error';
import type { Problem } from './handrail-error';

/**
 * The problems that the message of a sandbox error names, in the catalogue's words; undefined for any other message. Workflow code
 * may be newer than the worker's process, or write such a message itself: what the catalogue cannot word is left as it is.
 *
 * @param worded puts facts into better words than those of the sandbox
 */
export function problemsIn(
  message: string,
  worded: (facts: object) => object = (its) => its,
): readonly Problem[] | undefined {
  const facts = /^\[HR\d{4}\] [^]*\n(\[\["HR\d{4}",[^\n]*\]\])$/.exec(message)?.[1];
  if (facts === undefined) return undefined;
  try {
    const found = JSON.parse(facts) as [string, object][];
    // What is worded must be what was said: in words, or where workflow bundles have none in facts.
    let rest = message;
    for (const [code, its] of found) {
      const heads = [definitionOf(code)?.problem(its).head, JSON.stringify(its)].map((head) => `[${code}] ${head}\n`);
      const said = heads.find((head) => rest.startsWith(head));
      if (said === undefined) return undefined;
      rest = rest.slice(said.length);
    }
    return found.map(([code, its]) => definitionOf(code)?.problem(worded(its))) as Problem[];
  } catch {
    return undefined;
  }
}

function definitionOf(code: string): ErrorDefinition<object> | undefined {
  return catalogue.find((entry) => entry.code === code) as ErrorDefinition<object> | undefined;
}
