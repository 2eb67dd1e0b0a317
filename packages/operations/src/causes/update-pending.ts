import { HR7031 } from '@handrail/errors';
import type { Cause } from '../cause';
import { isHealthy } from '../explanation';
import type { ExecutionFacts } from '../facts';
import { seen } from '../finding';
import { expiryText } from '../internal/expiry';
import { isAtWork, isHandlerAtWork } from '../internal/updates';
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
