import { HR7016 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { timeoutText } from '../internal/expiry';
import { resetRemedy } from '../internal/failing-task';
import { taskStateOf } from '../internal/workflow-task-state';
import { temporal } from '../situation';

export const workflowTaskTimingOut: Cause = {
  slug: 'workflow-task-timing-out',
  rank: 5,
  find(situation) {
    const state = taskStateOf(situation);
    const { workflowId, workflowType, taskQueue, history } = situation.execution;
    const timeout = history?.taskTimeout;
    if (state.kind !== 'failing' || history?.taskFailure !== undefined || timeout?.type !== 'START_TO_CLOSE') return [];
    const { attempt, scheduledTime, originalScheduledTime } = state.task;
    return [
      {
        problem: HR7016.problem({ workflowId, workflowType, attempt }),
        evidence: [
          seen(`the workflow task is in attempt ${attempt}`, originalScheduledTime ?? scheduledTime),
          seen(`a workflow task timed out after a worker had taken it (event ${timeout.eventId})`, timeout.time),
          seen('no failure was reported to the server'),
          ...(history?.lastTaskCompleted === undefined
            ? []
            : [
                seen(
                  `the last workflow task that completed was answered by ${history.lastTaskCompleted.identity}`,
                  history.lastTaskCompleted.time,
                ),
              ]),
        ],
        consequence: `The server tries it again for ever. ${timeoutText(situation)}`,
        remedy: [
          {
            text: 'Read the log of the worker at that time: look for "Error while completing workflow activation", "out of memory" and restarts.',
          },
          {
            text: 'See which workers poll the queue.',
            command: temporal(situation, 'task-queue describe', {
              'task-queue': taskQueue,
              'task-queue-type': 'workflow',
            }),
          },
          ...resetRemedy(situation),
        ],
        place: { view: 'event', eventId: timeout.eventId },
        since: timeout.time,
      },
    ];
  },
};
