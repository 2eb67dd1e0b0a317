/** Reads a value that is written as JSON; wrapped, since `undefined` and `null` mean other things to a command. */
export function parseJson(text: string): { readonly value: unknown } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    throw new Error('JSON is wanted, such as 17 or \'{"by":"anna"}\'');
  }
}
