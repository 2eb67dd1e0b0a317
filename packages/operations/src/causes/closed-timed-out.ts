import { HR7003 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Evidence } from '../explanation';
import type { HistoryFacts } from '../history-facts';
import { seen } from '../finding';
import { cancelledBefore, closedAgo, closedConsequence, newRunEvidence, resumeRemedies } from '../internal/ended';
import { failureText, raisedCode } from '../internal/failure-text';
import { isoTime } from '../internal/spoken-time';
import type { Situation } from '../situation';

export const closedTimedOut: Cause = {
  slug: 'closed-timed-out',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, status, closeTime, history } = situation.execution;
    if (status !== 'TIMED_OUT') return [];
    const waitingFor = waitedFor(history);
    return [
      {
        problem: HR7003.problem({
          workflowId,
          workflowType,
          ago: closedAgo(situation),
          waitingFor: waitingFor[0] ?? 'nothing',
        }),
        evidence: [
          seen('status TIMED_OUT', closeTime ?? history?.close?.time),
          ...expiryEvidence(situation),
          ...waitingFor.map((each) => seen(`it was waiting for ${each}`)),
          ...cancelledBefore(situation),
          ...newRunEvidence(situation),
        ],
        consequence: closedConsequence(
          situation,
          'It is over: none of its code has run since, so nothing was compensated for.',
        ),
        remedy: [
          {
            text: 'Repair what it waited for. A reset gives it the same timeout once more; where that is too short, start it with a longer one.',
          },
          ...resumeRemedies(situation, 'the timeout was too short'),
        ],
        raisedCode: raisedCode(history?.taskFailure?.failure),
        place: history?.close === undefined ? { view: 'history' } : { view: 'event', eventId: history.close.eventId },
      },
    ];
  },
};

function expiryEvidence({ execution: { expiresAt, expiresBy } }: Situation): Evidence[] {
  if (expiresAt === undefined) return [];
  const which =
    expiresBy === 'execution timeout' ? 'its execution timeout, which holds for all of its runs' : 'its run timeout';
  return [seen(`its time was over at ${isoTime(expiresAt)}${expiresBy === undefined ? '' : `, by ${which}`}`)];
}

/** What was open when the time was over, the likeliest reason first. */
function waitedFor(history: HistoryFacts | undefined): string[] {
  if (history === undefined) return ['something that could not be read'];
  const { taskFailure, openTask, openActivities, openChildren, openOperations, timers, oldestEventRead } = history;
  const found = [
    ...(taskFailure === undefined
      ? []
      : [`a workflow task that failed again and again: ${failureText(taskFailure.failure)}`]),
    ...(taskFailure === undefined && openTask !== undefined
      ? [openTask.state === 'SCHEDULED' ? 'a worker to take its workflow task' : 'a worker to answer its workflow task']
      : []),
    ...openActivities.map(
      ({ activityType, activityId, taskQueue }) =>
        `activity "${activityType}" (id ${activityId}, task queue "${taskQueue}")`,
    ),
    ...openChildren.map((child) => `child workflow "${child.workflowId}"`),
    ...openOperations.map(({ name }) => `Nexus operation "${name}"`),
    ...timers.map(({ dueTime }) => `a timer, due at ${isoTime(dueTime)}`),
  ];
  if (found.length > 0) return found;
  return [
    oldestEventRead === 1
      ? 'a signal or an update'
      : 'something that began before the part of the history that was read',
  ];
}
