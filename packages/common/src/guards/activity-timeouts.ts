import { HR2001, HR2004, HR2005, HR2006, HR2007, HR2008 } from '@handrail/errors/sandbox';
import { millisecondsOf, showDuration } from '../duration';
import { formatDuration } from '../format-duration';
import { isRecord } from '../is-record';
import { ACTIVITIES, REMOTE_ACTIVITIES } from './call-kinds';
import { guard, type GuardedCall, type GuardPolicy } from './guard';

/** HR2001: a queue that is slow is not a reason to fail the work that waits in it. */
export const noScheduleToStart = guard(
  HR2001,
  ACTIVITIES,
  ({ scheduleToStartTimeout: value }) => value != null && { value: showDuration(value) },
);

/** HR2004: an attempt of hours needs a heartbeat, or the death of its worker goes unnoticed for as long. */
export const heartbeatOnLongActivity = guard(HR2004, ACTIVITIES, (options, policy, { kind }) => {
  const attempt = longAttempt(options, policy);
  // A local activity has no heartbeats, whatever stands in its options.
  if (kind === 'localActivity') return attempt && { ...attempt, local: true };
  return options['heartbeatTimeout'] == null && attempt;
});

/** HR2005: even with heartbeats an attempt of hours is thrown away by every deploy. */
export const shortAttempts = guard(
  HR2005,
  REMOTE_ACTIVITIES,
  (options, policy) => options['heartbeatTimeout'] != null && longAttempt(options, policy),
);

/** HR2006: a heartbeat timeout that is not shorter than the attempt never fires. */
export const heartbeatCanFire = guard(HR2006, REMOTE_ACTIVITIES, (options) => {
  const { heartbeatTimeout } = options;
  const field = attemptField(options);
  const limit = options[field];
  return (
    millisecondsOf(heartbeatTimeout) >= millisecondsOf(limit) && {
      heartbeat: showDuration(heartbeatTimeout),
      field,
      limit: showDuration(limit),
    }
  );
});

/** HR2007: a total that one attempt uses up leaves nothing to retry in. */
export const roomForARetry = guard(HR2007, ACTIVITIES, (options) => {
  const { scheduleToCloseTimeout: total, startToCloseTimeout: attempt } = options;
  return (
    millisecondsOf(attempt) >= millisecondsOf(total) &&
    !isTriedOnce(options) && { total: showDuration(total), attempt: showDuration(attempt) }
  );
});

/** HR2008: one attempt is not at most one effect. */
export const retriesAreOn = guard(HR2008, ACTIVITIES, (options) => isTriedOnce(options) && {});

type Options = GuardedCall['options'];

// The server takes the schedule-to-close timeout for the start-to-close timeout where there is none.
function attemptField(options: Options): 'scheduleToCloseTimeout' | 'startToCloseTimeout' {
  return options['startToCloseTimeout'] == null ? 'scheduleToCloseTimeout' : 'startToCloseTimeout';
}

function longAttempt(options: Options, { activity }: GuardPolicy): false | { duration: string; field: string } {
  const field = attemptField(options);
  const milliseconds = millisecondsOf(options[field]);
  return milliseconds >= activity.heartbeatFrom && { duration: formatDuration(milliseconds), field };
}

function isTriedOnce({ retry }: Options): boolean {
  return isRecord(retry) && retry['maximumAttempts'] === 1;
}
