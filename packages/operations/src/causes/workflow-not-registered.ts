import { HR7014 } from '@handrail/errors';
import type { Cause } from '../cause';
import { failingTask, failingTaskOf } from '../internal/failing-task';
import { failureText } from '../internal/failure-text';
import { temporal } from '../situation';

export const workflowNotRegistered: Cause = {
  slug: 'workflow-not-registered',
  rank: 4,
  find(situation) {
    const failing = failingTaskOf(situation);
    if (failing?.kind !== 'workflow-not-registered') return [];
    const { workflowId, workflowType, taskQueue } = situation.execution;
    const message = failureText(failing.failure.failure).replace(
      /^.*Failed to initialize workflow of type '.*?': /,
      '',
    );
    return [
      {
        ...failingTask(situation, failing),
        problem: HR7014.problem({ workflowId, workflowType, taskQueue, message }),
        remedy: [
          {
            text: `Export "${workflowType}" from the file that the worker's workflowsPath names and deploy it, or start the workflow on the task queue of a worker that has it.`,
          },
          {
            text: 'See which workers poll this queue.',
            command: temporal(situation, 'task-queue describe', { 'task-queue': taskQueue }),
          },
        ],
      },
    ];
  },
};
