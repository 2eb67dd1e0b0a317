import type { SourceCode } from '../syntax/nodes.js';
import { readDuration, inWords } from './duration.js';
import type { FoldedEntry, FoldedObject } from './fold.js';

/** An option that is set to something, known or not. */
export function setOption(options: FoldedObject, name: string): FoldedEntry | undefined {
  const entry = options.entries.get(name);
  return entry?.value.kind === 'value' && entry.value.value == null ? undefined : entry;
}

/** Whether an option is surely not set. */
export function lacksOption(options: FoldedObject, name: string): boolean {
  return setOption(options, name) === undefined && (options.isWhole || options.entries.has(name));
}

/** The milliseconds of an option that is a good duration. */
export function millisecondsOf(entry: FoldedEntry | undefined): number | undefined {
  const milliseconds = entry?.value.kind === 'value' ? readDuration(entry.value.value) : undefined;
  return milliseconds !== undefined && milliseconds > 0 ? milliseconds : undefined;
}

/** A duration as it is written; a number with its meaning. */
export function showOption({ value }: FoldedEntry, sourceCode: SourceCode): string {
  if (value.kind !== 'value') return sourceCode.getText(value.node);
  if (typeof value.value === 'string') return `'${value.value}'`;
  return typeof value.value === 'number' && Number.isFinite(value.value) && value.value >= 1
    ? `${value.value} (${inWords(value.value)})`
    : String(value.value);
}

/** The option that limits an attempt: the server takes schedule-to-close where there is no start-to-close. */
export function attemptOption(options: FoldedObject): readonly [name: string, entry: FoldedEntry] | undefined {
  const startToClose = setOption(options, 'startToCloseTimeout');
  if (startToClose !== undefined) return ['startToCloseTimeout', startToClose];
  const scheduleToClose = setOption(options, 'scheduleToCloseTimeout');
  return scheduleToClose !== undefined && lacksOption(options, 'startToCloseTimeout')
    ? ['scheduleToCloseTimeout', scheduleToClose]
    : undefined;
}

/** The object of an entry. */
export function objectOf(entry: FoldedEntry | undefined): FoldedObject | undefined {
  return entry?.value.kind === 'object' ? entry.value : undefined;
}
