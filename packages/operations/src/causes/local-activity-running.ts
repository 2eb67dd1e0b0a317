import { HR7017 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Instant } from '../facts';
import { seen } from '../finding';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, type Situation } from '../situation';

const DAY = 86_400_000;
const EVENTS_A_TASK = 3;
// A task that is scheduled again a moment later was not kept open.
const RENEWED_MILLISECONDS = 1_000;

export const localActivityRunning: Cause = {
  slug: 'local-activity-running',
  rank: 6,
  find(situation) {
    const kept = keptOpen(situation);
    if (kept === undefined) return [];
    const { originalScheduledTime, startedTime, renewedAfter } = kept;
    const { workflowId, historyLength, history } = situation.execution;
    const { count = 0 } = history?.idleTasks ?? {};
    const interval = count > 0 ? Math.max(1_000, renewedAfter / count) : 8_000;
    return [
      {
        problem: HR7017.problem({
          workflowId,
          since: agoText(situation, originalScheduledTime),
          eventsADay: Math.round((DAY / interval) * EVENTS_A_TASK),
        }),
        evidence: [
          seen('the workflow task is kept open and renewed', originalScheduledTime),
          ...(startedTime === undefined ? [] : [seen('its last renewal', startedTime)]),
          ...(count > 0
            ? [seen(`${count} workflow tasks at the end of the history have done nothing`, history?.idleTasks.since)]
            : []),
          seen(`the history has ${historyLength} events`),
        ],
        consequence:
          'It goes on until the local activity ends. Whether that fails and is tried again is not shown by the server; signals, updates and cancellation wait meanwhile.',
        remedy: [
          { text: 'Read the log of the worker: it names the local activity and its failures.' },
          { text: 'Make it a normal activity, whose attempts and failures can be seen.' },
        ],
        place: { view: 'history' },
        since: originalScheduledTime,
      },
    ];
  },
};

/** The workflow task that a local activity keeps open, and how long after the first it was scheduled. */
export function keptOpen(situation: Situation):
  | {
      readonly originalScheduledTime: Instant;
      readonly startedTime?: Instant | undefined;
      readonly renewedAfter: number;
    }
  | undefined {
  const state = taskStateOf(situation);
  const { taskTimeout, taskRestart } = situation.execution.history ?? {};
  // A task that its worker's cache kept waiting, or that the server has started over, was scheduled again as well.
  if (state.kind !== 'moving' || (taskTimeout ?? taskRestart) !== undefined) return undefined;
  const { originalScheduledTime, scheduledTime, startedTime } = state.task;
  if (originalScheduledTime === undefined || scheduledTime === undefined) return undefined;
  const renewedAfter = scheduledTime - originalScheduledTime;
  return renewedAfter <= RENEWED_MILLISECONDS ? undefined : { originalScheduledTime, startedTime, renewedAfter };
}
