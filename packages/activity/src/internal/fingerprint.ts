import { createHash } from 'node:crypto';
import { ledgerMisuse } from './ledger-misuse';

/** What tells two calls under one key apart: the arguments as they would be sent, whatever the order of their fields. */
export function fingerprint(key: string, args: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(toJson(`the arguments of "${key}"`, args))))
    .digest('hex');
}

/** A value as JSON gives it back; undefined is null. */
export function toJson(what: string, value: unknown): unknown {
  try {
    return value === undefined ? null : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
  } catch (error) {
    throw ledgerMisuse(
      `given ${what}, which cannot be stored as JSON: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`,
      'the next attempt could not be compared with this one, nor given its result',
      'give plain values: texts, numbers, lists and records',
    );
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, each]) => [name, sorted(each)]);
}
