import { HR2001, HR2004, HR2005, HR2006, HR2007, HR2008 } from '@handrail/errors/sandbox';
import { formatDuration, readDuration } from '../duration';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { type CallKind, type Guard, type GuardedCall, subjectOf } from './guard';

const ACTIVITIES: readonly CallKind[] = ['activity', 'localActivity', 'standaloneActivity'];

/** HR2001: a queue that is slow is not a reason to fail the work that waits in it. */
export const noScheduleToStart: Guard = {
  name: 'HR2001',
  kinds: ACTIVITIES,
  check(call) {
    const value = call.options['scheduleToStartTimeout'];
    return value == null ? [] : [HR2001.problem({ subject: subjectOf(call), value: showDuration(value) })];
  },
};

/** HR2004: an attempt of hours needs a heartbeat, or the death of its worker goes unnoticed for as long. */
export const heartbeatOnLongActivity: Guard = {
  name: 'HR2004',
  kinds: ACTIVITIES,
  check(call, policy) {
    const attempt = attemptLimit(call);
    if (attempt === undefined || attempt.milliseconds < policy.activity.heartbeatFrom) return [];
    if (canHeartbeat(call)) return [];
    return [
      HR2004.problem({
        subject: subjectOf(call),
        duration: formatDuration(attempt.milliseconds),
        field: attempt.field,
        ...(call.kind === 'localActivity' && { local: true }),
      }),
    ];
  },
};

/** HR2005: even with heartbeats an attempt of hours is thrown away by every deploy. */
export const shortAttempts: Guard = {
  name: 'HR2005',
  kinds: ['activity', 'standaloneActivity'],
  check(call, policy) {
    const attempt = attemptLimit(call);
    if (attempt === undefined || attempt.milliseconds < policy.activity.heartbeatFrom) return [];
    if (!canHeartbeat(call)) return [];
    return [HR2005.problem({ subject: subjectOf(call), duration: formatDuration(attempt.milliseconds) })];
  },
};

/** HR2006: a heartbeat timeout that is not shorter than the attempt never fires. */
export const heartbeatCanFire: Guard = {
  name: 'HR2006',
  kinds: ['activity', 'standaloneActivity'],
  check(call) {
    const attempt = attemptLimit(call);
    const { heartbeatTimeout } = call.options;
    const heartbeat = readDuration(heartbeatTimeout).milliseconds;
    if (attempt === undefined || heartbeat === undefined || heartbeat < attempt.milliseconds) return [];
    return [
      HR2006.problem({
        subject: subjectOf(call),
        heartbeat: showDuration(heartbeatTimeout),
        field: attempt.field,
        limit: showDuration(call.options[attempt.field]),
      }),
    ];
  },
};

/** HR2007: a total that one attempt uses up leaves nothing to retry in. */
export const roomForARetry: Guard = {
  name: 'HR2007',
  kinds: ACTIVITIES,
  check(call) {
    const { scheduleToCloseTimeout, startToCloseTimeout } = call.options;
    const total = readDuration(scheduleToCloseTimeout).milliseconds;
    const attempt = readDuration(startToCloseTimeout).milliseconds;
    if (total === undefined || attempt === undefined || total > attempt || maximumAttempts(call) === 1) return [];
    return [
      HR2007.problem({
        subject: subjectOf(call),
        total: showDuration(scheduleToCloseTimeout),
        attempt: showDuration(startToCloseTimeout),
      }),
    ];
  },
};

/** HR2008: one attempt is not at most one effect. */
export const retriesAreOn: Guard = {
  name: 'HR2008',
  kinds: ACTIVITIES,
  check: (call) => (maximumAttempts(call) === 1 ? [HR2008.problem({ subject: subjectOf(call) })] : []),
};

// The server takes the schedule-to-close timeout for the start-to-close timeout where there is none.
function attemptLimit(
  call: GuardedCall,
): { milliseconds: number; field: 'startToCloseTimeout' | 'scheduleToCloseTimeout' } | undefined {
  const field = call.options['startToCloseTimeout'] == null ? 'scheduleToCloseTimeout' : 'startToCloseTimeout';
  const { milliseconds } = readDuration(call.options[field]);
  return milliseconds === undefined ? undefined : { milliseconds, field };
}

// A local activity has no heartbeats, whatever stands in its options.
function canHeartbeat(call: GuardedCall): boolean {
  return call.kind !== 'localActivity' && call.options['heartbeatTimeout'] != null;
}

function maximumAttempts(call: GuardedCall): unknown {
  const { retry } = call.options;
  return isRecord(retry) ? retry['maximumAttempts'] : undefined;
}

/** A duration as its author wrote it where that is known; what the SDK compiled it to is put in words. */
export function showDuration(value: unknown): string {
  if (typeof value === 'string') return showValue(value);
  const { milliseconds } = readDuration(value, { zero: true });
  if (milliseconds === undefined) return showValue(value);
  return typeof value === 'number' ? `${value} (${formatDuration(milliseconds)})` : formatDuration(milliseconds);
}
