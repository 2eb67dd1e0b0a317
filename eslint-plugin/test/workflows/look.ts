/** Evaluates expressions inside of the sandbox and tells what came of each. */
export async function look(expressions: readonly string[]): Promise<string[]> {
  const results: string[] = [];
  for (const expression of expressions) {
    try {
      const value: unknown = await new Function(`return (${expression})`)();
      results.push(typeof value === 'function' ? 'a function' : String(value));
    } catch (error) {
      results.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  return results;
}
