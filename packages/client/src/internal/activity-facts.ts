import { formatDuration } from '@handrail/common/host';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { HistoryEvent } from './look-ups';
import type { ActivityFacts } from './root-cause';

const TIMEOUTS = {
  START_TO_CLOSE: 'startToCloseTimeout',
  SCHEDULE_TO_START: 'scheduleToStartTimeout',
  SCHEDULE_TO_CLOSE: 'scheduleToCloseTimeout',
  HEARTBEAT: 'heartbeatTimeout',
} as const;

/** What the last events of a history tell of an activity beyond its failure: attempts, and the timeout that it reached. */
export function activityFacts(
  events: readonly HistoryEvent[],
  activityId: string | undefined,
  timeoutType: string | undefined,
): ActivityFacts & { readonly timeout?: string } {
  const scheduled = events.find(({ activityTaskScheduledEventAttributes: it }) => it?.activityId === activityId);
  if (scheduled === undefined) return {};
  const id = String(scheduled.eventId);
  const started = events.find(
    ({ activityTaskStartedEventAttributes: it }) => it != null && String(it.scheduledEventId) === id,
  );
  const option = TIMEOUTS[timeoutType as keyof typeof TIMEOUTS] as (typeof TIMEOUTS)[keyof typeof TIMEOUTS] | undefined;
  const value = option && optionalTsToMs(scheduled.activityTaskScheduledEventAttributes?.[option]);
  return {
    attempts: started?.activityTaskStartedEventAttributes?.attempt ?? undefined,
    ...(option !== undefined && value !== undefined && { timeout: `${option} of ${formatDuration(value)}` }),
  };
}
