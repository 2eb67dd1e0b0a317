import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Who holds a lock: what its file says. */
export interface LockHolder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

export interface LockOptions {
  /**
   * How long a holder may give no sign of life where its process cannot be looked for: it is on another machine, or its
   * process id has been given to somebody else.
   * @default 15 seconds
   */
  readonly silenceLimitMilliseconds?: number;
  /** Runs around the time spent waiting for another process, if there is any. */
  readonly whileWaiting?: (holder: LockHolder | undefined, waiting: () => Promise<void>) => Promise<void>;
}

const POLL_MILLISECONDS = 200;
const HEARTBEAT_MILLISECONDS = 2_000;
const SILENCE_LIMIT_MILLISECONDS = 15_000;

/**
 * Runs `action` while no other process does so under the same lock file. The lock of a process that was killed is taken
 * over: at once where that can be seen from its process id, otherwise once its heartbeat has stopped.
 *
 * Two holders at once are possible where one was suspended for long, so what happens under the lock must be harmless when
 * done twice: write elsewhere, publish by rename.
 */
export async function withLock<T>(file: string, action: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const { silenceLimitMilliseconds = SILENCE_LIMIT_MILLISECONDS } = options;
  const whileWaiting = options.whileWaiting ?? ((_holder, waiting) => waiting());
  await mkdir(dirname(file), { recursive: true });
  const holder: LockHolder = { token: randomUUID(), pid: process.pid, host: hostname() };
  let handle = await tryToCreate(file, holder);
  while (handle === undefined) {
    await whileWaiting(await readHolder(file), () => waitUntilFree(file, silenceLimitMilliseconds));
    handle = await tryToCreate(file, holder);
  }
  // Through the handle, not the path: after a takeover the path is another process's lock.
  const lock = handle;
  const heartbeat = setInterval(() => void lock.utimes(new Date(), new Date()).catch(() => {}), HEARTBEAT_MILLISECONDS);
  heartbeat.unref();
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    await lock.close();
    if ((await readHolder(file))?.token === holder.token) await rm(file, { force: true });
  }
}

async function tryToCreate(file: string, holder: LockHolder): Promise<FileHandle | undefined> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(JSON.stringify(holder));
    return handle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

async function waitUntilFree(file: string, silenceLimitMilliseconds: number): Promise<void> {
  let lastSeen = 0;
  let since = performance.now();
  for (;;) {
    const modified = await modifiedAt(file);
    if (modified === undefined) return;
    // Measured by our own clock: the file's may be another machine's.
    if (modified !== lastSeen) [lastSeen, since] = [modified, performance.now()];
    const holder = await readHolder(file);
    if ((holder !== undefined && isGone(holder)) || performance.now() - since > silenceLimitMilliseconds) {
      await removeStale(file, holder);
      return;
    }
    await wait(POLL_MILLISECONDS);
  }
}

function isGone({ host, pid }: LockHolder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

// Of two processes that saw the same stale lock, the slower one may find the faster one's fresh lock instead: it puts it back.
async function removeStale(file: string, stale: LockHolder | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readHolder(aside))?.token === stale?.token) await rm(aside, { force: true });
  else await rename(aside, file);
}

async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockHolder;
  } catch {
    // Gone, or its writer was killed between creating and writing it.
    return undefined;
  }
}

async function modifiedAt(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
