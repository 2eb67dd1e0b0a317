import { HandrailError } from '@handrail/errors';
import { join } from 'node:path';
import { withLock } from './cross-process-lock';
import type { Machine } from './machine';
import { type ProgressListener, reportWhile } from './progress';
import { findCached, makeEntry } from './server-cache';
import type { ServerSources } from './server-sources';

/** One way to a server that led nowhere. */
export interface FailedAttempt {
  readonly way: string;
  readonly reason: string;
}

export type SearchResult =
  | { readonly path: string; readonly way: string }
  | { readonly path?: undefined; readonly attempts: readonly FailedAttempt[] };

const CACHE = "Handrail's cache";

/** Tries one way after the other. Only one process at a time makes a server; the others then find it in the cache. */
export async function searchServer(
  { server, finders, makers }: ServerSources,
  machine: Machine,
): Promise<SearchResult> {
  const attempts: FailedAttempt[] = [];
  const attempt = async (way: string, find: () => Promise<string>): Promise<SearchResult | undefined> => {
    try {
      return { path: await find(), way };
    } catch (error) {
      if (HandrailError.isInstance(error)) throw error;
      attempts.push({ way, reason: (error as Error).message });
      return undefined;
    }
  };
  const folder = join(machine.cacheDirectory, 'servers');
  const entries = makers.map((maker) => ({ ...maker, path: join(folder, maker.entryName(machine)) }));
  const findInCache = (onDamage?: ProgressListener): Promise<string> =>
    findOneOf(
      folder,
      entries.map(({ path }) => path),
      onDamage,
    );

  for (const finder of finders) {
    const found = await attempt(finder.way, () => finder.find(machine));
    if (found) return found;
  }
  const cached = await attempt(CACHE, () => findInCache(machine.onProgress));
  if (cached) return cached;
  try {
    return await underLock(machine, join(folder, `${server}.lock`), async () => {
      const path = await findInCache().catch(() => undefined);
      if (path !== undefined) return { path, way: CACHE };
      for (const { way, path: entry, make } of entries) {
        const made = await attempt(way, () => makeEntry(entry, (building) => make(machine, building)));
        if (made) return made;
      }
      return { attempts };
    });
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    attempts.push({ way: CACHE, reason: `it cannot be written: ${error.message}` });
    return { attempts };
  }
}

async function findOneOf(folder: string, entries: readonly string[], onDamage?: ProgressListener): Promise<string> {
  const damages: string[] = [];
  for (const entry of entries) {
    const cached = await findCached(entry);
    if ('path' in cached) return cached.path;
    if (cached.damage !== undefined) damages.push(cached.damage);
  }
  for (const damage of damages) onDamage?.({ message: `${damage}; getting it again`, elapsedMilliseconds: 0 });
  throw new Error(damages.join('; ') || `there is none in ${folder}`);
}

async function underLock<T>(machine: Machine, file: string, action: () => Promise<T>): Promise<T> {
  return await withLock(file, action, {
    whileWaiting: (holder, waiting) =>
      reportWhile(
        machine.onProgress,
        () => `Another process${holder ? ` (${holder.pid})` : ''} is getting the server already; waiting for it`,
        waiting,
      ),
  });
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
