import { beforeAll } from 'vitest';

/**
 * Begins before the first test of a file what mostly waits, so that the other tests pass meanwhile.
 *
 * @returns waits for it: in a test at the end of the file
 */
export function begunEarly<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T>;
  beforeAll(() => {
    result = work();
    // It is the test that fails of it.
    result.catch(() => {});
  });
  return async () => await result;
}
