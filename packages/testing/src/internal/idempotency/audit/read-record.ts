import { isRecord } from '@handrail/common/guards';
import { readFileSync } from 'node:fs';
import { badOption } from '../bad-option';
import type { CheckedActivityEntry } from '../checked-activities';

/** What the checks of one or several processes have written down, by activity. */
export function readRecord(file: string): ReadonlyMap<string, readonly CheckedActivityEntry[]> {
  const known = new Map<string, CheckedActivityEntry[]>();
  for (const [index, line] of readText(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const { activity, entry } = readLine(line, `${file}, line ${index + 1}`);
    known.set(activity, [...(known.get(activity) ?? []), entry]);
  }
  return known;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw badOption('record', `"${file}" (${(error as Error).message})`, 'a file that checks have written');
  }
}

function readLine(line: string, place: string): { activity: string; entry: CheckedActivityEntry } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    parsed = undefined;
  }
  const { activity, verdict, exempt } = isRecord(parsed) ? parsed : {};
  if (typeof activity === 'string' && typeof exempt === 'string') return { activity, entry: { exempt } };
  if (typeof activity === 'string' && typeof verdict === 'string') return { activity, entry: { verdict } };
  throw badOption('record', `"${line.slice(0, 80)}" (${place})`, 'lines as checks write them');
}
