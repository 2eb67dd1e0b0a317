import { appendFileSync } from 'node:fs';

/** What is known of an activity by its checks. */
export interface CheckedActivityEntry {
  readonly verdict?: string;
  readonly exempt?: string;
}

/** Names the file to which every check of a process adds a line, so that another process can tell what was checked. */
export const RECORD_VARIABLE = 'HANDRAIL_IDEMPOTENCY_RECORD';

// One list for the process, also where this package is loaded twice: once as CommonJS, once through a bundler.
const KEY = Symbol.for('@handrail/testing.checked-activities');

export function checkedActivities(): Map<string, CheckedActivityEntry> {
  const holder = globalThis as { [KEY]?: Map<string, CheckedActivityEntry> };
  return (holder[KEY] ??= new Map<string, CheckedActivityEntry>());
}

/** Remembers a check that has ended or an exemption; the last one of an activity counts. */
export function rememberCheck(activity: string, entry: CheckedActivityEntry): void {
  checkedActivities().set(activity, entry);
  const file = process.env[RECORD_VARIABLE];
  // One short line at once: processes that add to the same file do not cut into each other's lines.
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify({ activity, ...entry })}\n`);
}
