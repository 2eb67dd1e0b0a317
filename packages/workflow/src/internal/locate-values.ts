import type { Loss } from '@handrail/common/guards';
import type { PayloadConverter } from '@temporalio/workflow';
import { findLosses } from './find-losses';
import { defaultPayloadConverter, getActivator } from './sdk';

type Converter = PayloadConverter & Record<string, unknown>;

/** The SDK's own ends of a query. */
interface Queries {
  completeQuery: (this: Queries, id: string, ...result: unknown[]) => void;
  failQuery: (this: Queries, id: string, error: unknown) => void;
}

const LONGEST_PATH = 300;

/**
 * Looks at each value that is converted, for the words of the worker's process. What cannot be converted: its error says which
 * part of it is the culprit, ` at .items.3.price: bigint` (HR3001). What changes without a word: its payload carries a list of
 * {@link Loss} out of the sandbox (HR3005). As short as can be: workflow bundles carry it.
 */
export function locateValues(): void {
  const activator = getActivator() as unknown as Queries & { payloadConverter: Converter };
  const { payloadConverter: own, completeQuery } = activator;
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
      return losses[0] ? { ...payload, lost: losses } : payload;
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
  // What it throws over the result of a query nobody would catch, and the core takes no activation without an answer.
  activator.completeQuery = (...call) => {
    try {
      completeQuery.apply(activator, call);
    } catch (error) {
      activator.failQuery(call[0], error);
    }
  };
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
