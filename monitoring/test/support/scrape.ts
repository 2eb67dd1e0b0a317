/** The names of the metrics that a process answers with. */
export async function scrapedNames(address: string): Promise<ReadonlySet<string>> {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  return new Set(text.split('\n').flatMap((line) => /^([a-zA-Z_:][\w:]*)[{ ]/.exec(line)?.[1] ?? []));
}
