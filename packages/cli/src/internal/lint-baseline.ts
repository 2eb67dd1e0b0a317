import { existsSync } from 'node:fs';
import { readBaselineFile } from '@handrail/common/host';
import type { CheckedProblem } from './check-result';
import { writeResult } from './write-result';

interface Entry {
  readonly code: string;
  readonly where: string;
  readonly count: number;
}

/** What a baseline leaves of the problems. */
export interface ComparedProblems {
  readonly problems: readonly CheckedProblem[];
  readonly tolerated: number;
  readonly fewer: number;
  readonly wrote: 'created' | 'lowered' | undefined;
}

export interface BaselineOptions {
  readonly file: string | undefined;
  /** Creates the file, or lowers its counts to what there still is. */
  readonly writes: boolean;
}

/** Compares problems with a baseline. Counts only ever fall: a file that exists gets no new entry and no higher count. */
export async function applyBaseline(
  problems: readonly CheckedProblem[],
  { file, writes }: BaselineOptions,
): Promise<ComparedProblems> {
  if (file === undefined) return { problems, tolerated: 0, fewer: 0, wrote: undefined };
  const isNew = writes && !existsSync(file);
  const present = countByKey(problems);
  const before = isNew ? [...present.values()] : readBaselineFile(file, '--baseline').entries;
  const lowered = before.filter((entry) => isOfLint(entry) && entry.count > (present.get(keyOf(entry))?.count ?? 0));
  const compared = compare(problems, before);
  if (!writes) return { ...compared, fewer: lowered.length, wrote: undefined };
  if (!isNew && lowered.length === 0) return { ...compared, fewer: 0, wrote: undefined };
  const entries = before.flatMap((entry) => {
    const count = isOfLint(entry) ? Math.min(entry.count, present.get(keyOf(entry))?.count ?? 0) : entry.count;
    return count === 0 ? [] : [{ ...entry, count }];
  });
  await writeResult(
    file,
    `${JSON.stringify({ version: 1, entries: entries.sort(byKey) }, null, 2)}\n`,
    'handrail check',
  );
  return { ...compared, fewer: 0, wrote: isNew ? 'created' : 'lowered' };
}

/** What a problem is counted under: its code, or its rule where it has none, and the declaration that it lies in. */
export function entryOf({ code, rule, file, symbol }: CheckedProblem): Omit<Entry, 'count'> {
  return { code: code ?? `handrail/${rule}`, where: `${file}#${symbol}` };
}

// Guards at run time count in the same file, under the names of workflows and activities.
function isOfLint({ where }: Entry): boolean {
  return where.includes('#');
}

function countByKey(problems: readonly CheckedProblem[]): Map<string, Entry> {
  const counts = new Map<string, Entry>();
  for (const problem of problems) {
    const entry = entryOf(problem);
    const key = keyOf(entry);
    counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return counts;
}

function compare(problems: readonly CheckedProblem[], entries: readonly Entry[]) {
  const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  const remaining = problems.filter((problem) => {
    const key = keyOf(entryOf(problem));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  return { problems: remaining, tolerated: problems.length - remaining.length };
}

function keyOf({ code, where }: Omit<Entry, 'count'>): string {
  return `${code} ${where}`;
}

function byKey(one: Entry, other: Entry): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}
