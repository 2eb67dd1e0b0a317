import type { FoldedEntry } from './fold.js';
import { objectOf } from './read-option.js';

/** Whether a retry policy allows one attempt only. */
export function isTriedOnce(retry: FoldedEntry | undefined): boolean {
  const attempts = objectOf(retry)?.entries.get('maximumAttempts')?.value;
  return attempts?.kind === 'value' && attempts.value === 1;
}
