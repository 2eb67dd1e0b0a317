import type { CauseSlug } from './explanation';
import type { Facts } from './facts';

/** What would be done to one execution. */
export type RepairAction =
  | {
      readonly kind: 'reset-workflow';
      /** The workflow task whose commands are discarded, with all that follows. */
      readonly eventId: number;
    }
  | { readonly kind: 'reset-activity'; readonly activityId: string; readonly activityType: string }
  | { readonly kind: 'unpause-activity'; readonly activityId: string; readonly activityType: string };

/** What helps against a cause once it is fixed, or why nothing here does. */
export type RepairChoice = { readonly actions: readonly RepairAction[] } | { readonly refused: string };

const RESET: ReadonlySet<CauseSlug> = new Set<CauseSlug>([
  'closed-failed',
  'closed-timed-out',
  'closed-terminated',
  'nondeterminism',
  'workflow-task-failing',
  'schedule-to-start-expired',
]);

const REFUSED: Partial<Record<CauseSlug, string>> = {
  'no-workflow-worker': 'it goes on by itself once a worker polls its task queue',
  'no-activity-worker': 'it goes on by itself once a worker polls the task queue of the activity',
  'version-unpolled':
    'it goes on by itself once its version is polled, or is moved with temporal workflow update-options',
  'queue-backlog': 'it goes on by itself once a worker has a free slot',
  deadlock: 'it goes on by itself once the fix is deployed, and blocks its worker again until then',
  'workflow-not-registered': 'it goes on by itself once a worker has the type',
  'workflow-task-timing-out': 'it goes on by itself once its worker answers',
  'activity-silent': 'whether its worker is really gone has to be looked at first',
  'child-blocked': 'the child is what has to be repaired',
  'closed-canceled': 'somebody wanted it to end',
};

/** Pure: chooses the action for the verdict of an execution. */
export function chooseRepair(facts: Facts, cause: CauseSlug): RepairChoice {
  const { activities, history, nextRun } = facts.execution;
  if (RESET.has(cause)) {
    const eventId = history?.close === undefined ? history?.lastTaskCompleted?.eventId : history.close.resetEventId;
    if (nextRun !== undefined || history?.close?.newRunId) return { refused: 'a later run has followed it' };
    return eventId === undefined
      ? { refused: 'no workflow task of it ever completed, so there is no point to reset it to' }
      : { actions: [{ kind: 'reset-workflow', eventId }] };
  }
  const of = (kind: 'reset-activity' | 'unpause-activity', chosen: typeof activities): RepairChoice => ({
    actions: chosen.map(({ activityId, activityType }) => ({ kind, activityId, activityType })),
  });
  if (cause === 'activity-paused')
    return of(
      'unpause-activity',
      activities.filter(({ isPaused }) => isPaused),
    );
  if (cause === 'backoff' || cause === 'activity-retrying' || cause === 'activity-not-registered') {
    const waiting = activities.filter(
      ({ state, nextAttemptTime, isPaused }) =>
        state === 'SCHEDULED' && !isPaused && (nextAttemptTime ?? 0) > facts.now,
    );
    return waiting.length === 0 ? { refused: 'its next attempt is already on its way' } : of('reset-activity', waiting);
  }
  return { refused: REFUSED[cause] ?? 'nothing that can be done from here helps against this cause' };
}
