import type { Evidence } from '../explanation';
import type { ActivityFacts, Instant } from '../facts';
import { seen } from '../finding';
import type { Situation } from '../situation';
import { expiryText } from './expiry';
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

/** When the server gives an activity up, whatever its attempts. */
export function deadlineOf(activity: ActivityFacts, firstScheduled: Instant | undefined): Instant | undefined {
  const { scheduleToCloseMilliseconds: total, attempt, scheduledTime } = activity;
  if (total === undefined) return undefined;
  const from = firstScheduled ?? (attempt === 1 ? scheduledTime : undefined);
  return from === undefined ? undefined : from + total;
}

/** What becomes of an activity that nobody takes. */
export function untakenText(situation: Situation, activity: ActivityFacts): string {
  const { scheduleToStartMilliseconds, scheduledTime } = activity;
  if (scheduleToStartMilliseconds !== undefined && scheduledTime !== undefined) {
    return `It expires at ${isoTime(scheduledTime + scheduleToStartMilliseconds)} by its schedule-to-start timeout, and is not tried again then.`;
  }
  const deadline = deadlineOf(activity, undefined);
  if (deadline !== undefined) return `It times out at ${isoTime(deadline)} by its schedule-to-close timeout.`;
  return `It waits until a worker takes it: neither its start-to-close timeout nor its retry policy begin before. ${expiryText(situation)}`;
}

/** What becomes of an attempt that never answers. */
export function attemptEnd({ lastStartedTime, startToCloseMilliseconds }: ActivityFacts): Instant | undefined {
  if (lastStartedTime === undefined || startToCloseMilliseconds === undefined) return undefined;
  return lastStartedTime + startToCloseMilliseconds;
}
