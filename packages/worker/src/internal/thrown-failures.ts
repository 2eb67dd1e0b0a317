import { badValue, type GuardHost, misspeltOptions, readDuration, readField, showValue } from '@handrail/common/host';
import { enrich, type ErrorContext, HR1044, HR2010, HR2014, type Problem } from '@handrail/errors';
import { ApplicationFailure } from '@temporalio/common';

/** The activity that has thrown. */
interface Thrower {
  readonly activityType: string;
  readonly context: ErrorContext;
}

const FIELDS = ['message', 'type', 'nonRetryable', 'details', 'nextRetryDelay', 'cause', 'category'];
/** What every error has, or the SDK puts on it. */
const OTHERS = ['name', 'stack', 'failure'];
const MEANT = { retryable: 'nonRetryable', retryDelay: 'nextRetryDelay', delay: 'nextRetryDelay' };

/**
 * Looks at an ApplicationFailure that an activity throws for what its makers drop without a word: a text in the place of the options
 * (HR1044), details that are no list, a misspelt override. It is told, and thrown on.
 */
export function inspectThrownFailure(error: unknown, thrower: Thrower, host: GuardHost): void {
  if (!(error instanceof ApplicationFailure)) return;
  const { activityType, context } = thrower;
  const subject = `The failure of activity "${activityType}"`;
  for (const problem of faultsOf(error, subject)) {
    host.judge({ ...problem, disposition: 'warn' }, `${activityType} ${problem.head}`, context);
  }
  const { message, details } = error;
  const { type, nextRetryDelay } = error as { readonly type?: unknown; readonly nextRetryDelay?: unknown };
  // A worker dies of what it cannot send.
  if (type != null && typeof type !== 'string') {
    enrich(error, badValue(subject, 'type', type, NO_TYPE), context);
    redefine(error, 'type', nameOf(type));
  }
  const delay = delayProblem(subject, nextRetryDelay);
  if (delay !== undefined) {
    enrich(error, delay, context);
    redefine(error, 'nextRetryDelay', undefined);
  }
  // The SDK goes through them as through a list.
  if (details != null && !Array.isArray(details)) {
    enrich(error, badValue(subject, 'details', details, 'is not a list: nothing of it is sent'), context);
    redefine(error, 'details', undefined);
  } else if (!message && !type && !details?.length && error.cause === undefined) {
    enrich(error, HR1044.problem({ subject: `Activity "${activityType}"` }), context);
  }
}

const NO_TYPE = "is not a text: give the name of a class, type: 'CardDeclined'";

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

function faultsOf(error: ApplicationFailure, subject: string): Problem[] {
  const { type, nonRetryable, message, nextRetryDelay } = error as {
    type?: unknown;
    nonRetryable?: unknown;
    message: unknown;
    nextRetryDelay?: unknown;
  };
  const delay = delayProblem(subject, nextRetryDelay);
  const keys = Object.keys(error);
  if (keys.includes('0')) {
    const reason = 'is not an object with fields';
    return [HR2014.problem({ subject, field: 'overrides', value: 'a text or a list', reason })];
  }
  const isPlain = Object.getPrototypeOf(error) === ApplicationFailure.prototype;
  return [
    ...(isPlain ? misspeltOptions(subject, { ...error }, { names: [...FIELDS, ...OTHERS], meant: MEANT }) : []),
    ...(type == null || typeof type === 'string' ? [] : [badValue(subject, 'type', type, NO_TYPE)]),
    ...(delay === undefined ? [] : [delay]),
    ...(typeof message === 'string' && !/^\[object \w+\]$/.test(message)
      ? []
      : [badValue(subject, 'message', message, 'is not a text')]),
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
