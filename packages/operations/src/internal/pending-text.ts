import type { Situation } from '../situation';

/** What an execution has pending, as part of a sentence. */
export function pendingText({ execution }: Situation): string {
  const { activities, children, nexusOperations, history } = execution;
  const parts = [
    ...activities.slice(0, 3).map(({ activityType, activityId }) => `activity "${activityType}" (id ${activityId})`),
    ...(activities.length > 3 ? [`${activities.length - 3} more activities`] : []),
    ...children.slice(0, 3).map(({ workflowId }) => `child workflow "${workflowId}"`),
    ...(children.length > 3 ? [`${children.length - 3} more child workflows`] : []),
    ...nexusOperations.slice(0, 3).map(({ service, operation }) => `Nexus operation "${service}.${operation}"`),
    ...(history !== undefined && history.timers.length > 0
      ? [`${history.timers.length} timer${history.timers.length === 1 ? '' : 's'}`]
      : []),
  ];
  if (parts.length > 0) return `pending: ${parts.join(', ')}`;
  return history?.oldestEventRead === 1 ? 'nothing is pending' : 'no activity, child or operation is pending';
}
