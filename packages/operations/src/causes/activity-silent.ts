import { HR7025 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { ActivityFacts } from '../facts';
import { seen } from '../finding';
import { attemptEnd, lastFailureEvidence } from '../internal/activity-text';
import { expiryText } from '../internal/expiry';
import { isStarted, livenessOf } from '../internal/liveness';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { agoText, temporal, thisWorkflow } from '../situation';

export const activitySilent: Cause = {
  slug: 'activity-silent',
  rank: 12,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => {
      const { activityId, activityType, lastWorkerIdentity: identity, lastStartedTime } = activity;
      if (!isWithoutHeartbeat(activity) || !identity) return [];
      const { state, lastSeen } = livenessOf(situation, identity);
      if (state !== 'gone') return [];
      const seenText =
        lastSeen === undefined
          ? 'not seen in the last 5 minutes'
          : `last seen ${spokenTime(situation.facts.now - lastSeen)} ago`;
      const end = attemptEnd(situation, activity);
      return [
        {
          problem: HR7025.problem({
            activityType,
            activityId,
            identity,
            since: agoText(situation, lastStartedTime),
            lastSeen: seenText,
          }),
          evidence: [
            seen(`worker ${identity} started attempt ${activity.attempt}`, lastStartedTime),
            seen(`worker ${identity} polls no queue of this execution any more`, lastSeen),
            seen('the activity has no heartbeat timeout'),
            ...lastFailureEvidence(activity),
          ],
          consequence:
            end === undefined
              ? `Nothing happens until the execution or the activity as a whole times out. ${expiryText(situation)}`
              : `Nothing happens until ${isoTime(end)}, when its start-to-close timeout lets it be tried again.`,
          remedy: [
            {
              text: 'Make sure that the worker is gone, and that nothing else completes the activity by its task token; then fail it: it is tried again at once, under its retry policy.',
              command: temporal(situation, 'activity fail', {
                ...thisWorkflow(situation),
                'activity-id': activityId,
                reason: `worker ${identity} is gone`,
              }),
            },
            {
              text: 'Give the activity a heartbeatTimeout and call heartbeat() in it, so that the server notices by itself.',
            },
          ],
          place: { view: 'pending-activities' as const },
          since: lastStartedTime,
        },
      ];
    }),
};

/** Whether only its worker's polls can tell that it is being worked on. */
export function isWithoutHeartbeat(activity: ActivityFacts): boolean {
  return isStarted(activity) && (activity.heartbeatMilliseconds ?? 0) <= 0;
}
