import { HR7027 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Evidence } from '../explanation';
import type { ActivityFacts } from '../facts';
import { type Found, seen } from '../finding';
import { lastFailureEvidence, untilText } from '../internal/activity-text';
import { isBackingOff, isNobodysFault } from '../internal/activity-wait';
import { isNotRegistered } from './activity-not-registered';
import { isLongBackoff } from './backoff';
import { timeoutText } from '../internal/expiry';
import { explainRemedy } from '../internal/failing-task';
import { adviceFor } from '../internal/attempt-advice';
import { failureText, raisedCode } from '../internal/failure-text';
import { isStarted, livenessOf } from '../internal/liveness';
import { nobodyPollsFor } from '../internal/nobody-polls';
import { hasOutlastedFailures } from '../internal/outlasted';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { type Situation, temporal, thisWorkflow } from '../situation';

export const activityRetrying: Cause = {
  slug: 'activity-retrying',
  rank: 14,
  isOfPendingWork: true,
  find: (situation) => [
    ...situation.execution.activities.flatMap((activity) => retrying(situation, activity)),
    ...localActivity(situation),
  ],
};

function retrying(situation: Situation, activity: ActivityFacts): Found[] {
  const { now } = situation.facts;
  const { activityId, activityType, attempt, maximumAttempts, lastFailure, nextAttemptTime } = activity;
  if (attempt < 2 || lastFailure === undefined || activity.isPaused || isNobodysFault(lastFailure)) return [];
  // They say more.
  if (isNotRegistered(activity) || isLongBackoff(activity, now) || hasOutlastedFailures(situation, activity)) return [];
  const later = isBackingOff(activity, now) && nextAttemptTime !== undefined;
  const next = later
    ? `the next one starts in ${spokenTime(nextAttemptTime - now)}`
    : isStarted(activity)
      ? 'which is running'
      : 'which is about to start';
  const code = raisedCode(lastFailure);
  const nobody = nobodyPollsFor(situation, activity);
  return [
    {
      problem: HR7027.problem({
        activityType,
        activityId,
        attempt,
        limit: maximumAttempts,
        message: failureText(lastFailure),
        next,
      }),
      evidence: [
        ...lastFailureEvidence(activity),
        ...deadWorker(situation, activity),
        ...(isStarted(activity)
          ? [
              seen(
                `attempt ${attempt} is with worker ${activity.lastWorkerIdentity ?? 'unknown'}`,
                activity.lastStartedTime,
              ),
            ]
          : []),
        seen(maximumAttempts > 0 ? `it has ${maximumAttempts} attempts at most` : 'its attempts have no limit'),
        ...(activity.heartbeatDetails === undefined ? [] : [seen(`heartbeat details: ${activity.heartbeatDetails}`)]),
        ...nobody.evidence,
      ],
      consequence: [
        later
          ? `Attempt ${attempt} starts at ${isoTime(nextAttemptTime)}.${nobody.consequence}`
          : `It goes on with attempt ${attempt}; further ones follow while it fails.`,
        untilText(situation, activity) ?? `It is tried again without end. ${timeoutText(situation)}`,
      ].join(' '),
      remedy: [
        ...explainRemedy({ raisedCode: code }),
        { text: adviceFor(lastFailure) },
        ...(later
          ? [
              {
                text: 'Do not wait for the next attempt: reset the activity once that is done.',
                command: temporal(situation, 'activity reset', {
                  ...thisWorkflow(situation),
                  'activity-id': activityId,
                }),
              },
            ]
          : []),
      ],
      raisedCode: code,
      place: { view: 'pending-activities' },
      since: activity.lastAttemptCompleteTime,
    },
  ];
}

/** That the worker is gone whose attempt did not end in time: one that dies of the activity leaves nothing but timeouts. */
function deadWorker(situation: Situation, activity: ActivityFacts): Evidence[] {
  const { lastFailure, lastWorkerIdentity: identity } = activity;
  if (lastFailure?.timeoutType === undefined || identity === undefined || isStarted(activity)) return [];
  const { state, lastSeen } = livenessOf(situation, identity);
  if (state !== 'gone') return [];
  return [seen(`worker ${identity}, which had that attempt, is gone: it may have died of it`, lastSeen)];
}

/** A local activity that fails leaves markers, and a timer for its next attempt. */
function localActivity(situation: Situation): Found[] {
  const local = situation.execution.history?.failedLocalActivity;
  const [timer] = situation.execution.history?.timers ?? [];
  if (local === undefined || timer === undefined || situation.execution.status !== 'RUNNING') return [];
  const code = raisedCode(local.failure);
  return [
    {
      problem: HR7027.problem({
        activityType: local.activityType ?? 'unknown',
        activityId: 'local',
        attempt: (local.attempt ?? 1) + 1,
        limit: 0,
        message: failureText(local.failure),
        next: `the next one starts in ${spokenTime(Math.max(0, timer.dueTime - situation.facts.now))}`,
      }),
      evidence: [
        seen(`a local activity failed in attempt ${local.attempt ?? 1}: ${failureText(local.failure)}`, local.time),
        seen(`a timer for its next attempt is due at ${isoTime(timer.dueTime)}`, timer.startedTime),
      ],
      consequence: `Its next attempt starts at ${isoTime(timer.dueTime)}. ${timeoutText(situation)}`,
      remedy: [
        ...explainRemedy({ raisedCode: code }),
        {
          text: 'Repair what it depends on, or fix it and deploy it. A normal activity shows its attempts and can be reset.',
        },
      ],
      raisedCode: code,
      place: { view: 'event', eventId: local.eventId },
      since: local.time,
    },
  ];
}
