import { badValue, type GuardHost, misspeltOptions } from '@handrail/common/host';
import { enrich, type ErrorContext, HR1044, HR2014, type Problem } from '@handrail/errors';
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
  const { message, type, details } = error;
  // The SDK goes through them as through a list, and a worker dies of what it cannot send.
  if (details != null && !Array.isArray(details)) {
    enrich(error, badValue(subject, 'details', details, 'is not a list: nothing of it is sent'), context);
    Object.defineProperty(error, 'details', { value: undefined, configurable: true, writable: true });
  } else if (!message && !type && !details?.length && error.cause === undefined) {
    enrich(error, HR1044.problem({ subject: `Activity "${activityType}"` }), context);
  }
}

function faultsOf(error: ApplicationFailure, subject: string): Problem[] {
  const { type, nonRetryable, message } = error as { type?: unknown; nonRetryable?: unknown; message: unknown };
  const keys = Object.keys(error);
  if (keys.includes('0')) {
    const reason = 'is not an object with fields';
    return [HR2014.problem({ subject, field: 'overrides', value: 'a text or a list', reason })];
  }
  const isPlain = Object.getPrototypeOf(error) === ApplicationFailure.prototype;
  return [
    ...(isPlain ? misspeltOptions(subject, { ...error }, { names: [...FIELDS, ...OTHERS], meant: MEANT }) : []),
    ...(type == null || typeof type === 'string' ? [] : [badValue(subject, 'type', type, 'is not a text')]),
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
