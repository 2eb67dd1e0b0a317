import { HR7028 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Remedy } from '../explanation';
import type { ActivityFacts, Instant } from '../facts';
import { seen } from '../finding';
import { isCleaningUp } from '../internal/cancellation';
import { expiryText } from '../internal/expiry';
import { pendingText } from '../internal/pending-text';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, type Situation, temporal, thisWorkflow } from '../situation';
import { childBlocked } from './child-blocked';
import { nexusPending } from './nexus-pending';

// Behind the children and operations that a cancelled execution waits for.
const SYMPTOM_RANK = 18;
// For as long the SDK may hold back the heartbeats of an activity without a heartbeat timeout.
const LONGEST_HELD_BACK = 60_000;

export const cancelIgnored: Cause = {
  slug: 'cancel-ignored',
  rank: 15,
  find(situation) {
    const { execution } = situation;
    const { isCancelRequested, status, history, workflowId, workflowType } = execution;
    if (!isCancelRequested || status !== 'RUNNING') return [];
    const request = history?.cancelRequest;
    const completed = history?.lastTaskCompleted;
    // Before the first task after the request, nobody has told the workflow.
    if (request === undefined || completed === undefined || completed.eventId < request.eventId) return [];
    // What a worker makes of the task that it has is not known yet.
    if (['failing', 'moving'].includes(taskStateOf(situation).kind)) return [];
    const asked = execution.activities.filter(({ state }) => state === 'CANCEL_REQUESTED');
    // What is said of the pending work says that the execution was asked to cancel.
    if (isCleaningUp(situation, request.time)) return [];
    const isUnderWay =
      asked.length > 0 && asked.every((each) => mayNotHaveHeard(each, request.time, situation.facts.now));
    if (isUnderWay) return [];
    const isSymptom = waitsForOthers(situation);
    const doing = pendingText(situation);
    return [
      {
        ...(isSymptom && { rank: SYMPTOM_RANK }),
        problem: HR7028.problem({ workflowId, workflowType, since: agoText(situation, request.time), doing }),
        evidence: [
          seen(`cancellation was requested (event ${request.eventId})`, request.time),
          seen(`a workflow task has completed since (event ${completed.eventId})`, completed.time),
          seen(doing),
          ...asked.map((activity) => seen(`activity ${askedText(activity)}`)),
          ...(execution.insight?.waitsAt.map((line) => seen(`it waits ${line}`)) ?? []),
        ],
        consequence: `The cancellation was delivered and is not delivered again: it stays open until its code ends. ${expiryText(situation)}`,
        remedy: [
          {
            text: 'See where it waits: it may be cleaning up.',
            command: temporal(situation, 'workflow stack', thisWorkflow(situation)),
          },
          {
            text: 'Where it is not, end it; no code of it runs then.',
            command: temporal(situation, 'workflow terminate', {
              ...thisWorkflow(situation),
              reason: 'it ignores its cancellation',
            }),
          },
          ...fixes(asked),
        ],
        place: { view: 'call-stack' },
        since: request.time,
      },
    ];
  },
};

/** Whether a child or an operation, which was asked to cancel with it, is what does not end. */
function waitsForOthers(situation: Situation): boolean {
  return [...childBlocked.find(situation), ...nexusPending.find(situation)].some(({ isUnknown = false }) => !isUnknown);
}

/** Whether the answer to a heartbeat, by which an activity hears of it, may still be to come. */
function mayNotHaveHeard(activity: ActivityFacts, request: Instant, now: Instant): boolean {
  const { heartbeatMilliseconds: timeout = 0 } = activity;
  return hearsOfIt(activity) && now - request <= (timeout > 0 ? timeout : LONGEST_HELD_BACK);
}

function hearsOfIt({ heartbeatMilliseconds = 0, lastHeartbeatTime }: ActivityFacts): boolean {
  return heartbeatMilliseconds > 0 || lastHeartbeatTime !== undefined;
}

function askedText(activity: ActivityFacts): string {
  const { activityType, activityId } = activity;
  const name = `"${activityType}" (id ${activityId}) was asked to cancel and has not ended`;
  return hearsOfIt(activity) ? name : `${name}: it sends no heartbeats, and hears of it by those only`;
}

function fixes(asked: readonly ActivityFacts[]): Remedy[] {
  if (asked.length === 0) {
    return [
      {
        text: 'Rethrow in the catch that swallows CancelledFailure (where isCancellation(error) is true), and deploy.',
      },
    ];
  }
  return asked.map((activity) => ({
    text: hearsOfIt(activity)
      ? `End activity "${activity.activityType}" when Context.current().cancelled rejects or its cancellationSignal aborts, and deploy.`
      : `Let activity "${activity.activityType}" call heartbeat(), give it a heartbeatTimeout, and end it when Context.current().cancelled rejects; then deploy.`,
  }));
}
