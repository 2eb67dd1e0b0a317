import { isRunId } from '@handrail/common/host';

/** Reads the id of a run, which the server makes: a UUID. */
export function parseRunId(text: string): string {
  // An empty one, of a variable that is not set, has words of its own.
  if (text.trim() !== '' && !isRunId(text))
    throw new Error('a run id such as 0198f2c4-7d1e-7a55-9b0a-3f6c2d1e8a40 is wanted');
  return text;
}
