/** Reaches for what the sandbox does not have, one module away from the workflow. */
export async function send(url: string): Promise<void> {
  await fetch(url);
}
