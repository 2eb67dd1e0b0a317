import { systemErrorReason } from '@handrail/common/host';
import { readFile } from 'node:fs/promises';

/** Reads a file that holds JSON. `refuse` makes the error for one that does not, or cannot be read. */
export async function readJsonFile(path: string, refuse: (reason: string, cause: unknown) => Error): Promise<unknown> {
  let text: string;
  try {
    text = decode(await readFile(path));
  } catch (error) {
    throw refuse(systemErrorReason(error), error);
  }
  if (text.trim() === '') throw refuse('it is empty', undefined);
  try {
    return JSON.parse(text);
  } catch (error) {
    const isCutOff = /[{[]/.test(text.trim().charAt(0)) && !/[}\]]/.test(text.trim().slice(-1));
    throw refuse(isCutOff ? 'it is not JSON: its end is missing' : 'it is not JSON', error);
  }
}

/** What `>` writes in PowerShell begins with a mark, and may be UTF-16. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
