/** Whether a value is a class, which cannot be called without `new`. It shows as one in its text alone. */
export function isClass(value: unknown): value is { readonly name: string } {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}
