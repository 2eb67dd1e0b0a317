import type { Cause } from '../cause';
import type { Evidence } from '../explanation';
import { seen } from '../finding';
import { failureText } from '../internal/failure-text';
import { isoTime, spokenTime } from '../internal/spoken-time';
import type { Situation } from '../situation';

// In which the server makes the first task of an execution whose time has come.
const MOMENT = 5_000;

export const startDelayed: Cause = {
  slug: 'start-delayed',
  rank: 1,
  find(situation) {
    const { facts, execution } = situation;
    const { status, workflowTask, executionTime, workflowId, workflowType, historyLength } = execution;
    const isWaiting = status === 'RUNNING' && workflowTask === undefined && historyLength <= 1;
    if (!isWaiting || executionTime === undefined || executionTime + MOMENT <= facts.now) return [];
    const { text, isStart } = reasonOf(situation);
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) begins ${executionTime > facts.now ? `in ${spokenTime(executionTime - facts.now)}, at ${isoTime(executionTime)}: ${text}` : 'at this moment'}.`,
        evidence: [...startEvidence(situation), seen('its first workflow task is not scheduled yet')],
        consequence: `It begins by itself at ${isoTime(executionTime)}.${isStart ? ' A signal, an update or a cancellation makes a delayed start begin at once.' : ''}`,
        remedy: [],
        place: { view: 'history' },
      },
    ];
  },
};

/** Why it does not begin at once. */
function reasonOf({ execution: { history } }: Situation): { readonly text: string; readonly isStart: boolean } {
  const { attempt = 1, lastFailure, cronSchedule, continuedRunId } = history?.start ?? {};
  const message = failureText(lastFailure).replace(/[.]$/, '');
  const failed = lastFailure === undefined ? '' : `; the run before failed with: ${message}`;
  if (attempt > 1) return { text: `it is tried again, as attempt ${attempt}${failed}`, isStart: false };
  if (cronSchedule !== undefined) return { text: `its cron schedule is "${cronSchedule}"${failed}`, isStart: false };
  if (continuedRunId !== undefined) {
    return { text: 'the run before continued as new, faster than the server starts the next one', isStart: false };
  }
  return { text: 'its start is delayed', isStart: true };
}

function startEvidence({ execution: { history, startTime } }: Situation): Evidence[] {
  const { continuedRunId, lastFailure } = history?.start ?? {};
  return [
    seen(continuedRunId === undefined ? 'it was started' : `this run followed run ${continuedRunId}`, startTime),
    ...(lastFailure === undefined ? [] : [seen(`the run before failed with: ${failureText(lastFailure)}`)]),
  ];
}
