import { CLIENT_OPTIONS } from './call-kinds';
import type { CallKind } from './guard';

/** The SDK's options of one kind of call, as far as guards look at them. */
export type OptionNames = readonly [
  /** Timeouts: none at all means "no timeout" to the server, so zero is a mistake. */
  timeouts: readonly string[],
  /** Delays: waiting for no time at all is fine. */
  delays: readonly string[],
  /** Others that protect something; a misspelt one would be dropped without a word. */
  protecting: readonly string[],
];

/** The timeouts that end a workflow. */
export const WORKFLOW_LIMITS = ['workflowExecutionTimeout', 'workflowRunTimeout'];

const PROTECTING = ['retry', 'taskQueue', 'waive'];

const ACTIVITY: OptionNames = [
  ['startToCloseTimeout', 'scheduleToCloseTimeout', 'scheduleToStartTimeout', 'heartbeatTimeout'],
  ['localRetryThreshold', 'startDelay'],
  PROTECTING,
];

const WORKFLOW: OptionNames = [
  [...WORKFLOW_LIMITS, 'workflowTaskTimeout', 'sla'],
  ['startDelay', 'backoffStartInterval'],
  [
    ...PROTECTING,
    'workflowIdReusePolicy',
    ...CLIENT_OPTIONS,
    'parentClosePolicy',
    'cronSchedule',
    'searchAttributes',
    'lifetime',
  ],
];

const TIMER: OptionNames = [[], ['duration', 'timeout'], []];

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
  return /activity|nexus/i.test(kind) ? ACTIVITY : WORKFLOW;
}
