import { HandrailError, type Problem } from './handrail-error';

const PROBLEM = Symbol.for('handrail.problem');

/** Notes on an enriched error what was said of it, facts included. */
export function noteProblem<E>(error: E, problem: Problem): E {
  if (error instanceof Error && Object.isExtensible(error)) {
    Object.defineProperty(error, PROBLEM, { value: problem, configurable: true });
  }
  return error;
}

/** What Handrail says of an error, with the facts that its words are made of; undefined where nothing was noted. */
export function problemOf(error: unknown): Problem | undefined {
  if (HandrailError.isInstance(error)) return error.problems[0];
  return error instanceof Error ? (error as { [PROBLEM]?: Problem })[PROBLEM] : undefined;
}
