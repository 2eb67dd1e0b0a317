import type { Cause } from '../cause';
import { seen } from '../finding';
import { isoTime, spokenTime } from '../internal/spoken-time';

export const startDelayed: Cause = {
  slug: 'start-delayed',
  rank: 1,
  find({ facts, execution }) {
    const { status, workflowTask, executionTime, startTime, workflowId, workflowType, historyLength } = execution;
    const isWaiting = status === 'RUNNING' && workflowTask === undefined && historyLength <= 1;
    if (!isWaiting || executionTime === undefined || executionTime <= facts.now) return [];
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) begins in ${spokenTime(executionTime - facts.now)}: its start is delayed until ${isoTime(executionTime)}.`,
        evidence: [
          seen('started with a delay, by a cron schedule or as a retry', startTime),
          seen('its first workflow task is not scheduled yet'),
        ],
        consequence: `It begins by itself at ${isoTime(executionTime)}. A signal or an update makes a delayed start begin at once.`,
        remedy: [],
        place: { view: 'history' },
      },
    ];
  },
};
