import type { Evidence } from '../explanation';
import type { ActivityFacts } from '../facts';
import { seen } from '../finding';
import type { UpdateFacts } from '../history-facts';
import type { Situation } from '../situation';
import { waitOf } from './activity-wait';
import { isStarted } from './liveness';

/** Whether something that was begun since the update was accepted is still running: it may be the handler's. */
export function isHandlerAtWork(situation: Situation, { acceptedTime, eventId }: UpdateFacts): boolean {
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

/** Whether an activity is at work, or about to be. */
export function isAtWork(situation: Situation, activity: ActivityFacts): boolean {
  return isStarted(activity) || waitOf(situation, activity).kind === 'moving';
}

/** That updates have not ended whose handlers may have begun what is pending: somebody waits for each. */
export function updateEvidence(situation: Situation): Evidence[] {
  return (situation.execution.history?.updates ?? [])
    .filter((update) => isHandlerAtWork(situation, update))
    .map(({ name, updateId, acceptedTime }) =>
      seen(
        `update "${name}" (id ${updateId}) has not ended, and its sender waits: this may be what its handler does`,
        acceptedTime,
      ),
    );
}
