import { HR7031 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { UpdateFacts } from '../history-facts';
import { seen } from '../finding';
import { waitOf } from '../internal/activity-wait';
import { expiryText } from '../internal/expiry';
import { isStarted } from '../internal/liveness';
import { agoText, type Situation, temporal, thisWorkflow } from '../situation';

export const updatePending: Cause = {
  slug: 'update-pending',
  rank: 18,
  find(situation) {
    const { status, history, workflowId, insight, workflowTask } = situation.execution;
    if (status !== 'RUNNING' || history === undefined || workflowTask !== undefined) return [];
    return history.updates
      .filter((update) => !mayBeAtWork(situation, update))
      .map(({ updateId, name: updateName, acceptedTime, eventId }) => ({
        problem: HR7031.problem({ workflowId, updateName, updateId, since: agoText(situation, acceptedTime) }),
        evidence: [
          seen(`update "${updateName}" (id ${updateId}) was accepted (event ${eventId})`, acceptedTime),
          seen('nothing that its handler could have begun is at work'),
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
      }));
  },
};

/** Whether something that was begun since the update was accepted is still running: it may be the handler's. */
function mayBeAtWork(situation: Situation, { acceptedTime, eventId }: UpdateFacts): boolean {
  const { activities, children, nexusOperations, history } = situation.execution;
  const activity = activities.some(
    (each) =>
      (isStarted(each) || waitOf(situation, each).kind === 'moving') &&
      (each.scheduledTime ?? each.lastStartedTime ?? 0) >= acceptedTime,
  );
  const timer = history?.timers.some((each) => each.eventId > eventId) ?? false;
  const child = children.some(({ execution }) => (execution?.startTime ?? 0) >= acceptedTime);
  const operation = nexusOperations.some(({ scheduledTime = 0 }) => scheduledTime >= acceptedTime);
  return activity || timer || child || operation;
}
