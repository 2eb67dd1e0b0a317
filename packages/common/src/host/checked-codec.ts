import { AsyncResource } from 'node:async_hooks';
import {
  enrich,
  type ErrorContext,
  HandrailError,
  HR3007,
  HR3008,
  HR3009,
  HR3013,
  type Problem,
} from '@handrail/errors';
import { type Payload, type PayloadCodec, TemporalFailure } from '@temporalio/common';
import { showPath } from '../payloads';
import { showThrown } from '../show-value';
import { isOfFailure, noteEncodedOfFailure } from './failure-payloads';
import type { GuardHost } from './guard-host';
import { nameInPlace } from './name-in-place';
import { type PayloadFault, payloadFault } from './payload-faults';
import type { PayloadCall } from './payload-guard';
import { logWarning } from './process-host';

/** What a check of codecs needs to know of the process and of the call. */
export interface CodecCheck {
  /** Refuses a problem, or logs it, as the policy says. */
  readonly host: Pick<GuardHost, 'judge' | 'policy'>;
  /** Whose payloads they are; undefined where nobody knows. */
  readonly callOf: (codecContext: unknown, payloads: readonly Payload[]) => PayloadCall | undefined;
  readonly toError: (error: HandrailError) => Error;
  /** The module of the payload converter, where it is not the SDK's. */
  readonly converterPath?: string | undefined;
}

const CHECKED = Symbol.for('handrail.codec-checked');

/**
 * A codec whose answers are looked at: what is not one payload for each given is refused (HR3007), and what it throws says which
 * codec it was and what it was to do (HR3008). To everybody else it is the same codec.
 *
 * A codec may make fewer payloads or more, as long as its other half makes as many again as were given.
 */
export function checkedCodec(codec: PayloadCodec, index: number, check: CodecCheck): PayloadCodec {
  // What is no codec is reported by name when the client or the worker is made.
  if (typeof codec !== 'object' || codec === null || CHECKED in codec) return codec;
  const name = nameInPlace(codec, `dataConverter.payloadCodecs[${index}]`);
  const encode = checked(codec, 'encode', name, check, index === 0);
  const decode = checked(codec, 'decode', name, check);
  return new Proxy(codec, {
    has: (target, property) => property === CHECKED || Reflect.has(target, property),
    get(target, property) {
      if (property === 'encode') return encode;
      if (property === 'decode') return decode;
      const value = Reflect.get(target, property, target) as unknown;
      // Methods of a class may use private fields, which a proxy does not have.
      return typeof value === 'function' && property !== 'constructor' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Looks at what a payload converter has made, before any codec does (HR3009). */
export function checkConverted(payloads: readonly Payload[], codecContext: unknown, check: CodecCheck): void {
  const index = payloads.findIndex((payload) => payloadFault(payload) !== undefined);
  if (index === -1) return;
  const call = check.callOf(codecContext, payloads);
  const slot = call?.slots.length === payloads.length ? call.slots[index] : undefined;
  const problem = HR3009.problem({
    subject: call?.subject ?? 'A call',
    ...(check.converterPath !== undefined && { path: check.converterPath }),
    value: slot === undefined ? `value ${index} of ${payloads.length}` : showPath(slot.path),
    returned: payloadFault(payloads[index])?.is ?? 'nothing',
  });
  judge(problem, call, check);
}

type Method = 'encode' | 'decode';
type Run = (payloads: Payload[], ...rest: unknown[]) => Promise<Payload[]>;

function checked(codec: PayloadCodec, method: Method, name: string, check: CodecCheck, isFirst = false): Run {
  const waitFor = silenceTeller(method, name, check);
  const run: Run = async (...args) => {
    const answer = Reflect.apply(methodOf(codec, method), codec, args) as Promise<Payload[]>;
    return await waitFor(answer, args);
  };
  let isTold = false;
  return async (payloads, ...rest) => {
    const isSoft = method === 'encode' && isOfFailure(payloads);
    try {
      if (isFirst) checkConverted(payloads, rest[0], check);
      const result = await run(payloads, ...rest);
      // The SDK asks with none, too, and does not use what it gets.
      if (payloads.length === 0) return Array.isArray(result) ? result : [];
      const fault = faultOf(result) ?? (await countFault(codec, method, payloads, result, rest));
      if (fault === undefined) {
        if (isSoft) noteEncodedOfFailure(result);
        return result;
      }
      const call = check.callOf(rest[0], payloads);
      const subject = subjectOf(call);
      const facts = { codec: name, method, given: payloads.length, returned: fault.is, kind: fault.kind };
      judge(HR3007.problem({ ...facts, ...subject }), call, check);
      // Only told, it goes on as without us.
      return result;
    } catch (error) {
      const explainedError = explained(error, { method, name, payloads, context: rest[0] }, check);
      if (!isSoft) throw explainedError;
      if (!isTold) logWarning(`The details of a failure are not sent. ${showThrown(explainedError)}`, { codec: name });
      isTold = true;
      return [];
    }
  };
}

/** How long a codec may take before it is told that somebody waits for it. */
const PATIENCE_MILLISECONDS = 3_000;

/** Waits for the answers of a codec, and tells once of one that does not come. */
function silenceTeller(method: Method, name: string, check: CodecCheck) {
  let isTold = false;
  return async <T>(answer: Promise<T>, [payloads, context]: readonly [Payload[], ...unknown[]]): Promise<T> => {
    if (isTold || !(answer instanceof Promise)) return await answer;
    // In the context of the call, by which it is known whose it is.
    const tell = AsyncResource.bind(() => {
      if (isTold) return;
      isTold = true;
      const call = check.callOf(context, payloads);
      const seconds = PATIENCE_MILLISECONDS / 1_000;
      const facts = { codec: name, method, given: payloads.length, seconds, ...subjectOf(call) };
      check.host.judge(HR3013.problem(facts), name, contextOf(call, check));
    });
    const timer = setTimeout(tell, PATIENCE_MILLISECONDS).unref();
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Looked up for each call: a test may put another in its place. */
function methodOf(codec: PayloadCodec, method: Method): (...args: unknown[]) => unknown {
  return (codec as unknown as Record<Method, (...args: unknown[]) => unknown>)[method];
}

interface Attempt {
  readonly method: Method;
  readonly name: string;
  readonly payloads: readonly Payload[];
  readonly context: unknown;
}

function explained(error: unknown, { method, name, payloads, context }: Attempt, check: CodecCheck): unknown {
  // A failure that the codec throws on purpose, or one that says already what is wrong.
  if (error instanceof TemporalFailure || HandrailError.isInstance(error)) return error;
  const call = check.callOf(context, payloads);
  const facts = { codec: name, method, error: showThrown(error), encodings: encodingsOf(payloads), ...subjectOf(call) };
  const problem = HR3008.problem(facts);
  if (error instanceof Error && Object.getPrototypeOf(error) !== Error.prototype)
    return enrich(error, problem, contextOf(call, check));
  return new HandrailError([problem], { ...contextOf(call, check), cause: error });
}

/** @throws where the policy refuses it */
function judge(problem: Problem, call: PayloadCall | undefined, check: CodecCheck): void {
  try {
    check.host.judge(problem, call?.where ?? 'unknown', contextOf(call, check));
  } catch (error) {
    throw HandrailError.isInstance(error) ? check.toError(error) : error;
  }
}

function contextOf(call: PayloadCall | undefined, { host }: CodecCheck): ErrorContext {
  return { links: host.policy.links, ...call?.context };
}

function subjectOf(call: PayloadCall | undefined): { readonly subject?: string } {
  return call === undefined ? {} : { subject: call.subject };
}

interface Fault {
  readonly kind: PayloadFault['kind'] | 'count';
  readonly is: string;
}

function faultOf(result: unknown): Fault | undefined {
  if (!Array.isArray(result)) {
    const fault = payloadFault(result);
    return { kind: fault?.kind === 'nothing' ? 'nothing' : 'count', is: fault?.is ?? 'a single payload' };
  }
  for (const [index, each] of result.entries()) {
    const fault = payloadFault(each);
    if (fault !== undefined) return { kind: fault.kind, is: `${fault.is} as payload ${index}` };
  }
  return undefined;
}

/** Codecs that were seen to join payloads into fewer ones, and to take them apart again. */
const packing = new WeakSet<PayloadCodec>();

async function countFault(
  codec: PayloadCodec,
  method: Method,
  { length }: readonly Payload[],
  result: Payload[],
  rest: readonly unknown[],
): Promise<Fault | undefined> {
  if (result.length === length) return undefined;
  if (packing.has(codec)) return undefined;
  const back = method === 'encode' ? 'decode' : 'encode';
  const again: unknown = await Promise.resolve()
    .then(() => Reflect.apply(methodOf(codec, back), codec, [[...result], ...rest]))
    .catch(() => undefined);
  if (Array.isArray(again) && again.length === length) {
    packing.add(codec);
    return undefined;
  }
  return { kind: 'count', is: result.length === 1 ? '1' : result.length === 0 ? 'none' : String(result.length) };
}

function encodingsOf(payloads: readonly Payload[]): string[] {
  const texts = payloads.flatMap((payload) => {
    const encoding: unknown = payload?.metadata?.['encoding'];
    const text = encoding instanceof Uint8Array ? new TextDecoder().decode(encoding) : '';
    return /^[\w./+-]{1,60}$/.test(text) ? [text] : [];
  });
  return [...new Set(texts)].sort();
}
