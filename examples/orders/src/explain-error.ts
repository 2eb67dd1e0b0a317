import { codeOf } from '@handrail/errors';

/** What to print of an error: one with a code says what to do, and its stack would only hide it. */
export function explainError(error: unknown): unknown {
  return error instanceof Error && codeOf(error) !== undefined ? error.message : error;
}
