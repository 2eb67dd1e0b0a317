import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

const PATIENCE_MILLISECONDS = 5_000;
const STALE_MILLISECONDS = 2_000;
const PAUSE_MILLISECONDS = 5;

/**
 * Runs `action` while no other process holds the lock of this file. It blocks the thread: the action takes milliseconds,
 * and its result must stand in the file even when the process ends right after.
 *
 * @throws the file system's error when the lock cannot be made, or was not had in five seconds.
 */
export function withFileLock<T>(path: string, action: () => T): T {
  const lock = `${path}.lock`;
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || Date.now() > deadline) throw error;
      removeIfStale(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    }
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Writes a file so that a reader sees either the old text or the new one, never a part. */
export function writeAtomically(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

// Left behind by a process that was killed while it held the lock. Of several that find it, one may remove it: the others
// would remove the lock that the first has taken since.
function removeIfStale(lock: string): void {
  if (!isStale(lock)) return;
  const removal = `${lock}.removal`;
  try {
    closeSync(openSync(removal, 'wx'));
  } catch {
    return;
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(removal, { force: true });
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MILLISECONDS;
  } catch {
    // Its holder has just removed it.
    return false;
  }
}
