import { HR7012 } from '@handrail/errors';
import type { Cause } from '../cause';
import { failingTask, failingTaskOf } from '../internal/failing-task';
import { temporal, thisWorkflow } from '../situation';

export const deadlock: Cause = {
  slug: 'deadlock',
  rank: 4,
  find(situation) {
    const failing = failingTaskOf(situation);
    if (failing?.kind !== 'deadlock') return [];
    const { workflowId, workflowType, isCancelRequested: afterCancel } = situation.execution;
    const remedy = afterCancel
      ? 'Let the loop end on cancellation: rethrow where isCancellation(error) is true, then deploy.'
      : 'Find the loop that never awaits, or the long computation, and move it to an activity; then deploy.';
    return [
      {
        ...failingTask(situation, failing),
        problem: HR7012.problem({ workflowId, workflowType, attempt: failing.task.attempt, afterCancel }),
        remedy: [
          { text: remedy },
          {
            text: 'Until then each attempt blocks a thread of the worker for 5 seconds. Where that hurts others, end the execution.',
            command: temporal(situation, 'workflow terminate', {
              ...thisWorkflow(situation),
              reason: 'its code blocks the worker',
            }),
          },
        ],
      },
    ];
  },
};
