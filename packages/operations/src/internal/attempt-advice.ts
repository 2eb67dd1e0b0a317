import type { FailureFacts } from '../facts';
import { WORKER_SHUTDOWN } from './activity-wait';
import { CODEC_REMEDY, ENCODED_REMEDY, isEncoded, isUndecoded, isUnwritable, UNWRITABLE_REMEDY } from './failure-text';

/** What to do about the failure of an attempt. */
export function adviceFor(failure: FailureFacts): string {
  if (isEncoded(failure)) return ENCODED_REMEDY;
  if (isUndecoded(failure)) return CODEC_REMEDY;
  if (isUnwritable(failure)) return UNWRITABLE_REMEDY;
  if (failure.type === WORKER_SHUTDOWN) {
    return 'Nothing, where workers poll: it failed because its worker was stopped. Give long activities time to end (shutdownGraceTime), or heartbeat details to go on from.';
  }
  return (
    timeoutAdvice(failure) ??
    'Repair what it depends on, or fix the activity and deploy it: the next attempt then succeeds by itself.'
  );
}

const BY_TIMEOUT = {
  START_TO_CLOSE:
    'See in the log of the worker why an attempt does not end in time, or whether its process ended meanwhile (killed, out of memory); repair that, or raise startToCloseTimeout, and deploy.',
  HEARTBEAT:
    'See whether its worker died or its event loop was blocked; else send heartbeats more often or raise heartbeatTimeout, and deploy.',
  SCHEDULE_TO_CLOSE:
    'See why its attempts fail or no worker takes it; repair that, or raise scheduleToCloseTimeout, and deploy.',
  SCHEDULE_TO_START: 'Start more workers on its task queue, or check how the name of the queue is spelt.',
};

/** What to do about a timeout of an activity. */
export function timeoutAdvice({ timeoutType }: FailureFacts): string | undefined {
  return timeoutType === undefined ? undefined : BY_TIMEOUT[timeoutType];
}
