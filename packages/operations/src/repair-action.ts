import type { CauseSlug } from './explanation';
import { isWithoutHeartbeat, mayBeTriedAgain } from './causes/activity-silent';
import type { ActivityFacts, Facts } from './facts';
import type { CloseFacts, OpenChild } from './history-facts';
import { expectedVersion, versionText } from './internal/expected-version';
import { livenessOf } from './internal/liveness';
import { isHistoryLimit, isOfParent, isServerTermination } from './internal/server-termination';
import type { ResetBefore } from './repair-intent';
import type { Situation } from './situation';

/** What would be done to one execution. */
export type RepairAction =
  | {
      readonly kind: 'reset-workflow';
      /** The workflow task whose commands are discarded, with all that follows. */
      readonly eventId: number;
    }
  | { readonly kind: 'reset-activity'; readonly activityId: string; readonly activityType: string }
  | { readonly kind: 'unpause-activity'; readonly activityId: string; readonly activityType: string }
  /** Ends an attempt that nobody works on any more, so that the activity is tried again. */
  | { readonly kind: 'end-attempt'; readonly activityId: string; readonly activityType: string }
  | { readonly kind: 'unpause-workflow' }
  | { readonly kind: 'signal'; readonly name: string };

/** What helps against a cause once it is fixed, or why nothing here does. */
export type RepairChoice =
  | {
      readonly actions: readonly RepairAction[];
      /** Activities that would run again, where they are known already. */
      readonly repeats?: readonly string[];
      /** What would be asked of others again, where it is known already. */
      readonly calls?: readonly string[];
      /** Children that would be started again, where they are known already. */
      readonly children?: readonly OpenChild[];
    }
  | { readonly refused: string };

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
  'child-blocked': 'the child is what has to be repaired',
  'closed-canceled': 'somebody wanted it to end',
  'cancel-ignored': 'a reset does not take its cancellation back: its code has to end, or somebody to terminate it',
  'nexus-pending': 'the handler of the operation is what has to be repaired',
  'update-pending': 'what its handler waits for has to be sent or repaired',
  'local-activity-running': 'it goes on by itself once its local activity ends',
  'heartbeat-overdue': 'the server lets it be tried again by itself once its heartbeat timeout is over',
  'history-limit': 'a reset would keep the history that is too long',
};

/**
 * Pure: chooses the action for the verdict of an execution.
 *
 * @param isMeant whether who repairs has named what people ended on purpose
 */
export function chooseRepair(facts: Facts, cause: CauseSlug, isMeant = true): RepairChoice {
  const { activities, history, nextRun } = facts.execution;
  if (RESET.has(cause)) {
    if (nextRun !== undefined || history?.close?.newRunId) return { refused: 'a later run has followed it' };
    const why = whyNotRevive(history?.close, isMeant) ?? whyNotTakenByTheFix(facts, cause);
    if (why !== undefined) return { refused: why };
    const eventId = resetEventOf(facts, cause);
    return eventId === undefined
      ? { refused: 'no workflow task of it ever completed, so there is no point to reset it to' }
      : { actions: [{ kind: 'reset-workflow', eventId }] };
  }
  const of = (
    kind: 'reset-activity' | 'unpause-activity' | 'end-attempt',
    chosen: typeof activities,
  ): RepairChoice => ({
    actions: chosen.map(({ activityId, activityType }) => ({ kind, activityId, activityType })),
  });
  if (cause === 'activity-silent') {
    const silent = activities.filter((activity) => isSilent(facts, activity));
    if (silent.length === 0) return { refused: 'whether its worker is gone cannot be told' };
    return silent.every(mayBeTriedAgain)
      ? of('end-attempt', silent)
      : { refused: 'the attempts of its activity are used up: a failure would reach the workflow' };
  }
  if (cause === 'workflow-paused') return { actions: [{ kind: 'unpause-workflow' }] };
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

/** Why an execution that was terminated stays so. */
function whyNotRevive(close: CloseFacts | undefined, isMeant: boolean): string | undefined {
  if (close?.type !== 'WORKFLOW_EXECUTION_TERMINATED') return undefined;
  if (isHistoryLimit(close)) return REFUSED['history-limit'];
  if (isServerTermination(close)) return undefined;
  if (isOfParent(close)) return 'it ended with its parent, which is what has to be repaired';
  return isMeant ? undefined : 'somebody has ended it: name it with --cause closed-terminated where it is to go on';
}

/** A run that is pinned stays so when it is reset: the version that its code fails in would take the task anew. */
function whyNotTakenByTheFix({ execution, queues }: Facts, cause: CauseSlug): string | undefined {
  if (cause !== 'workflow-task-failing') return undefined;
  const queue = queues.find(({ type, name }) => type === 'workflow' && name === execution.taskQueue);
  if (queue?.currentVersion === undefined) return undefined;
  const { because, version } = expectedVersion(execution, queue);
  if ((because !== 'pinned' && because !== 'override') || version === undefined) return undefined;
  const [own, current] = [versionText(version), versionText(queue.currentVersion)];
  if (own === current) return undefined;
  return `a reset leaves it with version "${own}", which fails: temporal workflow update-options moves it to "${current}", after handrail replay of it against that version; a redeploy of the same version that mends it frees it as well`;
}

function isSilent(facts: Facts, activity: ActivityFacts): boolean {
  const situation: Situation = { facts, execution: facts.execution, diagnose: () => [] };
  const { lastWorkerIdentity: identity } = activity;
  return isWithoutHeartbeat(activity) && identity !== undefined && livenessOf(situation, identity).state === 'gone';
}

/** The workflow task that is taken anew. */
function resetEventOf({ execution: { history } }: Facts, cause: CauseSlug): number | undefined {
  if (history?.close !== undefined) return history.close.resetEventId;
  if (cause === 'schedule-to-start-expired') {
    const asked = (history?.expiredActivities ?? []).flatMap(({ scheduledBy }) => scheduledBy ?? []);
    return asked.length === 0 ? undefined : Math.min(...asked);
  }
  // What the history holds before the first failure is sound, unless it is the history that the code does not fit.
  if (cause === 'workflow-task-failing' && history?.lastTaskCompleted !== undefined)
    return history.taskFailure?.eventId;
  return history?.lastTaskCompleted?.eventId;
}

/** What no reset helps against, wherever it goes back to: nobody would take the task anew, or somebody wanted the end. */
const RESET_IN_VAIN: ReadonlySet<CauseSlug> = new Set<CauseSlug>([
  'no-workflow-worker',
  'version-unpolled',
  'closed-canceled',
  'workflow-paused',
  'not-found',
]);

/** Why an execution is not reset to before a deployment; undefined where it is. */
export function whyNotReset(facts: Facts, cause: CauseSlug, isMeant = true, before?: ResetBefore): string | undefined {
  const { nextRun, history, versioning } = facts.execution;
  if (nextRun !== undefined || history?.close?.newRunId) return 'a later run has followed it';
  // What is before the deployment may well be short enough.
  const why = isHistoryLimit(history?.close) ? undefined : whyNotRevive(history?.close, isMeant);
  if (why !== undefined) return why;
  // An override outlives a reset; what the run was pinned to by its own code does not.
  const { override } = versioning;
  if (before !== undefined && 'buildId' in before && override?.kind === 'pinned') {
    const { version } = override;
    if (version.buildId === before.buildId)
      return `a reset leaves it with version "${versionText(version)}", which an override pins it to: temporal workflow reset with-workflow-update-options resets and moves it`;
  }
  if (!RESET_IN_VAIN.has(cause)) return undefined;
  return REFUSED[cause] ?? 'a reset does not help against this cause';
}

/** The signal for an execution that waits for one, or why it is not sent. */
export function chooseSignal({ execution: { insight } }: Facts, cause: CauseSlug, name: string): RepairChoice {
  if (cause !== 'signal-wait') return { refused: 'it does not wait for a signal' };
  if (insight === undefined || !insight.isDefinitionKnown) {
    return { refused: 'no worker said which signals it can take' };
  }
  if (insight.signals.includes(name)) return { actions: [{ kind: 'signal', name }] };
  const known = insight.signals.map((each) => `"${each}"`).join(', ');
  return { refused: `it has no handler for signal "${name}"${known === '' ? '' : `, but for ${known}`}` };
}
