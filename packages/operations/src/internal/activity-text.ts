import type { Evidence } from '../explanation';
import type { ActivityFacts, Instant } from '../facts';
import { seen } from '../finding';
import type { Situation } from '../situation';
import { expiryText, timeoutText } from './expiry';
import { failureText, raisedCode } from './failure-text';
import { isoTime } from './spoken-time';

/** The last failure of an activity, as evidence. */
export function lastFailureEvidence({ lastFailure, lastAttemptCompleteTime, attempt }: ActivityFacts): Evidence[] {
  if (lastFailure === undefined) return [];
  const { type, timeoutType, message } = lastFailure;
  const kind = timeoutType === undefined ? (type === undefined ? '' : `${type}: `) : `${timeoutType} timeout: `;
  const code = raisedCode(lastFailure);
  return [
    seen(
      `attempt ${Math.max(1, attempt - 1)} failed with ${kind}${failureText({ ...lastFailure, message: message || 'no message' })}`,
      lastAttemptCompleteTime,
    ),
    ...(code === undefined ? [] : [seen(`raised by Handrail as ${code}`)]),
  ];
}

/** When the server gives an activity up, whatever its attempts; undefined where its execution ends before. */
export function deadlineOf(situation: Situation, activity: ActivityFacts): Instant | undefined {
  const { scheduleToCloseMilliseconds: total } = activity;
  const scheduledTime = firstScheduled(situation, activity);
  if (total === undefined || scheduledTime === undefined) return undefined;
  return ownDeadline(situation, scheduledTime + total);
}

/** The time that its description gives is that of its present attempt. */
function firstScheduled({ execution }: Situation, { activityId, attempt, scheduledTime }: ActivityFacts) {
  if (attempt === 1) return scheduledTime;
  return execution.history?.openActivities.find((each) => each.activityId === activityId)?.since;
}

// To a timeout that was not given the server sets that of the execution.
function ownDeadline({ execution: { expiresAt } }: Situation, deadline: Instant): Instant | undefined {
  return expiresAt !== undefined && deadline >= expiresAt - ROUNDED ? undefined : deadline;
}

const ROUNDED = 1_000;

/** When an activity that fails is given up; undefined where its retry policy never does. */
export function untilText(situation: Situation, activity: ActivityFacts): string | undefined {
  const { maximumAttempts: limit } = activity;
  const deadline = deadlineOf(situation, activity);
  if (deadline !== undefined) {
    const before =
      limit > 0 ? `After attempt ${limit}, and at ${isoTime(deadline)} at the latest` : `At ${isoTime(deadline)}`;
    return `${before} by its schedule-to-close timeout, the failure reaches the workflow.`;
  }
  return limit > 0 ? `After attempt ${limit} the failure reaches the workflow. ${timeoutText(situation)}` : undefined;
}

/** What becomes of an activity that nobody takes. */
export function untakenText(situation: Situation, activity: ActivityFacts): string {
  const { scheduleToStartMilliseconds, scheduledTime } = activity;
  const deadline = deadlineOf(situation, activity);
  const expiry =
    scheduleToStartMilliseconds === undefined || scheduledTime === undefined
      ? undefined
      : ownDeadline(situation, scheduledTime + scheduleToStartMilliseconds);
  if (expiry !== undefined && (deadline === undefined || expiry < deadline)) {
    return `It expires at ${isoTime(expiry)} by its schedule-to-start timeout, and is not tried again then.`;
  }
  if (deadline !== undefined) return `It times out at ${isoTime(deadline)} by its schedule-to-close timeout.`;
  return `It waits until a worker takes it: neither its start-to-close timeout nor its retry policy begin before. ${expiryText(situation)}`;
}

/** When an attempt that never answers is over by its own timeout; undefined where its execution ends before. */
export function attemptEnd(situation: Situation, activity: ActivityFacts): Instant | undefined {
  const { lastStartedTime, startToCloseMilliseconds } = activity;
  if (lastStartedTime === undefined || startToCloseMilliseconds === undefined) return undefined;
  return ownDeadline(situation, lastStartedTime + startToCloseMilliseconds);
}
