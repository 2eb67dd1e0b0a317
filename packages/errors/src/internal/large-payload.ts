/** What the errors about large payloads have in common. */
export interface LargePayloadFacts {
  readonly subject: string;
  /** The payload's size, after codecs. */
  readonly bytes: number;
  readonly limit: number;
  /** Its largest parts, the largest first; sizes before codecs. Empty where only the encoded payload was seen. */
  readonly parts: readonly LargePart[];
}

interface LargePart {
  readonly path: string;
  readonly bytes: number;
  readonly is: string;
}

/** The limit of a Temporal server that is not configured otherwise. */
export const SERVER_LIMIT = 2_097_152;

/** What makes a payload large, as the end of a sentence; nothing is known of one that is encrypted already. */
export function partsOf(parts: readonly LargePart[]): string {
  return parts.length === 0 ? '' : `: ${listOf(parts)}`;
}

function listOf(parts: readonly LargePart[]): string {
  return parts.map(({ path, bytes, is }) => `${path} is ${is} (${showSize(bytes)})`).join('; ');
}

/** A size as a person reads it: `832 bytes`, `128 KiB`, `3.1 MiB`. */
export function showSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  const [unit, size] = bytes < 1_048_576 ? (['KiB', 1_024] as const) : (['MiB', 1_048_576] as const);
  return `${Number((bytes / size).toFixed(2))} ${unit}`;
}
