import { HR7013 } from '@handrail/errors';
import type { Cause } from '../cause';
import { failingTask, failingTaskOf, resetRemedy } from '../internal/failing-task';
import { failureText } from '../internal/failure-text';

export const nondeterminism: Cause = {
  slug: 'nondeterminism',
  rank: 4,
  find(situation) {
    const failing = failingTaskOf(situation);
    if (failing?.kind !== 'nondeterminism') return [];
    const { workflowId, workflowType, history } = situation.execution;
    const { task, failure } = failing;
    const before = history?.lastTaskCompleted?.buildId;
    const message = failureText(failure.failure).replace(/[.]$/, '');
    return [
      {
        ...failingTask(situation, failing),
        problem: HR7013.problem({ workflowId, workflowType, attempt: task.attempt, message }),
        remedy: [
          {
            text:
              before !== undefined && before !== failure.buildId
                ? `Roll the workers back to build ${before}, which made this history, or guard the change with patched() and deploy.`
                : 'Roll the workers back to the code that made this history, or guard the change with patched() and deploy.',
          },
          ...resetRemedy(situation),
        ],
      },
    ];
  },
};
