import { HR7017 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText } from '../situation';

const DAY = 86_400_000;
const EVENTS_A_TASK = 3;
// A task that is scheduled again a moment later was not kept open.
const RENEWED_MILLISECONDS = 1_000;

export const localActivityRunning: Cause = {
  slug: 'local-activity-running',
  rank: 6,
  find(situation) {
    const state = taskStateOf(situation);
    if (state.kind !== 'moving') return [];
    const { workflowId, historyLength, history } = situation.execution;
    // A task that its worker's cache kept waiting was scheduled again as well.
    if (history?.taskTimeout !== undefined) return [];
    const { originalScheduledTime, scheduledTime, startedTime } = state.task;
    if (originalScheduledTime === undefined || scheduledTime === undefined) return [];
    const renewedAfter = scheduledTime - originalScheduledTime;
    if (renewedAfter <= RENEWED_MILLISECONDS) return [];
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
