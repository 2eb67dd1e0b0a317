import { HR4054, type HR4055, type Problem } from '@handrail/errors';

interface Limit {
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

const SMALLER = 'pass a reference instead of the data (2 MiB is the limit of one value), then start it again';

// The server's own words, the first that fits; `BadScheduleActivityAttributes` stands before things that are no activities.
const LIMITS: readonly Limit[] = [
  {
    pattern: /CompleteWorkflow\w*\.?Result exceeds size limit/,
    what: 'the result of the workflow is too large',
    remedy: 'return a reference instead of the data (2 MiB is the limit of one value), then start it again',
  },
  {
    pattern: /ContinueAsNew\w*[:.]? ?.*Input exceeds size limit/,
    what: 'the arguments of continue-as-new are too large',
    remedy: SMALLER,
  },
  {
    pattern: /StartChildWorkflow\w*\.?Input exceeds size limit/,
    what: 'the arguments of a child workflow are too large',
    remedy: SMALLER,
  },
  {
    pattern: /SignalExternal\w*\.?Input exceeds size limit/,
    what: 'the arguments of a signal are too large',
    remedy: SMALLER,
  },
  {
    pattern: /ScheduleActivityTask\w*\.?Input exceeds size limit/,
    what: 'the arguments of an activity are too large',
    remedy: SMALLER,
  },
  {
    pattern: /history (?:size|count) exceeds limit/i,
    what: 'its history has grown too long',
    remedy:
      'continue as new in time (shouldContinueAsNew(); the server warns from 10 240 events or 10 MiB on), then start it again with what is left to do',
  },
  {
    pattern: /mutable state size exceeds limit/i,
    what: 'it holds too much at once (pending activities, children, signals)',
    remedy: 'run fewer things at a time, and keep their arguments small',
  },
  { pattern: /exceeds? (?:size )?limit/i, what: 'something in it is too large', remedy: SMALLER },
];

const SERVER_IDENTITIES = new Set(['history-service', 'worker-service', 'matching-service', 'frontend-service']);

/** What made the server end an execution by itself; undefined where somebody asked for it. */
export function serverTermination(
  workflowId: string,
  reason: string,
  identity: string | undefined,
): Problem | undefined {
  const isServer = identity !== undefined && SERVER_IDENTITIES.has(identity);
  // Without an answer of who it was only the server's own words tell; an operator may write what they like.
  if (!isServer && identity !== undefined) return undefined;
  const limit = LIMITS.find(({ pattern }) => pattern.test(reason));
  if (limit !== undefined) return HR4054.problem({ workflowId, reason, what: limit.what, remedy: limit.remedy });
  return isServer
    ? HR4054.problem({
        workflowId,
        reason,
        what: 'one of its limits or rules was broken',
        remedy: 'look at the last events of its history (Inspect), mend what they show, and start it again',
      })
    : undefined;
}

/** The setting of the user's by which the server ended an execution, where it was one. */
export function terminatedByPolicy(reason: string): Parameters<typeof HR4055.problem>[0]['policy'] {
  if (/^TerminateIfRunning WorkflowIdReusePolicy|^TerminateExisting/i.test(reason)) return 'the workflow id';
  if (/parent close policy/i.test(reason)) return 'parentClosePolicy';
  if (/schedule.*overlap|overlap policy/i.test(reason)) return 'overlap';
  return undefined;
}
