import { HR7028 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { expiryText } from '../internal/expiry';
import { pendingText } from '../internal/pending-text';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, temporal, thisWorkflow } from '../situation';

export const cancelIgnored: Cause = {
  slug: 'cancel-ignored',
  rank: 15,
  find(situation) {
    const { execution } = situation;
    const { isCancelRequested, status, history, workflowId, workflowType } = execution;
    if (!isCancelRequested || status !== 'RUNNING') return [];
    const request = history?.cancelRequest;
    const completed = history?.lastTaskCompleted;
    // Before the first task after the request, nobody has told the workflow.
    if (request === undefined || completed === undefined || completed.eventId < request.eventId) return [];
    if (taskStateOf(situation).kind === 'failing') return [];
    const doing = pendingText(situation);
    return [
      {
        problem: HR7028.problem({ workflowId, workflowType, since: agoText(situation, request.time), doing }),
        evidence: [
          seen(`cancellation was requested (event ${request.eventId})`, request.time),
          seen(`a workflow task has completed since (event ${completed.eventId})`, completed.time),
          seen(doing),
          ...(execution.insight?.waitsAt.map((line) => seen(`it waits ${line}`)) ?? []),
        ],
        consequence: `The cancellation was delivered and is not delivered again: it stays open until its code ends. ${expiryText(situation)}`,
        remedy: [
          {
            text: 'See where it waits: it may be cleaning up.',
            command: temporal(situation, 'workflow stack', thisWorkflow(situation)),
          },
          {
            text: 'Where it is not, end it; no code of it runs then.',
            command: temporal(situation, 'workflow terminate', {
              ...thisWorkflow(situation),
              reason: 'it ignores its cancellation',
            }),
          },
          {
            text: 'Rethrow in the catch that swallows CancelledFailure (where isCancellation(error) is true), and deploy.',
          },
        ],
        place: { view: 'call-stack' },
        since: request.time,
      },
    ];
  },
};
