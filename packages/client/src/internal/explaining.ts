import { translateError } from '../translate-error';
import type { Call, ErrorPlace } from './failure';
import { wrapMethod } from './own-method';

/** Makes a call, and explains its failure. */
export async function explaining<T>(place: ErrorPlace, call: Call, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    throw await translateError(error, place, call);
  }
}

/** Puts explanations on methods of an object, named as the user calls them. */
export function explainMethods<O extends object>(
  object: O,
  names: readonly (keyof O & string)[],
  place: ErrorPlace,
  callOf: (name: string, args: readonly unknown[]) => Call,
): void {
  for (const name of names) {
    wrapMethod(object, name, (inherited, ...args) =>
      explaining(place, callOf(name, args), async () => await inherited(...args)),
    );
  }
}

/** Explains what fails while a list is read: nothing is asked of the server before. The list itself is returned. */
export function explainList<L>(list: L, place: ErrorPlace, call: Call): L {
  const iterator = list as Partial<AsyncIterator<unknown>> & Partial<AsyncIterable<unknown>>;
  if (iterator.next !== undefined) {
    wrapMethod(iterator as AsyncIterator<unknown>, 'next', (inherited, ...args) =>
      explaining(place, call, async () => await inherited(...args)),
    );
    return list;
  }
  const begin = iterator[Symbol.asyncIterator];
  if (begin !== undefined) {
    iterator[Symbol.asyncIterator] = () => explainList(begin.call(list as AsyncIterable<unknown>), place, call);
  }
  return list;
}
