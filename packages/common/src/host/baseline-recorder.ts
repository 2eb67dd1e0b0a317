import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { HandrailError, HR9002 } from '@handrail/errors';
import type { Baseline, BaselineEntry } from '../baseline';
import { readBaselineFile, systemErrorReason } from './baseline-file';
import { withFileLock, writeAtomically } from './locked-file';
import { logWarning } from './process-host';

/** Collects, in a baseline file, the violations that this process refuses or would refuse. */
export interface BaselineRecorder {
  /** Notes one call site. The file is up to date when this returns, for a process may end at any time. */
  add(code: string, where: string, site: string): void;
}

const VARIABLE = 'HANDRAIL_BASELINE_RECORD';

// One recorder a file and process: two of them would each see a part of the call sites.
const RECORDERS = Symbol.for('handrail.baseline-recorders');

/**
 * The recorder that `HANDRAIL_BASELINE_RECORD` asks for; undefined without it. The file is created at once, so that a path
 * that cannot be written to shows at the start.
 *
 * Several processes may record into one file. A budget is counted by process, so an entry's count is the largest number of
 * call sites that any one of them has met.
 *
 * @throws HandrailError HR9002 where the file cannot be used.
 */
export function baselineRecorder(): BaselineRecorder | undefined {
  const file = process.env[VARIABLE];
  if (file === undefined || file === '') return undefined;
  const holder = globalThis as { [RECORDERS]?: Map<string, BaselineRecorder> };
  const recorders = (holder[RECORDERS] ??= new Map<string, BaselineRecorder>());
  const path = resolve(file);
  let recorder = recorders.get(path);
  if (recorder === undefined) {
    recorder = createRecorder(file, path);
    recorders.set(path, recorder);
  }
  return recorder;
}

/**
 * Refuses to record into the baseline that a policy has in force: its counts may only fall, and recording can raise them.
 *
 * @throws HandrailError HR9002
 */
export function assertNotRecordedInto(baselineFile: string): void {
  const file = process.env[VARIABLE];
  if (file === undefined || file === '' || resolve(file) !== resolve(baselineFile)) return;
  throw HR9002.error({
    file,
    action: 'written',
    setBy: VARIABLE,
    reason: "it is the policy's own baseline, whose counts may only fall",
  });
}

function createRecorder(file: string, path: string): BaselineRecorder {
  const sites = new Map<string, Set<string>>();
  merge(file, path, []);
  let failed = false;
  return {
    add(code, where, site) {
      const key = `${code} ${where}`;
      const known = sites.get(key) ?? new Set();
      sites.set(key, known);
      if (known.has(site) || known.size >= MOST_SITES) return;
      known.add(site);
      try {
        merge(file, path, [{ code, where, count: known.size }]);
      } catch (error) {
        // A call that works must not fail because of the bookkeeping.
        if (!failed) logWarning((error as Error).message, { code: 'HR9002' });
        failed = true;
      }
    },
  };
}

// A value computed for each call makes each call a site of its own; no baseline can list them all.
const MOST_SITES = 1_000;

function merge(file: string, path: string, entries: readonly BaselineEntry[]): void {
  try {
    withFileLock(path, () => {
      const existing: Baseline = existsSync(path) ? readBaselineFile(file, VARIABLE) : { version: 1, entries: [] };
      const counts = new Map(existing.entries.map((entry) => [`${entry.code} ${entry.where}`, entry]));
      for (const entry of entries) {
        const key = `${entry.code} ${entry.where}`;
        if ((counts.get(key)?.count ?? 0) < entry.count) counts.set(key, entry);
      }
      const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
      writeAtomically(path, `${JSON.stringify({ version: 1, entries: sorted }, null, 2)}\n`);
    });
  } catch (error) {
    if (HandrailError.isInstance(error)) throw error;
    throw HR9002.error(
      { file, action: 'written', setBy: VARIABLE, reason: systemErrorReason(error) },
      { cause: error },
    );
  }
}
