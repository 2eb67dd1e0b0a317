import { writeFile } from 'node:fs/promises';
import { HR9016 } from '@handrail/errors';
import { systemErrorReason } from '@handrail/common/host';

/** Writes a file that the user has named. */
export async function writeResult(path: string, text: string, command: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw HR9016.error({ problem: `${path} cannot be written (${systemErrorReason(error)})`, command });
  }
}
