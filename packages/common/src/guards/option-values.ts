import { HR2010, HR2012, type Problem } from '@handrail/errors/sandbox';
import { readDuration } from '../duration';
import { nearestName } from '../nearest-name';
import { showValue } from '../show-value';
import { type CallKind, type Guard, subjectOf } from './guard';

const ALL_KINDS: readonly CallKind[] = [
  'activity',
  'localActivity',
  'standaloneActivity',
  'nexusOperation',
  'workflow',
  'scheduledWorkflow',
  'childWorkflow',
  'continueAsNew',
];

const DURATIONS = [
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'startToCloseTimeout',
  'heartbeatTimeout',
  'localRetryThreshold',
  'workflowExecutionTimeout',
  'workflowRunTimeout',
  'workflowTaskTimeout',
  'startDelay',
  'backoffStartInterval',
];
const RETRY_DURATIONS = ['initialInterval', 'maximumInterval'];

// These are timers: waiting for no time at all is fine.
const MAY_BE_ZERO = new Set(['startDelay', 'backoffStartInterval']);

/** HR2010: what the SDK throws on half-way, or the server takes for "no timeout". */
export const validDurations: Guard = {
  name: 'HR2010',
  kinds: ALL_KINDS,
  check(call) {
    const subject = subjectOf(call);
    const { retry } = call.options;
    return [
      ...badDurations(subject, '', call.options, DURATIONS),
      ...(typeof retry === 'object' && retry !== null
        ? badDurations(subject, 'retry.', retry as Record<string, unknown>, RETRY_DURATIONS)
        : []),
    ];
  },
};

function badDurations(
  subject: string,
  prefix: string,
  options: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Problem[] {
  return fields.flatMap((field) => {
    const value = options[field];
    if (value == null) return [];
    const read = readDuration(value, { zero: MAY_BE_ZERO.has(field) });
    if (read.milliseconds !== undefined) return [];
    const { reason, suggestion } = read;
    return [
      HR2010.problem({
        subject,
        field: prefix + field,
        value: showValue(value),
        reason,
        ...(suggestion !== undefined && { suggestion }),
      }),
    ];
  });
}

const ACTIVITY_OPTIONS = [
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'heartbeatTimeout',
  'retry',
  'taskQueue',
  'cancellationType',
];
const WORKFLOW_OPTIONS = [
  'workflowExecutionTimeout',
  'workflowRunTimeout',
  'workflowTaskTimeout',
  'workflowIdReusePolicy',
  'workflowIdConflictPolicy',
  'parentClosePolicy',
  'searchAttributes',
  'typedSearchAttributes',
  'cronSchedule',
  'startDelay',
  'retry',
];
const OURS = ['waive', 'lifetime'];

/**
 * HR2012: a misspelt option, which the SDK drops without a word. Only near misses of the options that protect
 * something are refused: other unknown keys may be another interceptor's.
 */
export const noMisspeltOptions: Guard = {
  name: 'HR2012',
  kinds: ALL_KINDS,
  check(call) {
    const known = call.kind.endsWith('ctivity') ? ACTIVITY_OPTIONS : WORKFLOW_OPTIONS;
    const all = [...known, ...OURS];
    return Object.keys(call.options).flatMap((field) => {
      if (KNOWN.has(field)) return [];
      const suggestion = nearestName(field, all);
      return suggestion === undefined ? [] : [HR2012.problem({ subject: subjectOf(call), field, suggestion })];
    });
  },
};

const KNOWN = new Set([...ACTIVITY_OPTIONS, ...WORKFLOW_OPTIONS, ...DURATIONS, ...OURS]);
