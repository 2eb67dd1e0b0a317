/** A size in bytes, or in words with a binary unit (`'128 KiB'`, `'2 MiB'`). */
export type Size = number | `${number}${'' | ' '}${'B' | 'KiB' | 'MiB' | 'GiB'}`;

const BYTES = { B: 1, KiB: 1_024, MiB: 1_048_576, GiB: 1_073_741_824 } as const;

/** Reads a {@link Size}; undefined for what is none, zero or negative. */
export function readSize(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(\d+(?:\.\d+)?) ?(B|KiB|MiB|GiB)$/.exec(value);
  if (match === null) return undefined;
  const bytes = Number(match[1]) * BYTES[match[2] as keyof typeof BYTES];
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
