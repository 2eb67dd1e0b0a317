import { HR9016 } from '@handrail/errors';
import { systemErrorReason } from '@handrail/common/host';
import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that the user has named, with `option` where there are several. */
export async function writeResult(path: string, text: string, command: string, option?: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw notWritable(error, path, command, option);
  }
}

/** Says before a long work that its result cannot be written. Leaves no file behind. */
export async function requireWritable(path: string, option: string, command: string): Promise<void> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    await access(existing === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw notWritable(error, path, command, option);
  }
}

function notWritable(error: unknown, path: string, command: string, option: string | undefined): Error {
  const named = option === undefined ? path : `${option} ${path}`;
  return HR9016.error(
    { problem: `${named} cannot be written (${systemErrorReason(error)})`, command },
    { cause: error },
  );
}
