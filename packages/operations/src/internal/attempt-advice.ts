import type { FailureFacts } from '../facts';
import { WORKER_SHUTDOWN } from './activity-wait';
import { CODEC_REMEDY, ENCODED_REMEDY, isEncoded, isUndecoded } from './failure-text';

/** What to do about the failure of an attempt. */
export function adviceFor(failure: FailureFacts): string {
  if (isEncoded(failure)) return ENCODED_REMEDY;
  if (isUndecoded(failure)) return CODEC_REMEDY;
  if (failure.type === WORKER_SHUTDOWN) {
    return 'Nothing, where workers poll: it failed because its worker was stopped. Give long activities time to end (shutdownGraceTime), or heartbeat details to go on from.';
  }
  if (failure.timeoutType === 'START_TO_CLOSE') {
    return 'See in the log of the worker why an attempt does not end in time; repair that, or raise startToCloseTimeout, and deploy.';
  }
  if (failure.timeoutType === 'HEARTBEAT') {
    return 'See whether its worker died or its event loop was blocked; else send heartbeats more often or raise heartbeatTimeout, and deploy.';
  }
  return 'Repair what it depends on, or fix the activity and deploy it: the next attempt then succeeds by itself.';
}
