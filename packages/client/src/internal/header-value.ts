import type { SettingFault } from './setting-faults';

/** Why a value cannot be sent as a header; a clause for a message. */
export const ILLEGAL_IN_HEADER = 'holds a line break or another character that a header cannot carry';

/** Whether gRPC can send a text as a header. */
export function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** What of some headers gRPC would refuse in the middle of a call, in an error that quotes it. No value is shown: they are secrets. */
export function headerFaults(metadata: unknown): SettingFault[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  return Object.entries(metadata).flatMap(([name, value]) => {
    const source = `metadata['${name}']`;
    if (!/^[\w.-]+$/.test(name))
      return [{ source, reason: 'has a name that a header cannot have: letters, digits, - _ .' }];
    if (name.toLowerCase().endsWith('-bin'))
      return typeof value === 'string' ? [{ source, reason: 'is a text, and a header in -bin takes a Buffer' }] : [];
    return typeof value === 'string' && !isHeaderText(value) ? [{ source, reason: ILLEGAL_IN_HEADER }] : [];
  });
}
