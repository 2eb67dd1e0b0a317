import { showThrown } from './show-value';

/** An option that could not be read: its path and what was thrown. */
export interface UnreadableOption {
  readonly field: string;
  readonly error: string;
}

/** Options as plain data: each was read exactly once. */
export interface OptionsSnapshot {
  readonly options: Record<string, unknown>;
  readonly unreadable: readonly UnreadableOption[];
}

/**
 * Carries what could not be read through the SDK's own merging to whoever reports it. A string, because merging the
 * options of a call over those of a proxy drops symbols.
 */
export const UNREADABLE = 'handrail.unreadable';

// Options in options: guards look into them, and a getter there may throw as well.
const NESTED = ['retry', 'waive'];

/**
 * Reads own enumerable options (what the SDK copies, too). A getter that throws leaves its option out and is noted;
 * every other option is still read. Never throws.
 */
export function snapshotOptions(source: unknown): OptionsSnapshot {
  const unreadable: UnreadableOption[] = [];
  const options = readInto(unreadable, '', source) ?? {};
  for (const field of NESTED) {
    const nested = readInto(unreadable, `${field}.`, options[field]);
    if (nested !== undefined) options[field] = nested;
  }
  const { [UNREADABLE]: carried, ...own } = options;
  return {
    options: own,
    unreadable: Array.isArray(carried) ? [...(carried as UnreadableOption[]), ...unreadable] : unreadable,
  };
}

function readInto(
  unreadable: UnreadableOption[],
  prefix: string,
  source: unknown,
): Record<string, unknown> | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  let fields: string[];
  try {
    if (Array.isArray(source)) return undefined;
    fields = Object.keys(source);
  } catch (error) {
    // A proxy that does not even give its keys.
    unreadable.push({ field: prefix === '' ? 'options' : prefix.slice(0, -1), error: showThrown(error) });
    return {};
  }
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    try {
      values[field] = (source as Record<string, unknown>)[field];
    } catch (error) {
      unreadable.push({ field: `${prefix}${field}`, error: showThrown(error) });
    }
  }
  return values;
}
