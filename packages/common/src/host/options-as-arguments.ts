import { readField } from '../read-field';

/** Whether a call that takes its arguments by themselves is given `{ args: […] }`, as calls are that take options. */
export function areOptions(args: readonly unknown[]): boolean {
  const [only] = args;
  if (args.length !== 1 || typeof only !== 'object' || only === null) return false;
  const fields = Object.keys(only);
  return fields.length === 1 && fields[0] === 'args' && Array.isArray(readField(only, 'args'));
}
