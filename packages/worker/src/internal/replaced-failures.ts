import type { HandrailDuration } from '@handrail/common';
import { readField, showThrown } from '@handrail/common/host';
import { type ErrorContext, formatProblems, HR3012, type Problem } from '@handrail/errors';
import {
  ApplicationFailure,
  CancelledFailure,
  DefaultFailureConverter,
  defaultPayloadConverter,
  type FailureConverter,
} from '@temporalio/common';

/** A failure as it travels. */
export type ProtoFailure = ReturnType<FailureConverter['errorToFailure']>;

const LONGEST_CHAIN = 50;

/** What of a failure converter's answer the SDK would die of, in words; undefined where it can be sent. */
export function failureFault(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null)
    return `returned ${typeof failure === 'object' ? 'null' : wordFor(failure)}`;
  if ('then' in failure) return 'returned a promise';
  if (Array.isArray(failure) || failure instanceof Error)
    return `returned ${Array.isArray(failure) ? 'an array' : 'the error itself'}`;
  let current: Partial<Record<string, unknown>> | null | undefined = failure;
  for (let depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
    for (const field of ['message', 'stackTrace', 'source']) {
      const value = current[field];
      if (value != null && typeof value !== 'string') return `returned a failure whose ${field} is ${wordFor(value)}`;
    }
    const type = readField(current['applicationFailureInfo'], 'type');
    if (type != null && typeof type !== 'string') return `returned a failure whose type is ${wordFor(type)}`;
    current = current['cause'] as typeof current;
  }
  return undefined;
}

function wordFor(value: unknown): string {
  return value === undefined ? 'undefined' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What is to be said of a failure converter that has made nothing of this error. */
export function converterProblem(
  error: unknown,
  did: string,
  { converter, path }: { readonly converter: FailureConverter; readonly path: unknown },
): Problem {
  const name = nameOf(converter) ?? (typeof path === 'string' ? path : undefined);
  return HR3012.problem({ error: typeOf(error), did, ...(name !== undefined && { converter: name }) });
}

function nameOf(converter: FailureConverter): string | undefined {
  const name = readField(converter.constructor, 'name');
  return typeof name !== 'string' || name === '' || name === 'Object' ? undefined : name;
}

/** In words, what an `errorToFailure` has thrown. */
export function threw(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return `threw ${name} (${showThrown(thrown)})`;
}

/**
 * The failure that is sent in the place of none: of the error's kind, so that it is tried again or not as it would have been, with
 * the problem as its text. Nothing that the error says is in it, for the converter may be there to keep that secret.
 */
export function replacedFailure(error: unknown, problem: Problem, context: ErrorContext): ProtoFailure {
  const { cause: _cause, encodedAttributes: _encoded, ...shape } = shapeOf(error);
  return { ...shape, message: formatProblems([problem], context), stackTrace: '' };
}

function shapeOf(error: unknown): ProtoFailure {
  const converter = new DefaultFailureConverter();
  const convert = (each: unknown): ProtoFailure => converter.errorToFailure(each, defaultPayloadConverter);
  if (error instanceof CancelledFailure) return convert(new CancelledFailure(''));
  if (!(error instanceof ApplicationFailure)) {
    try {
      return convert(error);
    } catch {
      return convert(ApplicationFailure.create({ type: typeOf(error) }));
    }
  }
  const { type, nonRetryable, category } = error;
  // A duration of the SDK's is `any` to some compilers.
  const nextRetryDelay = readField(error, 'nextRetryDelay') as HandrailDuration | null | undefined;
  return convert(
    ApplicationFailure.create({
      ...(typeof (type as unknown) === 'string' && { type: type as string }),
      nonRetryable: nonRetryable ?? false,
      ...(nextRetryDelay != null && { nextRetryDelay }),
      ...(category != null && { category }),
    }),
  );
}

function typeOf(error: unknown): string {
  if (error instanceof ApplicationFailure && typeof error.type === 'string') return error.type;
  if (!(error instanceof Error)) return typeof error;
  return error.constructor.name || 'Error';
}
