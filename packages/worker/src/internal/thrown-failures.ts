import {
  badValue,
  type GuardHost,
  misspeltOptions,
  pointInSeconds,
  readDuration,
  readField,
  showValue,
  unitless,
} from '@handrail/common/host';
import { enrich, type ErrorContext, HR1044, HR2010, HR2014, HR2035, HR5045, type Problem } from '@handrail/errors';
import { FAILURE_FIELDS } from './failure-options';
import { ApplicationFailure, encodeApplicationFailureCategory, TemporalFailure } from '@temporalio/common';

/** The activity that has thrown. */
interface Thrower {
  readonly activityType: string;
  /** Which attempt this is. */
  readonly attempt: number;
  /** The names of the classes after which its retry policy ends. */
  readonly finalTypes?: readonly string[] | undefined;
  /** Whether a failure converter of the user's own may read what the SDK does not. */
  readonly ownConverter?: boolean;
  readonly context: ErrorContext;
}

/** What every error has, or the SDK puts on it. */
const OTHERS = ['name', 'stack', 'failure'];

/**
 * Looks at an ApplicationFailure that an activity throws for what its makers drop without a word: a text in the place of the options
 * (HR1044), details that are no list, a misspelt override. It is told, and thrown on.
 */
export function inspectThrownFailure(error: unknown, thrower: Thrower, host: GuardHost): void {
  if (!(error instanceof ApplicationFailure)) return inspectPlainError(error, thrower, host);
  const { activityType, context } = thrower;
  const subject = `The failure of activity "${activityType}"`;
  const { message, details, type } = error;
  const unsendable = unsendableIn(error, subject);
  for (const problem of [...faultsOf(error, subject), ...unsendable.map((each) => each.problem)]) {
    host.judge({ ...problem, disposition: 'warn' }, `${activityType} ${problem.head}`, context);
  }
  for (const { field, problem, value } of unsendable) {
    enrich(error, problem, context);
    redefine(error, field, value);
  }
  // The SDK goes through them as through a list.
  if (details != null && !Array.isArray(details)) {
    enrich(error, badValue(subject, 'details', details, 'is not a list: nothing of it is sent'), context);
    redefine(error, 'details', undefined);
  } else if (!message && !type && !details?.length && error.cause === undefined) {
    enrich(error, HR1044.problem({ subject: `Activity "${activityType}"` }), context);
  }
}

const OF_FAILURES = ['nonRetryable', 'nextRetryDelay'] as const;

/**
 * HR5045: what an ApplicationFailure has, on another error. Told once the activity has been tried again, for whatever reason, so that it
 * is retried at all; and not where a retry policy or a failure converter makes something of it.
 */
function inspectPlainError(error: unknown, thrower: Thrower, host: GuardHost): void {
  const { activityType, attempt, finalTypes = [], ownConverter = false, context } = thrower;
  if (attempt < 2 || ownConverter || !(error instanceof Error) || error instanceof TemporalFailure) return;
  const field = OF_FAILURES.find((name) => Boolean(readField(error, name)));
  if (field === undefined) return;
  const given = readField(error.constructor, 'name');
  const name = typeof given === 'string' && given !== '' ? given : 'Error';
  if (finalTypes.includes(name)) return;
  const problem = HR5045.problem({ subject: `Activity "${activityType}"`, error: name, field });
  host.judge(problem, `${activityType} ${problem.head}`, context);
}

/** A field that cannot be sent, of which a worker dies, and what is sent in its place. */
interface Unsendable {
  readonly field: 'type' | 'nextRetryDelay' | 'category';
  readonly problem: Problem;
  readonly value: string | undefined;
}

function unsendableIn(error: object, subject: string): Unsendable[] {
  const { type, nextRetryDelay } = error as { readonly type?: unknown; readonly nextRetryDelay?: unknown };
  const found: Unsendable[] = [];
  if (type != null && typeof type !== 'string') {
    const problem = badValue(subject, 'type', type, "is not a text: give the name of a class, type: 'CardDeclined'");
    found.push({ field: 'type', problem, value: nameOf(type) });
  }
  const { category } = error as { readonly category?: unknown };
  if (!isCategory(category)) {
    const problem = badValue(subject, 'category', category, "is none: the only one is 'BENIGN'");
    found.push({ field: 'category', problem, value: undefined });
  }
  const problem = delayProblem(subject, nextRetryDelay);
  if (problem !== undefined) found.push({ field: 'nextRetryDelay', problem, value: undefined });
  return found;
}

function isCategory(category: unknown): boolean {
  try {
    encodeApplicationFailureCategory(category as undefined);
    return true;
  } catch {
    return false;
  }
}

function redefine(error: ApplicationFailure, field: string, value: unknown): void {
  // Of one that is frozen a copy is sent.
  Reflect.defineProperty(error, field, { value, configurable: true, enumerable: true, writable: true });
}

/** The name of the class that was given in its place, by which retry policies know it. */
function nameOf(type: unknown): string | undefined {
  if (typeof type === 'number') return String(type);
  const name = typeof type === 'function' ? readField(type, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function delayProblem(subject: string, nextRetryDelay: unknown): Problem | undefined {
  if (nextRetryDelay == null) return undefined;
  const { reason, suggestion } = readDuration(nextRetryDelay, { zero: true });
  if (reason === undefined) return undefined;
  const facts = { subject, field: 'nextRetryDelay', value: showValue(nextRetryDelay), reason };
  return HR2010.problem({ ...facts, ...(suggestion !== undefined && { suggestion }) });
}

const NO_MESSAGE = 'is not a text: of an object with options ApplicationFailure.create(options) makes a failure';
const NOT_READ = 'is not read: with nonRetryable no attempt follows, so keep one of them';

function faultsOf(error: ApplicationFailure, subject: string): Problem[] {
  const { nonRetryable, message } = error as { nonRetryable?: unknown; message: unknown };
  const keys = Object.keys(error);
  if (keys.includes('0')) {
    const reason = 'is not an object with fields';
    return [HR2014.problem({ subject, field: 'overrides', value: 'a text or a list', reason })];
  }
  const isPlain = Object.getPrototypeOf(error) === ApplicationFailure.prototype;
  const { cause, nextRetryDelay } = error as { readonly cause?: unknown; readonly nextRetryDelay?: unknown };
  const delay = unitless(nextRetryDelay);
  const moment = pointInSeconds(subject, 'nextRetryDelay', nextRetryDelay);
  return [
    ...(delay === undefined ? [] : [HR2035.problem({ subject, field: 'nextRetryDelay', value: delay })]),
    ...(moment === undefined ? [] : [moment]),
    ...(nonRetryable === true && nextRetryDelay != null
      ? [badValue(subject, 'nextRetryDelay', nextRetryDelay, NOT_READ)]
      : []),
    ...(cause == null || typeof cause === 'object'
      ? []
      : [badValue(subject, 'cause', cause, 'is no error: give new Error(text), whose stack is sent as well')]),
    ...(isPlain
      ? misspeltOptions(subject, { ...error }, { ...FAILURE_FIELDS, names: [...FAILURE_FIELDS.names, ...OTHERS] })
      : []),
    ...(typeof message === 'string' && !/^\[object \w+\]$/.test(message)
      ? []
      : [badValue(subject, 'message', message, NO_MESSAGE)]),
    ...(nonRetryable == null || typeof nonRetryable === 'boolean'
      ? []
      : [
          badValue(
            subject,
            'nonRetryable',
            nonRetryable,
            'is neither true nor false: whatever is not empty counts as true',
          ),
        ]),
  ];
}
