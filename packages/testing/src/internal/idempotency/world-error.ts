/** A world failed at what only it can do. */
export class WorldError extends Error {
  constructor(
    readonly world: string,
    readonly action: string,
    override readonly cause: unknown,
  ) {
    super(`${action} of the world "${world}" failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
