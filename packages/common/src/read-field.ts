/** A field of a value of somebody else's; its getter may throw. */
export function readField(target: unknown, key: string): unknown {
  try {
    return (target as Record<string, unknown> | null | undefined)?.[key];
  } catch {
    return undefined;
  }
}
