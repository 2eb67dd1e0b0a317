import type { FailureFacts } from '../facts';
import { CODEC_REMEDY, ENCODED_REMEDY, isEncoded, isUndecoded } from './failure-text';

/** What to do about the failure of an attempt. */
export function adviceFor(failure: FailureFacts): string {
  if (isEncoded(failure)) return ENCODED_REMEDY;
  if (isUndecoded(failure)) return CODEC_REMEDY;
  if (failure.timeoutType === 'START_TO_CLOSE') {
    return 'See in the log of the worker why an attempt does not end in time; repair that, or raise startToCloseTimeout, and deploy.';
  }
  if (failure.timeoutType === 'HEARTBEAT') {
    return 'See whether its worker died or its event loop was blocked; else send heartbeats more often or raise heartbeatTimeout, and deploy.';
  }
  return 'Repair what it depends on, or fix the activity and deploy it: the next attempt then succeeds by itself.';
}
