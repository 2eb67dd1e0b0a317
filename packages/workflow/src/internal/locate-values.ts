import { getActivator } from './sdk';

const LONGEST_PATH = 300;

/**
 * Lets the error of a value that cannot be converted say which part of it is the culprit: ` at .items.3.price: bigint` is
 * appended to its text, of which the worker's process makes HR3001. As short as can be: workflow bundles carry it.
 */
export function locateValues(): void {
  const activator = getActivator();
  const own = activator.payloadConverter;
  // The two methods that the runtime calls. Not inherited: methods of a user's converter may need their own object.
  activator.payloadConverter = {
    fromPayload: own.fromPayload.bind(own),
    toPayload(...call) {
      try {
        return own.toPayload(...call);
      } catch (error) {
        (error as Error).message += ` at ${culprit(call[0])}`;
        throw error;
      }
    },
  };
}

// What JSON cannot take is found by asking JSON. A circle ends where the path is long enough to be recognised as one.
function culprit(value: unknown, path = ''): string {
  for (const key in value as object) {
    try {
      JSON.stringify((value as Record<string, unknown>)[key]);
    } catch {
      if (!path[LONGEST_PATH]) return culprit((value as Record<string, unknown>)[key], `${path}.${key}`);
    }
  }
  return `${path}: ${typeof value}`;
}
