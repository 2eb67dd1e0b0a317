/** Waits until something holds; gives up after a while, and leaves it to the test to say what is missing. */
export async function until(holds: () => Promise<boolean>, milliseconds = 70_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await holds()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 250));
}
