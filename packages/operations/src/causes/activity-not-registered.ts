import { HR7023 } from '@handrail/errors';
import { nearestName } from '@handrail/common/host';
import type { Cause } from '../cause';
import type { ActivityFacts, FailureFacts } from '../facts';
import { seen } from '../finding';
import { lastFailureEvidence } from '../internal/activity-text';
import { timeoutText } from '../internal/expiry';
import { hasOutlastedFailures } from '../internal/outlasted';
import { isoTime } from '../internal/spoken-time';
import { temporal } from '../situation';

const NOT_REGISTERED = /Activity function \S+ is not registered on this Worker/;
const AVAILABLE = /available activities: (\[.*?\])/;

export const activityNotRegistered: Cause = {
  slug: 'activity-not-registered',
  rank: 10,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => {
      const { activityId, activityType, taskQueue, attempt, lastFailure, nextAttemptTime, lastAttemptCompleteTime } =
        activity;
      if (lastFailure === undefined || !isNotRegistered(activity) || hasOutlastedFailures(situation, activity))
        return [];
      const available = availableIn(lastFailure);
      const nearest = nearestName(activityType, available);
      return [
        {
          problem: HR7023.problem({
            activityType,
            activityId,
            taskQueue,
            attempt,
            available,
            ...(nearest !== undefined && { nearest }),
          }),
          evidence: [
            ...lastFailureEvidence(activity),
            ...(activity.lastWorkerIdentity
              ? [seen(`the last attempt was made by worker ${activity.lastWorkerIdentity}`)]
              : []),
            ...(nextAttemptTime === undefined ? [] : [seen(`the next attempt is due at ${isoTime(nextAttemptTime)}`)]),
          ],
          consequence:
            activity.maximumAttempts > 0
              ? `After attempt ${activity.maximumAttempts} the failure reaches the workflow. ${timeoutText(situation)}`
              : `It is tried again for ever, each time with the same end. ${timeoutText(situation)}`,
          remedy: [
            {
              text:
                nearest === undefined
                  ? `Register activity "${activityType}" in the worker of task queue "${taskQueue}" and deploy it, or give the task queue of the worker that has it.`
                  : `Correct the name in the workflow (the worker has "${nearest}"), or register activity "${activityType}" in the worker; then deploy.`,
            },
            {
              text: 'See which workers poll this queue: one of an older build may be among them.',
              command: temporal(situation, 'task-queue describe', {
                'task-queue': taskQueue,
                'task-queue-type': 'activity',
              }),
            },
          ],
          place: { view: 'pending-activities' as const },
          since: lastAttemptCompleteTime,
        },
      ];
    }),
};

/** Whether its worker has said that it does not know it. */
export function isNotRegistered({ lastFailure }: ActivityFacts): boolean {
  return lastFailure !== undefined && NOT_REGISTERED.test(lastFailure.message);
}

function availableIn({ message }: FailureFacts): string[] {
  const list = AVAILABLE.exec(message)?.[1];
  if (list === undefined) return [];
  try {
    const names: unknown = JSON.parse(list);
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}
