import { AsyncLocalStorage } from 'node:async_hooks';
import { type ErrorContext, enrich, HR3001, HR3005, type Problem } from '@handrail/errors';
import {
  type DataConverter,
  defaultPayloadConverter,
  type LoadedDataConverter,
  type PayloadConverter,
  RawValue,
} from '@temporalio/common';
import type { EffectivePolicy } from '../effective-policy';
import { isPlainJson, showPath, type ValueFault, valueFaults, type ValueSlot } from '../payloads';
import { readField } from '../read-field';
import { showThrown } from '../show-value';
import { createGuardHost } from './guard-host';

// Loads all that the SDK knows of messages, a quarter of a second: what sends no values does without.
let loaded: typeof import('@temporalio/common/lib/internal-non-workflow') | undefined;

function converters(): typeof import('@temporalio/common/lib/internal-non-workflow') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is never late
  return (loaded ??= require('@temporalio/common/lib/internal-non-workflow') as NonNullable<typeof loaded>);
}

/** A call that sends values: who sends them, and where each stands. */
export interface PayloadCall {
  /** How messages name the culprit: `The start of workflow "order"`. */
  readonly subject: string;
  /** Names the call site, for what is said once: `order`. */
  readonly where: string;
  readonly slots: readonly ValueSlot[];
  readonly context?: ErrorContext;
  /** Whether it is the result of an activity that has run. */
  readonly happened?: boolean;
  /** Whether the SDK converts these values by type information of their own, so that nothing can be said of them before. */
  readonly typed?: boolean;
  /** Whether it may be a replay of what was sent long ago, which a limit below the server's must not stop. */
  readonly replayed?: boolean;
}

/** Looks at the values of calls before they are sent, and explains why they cannot be. */
export interface PayloadGuard {
  /**
   * Looks at values that are about to be converted, as cheaply as can be. What would change without a word is logged once a
   * call site.
   *
   * @throws HandrailError HR3001 for what would be sent as a payload that nobody can read: a function, a symbol
   */
  inspect(call: PayloadCall): void;
  /**
   * What of the values cannot be sent, or undefined. For what must be known before the conversion, such as the result of an
   * activity; values that are plain JSON are taken for convertible by every converter.
   */
  problemOf(call: PayloadCall): Problem | undefined;
  /** Logs a problem that something else is about to fail of, once a call site. */
  warn(problem: Problem, call: PayloadCall): void;
  /** Appends to the converter's error which part of which value it is. Its class stays; any other error is untouched. */
  explain(error: unknown, call: PayloadCall): unknown;
}

/** The call whose values are being converted and encoded right now, for what gets to see payloads only. */
export const payloadCall = new AsyncLocalStorage<PayloadCall>();

/** Makes the payload guard of a client or a worker with this converter. */
export function createPayloadGuard(policy: EffectivePolicy, dataConverter: AnyConverter): PayloadGuard {
  const host = createGuardHost({ policy });
  const isDefault = isDefaultConverter(dataConverter);

  // What is plain JSON a converter of the user's own may refuse all the same: it has then, where its error is explained.
  const findProblem = (
    { subject, slots, happened, typed = false }: PayloadCall,
    isSuspicious = (value: unknown) => !isPlainJson(value),
  ): Problem | undefined => {
    const converter = converterOf(dataConverter);
    const faults = slots
      .filter(({ value }) => isSuspicious(value))
      .flatMap((slot) => breakingFaults(slot, converter, isDefault && !typed));
    if (faults.length === 0) return undefined;
    const facts = faults.slice(0, MOST_FAULTS).map(({ path, is, kind }) => ({ path, is, kind }));
    return HR3001.problem({ subject, faults: facts, ...(happened !== undefined && { happened }) });
  };

  return {
    problemOf: (call) => findProblem(call),
    warn: (problem, { where, context }) => host.judge({ ...problem, disposition: 'warn' }, where, context),
    inspect(call) {
      if (!isDefault || call.typed) return;
      const suspicious = call.slots.filter(({ value }) => !isPlainJson(value) && !isRaw(value));
      if (suspicious.length === 0) return;
      const faults = suspicious.flatMap(({ path, value }) => valueFaults(value, path).faults);
      const { subject, where, context } = call;
      const unreadable = faults.filter(({ kind, arrives }) => arrives === undefined && SILENT.includes(kind));
      if (unreadable.length > 0) host.judge(HR3001.problem({ subject, faults: unreadable }), where, context);
      // The converter is about to throw: it is explained then, with the class that callers match on.
      if (faults.some(({ arrives }) => arrives === undefined)) return;
      const changes = faults.filter(isChange).slice(0, MOST_FAULTS);
      if (changes.length > 0) host.judge(HR3005.problem({ subject, faults: changes }), where, context);
    },
    explain(error, call) {
      if (!isConversionError(error) && (isDefault || !isThrownByConverter(error))) return error;
      const problem = findProblem(call, isDefault ? undefined : () => true);
      return problem === undefined ? error : enrich(error, problem, { links: policy.links, ...call.context });
    },
  };
}

/** Whether values become JSON as the SDK does it by itself, so that what holds for JSON can be said before. */
export function isDefaultConverter(dataConverter: AnyConverter): boolean {
  if (dataConverter === undefined) return true;
  if (converters().isLoadedDataConverter(dataConverter))
    return dataConverter.payloadConverter === defaultPayloadConverter;
  return dataConverter.payloadConverterPath === undefined;
}

type AnyConverter = DataConverter | LoadedDataConverter | undefined;

const MOST_FAULTS = 6;

/** Kinds of which the default converter makes a payload without data, and says nothing. */
const SILENT: readonly string[] = ['function', 'symbol', 'nothing'];

function isChange(fault: ValueFault): fault is ValueFault & { readonly arrives: string } {
  return fault.arrives !== undefined;
}

// The SDK's ValueError, also of another copy of the class.
function isConversionError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ValueError' && error.message.startsWith('Unable to convert ');
}

// Of any class: a converter of the user's own throws what it likes.
function isThrownByConverter(error: unknown): boolean {
  const stack = readField(error, 'stack');
  return error instanceof Error && typeof stack === 'string' && /^\s*at .*\btoPayload\b/m.test(stack);
}

function converterOf(dataConverter: AnyConverter): PayloadConverter {
  if (dataConverter === undefined) return defaultPayloadConverter;
  const { isLoadedDataConverter, loadDataConverter } = converters();
  return (isLoadedDataConverter(dataConverter) ? dataConverter : loadDataConverter(dataConverter)).payloadConverter;
}

function breakingFaults({ path, value }: ValueSlot, converter: PayloadConverter, isDefault: boolean): ValueFault[] {
  if (isRaw(value)) return [];
  const all = valueFaults(value, path).faults;
  const faults = all.filter(({ arrives }) => arrives === undefined);
  if (isDefault && faults.length > 0) return faults;
  const reason = refusalOf(converter, value);
  if (reason === undefined) return [];
  // What JSON has no form for is the likely culprit with other converters as well.
  if (faults.length > 0) return faults;
  // Nothing is said of what is inside of it, and there the reason lies.
  const streams = all.filter(({ kind }) => kind === 'stream');
  if (streams.length > 0) return streams;
  return [{ path: showPath(path), kind: 'converter', is: reason }];
}

// A payload already. A proxy may throw at the mere question.
function isRaw(value: unknown): boolean {
  try {
    return value instanceof RawValue;
  } catch {
    return false;
  }
}

function refusalOf(converter: PayloadConverter, value: unknown): string | undefined {
  try {
    converter.toPayload(value);
    return undefined;
  } catch (error) {
    // The SDK's own text shows the value.
    return isConversionError(error) ? 'a value that its payload converter refuses' : showThrown(error);
  }
}
