import { expect } from 'vitest';

/** `expect.poll` with the patience that a real server on a busy machine asks for. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 30_000, interval: 50 });
}
