import { readFileSync } from 'node:fs';
import { HR9002 } from '@handrail/errors';
import { type Baseline, readBaseline } from '../baseline';

/**
 * Reads and checks a baseline file.
 *
 * @param setBy where the path was set, for the message.
 * @throws HandrailError HR9002 that names the path and the reason.
 */
export function readBaselineFile(file: string, setBy: string): Baseline {
  const unusable = (reason: string, cause?: unknown) =>
    HR9002.error({ file, action: 'read', setBy, reason }, cause === undefined ? {} : { cause });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(systemErrorReason(error), error);
  }
  let json: unknown;
  try {
    // Editors and shells on Windows put a byte order mark before the text.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unusable(`it is not JSON (${(error as Error).message})`, error);
  }
  const baseline = readBaseline(json);
  if ('reason' in baseline) throw unusable(baseline.reason);
  return baseline;
}

/** A file system error in plain words. */
export function systemErrorReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this process has no permission for it',
  EPERM: 'this process has no permission for it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  EROFS: 'it is on a read-only file system',
  ENOSPC: 'the disk is full',
};
