import { catalogue } from './catalogue';
import type { ErrorDefinition } from './define-error';
import type { Problem } from './handrail-error';

/**
 * The problems that the message of a sandbox error names, in the catalogue's words; undefined for any other message. Workflow code
 * may be newer than the worker's process, or write such a message itself: what the catalogue cannot word is left as it is.
 */
export function problemsIn(message: string): readonly Problem[] | undefined {
  const facts = /^\[HR\d{4}\] [^]*\n(\[\["HR\d{4}",[^\n]*\]\])$/.exec(message)?.[1];
  if (facts === undefined) return undefined;
  try {
    const problems = (JSON.parse(facts) as [string, object][]).map(([code, its]) => definitionOf(code)?.problem(its));
    const heads = problems.map((problem) => problem && `[${problem.code}] ${problem.head}`);
    // What is worded must be what was said.
    return message.startsWith(`${heads.join('\n')}\n`) ? (problems as Problem[]) : undefined;
  } catch {
    return undefined;
  }
}

function definitionOf(code: string): ErrorDefinition<object> | undefined {
  return catalogue.find((entry) => entry.code === code) as ErrorDefinition<object> | undefined;
}
