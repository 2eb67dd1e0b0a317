import type { ActivityFacts } from '../facts';
import type { Situation } from '../situation';
import { silenceOf } from './heartbeat';
import { livenessOf } from './liveness';

const LEAST_MILLISECONDS = 30_000;

/**
 * Whether an activity that has failed before is well by now: its attempt has lasted longer than all earlier ones together,
 * and somebody works on it. One that had to move to another worker goes on like this for hours.
 */
export function hasOutlastedFailures(situation: Situation, activity: ActivityFacts): boolean {
  const { now } = situation.facts;
  const { activityId, lastStartedTime, lastWorkerIdentity: identity } = activity;
  const scheduled = situation.execution.history?.openActivities.find((each) => each.activityId === activityId)?.since;
  if (activity.state !== 'STARTED') return false;
  if (lastStartedTime === undefined || scheduled === undefined) return false;
  const lasted = now - lastStartedTime;
  if (lasted < LEAST_MILLISECONDS || lasted <= lastStartedTime - scheduled) return false;
  const silence = silenceOf(activity, now);
  if (silence !== undefined) return silence.hasBeaten && !silence.isOverdue;
  return identity !== undefined && livenessOf(situation, identity).state === 'alive';
}
