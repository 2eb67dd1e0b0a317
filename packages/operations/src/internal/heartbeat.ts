import type { ActivityFacts, Instant } from '../facts';
import { isStarted, latest } from './liveness';

// The SDK holds heartbeats back for up to 80 % of the timeout; then they need some time to arrive.
const HELD_BACK = 0.8;
const ON_THE_WAY = { share: 0.05, most: 1_000 };

/** The silence of a started activity that has to send heartbeats. */
export interface Silence {
  readonly since: Instant;
  readonly milliseconds: number;
  readonly timeoutMilliseconds: number;
  readonly isOverdue: boolean;
  readonly hasBeaten: boolean;
}

export function silenceOf(activity: ActivityFacts, now: Instant): Silence | undefined {
  const { heartbeatMilliseconds: timeout, lastHeartbeatTime, lastStartedTime } = activity;
  if (timeout === undefined || timeout <= 0 || !isStarted(activity)) return undefined;
  const since = latest([lastHeartbeatTime, lastStartedTime]);
  if (since === undefined) return undefined;
  const limit = timeout * HELD_BACK + Math.min(ON_THE_WAY.most, timeout * ON_THE_WAY.share);
  return {
    since,
    milliseconds: now - since,
    timeoutMilliseconds: timeout,
    isOverdue: now - since > limit,
    hasBeaten: lastHeartbeatTime !== undefined && lastHeartbeatTime === since,
  };
}
