import { filterText } from '@handrail/common/host';
import { HR7025 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { ActivityFacts } from '../facts';
import { seen } from '../finding';
import { attemptEnd, lastFailureEvidence } from '../internal/activity-text';
import { expiryText } from '../internal/expiry';
import { isStarted, livenessOf } from '../internal/liveness';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { agoText, handrail, temporal, thisWorkflow } from '../situation';

export const activitySilent: Cause = {
  slug: 'activity-silent',
  rank: 12,
  isOfPendingWork: true,
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
              text: mayBeTriedAgain(activity)
                ? 'Make sure that the worker is gone, not shutting down with this activity still in its hands, and that nothing else completes the activity by its task token; then end its attempt: it is tried again under its retry policy.'
                : 'Its attempts are used up: make sure that the worker is gone, then let its failure reach the workflow.',
              command: mayBeTriedAgain(activity)
                ? // Temporal's own "activity fail" gives the activity up for good.
                  handrail(situation, 'repair', [], {
                    query: `WorkflowId = ${filterText(situation.execution.workflowId)}`,
                    cause: 'activity-silent',
                    apply: true,
                    reason: `worker ${identity} is gone`,
                  })
                : temporal(situation, 'activity fail', {
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

/** Whether the server tries it again after a failure of this attempt. */
export function mayBeTriedAgain({ attempt, maximumAttempts }: ActivityFacts): boolean {
  return maximumAttempts <= 0 || attempt < maximumAttempts;
}
