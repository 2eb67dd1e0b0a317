import type { Cause } from '../cause';
import type { Evidence } from '../explanation';
import type { ExecutionFacts } from '../facts';
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
    const { status, workflowTask, executionTime, workflowId, workflowType } = execution;
    const isWaiting = status === 'RUNNING' && workflowTask === undefined && !hasBegun(execution);
    if (!isWaiting || executionTime === undefined) return [];
    // Of two answers of the server the history is the later one: its first task was made in between, by whatever it was.
    const isMade = execution.history?.openTask !== undefined;
    const begins = isMade ? facts.now : executionTime;
    if (begins + MOMENT <= facts.now) return [];
    const { text, isStart } = reasonOf(situation);
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) begins ${begins > facts.now ? `in ${spokenTime(begins - facts.now)}, at ${isoTime(begins)}: ${text}` : 'at this moment'}.`,
        evidence: [
          ...startEvidence(situation),
          ...keptSignal(situation),
          seen(
            isMade ? 'its first workflow task has just been scheduled' : 'its first workflow task is not scheduled yet',
          ),
        ],
        consequence: `It begins by itself at ${isoTime(begins)}.${isStart ? ' An update or a cancellation makes a delayed start begin at once; a signal is kept until then.' : ''}`,
        remedy: [],
        place: { view: 'history' },
      },
    ];
  },
};

/** Whether there was a workflow task before: signals that came first do not make one. */
function hasBegun({ history, historyLength }: ExecutionFacts): boolean {
  if (history === undefined) return historyLength > 1;
  const { lastTaskCompleted, taskFailure, taskTimeout } = history;
  return [lastTaskCompleted, taskFailure, taskTimeout].some((each) => each !== undefined);
}

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

/** What does not make it begin. */
function keptSignal({ execution: { history } }: Situation): Evidence[] {
  const { lastSignal } = history ?? {};
  return lastSignal === undefined ? [] : [seen(`signal "${lastSignal.name}" is kept until it begins`, lastSignal.time)];
}

function startEvidence({ execution: { history, startTime } }: Situation): Evidence[] {
  const { continuedRunId, lastFailure } = history?.start ?? {};
  return [
    seen(continuedRunId === undefined ? 'it was started' : `this run followed run ${continuedRunId}`, startTime),
    ...(lastFailure === undefined ? [] : [seen(`the run before failed with: ${failureText(lastFailure)}`)]),
  ];
}
