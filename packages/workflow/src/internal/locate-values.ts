import type { PayloadConverter } from '@temporalio/workflow';
import { getActivator } from './sdk';

type Converter = PayloadConverter & Record<string, unknown>;

const LONGEST_PATH = 300;

/**
 * Lets the error of a value that cannot be converted say which part of it is the culprit: ` at .items.3.price: bigint` is
 * appended to its text, of which the worker's process makes HR3001. As short as can be: workflow bundles carry it.
 */
export function locateValues(): void {
  const activator = getActivator();
  const own = activator.payloadConverter as Converter;
  const toPayload: typeof own.toPayload = (...call) => {
    try {
      return own.toPayload(...call);
    } catch (error) {
      (error as Error).message += ` at ${culprit(call[0])}`;
      throw error;
    }
  };
  // All else is the user's: their failure converter is given it, too. Methods need their own object, for private fields.
  activator.payloadConverter = new Proxy(Object.create(own) as Converter, {
    get: (_, name: string) =>
      name === 'toPayload' ? toPayload : typeof own[name] === 'function' ? (own[name].bind(own) as unknown) : own[name],
  });
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
