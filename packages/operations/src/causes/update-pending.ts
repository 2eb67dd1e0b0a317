import { HR7031 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import type { ActivityFacts, ExecutionFacts } from '../facts';
import type { UpdateFacts } from '../history-facts';
import { seen } from '../finding';
import { waitOf } from '../internal/activity-wait';
import { expiryText } from '../internal/expiry';
import { isStarted } from '../internal/liveness';
import { agoText, type Situation, temporal, thisWorkflow } from '../situation';

// Behind what an execution does besides.
const BESIDE_WORK_RANK = 36;

export const updatePending: Cause = {
  slug: 'update-pending',
  rank: 18,
  find(situation) {
    const { status, history, workflowId, insight, workflowTask } = situation.execution;
    if (status !== 'RUNNING' || history === undefined || workflowTask !== undefined) return [];
    // An update that waits for what goes on anyway is as well as that.
    const isBesideWork = goesOn(situation);
    return history.updates
      .filter((update) => !isHandlerAtWork(situation, update))
      .map(({ updateId, name: updateName, acceptedTime, eventId }) => ({
        problem: HR7031.problem({ workflowId, updateName, updateId, since: agoText(situation, acceptedTime) }),
        evidence: [
          seen(`update "${updateName}" (id ${updateId}) was accepted (event ${eventId})`, acceptedTime),
          seen('nothing that its handler could have begun is at work'),
          ...(isBesideWork ? [seen('something that was begun before is at work: the handler may wait for that')] : []),
          ...(insight?.waitsAt.map((line) => seen(`it waits ${line}`)) ?? []),
        ],
        consequence: `The sender waits until the handler ends. ${expiryText(situation)}`,
        remedy: [
          {
            text: 'See where the handler waits.',
            command: temporal(situation, 'workflow stack', thisWorkflow(situation)),
          },
          { text: 'Send or repair what it waits for; give the wait in the handler a timeout.' },
        ],
        place: { view: 'event' as const, eventId },
        since: acceptedTime,
        ...(isBesideWork && { rank: BESIDE_WORK_RANK }),
      }));
  },
};

/** Whether something that was begun since the update was accepted is still running: it may be the handler's. */
function isHandlerAtWork(situation: Situation, { acceptedTime, eventId }: UpdateFacts): boolean {
  const { activities, children, nexusOperations, history } = situation.execution;
  const activity = activities.some(
    (each) => isAtWork(situation, each) && (each.scheduledTime ?? each.lastStartedTime ?? 0) >= acceptedTime,
  );
  const timer = history?.timers.some((each) => each.eventId > eventId) ?? false;
  const child = children.some(({ initiatedEventId, execution }) =>
    initiatedEventId === undefined ? (execution?.startTime ?? 0) >= acceptedTime : initiatedEventId > eventId,
  );
  const operation = nexusOperations.some(({ scheduledTime = 0 }) => scheduledTime >= acceptedTime);
  return activity || timer || child || operation;
}

/** Whether an activity, a child or an operation is at work and well: their end may be what an update waits for. */
function goesOn(situation: Situation): boolean {
  const { activities, children, nexusOperations } = situation.execution;
  const isWell = (execution: ExecutionFacts | undefined) =>
    execution !== undefined && isHealthy(situation.diagnose(execution)[0]?.cause ?? 'unknown');
  return (
    activities.some((each) => isAtWork(situation, each)) ||
    children.some(({ execution, isAbandoned = false }) => !isAbandoned && isWell(execution)) ||
    nexusOperations.some(
      ({ state, execution }) => state === 'STARTED' && (execution === undefined || isWell(execution)),
    )
  );
}

function isAtWork(situation: Situation, activity: ActivityFacts): boolean {
  return isStarted(activity) || waitOf(situation, activity).kind === 'moving';
}
