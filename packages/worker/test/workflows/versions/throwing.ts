/** Throws where the history waits. */
export async function pay(): Promise<string> {
  throw new Error('no such customer');
}
