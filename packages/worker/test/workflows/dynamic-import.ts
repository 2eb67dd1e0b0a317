/** The mistake of HR1023: code is loaded while the workflow runs. */
export async function dynamicImport(): Promise<string> {
  const { greet } = await import('./greet');
  return greet.name;
}
