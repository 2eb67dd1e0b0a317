import { HR7021 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { lastFailureEvidence, untakenText } from '../internal/activity-text';
import { waitOf } from '../internal/activity-wait';
import { isBackingOff } from '../internal/activity-wait';
import { knownQueues, meantQueue } from '../internal/known-queues';
import { isoTime } from '../internal/spoken-time';
import { agoText, pollersText, queueOf, freshPollers, temporal } from '../situation';

export const noActivityWorker: Cause = {
  slug: 'no-activity-worker',
  rank: 8,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => {
      const wait = waitOf(situation, activity);
      if (wait.kind !== 'no-worker' || wait.queue === undefined) return [];
      const { now } = situation.facts;
      const { activityId, activityType, taskQueue, attempt, nextAttemptTime } = activity;
      const pollers = pollersText(wait.queue, now);
      const forWorkflows = freshPollers(queueOf(situation, 'workflow', taskQueue), now);
      const nearest = meantQueue(taskQueue, knownQueues(situation));
      const waitsLater = isBackingOff(activity, now);
      const since = waitsLater ? (activity.lastAttemptCompleteTime ?? wait.since) : wait.since;
      return [
        {
          problem: HR7021.problem({ activityType, activityId, taskQueue, since: agoText(situation, since), pollers }),
          evidence: [
            waitsLater
              ? seen(`attempt ${attempt} is due at ${isoTime(nextAttemptTime ?? now)}`, since)
              : seen(`attempt ${attempt} is scheduled and not started`, since),
            seen(`pollers of task queue "${taskQueue}" for activities: ${pollers}`),
            ...(wait.queue.backlogCount > 0 ? [seen(`backlog of the queue: ${wait.queue.backlogCount}`)] : []),
            ...(forWorkflows.length > 0
              ? [
                  seen(
                    `${forWorkflows[0]?.identity} polls the queue of this name for workflow tasks only: it has no activities`,
                  ),
                ]
              : []),
            ...lastFailureEvidence(activity),
          ],
          consequence: untakenText(situation, activity),
          remedy: [
            {
              text: `Start a worker with activity "${activityType}" on task queue "${taskQueue}", or check how the name is spelt${nearest === undefined ? '' : `: was "${nearest}" meant, which is polled?`}${nearest === undefined ? '.' : ''}`,
            },
            {
              text: 'See whether one polls.',
              command: temporal(situation, 'task-queue describe', {
                'task-queue': taskQueue,
                'task-queue-type': 'activity',
              }),
            },
          ],
          place: { view: 'task-queue' as const, taskQueue },
          since,
        },
      ];
    }),
};
