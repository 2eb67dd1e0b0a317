import { HR7015 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { FailureFacts } from '../facts';
import { explainRemedy, failingTask, failingTaskOf, resetRemedy } from '../internal/failing-task';
import {
  CODEC_REMEDY,
  ENCODED_REMEDY,
  failureText,
  isEncoded,
  isUndecoded,
  raisedCode,
  someFailure,
} from '../internal/failure-text';

export const workflowTaskFailing: Cause = {
  slug: 'workflow-task-failing',
  rank: 4,
  find(situation) {
    const failing = failingTaskOf(situation);
    if (failing?.kind !== 'workflow-task-failing') return [];
    const { workflowId, workflowType } = situation.execution;
    const { task, failure } = failing;
    const common = failingTask(situation, failing);
    const message = failureText(failure.failure);
    return [
      {
        ...common,
        problem: HR7015.problem({ workflowId, workflowType, attempt: task.attempt, cause: failure.cause, message }),
        remedy: [
          ...explainRemedy(common),
          { text: adviceFor(failure.cause, failure.failure) },
          ...resetRemedy(situation),
        ],
      },
    ];
  },
};

const BY_CAUSE: Readonly<Record<string, string>> = {
  BAD_SEARCH_ATTRIBUTES:
    'Register the search attribute in the namespace, or correct its name or type in the workflow; then the next attempt succeeds by itself.',
  BAD_SCHEDULE_ACTIVITY_ATTRIBUTES: 'Correct the options of the activity call that the message names, and deploy.',
  SCHEDULE_ACTIVITY_DUPLICATE_ID:
    'Give each activity an id of its own while several are open, or no activityId at all; then deploy.',
  START_TIMER_DUPLICATE_ID: 'Give each timer an id of its own while several are open, and deploy.',
  PENDING_ACTIVITIES_LIMIT_EXCEEDED: 'Run fewer activities at a time (the server allows 2,000), and deploy.',
  PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED: 'Run fewer child workflows at a time (the server allows 2,000), and deploy.',
  PENDING_SIGNALS_LIMIT_EXCEEDED: 'Send fewer signals at a time (the server allows 2,000), and deploy.',
  BAD_SCHEDULE_NEXUS_OPERATION_ATTRIBUTES:
    'Create the Nexus endpoint that the message names, or correct its name in the workflow; then the next attempt succeeds by itself.',
  GRPC_MESSAGE_TOO_LARGE:
    'Pass less data in one workflow task (4 MB with gRPC): store it elsewhere and pass its key, and deploy.',
  PAYLOADS_TOO_LARGE: 'Pass less data in one payload: store it elsewhere and pass its key, and deploy.',
};

function adviceFor(cause: string, failure: FailureFacts): string {
  const stackMatches = (pattern: RegExp) => someFailure(failure, ({ stack = '' }) => pattern.test(stack));
  const known = BY_CAUSE[cause];
  if (known !== undefined) return known;
  if (cause.startsWith('BAD_') || cause.endsWith('_EXCEEDED')) {
    return 'Correct what the message names, in the workflow or on the server: the next attempt then succeeds by itself.';
  }
  if (raisedCode(failure) !== undefined)
    return 'Correct what it names and deploy: the next attempt succeeds by itself.';
  if (isEncoded(failure)) return ENCODED_REMEDY;
  if (isUndecoded(failure)) return CODEC_REMEDY;
  if (stackMatches(/payload-converter/)) {
    return 'Return or pass only what can be serialised (no bigint, function or circular object), and deploy.';
  }
  return 'Fix the workflow code at the line above and deploy it: the next attempt succeeds by itself.';
}
