import type { CallKind } from './guards/guard';
import { RETRY_FIELDS } from './guards/option-names';
import type { OptionTable } from './option-slips';

// What the SDK reads; type tests compare these lists with its types, so that a release that adds an option is noticed.
const OURS = ['waive'] as const;
const WORKFLOW_OURS = [...OURS, 'lifetime', 'sla'] as const;

const ACTIVITY_OPTIONS = [
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'heartbeatTimeout',
  'activityId',
  'allowEagerDispatch',
  'cancellationType',
  'eventGroups',
  'priority',
  'retry',
  'summary',
  'taskQueue',
  'versioningIntent',
  ...OURS,
] as const;

const LOCAL_ACTIVITY_OPTIONS = [
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'cancellationType',
  'eventGroups',
  'localRetryThreshold',
  'retry',
  'summary',
  ...OURS,
] as const;

const STANDALONE_ACTIVITY_OPTIONS = [
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'heartbeatTimeout',
  'args',
  'id',
  'idConflictPolicy',
  'idReusePolicy',
  'priority',
  'retry',
  'startDelay',
  'summary',
  'taskQueue',
  'typeInfo',
  'typedSearchAttributes',
  ...OURS,
] as const;

const NEXUS_OPTIONS = [
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'startToCloseTimeout',
  'cancellationType',
  'eventGroups',
  'summary',
  ...OURS,
] as const;

const COMMON_WORKFLOW_OPTIONS = [
  'workflowRunTimeout',
  'workflowExecutionTimeout',
  'workflowTaskTimeout',
  'workflowId',
  'workflowIdReusePolicy',
  'args',
  'cronSchedule',
  'memo',
  'priority',
  'retry',
  'searchAttributes',
  'staticDetails',
  'staticSummary',
  'taskQueue',
  'typeInfo',
  'typedSearchAttributes',
  ...WORKFLOW_OURS,
] as const;

const START_OPTIONS = [
  ...COMMON_WORKFLOW_OPTIONS,
  'followRuns',
  'requestEagerStart',
  'signal',
  'signalArgs',
  'signalTypeInfo',
  'startDelay',
  'versioningOverride',
  'workflowIdConflictPolicy',
] as const;

const CHILD_OPTIONS = [
  ...COMMON_WORKFLOW_OPTIONS,
  'cancellationType',
  'eventGroups',
  'parentClosePolicy',
  'versioningIntent',
] as const;

const CONTINUE_AS_NEW_OPTIONS = [
  'backoffStartInterval',
  'eventGroups',
  'initialVersioningBehavior',
  'memo',
  'searchAttributes',
  'taskQueue',
  'typeInfo',
  'typedSearchAttributes',
  'versioningIntent',
  'workflowRunTimeout',
  'workflowTaskTimeout',
  'workflowType',
  ...OURS,
] as const;

/** Of `sleep` and `condition`, beside what they wait for. */
const TIMER_OPTIONS = ['duration', 'timeout', 'eventGroups', 'summary'] as const;

/** Of the action of a schedule. */
const ACTION_OPTIONS = [
  'type',
  'workflowType',
  'workflowId',
  'args',
  'memo',
  'retry',
  'searchAttributes',
  'staticDetails',
  'staticSummary',
  'taskQueue',
  'typedSearchAttributes',
  'workflowExecutionTimeout',
  'workflowRunTimeout',
  'workflowTaskTimeout',
  ...WORKFLOW_OURS,
] as const;

/** The options of each kind of call, for the tests that compare them with the SDK's types. */
export const CALL_OPTIONS = {
  activity: ACTIVITY_OPTIONS,
  localActivity: LOCAL_ACTIVITY_OPTIONS,
  standaloneActivity: STANDALONE_ACTIVITY_OPTIONS,
  nexusOperation: NEXUS_OPTIONS,
  workflow: START_OPTIONS,
  scheduledWorkflow: ACTION_OPTIONS,
  childWorkflow: CHILD_OPTIONS,
  continueAsNew: CONTINUE_AS_NEW_OPTIONS,
  timer: TIMER_OPTIONS,
} as const;

/** The fields of a retry policy, and how they are called elsewhere. */
export const RETRY_OPTIONS: OptionTable = {
  names: RETRY_FIELDS,
  meant: {
    maxAttempts: 'maximumAttempts',
    attempts: 'maximumAttempts',
    retries: 'maximumAttempts',
    backoff: 'backoffCoefficient',
    maxInterval: 'maximumInterval',
  },
};

const WITHIN_RETRY = { retry: RETRY_FIELDS };
const ARGUMENTS = { arguments: 'args', argument: 'args' };
const PERHAPS_ARGUMENTS = { params: 'args', parameters: 'args', input: 'args' };
const PERHAPS = { queue: 'taskQueue', maxAttempts: 'retry', attempts: 'retry' };

const ofActivities = (names: readonly string[]): OptionTable => ({
  names,
  within: names.includes('retry') ? WITHIN_RETRY : {},
  meant: names.includes('args') ? ARGUMENTS : {},
  perhaps: {
    ...(names.includes('taskQueue') && PERHAPS),
    timeout: names.filter((name) => /(?:Close|Start)Timeout$/.test(name)),
    heartbeat: 'heartbeatTimeout',
  },
});

const ofWorkflows = (names: readonly string[]): OptionTable => ({
  names,
  within: names.includes('retry') ? WITHIN_RETRY : {},
  meant: names.includes('args') ? ARGUMENTS : {},
  perhaps: {
    queue: 'taskQueue',
    attributes: 'searchAttributes',
    // Only an interceptor sets headers; a memo is what a caller can give along.
    headers: 'memo',
    ...(names.includes('staticSummary') && { summary: 'staticSummary', details: 'staticDetails' }),
    timeout: ['workflowRunTimeout', 'workflowExecutionTimeout'],
    ...(names.includes('args') && PERHAPS_ARGUMENTS),
    ...(names.includes('workflowId') && { id: 'workflowId' }),
    ...(names.includes('cronSchedule') && { cron: 'cronSchedule', schedule: 'cronSchedule' }),
  },
});

const TABLES: Readonly<Record<CallKind, OptionTable | undefined>> = {
  activity: ofActivities(ACTIVITY_OPTIONS),
  localActivity: ofActivities(LOCAL_ACTIVITY_OPTIONS),
  standaloneActivity: ofActivities(STANDALONE_ACTIVITY_OPTIONS),
  nexusOperation: ofActivities(NEXUS_OPTIONS),
  workflow: ofWorkflows(START_OPTIONS),
  scheduledWorkflow: ofWorkflows(ACTION_OPTIONS),
  childWorkflow: ofWorkflows(CHILD_OPTIONS),
  continueAsNew: ofWorkflows(CONTINUE_AS_NEW_OPTIONS),
  timer: { names: TIMER_OPTIONS },
};

/** What is known of the options of a kind of call; undefined for a kind of a later version. */
export function callOptions(kind: string): OptionTable | undefined {
  return Object.hasOwn(TABLES, kind) ? TABLES[kind as CallKind] : undefined;
}
