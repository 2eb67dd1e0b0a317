import type { Cause } from '../cause';
import { seen } from '../finding';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText } from '../situation';
import { keptOpen } from './local-activity-running';

export const workflowTaskRunning: Cause = {
  slug: 'workflow-task-running',
  rank: 31,
  find(situation) {
    const state = taskStateOf(situation);
    if (state.kind !== 'moving' || keptOpen(situation) !== undefined) return [];
    const { workflowId, workflowType } = situation.execution;
    const isStarted = state.task.state === 'STARTED';
    return [
      {
        headline: isStarted
          ? `A worker has been processing workflow "${workflowId}" (${workflowType}) for ${agoText(situation, state.since)}.`
          : `Workflow "${workflowId}" (${workflowType}) is being handed to a worker.`,
        evidence: [seen(isStarted ? 'its workflow task is started' : 'its workflow task is scheduled', state.since)],
        consequence: 'It goes on by itself: a workflow task takes at most ten seconds.',
        remedy: [],
        place: { view: 'history' },
        since: state.since,
      },
    ];
  },
};
