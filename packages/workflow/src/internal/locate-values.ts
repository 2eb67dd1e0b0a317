import { isArray, type Loss } from '@handrail/common/guards';
import type { PayloadConverter } from '@temporalio/workflow';
import { defaultPayloadConverter, getActivator } from './sdk';

type Converter = PayloadConverter & Record<string, unknown>;

const LONGEST_PATH = 300;
const MOST_LOSSES = 6;

/**
 * Looks at each value that is converted, for the words of the worker's process. What cannot be converted: its error says which
 * part of it is the culprit, ` at .items.3.price: bigint` (HR3001). What changes without a word: its payload carries a list of
 * {@link Loss} out of the sandbox (HR3005). As short as can be: workflow bundles carry it.
 */
export function locateValues(): void {
  const activator = getActivator();
  const own = activator.payloadConverter as Converter;
  const toPayload: typeof own.toPayload = (...call) => {
    try {
      const payload = own.toPayload(...call);
      const losses: Loss[] = [];
      try {
        // What other converters make of a value nobody knows here.
        if ((own as PayloadConverter) === defaultPayloadConverter) findLosses(call[0], [], 0, losses);
      } catch {
        // JSON has come to the end of the value, and nothing else counts.
      }
      return losses[0] ? { ...payload, losses } : payload;
    } catch (error) {
      (error as Error).message += ' at ' + culprit(call[0]);
      throw error;
    }
  };
  // All else is the user's: their failure converter is given it, too. Methods need their own object, for private fields.
  activator.payloadConverter = new Proxy(Object.create(own) as Converter, {
    get: (_, name: string) =>
      name === 'toPayload' ? toPayload : ((own[name] as Partial<CallableFunction>)?.bind?.(own) ?? own[name]),
  });
}

// What JSON cannot take is found by asking JSON. A circle ends where the path is long enough to be recognised as one, and at
// once what JSON gives up as too deep: there each question takes the square of the depth, and the task would time out.
// Joined with +, which is shorter than templates in the bundle.
function culprit(value: unknown, path = '', part?: unknown): string {
  for (const key in value as object) {
    try {
      JSON.stringify((part = (value as Record<string, unknown>)[key]));
    } catch (error) {
      path += '.' + key;
      return path[LONGEST_PATH] || (error as Error | undefined)?.name === 'RangeError'
        ? path + ': deep'
        : culprit(part, path);
    }
  }
  return path + ': ' + typeof value;
}

/**
 * Walks through a value as JSON does, and notes what JSON changes without a word; what lies within that is not looked at. It does so
 * while replaying, too: getters must be read as often there. Every value of every call comes through here: it makes nothing for
 * what is as it should be.
 *
 * @param path in its first `depth` places, where the value stands
 * @param isElement whether it stands in a list
 */
function findLosses(
  value: unknown,
  path: (string | number)[],
  depth: number,
  losses: Loss[],
  isElement?: boolean,
): void {
  const type = typeof value;
  if (type === 'string' || losses[MOST_LOSSES - 1]) return;
  const whole = type === 'object' && (value as (Record<string | number, unknown> & Partial<ArrayLike<unknown>>) | null);
  const isList = isArray(whole);
  if (
    whole
      ? whole['toJSON'] || !(isList || isHarmless(Object.getPrototypeOf(whole) as object | null))
      : type === 'number'
        ? !isFinite(value as number)
        : /^(f|sy)/.test(type) || (isElement && value === undefined)
  )
    losses.push([path.slice(0, depth), {}.toString.call(value), value?.constructor.name]);
  else if (isList)
    for (let index = 0; index < whole.length; findLosses(whole[index++], path, depth + 1, losses, true))
      path[depth] = index;
  else if (whole) for (const key in whole) findLosses(whole[(path[depth] = key)], path, depth + 1, losses);
}

/** Whether objects with this prototype have the same methods after JSON as before: plain ones, and those that only hold data. */
function isHarmless(prototype: object | null): boolean {
  const parent = prototype && (Object.getPrototypeOf(prototype) as object | null);
  return !parent || (!Reflect.ownKeys(prototype)[1] && isHarmless(parent));
}
