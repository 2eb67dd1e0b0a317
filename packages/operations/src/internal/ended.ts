import type { Evidence, Remedy } from '../explanation';
import { seen } from '../finding';
import { agoText, handrail, type Situation, temporal, thisRun } from '../situation';

/** How long ago an execution was closed. */
export function closedAgo(situation: Situation): string {
  return agoText(situation, situation.execution.closeTime ?? situation.execution.history?.close?.time);
}

/** The commands that take up a closed execution again. */
export function resumeRemedies(situation: Situation, reason: string): Remedy[] {
  const { history, workflowId, runId, nextRun } = situation.execution;
  if (nextRun !== undefined) {
    const why = handrail(situation, 'why', [workflowId]);
    return [{ text: 'Look at the newest run instead: a reset of this one would end that.', command: why }];
  }
  if (history?.close?.newRunId) return [nextRunRemedy(situation, history.close.newRunId)];
  if (history?.close !== undefined && history.close.resetEventId === undefined) {
    return [{ text: 'No workflow task of it ever completed, so there is no point to reset it to: start it again.' }];
  }
  const resetEventId = history?.close?.resetEventId;
  const before = history?.close?.resetBefore;
  return [
    {
      text: `Then let it go on from ${resetEventId === undefined ? 'its last workflow task' : `event ${resetEventId}${before === undefined ? ', its last workflow task' : `, before ${before} was asked for`}`}; what completed before is kept. Or start it again.`,
      command: temporal(situation, 'workflow reset', {
        ...thisRun(situation),
        ...(resetEventId === undefined ? { type: 'LastWorkflowTask' } : { 'event-id': resetEventId }),
        reason,
      }),
    },
    {
      text: 'Read its history.',
      command: temporal(situation, 'workflow show', { 'workflow-id': workflowId, 'run-id': runId }),
    },
  ];
}

function nextRunRemedy(situation: Situation, newRunId: string): Remedy {
  return {
    text: 'A new run has followed: look at that one.',
    command: `${handrail(situation, 'why', [situation.execution.workflowId])} --run-id ${newRunId}`,
  };
}

/** That it had been asked to cancel, where it ended otherwise. */
export function cancelledBefore({ execution: { history } }: Situation): Evidence[] {
  const request = history?.cancelRequest;
  return request === undefined ? [] : [seen('cancellation had been requested before it ended', request.time)];
}

/** Where a run goes on in another one. */
export function newRunEvidence({ execution, diagnose }: Situation): Evidence[] {
  const { nextRun, history } = execution;
  const newRunId = history?.close?.newRunId;
  const [newest] = nextRun === undefined ? [] : diagnose(nextRun);
  return [
    ...(newRunId && newRunId !== nextRun?.runId ? [seen(`run ${newRunId} follows it`)] : []),
    ...(nextRun === undefined || newest === undefined
      ? []
      : [seen(`the newest run, ${nextRun.runId} (${newest.cause}): ${newest.headline}`, nextRun.startTime)]),
  ];
}

/** What that it is closed means, where no later run has taken its place. */
export function closedConsequence({ execution: { nextRun, history } }: Situation, otherwise: string): string {
  if (nextRun !== undefined) return `This run is over; run ${nextRun.runId} has taken its place.`;
  return history?.close?.newRunId ? 'This run is over; the next one goes on by itself.' : otherwise;
}
