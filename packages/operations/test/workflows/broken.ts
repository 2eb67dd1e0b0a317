// Throws while it is loaded.
throw new TypeError('no price list');

export async function broken(): Promise<void> {}
