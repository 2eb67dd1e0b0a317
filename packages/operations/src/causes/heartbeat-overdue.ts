import { HR7024 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { lastFailureEvidence } from '../internal/activity-text';
import { silenceOf } from '../internal/heartbeat';
import { livenessOf } from '../internal/liveness';
import { isoTime, spokenTime } from '../internal/spoken-time';
import { temporal } from '../situation';

export const heartbeatOverdue: Cause = {
  slug: 'heartbeat-overdue',
  rank: 11,
  isOfPendingWork: true,
  find: (situation) =>
    situation.execution.activities.flatMap((activity) => {
      const silence = silenceOf(activity, situation.facts.now);
      if (silence?.isOverdue !== true) return [];
      const { activityId, activityType, taskQueue, lastWorkerIdentity: identity = 'unknown' } = activity;
      const { state } = livenessOf(situation, identity);
      return [
        {
          problem: HR7024.problem({
            activityType,
            activityId,
            silence: spokenTime(silence.milliseconds),
            timeout: spokenTime(silence.timeoutMilliseconds),
            identity,
          }),
          evidence: [
            seen(silence.hasBeaten ? 'its last heartbeat' : 'it was started and has sent no heartbeat', silence.since),
            ...(state === 'alive' ? [seen(`worker ${identity} lives`)] : []),
            ...(state === 'gone' ? [seen(`worker ${identity} no longer polls`)] : []),
            ...(activity.heartbeatDetails === undefined
              ? []
              : [seen(`heartbeat details: ${activity.heartbeatDetails}`)]),
            ...lastFailureEvidence(activity),
          ],
          consequence: `Without a heartbeat the attempt times out at ${isoTime(silence.since + silence.timeoutMilliseconds)}, and the activity is tried again under its retry policy.`,
          remedy: [
            {
              text: 'Look at the worker: is it gone, is its event loop blocked, or is there a long step between two heartbeats?',
            },
            { text: 'Where it is merely slow, send heartbeats more often or raise heartbeatTimeout, and deploy.' },
            {
              text: 'See which workers poll the queue.',
              command: temporal(situation, 'task-queue describe', {
                'task-queue': taskQueue,
                'task-queue-type': 'activity',
              }),
            },
          ],
          place: { view: 'pending-activities' as const },
          since: silence.since,
        },
      ];
    }),
};
