import { defaultPayloadConverter, type Payload, type PayloadConverter, TemporalFailure } from '@temporalio/common';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a payload converter was reading when it threw. */
export interface ReadFault {
  /** Which of the values that were read in one go. */
  readonly index: number;
  readonly encoding?: string;
  /** The converter's class, where it has one. */
  readonly converter?: string;
  /** The line of the converter. */
  readonly place?: string;
}

// By their stacks: the SDK puts an error of its own in the place of what an activity's converter throws, and keeps that.
const faults = new Map<string, ReadFault>();
const MOST_FAULTS = 100;

const IS_SDK = /[\\/]@temporalio[\\/]/;

const WATCHED = Symbol.for('handrail.reads-watched');

/**
 * A payload converter of a user's own that remembers what it was reading when it threw: nobody else learns which value it was. The
 * SDK's default one is left as it is. To everybody else it is the same converter.
 */
export function watchedReads(converter: PayloadConverter): PayloadConverter {
  if (converter === defaultPayloadConverter || WATCHED in converter) return converter;
  let index = 0;
  const fromPayload = (...call: Parameters<PayloadConverter['fromPayload']>): unknown => {
    // Values of one list are read one after the other, with nothing in between.
    if (index === 0) queueMicrotask(() => (index = 0));
    index += 1;
    try {
      return converter.fromPayload(...call);
    } catch (error) {
      note(error, index - 1, call[0]);
      throw error;
    }
  };
  return new Proxy(converter, {
    has: (target, property) => property === WATCHED || Reflect.has(target, property),
    get(target, property) {
      if (property === 'fromPayload') return fromPayload;
      const value = Reflect.get(target, property, target) as unknown;
      // Methods of a class may use private fields, which a proxy does not have.
      return typeof value === 'function' && property !== 'constructor' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** What was being read when this was thrown; undefined where it comes from elsewhere. */
export function readFaultOf(error: unknown): ReadFault | undefined {
  const { stack } = Object(error) as { readonly stack?: unknown };
  return typeof stack === 'string' ? faults.get(stack) : undefined;
}

function note(error: unknown, index: number, payload: Payload): void {
  // A failure is thrown on purpose.
  if (!(error instanceof Error) || error instanceof TemporalFailure || typeof error.stack !== 'string') return;
  const [frame] = error.stack.split('\n').filter((line) => /^\s*at .*\bfromPayload\b/.test(line));
  // The SDK's own converters say by themselves what is wrong.
  if (frame !== undefined && IS_SDK.test(frame)) return;
  const [, converter, place] = /\bat (?:(\w+)\.)?fromPayload \((.*):\d+\)$/.exec(frame ?? '') ?? [];
  const [oldest] = faults.keys();
  if (faults.size >= MOST_FAULTS && oldest !== undefined) faults.delete(oldest);
  faults.set(error.stack, {
    index,
    ...encodingOf(payload),
    ...(converter !== undefined && converter !== 'Object' && { converter }),
    ...(place !== undefined && { place: shown(place) }),
  });
}

function encodingOf(payload: Payload | undefined): { readonly encoding?: string } {
  const encoding: unknown = payload?.metadata?.['encoding'];
  const text = encoding instanceof Uint8Array ? new TextDecoder().decode(encoding) : '';
  return /^[\w./+-]{1,60}$/.test(text) ? { encoding: text } : {};
}

function shown(place: string): string {
  try {
    const path = place.startsWith('file:')
      ? fileURLToPath(place.replace(/:\d+$/, '')) + (/:\d+$/.exec(place)?.[0] ?? '')
      : place;
    const near = relative(process.cwd(), path);
    return near.startsWith('..') ? path : near;
  } catch {
    return place;
  }
}
