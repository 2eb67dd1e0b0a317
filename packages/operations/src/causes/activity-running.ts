import type { Cause } from '../cause';
import { type Found, seen } from '../finding';
import { attemptEnd, lastFailureEvidence } from '../internal/activity-text';
import { isBackingOff, isNobodysFault, waitOf } from '../internal/activity-wait';
import { isLongBackoff } from './backoff';
import { silenceOf } from '../internal/heartbeat';
import { isStarted, livenessOf } from '../internal/liveness';
import { timeoutText } from '../internal/expiry';
import { nobodyPolls } from '../internal/nobody-polls';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { agoText, type Situation } from '../situation';
import type { ActivityFacts } from '../facts';

export const activityRunning: Cause = {
  slug: 'activity-running',
  rank: 30,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => running(situation, activity) ?? moving(situation, activity)),
};

function running(situation: Situation, activity: ActivityFacts): Found[] | undefined {
  const { now } = situation.facts;
  if (!isStarted(activity) || activity.isPaused) return undefined;
  const { activityId, activityType, lastStartedTime, lastWorkerIdentity: identity = 'unknown', attempt } = activity;
  const silence = silenceOf(activity, now);
  const liveness = livenessOf(situation, identity);
  if (silence?.isOverdue || (silence === undefined && liveness.state !== 'alive')) return [];
  const end = attemptEnd(situation, activity);
  const nobody = nobodyPolls(situation);
  const beat = silence?.hasBeaten ? `, with a heartbeat ${spokenTime(silence.milliseconds)} ago` : '';
  return [
    {
      headline: `Activity "${activityType}" (id ${activityId}) has been running for ${agoText(situation, lastStartedTime)} on worker ${identity}${attempt > 1 ? `, in attempt ${attempt}` : ''}${beat}.`,
      evidence: [
        seen(`worker ${identity} started attempt ${attempt}`, lastStartedTime),
        ...(silence?.hasBeaten ? [seen('its last heartbeat', silence.since)] : []),
        ...(activity.heartbeatDetails === undefined ? [] : [seen(`heartbeat details: ${activity.heartbeatDetails}`)]),
        ...(liveness.state === 'alive' ? [seen(`worker ${identity} lives`, liveness.lastSeen)] : []),
        ...(activity.state === 'CANCEL_REQUESTED' ? [seen('the activity was asked to cancel')] : []),
        ...(silence === undefined
          ? [
              seen(
                'without a heartbeat timeout nobody can tell slow from hung, and a lost worker shows only after 70 seconds',
              ),
            ]
          : []),
        ...lastFailureEvidence(activity),
        ...nobody.evidence,
      ],
      consequence:
        end === undefined
          ? `The workflow goes on when the activity ends.${nobody.consequence} ${timeoutText(situation)}`
          : `The workflow goes on when the activity ends; this attempt may last until ${isoTime(end)}.${nobody.consequence}`,
      remedy: [],
      place: { view: 'pending-activities' },
      since: lastStartedTime,
    },
  ];
}

function moving(situation: Situation, activity: ActivityFacts): Found[] {
  const { activityId, activityType, taskQueue, scheduledTime, nextAttemptTime, lastFailure } = activity;
  const { now } = situation.facts;
  const hasNotFailed = lastFailure === undefined || (isNobodysFault(lastFailure) && !isLongBackoff(activity, now));
  const isDelayed = hasNotFailed && isBackingOff(activity, now) && nextAttemptTime !== undefined;
  if (waitOf(situation, activity).kind !== 'moving' && !isDelayed) return [];
  return [
    {
      headline: isDelayed
        ? `Activity "${activityType}" (id ${activityId}) starts in ${spokenTime(nextAttemptTime - now)}.`
        : `Activity "${activityType}" (id ${activityId}) is being handed to a worker of task queue "${taskQueue}".`,
      evidence: [seen('it is scheduled', scheduledTime), ...lastFailureEvidence(activity)],
      consequence: 'The workflow goes on when the activity ends.',
      remedy: [],
      place: { view: 'pending-activities' },
      since: scheduledTime,
    },
  ];
}
