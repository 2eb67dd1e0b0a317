import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchivedExecution, ArchiveTarget } from './archive-target';

// File systems take 255 bytes; the run id and the ending need 42 of them.
const MOST_OF_ID = 150;
// Histories hold the arguments and results of workflows.
const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/**
 * Keeps histories as files, one folder for each day on which executions were closed: `2026-11-27/order-17.<run id>.json`. What
 * no file name may have in a workflow id is written as in a URL. Files can be read by their owner only.
 *
 * @param folder made where it does not exist
 */
export function folderArchive(folder: string): ArchiveTarget {
  return {
    has: (execution) =>
      access(join(folder, historyFile(execution))).then(
        () => true,
        () => false,
      ),
    put: async (execution, history) => {
      const path = join(folder, historyFile(execution));
      const unfinished = `${path}.part`;
      await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY.folder });
      try {
        await writeFile(unfinished, history, { mode: OWNER_ONLY.file });
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw error;
      }
    },
  };
}

/** Where below the folder the history of a run lies. Two runs never share a file. */
export function historyFile({ workflowId, runId, closeTime }: ArchivedExecution): string {
  return join(closeTime.slice(0, 10), `${fileNameOf(workflowId)}.${fileNameOf(runId)}.json`);
}

function fileNameOf(id: string): string {
  const name = encodeURIComponent(Buffer.from(id).toString()).replaceAll(
    /[.!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  if (name.length <= MOST_OF_ID) return name;
  // Not within an escaped character.
  const start = name.slice(0, MOST_OF_ID - 17).replace(/%.?$/, '');
  return `${start}-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}
