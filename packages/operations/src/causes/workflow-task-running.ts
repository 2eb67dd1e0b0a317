import type { Cause } from '../cause';
import { seen } from '../finding';
import { spokenTime } from '../internal/spoken-time';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText } from '../situation';
import { keptOpen } from './local-activity-running';

// What the server gives a task where nothing else was asked for.
const DEFAULT_MILLISECONDS = 10_000;

export const workflowTaskRunning: Cause = {
  slug: 'workflow-task-running',
  rank: 31,
  find(situation) {
    const state = taskStateOf(situation);
    if (state.kind !== 'moving' || keptOpen(situation) !== undefined) return [];
    const {
      workflowId,
      workflowType,
      taskTimeoutMilliseconds: taskTimeout = DEFAULT_MILLISECONDS,
    } = situation.execution;
    const isStarted = state.task.state === 'STARTED';
    return [
      {
        headline: isStarted
          ? `A worker has been processing workflow "${workflowId}" (${workflowType}) for ${agoText(situation, state.since)}.`
          : `Workflow "${workflowId}" (${workflowType}) is being handed to a worker.`,
        evidence: [seen(isStarted ? 'its workflow task is started' : 'its workflow task is scheduled', state.since)],
        consequence: `It goes on by itself: a workflow task takes at most ${spokenTime(taskTimeout)}.`,
        remedy: [],
        place: { view: 'history' },
        since: state.since,
      },
    ];
  },
};
