import { countOne, logProblem } from '@handrail/common/host';
import { HR4049 } from '@handrail/errors';
import type { Call, ErrorPlace } from './failure';
import { lookUpsOf } from './look-ups';
import { whoPolls } from './who-answers';

/** The server lets go of an update that no worker has accepted after 20 seconds; the SDK sends it again, for ever. */
const PATIENCE_MILLISECONDS = 21_000;

/** Sends an update, and says once when it has not been accepted for longer than a worker ever needs. */
export async function watchingUpdate<T>(place: ErrorPlace, call: Call, send: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    void warn(place, call);
  }, PATIENCE_MILLISECONDS);
  timer.unref();
  try {
    return await send();
  } finally {
    clearTimeout(timer);
  }
}

async function warn(place: ErrorPlace, call: Call): Promise<void> {
  try {
    const lookUps = lookUpsOf(place.connection, place.namespace);
    const { workflowId = '', update = '' } = call;
    const polled = await whoPolls({ call, lookUps });
    const reason = `it has been waiting for ${PATIENCE_MILLISECONDS / 1_000} seconds, and goes on waiting`;
    const problem = HR4049.problem({ workflowId, update, reason, ...polled });
    countOne('handrail_client_updates_waiting_total', { code: problem.code, task_queue: polled.taskQueue ?? '' });
    logProblem(problem, place.context({ workflowId }), { where: update });
  } catch {
    // A warning must not end the process.
  }
}
