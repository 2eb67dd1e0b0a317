import type { WirePayload } from './wire-types';

const decoder = new TextDecoder();
const LONGEST_SHOWN = 200;

/** What a payload of plain JSON holds; undefined for any other, such as one that a codec has encrypted. */
export function plainPayload(payload: WirePayload | null | undefined): unknown {
  const encoding = payload?.metadata?.['encoding'];
  if (encoding == null || payload?.data == null || !decoder.decode(encoding).startsWith('json/')) return undefined;
  try {
    return JSON.parse(decoder.decode(payload.data)) as unknown;
  } catch {
    return undefined;
  }
}

/** Payloads as a line of a report. */
export function shownPayloads(payloads: readonly WirePayload[] | null | undefined): string | undefined {
  if (payloads == null || payloads.length === 0) return undefined;
  const values = payloads.map(plainPayload);
  if (values.includes(undefined)) return 'encoded';
  const text = values.map((value) => JSON.stringify(value)).join(', ');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
