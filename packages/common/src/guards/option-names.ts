import type { CallKind } from './guard';

/** The SDK's options of one kind of call, as far as guards look at them. */
export interface OptionNames {
  /** Timeouts: none at all means "no timeout" to the server, so zero is a mistake. */
  readonly timeouts: readonly string[];
  /** Delays: waiting for no time at all is fine. */
  readonly delays: readonly string[];
  /** Others that protect something; a misspelt one would be dropped without a word. */
  readonly protecting: readonly string[];
}

const ACTIVITY: OptionNames = {
  timeouts: ['startToCloseTimeout', 'scheduleToCloseTimeout', 'scheduleToStartTimeout', 'heartbeatTimeout'],
  delays: ['localRetryThreshold', 'startDelay'],
  protecting: ['retry', 'taskQueue', 'cancellationType', 'waive'],
};

const WORKFLOW: OptionNames = {
  timeouts: ['workflowExecutionTimeout', 'workflowRunTimeout', 'workflowTaskTimeout'],
  delays: ['startDelay', 'backoffStartInterval'],
  protecting: [
    'retry',
    'taskQueue',
    'workflowIdReusePolicy',
    'workflowIdConflictPolicy',
    'parentClosePolicy',
    'cancellationType',
    'searchAttributes',
    'typedSearchAttributes',
    'cronSchedule',
    'lifetime',
    'waive',
  ],
};

const TIMER: OptionNames = { timeouts: [], delays: ['duration', 'timeout'], protecting: [] };

/** The durations of a retry policy. */
export const RETRY_INTERVALS = ['initialInterval', 'maximumInterval'] as const;

/** Every field of the SDK's `RetryPolicy`. */
export const RETRY_FIELDS = [
  ...RETRY_INTERVALS,
  'backoffCoefficient',
  'maximumAttempts',
  'nonRetryableErrorTypes',
] as const;

export function optionNamesOf(kind: CallKind): OptionNames {
  if (kind === 'timer') return TIMER;
  return kind.endsWith('ctivity') || kind === 'nexusOperation' ? ACTIVITY : WORKFLOW;
}
