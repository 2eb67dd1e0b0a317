import { isOneSlip } from '../is-one-slip';

/** The option among these that protect something of which a key is a slip, or which it calls as other SDKs of Temporal do. */
export function protectedSlip(field: string, known: readonly string[]): string | false | undefined {
  return !known.includes(field) && known.find((name) => isOneSlip(field, name) || field === name + 'Policy');
}
