import { isRecord } from './is-record';
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
export const UNREADABLE = 'hr.unread';

// Options in options: guards look into them, and a getter there may throw as well.
const NESTED = ['retry', 'waive'];

/**
 * Reads own enumerable options (what the SDK copies, too). A getter that throws leaves its option out and is noted;
 * every other option is still read. Never throws.
 */
export function snapshotOptions(source: unknown): OptionsSnapshot {
  const unreadable: UnreadableOption[] = [];
  let options: Record<string, unknown> = {};
  const attempt = (field: string, action: () => void): void => {
    try {
      action();
    } catch (error) {
      unreadable.push({ field, error: showThrown(error) });
    }
  };
  const copyOf = (from: Readonly<Record<string, unknown>>, prefix = ''): Record<string, unknown> => {
    const copy: Record<string, unknown> = {};
    for (const field of Object.keys(from)) {
      attempt(prefix + field, () => {
        const value = from[field];
        copy[field] = NESTED.includes(prefix + field) && isRecord(value) ? copyOf(value, `${field}.`) : value;
      });
    }
    return copy;
  };
  attempt('options', () => {
    if (isRecord(source)) options = copyOf(source);
  });
  const { [UNREADABLE]: carried = [], ...own } = options;
  return { options: own, unreadable: [...(carried as UnreadableOption[]), ...unreadable] };
}
