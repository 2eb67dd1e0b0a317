/** Unwinds an attempt that cannot be frozen. Whatever catches it, nothing that the attempt does afterwards takes place. */
export class Unwound extends Error {
  constructor() {
    super('This attempt has ended: its worker is gone.');
  }
}
