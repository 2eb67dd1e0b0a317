import { HR7033 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { expiryText } from '../internal/expiry';
import { agoText, temporal, thisRun } from '../situation';

export const scheduleToStartExpired: Cause = {
  slug: 'schedule-to-start-expired',
  rank: 20,
  find(situation) {
    const { status, history, activities, children, nexusOperations, workflowTask, isCancelRequested } =
      situation.execution;
    const isIdle =
      status === 'RUNNING' &&
      !isCancelRequested &&
      workflowTask === undefined &&
      activities.length + children.length + nexusOperations.length + (history?.timers.length ?? 0) === 0;
    if (!isIdle || history === undefined) return [];
    return history.expiredActivities.map(
      ({ activityId = 'unknown', activityType = 'unknown', taskQueue = 'unknown', time, eventId, scheduledBy }) => ({
        problem: HR7033.problem({ activityType, activityId, taskQueue, since: agoText(situation, time) }),
        evidence: [
          seen(`activity "${activityType}" timed out by its schedule-to-start timeout (event ${eventId})`, time),
          seen('the workflow caught it, and nothing is pending since'),
        ],
        consequence: `The activity is never tried again. The workflow waits for a signal or an update, if for anything. ${expiryText(situation)}`,
        remedy: [
          {
            text: `Start a worker on task queue "${taskQueue}", then let the workflow try again from before the activity.`,
            command: temporal(situation, 'workflow reset', {
              ...thisRun(situation),
              ...(scheduledBy === undefined ? { type: 'LastWorkflowTask' } : { 'event-id': scheduledBy }),
              reason: 'a worker polls again',
            }),
          },
          { text: 'Take scheduleToStartTimeout away: without it the activity waits for a worker.' },
        ],
        place: { view: 'event' as const, eventId },
        since: time,
      }),
    );
  },
};
