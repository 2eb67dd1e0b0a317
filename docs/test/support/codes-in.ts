import { CODE, HandrailError } from '@handrail/errors';

/**
 * The codes of the messages in a text, such as a log: where a line begins with one, behind its level at most. A guard that is waived
 * raises nothing.
 */
export function codesIn(text: string): string[] {
  return [...text.matchAll(/^(?:[A-Z]+ )?\[(HR\d{4})\] (?!.* Waived: )/gm)].map(([, code]) => code ?? '');
}

/** The codes that an error tells of, each once. */
export function codesOfError(error: unknown): string[] {
  if (HandrailError.isInstance(error)) return error.problems.map(({ code }) => code);
  if (!(error instanceof Error)) return [];
  const own = (error as { [CODE]?: string })[CODE];
  return [...new Set([...(own === undefined ? [] : [own]), ...codesIn(error.message)])];
}

/** Without repetitions, in order. */
export function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
