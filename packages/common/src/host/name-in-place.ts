/** What a user gave at a place, named by its class where it has one of its own: `Encryption (dataConverter.payloadCodecs[0])`. */
export function nameInPlace(given: object, place: string): string {
  const { constructor } = given as { readonly constructor?: { readonly name?: unknown } };
  const name = constructor?.name;
  return typeof name !== 'string' || name === '' || name === 'Object' ? place : `${name} (${place})`;
}
