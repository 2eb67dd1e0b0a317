import { isHealthy, type Evidence } from '../explanation';
import type { Instant } from '../facts';
import type { HistoryFacts } from '../history-facts';
import { seen } from '../finding';
import type { Situation } from '../situation';

/**
 * Whether work has begun since that goes on. A cancelled workflow can begin something only where it shields it from the
 * cancellation, as a compensation is shielded: to end the execution would leave that half done.
 */
export function isCleaningUp({ execution, diagnose }: Situation, since: Instant): boolean {
  const { activities, children, nexusOperations, history } = execution;
  const scheduled = new Map(history?.openActivities.map((each) => [each.activityId, each.since]));
  return (
    activities.some(({ activityId }) => (scheduled.get(activityId) ?? 0) >= since) ||
    children.some(
      ({ execution: child }) =>
        child !== undefined &&
        // A child that was asked to cancel as well and is at work cleans up itself.
        (child.startTime >= since || (child.isCancelRequested && isHealthy(diagnose(child)[0]?.cause ?? 'unknown'))),
    ) ||
    nexusOperations.some(({ scheduledTime = 0 }) => scheduledTime >= since) ||
    isBetweenSteps(history, since)
  );
}

/** Whether a timer that was started since is open, and an activity that was begun since is done: it is amid its compensation. */
function isBetweenSteps(history: HistoryFacts | undefined, since: Instant): boolean {
  const request = history?.cancelRequest?.eventId;
  if (history === undefined || request === undefined) return false;
  return (
    history.timers.some(({ startedTime }) => startedTime >= since) &&
    history.completedActivities.some(({ scheduledBy }) => scheduledBy > request)
  );
}

/** That an execution was asked to cancel, for what is said of the work that it has pending. */
export function cancellationEvidence(situation: Situation): Evidence[] {
  const { isCancelRequested, history } = situation.execution;
  if (!isCancelRequested) return [];
  const request = history?.cancelRequest;
  return request !== undefined && isCleaningUp(situation, request.time)
    ? [
        seen(
          'cancellation was requested, and this was begun since: it cleans up, and to terminate it would leave that half done',
          request.time,
        ),
      ]
    : [seen('cancellation was requested', request?.time)];
}
