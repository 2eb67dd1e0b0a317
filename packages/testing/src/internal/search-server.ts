import { HandrailError } from '@handrail/errors';
import { join } from 'node:path';
import { withLock } from './cross-process-lock';
import type { Machine } from './machine';
import { reportWhile } from './progress';
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
export async function searchServer(sources: ServerSources, machine: Machine): Promise<SearchResult> {
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
  const entries = sources.makers.map((maker) => join(folder, maker.entryName(machine)));

  for (const finder of sources.finders) {
    const found = await attempt(finder.way, () => finder.find(machine));
    if (found) return found;
  }
  const cached = await attempt(CACHE, () => findInCache(entries));
  if (cached) return cached;
  return await underLock(machine, entries, async () => {
    const path = await findInCache(entries).catch(() => undefined);
    if (path !== undefined) return { path, way: CACHE };
    for (const [index, maker] of sources.makers.entries()) {
      const made = await attempt(maker.way, () =>
        makeEntry(entries[index]!, (building) => maker.make(machine, building)),
      );
      if (made) return made;
    }
    return { attempts };
  }).catch((error: unknown) => {
    if (!isFileSystemError(error)) throw error;
    attempts.push({ way: CACHE, reason: `it cannot be written: ${error.message}` });
    return { attempts };
  });
}

async function findInCache(entries: readonly string[]): Promise<string> {
  const reasons: string[] = [];
  for (const entry of entries) {
    const cached = await findCached(entry);
    if ('path' in cached) return cached.path;
    reasons.push(cached.missing);
  }
  throw new Error(reasons.join('; '));
}

async function underLock<T>(machine: Machine, entries: readonly string[], action: () => Promise<T>): Promise<T> {
  return await withLock(`${entries[0]}.lock`, action, {
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
