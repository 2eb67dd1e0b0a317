import { systemErrorReason } from '@handrail/common/host';
import { readFile } from 'node:fs/promises';

/** Reads a file that holds JSON. `refuse` makes the error for one that does not, or cannot be read. */
export async function readJsonFile(path: string, refuse: (reason: string, cause: unknown) => Error): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refuse(systemErrorReason(error), error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse('it is not JSON', error);
  }
}
